"""Journeys: leaving home for a host, moving on to another, going home, and what the law says on the way."""

from __future__ import annotations

from typing import Any

import numpy as np

from sapar.compiling import kernel
from sapar.maths import random_words
from sapar.model.system import AIR, CALENDAR_YEAR, HOMEWARD, LAND, OUTWARD, PER_ENTRY, ROLLING
from sapar.simulation.month import ARRIVAL, DESTINATION, EXIT, FAMILY, number_of
from sapar.simulation.people import (
    ACCOMPANIED,
    ALONE,
    APART,
    BLOCK,
    CITIZEN,
    LONGEST_JOURNEY,
    MEMBER,
    NEVER,
    NO_STATUS,
    PERMIT,
    STRANDED,
    TRAVELLING,
    VISITOR,
    WORD,
    add_waiter,
)
from sapar.simulation.tables import BANNED, LIFTED

UNLIMITED_STAY = 32_000
"""Clock of a visitor whose stay has no limit."""

LONGEST_STAY = 30_000
"""Days of a stay that are counted at most."""

REFUSED = -1
"""Instead of a status: not let in."""

STAYS_HOME = -1
"""Instead of a family: does not go without it."""


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
def allowance(agent: Any, rule: Any, country: int, year_start: int, day: int) -> int:
    """Days a visitor entering a country now may stay; forgets days used in a window that has passed."""
    if rule.stay_days == 0:
        return UNLIMITED_STAY
    if agent.used_country != country:
        return int(rule.stay_days)
    if (
        rule.stay_counting == PER_ENTRY
        or (rule.stay_counting == ROLLING and day - agent.left >= rule.stay_window - rule.stay_days)
        or (rule.stay_counting == CALENDAR_YEAR and agent.left < year_start)
    ):
        agent.used = 0
    return int(rule.stay_days - agent.used)


@kernel
def month_after(days: Any, day: int, beyond: int) -> int:
    """The first month that begins after a day; `beyond` where the period is over by then."""
    return int(days[day].month) + 1 if day < days.size else beyond


@kernel
def end_ban(world: Any, agent: Any, day: int, month: int) -> None:
    """A ban that still stands on a day no longer does when `month` begins."""
    if agent.ban_until >= day:
        bans = world.tallies.bans[agent.ban_country, world.map.groups[agent.group].citizenship]
        bans[month_after(world.map.days, int(agent.ban_until), bans.size - 1)] += 1
        bans[month] -= 1


@kernel
def impose_ban(world: Any, agent: Any, country: int, day: int, ban_days: int) -> None:
    """Ban an agent from a country; of two bans from it the longer holds, one from another country is forgotten."""
    until = min(day + ban_days, UNLIMITED_STAY)
    if agent.ban_until >= day and agent.ban_country == country:
        until = max(until, int(agent.ban_until))
    citizenship, month = world.map.groups[agent.group].citizenship, int(world.map.days[day].month) + 1
    end_ban(world, agent, day, month)
    agent.ban_until = until
    agent.ban_country = country
    bans = world.tallies.bans[country, citizenship]
    bans[month] += 1
    bans[month_after(world.map.days, until, bans.size - 1)] -= 1
    world.tallies.standing[BANNED, country, citizenship] += 1


@kernel
def lift_ban(world: Any, agent: Any, day: int, month: int) -> None:
    """Take an agent off the list of bans on the first day of a month."""
    citizenship = world.map.groups[agent.group].citizenship
    world.tallies.standing[LIFTED, agent.ban_country, citizenship] += 1
    end_ban(world, agent, day, month)
    agent.ban_until = NEVER


@kernel
def leave_host(world: Any, agent: Any, day: int, is_banned: bool) -> None:
    """Close a stay abroad: counted days are booked to its country, and a ban may follow.

    Days on which the clock was stopped do not count, nor, where days are counted by calendar year, do those of
    earlier years.
    """
    country, citizenship = world.map.regions[agent.host].country, world.map.groups[agent.group].citizenship
    rule = world.month.rules[country, citizenship]
    if agent.status >= VISITOR:
        first, new_year = int(agent.entered), int(world.map.days[day].year_start)
        if agent.used_country != country:
            agent.used, agent.used_country = 0, country
        if rule.stay_counting == CALENDAR_YEAR and first < new_year:
            agent.used, first = 0, new_year
        law, begin = world.map.law[country, citizenship], max(first, 0)
        counted = int(law[day].counted) - int(law[begin].counted) + begin - first
        agent.used = min(agent.used + counted, LONGEST_STAY)
    if is_banned and rule.ban_days > 0:
        impose_ban(world, agent, country, day, int(rule.ban_days))
    agent.left = day
    agent.status = CITIZEN
    agent.family = ALONE


@kernel
def strand(blocks: Any, person: int, day: int) -> None:
    """An agent waits in town for a way home."""
    blocks.people[person].activity = STRANDED
    blocks.people[person].day = day
    add_waiter(blocks.people, blocks.rows, blocks.waiting, person)


@kernel
def stop_waiting(blocks: Any, person: int) -> None:
    """Take an agent off the list of its block; the last one takes its place."""
    block = person // BLOCK
    last, index = blocks.rows[block].waiting - 1, 0
    while blocks.waiting[block, index].place != person % BLOCK:
        index += 1
    copy_waiter(blocks.waiting[block, last], blocks.waiting[block, index])
    blocks.rows[block].waiting = last


@kernel
def copy_waiter(source: Any, target: Any) -> None:
    """Copy what is known of one who waits."""
    target.place = source.place
    target.group = source.group
    target.day = source.day
    target.at = source.at
    target.host = source.host


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
    travel_home(world, person, day, way, agent.status >= NO_STATUS and ban_word < rule.ban)


@kernel
def travel_home(world: Any, person: int, day: int, way: Any, is_banned: bool) -> None:
    """Leave a host for home by a way."""
    agent = world.people[person]
    home, host = world.map.groups[agent.group], world.map.regions[agent.host]
    leave_host(world, agent, day, is_banned)
    count_crossings(world.tallies, way.crossings, HOMEWARD, home.citizenship)
    world.tallies.flow[home.citizenship, host.node, home.node] += 1
    start_journey(world.blocks, person, home.origin, TRAVELLING, day + max(1, int(way.days)))


@kernel
def family_at_entry(world: Any, person: int, day: int, country: int) -> int:
    """Whether dependants come along to a country: ALONE to APART, or STAYS_HOME."""
    rule = world.month.rules[country, world.map.groups[world.people[person].group].citizenship]
    has_family, leaves, _, _ = random_words(
        world.key[0], world.key[1], number_of(world.blocks, person), day, FAMILY
    )
    if has_family >= rule.accompanied:
        return ALONE
    if not rule.family_barred:
        return ACCOMPANIED
    return STAYS_HOME if leaves < rule.family_leaves else APART


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
        if allowance(agent, rule, country, world.map.days[day].year_start, day) > 0:
            return VISITOR
    world.tallies.refused[country, home.citizenship] += 1
    return REFUSED


@kernel
def set_out(
    world: Any, person: int, day: int, region: int, status: int, family: int, node: int, travel_days: int
) -> None:
    """Travel from a country (`node`) to a host region, to stay there under a status, with a family or without."""
    agent = world.people[person]
    citizenship = world.map.groups[agent.group].citizenship
    host = world.map.regions[region]
    rule = world.month.rules[host.country, citizenship]
    arrival = day + max(1, travel_days)
    days_left = allowance(agent, rule, host.country, world.map.days[day].year_start, day)
    counted = world.map.law[host.country, citizenship, min(arrival, world.map.law.shape[2] - 1)].counted
    agent.clock = min(int(counted) + days_left, UNLIMITED_STAY)
    agent.status = status
    agent.family = family
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
    dependants = family_at_entry(world, person, day, host.country)
    if dependants == STAYS_HOME:
        world.tallies.unable[home.citizenship] += 1
        return False
    if family < 0:
        return True
    way = world.map.ways[family, epoch, home.citizenship, home.origin, host.place]
    note_departure(world.absence, person, agent.group)
    count_first_departure(world, person, day)
    set_out(world, person, day, region, status, dependants, home.node, int(way.days))
    count_crossings(world.tallies, way.crossings, OUTWARD, home.citizenship)
    return False


@kernel
def take_seat(world: Any, person: int, day: int, month: int) -> None:
    """Set out on one of the day's seats to where the agent was let in and no way is open."""
    region, _ = chosen_region(world, person, day, month)
    status = entry_status(world, person, day, region)
    dependants = family_at_entry(world, person, day, world.map.regions[region].country)
    note_departure(world.absence, person, world.people[person].group)
    count_first_departure(world, person, day)
    home = world.map.groups[world.people[person].group].node
    set_out(world, person, day, region, status, dependants, home, 1)


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
    status = entry_status(world, person, day, region)
    if status == REFUSED:
        return
    dependants = family_at_entry(world, person, day, there.country)
    if dependants == STAYS_HOME:
        return
    way = world.map.ways[family, epoch, home.citizenship, here.place, there.place]
    rule = world.month.rules[here.country, home.citizenship]
    leave_host(world, agent, day, agent.status >= NO_STATUS and ban_word < rule.ban)
    set_out(world, person, day, region, status, dependants, here.node, int(way.days))
    count_crossings(world.tallies, way.crossings, OUTWARD, home.citizenship)
