"""Whether what happened keeps every ceiling, written independently of the planner."""

from __future__ import annotations

import numpy as np

from sapar.operations.transit.case import Case
from sapar.operations.transit.execute import Course


def require_within_ceilings(case: Case, course: Course) -> None:
    """Check every replicate, whether days were kept apart by fleet (one replicate) or not."""
    sizes, seats = case.sizes, np.array([queue.seats for queue in case.queues])
    for replicate in range(len(course.vehicles)):
        vehicles = course.vehicles[replicate]
        for index, fleet in enumerate(case.fleets):
            away = np.convolve(vehicles[index] + course.failed[replicate, index], np.ones(fleet.cycle))[
                : case.days
            ]
            assert away.max(initial=0) <= fleet.vehicles
            outside = [day for day in range(case.days) if not fleet.first <= day <= fleet.last]
            assert not vehicles[index][outside].any()
        left, came = course.left[replicate], course.arrived[replicate]
        stock = (case.ready + case.unready)[:, None] + np.cumsum(came - left, axis=1)
        assert (stock == course.waiting[replicate]).all()
        assert (stock >= 0).all()
        assert (course.without_papers[replicate] <= course.waiting[replicate]).all()
        assert ((course.papers[replicate] * sizes[:, None]).sum(axis=0) <= case.documents[: case.days]).all()
        all_seats = sum(vehicles[index] * fleet.seats for index, fleet in enumerate(case.fleets))
        assert ((left * seats[:, None]).sum(axis=0) <= all_seats).all()
    if len(course.vehicles) == 1:
        _require_by_fleet(case, course)


def _require_by_fleet(case: Case, course: Course) -> None:
    """Seats of each fleet, groups in one vehicle, escorts, processing, quota and beds."""
    boarded, vehicles = course.boarded[0], course.vehicles[0]
    convoy = np.zeros(case.reach + 50)
    for index, fleet in enumerate(case.fleets):
        for day in range(case.days):
            if fleet.mode == "bus":
                convoy[day + fleet.feeder] += vehicles[index, day]
            groups = [
                queue.seats
                for number, queue in enumerate(case.queues)
                for _ in range(int(boarded[number, index, day]))
            ]
            assert fits(groups, int(vehicles[index, day]), fleet.seats)
            assert not boarded[~fleet.serves, index, day].any()
    assert (convoy[: case.reach] <= case.escorted[: case.reach]).all()
    for limit in case.limits:
        present = np.zeros(case.reach + 50)
        for index, fleet in enumerate(case.fleets):
            lag = fleet.feeder + (fleet.haul if limit.at_far_end else 0)
            people = ((boarded[:, index] * case.sizes[:, None])[limit.counts]).sum(axis=0)
            for day in range(case.days):
                present[day + lag : day + lag + limit.window] += people[day]
        assert (present[: case.reach] <= limit.amount[: case.reach]).all(), limit.name


def fits(groups: list[int], vehicles: int, seats: int) -> bool:
    """Whether filling the largest groups first seats every group in one vehicle."""
    free = [seats] * vehicles
    for group in sorted(groups, reverse=True):
        chosen = next((number for number, room in enumerate(free) if room >= group), None)
        if chosen is None:
            return False
        free[chosen] -= group
    return True
