"""The smallest fleets that clear the camps by a day: one alone, several together, and what else binds."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import Any

import numpy as np
import pytest

from sapar.operations.transit.case import Case
from sapar.operations.transit.luck import expected
from sapar.operations.transit.outcome import evaluate, spread
from sapar.operations.transit.plan import greedy_schedule, plan_transit
from sapar.operations.transit.smallest import Enlargement, smallest_fleets
from tests.operations.transit.cases import case, fleet, queue
from tests.operations.transit.test_outcome import uncertain


def smallest(made: Case, day: int, chance: float = 0.9) -> Enlargement:
    """Every fleet may change."""
    return smallest_fleets(made, day, chance, replicates=5, seed=1, names=())


def test_the_smallest_fleet_is_enough_and_one_less_is_not() -> None:
    """The number found reaches the chance; with one vehicle fewer it is missed."""
    made = uncertain(1)
    found = smallest_fleets(made, 12, 0.9, replicates=80, seed=1, names=())
    (alone,) = found.alone
    assert alone.need is not None
    assert alone.need > 1
    assert alone.chance >= 0.9
    assert found.together is None
    fewer = uncertain(alone.need - 1)
    assert evaluate(plan_transit(fewer, seconds=0), 80, 1).chance_by(12) < 0.9


def two_camps(vehicles: tuple[int, int] = (1, 1), seats: tuple[int, int] = (10, 25)) -> Case:
    """Sixty people here and seventy there; each fleet takes those of one camp, a vehicle leaves every third day."""
    serves = [np.array([True, False]), np.array([False, True])]
    fleets = [
        fleet(name, 2, seats=seat, vehicles=count, cycle=3, serves=takes)
        for name, seat, count, takes in zip(("here", "there"), seats, vehicles, serves, strict=True)
    ]
    return case(fleets, queues=[queue(camp="here"), queue(camp="there")], ready=[60, 70], days=8)


def test_two_fleets_do_together_what_neither_does_alone() -> None:
    """By the fourth day two waves: three vehicles of 10 for 60 people, two of 25 for 70 elsewhere."""
    found = smallest(two_camps(), 3)

    assert [each.need for each in found.alone] == [None, None]
    assert [each.binds for each in found.alone] == [("not_taken",), ("not_taken",)]
    assert found.together is not None
    assert found.together.need == (3, 2)
    assert found.together.added == 3


@pytest.mark.parametrize("ready", [(25, 30, 40), (40, 30, 61), (37, 28, 90)])
@pytest.mark.parametrize(("day", "processing"), [(2, 200.0), (5, 200.0), (5, 60.0), (5, 10.0)])
def test_together_no_other_mix_adds_fewer(ready: tuple[int, ...], day: int, processing: float) -> None:
    """Every pair of up to 15 vehicles, one by one: each fleet has people of its own, and both take a third crowd."""
    serves = [np.array([True, False, True]), np.array([False, True, True])]
    fleets = [
        fleet(name, 3, seats=seats, cycle=3, serves=takes)
        for name, seats, takes in zip(("here", "there"), (12, 9), serves, strict=True)
    ]
    queues = [queue(camp=camp) for camp in ("a", "b", "c")]
    made = case(fleets, queues=queues, ready=ready, days=8, limits={"processing": (processing, 1)})
    mix = smallest(made, day).together
    enough = [counts for counts in product(range(1, 16), repeat=2) if _clears(made, counts, day)]

    assert mix is not None
    if not enough:
        assert mix.need is None
        assert mix.binds == ("processing",)
        return
    assert mix.need in enough
    assert sum(mix.need) == min(sum(counts) for counts in enough)


def _clears(made: Case, counts: tuple[int, ...], day: int) -> bool:
    """Whether so many vehicles empty the camps by a day."""
    fleets = tuple(replace(each, vehicles=count) for each, count in zip(made.fleets, counts, strict=True))
    other = replace(made, fleets=fleets)
    return spread(other, greedy_schedule(other), expected(other)).chance_by(day) == 1.0


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("processing", {"limits": {"processing": (3.0, 1)}}),
        ("quota", {"limits": {"quota": (3.0, 1)}}),
        ("beds", {"limits": {"beds": (30.0, 9)}}),
        ("escorted_vehicles", {"escorted": 0}),
        ("documents", {"ready": [0], "unready": [105], "documents": 4}),
        ("quota_lost", {"quota_lost": 1.0}),
    ],
)
def test_what_binds_is_named(name: str, changes: dict[str, Any]) -> None:
    """105 people and coaches of 40: one ceiling keeps any number of coaches from being enough, and is named alone."""
    (found,) = smallest(
        case([fleet(mode="bus", seats=40)], **({"ready": [105], "days": 8} | changes)), 5
    ).alone

    assert found.need is None
    assert found.binds == (name,)


def test_seats_that_must_be_filled_and_days_without_departures_are_named() -> None:
    """Of 100 people and coaches of 40, 20 fill no half; a fleet that begins too late is said so; both at once too."""
    half = fleet(mode="bus", seats=40, least_filled=0.6)
    (found,) = smallest(case([half], ready=[100], days=8), 5).alone
    assert found.binds == ("least_filled:train",)
    (found,) = smallest(case([fleet(first=6)], ready=[100], days=8), 5).alone
    assert found.binds == ("window",)
    (found,) = smallest(case([replace(half, first=6)], ready=[100], days=8), 5).alone
    assert set(found.binds) == {"window", "least_filled:train"}


def test_too_few_vehicles_are_said_to_be_too_few() -> None:
    """300 people, one-seat vehicles, one day: 256 are not enough whatever is lifted."""
    (found,) = smallest(case([fleet(seats=1, cycle=9)], ready=[300], days=4), 0).alone

    assert found.binds == ("vehicles",)
