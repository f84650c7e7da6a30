"""M19 Transit: convoys of buses and trains take people from a camp home, on their days, up to their seats.

Who is followed is an adult. Seats, quotas and feeders are counts of people, children included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sapar.model.parameters import Parameters


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """How people in a camp travel: alone, or as families that take seats in one vehicle."""

    children_share: float
    """Of all people there."""
    empty_seats: float
    """Mean number left empty in a vehicle, because the next family in turn does not fit."""


def families(parameters: Parameters) -> Families:
    """Families at camps: what they do to the seats of a vehicle.

    With q families to one unit in turn (a family or a person alone), of mean size g, where sizes are the whole numbers
    next to g, a vehicle filled in turn keeps on average E[s (s - 1)] / (2 E[s]) seats empty, s the size of a unit:
    the mean remainder of a renewal process, exact in the limit of many seats.

    References
    ----------
    Feller (1968), An Introduction to Probability Theory and Its Applications, volume 1, chapter XIII.
    """
    children = parameters["children_share"]
    per_adult = children / (1.0 - children) / parameters["children_per_family"]
    adults = 2.0 - parameters["alone_with_children_share"]
    alone = max(1.0 - per_adult * adults, 0.0)
    share = per_adult / (per_adult + alone) if per_adult > 0.0 else 0.0
    size = adults + parameters["children_per_family"]
    low = np.floor(size)
    sizes = np.array([1.0, low, low + 1.0])
    weights = np.array([1.0 - share, share * (1.0 - (size - low)), share * (size - low)])
    return Families(children_share=children, empty_seats=empty_seats(sizes, weights))


def empty_seats(sizes: Sequence[float] | np.ndarray, weights: Sequence[float] | np.ndarray) -> float:
    """Mean number of seats left empty in a large vehicle that units of these sizes and shares fill in turn."""
    size, weight = np.asarray(sizes, np.float64), np.asarray(weights, np.float64)
    return float((weight * size * (size - 1.0)).sum() / (2.0 * (weight * size).sum()))


def vehicles_ready(
    days: Sequence[int], wanted: int, fleet: int | None = None, cycle_days: int | None = None
) -> list[int]:
    """Vehicles that leave on each day: as many as wanted, but no more than are back from an earlier journey.

    Over any `cycle_days` days in a row no more than `fleet` vehicles leave.
    """
    if fleet is None or cycle_days is None:
        return [wanted for _ in days]
    left: list[int] = []
    for day in days:
        away = sum(number for before, number in zip(days, left, strict=False) if day - before < cycle_days)
        left.append(max(min(wanted, fleet - away), 0))
    return left


def people_at_most(quota: int | None, *feeder: int | None) -> int | None:
    """People a departure can take whatever its seats: the transit quota, and whom feeders bring to where it starts.

    Parameters
    ----------
    quota
        Persons, None for no limit.
    *feeder
        Vehicles, seats in each and journeys of each before the departure; with a None among them nothing is limited.
    """
    limits = [] if quota is None else [quota]
    numbers = [each for each in feeder if each is not None]
    if numbers and len(numbers) == len(feeder):
        limits.append(int(np.prod(numbers)))
    return min(limits, default=None)


def passengers(units: Families, vehicles: int, seats: int, at_most: int | None) -> float:
    """Adults whom a departure takes on average: seats less those left empty, within the limits, less children."""
    usable = vehicles * max(seats - units.empty_seats, 0.0)
    people = usable if at_most is None else min(usable, at_most)
    return people * (1.0 - units.children_share)


def whole_agents(adults: Sequence[float], people_per_agent: int) -> list[int]:
    """Agents on each departure of a corridor: the nearest whole number in all so far, so that parts are not lost."""
    so_far = np.floor(np.cumsum(adults) / people_per_agent + 0.5 + 1e-9).astype(np.int64)
    return [int(each) for each in np.diff(so_far, prepend=0)]


def agents_carried(seats: int, people_per_agent: int) -> int:
    """Whole agents that fit the seats; part of an agent never boards."""
    return seats // people_per_agent
