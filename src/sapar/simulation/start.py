"""The first day: who is where, from the posterior's stocks, as whole agents."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sapar.maths import FloatArray, exp, random_words
from sapar.model.mechanism import Table
from sapar.model.mechanisms.jobs import resting_unemployment
from sapar.model.mechanisms.travel import DAYS_A_MONTH
from sapar.model.mechanisms.when import propensity
from sapar.model.system import System
from sapar.simulation.journeys import UNLIMITED_STAY
from sapar.simulation.month import START
from sapar.simulation.people import (
    EMPLOYED,
    MEMBER,
    NO_STATUS,
    PERMIT,
    UNEMPLOYED,
    VISITOR,
    People,
    settle_people,
)
from sapar.simulation.tables import Month


def whole_agents(amounts: FloatArray) -> NDArray[np.int64]:
    """Integers near the amounts whose sum is the rounded sum: largest remainders, ties to the first."""
    floors = np.floor(amounts)
    missing = int(np.floor(amounts.sum() + 0.5)) - int(floors.sum())
    order = np.argsort(-(amounts - floors), kind="stable")
    result = floors.astype(np.int64)
    result[order[:missing]] += 1
    return result


def first_people(system: System) -> People:
    """All agents at home, group after group."""
    agents = whole_agents(system.group_people / system.people_per_agent)
    groups = np.repeat(np.arange(agents.size, dtype=np.int16), agents)
    homes = system.layout.origin_of_group.astype(np.uint8)
    return settle_people(groups, homes)


def send_first_stock(
    system: System, people: People, tables: dict[str, Table], month: Month, key: Table
) -> None:
    """Put the start stock abroad: by host country, then by host region and by how readily groups leave."""
    axes, layout = system.axes, system.layout
    weight = propensity(system) * system.group_people
    citizenship_of_group = layout.citizenship_of_origin[layout.origin_of_group]
    sizes = np.bincount(people.group, minlength=len(axes.groups))
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    taken = np.zeros_like(sizes)
    parameters = system.parameters
    jobless = resting_unemployment(parameters["separation_informal"], parameters["finding"])
    for citizenship in range(len(axes.citizenships)):
        ours = np.flatnonzero(citizenship_of_group == citizenship)
        for region, country in enumerate(layout.country_of_region):
            stock = system.start_stock[citizenship, country] * system.migrant_share[region]
            share = weight[ours] / weight[ours].sum()
            for group, number in zip(
                ours, whole_agents(share * stock / system.people_per_agent), strict=True
            ):
                number = min(int(number), int(sizes[group] - taken[group]))
                first = int(starts[group] + taken[group])
                taken[group] += number
                _place(
                    people,
                    layout,
                    system.law,
                    month,
                    tables["formal"],
                    key,
                    first,
                    first + number,
                    region,
                    float(jobless),
                    without_status_share(system, tables, citizenship, int(country)),
                )


def without_status_share(system: System, tables: dict[str, Table], citizenship: int, country: int) -> float:
    """Share of the start stock of informal workers whose permitted days are used up, were the rules old.

    A stay of mean length 1 / r outlasts L months of permitted days with chance exp(-r L); those who then
    neither leave nor formalise stay on without status.
    """
    limit = int(tables["stay_days"][country, citizenship])
    if limit == 0:
        return 0.0
    rate = system.parameters["reconsider_abroad"]
    outlast = float(exp(-rate * limit / DAYS_A_MONTH))
    stays = 1.0 - float(tables["leave_at_expiry"][country])
    return outlast * stays


@njit(cache=True)
def _place(
    people: Any,
    layout: Any,
    law: Any,
    month: Any,
    formal: Any,
    key: Any,
    first: int,
    last: int,
    region: int,
    jobless: float,
    without_status: float,
) -> None:
    """Put the agents from `first` to `last` (excluded) into a region, with a job, a status and a clock."""
    country = layout.country_of_region[region]
    for person in range(first, last):
        origin = layout.origin_of_group[people.group[person]]
        citizenship = layout.citizenship_of_origin[origin]
        work, mode, clock, overstay = random_words(key[0], key[1], person, 0, START)
        people.host[person] = region
        people.place[person] = layout.citizenship_of_origin.size + region
        people.activity[person] = UNEMPLOYED if work < jobless * 4294967296.0 else EMPLOYED
        limit = np.int64(month.stay_days[country, citizenship])
        if mode < formal[origin, country] * 4294967296.0:
            people.status[person] = MEMBER if law.is_member[country, citizenship, 0] else PERMIT
        elif overstay < without_status * 4294967296.0:
            people.status[person] = NO_STATUS
            people.entered[person] = -limit
        else:
            people.status[person] = VISITOR
            passed = np.int64((clock * np.uint64(limit if limit > 1 else 1)) >> np.uint64(32))
            people.entered[person] = -passed
            people.clock[person] = limit - passed if limit > 0 else UNLIMITED_STAY
