"""Relations that hold for every system, on small systems made up at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from sapar.frame.groups import Groups
from sapar.model.dated import Adjustment
from sapar.model.declarations import Declarations
from sapar.model.system import System
from sapar.simulation.run import Run
from sapar.simulation.simulate import simulate
from tests.laws.test_what_changes_nothing import law_for_nobody, redenominated
from tests.twin.systems import FIRST, small_system
from tests.worlds import World

NUMBERS = range(1000, 1003)
"""Systems that each relation is tried on; others than the twin's."""
LONG_NUMBERS = range(1003, 1043)
"""Further ones: 43 for each of seven relations, 301 in all."""

Check = Callable[[Declarations, int], None]


def lived(system: System, number: int) -> Run:
    """The run, with random words of the system's own."""
    return simulate(system, seed=number, replicate=0)


def assert_same(one: Run, other: Run) -> None:
    """No count and no belief of two runs differs."""
    for name in Run.__dataclass_fields__:
        assert np.array_equal(getattr(one, name), getattr(other, name)), name


def assert_same_but_for_last_digits(one: Run, other: Run) -> None:
    """No count of two runs differs, and shares and prices in no digit that anybody reads."""
    for name in set(Run.__dataclass_fields__) - {"digest", "capped"}:
        here, there = getattr(one, name), getattr(other, name)
        is_count = here.dtype.kind in "iu"
        assert np.array_equal(here, there) if is_count else np.allclose(here, there, rtol=1e-9), name


def _unchanged(
    change: Callable[[Declarations], Declarations] | None = None,
    adjustments: tuple[Adjustment, ...] = (),
    same: Callable[[Run, Run], None] = assert_same,
) -> Check:
    """That a change gives the same life."""

    def check(declared: Declarations, number: int) -> None:
        one = small_system(declared, number)
        other = small_system(declared, number, change, adjustments)
        same(lived(one, number), lived(other, number))

    return check


def _shuffled(declared: Declarations) -> Declarations:
    """Rows of links, pairs, fares, regions, law and assumptions in another order."""
    chance = random.Random(3)

    def turned(rows: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(chance.sample(rows, len(rows)))

    names = ("links", "pairs", "wages", "fares", "exchange_rates", "regions", "stay", "work", "sanctions")
    return replace(declared, **{name: turned(getattr(declared, name)) for name in (*names, "assumptions")})


def _twice_the_people(declared: Declarations, number: int) -> None:
    """Twice the people and seats at twice the people to an agent: twice every count of moves and stocks."""

    def calm(each: Declarations) -> Declarations:
        feedbacks = ("beta_network", "onward_share", "tension_base", "tension_wait")
        rows = dict.fromkeys((*feedbacks, "experience_bonus", "jobless_return_push"), 0.0)
        return replace(
            each,
            events=(),
            assumptions=tuple(
                replace(row, value=rows[row.parameter], low=rows[row.parameter], high=rows[row.parameter])
                if row.parameter in rows
                else row
                for row in each.assumptions
            ),
        )

    one = small_system(declared, number, calm)
    twice = replace(one, people_per_agent=2 * one.people_per_agent, group_people=2 * one.group_people)
    twice = replace(twice, seats=2 * one.seats, start_stock=2 * one.start_stock)
    first, second = lived(one, number), lived(twice, number)
    for name in ("stock", "at_home", "travelling", "flow", "refused", "crossing"):
        assert np.array_equal(2 * getattr(first, name), getattr(second, name)), name


def _more_seats(declared: Declarations, number: int) -> None:
    """The first departure from a camp never takes fewer people when all departures have more seats."""
    one = small_system(declared, number)
    if not one.operations:
        return
    more = replace(one, operations=tuple(replace(each, seats=each.seats + 5) for each in one.operations))
    first = min(range(len(one.operations)), key=lambda index: one.operations[index].day)
    assert lived(more, number).boarded[first] >= lived(one, number).boarded[first]


def _split(declared: Declarations, number: int) -> None:
    """Groups split in two rows hold the same people: homes and stocks add up at the start and at the end."""

    def halves(each: Declarations) -> Declarations:
        rows = [
            replace(group, group=f"{group.group}{name}", people=people)
            for group in each.frame.groups
            for name, people in (("", group.people - group.people // 2), ("-b", group.people // 2))
            if people > 0
        ]
        return replace(each, frame=replace(each.frame, groups=Groups(all=tuple(rows))))

    one, other = small_system(declared, number), small_system(declared, number, halves)
    assert int(one.group_people.sum()) == int(other.group_people.sum())
    run = lived(other, number)
    axes = tuple(range(1, run.stock.ndim))
    elsewhere = (run.at_home, run.travelling, run.settled)
    people = run.stock.sum(axis=axes) + sum(each.sum(axis=1) for each in elsewhere)
    rounding = len(other.group_people) * other.people_per_agent
    assert np.ptp(people) == 0
    assert abs(int(people[0]) - int(one.group_people.sum())) <= rounding


NOTHING = Adjustment(table="wages", where={}, first=FIRST, last=None, multiply=1.0)
RELATIONS: dict[str, Check] = {
    "a shock of size zero changes nothing": _unchanged(adjustments=(NOTHING,)),
    "the order of rows changes nothing": _unchanged(_shuffled),
    "a redenomination changes nothing": _unchanged(
        lambda each: redenominated(each, "QXC"), same=assert_same_but_for_last_digits
    ),
    "a law for nobody changes nothing": _unchanged(law_for_nobody),
    "twice the people are twice the counts": _twice_the_people,
    "more seats take no fewer people": _more_seats,
    "split rows hold the same people": _split,
}


@pytest.mark.parametrize("relation", RELATIONS)
def test_relations_hold_on_small_systems(two_places: World, relation: str) -> None:
    """Each relation, on a few systems."""
    for number in NUMBERS:
        RELATIONS[relation](two_places.declarations, number)


@pytest.mark.long
@pytest.mark.parametrize("relation", RELATIONS)
def test_relations_hold_on_many_small_systems(two_places: World, relation: str) -> None:
    """Each relation, on many."""
    for number in LONG_NUMBERS:
        RELATIONS[relation](two_places.declarations, number)
