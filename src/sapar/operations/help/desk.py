"""One institution under chance: cases are opened, worked on at home, carried on abroad, and wages come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.casework.resolving import recovery_chance, recovery_delay
from sapar.casework.service import BoolArray, Servers, serve
from sapar.maths import FloatArray, IntArray
from sapar.operations.help.case import WEEKS_PER_MONTH, Institution
from sapar.operations.help.luck import Arrivals, Luck, arrivals
from sapar.operations.help.money import Money, money


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What happened at one institution; [replicate, case] each, times in weeks, infinite: never."""

    institution: Institution
    """Whose."""
    weeks: float
    """Length of the plan."""
    opened: Arrivals
    """The cases."""
    begun: FloatArray
    """When work at home begins."""
    done: FloatArray
    """When work at home is finished."""
    solved: BoolArray
    """Whether advice from home is enough."""
    has_partner: BoolArray
    """Whether the institution has a partner in the country."""
    begun_abroad: FloatArray
    """When work abroad begins."""
    resolved: FloatArray
    """When work is finished: at home if that is enough, otherwise abroad."""
    recovered: FloatArray
    """When wages come."""
    per_recovery: FloatArray
    """[replicate] money that one recovery brings, minor units."""
    contacts_per_case: FloatArray
    """[replicate] people who ask for each case that is opened."""
    money: Money
    """By month."""

    @property
    def is_new(self) -> BoolArray:
        """Cases opened during the plan."""
        return np.asarray(np.isfinite(self.opened.time) & ~self.opened.is_backlog, dtype=bool)

    @property
    def abroad(self) -> FloatArray:
        """When cases begin to wait for presence abroad, with a partner there or without."""
        return np.where(self.solved, np.inf, self.done)

    def of_role(self, role: str) -> BoolArray:
        """Cases that people of a role work on."""
        rows = [self.institution.desk_of(each.kind) == role for each in self.institution.demands]
        return np.array(rows, dtype=bool)[self.opened.row]


def live(institution: Institution, months: int, luck: Luck, opened: Arrivals | None = None) -> Desk:
    """Let the plan's months pass at one institution; `opened` are its cases, if they have been drawn already."""
    weeks = months * WEEKS_PER_MONTH
    opened = arrivals(institution, weeks, luck) if opened is None else opened
    funds = money(institution, months, luck)
    level = {
        item: luck.level(institution.figures[item], f"{institution.name}|{item}")
        for item in (
            "restriction", "contract_share", "contract_advantage", "recovery_share", "recovered_part", "wage_claim",
            "contacts_per_case",
        )
    }  # fmt: skip
    kinds = np.array([each.kind == "wages" for each in institution.demands], dtype=bool)
    solved = opened.solved < _by_row(institution, opened, luck)
    begun, done = work_at_home(institution, opened, funds, luck)
    countries = [each.country for each in institution.partners]
    partner = np.array(
        [countries.index(each.country) if each.country in countries else -1 for each in institution.demands],
        dtype=np.int64,
    )[opened.row]
    goes = np.isfinite(done) & ~solved & (partner >= 0)
    begun_abroad, done_abroad = _abroad(
        institution, opened, np.where(goes, done, np.inf), partner, level["restriction"], luck
    )
    resolved = np.where(solved, done, done_abroad)
    chance = recovery_chance(level["recovery_share"], level["contract_share"], level["contract_advantage"])
    delay = recovery_delay(opened.patience, chance[:, None])
    return Desk(
        institution=institution,
        weeks=weeks,
        opened=opened,
        begun=begun,
        done=done,
        solved=solved,
        has_partner=partner >= 0,
        begun_abroad=begun_abroad,
        resolved=resolved,
        recovered=np.where(kinds[opened.row], resolved + delay, np.inf),
        per_recovery=level["recovered_part"] * level["wage_claim"],
        contacts_per_case=level["contacts_per_case"],
        money=funds,
    )


def work_at_home(
    institution: Institution, opened: Arrivals, funds: Money, luck: Luck
) -> tuple[FloatArray, FloatArray]:
    """[replicate, case] when work at home begins, and when it is finished."""
    return serve(
        opened.time, _roles(institution)[opened.row], opened.work_home, _home(institution, funds, luck)
    )


def _by_row(institution: Institution, opened: Arrivals, luck: Luck) -> FloatArray:
    """[replicate, case] chance that advice from home solves it."""
    shares = [
        luck.level(each.solved_at_home, f"{institution.name}|solved_at_home") for each in institution.demands
    ]
    every = np.arange(luck.replicates)[:, None]
    return np.asarray(np.stack(shares)[opened.row, every])


def _roles(institution: Institution) -> IntArray:
    """[row] 0 for the lawyers' desk, 1 for that of others."""
    return np.array(
        [int(institution.desk_of(each.kind) == "other") for each in institution.demands], dtype=np.int64
    )


def _home(institution: Institution, funds: Money, luck: Luck) -> Servers:
    """Lawyers lent by others, then those who are paid; the last of each role are the first to be unpaid."""
    months = funds.paid.shape[1]
    takes, works, rates = [], [], []
    for number, each in enumerate(institution.staff):
        rate = luck.level(each.rate, f"{institution.name}|{each.role}|rate")
        lent = institution.lent if each.role == "lawyer" else 0
        for person in range(lent + each.people):
            takes.append([each.role == "lawyer", each.role == "other"])
            rates.append(rate)
            paid = funds.paid[:, :, number] > person - lent
            works.append(paid if person >= lent else np.ones((luck.replicates, months), dtype=bool))
    return _servers(takes, works, rates, 2, luck, months)


def _abroad(
    institution: Institution,
    opened: Arrivals,
    ready: FloatArray,
    partner: IntArray,
    restriction: FloatArray,
    luck: Luck,
) -> tuple[FloatArray, FloatArray]:
    """When work abroad begins and is finished: cases join each partner's queue as they leave home."""
    takes, works, rates = [], [], []
    can = restriction < 1.0
    for number, each in enumerate(institution.partners):
        rate = luck.level(each.rate, f"{institution.name}|{each.country}|rate") * (1.0 - restriction)
        for _ in range(each.people):
            takes.append([number == other for other in range(len(institution.partners))])
            rates.append(np.where(can, rate, 1.0))
            works.append(can[:, None])
    order = np.argsort(ready, axis=1, kind="stable")
    sorted_ = [
        np.take_along_axis(each, order, axis=1)
        for each in (ready, np.maximum(partner, 0), opened.work_abroad)
    ]
    servers = _servers(takes, works, rates, max(1, len(institution.partners)), luck, 1)
    begins, ends = serve(sorted_[0], sorted_[1], sorted_[2], servers)
    found = [np.full(ready.shape, np.inf) for _ in range(2)]
    for target, values in zip(found, (begins, ends), strict=True):
        np.put_along_axis(target, order, values, axis=1)
    return found[0], found[1]


def _servers(
    takes: list[list[bool]],
    works: list[BoolArray],
    rates: list[FloatArray],
    groups: int,
    luck: Luck,
    periods: int,
) -> Servers:
    """Lists as arrays."""
    return Servers(
        takes=np.array(takes, dtype=bool).reshape(-1, groups).T.copy(),
        works=np.stack(works, axis=1) if works else np.zeros((luck.replicates, 0, periods), dtype=bool),
        rate=np.stack(rates, axis=1) if rates else np.zeros((luck.replicates, 0)),
        period=WEEKS_PER_MONTH,
    )
