"""What a pencil says about a case: throughput, load, clearing time, and whether one wave is enough."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from sapar.operations.transit.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedForms:
    """Steady rates of a case whose ceilings hold all days; documents and windows are not looked at."""

    throughput: float
    """Persons per day that everything together can carry."""
    arrivals: float
    """Persons per day who come."""
    load: float
    """Arrivals over throughput; below 1 the camps empty, from 1 on they never do."""
    clearing_days: float
    """Days until the camps are empty, `inf` where they never are."""
    seats_of_one_wave: int
    """Seats if every vehicle leaves once."""
    one_wave: bool
    """Whether one wave carries everybody who waits now."""
    binding: str
    """What sets the throughput: `fleet`, `escorted_vehicles`, `processing`, `quota` or `beds`."""


def closed_forms(case: Case) -> ClosedForms:
    """Rates of the first day's ceilings.

    Source
    ------
    docs/method/transit.md, closed forms.
    """
    buses = [fleet for fleet in case.fleets if fleet.mode == "bus"]
    by_bus = sum(fleet.seats * fleet.vehicles / fleet.cycle for fleet in buses)
    by_train = sum(
        fleet.seats * fleet.vehicles / fleet.cycle for fleet in case.fleets if fleet.mode == "train"
    )
    rates = {"fleet": by_bus + by_train}
    if np.isfinite(case.escorted[0]) and buses:
        rates["escorted_vehicles"] = by_train + escorted_rate(case)
    for kind in ("processing", "quota", "beds"):
        amounts = [limit.amount[0] / limit.window for limit in case.limits if limit.kind == kind]
        whole = [
            limit.amount[0] / limit.window
            for limit in case.limits
            if limit.kind == kind and not limit.citizenship
        ]
        covered = {limit.citizenship for limit in case.limits if limit.kind == kind and limit.citizenship}
        if not whole and covered >= {queue.citizenship for queue in case.queues}:
            whole = [sum(amounts)]
        if whole:
            rates[kind] = min(whole)
    binding = min(rates, key=lambda name: rates[name])
    throughput = rates[binding]
    come = sum(each.likely for each in case.arrivals if each.first == 0 and each.last >= case.days - 1)
    seats = sum(fleet.seats * fleet.vehicles for fleet in case.fleets)
    return ClosedForms(
        throughput=float(throughput),
        arrivals=float(come),
        load=float(come / throughput) if throughput else math.inf,
        clearing_days=float(case.people / (throughput - come)) if throughput > come else math.inf,
        seats_of_one_wave=seats,
        one_wave=seats >= case.people,
        binding=binding,
    )


def escorted_rate(case: Case) -> float:
    """Persons per day by road under the escort's ceiling, the largest vehicles first."""
    left, rate = float(case.escorted[0]), 0.0
    for fleet in sorted((each for each in case.fleets if each.mode == "bus"), key=lambda each: -each.seats):
        departures = min(left, fleet.vehicles / fleet.cycle)
        left -= departures
        rate += departures * fleet.seats
    return rate
