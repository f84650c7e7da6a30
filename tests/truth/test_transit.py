"""The operations of August 2020 as sums of seats, and queues whose waits can be worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.model.mechanisms.transit import (
    agents_carried,
    empty_seats,
    families,
    passengers,
    people_at_most,
    vehicles_ready,
    whole_agents,
)
from sapar.model.parameters import Parameters
from sapar.model.system import System
from sapar.simulation.people import CONVOY
from tests.truth.queues import ALONE, empty_camp, waits_in_turn
from tests.worlds import assert_share


def test_forty_vehicles_of_sixty_one_seats_clear_the_camp(two_places_system: System) -> None:
    """2,435 people and 40 vehicles of 61 seats: everyone leaves in one wave, and five seats stay empty."""
    camp = empty_camp(two_places_system)
    camp.join(2435, day=0)

    assert camp.depart(40, 61, day=3) == 2435
    assert camp.count(3) == 0


def test_forty_vehicles_of_sixty_seats_leave_people_behind(two_places_system: System) -> None:
    """2,435 people and 40 vehicles of 60 seats: 35 people still wait, and leave with the next vehicle."""
    camp = empty_camp(two_places_system)
    camp.join(2435, day=0)

    assert camp.depart(40, 60, day=3) == 2400
    assert camp.count(3) == 35
    assert camp.depart(1, 60, day=10) == 35
    assert camp.waits[0, 3] == 2400
    assert camp.waits[0, 10] == 35


@pytest.mark.parametrize(("trains", "seats", "left"), [(3, 938, 0), (2, 938, 324), (3, 702, 94), (4, 702, 0)])
def test_two_thousand_two_hundred_on_trains(
    two_places_system: System, trains: int, seats: int, left: int
) -> None:
    """2,200 people need three trains of 938 seats, or four of the 702 seats of July."""
    camp = empty_camp(two_places_system)
    camp.join(2200, day=0)

    camp.depart(trains, seats, day=1)

    assert camp.count(1) == left


def test_a_quota_binds_before_the_seats(two_places_system: System) -> None:
    """A transit quota of 500 lets no more through on ten buses of 60 seats."""
    camp = empty_camp(two_places_system)
    camp.join(2000, day=0)

    assert camp.depart(10, 60, day=1, quota=500) == 500


@given(st.lists(st.integers(0, 3000), min_size=1, max_size=30), st.integers(1, 500))
def test_seats_are_counted_in_whole_agents(adults: list[int], people: int) -> None:
    """Departures of a corridor take, together so far, the whole number of agents nearest to their seats."""
    agents = np.cumsum(whole_agents(adults, people))

    assert (np.abs(agents * people - np.cumsum(adults)) <= people / 2 + 1e-6).all()
    assert agents_carried(people * 3 + people - 1, people) == 3


@given(st.integers(0, 500), st.integers(0, 2000), st.integers(1, 3000), *[st.integers(0, 60)] * 3)
def test_the_scarcest_of_seats_quota_and_feeders_binds(
    vehicles: int, seats: int, quota: int, feeders: int, feeder_seats: int, trips: int
) -> None:
    """A departure takes the least of its seats, its quota and whom its feeders bring; without feeders they bind not."""
    at_most = people_at_most(quota, feeders, feeder_seats, trips)

    assert passengers(ALONE, vehicles, seats, at_most) == min(
        vehicles * seats, quota, feeders * feeder_seats * trips
    )
    assert people_at_most(quota, None, None, None) == quota


def test_thirty_two_feeders_bring_the_column_of_august_in_two_journeys() -> None:
    """2,435 people reach the coaches by 32 feeders of 50 seats in two journeys each; one journey brings 1,600."""
    for trips, carried in ((2, 2435), (1, 1600)):
        assert passengers(ALONE, 40, 61, people_at_most(2435, 32, 50, trips)) == carried


@given(
    st.lists(st.integers(0, 9), min_size=1, max_size=40),
    st.integers(1, 9),
    st.integers(1, 12),
    st.integers(1, 20),
)
def test_a_fleet_is_never_in_two_places(gaps: list[int], wanted: int, fleet: int, cycle: int) -> None:
    """Over any days of a cycle no more vehicles leave than there are, and none stays that is wanted and back."""
    days = [sum(gaps[: turn + 1]) + turn for turn in range(len(gaps))]
    left = vehicles_ready(days, wanted, fleet, cycle)

    for day, number in zip(days, left, strict=True):
        away = sum(each for before, each in zip(days, left, strict=True) if day - cycle < before < day)
        assert number == min(wanted, fleet - away) >= 0
    assert vehicles_ready(days, wanted) == [wanted] * len(days)


@pytest.mark.parametrize(
    ("sizes", "weights"), [((1, 4), (0.5, 0.5)), ((2, 3, 5), (0.2, 0.3, 0.5)), ((1,), (1.0,))]
)
def test_families_in_turn_leave_the_seats_empty_that_renewal_says(
    sizes: tuple[int, ...], weights: tuple[float, ...]
) -> None:
    """Vehicles filled family after family until the next does not fit have the closed formula's seats empty."""
    chance = np.random.default_rng(3)
    free = 60 + chance.integers(0, 12, 20_000)
    fits = np.ones(free.size, np.bool_)
    while fits.any():
        size = chance.choice(sizes, free.size, p=weights)
        fits &= size <= free
        free -= size * fits

    expected = empty_seats(sizes, weights)
    assert abs(free.mean() - expected) < 5 * free.std() / free.size**0.5 + 1e-9


def test_families_of_the_study_cost_few_seats(central_asia_system: System) -> None:
    """With the few minors of 2020 a vehicle keeps 0.04 seats empty; with a third children, more than half a seat."""
    few = central_asia_system.parameters

    assert families(few).empty_seats == pytest.approx(0.0369, abs=5e-4)
    assert families(Parameters(values={**few.values, "children_share": 0.33})).empty_seats > 0.5


def test_the_longest_waiting_board_first(two_places_system: System) -> None:
    """Of three days' arrivals with seats for the first day's people only, exactly these leave."""
    camp = empty_camp(two_places_system)
    for day in (2, 0, 1):
        camp.join(100, day=day)

    camp.depart(1, 100, day=5)

    assert camp.waits[0, 5] == 100
    assert camp.waits.sum() == 100


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=25))
def test_a_fixed_capacity_queue_has_the_waits_of_the_book(
    two_places_system: System, days: list[tuple[int, int]]
) -> None:
    """With known arrivals and seats on each day, the waits are those of a line served in turn, person by person."""
    camp = empty_camp(two_places_system)
    for day, (arrivals, seats) in enumerate(days):
        camp.join(arrivals, day=day)
        camp.depart(1, seats, day=day)

    expected = waits_in_turn([each[0] for each in days], [each[1] for each in days])

    assert camp.waits[0].tolist() == expected
    assert camp.count(len(days) - 1) == sum(each[0] for each in days) - sum(expected)


@pytest.mark.parametrize("shards", [1, 3])
def test_a_long_queue_of_many_blocks_has_the_waits_of_the_book(
    two_places_system: System, shards: int
) -> None:
    """Tens of thousands of people over half a year, in several blocks and shards: the waits of a line in turn."""
    chance = np.random.default_rng(5)
    days = [(int(chance.integers(0, 600)), int(chance.integers(0, 610))) for _ in range(180)]
    camp = empty_camp(two_places_system, shards)
    for day, (arrivals, seats) in enumerate(days):
        camp.join(arrivals, day=day)
        camp.depart(1, seats, day=day)

    expected = waits_in_turn([each[0] for each in days], [each[1] for each in days])

    assert camp.waits[0].tolist() == expected
    assert sum(expected) > 40_000
    assert max(wait for wait, number in enumerate(expected) if number) > 2


def test_those_of_one_day_leave_in_no_order(two_places_system: System) -> None:
    """Seats for half of one day's arrivals: who leaves has nothing to do with where they stand in memory."""
    camp = empty_camp(two_places_system)
    camp.join(20_000, day=0)
    camp.depart(1, 10_000, day=1)
    left = camp.shards[0].blocks.people["activity"][:20_000] == CONVOY

    assert int(left.sum()) == 10_000
    assert_share(int(left[:10_000].sum()), 10_000, 0.5)
    assert_share(int(left[::2].sum()), 10_000, 0.5)
    assert_share(int((left[1:] != left[:-1]).sum()), 19_999, 0.5)


@pytest.mark.parametrize(("arrivals", "weeks"), [(100, 16), (125, 53)])
def test_one_train_a_week_clears_late(two_places_system: System, arrivals: int, weeks: int) -> None:
    """4,000 people and one train of 950 seats a week clear in 16 weeks at 100 arrivals a day, in 53 at 125."""
    waiting, week = 4000, 0
    camp = empty_camp(two_places_system)
    camp.join(waiting, day=0)
    while camp.count(week * 7) > 0:
        week += 1
        for day in range(week * 7 - 7, week * 7):
            camp.join(arrivals, day=day)
        camp.depart(1, 950, day=week * 7)

    assert abs(week - weeks) <= 1
