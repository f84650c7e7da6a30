"""Nobody boards beyond what there is, whatever is asked for."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.operations.transit.case import Case
from sapar.operations.transit.execute import Schedule, execute, improvised
from sapar.operations.transit.luck import draw, expected
from sapar.operations.transit.plan import plan_transit
from tests.operations.transit.cases import larger_cases
from tests.operations.transit.ceilings import require_within_ceilings


@given(case=larger_cases())
@settings(max_examples=60, deadline=None)
def test_the_greedy_plan_keeps_every_ceiling(case: Case) -> None:
    """Seats, whole groups in one vehicle, cycles, escorts, processing, quota, beds and papers."""
    require_within_ceilings(case, execute(case, improvised(case), expected(case)))


@given(case=larger_cases(), seed=st.integers(0, 1000))
@settings(max_examples=40, deadline=None)
def test_any_wish_is_kept_within_the_ceilings(case: Case, seed: int) -> None:
    """A plan that asks for nonsense boards nobody too many, under chance too."""
    wishes = np.random.default_rng(seed)
    shape = (len(case.queues), len(case.fleets), case.days)
    schedule = Schedule(
        vehicles=wishes.integers(0, 9, (len(case.fleets), case.days)),
        boarded=wishes.uniform(0, 30, shape),
        papers=wishes.uniform(0, 9, (len(case.queues), case.days)),
        fills=bool(seed % 2),
        improvises_from=case.days // 2,
    )
    require_within_ceilings(case, execute(case, schedule, draw(case, 1, seed)))
    require_within_ceilings(case, execute(case, schedule, draw(case, 5, seed)))


@given(case=larger_cases())
@settings(max_examples=12, deadline=None)
def test_the_optimised_plan_keeps_every_ceiling_and_is_no_worse_than_greedy(case: Case) -> None:
    """And no plan is better than the bound that is said."""
    plan = plan_transit(case, seconds=1.0)

    require_within_ceilings(case, plan.course)
    assert plan.value <= plan.greedy_value + 1e-6
    assert plan.bound <= plan.value + 1e-6 * max(1.0, plan.value)
