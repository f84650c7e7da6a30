"""Law by month about people's standing: entry, families, the registry, amnesties, and how it is applied."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.frame.calendar import Calendar
from sapar.maths import FloatArray
from sapar.model.dated import monthly
from sapar.model.declarations import Declarations
from sapar.model.declarations.law import RIGHTS, STANDING_CHANGES, LawRow, RegistryRule
from sapar.model.precedence import spread

BIOMETRICS = {"no": 0.0, "some_crossings": 0.5, "all_crossings": 1.0}
"""How much of a border asks for biometric data; some crossings stand for half of it."""

SECOND_CHANCES = ("regularise", "patent_for_any_purpose")
"""Offers under which people without status can take papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLaw:
    """Law of standing by month, see `sapar.model.system.Series`."""

    visa: FloatArray
    biometrics: FloatArray
    family_barred: NDArray[np.bool_]
    lost_rights: FloatArray
    suspended: FloatArray
    without_ban: FloatArray
    second_chance: FloatArray
    rates: FloatArray


def resolve_standing(
    declarations: Declarations, calendar: Calendar, hosts: Sequence[str], citizenships: Sequence[str]
) -> StandingLaw:
    """The tables of law about standing as shares of each month's days, and rates a month."""
    law = declarations.law

    def by_day(rows: Iterable[LawRow], value: Callable[[Any], float]) -> FloatArray:
        return spread(
            calendar, rows, hosts, citizenships, law.unions, lambda row, _begin, _stop: float(value(row))
        )

    def by_month(rows: Iterable[LawRow], value: Callable[[Any], float]) -> FloatArray:
        return monthly(calendar, by_day(rows, value))

    def entry(requirement: str) -> list[LawRow]:
        return [row for row in law.entry if row.requirement == requirement]

    def offered(offers: Sequence[str]) -> FloatArray:
        tables = (
            by_day([row for row in law.amnesties if row.offer == offer], lambda _: 1.0) for offer in offers
        )
        return monthly(calendar, np.max(np.stack(list(tables)), axis=0))

    middle = calendar.month_start + calendar.month_length // 2
    families = [row for row in law.family if row.right == "stay"]
    a_year = [by_month([row for row in law.rates if row.change == change], lambda row: row.per_year)
              for change in STANDING_CHANGES]  # fmt: skip
    part_of_year = calendar.month_length[:, None, None, None] / 365.25
    return StandingLaw(
        visa=by_month(entry("visa"), lambda row: row.answer == "yes"),
        biometrics=by_month(entry("biometrics"), lambda row: BIOMETRICS[row.answer]),
        family_barred=by_day(families, lambda row: row.answer == "barred")[middle] > 0.0,
        lost_rights=np.stack([by_month(law.registry, _takes(right)) for right in RIGHTS], axis=-1),
        suspended=by_month(law.suspensions, lambda _: 1.0),
        without_ban=offered(("leave_without_ban",)),
        second_chance=offered(SECOND_CHANCES),
        rates=np.stack(a_year, axis=-1) * part_of_year,
    )


def _takes(right: str) -> Callable[[RegistryRule], bool]:
    """Whether a row takes a right."""
    return lambda row: right in row.lost
