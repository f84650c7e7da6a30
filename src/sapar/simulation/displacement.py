"""One replicate of a displacement: people walk from place to place, day by day."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.errors import Imbalance
from sapar.maths import IntArray
from sapar.model.displacement import Displacement
from sapar.model.parameters import Parameters
from sapar.simulation.layers import BLOCK, Layers, fixed_layers, limits, opened
from sapar.simulation.points import Scratch, scratch
from sapar.simulation.walking import Counts, Network, Walkers, walk


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplacementRun:
    """One replicate. All counts are people (agents times people per agent)."""

    people: IntArray
    """[day, place] at their place in the morning; those under way are nowhere."""
    departures: IntArray
    """[day, arc]"""
    under_way: IntArray
    """[day] between places in the morning."""
    digest: str
    """SHA-256 of the last state and of the tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What every thread reads."""

    walkers: Walkers
    network: Network
    layers: Layers
    limit: NDArray[np.int32]
    opened: int
    departures: NDArray[np.int64]
    key: NDArray[np.uint64]


def live_displacement(
    displacement: Displacement, parameters: Parameters, *, seed: int, replicate: int, threads: int = 1
) -> DisplacementRun:
    """Live through the whole period once.

    Parameters
    ----------
    displacement
        Places, arcs and people.
    parameters
        One draw.
    seed, replicate
        Together with person, day and decision they fix every random word.
    threads
        How many share the blocks of people; the result does not depend on it.

    Raises
    ------
    Imbalance
        People do not add up.
    """
    walkers, counts = walk_through(displacement, parameters, seed=seed, replicate=replicate, threads=threads)
    _check(displacement, walkers, counts)
    return _finish(displacement, walkers, counts)


def walk_through(
    displacement: Displacement, parameters: Parameters, *, seed: int, replicate: int, threads: int = 1
) -> tuple[Walkers, Counts]:
    """People as the last day leaves them, and what was counted on the way, in agents; see `live_displacement`."""
    walkers = first_walkers(displacement)
    blocks = -(-walkers.place.size // BLOCK)
    threads = max(1, min(threads, blocks))
    layers = fixed_layers()
    limit = limits(layers, displacement.leave_probability(parameters))
    plan = _Plan(
        walkers=walkers,
        network=network_of(displacement, parameters),
        layers=layers,
        limit=limit,
        opened=opened(limit),
        departures=np.zeros((2, threads, displacement.tail.size), np.int64),
        key=np.array([seed, replicate], np.uint64),
    )
    days = displacement.calendar.days
    counts = [_first_counts(displacement, walkers, days) for _ in range(threads)]
    shares = [(blocks * thread // threads, blocks * (thread + 1) // threads) for thread in range(threads)]
    if threads == 1:
        _walk(plan, counts[0], scratch(layers.fewest.size), 0, shares[0], range(days))
    else:
        _walk_together(plan, counts, shares, days)
    first = counts[0]
    first.departures[-1] = plan.departures[(days - 1) & 1].sum(axis=0)
    return walkers, first


def first_walkers(displacement: Displacement) -> Walkers:
    """Everyone at the place of their group, group after group."""
    small = np.uint8 if len(displacement.places) <= 256 else np.uint16
    place = np.repeat(displacement.group_place.astype(small), displacement.agents)
    return Walkers(place=place, ready=np.zeros(place.size, np.int16))


def network_of(displacement: Displacement, parameters: Parameters) -> Network:
    """Arcs with their pull under one draw of parameters."""
    chances = displacement.leave_probability(parameters)
    halving = parameters["people_halving_pull"] / displacement.people_per_agent
    return Network(
        first_arc=displacement.first_arc,
        head=displacement.head.astype(np.uint8 if len(displacement.places) <= 256 else np.uint16),
        days=displacement.days.astype(np.int16),
        pull=displacement.pull(parameters),
        is_open=displacement.is_open,
        epoch=displacement.epoch,
        halving=np.array([halving]),
        certain=chances >= 1.0,
        has_certain=np.array([bool((chances >= 1.0).any())]),
    )


def _first_counts(displacement: Displacement, walkers: Walkers, days: int) -> Counts:
    """Counts of the first morning, with room for all days."""
    places, arcs = len(displacement.places), displacement.tail.size
    width = int(np.diff(displacement.first_arc).max(initial=1))
    longest = int(displacement.days.max(initial=1))
    return Counts(
        here=np.bincount(walkers.place, minlength=places).astype(np.int64),
        coming=np.zeros((longest + 1, places), np.int64),
        people=np.zeros((days, places), np.int64),
        departures=np.zeros((days, arcs), np.int64),
        cuts=np.zeros((places, width), np.int64),
        running=np.zeros(width, np.float64),
    )


def _walk(
    plan: _Plan, counts: Counts, own: Scratch, thread: int, share: tuple[int, int], days: range
) -> None:
    """A thread's blocks through some days."""
    span = np.array([days.start, days.stop, *share, plan.opened, thread], np.int64)
    walk(plan.walkers, plan.network, plan.layers, plan.limit, counts, own, plan.departures, plan.key, span)


def _walk_together(
    plan: _Plan, counts: Sequence[Counts], shares: Sequence[tuple[int, int]], days: int
) -> None:
    """All threads, which wait for each other at the end of every day."""
    meeting = threading.Barrier(len(shares))

    def days_of(thread: int) -> None:
        try:
            own = scratch(plan.layers.fewest.size)
            for day in range(days):
                _walk(plan, counts[thread], own, thread, shares[thread], range(day, day + 1))
                meeting.wait()
        except BaseException:
            meeting.abort()
            raise

    with ThreadPoolExecutor(max_workers=len(shares)) as pool:
        for done in [pool.submit(days_of, thread) for thread in range(len(shares))]:
            done.result()


def _check(displacement: Displacement, walkers: Walkers, counts: Counts) -> None:
    """On the last morning everyone counted is there, and everyone else is under way."""
    last = displacement.calendar.days - 1
    leaving = np.bincount(
        displacement.tail, counts.departures[last].astype(np.float64), minlength=counts.here.size
    )
    there = np.bincount(walkers.place[walkers.ready <= last], minlength=counts.here.size)
    if not np.array_equal(there, counts.people[last] - leaving.astype(np.int64)):
        when = str(displacement.calendar.date_of(last))
        raise Imbalance(
            why=f"on {when} places hold other numbers of people than departures and arrivals add up to",
            try_="report this with the study; run with --fresh to see whether it repeats",
        )


def _finish(displacement: Displacement, walkers: Walkers, counts: Counts) -> DisplacementRun:
    """Agents become people."""
    people_per_agent = displacement.people_per_agent
    people = counts.people * people_per_agent
    departures = counts.departures * people_per_agent
    under_way = walkers.place.size * people_per_agent - people.sum(axis=1)
    seal = hashlib.sha256()
    for column in (walkers.place, walkers.ready, people, departures):
        seal.update(np.ascontiguousarray(column).tobytes())
    return DisplacementRun(people=people, departures=departures, under_way=under_way, digest=seal.hexdigest())
