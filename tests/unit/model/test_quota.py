"""Quotas of permits, and what homes let leave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.model.build import build
from sapar.model.mechanism import Aggregates, Table, run_schedule
from sapar.model.mechanisms import SCHEDULE, quota
from sapar.model.parameters import Parameters
from sapar.model.system import System
from tests.unit.model.test_mechanisms import aggregates

BEFORE = SCHEDULE[: SCHEDULE.index(quota.MECHANISM)]


def limited(system: System, permits: float) -> System:
    """So many permits a month in the first host."""
    limit = np.full_like(system.series.permit_quota, np.inf)
    limit[:, 0] = permits
    return replace(system, series=replace(system.series, permit_quota=limit))


def known(system: System) -> Aggregates:
    """People as in the reference year, a third of them visitors."""
    people = aggregates(system)
    return replace(people, visitors=people.abroad / 3.0)


def after(system: System, people: Aggregates) -> dict[str, Table]:
    """The month's tables with the quota applied."""
    tables = run_schedule(BEFORE, system, people)
    return tables | dict(quota.fill(system, people, tables))


@pytest.mark.parametrize("share", [0.0, 0.25, 0.9, 1.0, 3.0])
def test_expected_permits_are_the_lesser_of_demand_and_quota(two_places_system: System, share: float) -> None:
    """In the host with a quota; in the other nothing changes."""
    people = known(two_places_system)
    demand = quota.expected_permits(
        two_places_system, people, run_schedule(BEFORE, two_places_system, people)
    )
    system = limited(two_places_system, share * demand[0])

    taken = quota.expected_permits(system, people, after(system, people))

    assert demand[0] > 10
    np.testing.assert_allclose(taken[0], min(share, 1.0) * demand[0], rtol=1e-9)
    np.testing.assert_array_equal(taken[1:], demand[1:])


@given(st.floats(0.0, 5_000.0), st.floats(0.0, 5_000.0))
def test_a_larger_quota_never_lets_fewer_work_formally(
    two_places_system: System, one: float, other: float
) -> None:
    """Chances of the formal mode rise with the quota, on entry and when days are used up."""
    people = known(two_places_system)
    less, more = (after(limited(two_places_system, each), people) for each in sorted((one, other)))

    for name in ("formal", "formalise_at_expiry"):
        assert (less[name] <= more[name]).all()
    assert (less["leave_at_expiry"] >= less["formalise_at_expiry"][:, None] - 1e-12).all()
    untouched = less["leave_at_expiry"] - less["formalise_at_expiry"][:, None]
    np.testing.assert_allclose(
        untouched, more["leave_at_expiry"] - more["formalise_at_expiry"][:, None], atol=1e-12
    )


def test_members_of_a_union_need_no_permit(two_places_system: System) -> None:
    """Where a citizenship is a member its chance of the formal mode is as it was under a quota of nothing."""
    member = np.zeros_like(two_places_system.series.member)
    member[:, 0, 0] = 1.0
    free = replace(two_places_system, series=replace(two_places_system.series, member=member))
    people, ours = known(free), free.layout.citizenship_of_origin == 0

    open_, shut = (after(limited(free, each), people)["formal"] for each in (np.inf, 0.0))

    np.testing.assert_array_equal(open_[ours], shut[ours])
    assert (shut[~ours, 0] == 0).all()
    assert (open_[~ours, 0] > 0).all()


def let_leave(system: System, share: float) -> System:
    """A copy in which the first citizenship's home lets only a share of those leave who would."""
    name = f"exit_openness:{system.axes.citizenships[0]}"
    return replace(system, parameters=Parameters({**system.parameters.values, name: share}))


@pytest.mark.parametrize("share", [0.2, 0.5, 1.0])
def test_a_home_that_lets_a_share_leave_sees_that_share_leave(
    two_places_system: System, share: float
) -> None:
    """With the constants of the baseline, as a scenario has them; nobody else is concerned, and wishes stay."""
    people = aggregates(two_places_system)
    free, held = (
        run_schedule(SCHEDULE, each, people)
        for each in (two_places_system, let_leave(two_places_system, share))
    )
    layout = two_places_system.layout
    ours = layout.citizenship_of_origin[layout.origin_of_group] == 0

    np.testing.assert_allclose(held["leave_home"][ours], share * free["leave_home"][ours], rtol=1e-9)
    np.testing.assert_array_equal(held["leave_home"][~ours], free["leave_home"][~ours])
    np.testing.assert_array_equal(held["wish_to_leave"], free["wish_to_leave"])


def test_what_a_home_lets_leave_is_no_lever_on_reference_stocks(two_places_system: System) -> None:
    """Solved anew, as many leave at reference conditions as before, and more wish to."""
    system, people = two_places_system, aggregates(two_places_system)
    held = let_leave(system, 0.7)
    solved = build(held, held.parameters, held.start_stock, held.reference_stock)
    before, now = (run_schedule(SCHEDULE, each, people) for each in (system, solved))

    assert solved.constants.capped == system.constants.capped == ()
    np.testing.assert_allclose(now["leave_home"], before["leave_home"], rtol=0.1)
    layout = system.layout
    ours = layout.citizenship_of_origin[layout.origin_of_group] == 0
    assert (now["wish_to_leave"][ours] > before["wish_to_leave"][ours]).all()
