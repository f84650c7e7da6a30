"""Days of the twin on which people wait: seats by list, camps, convoys, belief, attempts at the closed line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from sapar.maths import thresholds
from sapar.model.declarations.camp_supplies import NEEDS
from sapar.model.mechanism import Table
from sapar.model.mechanisms.closure import CampDay, attempt_chance, updated_beliefs
from sapar.model.system import System
from tests.twin.journeys import choose_region, go_home, take_seat, travel_home
from tests.twin.people import Agent
from tests.twin.stays import end_stay
from tests.twin.words import words
from tests.twin.world import World, add

LONGEST_WAIT = 400


@dataclass(slots=True, kw_only=True)
class Day:
    """What happened around camps on one day, by camp and citizenship."""

    joined: dict[tuple[int, int], int] = field(default_factory=dict)
    boarded: dict[tuple[int, int], int] = field(default_factory=dict)
    gone: dict[tuple[int, int], int] = field(default_factory=dict)
    attempts: dict[int, int] = field(default_factory=dict)
    """Camps where people tried to cross, and how many people were turned back."""


@dataclass(slots=True, kw_only=True)
class Waiters:
    """What lasts from day to day besides people."""

    belief: np.ndarray
    """[K, C]"""
    left_over: dict[tuple[int, int, int], int] = field(default_factory=dict)
    """People for whom a part of an agent's seat is left: direction, host country, citizenship."""
    waits: dict[tuple[int, int], int] = field(default_factory=dict)
    """Camp and days waited of those who left it for home."""
    boarded: dict[int, int] = field(default_factory=dict)
    """Agents on each operation."""


def offer_seats(system: System, waiters: Waiters, day: int) -> list[list[list[int]]]:
    """Direction, host country, citizenship: whole agents for whom the day's list has seats."""
    k, today = system.people_per_agent, system.seats[int(system.ways.epoch[day])].tolist()
    offered = [[[0 for _ in row] for row in rows] for rows in today]
    for direction, rows in enumerate(today):
        for country, row in enumerate(rows):
            for citizenship, people in enumerate(row):
                key = direction, country, citizenship
                people += waiters.left_over.get(key, 0)
                offered[direction][country][citizenship] = people // k
                waiters.left_over[key] = people % k
    return offered


def depart_on_seats(world: World, asking: list[Agent], seats: list[list[int]], day: int, month: int) -> None:
    """Of those who ask for a seat to one host, as many as there are seats set out, in order of keyed words."""
    for country, row in enumerate(seats):
        for citizenship, places in enumerate(row):
            queue = [
                agent
                for agent in asking
                if (country, citizenship) == (_wanted_country(world, agent, day, month), agent.citizenship)
            ]
            queue.sort(key=lambda agent: (world.words(agent, day, "seat")[0], agent.number))
            for agent in queue[:places]:
                take_seat(world, agent, day, month)
            for agent in queue[places:]:
                add(world.counts.unable, agent.citizenship)


def _wanted_country(world: World, agent: Agent, day: int, month: int) -> int | None:
    """The host country that an agent who asks for a seat has chosen."""
    region, _ = choose_region(world, agent, day, month)
    return None if region is None else world.country_of[region]


def serve_waiting(
    world: World,
    agents: list[Agent],
    waiters: Waiters,
    seats: list[list[int]],
    tables: dict[str, Table],
    day: int,
    today: Day,
) -> None:
    """Those whose way home has opened travel; then seats by list, camps, convoys."""
    agents = [agent for agent in agents if agent.waits]
    for agent in agents:
        if world.way(agent, day, world.city(agent), agent.home) is not None:
            if agent.activity == "camp":
                _leave_camp(world, waiters, agent, day, today.gone)
            go_home(world, agent, day, can_put_off=False)
    for country, row in enumerate(seats):
        for citizenship, places in enumerate(row):
            line = [
                agent
                for agent in agents
                if places > 0
                and agent.activity == "stranded"
                and world.country(agent) == country
                and agent.citizenship == citizenship
            ]
            for agent in _in_turn(world, line)[:places]:
                end_stay(world, agent, day, is_banned=False)
                travel_home(world, agent, day, 1)
    _gather(world, agents, waiters, tables, day, today)
    for index, operation in enumerate(world.system.operations):
        if operation.day == day:
            camps = (operation.camp, *operation.fed_by)
            line = [
                agent
                for agent in agents
                if agent.activity == "camp"
                and camp_of(world, agent) in camps
                and agent.citizenship == operation.citizenship
            ]
            places = operation.seats // world.system.people_per_agent
            for agent in _in_turn(world, line)[:places]:
                _leave_camp(world, waiters, agent, day, today.boarded)
                end_stay(world, agent, day, is_banned=False)
                travel_home(world, agent, day, operation.travel_days, in_convoy=True)
                add(waiters.boarded, index)


def camp_of(world: World, agent: Agent) -> int:
    """Index of the camp an agent is in."""
    return agent.place - world.homes - world.regions


def lacked(system: System, camp: int, day: int, present: int) -> float:
    """Mean share of their needs that so many people at a camp do not have met."""
    month, values = system.calendar.date_of(day).month, system.parameters
    first, last = values["cold_first"], values["cold_last"]
    is_cold = first <= month or month <= last if first > last else first <= month <= last
    short = 0.0
    for need, supply in zip(NEEDS, system.camp_supplies[day, camp].tolist(), strict=True):
        wanted = values[f"standard_{need}"] * present
        if wanted > 0 and (need != "warmth" or is_cold):
            short += max(0.0, 1.0 - supply / wanted)
    return short / len(NEEDS)


def end_day(world: World, agents: list[Agent], waiters: Waiters, day: int, today: Day) -> None:
    """People at the camps may try to cross; what they saw changes what they believe tomorrow."""
    system = world.system
    k = system.people_per_agent
    shape = len(system.axes.camps), len(system.axes.citizenships)
    waiting, boarded, rumour = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    waited = [0] * shape[0]
    for agent in agents:
        if agent.activity == "camp":
            waiting[camp_of(world, agent), agent.citizenship] += k
            waited[camp_of(world, agent)] += day - agent.day
    for camp in range(shape[0]):
        present = int(waiting[camp].sum())
        if present == 0:
            continue
        mean_wait = waited[camp] / (present // k)
        lacking = np.array([lacked(system, camp, day, present)])
        people = np.array([float(present)])
        chance = attempt_chance(system.parameters, people, np.array([mean_wait]), lacking)
        word = words(world.seed, world.replicate, camp, day, "attempt")[0]
        if word < int(thresholds(chance)[0]):
            today.attempts[camp] = min(int(system.parameters["attempt_size"] + 0.5), present)
    for key, number in today.boarded.items():
        boarded[key] = number * k
    for each in system.rumours:
        if each.day == day:
            for citizenship in each.citizenships:
                rumour[each.camp, citizenship] += each.size
    told = np.zeros_like(rumour)
    for campaign in system.information:
        if campaign.first <= day <= campaign.last:
            for citizenship in campaign.citizenships:
                told[campaign.camp, citizenship] = max(told[campaign.camp, citizenship], campaign.size)
    today_at_camps = CampDay(waiting=waiting, boarded=boarded, rumour=rumour, told=told)
    waiters.belief = updated_beliefs(system, waiters.belief, today_at_camps)


def _gather(
    world: World, agents: list[Agent], waiters: Waiters, tables: dict[str, Table], day: int, today: Day
) -> None:
    """Of those who have waited a day or more, some go to a camp, on to the next one, or back to their city."""
    to_camp, give_up = thresholds(tables["to_camp"] * waiters.belief), thresholds(tables["give_up_camp"])
    for agent in agents:
        if not agent.waits or agent.day >= day:
            continue
        word = world.words(agent, day, "to_camp")[0]
        if agent.activity == "camp":
            ahead = world.next_camp(agent, camp_of(world, agent), day)
            if ahead >= 0:
                add(today.gone, (camp_of(world, agent), agent.citizenship))
                agent.place, agent.day = world.homes + world.regions + ahead, day
                add(today.joined, (ahead, agent.citizenship))
            elif word < int(give_up[0]):
                add(today.gone, (camp_of(world, agent), agent.citizenship))
                agent.activity, agent.place, agent.day = "stranded", world.city(agent), day
            continue
        camp = world.camp(agent, day)
        if camp >= 0 and word < int(to_camp[camp, agent.citizenship]):
            agent.activity, agent.place, agent.day = "camp", world.homes + world.regions + camp, day
            add(today.joined, (camp, agent.citizenship))


def _leave_camp(
    world: World, waiters: Waiters, agent: Agent, day: int, counts: dict[tuple[int, int], int]
) -> None:
    """Count someone who leaves a camp for home."""
    camp = camp_of(world, agent)
    add(counts, (camp, agent.citizenship))
    add(waiters.waits, (camp, min(day - agent.day, LONGEST_WAIT)))


def _in_turn(world: World, line: Iterable[Agent]) -> list[Agent]:
    """First come, first served; among those of one day by a keyed word."""
    return sorted(line, key=lambda each: (each.day, world.words(each, each.day, "queue")[0], each.number))
