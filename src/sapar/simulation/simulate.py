"""The verb of this stage: a system, lived through day by day."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray, IntArray, random_words, thresholds
from sapar.model.mechanism import Aggregates, Table, run_schedule
from sapar.model.mechanisms import SCHEDULE
from sapar.model.mechanisms.closure import CampDay, attempt_chance, updated_beliefs
from sapar.model.mechanisms.jobs import resting_unemployment
from sapar.model.mechanisms.transit import agents_carried
from sapar.model.system import OUTWARD, System
from sapar.simulation.accounts import check_capacity, check_moves, check_people
from sapar.simulation.days import live_day, live_days
from sapar.simulation.month import ATTEMPT, BLOCK, EVENTS_PER_AGENT, LANES, draw_month
from sapar.simulation.people import People
from sapar.simulation.record import count_month, empty_record, home_nodes, people_away, tally_month
from sapar.simulation.run import STATUSES, WORKS, Run
from sapar.simulation.start import first_people, send_first_stock
from sapar.simulation.tables import Month, Pool, Tallies, month_of
from sapar.simulation.waiting import board, count_waiting, gather, release

LONGEST_JOURNEY = 128
"""Days; arrivals are kept in a ring of this many days."""

WAITING, JOINED, BOARDED, GONE = range(4)


@dataclass(slots=True, kw_only=True)
class _State:
    """What changes while a replicate runs."""

    people: People
    key: NDArray[np.uint64]
    arrivals: NDArray[np.int32]
    pool: Pool
    tallies: Tallies
    belief: FloatArray
    carried_over: IntArray
    reported: list[Table]


def simulate(
    system: System, *, seed: int, replicate: int, progress: Callable[[int, int], None] | None = None
) -> Run:
    """Live through the whole period once.

    Parameters
    ----------
    system
        Built for this replicate's draw of parameters and stocks.
    seed, replicate
        Together with person, date and decision they fix every random word.
    progress
        Called with months done and months in all.

    Raises
    ------
    Imbalance
        People or seats do not add up.
    """
    record = empty_record(system)
    state = _first_state(system, seed, replicate)
    months = system.calendar.months
    away: NDArray[np.int64] | None = None
    tables: dict[str, Table] = {}
    for month in range(months):
        first = int(system.calendar.month_start[month])
        last = first + int(system.calendar.month_length[month]) - 1
        when = str(system.calendar.date_of(first))
        aggregates = _aggregates(system, state, record, month)
        tables = run_schedule(SCHEDULE, system, aggregates)
        month_tables = month_of(tables)
        if month == 0:
            send_first_stock(system, state.people, tables, month_tables, state.key)
        events, stock, unable = _draw(system, state, month_tables, month, first, last)
        check_people(state.people, state.people.number, stock, state.pool, when)
        away_now = people_away(system, stock)
        if away is not None:
            nodes = home_nodes(system)
            check_moves(away, away_now, state.tallies, nodes, when)
        away = away_now
        _reset(state.tallies)
        count_month(system, record, month, stock, tables)
        _live_month(system, state, record, month, first, last, month_tables, tables, events)
        tally_month(record, month, state.tallies, unable)
        if progress is not None:
            progress(month + 1, months)
    return _finish(system, state, record)


def _first_state(system: System, seed: int, replicate: int) -> _State:
    """Everyone at home on the eve of the first day."""
    axes = system.axes
    people = first_people(system)
    citizenships, countries, nodes = len(axes.citizenships), len(axes.countries), len(axes.nodes)
    return _State(
        people=people,
        key=np.array([seed, replicate], dtype=np.uint64),
        arrivals=np.full(LONGEST_JOURNEY, -1, np.int32),
        pool=Pool(members=np.zeros(people.number, np.int32), size=np.zeros(1, np.int64)),
        tallies=Tallies(
            flow=np.zeros((citizenships, nodes, nodes), np.int64),
            unable=np.zeros(citizenships, np.int64),
            refused=np.zeros((countries, citizenships), np.int64),
            crossing=np.zeros((len(axes.crossings), 2, citizenships), np.int64),
            first_departures=np.zeros(citizenships, np.int64),
        ),
        belief=np.full((len(axes.camps), citizenships), system.parameters["belief_start"]),
        carried_over=np.zeros((2, countries, citizenships), np.int64),
        reported=[],
    )


def _aggregates(system: System, state: _State, record: dict[str, Any], month: int) -> Aggregates:
    """What mechanisms may know: stocks a month ago, and unemployment as reported with the lag of expectations."""
    parameters, axes, layout = system.parameters, system.axes, system.layout
    k = system.people_per_agent
    jobless = float(resting_unemployment(parameters["separation_informal"], parameters["finding"]))
    shape = (len(axes.citizenships), len(axes.countries))
    if month == 0:
        share = np.full(shape, jobless)
        home = system.group_people
        return Aggregates(
            month=0, abroad=system.start_stock, unemployed_share=share, unemployed_now=share, home=home
        )
    by_work = np.zeros((*shape, WORKS))
    last_month = record["stock"][month - 1].sum(axis=(1, 3))
    np.add.at(by_work.transpose(1, 0, 2), layout.country_of_region, last_month.transpose(1, 0, 2))
    total = by_work.sum(axis=2)
    share = np.where(total > 0, (by_work[:, :, 1] + by_work[:, :, 2]) / np.maximum(total, 1.0), jobless)
    state.reported.append(share)
    lag = max(1, int(parameters["expectation_lag"] + 0.5))
    reported = state.reported[-lag] if len(state.reported) >= lag else np.full(shape, jobless)
    return Aggregates(
        month=month,
        abroad=total * k,
        unemployed_share=reported,
        unemployed_now=share,
        home=record["home_by_group"] * float(k),
    )


def _draw(
    system: System, state: _State, month_tables: Month, month: int, first: int, last: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Events of the month in order of day and person; stock counted; people unable to leave."""
    axes = system.axes
    blocks = (state.people.number + BLOCK - 1) // BLOCK
    events = np.empty((blocks, BLOCK * EVENTS_PER_AGENT), np.int64)
    found = np.zeros(blocks, np.int64)
    unable = np.zeros((LANES, len(axes.citizenships)), np.int64)
    stock = np.zeros((LANES, len(axes.groups), len(axes.regions) + 1, STATUSES, WORKS), np.int32)
    draw_month(
        state.people,
        system.layout,
        system.law,
        month_tables,
        state.key,
        month,
        first,
        last,
        events,
        found,
        unable,
        stock,
    )
    gathered = np.concatenate([events[block, : found[block]] for block in range(blocks)])
    gathered.sort()
    return gathered, stock.sum(axis=0, dtype=np.int64), unable.sum(axis=0)


def _live_month(
    system: System,
    state: _State,
    record: dict[str, Any],
    month: int,
    first: int,
    last: int,
    month_tables: Month,
    tables: dict[str, Table],
    events: NDArray[np.int64],
) -> None:
    """The month's days: at one go when nothing is shut and nobody waits, else one by one."""
    axes = system.axes
    seats = np.zeros((2, len(axes.countries), len(axes.citizenships)), np.int64)
    common = (
        state.people,
        system.layout,
        system.ways,
        system.law,
        month_tables,
        state.tallies,
        state.arrivals,
    )
    quiet = not system.restricted[first : last + 1].any() and state.pool.size[0] == 0
    if quiet:
        live_days(*common, state.pool, seats, state.key, month, first, last, events, 0)
        record["belief"][first : last + 1] = state.belief
        return
    start = 0
    for day in range(first, last + 1):
        _offer_seats(system, state, seats, day)
        offered = int(seats[OUTWARD].sum())
        start = live_day(*common, state.pool, seats, state.key, month, day, events, start)
        check_capacity("the seats out", offered - int(seats[OUTWARD].sum()), offered, str(day))
        _live_waiting(system, state, record, day, month_tables, tables, seats)


def _offer_seats(system: System, state: _State, seats: NDArray[np.int64], day: int) -> None:
    """Whole agents that the day's seats carry; what is left of a seat count carries over, unused seats do not."""
    people = system.seats[int(system.ways.epoch[day])] + state.carried_over
    seats[...] = people // system.people_per_agent
    state.carried_over[...] = people - seats * system.people_per_agent


def _live_waiting(
    system: System,
    state: _State,
    record: dict[str, Any],
    day: int,
    month_tables: Month,
    tables: dict[str, Table],
    seats: NDArray[np.int64],
) -> None:
    """Those who wait: released, served, gathering, boarding; then what they believe tomorrow."""
    axes, parameters = system.axes, system.parameters
    shape = (len(axes.camps), len(axes.citizenships))
    joined, gone, boarded = np.zeros(shape, np.int64), np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    release(
        state.people,
        system.layout,
        system.ways,
        month_tables,
        state.tallies,
        state.arrivals,
        state.pool,
        seats,
        state.key,
        day,
        gone,
        record["waits"],
    )
    gather(
        state.people,
        system.layout,
        system.ways,
        state.pool,
        state.key,
        day,
        thresholds(tables["to_camp"] * state.belief),
        thresholds(tables["give_up_camp"]),
        joined,
        gone,
    )
    for index, operation in enumerate(system.operations):
        if operation.day == day:
            places = agents_carried(operation.seats, system.people_per_agent)
            served = np.isin(np.arange(shape[0]), (operation.camp, *operation.fed_by))
            carried = board(
                state.people,
                system.layout,
                month_tables,
                state.tallies,
                state.arrivals,
                state.pool,
                state.key,
                day,
                served,
                operation.citizenship,
                places,
                operation.travel_days,
                boarded,
                record["waits"],
            )
            check_capacity(operation.name, carried, places, str(day))
            record["boarded"][index] = carried
    in_camps, waited = np.zeros(shape, np.int64), np.zeros(shape[0], np.int64)
    in_cities = np.zeros(shape[1], np.int64)
    count_waiting(state.people, system.layout, state.pool, day, in_cities, in_camps, waited)
    record["stranded"][day, :, 0] = in_cities
    record["stranded"][day, :, 1] = in_camps.sum(axis=0)
    for kind, counts in ((WAITING, in_camps), (JOINED, joined), (BOARDED, boarded), (GONE, gone)):
        record["camp"][kind, day] = counts
    k = system.people_per_agent
    rumour = np.zeros(shape)
    for each in system.rumours:
        if each.day == day:
            rumour[each.camp, list(each.citizenships)] += each.size
    present = in_camps.sum(axis=1)
    today = CampDay(
        waiting=np.asarray(in_camps * k, float), boarded=np.asarray(boarded * k, float), rumour=rumour
    )
    chance = thresholds(attempt_chance(system, present * float(k), waited / np.maximum(present, 1)))
    for camp in range(shape[0]):
        word = random_words(state.key[0], state.key[1], camp, day, ATTEMPT)[0]
        if word < chance[camp]:
            record["attempts"][day, camp] = 1
            record["pushed_back"][day, camp] = min(
                int(parameters["attempt_size"] + 0.5), int(present[camp]) * k
            )
    state.belief = updated_beliefs(system, state.belief, today)
    record["belief"][day] = state.belief


def _reset(tallies: Tallies) -> None:
    """Start the month's counts from zero."""
    for counts in tallies:
        counts[...] = 0


def _finish(system: System, state: _State, record: dict[str, Any]) -> Run:
    """Turn agents into people, and seal state and tables with a digest."""
    record.pop("home_by_group")
    unscaled = ("income", "belief", "attempts", "pushed_back")
    tables = {
        name: each if name in unscaled else each * system.people_per_agent for name, each in record.items()
    }
    seal = hashlib.sha256(state.people.digest().encode())
    for name in sorted(tables):
        seal.update(name.encode())
        seal.update(np.ascontiguousarray(tables[name]).tobytes())
    return Run(**tables, capped=" ".join(system.constants.capped), digest=seal.hexdigest())
