"""Queues: Erlang's tables, the fluid limit, Little's law, and the order of service."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.casework.backlog import backlogs, clearing_time, wait_of_last
from sapar.casework.erlang import chance_within, mean_wait, servers_for, waiting_chance
from sapar.casework.service import Servers, serve
from sapar.operations.help.case import WEEKS_PER_MONTH
from sapar.operations.help.course import live_all
from sapar.operations.help.desk import live, work_at_home
from sapar.operations.help.formulas import fluid_course, formulas, steady_wait, steady_words
from sapar.operations.help.luck import Luck
from sapar.operations.help.outcome import outcome
from sapar.operations.help.smallest import chance_within as chance_within_desk
from sapar.operations.help.smallest import smallest_staff
from tests.operations.help.sheets import (
    case,
    demand,
    equal_servers,
    institution,
    institutions,
    lawyers,
    partner,
)

LUCK = Luck(seed=7, replicates=4)


@pytest.mark.parametrize(
    ("servers", "load", "chance"),
    [
        (1, 0.7, 0.7),
        (2, 1.0, 0.3333),
        (3, 2.0, 0.4444),
        (5, 4.0, 0.5541),
        (10, 8.0, 0.4092),
        (20, 18.0, 0.5508),
    ],
)
def test_the_chance_of_waiting_is_that_of_erlangs_tables(servers: int, load: float, chance: float) -> None:
    """Four digits of published tables of Erlang C."""
    assert round(waiting_chance(load, servers), 4) == chance


@given(servers=st.integers(1, 40), share=st.integers(1, 99))
def test_the_chance_of_waiting_is_the_sum_of_its_series(servers: int, share: int) -> None:
    """The definition with fractions, without recursion."""
    load = Fraction(servers * share, 100)
    terms = [load**count / math.factorial(count) for count in range(servers)]
    last = load**servers / math.factorial(servers) * servers / (servers - load)

    assert waiting_chance(float(load), servers) == pytest.approx(float(last / (sum(terms) + last)), rel=1e-9)


@pytest.mark.parametrize(
    ("arrivals", "rate", "servers"),
    [(2.0, 3.0, 1), (12.0, 6.0, 3), (15.0, 6.0, 3), (45.0, 6.0, 9), (0.5, 1.0, 2)],
)
def test_long_simulations_wait_as_erlang_says(arrivals: float, rate: float, servers: int) -> None:
    """Within 6 standard errors (t with 39 degrees of freedom: false alarm 5e-7 each); notices a bias of 20 %."""
    simulated, error = steady_wait(arrivals, rate, servers, steady_words(3))
    expected = mean_wait(arrivals, rate, servers)

    assert abs(simulated - expected) < 6.0 * error
    assert 6.0 * error < 0.2 * expected


def test_waits_are_distributed_as_erlang_says() -> None:
    """The share that waits no longer than a target; 40 replicates, 6 standard errors."""
    words = steady_words(5)
    time = np.cumsum(words[0], axis=1) / 15.0
    begun, _ = serve(time, np.zeros(time.shape, dtype=np.int64), words[1], equal_servers(len(time), 3, 6.0))
    shares = (begun - time <= 0.2)[:, 2_000:].mean(axis=1)

    error = shares.std(ddof=1) / math.sqrt(len(shares))
    assert abs(shares.mean() - chance_within(0.2, 15.0, 6.0, 3)) < 6.0 * error
    assert 6.0 * error < 0.03


@given(target=st.floats(0.0, 3.0), chance=st.floats(0.05, 0.99), arrivals=st.floats(0.1, 50.0))
def test_the_smallest_number_of_servers_is_enough_and_one_less_is_not(
    target: float, chance: float, arrivals: float
) -> None:
    """By the formula that it inverts."""
    need = servers_for(target, chance, arrivals, 6.0, most=256)

    assert need is not None
    assert chance_within(target, arrivals, 6.0, need) >= chance
    assert need == 0 or chance_within(target, arrivals, 6.0, need - 1) < chance


@given(start=st.integers(0, 500), intake=st.integers(0, 60), can=st.integers(0, 60), steps=st.integers(1, 30))
def test_the_fluid_backlog_is_exact(start: int, intake: int, can: int, steps: int) -> None:
    """A straight line down to nothing, or up; whole numbers stay whole; the time it takes is the quotient."""
    left = backlogs(np.array(start), np.full(steps, intake), np.full(steps, can))
    line = np.maximum(start + (intake - can) * np.arange(1, steps + 1), 0 if intake <= can else -(10**9))

    assert left.dtype.kind == "i"
    assert left.tolist() == line.tolist()
    end, clear = fluid_course(float(start), float(intake), np.full(steps, float(can)))
    assert end == pytest.approx(max(0.0, start + (intake - can) * steps * WEEKS_PER_MONTH))
    expected = clearing_time(float(start), float(intake), float(can))
    if expected < steps * WEEKS_PER_MONTH * (1 - 1e-9):
        assert clear == pytest.approx(expected)
    elif expected > steps * WEEKS_PER_MONTH * (1 + 1e-9):
        assert clear == math.inf


def test_the_last_in_line_waits_for_those_before() -> None:
    """Backlog over capacity; nobody in line, no wait; nobody serves, for ever."""
    waits = wait_of_last(np.array([12, 0, 5, 0]), np.array([6, 6, 0, 0]))

    assert waits.tolist() == [2.0, 0.0, math.inf, 0.0]


@pytest.mark.parametrize(("weekly", "people"), [(2400.0, 2), (600.0, 200)])
def test_simulated_backlogs_of_many_cases_follow_the_fluid_limit(weekly: float, people: int) -> None:
    """Overloaded, and clearing: within 6 standard deviations of one replicate, which are 2 % of the backlog."""
    rate = 1000.0 if people == 2 else 6.0
    union = institution(
        staff=(lawyers(people, rate),), demands=(demand(weekly=weekly, backlog=4000),), partners=()
    )
    (found,) = formulas(case(union, months=1), 5, 40)

    assert found.holds.startswith("fluid")
    assert found.simulated == pytest.approx(found.fluid, abs=6.0 * found.simulated_error + 1e-9 * weekly)
    assert found.simulated_error < 0.02 * found.fluid


@settings(max_examples=100)
@given(union=institutions())
def test_people_weeks_of_waiting_are_the_area_under_the_queue(union: object) -> None:
    """Little's law in its exact form: waits summed over people are the queue summed over time."""
    desk = live(union, 3, LUCK)  # type: ignore[arg-type]
    tally = outcome(desk, 3)

    for replicate in range(LUCK.replicates):
        join, begin = desk.opened.time[replicate], desk.begun[replicate]
        there = np.isfinite(join)
        moments = np.unique(np.concatenate([join[there], begin[begin < desk.weeks], [0.0, desk.weeks]]))
        queue = [((join <= at) & (begin > at) & there).sum() for at in moments[:-1]]
        assert tally.weeks_waited_home[replicate] == pytest.approx(float(np.dot(queue, np.diff(moments))))


@settings(max_examples=150)
@given(data=st.data())
def test_a_server_takes_the_first_in_line_whom_it_may(data: st.DataObject) -> None:
    """Event by event, a plain twin: whoever is free and on duty takes the first who waits and whom it takes."""
    servers, periods, cases = (
        data.draw(st.integers(1, 4)),
        data.draw(st.integers(1, 3)),
        data.draw(st.integers(1, 12)),
    )
    numbers = np.random.default_rng(data.draw(st.integers(0, 10**6)))
    takes = numbers.random((2, servers)) < 0.7
    works = numbers.random((1, servers, periods)) < 0.8
    arrival = np.sort(numbers.random((1, cases)) * 4.0, axis=1)
    group, work = numbers.integers(0, 2, (1, cases)), numbers.exponential(1.0, (1, cases))
    rate = np.full((1, servers), 1.5)

    begun, done = serve(arrival, group, work, Servers(takes=takes, works=works, rate=rate, period=1.0))
    twin = plain_service(arrival[0], group[0], work[0] / 1.5, takes, works[0])

    assert begun[0] == pytest.approx(twin)
    assert done[0] == pytest.approx(twin + work[0] / 1.5)


def plain_service(
    arrival: np.ndarray, group: np.ndarray, time: np.ndarray, takes: np.ndarray, works: np.ndarray
) -> np.ndarray:
    """Time goes from event to event; servers that are free look along the line."""
    servers, periods = works.shape
    begun, free = np.full(len(arrival), np.inf), np.zeros(servers)
    events = sorted({*arrival.tolist(), *(float(period) for period in range(periods))})
    while events:
        now = events.pop(0)
        duty = works[:, min(int(now), periods - 1)]
        for case_ in np.flatnonzero((arrival <= now) & np.isinf(begun)):
            able = np.flatnonzero(takes[group[case_]] & duty & (free <= now))
            if len(able):
                begun[case_] = now
                free[able[-1]] = now + time[case_]
                events = sorted({*events, float(free[able[-1]])})
    return begun


def test_a_partner_of_a_steady_desk_is_steady_too() -> None:
    """Burke: what leaves a steady queue is Poisson, so Erlang holds for the partner; within 6 standard errors, 30 %."""
    union = institution(staff=(lawyers(2),), demands=(demand(weekly=8.0),), partners=(partner(2, 4.0),))
    desk = live(union, 60, Luck(seed=2, replicates=60))
    waits = outcome(desk, 60).wait_abroad

    error = waits.std(ddof=1) / math.sqrt(len(waits))
    assert abs(waits.mean() - mean_wait(8.0 * 0.7, 4.0, 2)) < 6.0 * error
    assert 6.0 * error < 0.3 * waits.mean()


def test_the_smallest_staff_is_enough_and_one_less_is_not() -> None:
    """By the simulation itself; and as Erlang's formula says, where everything is known and steady."""
    union = institution(staff=(lawyers(1),), demands=(demand(weekly=20.0),), partners=())
    base = live_all(case(union, months=24), Luck(seed=4, replicates=40))
    (found,) = smallest_staff(base, 0.2, 0.9)
    (desk,) = base.desks
    assert found.need is not None

    def reached(count: int) -> float:
        other = replace(union, staff=(lawyers(count),))
        return chance_within_desk(
            desk, work_at_home(other, desk.opened, live(other, 24, base.luck).money, base.luck)[0], 0.2
        )

    assert found.reached == reached(found.need) >= 0.9
    assert reached(found.need - 1) < 0.9
    assert found.need == found.by_formula == servers_for(0.2, 0.9, 20.0, 6.0, most=64)


@pytest.mark.parametrize(
    ("weekly", "people", "backlog", "holds"),
    [
        (8.0, 2, 0, "erlang"), (30.0, 2, 0, "fluid"), (11.9, 2, 0, "simulation"), (8.0, 0, 3, "nobody"),
        (0.0, 2, 0, "idle"), (8.0, 2, 120, "fluid_then_erlang"),
    ],
)  # fmt: skip
def test_the_output_says_which_formula_holds(weekly: float, people: int, backlog: int, holds: str) -> None:
    """And where one does, the simulation beside it agrees within 6 standard errors."""
    union = institution(
        staff=(lawyers(people),), demands=(demand(weekly=weekly, backlog=backlog),), partners=()
    )
    (found,) = formulas(case(union, months=12), 6, 60)

    assert found.holds == holds
    if holds in ("erlang", "fluid_then_erlang"):
        assert abs(found.steady - found.erlang) < 6.0 * found.steady_error
    if holds == "fluid":
        assert abs(found.fluid_gap) < 6.0 * found.simulated_error
    if holds == "fluid_then_erlang":
        assert found.simulated_clear == pytest.approx(found.fluid_clear, rel=0.35)
