"""The first day: who is where, from the posterior's stocks, as whole agents."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.compiling import door, refer_to
from sapar.maths import FloatArray, exp, random_words, thresholds
from sapar.model.mechanism import Table
from sapar.model.mechanisms.jobs import resting_unemployment
from sapar.model.mechanisms.travel import DAYS_A_MONTH
from sapar.model.mechanisms.when import propensity
from sapar.model.system import System
from sapar.simulation.journeys import UNLIMITED_STAY
from sapar.simulation.month import FAMILY, START
from sapar.simulation.people import (
    ACCOMPANIED,
    APART,
    BLOCK,
    EMPLOYED,
    MEMBER,
    NO_STATUS,
    PERMIT,
    UNEMPLOYED,
    VISITOR,
)


def whole_agents(amounts: FloatArray) -> NDArray[np.int64]:
    """Integers near the amounts whose sum is the rounded sum: largest remainders, ties to the first."""
    floors = np.floor(amounts)
    missing = int(np.floor(amounts.sum() + 0.5)) - int(floors.sum())
    order = np.argsort(-(amounts - floors), kind="stable")
    result = floors.astype(np.int64)
    result[order[:missing]] += 1
    return result


def agents_by_group(system: System) -> NDArray[np.int64]:
    """[G] whole agents of each group."""
    return whole_agents(system.group_people / system.people_per_agent)


class Placement(NamedTuple):
    """Who is abroad on the first day, row by row: agents numbered from `first` to before `last` are in `region`."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]
    region: NDArray[np.int64]
    formal: NDArray[np.uint32]
    """Threshold of holding the right to work."""
    without_status: NDArray[np.uint32]
    """Threshold of being without status, for the others."""
    jobless: NDArray[np.uint32]
    """Threshold of looking for work."""


def first_stock(system: System, agents: NDArray[np.int64], tables: dict[str, Table]) -> Placement:
    """The start stock: by host country, then by host region and by how readily groups leave.

    Parameters
    ----------
    agents
        [G] agents of each group; they are numbered group after group.
    """
    axes, layout, parameters = system.axes, system.layout, system.parameters
    weight = propensity(system) * system.group_people
    citizenship_of_group = layout.citizenship_of_origin[layout.origin_of_group]
    starts = np.concatenate([[0], np.cumsum(agents)[:-1]])
    taken = np.zeros_like(agents)
    jobless = float(resting_unemployment(parameters["separation_informal"], parameters["finding"]))
    rows: list[tuple[int, int, int]] = []
    shares: list[tuple[float, float]] = []
    for citizenship in range(len(axes.citizenships)):
        ours = np.flatnonzero(citizenship_of_group == citizenship)
        share = weight[ours] / weight[ours].sum()
        for region, country in enumerate(layout.country_of_region):
            stock = system.start_stock[citizenship, country] * system.migrant_share[region]
            wanted = whole_agents(share * stock / system.people_per_agent)
            numbers = np.minimum(wanted, agents[ours] - taken[ours])
            without_status = without_status_share(system, tables, citizenship, int(country))
            for group, number in zip(ours, numbers, strict=True):
                first = int(starts[group] + taken[group])
                rows.append((first, first + int(number), region))
                formal = float(tables["formal"][layout.origin_of_group[group], country])
                shares.append((formal, without_status))
            taken[ours] += numbers
    first_last_region = np.array(rows, np.int64).reshape(-1, 3)
    formal_without = thresholds(np.array(shares).reshape(-1, 2))
    return Placement(
        first=first_last_region[:, 0].copy(),
        last=first_last_region[:, 1].copy(),
        region=first_last_region[:, 2].copy(),
        formal=formal_without[:, 0].copy(),
        without_status=formal_without[:, 1].copy(),
        jobless=thresholds(np.array([jobless])),
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
    stays = 1.0 - float(tables["leave_at_expiry"][country, citizenship])
    return outlast * stays


@door
def place_people(
    world: Any, first: Any, last: Any, region: Any, formal: Any, without_status: Any, jobless: Any
) -> None:
    """Put agents abroad with a job, a status, a clock and perhaps a family; arguments are those of `Placement`."""
    world = refer_to(world)
    for block in range(world.blocks.rows.size):
        start = world.blocks.rows[block].number * BLOCK
        size = world.blocks.rows[block].size
        for row in range(first.size):
            host = world.map.regions[region[row]]
            for number in range(max(first[row], start), min(last[row], start + size)):
                agent = world.people[block * BLOCK + number - start]
                citizenship = world.map.groups[agent.group].citizenship
                work, mode, clock, overstay = random_words(world.key[0], world.key[1], number, 0, START)
                rule = world.month.rules[host.country, citizenship]
                family, _, _, _ = random_words(world.key[0], world.key[1], number, 0, FAMILY)
                if family < rule.accompanied:
                    agent.family = APART if rule.family_barred else ACCOMPANIED
                agent.host = region[row]
                agent.place = host.place
                agent.activity = UNEMPLOYED if work < jobless[0] else EMPLOYED
                limit = int(rule.stay_days)
                if mode < formal[row]:
                    agent.status = MEMBER if world.map.law[host.country, citizenship, 0].is_member else PERMIT
                elif overstay < without_status[row]:
                    agent.status = NO_STATUS
                    agent.entered = -limit
                else:
                    agent.status = VISITOR
                    passed = int((clock * np.uint64(max(limit, 1))) >> np.uint64(32))
                    agent.entered = -passed
                    agent.clock = limit - passed if limit > 0 else UNLIMITED_STAY
