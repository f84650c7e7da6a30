"""Journeys: leaving home for a host, moving on to another, going home, and what the law says on the way."""

from __future__ import annotations

from typing import Any

import numpy as np

from sapar.maths import random_words
from sapar.model.system import AIR, CALENDAR_YEAR, HOMEWARD, LAND, OUTWARD, PER_ENTRY, ROLLING
from sapar.simulation.month import ARRIVAL, DESTINATION, EXIT, kernel, number_of
from sapar.simulation.people import (
    BLOCK,
    CITIZEN,
    LONGEST_JOURNEY,
    MEMBER,
    NO_STATUS,
    PERMIT,
    STRANDED,
    TRAVELLING,
    VISITOR,
    WORD,
)

UNLIMITED_STAY = 32_000
"""Clock of a visitor whose stay has no limit."""

LONGEST_STAY = 30_000
"""Days of a stay that are counted at most."""

REFUSED = -1
"""Instead of a status: not let in."""


@kernel
def choose(cumulative: Any, word: Any) -> int:
    """Index of the chosen entry of a cumulative row, -1 when nothing can be chosen."""
    for index in range(cumulative.size):
        if word < cumulative[index] or (cumulative[index] == np.uint32(0xFFFFFFFF)):
            return index
    return -1


@kernel
def start_journey(blocks: Any, person: int, destination: int, activity: int, arrival: int) -> None:
    """Send an agent off: they arrive at the destination on day `arrival`."""
    agent = blocks.people[person]
    agent.place = destination
    agent.activity = activity
    agent.day = arrival
    block, slot = person // BLOCK, arrival % LONGEST_JOURNEY
    agent.next_arrival = blocks.arrivals[block, slot]
    blocks.arrivals[block, slot] = person % BLOCK


@kernel
def count_crossings(tallies: Any, crossings: Any, direction: int, citizenship: int) -> None:
    """Count one agent at every crossing of a way."""
    for crossing in range(tallies.crossing.shape[0]):
        if (crossings >> np.uint64(crossing)) & np.uint64(1):
            tallies.crossing[crossing, direction, citizenship] += 1


@kernel
def family_of_ways(ways: Any, epoch: int, citizenship: int, here: int, there: int, flies: bool) -> int:
    """The family of ways taken: the preferred one if open, else the other, else -1."""
    preferred = AIR if flies else LAND
    if ways[preferred, epoch, citizenship, here, there].is_open:
        return preferred
    other = LAND if flies else AIR
    if ways[other, epoch, citizenship, here, there].is_open:
        return other
    return -1


@kernel
def allowance(agent: Any, rule: Any, year_start: int, day: int) -> int:
    """Days a visitor entering now may stay; forgets days used in a window that has passed."""
    if rule.stay_days == 0:
        return UNLIMITED_STAY
    if (
        rule.stay_counting == PER_ENTRY
        or (rule.stay_counting == ROLLING and day - agent.left >= rule.stay_window - rule.stay_days)
        or (rule.stay_counting == CALENDAR_YEAR and agent.left < year_start)
    ):
        agent.used = 0
    return int(rule.stay_days - agent.used)


@kernel
def leave_host(agent: Any, rule: Any, country: int, day: int, ban_word: Any) -> None:
    """Close a stay abroad: days used are booked, and a stay without status may bring an entry ban."""
    if agent.status == VISITOR or agent.status == NO_STATUS:
        agent.used = min(agent.used + day - agent.entered, LONGEST_STAY)
    if agent.status == NO_STATUS and ban_word < rule.ban and rule.ban_days > 0:
        agent.ban_until = min(day + rule.ban_days, UNLIMITED_STAY)
        agent.ban_country = country
    agent.left = day
    agent.status = CITIZEN


@kernel
def strand(blocks: Any, person: int, day: int) -> None:
    """An agent waits in town for a way home."""
    block = person // BLOCK
    blocks.people[person].activity = STRANDED
    blocks.people[person].day = day
    blocks.waiting[block, blocks.rows[block].waiting] = person % BLOCK
    blocks.rows[block].waiting += 1


@kernel
def go_home(world: Any, person: int, day: int, can_put_off: bool) -> None:
    """Return home by an open way; where all are shut, wait for one or put the return off."""
    agent = world.people[person]
    home, host = world.map.groups[agent.group], world.map.regions[agent.host]
    rule = world.month.rules[host.country, home.citizenship]
    fly_word, urgent_word, ban_word, _ = random_words(
        world.key[0], world.key[1], number_of(world.blocks, person), day, EXIT
    )
    epoch = world.map.days[day].epoch
    flies = fly_word < world.month.by_air[home.origin, agent.host]
    family = family_of_ways(world.map.ways, epoch, home.citizenship, host.place, home.origin, flies)
    if family < 0:
        if not can_put_off or urgent_word < rule.urgent:
            strand(world.blocks, person, day)
        return
    way = world.map.ways[family, epoch, home.citizenship, host.place, home.origin]
    leave_host(agent, rule, host.country, day, ban_word)
    count_crossings(world.tallies, way.crossings, HOMEWARD, home.citizenship)
    world.tallies.flow[home.citizenship, host.node, home.node] += 1
    start_journey(world.blocks, person, home.origin, TRAVELLING, day + max(1, int(way.days)))


@kernel
def entry_status(world: Any, person: int, day: int, region: int) -> int:
    """The status under which an agent enters a host, or REFUSED, which is counted."""
    agent = world.people[person]
    home = world.map.groups[agent.group]
    country = world.map.regions[region].country
    rule = world.month.rules[country, home.citizenship]
    refusal_word, formal_word, _, _ = random_words(
        world.key[0], world.key[1], number_of(world.blocks, person), day, ARRIVAL
    )
    if refusal_word >= rule.refusal:
        if formal_word < world.month.formal[home.origin, country]:
            return MEMBER if world.map.law[country, home.citizenship, day].is_member else PERMIT
        if allowance(agent, rule, world.map.days[day].year_start, day) > 0:
            return VISITOR
    world.tallies.refused[country, home.citizenship] += 1
    return REFUSED


@kernel
def set_out(world: Any, person: int, day: int, region: int, status: int, node: int, travel_days: int) -> None:
    """Travel from a country (`node`) to a host region, to stay there under a status."""
    agent = world.people[person]
    citizenship = world.map.groups[agent.group].citizenship
    host = world.map.regions[region]
    rule = world.month.rules[host.country, citizenship]
    arrival = day + max(1, travel_days)
    days_left = allowance(agent, rule, world.map.days[day].year_start, day)
    counted = world.map.law[host.country, citizenship, min(arrival, world.map.law.shape[2] - 1)].counted
    agent.clock = min(int(counted) + days_left, UNLIMITED_STAY)
    agent.status = status
    agent.host = region
    world.tallies.flow[citizenship, node, host.node] += 1
    start_journey(world.blocks, person, host.place, TRAVELLING, arrival)


@kernel
def chosen_region(world: Any, person: int, day: int, month: int) -> Any:
    """The host region an agent chooses, and the word by which it flies.

    A ban is met by choosing again, twice; the region is -1 when none remains.
    """
    agent = world.people[person]
    origin = world.map.groups[agent.group].origin
    word_0, word_1, word_2, fly_word = random_words(
        world.key[0], world.key[1], number_of(world.blocks, person), month, DESTINATION
    )
    for word in (word_0, word_1, word_2):
        region = choose(world.month.destination[origin], word)
        if region >= 0 and not (
            agent.ban_until >= day and world.map.regions[region].country == agent.ban_country
        ):
            return region, fly_word
    return -1, fly_word


@kernel
def count_first_departure(world: Any, person: int, day: int) -> None:
    """Count a departure of someone not yet abroad this calendar year."""
    agent = world.people[person]
    if agent.left < world.map.days[day].year_start:
        world.tallies.first_departures[world.map.groups[agent.group].citizenship] += 1


@kernel
def note_departure(absence: Any, person: int, group: int) -> None:
    """An agent is no longer at home."""
    absence.away[person // WORD] |= np.uint64(1) << np.uint64(person % WORD)
    absence.home[group] -= 1


@kernel
def note_return(absence: Any, person: int, group: int) -> None:
    """An agent is at home again."""
    absence.away[person // WORD] &= ~(np.uint64(1) << np.uint64(person % WORD))
    absence.home[group] += 1


@kernel
def leave_home(world: Any, person: int, day: int, month: int) -> bool:
    """Choose a host region and set out for it by an open way; True if it takes one of the day's seats."""
    agent = world.people[person]
    home = world.map.groups[agent.group]
    region, fly_word = chosen_region(world, person, day, month)
    if region < 0:
        world.tallies.unable[home.citizenship] += 1
        return False
    host = world.map.regions[region]
    epoch = world.map.days[day].epoch
    flies = fly_word < world.month.by_air[home.origin, region]
    family = family_of_ways(world.map.ways, epoch, home.citizenship, home.origin, host.place, flies)
    if family < 0 and world.seats[OUTWARD, host.country, home.citizenship] <= 0:
        world.tallies.unable[home.citizenship] += 1
        return False
    status = entry_status(world, person, day, region)
    if status == REFUSED:
        return False
    if family < 0:
        return True
    way = world.map.ways[family, epoch, home.citizenship, home.origin, host.place]
    note_departure(world.absence, person, agent.group)
    count_first_departure(world, person, day)
    set_out(world, person, day, region, status, home.node, int(way.days))
    count_crossings(world.tallies, way.crossings, OUTWARD, home.citizenship)
    return False


@kernel
def take_seat(world: Any, person: int, day: int, month: int) -> None:
    """Set out on one of the day's seats to where the agent was let in and no way is open."""
    region, _ = chosen_region(world, person, day, month)
    status = entry_status(world, person, day, region)
    note_departure(world.absence, person, world.people[person].group)
    count_first_departure(world, person, day)
    set_out(world, person, day, region, status, world.map.groups[world.people[person].group].node, 1)


@kernel
def move_on(world: Any, person: int, day: int, month: int) -> None:
    """Move from one host country to another, if a way is open."""
    agent = world.people[person]
    home, here = world.map.groups[agent.group], world.map.regions[agent.host]
    word, fly_word, ban_word, _ = random_words(
        world.key[0], world.key[1], number_of(world.blocks, person), month, DESTINATION
    )
    region = choose(world.month.onward[home.origin, here.country], word)
    if region < 0:
        return
    there = world.map.regions[region]
    epoch = world.map.days[day].epoch
    flies = fly_word < world.month.by_air[home.origin, region]
    family = family_of_ways(world.map.ways, epoch, home.citizenship, here.place, there.place, flies)
    if family < 0 or (agent.ban_until >= day and agent.ban_country == there.country):
        return
    used_here = agent.used
    agent.used = 0
    status = entry_status(world, person, day, region)
    if status == REFUSED:
        agent.used = used_here
        return
    way = world.map.ways[family, epoch, home.citizenship, here.place, there.place]
    leave_host(agent, world.month.rules[here.country, home.citizenship], here.country, day, ban_word)
    agent.used = 0
    set_out(world, person, day, region, status, here.node, int(way.days))
    count_crossings(world.tallies, way.crossings, OUTWARD, home.citizenship)
