"""Camps filled by hand: people of one person to an agent, waiting, and vehicles that come for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sapar.model.mechanism import Aggregates, run_schedule
from sapar.model.mechanisms import SCHEDULE
from sapar.model.mechanisms.transit import agents_carried, seats_offered
from sapar.model.system import System
from sapar.simulation.people import CAMP, UNEMPLOYED, VISITOR, People
from sapar.simulation.start import first_people
from sapar.simulation.tables import Month, Pool, Tallies, month_of
from sapar.simulation.waiting import LONGEST_WAIT, board, count_waiting

KEY = np.array([7, 0], dtype=np.uint64)


@dataclass(frozen=True, kw_only=True)
class Camp:
    """The only camp of the smallest study, empty at first."""

    system: System
    people: People
    month: Month
    pool: Pool
    tallies: Tallies
    boarded: np.ndarray
    waits: np.ndarray

    def join(self, number: int, day: int) -> None:
        """So many more people of the first citizenship wait from this day on."""
        layout, size = self.system.layout, int(self.pool.size[0])
        citizenship = layout.citizenship_of_origin[layout.origin_of_group[self.people.group]]
        new = np.flatnonzero((citizenship == 0) & (self.people.activity != CAMP))[:number]
        assert new.size == number
        self.people.activity[new] = CAMP
        self.people.place[new] = layout.citizenship_of_origin.size + layout.country_of_region.size
        self.people.status[new] = VISITOR
        self.people.day[new] = day
        self.pool.members[size : size + number] = new
        self.pool.size[0] += number

    def depart(self, vehicles: int, seats: int, day: int, quota: int | None = None) -> int:
        """Vehicles leave with as many as they seat; how many that is."""
        offered = seats_offered(vehicles, seats, quota)
        carried = board(
            self.people, self.system.layout, self.month, self.tallies, np.full(64, -1, np.int32), self.pool, KEY, day,
            np.ones(1, np.bool_), 0, agents_carried(offered, 1), 2, self.boarded, self.waits,
        )  # fmt: skip
        self.count(day)
        return int(carried)

    def count(self, day: int) -> int:
        """How many wait, as the simulation counts them."""
        citizenships = len(self.system.axes.citizenships)
        in_camps = np.zeros((1, citizenships), np.int64)
        count_waiting(
            self.people, self.system.layout, self.pool, day, np.zeros(citizenships, np.int64), in_camps,
            np.zeros(1, np.int64),
        )  # fmt: skip
        return int(in_camps.sum())


def empty_camp(system: System) -> Camp:
    """The camp before anybody came."""
    one_to_one = replace(system, people_per_agent=1)
    people = first_people(one_to_one)
    people.activity[:] = UNEMPLOYED
    nobody = np.zeros((len(system.axes.citizenships), len(system.axes.countries)))
    aggregates = Aggregates(
        month=0, abroad=nobody, unemployed_share=nobody, unemployed_now=nobody, home=system.group_people
    )
    shape: tuple[Any, ...] = (len(system.axes.citizenships), len(system.axes.nodes), len(system.axes.nodes))
    return Camp(
        system=one_to_one,
        people=people,
        month=month_of(run_schedule(SCHEDULE, system, aggregates)),
        pool=Pool(members=np.zeros(people.number, np.int32), size=np.zeros(1, np.int64)),
        tallies=Tallies(
            flow=np.zeros(shape, np.int64),
            unable=np.zeros(shape[0], np.int64),
            refused=np.zeros((len(system.axes.countries), shape[0]), np.int64),
            crossing=np.zeros((1, 2, shape[0]), np.int64),
            first_departures=np.zeros(shape[0], np.int64),
        ),
        boarded=np.zeros((1, shape[0]), np.int64),
        waits=np.zeros((1, LONGEST_WAIT + 1), np.int64),
    )


def waits_in_turn(arrivals: Sequence[int], capacities: Sequence[int]) -> list[int]:
    """[wait] people by days waited, first come first served: arrivals and seats of each day, by the book."""
    line: deque[int] = deque()
    counts = [0] * (LONGEST_WAIT + 1)
    for day, (number, capacity) in enumerate(zip(arrivals, capacities, strict=True)):
        line.extend([day] * number)
        for _ in range(min(capacity, len(line))):
            counts[day - line.popleft()] += 1
    return counts
