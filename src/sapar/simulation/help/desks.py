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
    order = sorted(range(count), key=lambda index: institutions.partner_of[index] >= 0)
    for index in order:
        if not desks.waiting[index].any() and not desks.open[index].any():
            continue
        if not institutions.is_open[month, index]:
            _close(desks, happened, index)
            continue
        _press(desks, happened, institutions, parameters, index, luck)
        waiting = desks.waiting[index]
        served = shared_out(int(capacity[index]), waiting.reshape(-1)).reshape(waiting.shape)
        pay = part_of(desks.waiting_pay[index], served[..., :CLAIMS], waiting[..., :CLAIMS])
        desks.waiting[index] -= served
        desks.waiting_pay[index] -= pay
        happened.served[index] = served.sum()
        settle = _of_union if institutions.kinds[index] == "union" else _with_presence
        settle(desks, happened, institutions, parameters, month, index, served, pay, luck)
        _tire(desks, happened, institutions, parameters, index, luck)
    return happened


def _press(
    desks: Desks,
    happened: DeskMonth,
    institutions: Institutions,
    parameters: Parameters,
    index: int,
    luck: Luck,
) -> None:
    """Open claims are pressed: some are paid, those worked long enough are closed, the others grow a month older."""
    claims, pay = desks.open[index], desks.open_pay[index]
    if not claims.any():
        return
    chance = success_chance(parameters)[:, None]
    won = luck.binomial(
        WON, claims, np.broadcast_to(chance, claims.shape), who=number_of(institutions.names[index])
    )
    amount = part_of(pay, won, claims)
    claims, pay = claims - won, pay - amount
    paid = paid_of(parameters, amount)
    happened.won[index] += won.sum()
    happened.cases_won += won.sum(axis=(2, 3))
    happened.paid_after += (won * np.arange(1, MONTHS_WORKED + 1)).sum(axis=(2, 3))
    happened.recovered += paid.sum(axis=(2, 3))
    happened.given_up += (amount - paid).sum(axis=(2, 3)) + pay[..., -1].sum(axis=2)
    happened.cases_closed += claims[..., -1].sum(axis=2)
    if institutions.partner_of[index] >= 0:
        happened.stage[:, SETTLED_THERE] += won.sum(axis=(0, 2, 3))
    desks.open[index, ..., 1:], desks.open[index, ..., 0] = claims[..., :-1], 0
    desks.open_pay[index, ..., 1:], desks.open_pay[index, ..., 0] = pay[..., :-1], 0


def _tire(
    desks: Desks,
    happened: DeskMonth,
    institutions: Institutions,
    parameters: Parameters,
    index: int,
    luck: Luck,
) -> None:
    """Some of those who still wait give up."""
    waiting = desks.waiting[index]
    if not waiting.any():
        return
    chance = np.asarray(parameters["tired_of_waiting"])
    gone = luck.binomial(TIRED, waiting, chance, who=number_of(institutions.names[index]))
    pay = part_of(desks.waiting_pay[index], gone[..., :CLAIMS], waiting[..., :CLAIMS])
    desks.waiting[index] -= gone
    desks.waiting_pay[index] -= pay
    happened.gave_up[index] = gone.sum()
    happened.cases_closed += gone[..., :CLAIMS].sum(axis=2)
    happened.given_up += pay.sum(axis=2)


def _close(desks: Desks, happened: DeskMonth, index: int) -> None:
    """A desk that is not there: what was under way is given up."""
    happened.no_partner[index] += desks.waiting[index].sum()
    happened.cases_closed += desks.open[index].sum(axis=(2, 3)) + desks.waiting[index, ..., :CLAIMS].sum(
        axis=2
    )
    happened.given_up += desks.open_pay[index].sum(axis=(2, 3)) + desks.waiting_pay[index].sum(axis=2)
    for each in (desks.waiting, desks.waiting_pay, desks.open, desks.open_pay):
        each[index] = 0


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
    month: int,  # noqa: ARG001
    index: int,
    served: IntArray,
    pay: IntArray,
    luck: Luck,
) -> None:
    """Somebody who is there takes claims up with the employer, and settles other contacts."""
    desks.open[index, ..., 0] += served[..., :CLAIMS]
    desks.open_pay[index, ..., 0] += pay
    who = number_of(institutions.names[index])
    settled = luck.binomial(SETTLED, served[..., OTHER], np.asarray(parameters["presence_solves"]), who=who)
    happened.settled[index] = settled.sum()
    if institutions.partner_of[index] >= 0:
        happened.stage[:, PRESENT] += served.sum(axis=(0, 2))
        happened.stage[:, SETTLED_THERE] += settled.sum(axis=0)


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
