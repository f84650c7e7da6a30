"""From declared corridors to departures: the vehicles that are there on each day, and the people they can take."""

from __future__ import annotations

import numpy as np

from sapar.model.declarations import Declarations
from sapar.model.declarations.events import Corridor
from sapar.model.economy import Money
from sapar.model.mechanisms.transit import (
    families,
    passengers,
    people_at_most,
    vehicles_ready,
    whole_agents,
)
from sapar.model.network import HOURS_A_DAY
from sapar.model.parameters import Parameters
from sapar.model.system import Axes, Operation


def resolve_operations(
    declarations: Declarations, money: Money, axes: Axes, parameters: Parameters, people_per_agent: int
) -> tuple[Operation, ...]:
    """Every departure of every corridor within the period, by day; no draw of parameters changes its seats."""
    found: list[Operation] = []
    for event in declarations.events:
        if (
            isinstance(event, Corridor)
            and event.camp in axes.camps
            and event.citizenship in axes.citizenships
        ):
            found += _departures(event, money, axes, parameters, people_per_agent)
    return tuple(sorted(found, key=lambda each: (each.day, each.name)))


def _departures(
    event: Corridor, money: Money, axes: Axes, parameters: Parameters, people_per_agent: int
) -> list[Operation]:
    """The departures of one corridor that fall within the period; earlier ones keep vehicles on the road."""
    units = families(parameters)
    ready = vehicles_ready(
        [date.toordinal() for date in event.dates], event.vehicles, event.fleet, event.cycle_days
    )
    at_most = people_at_most(event.quota, event.feeder_vehicles, event.feeder_seats, event.feeder_trips)
    adults = [passengers(units, vehicles, event.seats, at_most) for vehicles in ready]
    return [
        Operation(
            name=f"{event.id}@{date.isoformat()}",
            day=money.calendar.day_of(date),
            camp=axes.camps.index(event.camp),
            fed_by=tuple(axes.camps.index(camp) for camp in event.feeder_from),
            citizenship=axes.citizenships.index(event.citizenship),
            seats=agents * people_per_agent,
            vehicles=vehicles,
            travel_days=int(np.ceil(event.hours / HOURS_A_DAY)),
            fare=money.in_dollars(event.fare, event.currency, date.year),
        )
        for date, vehicles, agents in zip(
            event.dates, ready, whole_agents(adults, people_per_agent), strict=True
        )
        if money.calendar.contains(date) and vehicles > 0
    ]
