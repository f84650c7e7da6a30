"""People of the twin, one object each, and where they are on the first day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sapar.maths import exp, thresholds
from sapar.model.mechanisms.jobs import resting_unemployment
from sapar.model.mechanisms.travel import DAYS_A_MONTH
from sapar.model.mechanisms.when import propensity
from sapar.model.system import System
from tests.twin.words import scaled, words

ACTIVITIES = ("home", "travelling", "employed", "unemployed", "stranded", "camp", "convoy", "settled")
STATUSES = ("citizen", "member", "permit", "visitor", "no status", "registry")
FAMILIES = ("alone", "accompanied", "apart")
EVENTS = (
    "lose job", "find job", "take papers", "drop papers", "expire", "settle", "leave home", "go home", "move on",
    "expel", "register", "regularise", "naturalise", "part",
)  # fmt: skip
"""Kinds of event, in the order in which one person's events of one day happen."""

NEVER = -32_768
UNLIMITED = 32_000


@dataclass(slots=True, kw_only=True)
class Agent:
    """One agent; `citizenship` and `home` follow from the group."""

    number: int
    group: int
    citizenship: int
    home: int
    place: int
    host: int = 0
    activity: str = "home"
    status: str = "citizen"
    day: int = 0
    """Of arrival while travelling, of joining while waiting."""
    entered: int = 0
    clock: int = 0
    used: int = 0
    left: int = NEVER
    ban_until: int = NEVER
    ban_country: int = 0
    used_country: int = 0
    family: str = "alone"

    @property
    def works_or_looks(self) -> bool:
        """Lives in a host, free to act."""
        return self.activity == "employed" or self.activity == "unemployed"

    @property
    def lacks_status(self) -> bool:
        """Without status, in the registry or not."""
        return self.status in ("no status", "registry")

    @property
    def waits(self) -> bool:
        """Waits for a way home."""
        return self.activity == "stranded" or self.activity == "camp"

    @property
    def is_under_way(self) -> bool:
        """Between two places."""
        return self.activity == "travelling" or self.activity == "convoy"

    def fields(self) -> tuple[int, ...]:
        """What the engine keeps of an agent, in its codes; see `FIELDS`."""
        return (
            self.group, self.day, self.entered, self.clock, self.used, self.left, self.ban_until, self.place,
            self.host, ACTIVITIES.index(self.activity), STATUSES.index(self.status), self.ban_country,
            self.used_country, FAMILIES.index(self.family),
        )  # fmt: skip


FIELDS = (
    "group", "day", "entered", "clock", "used", "left", "ban_until", "place", "host", "activity", "status",
    "ban_country", "used_country", "family",
)  # fmt: skip


def everyone(system: System) -> list[Agent]:
    """All agents at home, numbered group after group."""
    layout = system.layout
    agents: list[Agent] = []
    counts = whole((system.group_people / system.people_per_agent).tolist())
    for group, count in enumerate(counts):
        home = int(layout.origin_of_group[group])
        citizenship = int(layout.citizenship_of_origin[home])
        for _ in range(count):
            agents.append(
                Agent(number=len(agents), group=group, citizenship=citizenship, home=home, place=home)
            )
    return agents


def whole(amounts: Sequence[float]) -> list[int]:
    """Integers near the amounts that add up to their rounded sum: the largest remainders are rounded up."""
    result = [int(amount) for amount in amounts]
    missing = int(float(np.sum(amounts)) + 0.5) - sum(result)
    by_rest = sorted(range(len(amounts)), key=lambda index: (-(amounts[index] - result[index]), index))
    for index in by_rest[:missing]:
        result[index] += 1
    return result


def send_first_abroad(
    system: System, agents: list[Agent], tables: Mapping[str, Any], seed: int, replicate: int
) -> None:
    """The start stock, taken from each group as it is large and ready to leave, with work, status and clock."""
    readiness = propensity(system) * system.group_people
    for citizenship in range(len(system.axes.citizenships)):
        ours = [
            group
            for group, home in enumerate(system.layout.origin_of_group)
            if system.layout.citizenship_of_origin[home] == citizenship
        ]
        share = readiness[ours] / readiness[ours].sum()
        at_home = {group: [each for each in agents if each.group == group] for group in ours}
        for region, country in enumerate(system.layout.country_of_region.tolist()):
            stock = system.start_stock[citizenship, country] * system.migrant_share[region]
            wanted = whole((share * stock / system.people_per_agent).tolist())
            for group, number in zip(ours, wanted, strict=True):
                going, at_home[group] = at_home[group][:number], at_home[group][number:]
                for agent in going:
                    _place(system, agent, region, country, tables, seed, replicate)


def _place(
    system: System,
    agent: Agent,
    region: int,
    country: int,
    tables: Mapping[str, Any],
    seed: int,
    replicate: int,
) -> None:
    """Put an agent into a host region."""
    parameters = system.parameters
    jobless = resting_unemployment(parameters["separation_informal"], parameters["finding"])
    limit = int(tables["stay_days"][country, agent.citizenship])
    overstayed = 0.0
    if limit > 0:
        outlast = float(exp(-parameters["reconsider_abroad"] * limit / DAYS_A_MONTH))
        overstayed = outlast * (1.0 - float(tables["leave_at_expiry"][country, agent.citizenship]))
    if words(seed, replicate, agent.number, 0, "family")[0] < int(thresholds(tables["accompanied"][country])):
        barred = bool(tables["family_barred"][country, agent.citizenship])
        agent.family = "apart" if barred else "accompanied"
    work, mode, passed, overstay = words(seed, replicate, agent.number, 0, "start")
    agent.host = region
    agent.place = len(system.axes.origins) + region
    agent.activity = "unemployed" if work < int(thresholds(jobless)) else "employed"
    if mode < int(thresholds(tables["formal"][agent.home, country])):
        is_member = system.law.is_member[country, agent.citizenship, 0]
        agent.status = "member" if is_member else "permit"
    elif overstay < int(thresholds(overstayed)):
        agent.status = "no status"
        agent.entered = -limit
    else:
        agent.status = "visitor"
        days = scaled(passed, max(limit, 1))
        agent.entered = -days
        agent.clock = limit - days if limit > 0 else UNLIMITED
