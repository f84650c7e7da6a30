"""A case as large as coordinators have: five camps, eight classes, six fleets, sixty days."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.operations.transit.case import Case, TravellerClass
from sapar.operations.transit.outcome import evaluate
from sapar.operations.transit.plan import plan_transit
from tests.operations.transit.cases import case, fleet, queue
from tests.operations.transit.ceilings import require_within_ceilings

CLASSES = (("medical", 5.0, 1, 0), ("pregnant", 4.0, 2, 0), ("families", 3.0, 4, 0), ("elderly", 2.0, 1, 0),
           ("without_money", 1.5, 1, 0), ("unaccompanied_children", 4.5, 1, 1), ("others", 1.0, 1, 0),
           ("students", 1.2, 1, 0))  # fmt: skip
FLEETS = (("coach-a", "bus", 12, 50, 4), ("coach-b", "bus", 8, 61, 5), ("mini", "bus", 20, 18, 3),
          ("train-a", "train", 1, 702, 7), ("train-b", "train", 1, 938, 9), ("coach-c", "bus", 6, 46, 4))  # fmt: skip


def large_case() -> Case:
    """Some six thousand people of three citizenships, a hundred more a day, every kind of ceiling."""
    random = np.random.default_rng(1)
    queues = [
        queue(
            TravellerClass(name=name, weight=weight, group_size=size, escort_seats=escorts),
            camp=f"camp-{camp}",
            citizenship=("UZB", "KGZ", "TJK")[camp % 3],
        )
        for camp in range(5)
        for name, weight, size, escorts in CLASSES
    ]
    fleets = [
        fleet(
            name,
            len(queues),
            mode=mode,
            vehicles=vehicles,
            seats=seats,
            cycle=cycle,
            haul=2,
            breakdown=0.03,
            last=59,
        )
        for name, mode, vehicles, seats, cycle in FLEETS
    ]
    made = case(
        fleets,
        queues=queues,
        ready=[int(random.integers(20, 260)) // each.size for each in queues],
        unready=[int(random.integers(0, 12)) // each.size for each in queues],
        per_day=100.0,
        days=60,
        limits={"processing": (600.0, 1), "quota": (420.0, 1), "beds": (4000.0, 10)},
        escorted=14,
        documents=15,
        longest_wait=30,
        quota_lost=0.05,
    )
    shares = np.full(len(queues), 1.0 / len(queues))
    return replace(made, arrivals=tuple(replace(row, shares=shares) for row in made.arrivals))


@pytest.mark.long
def test_a_large_case_is_planned_within_every_ceiling_and_a_fifth_of_the_bound() -> None:
    """With eight seconds of the optimiser the plan keeps every ceiling and says how far from the best it may be."""
    plan = plan_transit(large_case(), seconds=8.0)

    require_within_ceilings(plan.case, plan.course)
    assert plan.value <= plan.greedy_value
    assert plan.gap < 0.2
    assert evaluate(plan, 100, 1).chance_by(59) > 0.9
