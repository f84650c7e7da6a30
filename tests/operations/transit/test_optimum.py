"""The optimiser against everything that can be tried, and against more of everything."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings

from sapar.operations.transit.case import Case
from sapar.operations.transit.objective import Objective
from sapar.operations.transit.plan import plan_transit
from tests.operations.transit.brute_force import best_value
from tests.operations.transit.cases import small_cases


@given(case=small_cases(most_days=3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_optimum_is_that_of_brute_force(case: Case) -> None:
    """Weighted waiting of the plan equals the least over all plans; seats are even, so that pairs always fit."""
    require_optimum(case)


@pytest.mark.long
@given(case=small_cases())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_optimum_of_four_days_is_that_of_brute_force(case: Case) -> None:
    """The same over four days."""
    require_optimum(case)


def require_optimum(case: Case) -> None:
    """The plan is as good as any."""
    plan = plan_transit(case, seconds=20.0, with_savings=False)

    assert plan.is_proven
    assert plan.value == pytest.approx(best_value(case), abs=1e-6)


def more_of_everything(case: Case) -> list[Case]:
    """The case with one more of each of its capacities."""
    richer = []
    for index, fleet in enumerate(case.fleets):
        for changed in (
            replace(fleet, vehicles=fleet.vehicles + 1),
            replace(fleet, seats=fleet.seats + 2),
            replace(fleet, cycle=max(1, fleet.cycle - 1)),
            replace(fleet, first=max(0, fleet.first - 1)),
        ):
            richer.append(replace(case, fleets=(*case.fleets[:index], changed, *case.fleets[index + 1 :])))
    for index, limit in enumerate(case.limits):
        changed_limit = replace(limit, amount=limit.amount + 1)
        richer.append(replace(case, limits=(*case.limits[:index], changed_limit, *case.limits[index + 1 :])))
    richer.append(replace(case, escorted=case.escorted + 1))
    richer.append(replace(case, documents=case.documents + 1))
    return richer


@given(case=small_cases())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_waiting_never_rises_with_any_capacity(case: Case) -> None:
    """With exogenous arrivals one more of anything never makes people together wait longer."""
    base = plan_transit(case, Objective.WAITING, seconds=20.0, with_savings=False)
    assume(base.is_proven)

    for richer in more_of_everything(case):
        better = plan_transit(richer, Objective.WAITING, seconds=20.0, with_savings=False)
        assert better.is_proven
        assert better.value <= base.value + 1e-6


@given(case=small_cases())
@settings(max_examples=15, deadline=None)
def test_a_saving_is_never_below_zero_and_never_above_all_there_is(case: Case) -> None:
    """What one more saves lies between nothing and the whole of the waiting."""
    plan = plan_transit(case, seconds=5.0)

    assert all(-1e-6 <= saving.value <= plan.value + 1e-6 for saving in plan.savings)
    assert all(np.isfinite(saving.person_days) for saving in plan.savings if saving.is_exact)
