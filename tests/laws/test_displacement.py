"""What is true of every displacement: nobody vanishes, shut is shut, threads do not matter, and the twin agrees."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.model.displacement import Displacement
from sapar.model.parameters import Parameters
from sapar.simulation.displacement import live_displacement, walk_through
from tests.walks import Twin, displacement, parameters, ring

SYSTEMS = 100
CHUNK = 20


def some_system(number: int) -> tuple[Displacement, Parameters]:
    """A small system of its own for each number: places, links, closures and chances of every size."""
    random = np.random.default_rng(number)
    places = int(random.integers(2, 9))
    people = random.integers(0, 120, places).tolist()
    if number % 40 == 0:
        people[0] = 20_000
    links = [
        (one, other, int(random.integers(1, 6)))
        for one in range(places)
        for other in range(one + 1, places)
        if random.random() < 0.6
    ]
    days = int(random.integers(1, 7))
    shut = {
        link: tuple(sorted(random.integers(0, days, 2)))
        for link in range(len(links))
        if random.random() < 0.3
    }
    chances = random.choice(
        [0.0, 1e-4, 0.003, 0.05, 0.3, 0.7, 1.0], places, p=[0.1, 0.2, 0.25, 0.24, 0.1, 0.01, 0.1]
    )
    world = displacement(people, links, days=days, shut=shut, people_per_agent=1 + number % 3)
    crowd = float(10 ** random.uniform(0, 4))
    return world, parameters(chances.tolist(), people_halving_pull=crowd)


@pytest.mark.parametrize(
    "first", [0, 20, *(pytest.param(first, marks=pytest.mark.long) for first in range(40, SYSTEMS, CHUNK))]
)
def test_the_twin_agrees_person_by_person(first: int) -> None:
    """Kernel and plain Python leave every person at the same place, ready on the same day."""
    for number in range(first, first + CHUNK):
        world, drawn = some_system(number)
        twin = Twin(world, drawn, seed=number)
        twin.live()
        walkers, counts = walk_through(world, drawn, seed=number, replicate=0)

        assert walkers.place.tolist() == twin.place
        assert walkers.ready.tolist() == twin.ready
        assert counts.people.tolist() == twin.people
        assert counts.departures.tolist() == twin.departures


def test_nobody_vanishes() -> None:
    """On every morning places and ways hold everyone, and departures explain every change."""
    world = displacement([5_000] * 12, ring(12, [1, 2, 3]), days=60)
    drawn = parameters([0.02 * place for place in range(12)], people_halving_pull=4_000.0)
    run = live_displacement(world, drawn, seed=3, replicate=0)

    assert (run.people.sum(axis=1) + run.under_way == 60_000).all()
    here = run.people[0].copy()
    for day in range(1, 60):
        np.subtract.at(here, world.tail, run.departures[day - 1])
        for arc in range(world.tail.size):
            if day >= world.days[arc]:
                here[world.head[arc]] += run.departures[day - world.days[arc], arc]
        assert np.array_equal(here, run.people[day])


def test_a_shut_link_carries_nobody() -> None:
    """Not one person departs on a shut link, in either direction, and many do before and after."""
    world = displacement([3_000] * 10, ring(10, [1, 2]), days=40, shut={4: (10, 29)})
    run = live_displacement(world, parameters([0.05] * 10), seed=1, replicate=0)
    on_link = run.departures[:, [link == "L4" for link in world.links]]

    assert on_link[10:30].sum() == 0
    assert (on_link[:10].sum(axis=0) > 0).all()
    assert (on_link[30:].sum(axis=0) > 0).all()


def test_a_place_without_open_ways_keeps_everyone() -> None:
    """Where every way is shut even those who are certain to leave stay, and they leave on the day it opens."""
    world = displacement([1_000, 0], [(0, 1, 2)], days=8, shut={0: (0, 4)})
    run = live_displacement(world, parameters([1.0, 0.0]), seed=1, replicate=0)

    assert run.people[:, 0].tolist() == [1_000] * 6 + [0, 0]
    assert run.people[:, 1].tolist() == [0] * 7 + [1_000]


@pytest.mark.parametrize("threads", [2, 3, 7])
def test_threads_change_nothing(threads: int) -> None:
    """One thread or several give the same bytes."""
    world = displacement([8_000] * 16, ring(16, [1, 3]), days=25, shut={2: (5, 9)})
    drawn = parameters([0.004 * place for place in range(16)], people_halving_pull=9_000.0)
    alone = live_displacement(world, drawn, seed=9, replicate=2)
    shared = live_displacement(world, drawn, seed=9, replicate=2, threads=threads)

    assert shared.digest == alone.digest
    assert np.array_equal(shared.departures, alone.departures)


def test_seed_and_replicate_change_everything() -> None:
    """Other seeds and other replicates are other luck."""
    world = displacement([5_000] * 4, ring(4, [1]), days=10)
    runs = [
        live_displacement(world, parameters([0.05] * 4), seed=seed, replicate=replicate).digest
        for seed, replicate in ((1, 0), (2, 0), (1, 1))
    ]

    assert len(set(runs)) == 3


def test_people_come_as_whole_agents() -> None:
    """With several people to an agent the sum is that of the people, as near as whole agents can be."""
    world = displacement([333, 334, 335, 7], ring(4, [1]), days=3, people_per_agent=10)
    run = live_displacement(world, parameters([0.5] * 4), seed=1, replicate=0)

    assert run.people[0].tolist() == [330, 340, 330, 10]
