"""The planner against a pencil: throughput, load, clearing time, one wave; and the numbers of the summer of 2020."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from sapar.operations.transit.case import Case
from sapar.operations.transit.closed_forms import closed_forms
from sapar.operations.transit.execute import execute, improvised
from sapar.operations.transit.luck import expected
from sapar.operations.transit.plan import plan_transit
from sapar.operations.transit.read import read_case
from sapar.operations.transit.template import TEMPLATES
from tests.operations.transit.cases import case, fleet

CASES = 500


def people_left(made: Case) -> np.ndarray:
    """[day] persons who board under the greedy plan."""
    course = execute(made, improvised(made), expected(made))
    return np.asarray((course.left[0] * made.sizes[:, None]).sum(axis=0))


def waiting(made: Case) -> np.ndarray:
    """[day] persons who wait under the greedy plan."""
    course = execute(made, improvised(made), expected(made))
    return np.asarray((course.waiting[0] * made.sizes[:, None]).sum(axis=0))


def test_throughput_is_the_least_of_all_ceilings() -> None:
    """With more people than can ever leave, whole cycles carry the closed form's number, on 500 random cases.

    Exact where vehicles, processing, quota or beds bind alone; with several fleets below a shared ceiling
    the last vehicle of a day may leave up to half empty, so that the greedy plan may carry less, never more.
    """
    random = np.random.default_rng(20)
    for _ in range(CASES):
        cycle, seats, vehicles = (int(random.integers(low, high)) for low, high in ((1, 6), (5, 60), (1, 6)))
        window = int(random.integers(1, 4))
        cycles = 12 // math.gcd(12, cycle) if cycle != 5 else 12
        days = cycle * window * cycles
        limits = {}
        kind = random.choice(["fleet", "processing", "quota", "beds"])
        if kind in ("processing", "quota"):
            limits[kind] = (float(random.integers(1, vehicles * seats + 1)), 1)
        elif kind == "beds":
            limits["beds"] = (float(random.integers(1, vehicles * seats + 1)), window)
        made = case(
            [fleet(seats=seats, vehicles=vehicles, cycle=cycle)], ready=[100_000], days=days, limits=limits
        )
        form = closed_forms(made)
        boarded = people_left(made).sum()

        expected_rates = [Fraction(seats * vehicles, cycle)]
        expected_rates += [Fraction(int(amount), width) for amount, width in limits.values()]
        assert form.throughput == pytest.approx(float(min(expected_rates)))
        assert boarded <= form.throughput * days + vehicles * seats
        if kind == "fleet":
            assert boarded == seats * vehicles * days // cycle


def test_escort_bounds_the_throughput_by_road() -> None:
    """Escorted vehicles a day times their seats, where there are vehicles enough: exact on 500 random cases."""
    random = np.random.default_rng(21)
    for _ in range(CASES):
        seats, escorted, cycle = (int(random.integers(low, high)) for low, high in ((5, 60), (1, 9), (1, 4)))
        bus = fleet("bus", mode="bus", seats=seats, vehicles=escorted * cycle, cycle=cycle)
        made = case([bus], ready=[1_000_000], days=12, escorted=escorted)

        assert closed_forms(made).throughput == pytest.approx(seats * escorted)
        assert people_left(made).tolist() == [seats * escorted] * 12


def test_the_clearing_time_is_that_of_the_closed_form() -> None:
    """N / (throughput - arrivals), rounded up to a whole cycle; never, from a load of one on: 500 random cases.

    Vehicles that are there at the end of each cycle see that cycle's arrivals, as the closed form does. Somebody
    is left after the cycle before and nobody after the one that the closed form rounds up to: exact.
    """
    random = np.random.default_rng(22)
    never = 0
    for _ in range(CASES):
        cycle, seats, vehicles = (
            int(random.integers(low, high)) for low, high in ((1, 8), (20, 200), (1, 4))
        )
        per_day, there = int(random.integers(0, 100)), int(random.integers(1, 1500))
        gain = seats * vehicles - per_day * cycle
        cycles = 60 if gain <= 0 else min(60, -(-there // gain) + 1)
        carrier = fleet(seats=seats, vehicles=vehicles, cycle=cycle, first=cycle - 1)
        made = case([carrier], ready=[there], per_day=float(per_day), days=cycle * cycles)
        form, left = closed_forms(made), waiting(made)[cycle - 1 :: cycle]

        assert form.load == pytest.approx(per_day * cycle / (seats * vehicles))
        if gain <= 0:
            never += 1
            assert form.clearing_days == math.inf
            assert (left > 0).all()
            continue
        assert form.clearing_days == pytest.approx(there * cycle / gain)
        whole = -(-there // gain)
        if whole <= cycles:
            assert left[whole - 1] == 0
        assert (left[: whole - 1] > 0).all()
    assert 50 < never < 450


def test_one_wave_is_enough_just_when_there_are_seats() -> None:
    """Seats of all vehicles against people: exact on 500 random cases."""
    random = np.random.default_rng(23)
    for _ in range(CASES):
        carriers = [
            fleet(
                f"f{number}", seats=int(random.integers(5, 80)), vehicles=int(random.integers(0, 9)), cycle=9
            )
            for number in range(2)
        ]
        there = int(random.integers(1, 600))
        made = case(carriers, ready=[there], days=1)
        seats = sum(each.seats * each.vehicles for each in carriers)

        assert closed_forms(made).one_wave == (seats >= there)
        assert waiting(made)[0] == there - people_left(made)[0]
        assert (waiting(made)[0] == 0) == (seats >= there)


def weekly(per_day: int, trains: int, days: int) -> Case:
    """4,000 people and trains of 950 that leave at even distances, the first after its distance."""
    distance = Fraction(7, trains)
    fleets = [
        fleet(f"train-{number}", seats=950, cycle=7, first=math.ceil(distance * (number + 1)) - 1)
        for number in range(trains)
    ]
    return case(fleets, ready=[4000], per_day=float(per_day), days=days)


@pytest.mark.parametrize(("per_day", "weeks"), [(100, 16.0), (125, 53.3), (150, math.inf)])
def test_one_train_a_week_clears_four_thousand_in_16_weeks_in_53_or_never(per_day: int, weeks: float) -> None:
    """The closed form is exact; the plan clears with the train that ends that week."""
    made = weekly(per_day, 1, 7 * 56)
    form, left = closed_forms(made), waiting(made)[6::7]

    assert form.clearing_days / 7 == pytest.approx(weeks, abs=0.05)
    if weeks == math.inf:
        assert (np.diff(left) > 0).all()
        return
    cleared = int(np.flatnonzero(left == 0)[0]) + 1
    assert cleared == math.ceil(weeks - 1e-9)
    if per_day == 125:
        assert left[52] == 25


@pytest.mark.parametrize(("per_day", "ends", "plain"), [(100, 112, 92), (125, 378, 302), (150, None, None)])
def test_the_bundled_weekly_train_says_when_the_first_one_leaves(
    tmp_path: Path, per_day: int, ends: int | None, plain: int | None
) -> None:
    """As shipped: the day on which the 16th, or 54th, week ends. With `from` blank, a day after 13 or 43 weeks."""
    folder = tmp_path / "sheet"
    TEMPLATES.write(folder, "weekly-train")
    for name, old, new in (
        ("arrivals", "100,100,100", f"{per_day},{per_day},{per_day}"),
        ("limits", "126", "400"),
    ):
        path = folder / f"{name}.csv"
        path.write_text(path.read_text().replace(old, new))

    def cleared() -> int | None:
        empty = np.flatnonzero(waiting(read_case(folder)) == 0)
        return int(empty[0]) + 1 if len(empty) else None

    assert cleared() == ends
    fleets = folder / "fleets.csv"
    fleets.write_text(fleets.read_text().replace("2026-12-07", ""))
    assert cleared() == plain


@pytest.mark.parametrize(("per_day", "weeks"), [(100, 3.33), (125, 3.90), (150, 4.71)])
def test_two_trains_a_week_clear_them_in_3_to_5_weeks(per_day: int, weeks: float) -> None:
    """3.3 to 4.7 weeks by the closed form; the plan clears with the next train, half a week later at most."""
    made = weekly(per_day, 2, 7 * 8)
    cleared = (int(np.flatnonzero(waiting(made) == 0)[0]) + 1) / 7

    assert closed_forms(made).clearing_days / 7 == pytest.approx(weeks, abs=0.01)
    assert weeks - 0.01 <= cleared <= weeks + 4 / 7


def test_the_optimiser_finds_the_sixteen_weeks_too() -> None:
    """One train a week, 100 arrivals a day: cleared at the end of day 112, proven best, with a saving."""
    plan = plan_transit(weekly(100, 1, 126), seconds=20.0)

    assert plan.is_proven
    assert int(np.flatnonzero(plan.waiting.sum(axis=0) == 0)[0]) + 1 == 112
    assert plan.savings[0].name == "fleet:train-0"
    assert plan.savings[0].person_days > 100_000


@pytest.mark.parametrize(("seats", "left"), [(61, 0), (60, 35), (50, 435)])
def test_forty_coaches_carry_2435_people_only_with_61_seats(seats: int, left: int) -> None:
    """2,440, 2,400 and 2,000 seats in one wave, families together."""
    known = read_case(TEMPLATES.folder("mashtakovo-coaches"))
    unescorted = np.full(len(known.escorted), np.inf)
    coaches = replace(known.fleets[0], seats=seats, cycle=30)
    made = replace(known, fleets=(coaches,), escorted=unescorted, documents=unescorted, days=1)

    assert closed_forms(made).one_wave == (left == 0)
    assert left <= waiting(made)[0] <= left + (3 if left else 0)


def test_escort_splits_the_coaches_into_two_columns_of_twenty() -> None:
    """As on 4 and 5 August 2020."""
    plan = plan_transit(read_case(TEMPLATES.folder("mashtakovo-coaches")))

    assert plan.course.vehicles[0, 0, :2].tolist() == [20, 20]
    assert plan.people.sum() == 2435
    assert plan.waiting[:, 1].sum() == 0


@pytest.mark.parametrize(("seats", "trains"), [(702, 4), (938, 3)])
def test_2200_people_need_four_smaller_or_three_larger_trains(seats: int, trains: int) -> None:
    """One train fewer leaves somebody behind: 94 after three of 702, 324 after two of 938."""
    enough = case([fleet(seats=seats, vehicles=trains, cycle=30)], ready=[2200], days=1)
    short = case([fleet(seats=seats, vehicles=trains - 1, cycle=30)], ready=[2200], days=1)

    assert waiting(enough)[0] == 0
    assert waiting(short)[0] == 2200 - seats * (trains - 1)
