"""The days of a month: arrivals, jobs, legal modes, expiring clocks, and who sets out."""

from __future__ import annotations

from typing import Any

import numpy as np

from sapar.compiling import door, kernel, refer_to
from sapar.maths import random_words
from sapar.model.system import CALENDAR_YEAR, PER_ENTRY
from sapar.simulation.journeys import (
    UNLIMITED_STAY,
    chosen_region,
    family_of_ways,
    go_home,
    leave_home,
    lift_ban,
    move_on,
    note_return,
    stop_waiting,
    take_seat,
    travel_home,
)
from sapar.simulation.month import (
    ARRIVAL,
    DROP_PAPERS,
    EXPEL,
    EXPIRE,
    EXPIRY,
    FAMILY,
    FIND_JOB,
    GO_HOME,
    LEAVE_HOME,
    LIFT,
    LOSE_JOB,
    MOVE_ON,
    NATURALISE,
    NO,
    NONE,
    PART,
    REGISTER,
    SEAT,
    SETTLE,
    TAKE_PAPERS,
    YES,
    draw_block,
    event_kind,
    event_person,
    number_of,
)
from sapar.simulation.people import (
    ACCOMPANIED,
    ALONE,
    APART,
    BLOCK,
    CITIZEN,
    CONVOY,
    EMPLOYED,
    HOME,
    LONGEST_JOURNEY,
    MEMBER,
    NO_STATUS,
    PERMIT,
    REGISTRY,
    SETTLED,
    STRANDED,
    TRAVELLING,
    UNEMPLOYED,
    VISITOR,
)
from sapar.simulation.tables import (
    EXPELLED,
    LEFT_TOGETHER,
    NATURALISED,
    PARTED,
    REGISTERED,
    REGULARISED,
)

_MIX_A = np.uint64(0xBF58476D1CE4E5B9)
_MIX_B = np.uint64(0x94D049BB133111EB)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@door
def live_days(
    world: Any, month: int, first: int, last: int, draws: bool, begin: int, end: int, keeps: bool
) -> None:
    """Draw the events of a month, or find them as they were kept, and live some of its days, block after block.

    Parameters
    ----------
    first, last
        Days of the month.
    draws
        Whether its events are drawn now.
    begin, end
        First day to live and the day after the last.
    keeps
        Whether the events of each block are kept for days that follow.
    """
    world = refer_to(world)
    for block in range(world.blocks.rows.size):
        live_block(world, block, block if keeps else NONE, month, first, last, draws, begin, end)


@door
def settle_seats(world: Any, month: int, first: int, day: int, cuts: Any, queues: Any, keys: Any) -> None:
    """Those who ask for one of the day's seats outward: list them, or send off those before their queue's cut.

    With an empty `cuts`, each one's queue (host country times C plus citizenship) and key are written to `queues`
    and `keys` [asking]: a keyed word, then the agent's number, so that nobody's turn depends on where they stand
    in memory. With `cuts` [D * C] those whose key lies below set out, the others stay.
    """
    world = refer_to(world)
    found = np.int64(0)
    for block in range(world.blocks.rows.size):
        settle_block(world, block, month, first, day, cuts, queues, keys, found)
        found += world.blocks.rows[block].asking


@door
def lift_bans(world: Any, month: int, first: int) -> None:
    """On the first day of a month, some are taken off the list of bans."""
    world = refer_to(world)
    for block in range(world.blocks.rows.size):
        lift_bans_of(world, block, month, first)


@kernel
def live_block(
    world: Any, block: int, row: int, month: int, first: int, last: int, draws: bool, begin: int, end: int
) -> None:
    """What `live_days` does, for one block, whose events are kept in a row."""
    if draws:
        draw_block(world, block, row, month, first, last)
    for day in range(begin, end):
        live_day(world, block, row, month, first, day)


@kernel
def settle_block(
    world: Any, block: int, month: int, first: int, day: int, cuts: Any, queues: Any, keys: Any, found: int
) -> None:
    """What `settle_seats` does, for one block; queues and keys are written from `found` on."""
    start = world.events.starts[block, day - first]
    for index in range(start, start + world.blocks.rows[block].asking):
        person = block * BLOCK + event_person(world.events.sorted[block, index])
        number = number_of(world.blocks, person)
        citizenship = world.map.groups[world.people[person].group].citizenship
        country = world.map.regions[chosen_region(world, person, day, month)[0]].country
        word, _, _, _ = random_words(world.key[0], world.key[1], number, day, SEAT)
        queue = country * world.seats.shape[2] + citizenship
        key = (word << np.uint64(32)) | np.uint64(number)
        if cuts.size == 0:
            queues[found], keys[found] = queue, key
            found += 1
        elif key < cuts[queue]:
            take_seat(world, person, day, month)
        else:
            world.tallies.unable[citizenship] += 1


@kernel
def lift_bans_of(world: Any, block: int, month: int, first: int) -> None:
    """What `lift_bans` does, for one block."""
    for person in range(block * BLOCK, block * BLOCK + world.blocks.rows[block].size):
        agent = world.people[person]
        if agent.ban_until >= first:
            rule = world.month.rules[agent.ban_country, world.map.groups[agent.group].citizenship]
            number = number_of(world.blocks, person)
            word, _, _, _ = random_words(world.key[0], world.key[1], number, month, LIFT)
            if word < rule.ban_lifted:
                lift_ban(world, agent, first, month)


@kernel
def live_day(world: Any, block: int, row: int, month: int, first: int, day: int) -> None:
    """One day of a block: arrivals, then the day's events in order of agents.

    Agents who leave home while ordinary ways are shut and seats are offered do not set out: they are moved to the
    front of the day's events and counted as asking.
    """
    receive_arrivals(world, block, day)
    events = world.events
    start, stop = events.starts[row, day - first], events.starts[row, day - first + 1]
    asking = 0
    for index in range(start, stop):
        event = events.sorted[row, index]
        person = block * BLOCK + event_person(event)
        if live_event(world, person, event_kind(event), month, day):
            events.sorted[row, start + asking] = event
            asking += 1
    world.blocks.rows[block].asking = asking


@kernel
def live_event(world: Any, person: int, kind: int, month: int, day: int) -> bool:
    """One event, if the agent still can have it; True if a seat must be found first."""
    agent = world.people[person]
    activity = agent.activity
    at_work = activity == EMPLOYED or activity == UNEMPLOYED
    asks = False
    if kind == LEAVE_HOME:
        if activity != HOME:
            return False
        asks = leave_home(world, person, day, month)
    elif kind == SETTLE:
        if activity != STRANDED:
            return False
        agent.activity = UNEMPLOYED
        stop_waiting(world.blocks, person)
    elif kind == EXPIRE:
        if activity == HOME or activity == TRAVELLING or activity == CONVOY or agent.status != VISITOR:
            return False
        meet_expiry(world, person, day)
    elif not at_work:
        return False
    elif kind == LOSE_JOB:
        agent.activity = UNEMPLOYED
    elif kind == FIND_JOB:
        agent.activity = EMPLOYED
    elif kind == TAKE_PAPERS or kind == DROP_PAPERS:
        change_papers(world, person, day, kind == TAKE_PAPERS)
    elif kind == GO_HOME:
        go_home(world, person, day, YES)
    elif kind == MOVE_ON:
        move_on(world, person, day, month)
    elif kind == PART:
        if agent.family != ACCOMPANIED:
            return False
        part_family(world, person, day, month)
    elif kind == NATURALISE:
        if agent.status != MEMBER and agent.status != PERMIT:
            return False
        count_standing(world, agent, NATURALISED)
        agent.activity, agent.status, agent.family = SETTLED, CITIZEN, ALONE
    elif agent.status < NO_STATUS or (kind == REGISTER and agent.status == REGISTRY):
        return False
    elif kind == EXPEL:
        expel(world, person, day)
    else:
        change_standing(world, agent, day, kind == REGISTER)
    mixed = (np.uint64(number_of(world.blocks, person)) << np.uint64(24)) | np.uint64((day << 4) | kind)
    mixed += _GOLDEN
    mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_A
    mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_B
    world.tallies.seal[0] += mixed ^ (mixed >> np.uint64(31))
    return asks


@kernel
def count_standing(world: Any, agent: Any, kind: int) -> None:
    """Count one agent whose standing changes in the host country."""
    country = world.map.regions[agent.host].country
    world.tallies.standing[kind, country, world.map.groups[agent.group].citizenship] += 1


@kernel
def change_standing(world: Any, agent: Any, day: int, enters_registry: bool) -> None:
    """Somebody without status enters the registry, or gets the formal mode."""
    citizenship, country = world.map.groups[agent.group].citizenship, world.map.regions[agent.host].country
    if enters_registry:
        agent.status = REGISTRY
        count_standing(world, agent, REGISTERED)
    else:
        agent.status = MEMBER if world.map.law[country, citizenship, day].is_member else PERMIT
        count_standing(world, agent, REGULARISED)


@kernel
def expel(world: Any, person: int, day: int) -> None:
    """Send somebody home with a ban, by air or by land; where every way is shut nobody is expelled."""
    agent = world.people[person]
    home, host = world.map.groups[agent.group], world.map.regions[agent.host]
    epoch = world.map.days[day].epoch
    family = family_of_ways(world.map.ways, epoch, home.citizenship, host.place, home.origin, YES)
    if family >= 0:
        count_standing(world, agent, EXPELLED)
        way = world.map.ways[family, epoch, home.citizenship, host.place, home.origin]
        travel_home(world, person, day, way, YES)


@kernel
def part_family(world: Any, person: int, day: int, month: int) -> None:
    """A family may no longer stay: the worker leaves with it, or lets it go."""
    agent = world.people[person]
    home, host = world.map.groups[agent.group], world.map.regions[agent.host]
    _, _, word, _ = random_words(world.key[0], world.key[1], number_of(world.blocks, person), month, FAMILY)
    if word >= world.month.rules[host.country, home.citizenship].family_leaves:
        agent.family = APART
        count_standing(world, agent, PARTED)
        return
    country = host.country
    go_home(world, person, day, YES)
    if agent.activity == TRAVELLING:
        world.tallies.standing[LEFT_TOGETHER, country, home.citizenship] += 1


@kernel
def receive_arrivals(world: Any, block: int, day: int) -> None:
    """Everyone whose journey ends today is at home, or at work or looking for it in a host region."""
    place = world.blocks.arrivals[block, day % LONGEST_JOURNEY]
    world.blocks.arrivals[block, day % LONGEST_JOURNEY] = -1
    while place >= 0:
        person = block * BLOCK + place
        agent = world.people[person]
        place = agent.next_arrival
        agent.next_arrival = -1
        home = world.map.groups[agent.group]
        if agent.place == home.origin:
            agent.activity = HOME
            agent.status = CITIZEN
            note_return(world.absence, person, agent.group)
            continue
        rule = world.month.rules[world.map.regions[agent.host].country, home.citizenship]
        _, _, job_word, _ = random_words(
            world.key[0], world.key[1], number_of(world.blocks, person), day, ARRIVAL
        )
        agent.activity = EMPLOYED if job_word < rule.employed_on_arrival else UNEMPLOYED
        agent.entered = day


@kernel
def change_papers(world: Any, person: int, day: int, takes: bool) -> None:
    """Take up or drop the formal mode; without status there is no way back into it while abroad."""
    agent = world.people[person]
    if agent.status >= NO_STATUS:
        return
    citizenship = world.map.groups[agent.group].citizenship
    country = world.map.regions[agent.host].country
    law = world.map.law[country, citizenship, day]
    if takes:
        agent.status = MEMBER if law.is_member else PERMIT
    elif agent.status != VISITOR:
        limit = int(world.month.rules[country, citizenship].stay_days)
        agent.status = VISITOR
        agent.entered = day
        agent.clock = min(int(law.counted) + limit, UNLIMITED_STAY) if limit > 0 else UNLIMITED_STAY


@kernel
def meet_expiry(world: Any, person: int, day: int) -> None:
    """A visitor's days are used up: formalise, cross the line and come back, leave, or stay without status."""
    agent = world.people[person]
    home, host = world.map.groups[agent.group], world.map.regions[agent.host]
    rule = world.month.rules[host.country, home.citizenship]
    law, today = world.map.law[host.country, home.citizenship, day], world.map.days[day]
    limit, counted = int(rule.stay_days), int(law.counted)
    if limit == 0 or counted < agent.clock:
        return
    if rule.stay_counting == CALENDAR_YEAR and agent.entered < today.year_start:
        since = int(world.map.law[host.country, home.citizenship, max(0, today.year_start)].counted)
        if since + limit > counted:
            agent.clock = since + limit
            agent.entered = today.year_start
            agent.used = 0
            return
    waits = agent.activity != EMPLOYED and agent.activity != UNEMPLOYED
    word, _, _, _ = random_words(world.key[0], world.key[1], number_of(world.blocks, person), day, EXPIRY)
    if not waits and word < rule.formalise_at_expiry:
        agent.status = MEMBER if law.is_member else PERMIT
        return
    ways = world.map.ways
    shut = family_of_ways(ways, today.epoch, home.citizenship, host.place, home.origin, NO) < 0
    leaves = word < rule.leave_at_expiry
    if not waits and leaves and rule.stay_counting == PER_ENTRY and not shut:
        agent.entered = day
        agent.clock = min(counted + limit, UNLIMITED_STAY)
        return
    if waits or shut or not leaves:
        agent.status = NO_STATUS
    if not waits and leaves:
        go_home(world, person, day, YES)
