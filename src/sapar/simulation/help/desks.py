"""Desks of institutions: cases that wait, are served, referred abroad, worked and closed; money goes with claims.

Axes: I institutions, D hosts, pairs of citizenship and host (host fastest), kind of case: claim with a contract,
claim without, other contact.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.compiling import door, kernel, refer_to
from sapar.maths import FloatArray, IntArray
from sapar.model.institutions import Institutions
from sapar.model.mechanisms.aid import apportion, share_out
from sapar.model.mechanisms.recovery import MONTHS_WORKED, paid_of, part_of, success_chance
from sapar.model.parameters import Parameters
from sapar.simulation.help.draws import binomial_of, number_of
from sapar.simulation.help.record import DESKS, PAY, WORKERS, Accounts

CONTRACT, NO_CONTRACT, OTHER = range(3)
CASES = 3
CLAIMS = 2

ADVISED, SETTLED, WON, TIRED = (np.int64(number) for number in range(20, 24))
"""Decisions."""

AT_HOME, SETTLED_AT_HOME, PRESENT, SETTLED_THERE = range(4)
"""Columns of `help_stage`."""

_INTAKE, _SERVED, _BACKLOG, _REFERRED, _ADVISED, _SETTLED, _NO_PARTNER, _GAVE_UP, _CLAIMS_WON = (
    DESKS.index(name)
    for name in (
        "intake", "served", "backlog", "referred", "advised", "settled", "no_partner", "gave_up", "won"
    )
)  # fmt: skip
_CASES_WON, _CASES_CLOSED = WORKERS.index("cases_won"), WORKERS.index("cases_closed")
_RECOVERED, _GIVEN_UP, _IN_HAND = PAY.index("recovered"), PAY.index("given_up"), PAY.index("in_hand")


class Desks(NamedTuple):
    """What is under way at all desks; a pair is a citizenship in a host."""

    waiting: IntArray
    """[I, pair, case]"""
    waiting_pay: IntArray
    """[I, pair, claim] cents."""
    open: IntArray
    """[I, pair, claim, month of work]"""
    open_pay: IntArray
    """[I, pair, claim, month of work] cents."""

    @classmethod
    def empty(cls, institutions: int, pairs: int) -> Desks:
        """Nothing under way."""
        cell = (institutions, pairs)
        return cls(
            waiting=np.zeros((*cell, CASES), np.int64),
            waiting_pay=np.zeros((*cell, CLAIMS), np.int64),
            open=np.zeros((*cell, CLAIMS, MONTHS_WORKED), np.int64),
            open_pay=np.zeros((*cell, CLAIMS, MONTHS_WORKED), np.int64),
        )


class Booked(NamedTuple):
    """Where a month's counts of all desks are added up: one month of the tables of these names, on their columns."""

    desks: IntArray
    """[I, count of DESKS]"""
    workers: IntArray
    """[pair, count of WORKERS]"""
    pay: IntArray
    """[pair, amount of PAY] cents."""
    stage: IntArray
    """[D, 4] contacts and cases of unions and their partners."""
    paid_after: IntArray
    """[pair] months of work summed over claims paid."""

    @classmethod
    def in_month(cls, record: Accounts, month: int) -> Booked:
        """One month of a record."""
        pairs = record["help_paid_after"][month].size
        return cls(
            desks=record["help_desks"][month],
            workers=record["help_workers"][month].reshape(pairs, -1),
            pay=record["help_pay"][month].reshape(pairs, -1),
            stage=record["help_stage"][month],
            paid_after=record["help_paid_after"][month].reshape(-1),
        )


class Offices(NamedTuple):
    """The desks of a month."""

    names: IntArray
    """[I] a number that belongs to each name."""
    is_union: NDArray[np.bool_]
    """[I]"""
    partner_of: IntArray
    """[I] index of the institution whose cases a partner takes over, -1 for others."""
    is_open: NDArray[np.bool_]
    """[I]"""
    free: FloatArray
    """[I] part of its work that no restriction stops."""
    covers: NDArray[np.bool_]
    """[I, D] works in the host."""
    strength: IntArray
    """[I, D] what it can take in proportion: cases it can serve times how much of the host it covers."""


class Rules(NamedTuple):
    """Parameters of cases."""

    success: FloatArray
    """[claim] chance a month that an open claim is paid."""
    paid: float
    """Share of a claim that is paid then."""
    advice_solves: float
    presence_solves: float
    tired: float
    """Chance a month that somebody who waits gives up."""

    @classmethod
    def of(cls, parameters: Parameters) -> Rules:
        """As the parameters say."""
        return cls(
            success=success_chance(parameters),
            paid=parameters["recovered_amount"],
            advice_solves=parameters["advice_solves"],
            presence_solves=parameters["presence_solves"],
            tired=parameters["tired_of_waiting"],
        )


class Room(NamedTuple):
    """Room to work in; what is there does not matter."""

    wanted: IntArray
    """[pair * case]"""
    served: IntArray
    """[pair * case]"""
    rests: IntArray
    """[pair * case, at least I]"""
    partners: IntArray
    """[I]"""
    strength: IntArray
    """[I]"""
    parts: IntArray
    """[I]"""
    with_them: IntArray
    """[I]"""

    @classmethod
    def of(cls, institutions: int, pairs: int) -> Room:
        """For so many."""
        cells = pairs * CASES
        sizes = (cells, cells, max(cells, institutions), *(institutions,) * 4)
        return cls(*(np.zeros(size, np.int64) for size in sizes))


def offices_by_month(institutions: Institutions, first: int) -> list[Offices]:
    """The desks of every month from the first on."""
    able = institutions.staff[first:] * institutions.cases_per_week[first:]
    strength = np.floor(1e6 * (able[:, :, None] * institutions.covers[first:]) + 0.5).astype(np.int64)
    names = np.array([number_of(name) for name in institutions.names], np.int64)
    dated = (
        institutions.is_open[first:],
        1.0 - institutions.restriction[first:],
        institutions.covers[first:] > 0,
        strength,
    )
    return [
        Offices(names, institutions.is_union, institutions.partner_of, *of_month)
        for of_month in zip(*dated, strict=True)
    ]


class Casework(NamedTuple):
    """Everything that a month at the desks may touch.

    Kernels read from arrays how long short loops are: those of a known length would be unrolled and compiled as often.
    """

    desks: Desks
    booked: Booked
    offices: Offices
    rules: Rules
    arrivals: IntArray
    """[I, pair, case] who come this month."""
    arrivals_pay: IntArray
    """[I, pair, claim] cents they claim."""
    capacity: IntArray
    """[I] cases that can be served."""
    room: Room
    key: NDArray[np.uint64]
    """[2] seed and replicate."""


@door
def work(casework: Any, month: int) -> None:
    """One month at all desks; what is under way is moved on, and what happened is booked."""
    here = refer_to(casework)
    count, pairs = here.desks.waiting.shape[0], here.desks.waiting.shape[1]
    for at in range(count):
        for pair in range(pairs):
            for case in range(here.desks.waiting.shape[2]):
                here.desks.waiting[at, pair, case] += here.arrivals[at, pair, case]
                here.booked.desks[at, _INTAKE] += here.arrivals[at, pair, case]
            for claim in range(here.desks.waiting_pay.shape[2]):
                here.desks.waiting_pay[at, pair, claim] += here.arrivals_pay[at, pair, claim]
    for turn in range(2):  # what others pass on is there before partners begin
        for at in range(count):
            if (here.offices.partner_of[at] >= 0) == (turn == 1):
                if here.offices.is_open[at]:
                    work_at(here, at, month)
                else:
                    close(here, at)
    for at in range(count):
        for pair in range(pairs):
            for case in range(here.desks.waiting.shape[2]):
                here.booked.desks[at, _BACKLOG] += here.desks.waiting[at, pair, case]
            for claim in range(here.desks.waiting_pay.shape[2]):
                here.booked.pay[pair, _IN_HAND] += here.desks.waiting_pay[at, pair, claim]
                for age in range(here.desks.open.shape[3]):
                    here.booked.pay[pair, _IN_HAND] += here.desks.open_pay[at, pair, claim, age]


@kernel
def work_at(here: Any, at: int, month: int) -> None:
    """A month at a desk that is open: claims are pressed, cases served as far as staff goes, and some give up."""
    wanted, served, pairs = here.room.wanted, here.room.served, here.desks.waiting.shape[1]
    for pair in range(pairs):
        press(here, at, pair, month)
        for case in range(here.desks.waiting.shape[2]):
            wanted[pair * CASES + case] = here.desks.waiting[at, pair, case]
    share_out(here.capacity[at], wanted, served, here.room.rests)
    for pair in range(pairs):
        serve(here, at, pair, month)
        tire(here, at, pair, month)


@kernel
def press(here: Any, at: int, pair: int, month: int) -> None:
    """Open claims are pressed: some are paid, those worked long enough are closed, the others grow a month older."""
    booked, who = here.booked, here.offices.names[at]
    for claim in range(here.desks.waiting_pay.shape[2]):
        cases, pay = 0, 0
        for age in range(here.desks.open.shape[3]):
            younger, younger_pay = cases, pay
            cases, pay = here.desks.open[at, pair, claim, age], here.desks.open_pay[at, pair, claim, age]
            place = (pair * CLAIMS + claim) * MONTHS_WORKED + age
            won = binomial_of(here.key, who, month, WON, place, cases, here.rules.success[claim])
            amount = part_of(pay, won, cases)
            paid = paid_of(amount, here.rules.paid)
            cases, pay = cases - won, pay - amount
            booked.desks[at, _CLAIMS_WON] += won
            booked.workers[pair, _CASES_WON] += won
            booked.paid_after[pair] += won * (age + 1)
            booked.pay[pair, _RECOVERED] += paid
            booked.pay[pair, _GIVEN_UP] += amount - paid
            if here.offices.partner_of[at] >= 0:
                booked.stage[pair % booked.stage.shape[0], SETTLED_THERE] += won
            here.desks.open[at, pair, claim, age] = younger
            here.desks.open_pay[at, pair, claim, age] = younger_pay
        booked.workers[pair, _CASES_CLOSED] += cases
        booked.pay[pair, _GIVEN_UP] += pay


@kernel
def serve(here: Any, at: int, pair: int, month: int) -> None:
    """Those whose turn it is: lawyers of a union advise and pass on, others take up with the employer."""
    host, who = pair % here.booked.stage.shape[0], here.offices.names[at]
    others, is_union = here.room.served[pair * CASES + OTHER], here.offices.is_union[at]
    solves = here.rules.advice_solves if is_union else here.rules.presence_solves
    solved = binomial_of(here.key, who, month, ADVISED if is_union else SETTLED, pair, others, solves)
    served = 0
    for case in range(here.desks.waiting.shape[2]):
        number = here.room.served[pair * CASES + case]
        served += number
        pay = 0
        if case < CLAIMS:
            waiting = here.desks.waiting[at, pair, case]
            pay = part_of(here.desks.waiting_pay[at, pair, case], number, waiting)
            here.desks.waiting_pay[at, pair, case] -= pay
        here.desks.waiting[at, pair, case] -= number
        if is_union:
            pass_on(here, at, pair, case, number - (solved if case == OTHER else 0), pay)
        elif case < CLAIMS:
            here.desks.open[at, pair, case, 0] += number
            here.desks.open_pay[at, pair, case, 0] += pay
    here.booked.desks[at, _SERVED] += served
    here.booked.desks[at, _ADVISED if is_union else _SETTLED] += solved
    if is_union:
        here.booked.stage[host, AT_HOME] += served
        here.booked.stage[host, SETTLED_AT_HOME] += solved
    elif here.offices.partner_of[at] >= 0:
        here.booked.stage[host, PRESENT] += served
        here.booked.stage[host, SETTLED_THERE] += solved


@kernel
def pass_on(here: Any, at: int, pair: int, case: int, onward: int, pay: int) -> None:
    """Claims, and what advice does not settle, go to open partners in the host, in proportion to their strength."""
    booked, room, host = here.booked, here.room, pair % here.booked.stage.shape[0]
    count = np.int64(0)
    for other in range(here.offices.names.size):
        is_partner = here.offices.partner_of[other] == at and here.offices.is_open[other]
        if is_partner and here.offices.covers[other, host]:
            room.partners[count], room.strength[count] = other, here.offices.strength[other, host]
            count += 1
    passed = int(np.floor(onward * here.offices.free[at] + 1e-9)) if count > 0 else 0
    moved = part_of(pay, passed, onward)
    if passed > 0:
        apportion(passed, room.strength, count, room.parts, room.rests)
        apportion(moved, room.parts, count, room.with_them, room.rests)
        for index in range(count):
            partner = room.partners[index]
            here.desks.waiting[partner, pair, case] += room.parts[index]
            booked.desks[partner, _INTAKE] += room.parts[index]
            if case < CLAIMS:
                here.desks.waiting_pay[partner, pair, case] += room.with_them[index]
    booked.desks[at, _REFERRED] += passed
    booked.desks[at, _NO_PARTNER] += onward - passed
    if case < CLAIMS:
        booked.workers[pair, _CASES_CLOSED] += onward - passed
        booked.pay[pair, _GIVEN_UP] += pay - moved


@kernel
def tire(here: Any, at: int, pair: int, month: int) -> None:
    """Some of those who still wait give up."""
    for case in range(here.desks.waiting.shape[2]):
        waiting, place = here.desks.waiting[at, pair, case], pair * CASES + case
        gone = binomial_of(here.key, here.offices.names[at], month, TIRED, place, waiting, here.rules.tired)
        here.desks.waiting[at, pair, case] -= gone
        here.booked.desks[at, _GAVE_UP] += gone
        if case < CLAIMS:
            pay = part_of(here.desks.waiting_pay[at, pair, case], gone, waiting)
            here.desks.waiting_pay[at, pair, case] -= pay
            here.booked.workers[pair, _CASES_CLOSED] += gone
            here.booked.pay[pair, _GIVEN_UP] += pay


@kernel
def close(here: Any, at: int) -> None:
    """A desk that is not there: what was under way is given up."""
    desks, booked = here.desks, here.booked
    for pair in range(desks.waiting.shape[1]):
        for case in range(here.desks.waiting.shape[2]):
            booked.desks[at, _NO_PARTNER] += desks.waiting[at, pair, case]
            if case < CLAIMS:
                booked.workers[pair, _CASES_CLOSED] += desks.waiting[at, pair, case]
                booked.pay[pair, _GIVEN_UP] += desks.waiting_pay[at, pair, case]
                desks.waiting_pay[at, pair, case] = 0
                for age in range(here.desks.open.shape[3]):
                    booked.workers[pair, _CASES_CLOSED] += desks.open[at, pair, case, age]
                    booked.pay[pair, _GIVEN_UP] += desks.open_pay[at, pair, case, age]
                    desks.open[at, pair, case, age] = 0
                    desks.open_pay[at, pair, case, age] = 0
            desks.waiting[at, pair, case] = 0
