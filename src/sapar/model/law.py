"""Law by day and by month: what each host asks of each citizenship."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.frame.calendar import Calendar
from sapar.maths import FloatArray, IntArray
from sapar.model.dated import monthly
from sapar.model.declarations import Declarations
from sapar.model.declarations.law import LawRow
from sapar.model.economy import Money
from sapar.model.precedence import spread, together
from sapar.model.system import CALENDAR_YEAR, PER_ENTRY, ROLLING, Law

COUNTING = {"per_entry": PER_ENTRY, "rolling": ROLLING, "calendar_year": CALENDAR_YEAR}


@dataclass(frozen=True, slots=True, kw_only=True)
class LawSeries:
    """Law by month, see `sapar.model.system.Series`."""

    fee: FloatArray
    one_off: FloatArray
    test: FloatArray
    member: FloatArray
    stay_days: IntArray
    stay_counting: IntArray
    stay_window: IntArray
    ban_days: IntArray


def membership(
    declarations: Declarations, calendar: Calendar, hosts: Sequence[str], citizenships: Sequence[str]
) -> NDArray[np.bool_]:
    """[day, D, C] host and citizenship belong to one union of states on that day."""
    result = np.zeros((calendar.days, len(hosts), len(citizenships)), np.bool_)
    for host, place in enumerate(hosts):
        for index, citizenship in enumerate(citizenships):
            for each in together(calendar, declarations.unions, place, citizenship):
                result[each.begin : each.stop, host, index] = True
    return result


def resolve_law(
    declarations: Declarations, money: Money, hosts: Sequence[str], citizenships: Sequence[str]
) -> tuple[Law, LawSeries]:
    """The tables of law as arrays by day, for clocks, and by month, for choices."""
    calendar = money.calendar
    law = declarations.law

    def dollars(column: str) -> Callable[[LawRow, int, int], FloatArray | float]:
        def value(row: LawRow, begin: int, stop: int) -> FloatArray | float:
            amount = getattr(row, column) or 0.0
            return amount / money.rate(getattr(row, "currency", None) or "USD")[begin:stop]

        return value

    def by_day(rows: Iterable[LawRow], value: Callable[[LawRow, int, int], FloatArray | float]) -> FloatArray:
        return spread(calendar, rows, hosts, citizenships, declarations.unions, value)

    member = membership(declarations, calendar, hosts, citizenships)
    suspended = by_day(law.suspensions, lambda _row, _begin, _stop: 1.0) > 0
    counted = np.cumsum(~suspended, axis=0).transpose(1, 2, 0).astype(np.int16)
    middle = calendar.month_start + calendar.month_length // 2
    stay = by_day(law.stay, lambda row, _begin, _stop: float(row.days))  # type: ignore[attr-defined]
    counting = by_day(law.stay, lambda row, _begin, _stop: float(COUNTING[row.counting]))  # type: ignore[attr-defined]
    window = by_day(law.stay, lambda row, _begin, _stop: float(row.window or 0))  # type: ignore[attr-defined]
    bans = by_day(law.sanctions, lambda row, _begin, _stop: float(row.ban_days))  # type: ignore[attr-defined]
    series = LawSeries(
        fee=monthly(calendar, by_day(law.work, dollars("fee"))),
        one_off=monthly(calendar, by_day(law.work, dollars("one_off"))),
        test=monthly(calendar, by_day(law.work, lambda row, _b, _s: float(bool(row.test)))),  # type: ignore[attr-defined]
        member=monthly(calendar, member.astype(np.float64)),
        stay_days=stay[middle].astype(np.int64),
        stay_counting=counting[middle].astype(np.int64),
        stay_window=window[middle].astype(np.int64),
        ban_days=bans[middle].astype(np.int64),
    )
    return Law(
        counted=np.ascontiguousarray(counted), is_member=np.ascontiguousarray(member.transpose(1, 2, 0))
    ), series
