"""Mesa: one object an agent, all of which step once a day."""

from __future__ import annotations

import sys
from bisect import bisect_right

import mesa
import numpy as np

from benchmarks.peers.choice import Choice, first_places
from benchmarks.peers.lap import Clock, Lap
from benchmarks.ring_and_chords import PLACES, Workload

NAME = "Mesa"
VERSION = mesa.__version__


class Person(mesa.Agent):
    """Someone who is at a place from a day on."""

    def __init__(self, model: World, place: int) -> None:
        super().__init__(model)
        self.place = place
        self.ready = 0

    def step(self) -> None:
        """Leave or stay."""
        model = self.model
        if self.ready <= model.day and model.draw() < model.leave[self.place]:
            here = self.place
            arc = bisect_right(
                model.cumulative, here + model.draw(), model.first[here], model.first[here + 1] - 1
            )
            self.place = model.head[arc]
            self.ready = model.day + model.days[arc]
            model.here[here] -= 1
            model.coming[self.ready % 16][self.place] += 1


class World(mesa.Model):
    """People, who are counted as they come and go."""

    def __init__(self, workload: Workload) -> None:
        super().__init__(seed=1)
        self.choice, self.leave = Choice(workload), workload.leave.tolist()
        self.first, self.head, self.days = (
            column.tolist() for column in (self.choice.first, self.choice.head, self.choice.days)
        )
        self.draw = self.random.random
        self.coming = [[0] * PLACES for _ in range(16)]
        self.table: list[list[int]] = []
        places = first_places(workload)
        self.here = np.bincount(places, minlength=PLACES).tolist()
        Person.create_agents(self, workload.people, places.tolist())
        self.day = 0

    def step(self) -> None:
        """One day."""
        arrived = self.coming[self.day % 16]
        self.here = [before + more for before, more in zip(self.here, arrived, strict=True)]
        self.coming[self.day % 16] = [0] * PLACES
        self.table.append(list(self.here))
        cumulative = self.choice.cumulative(np.array(self.here), self.day)
        self.cumulative = (cumulative + self.choice.tail).tolist()
        self.agents.do("step")
        self.day += 1


def run(workload: Workload, days: int, threads: int) -> Lap:  # noqa: ARG001
    """So many days."""
    model = World(workload)
    clock = Clock()
    for _ in range(days):
        model.step()
    someone = next(iter(model.agents))
    return clock.lap(model.table, float(sys.getsizeof(someone) + sys.getsizeof(someone.__dict__)))
