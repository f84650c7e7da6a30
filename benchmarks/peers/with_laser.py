"""laser-core: properties of a LaserFrame, and a component whose Numba kernel visits every agent in parallel."""

from __future__ import annotations

import laser.core
import numba as nb
import numpy as np
from laser.core import LaserFrame
from laser.core.random import seed

from benchmarks.peers.choice import Choice, first_places
from benchmarks.peers.lap import Clock, Lap
from benchmarks.ring_and_chords import PLACES, Workload

NAME = "laser-core"
VERSION = laser.core.__version__


@nb.njit(nogil=True, parallel=True, cache=True)
def census(count, place, ready, day, by_thread):
    """Count those who are at their place."""
    for person in nb.prange(count):
        if ready[person] <= day:
            by_thread[nb.get_thread_id(), place[person]] += 1


@nb.njit(nogil=True, parallel=True, cache=True)
def move(count, place, ready, day, leave, first, cumulative, head, days):
    """Those who leave take an arc."""
    for person in nb.prange(count):
        if ready[person] <= day:
            here = place[person]
            if np.random.random() < leave[here]:
                chance = np.random.random()
                arc = first[here]
                while chance >= cumulative[arc]:
                    arc += 1
                place[person] = head[arc]
                ready[person] = day + days[arc]


class Model:
    """Agents, and the table that the run leaves."""

    def __init__(self, workload: Workload) -> None:
        seed(1)
        self.choice, self.leave = Choice(workload), workload.leave.astype(np.float32)
        self.head, self.days = self.choice.head.astype(np.uint8), self.choice.days.astype(np.int16)
        self.people = LaserFrame(workload.people)
        self.people.add_scalar_property("place", dtype=np.uint8)
        self.people.add_scalar_property("ready", dtype=np.int16)
        self.people.place[:] = first_places(workload)
        self.table: list[np.ndarray] = []

    def step(self, day: int) -> None:
        """One day."""
        people = self.people
        by_thread = np.zeros((nb.get_num_threads(), PLACES), np.int32)
        census(people.count, people.place, people.ready, day, by_thread)
        here = by_thread.sum(axis=0)
        self.table.append(here)
        cumulative = self.choice.cumulative(here, day)
        move(
            people.count, people.place, people.ready, day, self.leave, self.choice.first, cumulative,
            self.head, self.days,
        )  # fmt: skip


def run(workload: Workload, days: int, threads: int) -> Lap:
    """So many days."""
    nb.set_num_threads(threads)
    model = Model(workload)
    clock = Clock()
    for day in range(days):
        model.step(day)
    held = model.people.place.nbytes + model.people.ready.nbytes
    return clock.lap(model.table, held / workload.people)
