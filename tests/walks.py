"""Small displacements for tests, and the plain twin of the day."""

from __future__ import annotations

import datetime

import numpy as np

from sapar.frame.calendar import Calendar
from sapar.maths import random_words
from sapar.model.displacement import Displacement
from sapar.model.parameters import Parameters
from sapar.simulation.displacement import first_walkers
from sapar.simulation.layers import BLOCK, HEIGHTS, fixed_layers, limits
from sapar.simulation.walking import LEAVE, TAKE

WORDS = 2**32
FAR = 1e18
"""People that halve a place's pull where nobody is ever crowded."""


def displacement(
    people: list[int],
    links: list[tuple[int, int, int]],
    *,
    days: int,
    shut: dict[int, tuple[int, int]] | None = None,
    people_per_agent: int = 1,
) -> Displacement:
    """Places with these people, joined by links (two ends, days), some of them shut from a day to a day."""
    both = sorted(
        (tail, head, length, number)
        for number, (one, other, length) in enumerate(links)
        for tail, head in ((one, other), (other, one))
    )
    arcs = np.array(both, np.int64).reshape(-1, 4)
    is_open = np.ones((days, arcs.shape[0]), np.bool_)
    for link, (first, last) in (shut or {}).items():
        is_open[first : last + 1, arcs[:, 3] == link] = False
    return Displacement(
        name="walks",
        calendar=Calendar.between(
            datetime.date(2030, 1, 1), datetime.date(2030, 1, 1) + datetime.timedelta(days=days - 1)
        ),
        people_per_agent=people_per_agent,
        places=tuple(f"P{place:03}" for place in range(len(people))),
        group_place=np.arange(len(people)),
        group_people=np.array(people, np.int64),
        links=tuple(f"L{link}" for link in arcs[:, 3]),
        tail=arcs[:, 0].copy(),
        head=arcs[:, 1].copy(),
        days=arcs[:, 2].copy(),
        epoch=np.arange(days),
        is_open=is_open,
    )


def parameters(
    chances: list[float], *, distance_weight: float = 0.25, people_halving_pull: float = FAR
) -> Parameters:
    """Parameters with a chance of leaving for each place."""
    leave = {f"leave_probability:P{place:03}": chance for place, chance in enumerate(chances)}
    common = {"distance_weight": distance_weight, "people_halving_pull": people_halving_pull}
    return Parameters(leave | common)


def ring(places: int, days: list[int]) -> list[tuple[int, int, int]]:
    """A link from each place to the next."""
    return [(place, (place + 1) % places, days[place % len(days)]) for place in range(places)]


class Twin:
    """The days of displacement, person by person, in plain Python."""

    def __init__(self, world: Displacement, drawn: Parameters, seed: int) -> None:
        self.world, self.seed = world, seed
        people = first_walkers(world)
        self.place = [int(place) for place in people.place]
        self.ready = [0] * len(self.place)
        self.layers = fixed_layers()
        self.chances = world.leave_probability(drawn)
        self.limit = limits(self.layers, self.chances)
        self.pull = world.pull(drawn)
        self.halving = drawn["people_halving_pull"] / world.people_per_agent
        self.people: list[list[int]] = []
        self.departures: list[list[int]] = []

    def live(self) -> None:
        """All days."""
        for day in range(self.world.calendar.days):
            here = [0] * len(self.world.places)
            for place, ready in zip(self.place, self.ready, strict=True):
                here[place] += ready <= day
            self.people.append(here)
            self.departures.append([0] * self.world.tail.size)
            for person in self.named(day):
                if self.ready[person] <= day:
                    self.leave(person, day, here)

    def named(self, day: int) -> list[int]:
        """Everyone who leaves if they are there, those at places that all leave first, then layer by layer."""
        found = []
        for block in range(-(-len(self.place) // BLOCK)):
            start = block * BLOCK
            inside = range(start, min(start + BLOCK, len(self.place)))
            found += [person for person in inside if self.chances[self.place[person]] >= 1.0]
            point = 0
            for layer in range(self.layers.fewest.size):
                if not self.limit[layer:].any():
                    break
                code = (1 << 28) + (LEAVE << 8) + layer // 4
                word = int(random_words(self.seed, 0, block, day, code)[layer % 4])
                row = self.layers.counts[layer]
                number = int(self.layers.fewest[layer]) + int((row <= word).sum())
                for place in range(point, point + number):
                    code = (1 << 31) + (LEAVE << 24) + place // 4
                    word = int(random_words(self.seed, 0, block, day, code)[place % 4])
                    person, height = start + word % BLOCK, word // BLOCK
                    assert height < HEIGHTS
                    if person in inside and height < self.limit[layer, self.place[person]]:
                        found.append(person)
                point += number
        return found

    def leave(self, person: int, day: int, here: list[int]) -> None:
        """Take the arc that the person's word of the day points at."""
        world = self.world
        open_now = world.is_open[world.epoch[day]]
        arcs = [arc for arc in range(world.tail.size) if world.tail[arc] == self.place[person]]
        weights = [
            float(self.pull[arc]) / (1.0 + here[int(world.head[arc])] / self.halving)
            if open_now[arc]
            else 0.0
            for arc in arcs
        ]
        running = np.cumsum(weights)
        if not arcs or running[-1] <= 0.0:
            return
        word = int(random_words(self.seed, 0, person, day, TAKE)[0])
        last = max(index for index, weight in enumerate(weights) if weight > 0.0)
        cuts = [int(np.floor(part / running[-1] * WORDS + 0.5)) for part in running[:last]]
        arc = arcs[sum(word >= cut for cut in cuts)]
        self.place[person], self.ready[person] = int(world.head[arc]), day + int(world.days[arc])
        self.departures[day][arc] += 1
