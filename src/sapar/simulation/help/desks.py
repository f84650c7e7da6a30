"""Desks of institutions: cases that wait, are served, referred abroad, worked and closed; money goes with claims.

Axes: I institutions, C citizenships, D hosts, kind of case (claim with a contract, claim without, other contact).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.institutions import Institutions
from sapar.model.mechanisms.aid import shared_out
from sapar.model.mechanisms.recovery import MONTHS_WORKED, paid_of, part_of, success_chance
from sapar.model.parameters import Parameters
from sapar.simulation.help.draws import Luck, number_of

CONTRACT, NO_CONTRACT, OTHER = range(3)
CASES = 3
CLAIMS = 2

ADVISED, SETTLED, WON, TIRED = 20, 21, 22, 23
"""Decisions."""

AT_HOME, SETTLED_AT_HOME, PRESENT, SETTLED_THERE = range(4)
"""Columns of `help_stage`."""


@dataclass(kw_only=True)
class Desks:
    """What is under way at all desks."""

    waiting: IntArray
    """[I, C, D, case]"""
    waiting_pay: IntArray
    """[I, C, D, claim] cents."""
    open: IntArray
    """[I, C, D, claim, month of work]"""
    open_pay: IntArray
    """[I, C, D, claim, month of work] cents."""

    @classmethod
    def empty(cls, institutions: int, citizenships: int, hosts: int) -> Desks:
        """Nothing under way."""
        cell = (institutions, citizenships, hosts)
        return cls(
            waiting=np.zeros((*cell, CASES), np.int64),
            waiting_pay=np.zeros((*cell, CLAIMS), np.int64),
            open=np.zeros((*cell, CLAIMS, MONTHS_WORKED), np.int64),
            open_pay=np.zeros((*cell, CLAIMS, MONTHS_WORKED), np.int64),
        )

    @property
    def in_hand(self) -> IntArray:
        """[C, D] cents claimed and neither paid nor given up."""
        return np.asarray(self.waiting_pay.sum(axis=(0, 3)) + self.open_pay.sum(axis=(0, 3, 4)))


@dataclass(kw_only=True)
class DeskMonth:
    """What happened at all desks in a month."""

    intake: IntArray
    """[I]"""
    served: IntArray
    """[I]"""
    referred: IntArray
    """[I] passed on to partners."""
    advised: IntArray
    """[I] contacts that advice settled."""
    settled: IntArray
    """[I] contacts that presence settled."""
    no_partner: IntArray
    """[I] left without help, because nobody is there."""
    gave_up: IntArray
    """[I] left because they waited."""
    won: IntArray
    """[I] claims paid."""
    cases_won: IntArray
    """[C, D]"""
    cases_closed: IntArray
    """[C, D] claims closed without pay."""
    recovered: IntArray
    """[C, D] cents."""
    given_up: IntArray
    """[C, D] cents."""
    paid_after: IntArray
    """[C, D] months of work summed over claims paid."""
    stage: IntArray
    """[D, 4] contacts and cases of unions and their partners."""

    @classmethod
    def empty(cls, institutions: int, citizenships: int, hosts: int) -> DeskMonth:
        """Nothing happened."""
        by_desk = ("intake", "served", "referred", "advised", "settled", "no_partner", "gave_up", "won")
        by_pair = ("cases_won", "cases_closed", "recovered", "given_up", "paid_after")
        return cls(
            **{name: np.zeros(institutions, np.int64) for name in by_desk},
            **{name: np.zeros((citizenships, hosts), np.int64) for name in by_pair},
            stage=np.zeros((hosts, 4), np.int64),
        )


def work(
    desks: Desks,
    institutions: Institutions,
    parameters: Parameters,
    month: int,
    arrivals: IntArray,
    arrivals_pay: IntArray,
    capacity: IntArray,
    luck: Luck,
) -> DeskMonth:
    """One month at all desks; `desks` is moved on.

    Parameters
    ----------
    arrivals
        [I, C, D, case] who come this month.
    arrivals_pay
        [I, C, D, claim] cents they claim.
    capacity
        [I] cases that can be served.
    """
    count, citizenships, hosts = arrivals.shape[:3]
    happened = DeskMonth.empty(count, citizenships, hosts)
    desks.waiting += arrivals
    desks.waiting_pay += arrivals_pay
    happened.intake += arrivals.sum(axis=(1, 2, 3))
    is_partner = institutions.partner_of >= 0
    for together in (np.flatnonzero(~is_partner), np.flatnonzero(is_partner)):
        _work_at(together, desks, happened, institutions, parameters, month, capacity, luck)
    return happened


def _work_at(
    together: IntArray,
    desks: Desks,
    happened: DeskMonth,
    institutions: Institutions,
    parameters: Parameters,
    month: int,
    capacity: IntArray,
    luck: Luck,
) -> None:
    """Desks that pass nothing to each other; what they pass on is there before the others begin."""
    is_busy = (desks.waiting[together] > 0).any(axis=(1, 2, 3)) | (desks.open[together] > 0).any(
        axis=(1, 2, 3, 4)
    )
    is_open = institutions.is_open[month, together]
    _close(desks, happened, together[is_busy & ~is_open])
    at = together[is_busy & is_open]
    if at.size == 0:
        return
    names = np.array([number_of(institutions.names[index]) for index in at], np.int64)
    _press(desks, happened, institutions, parameters, at, names, luck)
    waiting = desks.waiting[at]
    served = np.stack(
        [shared_out(int(capacity[index]), each.reshape(-1)) for index, each in zip(at, waiting, strict=True)]
    ).reshape(waiting.shape)
    pay = part_of(desks.waiting_pay[at], served[..., :CLAIMS], waiting[..., :CLAIMS])
    desks.waiting[at] -= served
    desks.waiting_pay[at] -= pay
    happened.served[at] = served.sum(axis=(1, 2, 3))
    is_union = np.array([institutions.kinds[index] == "union" for index in at])
    for row in np.flatnonzero(is_union):
        _of_union(desks, happened, institutions, parameters, month, int(at[row]), served[row], pay[row], luck)
    there = ~is_union
    _with_presence(
        desks, happened, institutions, parameters, at[there], names[there], served[there], pay[there], luck
    )
    _tire(desks, happened, parameters, at, names, luck)


def _press(
    desks: Desks,
    happened: DeskMonth,
    institutions: Institutions,
    parameters: Parameters,
    at: IntArray,
    names: IntArray,
    luck: Luck,
) -> None:
    """Open claims are pressed: some are paid, those worked long enough are closed, the others grow a month older."""
    claims, pay = desks.open[at], desks.open_pay[at]
    chance = success_chance(parameters)[:, None]
    won = luck.binomial(WON, claims, np.broadcast_to(chance, claims.shape), who=names)
    amount = part_of(pay, won, claims)
    claims, pay = claims - won, pay - amount
    paid = paid_of(parameters, amount)
    happened.won[at] += won.sum(axis=(1, 2, 3, 4))
    happened.cases_won += won.sum(axis=(0, 3, 4))
    happened.paid_after += (won * np.arange(1, MONTHS_WORKED + 1)).sum(axis=(0, 3, 4))
    happened.recovered += paid.sum(axis=(0, 3, 4))
    happened.given_up += (amount - paid).sum(axis=(0, 3, 4)) + pay[..., -1].sum(axis=(0, 3))
    happened.cases_closed += claims[..., -1].sum(axis=(0, 3))
    happened.stage[:, SETTLED_THERE] += won[institutions.partner_of[at] >= 0].sum(axis=(0, 1, 3, 4))
    desks.open[at, ..., 1:], desks.open[at, ..., 0] = claims[..., :-1], 0
    desks.open_pay[at, ..., 1:], desks.open_pay[at, ..., 0] = pay[..., :-1], 0


def _tire(
    desks: Desks, happened: DeskMonth, parameters: Parameters, at: IntArray, names: IntArray, luck: Luck
) -> None:
    """Some of those who still wait give up."""
    waiting = desks.waiting[at]
    gone = luck.binomial(TIRED, waiting, np.asarray(parameters["tired_of_waiting"]), who=names)
    pay = part_of(desks.waiting_pay[at], gone[..., :CLAIMS], waiting[..., :CLAIMS])
    desks.waiting[at] -= gone
    desks.waiting_pay[at] -= pay
    happened.gave_up[at] = gone.sum(axis=(1, 2, 3))
    happened.cases_closed += gone[..., :CLAIMS].sum(axis=(0, 3))
    happened.given_up += pay.sum(axis=(0, 3))


def _close(desks: Desks, happened: DeskMonth, at: IntArray) -> None:
    """Desks that are not there: what was under way is given up."""
    waiting = desks.waiting[at]
    happened.no_partner[at] += waiting.sum(axis=(1, 2, 3))
    happened.cases_closed += desks.open[at].sum(axis=(0, 3, 4)) + waiting[..., :CLAIMS].sum(axis=(0, 3))
    happened.given_up += desks.open_pay[at].sum(axis=(0, 3, 4)) + desks.waiting_pay[at].sum(axis=(0, 3))
    for each in (desks.waiting, desks.waiting_pay, desks.open, desks.open_pay):
        each[at] = 0


def _of_union(
    desks: Desks,
    happened: DeskMonth,
    institutions: Institutions,
    parameters: Parameters,
    month: int,
    index: int,
    served: IntArray,
    pay: IntArray,
    luck: Luck,
) -> None:
    """Lawyers at home advise; claims, and what advice does not settle, go to partners in the host."""
    name = number_of(institutions.names[index])
    advised = luck.binomial(ADVISED, served[..., OTHER], np.asarray(parameters["advice_solves"]), who=name)
    onward = served.copy()
    onward[..., OTHER] -= advised
    happened.advised[index] = advised.sum()
    happened.stage[:, AT_HOME] += served.sum(axis=(0, 2))
    happened.stage[:, SETTLED_AT_HOME] += advised.sum(axis=0)
    free = 1.0 - institutions.restriction[month, index]
    passed = np.floor(onward * free + 1e-9).astype(np.int64)
    for host in range(served.shape[1]):
        partners = _partners(institutions, month, index, host)
        if partners.size == 0:
            passed[:, host] = 0
            continue
        weights = np.floor(1e6 * _strength(institutions, month, partners, host) + 0.5).astype(np.int64)
        for citizenship, case in np.argwhere(passed[:, host] > 0):
            number = int(passed[citizenship, host, case])
            parts = _split(number, weights)
            desks.waiting[partners, citizenship, host, case] += parts
            happened.intake[partners] += parts
            if case < CLAIMS:
                moved = part_of(
                    pay[citizenship, host, case], np.asarray(number), onward[citizenship, host, case]
                )
                shares = _split(int(moved), parts)
                desks.waiting_pay[partners, citizenship, host, case] += shares
    stuck = onward - passed
    happened.referred[index] = passed.sum()
    happened.no_partner[index] += stuck.sum()
    happened.cases_closed += stuck[..., :CLAIMS].sum(axis=2)
    moved = part_of(pay, passed[..., :CLAIMS], onward[..., :CLAIMS])
    happened.given_up += (pay - moved).sum(axis=2)


def _with_presence(
    desks: Desks,
    happened: DeskMonth,
    institutions: Institutions,
    parameters: Parameters,
    at: IntArray,
    names: IntArray,
    served: IntArray,
    pay: IntArray,
    luck: Luck,
) -> None:
    """Somebody who is there takes claims up with the employer, and settles other contacts."""
    if at.size == 0:
        return
    desks.open[at, ..., 0] += served[..., :CLAIMS]
    desks.open_pay[at, ..., 0] += pay
    settled = luck.binomial(SETTLED, served[..., OTHER], np.asarray(parameters["presence_solves"]), who=names)
    happened.settled[at] = settled.sum(axis=(1, 2))
    is_partner = institutions.partner_of[at] >= 0
    happened.stage[:, PRESENT] += served[is_partner].sum(axis=(0, 1, 3))
    happened.stage[:, SETTLED_THERE] += settled[is_partner].sum(axis=(0, 1))


def _partners(institutions: Institutions, month: int, index: int, host: int) -> IntArray:
    """Open partners of an institution that work in a host."""
    is_there = (institutions.partner_of == index) & institutions.is_open[month]
    return np.flatnonzero(is_there & (institutions.covers[month, :, host] > 0))


def _strength(institutions: Institutions, month: int, partners: IntArray, host: int) -> FloatArray:
    """What each partner can take in proportion: cases it can serve times how much of the host it covers."""
    able = institutions.staff[month, partners] * institutions.cases_per_week[month, partners]
    return np.asarray(able * institutions.covers[month, partners, host])


def _split(number: int, weights: IntArray) -> IntArray:
    """A whole number in parts proportional to weights, by largest remainders; to the first where all weigh nothing."""
    total = int(weights.sum())
    if total == 0:
        parts = np.zeros(weights.size, np.int64)
        parts[0] = number
        return parts
    exact = [number * int(weight) for weight in weights]
    parts = np.array([each // total for each in exact], np.int64)
    order = sorted(range(weights.size), key=lambda place: (-(exact[place] % total), place))
    parts[order[: number - int(parts.sum())]] += 1
    return parts
