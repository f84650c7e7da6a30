"""What people of the twin meet: ways, law, the month's chances as integers, and what is counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from sapar.model.system import AIR, LAND, System
from sapar.simulation.tables import RULE, Month
from tests.twin.people import STATUSES, Agent
from tests.twin.words import words

STANDINGS = (
    "expelled", "registered", "regularised", "naturalised", "parted", "left together", "banned", "lifted",
)  # fmt: skip
"""What is counted of people's standing, in the engine's order."""

COUNTINGS = ("per entry", "rolling", "calendar year")


@dataclass(slots=True, kw_only=True)
class Way:
    """How to get from one place to another on a day."""

    days: int
    crossings: list[int]


@dataclass(slots=True, kw_only=True)
class Counts:
    """What a month counts."""

    flow: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """Citizenship, from and to country."""
    unable: dict[int, int] = field(default_factory=dict)
    refused: dict[tuple[int, int], int] = field(default_factory=dict)
    """Host country, citizenship."""
    crossing: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """Crossing, direction (0 outward), citizenship."""
    first_departures: dict[int, int] = field(default_factory=dict)
    standing: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """Kind, host country, citizenship."""
    families: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """0 accompanied or 1 apart, host country, citizenship."""
    stock: dict[tuple[int, int, int, int], int] = field(default_factory=dict)
    """Group, host region or the number of regions, status, work."""


def add(counts: dict[Any, int], key: Any) -> None:
    """One more."""
    counts[key] = counts.get(key, 0) + 1


class World:
    """The system as one agent at a time asks about it."""

    def __init__(self, system: System, seed: int, replicate: int) -> None:
        self.system = system
        self.seed = seed
        self.replicate = replicate
        self.homes = len(system.axes.origins)
        self.regions = len(system.axes.regions)
        self.country_of = system.layout.country_of_region.tolist()
        self.node_of_country = system.layout.node_of_country.tolist()
        self.node_of_home = system.layout.node_of_origin.tolist()
        self.year_start = system.layout.year_start.tolist()
        self.counts = Counts()
        self.outward_seats: list[list[int]] = []
        """Host country, citizenship: agents who may set out today where no way is open."""
        self._ways = system.ways
        self._epoch = system.ways.epoch.tolist()
        self._counted = system.law.counted.tolist()
        self._member = system.law.is_member.tolist()

    def words(self, agent: Agent, when: int, decision: str) -> tuple[int, int, int, int]:
        """An agent's words for a decision."""
        return words(self.seed, self.replicate, agent.number, when, decision)

    def begin(self, month: Month) -> None:
        """The chances and rules of a new month; counts start anew."""
        self.counts = Counts()
        self.chances = SimpleNamespace(
            **{name: getattr(month, name).tolist() for name in ("destination", "onward", "by_air", "formal")},
            lose_job=month.lose_job.tolist(),
            leaving=month.leaving,
            **{
                name: records[name].tolist()
                for records in (month.exiting, month.weighing)
                for name in records.dtype.names
            },
        )
        names = RULE.names
        assert names is not None
        self._rules = [
            [SimpleNamespace(**dict(zip(names, rule, strict=True))) for rule in row]
            for row in month.rules.tolist()
        ]

    def rule(self, country: int, agent: Agent) -> SimpleNamespace:
        """What a host holds for an agent's citizenship this month."""
        return self._rules[country][agent.citizenship]

    def counting(self, country: int, agent: Agent) -> str:
        """How a host counts an agent's days."""
        return COUNTINGS[self.rule(country, agent).stay_counting]

    def counted(self, country: int, agent: Agent, day: int) -> int:
        """Days that have counted against stays since the start, up to a day."""
        days = self._counted[country][agent.citizenship]
        return days[min(day, len(days) - 1)]

    def formal_status(self, country: int, agent: Agent, day: int) -> str:
        """The formal mode on a day: membership where work is free by a union, else a permit."""
        return "member" if self._member[country][agent.citizenship][day] else "permit"

    def way(self, agent: Agent, day: int, start: int, end: int, *, prefers_air: bool = False) -> Way | None:
        """The way an agent takes: of the family preferred if it is open, else of the other, else none."""
        epoch = self._epoch[day]
        for family in (AIR, LAND) if prefers_air else (LAND, AIR):
            at = (family, epoch, agent.citizenship, start, end)
            if self._ways.is_open[at]:
                bits = int(self._ways.crossings[at])
                passed = [bit for bit in range(bits.bit_length()) if bits >> bit & 1]
                return Way(days=int(self._ways.days[at]), crossings=passed)
        return None

    def camp(self, agent: Agent, day: int) -> int:
        """Where an agent gathers when the way home is shut, -1 for nowhere."""
        return int(self._ways.camp[self._epoch[day], agent.home, agent.host])

    def next_camp(self, agent: Agent, camp: int, day: int) -> int:
        """Where an agent who waits at a camp goes on to, -1 to stay."""
        return int(self._ways.next_camp[self._epoch[day], camp, agent.home, agent.host])

    def country(self, agent: Agent) -> int:
        """The host country of an agent's host region."""
        return self.country_of[agent.host]

    def city(self, agent: Agent) -> int:
        """The place of an agent's host region."""
        return self.homes + agent.host

    def count_standing(self, agent: Agent, kind: str) -> None:
        """One more whose standing changes in the host where the agent is."""
        add(self.counts.standing, (STANDINGS.index(kind), self.country(agent), agent.citizenship))

    def count_stock(self, agent: Agent) -> None:
        """Where an agent is at a month's start."""
        if agent.activity == "home":
            add(self.counts.stock, (agent.group, self.regions, 0, 0))
        elif agent.is_under_way:
            add(self.counts.stock, (agent.group, self.regions, STATUSES.index(agent.status), 1))
        elif agent.activity == "settled":
            add(self.counts.stock, (agent.group, self.regions, 0, 2))
        else:
            if agent.family != "alone":
                apart = int(agent.family == "apart")
                add(self.counts.families, (apart, self.country(agent), agent.citizenship))
            work = 2 if agent.waits else ("employed", "unemployed").index(agent.activity)
            add(self.counts.stock, (agent.group, agent.host, STATUSES.index(agent.status), work))
