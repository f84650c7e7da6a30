"""What follows from a plan: luck, waits, escorts, belief, smallest fleets, hidden counts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.operations.transit.answer import Ask, answer
from sapar.operations.transit.case import Arrivals, Case, TravellerClass
from sapar.operations.transit.execute import execute, improvised
from sapar.operations.transit.luck import draw, expected, failures
from sapar.operations.transit.outcome import evaluate, spread, waits
from sapar.operations.transit.plan import plan_transit
from sapar.operations.transit.reacting import Reaction
from sapar.report.plan_tables import hidden_together
from tests.operations.transit.cases import case, fleet, queue


def uncertain(vehicles: int = 2, **changes: object) -> Case:
    """A hundred people, ten to forty a day, breakdowns and lost days."""
    made = case([fleet(seats=40, vehicles=vehicles, cycle=2, breakdown=0.1)], ready=[100], days=20)
    come = Arrivals(low=10.0, likely=20.0, high=40.0, first=0, last=19, shares=np.array([1.0]))
    return replace(made, arrivals=(come,), quota_lost=0.1, **changes)  # type: ignore[arg-type]


def test_two_plans_meet_the_same_luck() -> None:
    """Arrivals, breakdowns and lost days do not depend on what is planned; another seed is other luck."""
    first, second = draw(uncertain(2), 50, 7), draw(uncertain(5), 50, 7)

    assert np.array_equal(first.arrivals, second.arrivals)
    assert np.array_equal(first.breakdown, second.breakdown)
    assert np.array_equal(first.lost, second.lost)
    assert not np.array_equal(first.arrivals, draw(uncertain(), 50, 8).arrivals)
    assert np.array_equal(first.arrivals[:20], draw(uncertain(2), 20, 7).arrivals)


def test_arrivals_have_the_mean_and_the_range_of_the_sheet() -> None:
    """Mean of a triangular level (10 + 20 + 40) / 3; a bias of 3 % would be noticed (false alarm 1e-6)."""
    arrivals = draw(uncertain(), 4000, 3).arrivals[:, 0]
    spread_of_means = np.sqrt((100 + 400 + 1600 - 200 - 400 - 800) / 18)

    assert abs(arrivals.mean() - 70 / 3) < 5 * spread_of_means / np.sqrt(4000)
    assert np.quantile(arrivals.mean(axis=1), 0.001) > 9.0
    assert np.quantile(arrivals.mean(axis=1), 0.999) < 41.0


@given(
    vehicles=st.integers(0, 30),
    more=st.integers(0, 10),
    chance=st.floats(0.0, 1.0),
    word=st.floats(0.001, 0.999),
)
@settings(max_examples=100, deadline=None)
def test_more_departures_never_mean_fewer_that_run(
    vehicles: int, more: int, chance: float, word: float
) -> None:
    """Failures are between none and all, and one departure more adds at most one failure."""
    uniform = np.array([word])
    few = failures(np.array([float(vehicles)]), uniform, chance)[0]
    many = failures(np.array([float(vehicles + more)]), uniform, chance)[0]

    assert 0 <= few <= vehicles
    assert few <= many <= few + more


def test_the_average_person_waits_less_with_more_vehicles() -> None:
    """Under the same luck, in the mean of 300 cases."""
    means = [
        evaluate(plan_transit(uncertain(count), seconds=0), 300, 1).person_days.mean() for count in (1, 2, 4)
    ]

    assert means[0] > means[1] > means[2]


def test_waits_add_up_to_the_person_days() -> None:
    """Boarded times mean wait, and those still there, are the days that were waited from the start on."""
    made = case([fleet(seats=7, cycle=3)], ready=[30], per_day=2.0, days=40)
    course = execute(made, improvised(made), expected(made))
    (wait,) = waits(made, course)
    left = int(course.waiting[0, 0, -1])
    waited = course.waiting[0, 0].sum()

    assert wait.people == 30 + 80
    assert wait.boarded == 110 - left
    if left == 0:
        assert wait.mean * wait.boarded == pytest.approx(waited)
    assert wait.longest >= wait.mean


def test_nobody_waits_beyond_the_limit_where_that_is_feasible() -> None:
    """A class of little weight is not left behind for good: its turn comes before its limit."""
    heavy, light = TravellerClass(name="medical", weight=5.0), TravellerClass(name="others", weight=1.0)
    queues = [queue(heavy), queue(light)]
    made = case([fleet(queues=2, seats=5)], queues=queues, ready=[5, 10], per_day=4.0, days=20)

    free, held = plan_transit(made, seconds=10), plan_transit(replace(made, longest_wait=6), seconds=10)

    assert max(wait.longest for wait in waits(made, free.course)) > 6
    assert sum(wait.late for wait in waits(held.case, held.course)) == 0


def test_where_it_is_not_feasible_who_and_why_is_said() -> None:
    """Too few seats: the fleet; no fleet at all; papers that are never ready."""
    other = queue(citizenship="KGZ")
    carrier = fleet(queues=2, seats=1, serves=np.array([True, False]))
    made = case([carrier], queues=[queue(), other], ready=[50, 3], days=10, longest_wait=5)
    found = answer(made, Ask(replicates=5, seconds=2))
    reasons = {wait.citizenship: found.reason(wait) for wait in found.waits if wait.late}

    assert reasons == {"UZB": "fleet:train", "KGZ": "no_fleet"}
    stuck = case([fleet(seats=90)], ready=[5], unready=[4], days=10, longest_wait=5, documents=0)
    late = answer(stuck, Ask(replicates=5, seconds=2))
    assert [late.reason(wait) for wait in late.waits if wait.late] == ["papers"]


def test_an_unaccompanied_child_takes_an_escort_seat() -> None:
    """Ten seats carry five children with their escorts, not ten children."""
    kind = TravellerClass(name="unaccompanied_children", weight=4.5, escort_seats=1, pays=0.0)
    made = case([fleet(seats=10)], queues=[queue(kind)], ready=[10], days=2)

    assert plan_transit(made).people.sum(axis=(0, 1)).tolist() == [5, 5]


def test_families_are_not_split_between_vehicles() -> None:
    """Two vehicles of seven seats carry one family of four each, though three families need only 12 of 14 seats."""
    kind = TravellerClass(name="families", weight=3.0, group_size=4)
    made = case([fleet(seats=7, vehicles=2)], queues=[queue(kind)], ready=[3], days=2)

    assert plan_transit(made).people.sum(axis=(0, 1)).tolist() == [8, 4]


def test_announcements_bring_more_people_and_no_belief_brings_the_same() -> None:
    """With belief held still, the days are those of the sheet; with a pulse, more come; the cities run empty."""
    made = case([fleet(seats=60, cycle=8)], ready=[50], per_day=5.0, days=30)
    schedule, luck = improvised(made), expected(made)
    still = Reaction(pulse=0.0, passed=0.0, stuck=0.0)

    base = spread(made, schedule, luck)
    assert np.array_equal(spread(made, schedule, luck, still).waiting, base.waiting)
    assert spread(made, schedule, luck, Reaction()).came[0] > base.came[0]
    few = replace(made, in_cities=40.0)
    assert spread(few, schedule, luck, Reaction()).came[0] <= 40


def test_with_no_time_the_greedy_plan_is_kept_and_the_gap_is_said() -> None:
    """The fall-back is a plan, and says that it is not known to be the best."""
    plan = plan_transit(uncertain(), seconds=0.0)

    assert plan.method == "greedy"
    assert not plan.is_proven
    assert plan.gap == pytest.approx(1.0)
    assert plan.people.sum() > 0


@given(counts=st.lists(st.integers(0, 40), max_size=8))
@settings(max_examples=200, deadline=None)
def test_a_hidden_count_cannot_be_worked_out_from_the_total(counts: list[int]) -> None:
    """Every small count is hidden, and never alone where there is another one to hide it behind."""
    hidden = hidden_together(counts, 10.0)

    assert all(hides for hides, count in zip(hidden, counts, strict=True) if 0 < count < 10)
    assert sum(hidden) != 1 or sum(count > 0 for count in counts) == 1
