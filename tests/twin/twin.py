"""The twin: the rules of the simulation once more, one agent at a time, in plain integers and without a compiler.

Written from the description of the model, not from the kernels. It asks the mechanisms for the month's chances, as
the engine does, and keeps a log of every event and of everyone's state at the end of every day.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from sapar.model.mechanism import Aggregates, Table, run_schedule
from sapar.model.mechanisms import SCHEDULE
from sapar.model.mechanisms.jobs import resting_unemployment
from sapar.model.mechanisms.reintegration import next_account
from sapar.model.system import System
from sapar.simulation.layers import fixed_layers
from sapar.simulation.tables import month_of
from tests.twin.journeys import expel, go_home, leave_home, move_on, part
from tests.twin.people import EVENTS, NEVER, STATUSES, Agent, everyone, send_first_abroad
from tests.twin.points import points_above
from tests.twin.stays import day_of_expiry, drop_papers, meet_expiry, take_papers
from tests.twin.waiting import (
    Day,
    Waiters,
    camp_of,
    depart_on_seats,
    end_day,
    offer_seats,
    serve_waiting,
)
from tests.twin.words import scaled, seal
from tests.twin.world import STANDINGS, Counts, World, add

Event = tuple[int, int, int]
"""Day, number of the agent, kind."""


@dataclass(slots=True, kw_only=True)
class Life:
    """Everything the twin leaves behind."""

    first_day: list[tuple[int, ...]] = field(default_factory=list)
    """Fields of each agent before the first day."""
    states: dict[int, list[tuple[int, ...]]] = field(default_factory=dict)
    """Fields of each agent at the end of some days: the last of each month, or all."""
    drawn: list[list[Event]] = field(default_factory=list)
    """Events of each month, in order."""
    lived: list[list[Event]] = field(default_factory=list)
    """Events of each day that were lived."""
    counts: list[Counts] = field(default_factory=list)
    """Of each month."""
    banned: list[dict[tuple[int, int], int]] = field(default_factory=list)
    """Of each month's start: host country, citizenship."""
    camps: list[Day] = field(default_factory=list)
    """Of each day."""
    waiting: list[dict[tuple[int, int], int]] = field(default_factory=list)
    """Of each day: agents by camp (-1: in cities) and citizenship."""
    belief: list[np.ndarray] = field(default_factory=list)
    """Of each day."""
    waiters: Waiters
    """At the end."""

    def seal_of(self, day: int) -> int:
        """Sum of the hashes of a day's events."""
        return sum(seal(number, day, kind) for _, number, kind in self.lived[day]) % 2**64


def live(system: System, seed: int, replicate: int, *, every_day: bool = False) -> Life:
    """Live through the whole period once, noting everyone's state at the end of each month or of every day."""
    world = World(system, seed, replicate)
    agents = everyone(system)
    shape = len(system.axes.camps), len(system.axes.citizenships)
    life = Life(waiters=Waiters(belief=np.full(shape, system.parameters["belief_start"])))
    reported: list[np.ndarray] = []
    returnees: list[np.ndarray] = []
    for month, (first, length) in enumerate(
        zip(system.calendar.month_start.tolist(), system.calendar.month_length.tolist(), strict=True)
    ):
        last = first + length - 1
        tables = run_schedule(SCHEDULE, system, _known(world, life, month, reported, returnees))
        returnees.append(tables["returnees"])
        world.begin(month_of(tables))
        if month == 0:
            send_first_abroad(system, agents, tables, seed, replicate)
            life.first_day = [agent.fields() for agent in agents]
        _lift_bans(world, agents, month, first)
        banned: dict[tuple[int, int], int] = {}
        for agent in agents:
            if agent.ban_until >= first:
                add(banned, (agent.ban_country, agent.citizenship))
        life.banned.append(banned)
        events = _draw(world, agents, month, first, last)
        life.drawn.append(events)
        for day in range(first, last + 1):
            _live_day(world, agents, life, [each for each in events if each[0] == day], tables, day, month)
            if every_day or day == last:
                life.states[day] = [agent.fields() for agent in agents]
        life.counts.append(world.counts)
    return life


def _lift_bans(world: World, agents: list[Agent], month: int, first: int) -> None:
    """Some are taken off the list of bans on the month's first day."""
    for agent in agents:
        if agent.ban_until >= first:
            word = world.words(agent, month, "lift")[0]
            if word < world.rule(agent.ban_country, agent).ban_lifted:
                add(world.counts.standing, (STANDINGS.index("lifted"), agent.ban_country, agent.citizenship))
                agent.ban_until = NEVER


def _known(
    world: World, life: Life, month: int, reported: list[np.ndarray], returnees: list[np.ndarray]
) -> Aggregates:
    """What the mechanisms may know: last month's counts, and shares without work as they were reported."""
    system, parameters = world.system, world.system.parameters
    citizenships, countries = len(system.axes.citizenships), len(system.axes.countries)
    usual = float(resting_unemployment(parameters["separation_informal"], parameters["finding"]))
    if month == 0:
        reported.append(np.full((citizenships, countries), usual))
        return Aggregates(
            month=0,
            abroad=system.start_stock,
            unemployed_share=reported[0],
            unemployed_now=reported[0],
            home=system.group_people,
        )
    total, jobless = np.zeros((citizenships, countries)), np.zeros((citizenships, countries))
    home = np.zeros(len(system.axes.groups))
    visitors = np.zeros((citizenships, countries))
    for (group, region, status, work), number in life.counts[-1].stock.items():
        citizenship = system.layout.citizenship_of_origin[system.layout.origin_of_group[group]]
        if region < world.regions:
            total[citizenship, world.country_of[region]] += number
            visitors[citizenship, world.country_of[region]] += number * (STATUSES[status] == "visitor")
            jobless[citizenship, world.country_of[region]] += number * (work != 0)
        elif work == 0:
            home[group] += number
    returned, departed, at_home = np.zeros(citizenships), np.zeros(citizenships), np.zeros(citizenships)
    for (citizenship, here, there), number in life.counts[-1].flow.items():
        own = system.axes.nodes.index(system.axes.citizenships[citizenship])
        returned[citizenship] += number * (there == own)
        departed[citizenship] += number * (here == own)
    for group, number in enumerate(home):
        at_home[system.layout.citizenship_of_origin[system.layout.origin_of_group[group]]] += number
    now = np.full((citizenships, countries), usual)
    now[total > 0] = jobless[total > 0] / total[total > 0]
    reported.append(now)
    lag = max(1, int(parameters["expectation_lag"] + 0.5))
    k = system.people_per_agent
    return Aggregates(
        month=month,
        abroad=total * k,
        unemployed_share=reported[month + 1 - lag] if month >= lag else reported[0],
        unemployed_now=now,
        home=home * k,
        visitors=visitors * k,
        returnees=next_account(
            system, returnees[-1], returned=returned * k, departed=departed * k, home=at_home * k
        ),
    )


def _draw(world: World, agents: list[Agent], month: int, first: int, last: int) -> list[Event]:
    """The events everyone is to meet this month, by day, agent and kind."""
    leaving = _draw_at_home(world, agents, month)
    events = [
        (day, agent.number, EVENTS.index(kind))
        for agent in agents
        for day, kind in _draw_one(world, agent, month, first, last, agent.number in leaving)
    ]
    return sorted(events)


def _draw_at_home(world: World, agents: list[Agent], month: int) -> set[int]:
    """Numbers of those at home who have a point so low that they leave; who has one so low as to wish it is counted."""
    leaving, wishing = set(), set()
    chances = world.chances.leaving
    opened = max(int(chances.opened[agent.group]) for agent in agents)
    for layer, place, height in points_above(
        len(agents), fixed_layers(), opened, world.seed, world.replicate, month
    ):
        if place < len(agents) and agents[place].activity == "home":
            group = agents[place].group
            if height < chances.wish_to_leave[layer, group]:
                wishing.add(place)
            if height < chances.leave_home[layer, group]:
                leaving.add(place)
    for place in wishing - leaving:
        add(world.counts.unable, agents[place].citizenship)
    return leaving


def _draw_one(
    world: World, agent: Agent, month: int, first: int, last: int, leaves: bool
) -> list[tuple[int, str]]:
    """The events one agent is to meet this month."""
    world.count_stock(agent)
    if agent.is_under_way or agent.activity == "settled":
        return []
    chances, length = world.chances, last - first + 1
    move, job, mode, days = world.words(agent, month, "day")
    day_of_move = first + scaled(days, length)
    if agent.activity == "home":
        return [(day_of_move, "leave home")] if leaves else []
    left = days * length % 2**32
    day_of_job = first + scaled(left, length)
    day_of_mode = first + scaled(left * length % 2**32, length)
    country = world.country(agent)
    rule = world.rule(country, agent)
    events: list[tuple[int, str]] = []
    expiry = day_of_expiry(world, agent, first, last)
    if expiry is not None:
        events.append((expiry, "expire"))
    if agent.waits:
        if agent.activity == "stranded" and move < rule.settle:
            events.append((day_of_move, "settle"))
        return events
    status = STATUSES.index(agent.status)
    if agent.activity == "employed" and job < chances.lose_job[agent.citizenship][country][status]:
        events.append((day_of_job, "lose job"))
    if agent.activity == "unemployed" and job < rule.find_job:
        events.append((day_of_job, "find job"))
    if not agent.lacks_status:
        if mode < chances.take_papers[agent.home][country]:
            if agent.status != world.formal_status(country, agent, first):
                events.append((day_of_mode, "take papers"))
        elif mode < chances.drop_papers[agent.home][country] and agent.status != "visitor":
            events.append((day_of_mode, "drop papers"))
    work = ("employed", "unemployed").index(agent.activity)
    if move < chances.go_home[agent.home][agent.host][work][status]:
        events.append((day_of_move, "go home"))
    elif move < chances.go_home_or_on[agent.home][agent.host][work][status]:
        events.append((day_of_move, "move on"))
    if agent.lacks_status:
        events += _draw_standing(world, agent, month, first, length)
    elif agent.status != "visitor" and mode >= max(
        2**32 - rule.naturalised, chances.drop_papers[agent.home][country]
    ):
        events.append((day_of_mode, "naturalise"))
    if agent.family == "accompanied" and rule.family_barred:
        events.append((first + scaled(world.words(agent, month, "family")[3], length), "part"))
    return events


def _draw_standing(world: World, agent: Agent, month: int, first: int, length: int) -> list[tuple[int, str]]:
    """What the authorities do this month with somebody without status."""
    rule = world.rule(world.country(agent), agent)
    word, day, _, _ = world.words(agent, month, "standing")
    when = first + scaled(day, length)
    chances = (
        {"expel": rule.registered_expelled, "regularise": rule.registered_changed}
        if agent.status == "registry"
        else {
            "expel": rule.expelled,
            "register": rule.expelled_or_registered,
            "regularise": rule.standing_changed,
        }
    )
    for kind, chance in chances.items():
        if word < chance:
            return [(when, kind)]
    return []


def _live_day(
    world: World,
    agents: list[Agent],
    life: Life,
    events: list[Event],
    tables: dict[str, Table],
    day: int,
    month: int,
) -> None:
    """One day: seats, arrivals, events, departures on seats, those who wait, beliefs."""
    today = Day()
    outward, homeward = offer_seats(world.system, life.waiters, day)
    world.outward_seats = outward
    for agent in agents:
        if agent.is_under_way and agent.day == day:
            _arrive(world, agent, day)
    lived: list[Event] = []
    asking: list[Agent] = []
    for event in events:
        agent, kind = agents[event[1]], EVENTS[event[2]]
        if _can_have(agent, kind):
            lived.append(event)
            if _meet(world, agent, kind, day, month):
                asking.append(agent)
    depart_on_seats(world, asking, outward, day, month)
    serve_waiting(world, agents, life.waiters, homeward, tables, day, today)
    end_day(world, agents, life.waiters, day, today)
    life.lived.append(lived)
    life.camps.append(today)
    life.belief.append(life.waiters.belief)
    waiting: dict[tuple[int, int], int] = {}
    for agent in agents:
        if agent.waits:
            add(waiting, (camp_of(world, agent) if agent.activity == "camp" else -1, agent.citizenship))
    life.waiting.append(waiting)


def _arrive(world: World, agent: Agent, day: int) -> None:
    """At home; or in a host region, with work or without."""
    if agent.place < world.homes:
        agent.activity, agent.status = "home", "citizen"
        return
    word = world.words(agent, day, "arrival")[2]
    has_work = word < world.rule(world.country(agent), agent).employed_on_arrival
    agent.activity = "employed" if has_work else "unemployed"
    agent.entered = day


def _can_have(agent: Agent, kind: str) -> bool:
    """Whether an event drawn at the month's start still applies."""
    if kind == "leave home":
        return agent.activity == "home"
    if kind == "settle":
        return agent.activity == "stranded"
    if kind in ("expel", "register", "regularise"):
        fits = agent.status == "no status" if kind == "register" else agent.lacks_status
        return agent.works_or_looks and fits
    if kind == "naturalise":
        return agent.works_or_looks and agent.status in ("member", "permit")
    if kind == "part":
        return agent.works_or_looks and agent.family == "accompanied"
    if kind == "expire":
        return agent.status == "visitor" and (agent.works_or_looks or agent.waits)
    return agent.works_or_looks


def _meet(world: World, agent: Agent, kind: str, day: int, month: int) -> bool:
    """One event; True if the agent asks for one of the day's seats."""
    if kind == "leave home":
        return leave_home(world, agent, day, month)
    if kind in ("settle", "lose job"):
        agent.activity = "unemployed"
    elif kind == "find job":
        agent.activity = "employed"
    elif kind == "take papers":
        take_papers(world, agent, day)
    elif kind == "drop papers":
        drop_papers(world, agent, day)
    elif kind == "expire":
        if meet_expiry(world, agent, day):
            go_home(world, agent, day, can_put_off=True)
    elif kind == "go home":
        go_home(world, agent, day, can_put_off=True)
    elif kind == "move on":
        move_on(world, agent, day, month)
    elif kind == "expel":
        expel(world, agent, day)
    elif kind == "register":
        agent.status = "registry"
        world.count_standing(agent, "registered")
    elif kind == "regularise":
        agent.status = world.formal_status(world.country(agent), agent, day)
        world.count_standing(agent, "regularised")
    elif kind == "naturalise":
        world.count_standing(agent, "naturalised")
        agent.activity, agent.status, agent.family = "settled", "citizen", "alone"
    elif kind == "part":
        part(world, agent, day, month)
    return False
