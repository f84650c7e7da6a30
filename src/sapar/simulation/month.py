"""The monthly pass: who will do something this month, and on which day."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from sapar.maths import random_words
from sapar.simulation.people import (
    BLOCK,
    CAMP,
    CONVOY,
    EMPLOYED,
    HOME,
    MEMBER,
    NO_STATUS,
    PERMIT,
    STRANDED,
    TRAVELLING,
    VISITOR,
)
from sapar.simulation.tables import LONGEST_MONTH

kernel = njit(  # type: ignore[call-overload]
    cache=True, nogil=True, forceinline=True, _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True
)
"""Compiles a function that other kernels call and that allocates nothing.

Without counting references it runs three times as fast, without a door to Python it compiles in half the time, and
put in line it need not copy the description of the world on each call.
"""

door = njit(cache=True, nogil=True, _nrt=False, no_cfunc_wrapper=True)  # type: ignore[call-overload]
"""Compiles a function that Python calls; threads may do so at the same time, each with its own blocks."""

LOSE_JOB, FIND_JOB, TAKE_PAPERS, DROP_PAPERS, EXPIRE, SETTLE, LEAVE_HOME, GO_HOME, MOVE_ON = range(9)
"""Kinds of event, in the order in which one person's events of one day happen."""

DECIDE, DAY, DESTINATION, ARRIVAL, EXIT, QUEUE, TO_CAMP, EXPIRY, MODE, START, ATTEMPT, SEAT = range(12)
"""Decision numbers of random words; only ever added."""

_DAY_SHIFT = 18
_PLACE_SHIFT = 4
_PLACES = BLOCK - 1
_WORDS = 4
_HALF = np.uint64(16)
_LOW_HALF = np.uint64(0xFFFF)
_WORD = np.uint64(32)


@njit(cache=True, inline="always")
def event_person(event: Any) -> Any:
    """Place in the block of the agent of a packed event."""
    return (event >> _PLACE_SHIFT) & _PLACES


@njit(cache=True, inline="always")
def event_kind(event: Any) -> Any:
    """Kind of a packed event."""
    return event & 15


@kernel
def number_of(blocks: Any, person: int) -> int:
    """Number of an agent in the whole population: the same wherever its block is kept."""
    return blocks.rows[person // BLOCK].number * BLOCK + person % BLOCK  # type: ignore[no-any-return]


@kernel
def add_event(events: Any, found: int, offset: Any, place: int, kind: int) -> int:
    """Note an event `offset` days into the month after `found` others; returns how many there are now."""
    events.unsorted[found] = (np.int64(offset) << _DAY_SHIFT) | (place << _PLACE_SHIFT) | kind
    return found + 1


@kernel
def draw_words(events: Any, key: Any, row: Any, month: int) -> None:
    """One random word for each agent of a block; neighbours share a call that gives four."""
    first = row.number * (BLOCK // _WORDS)
    for call in range((row.size + _WORDS - 1) // _WORDS):
        word_0, word_1, word_2, word_3 = random_words(key[0], key[1], first + call, month, DECIDE)
        events.words[_WORDS * call] = word_0
        events.words[_WORDS * call + 1] = word_1
        events.words[_WORDS * call + 2] = word_2
        events.words[_WORDS * call + 3] = word_3


@kernel
def draw_abroad(world: Any, person: int, place: int, month: int, first: int, last: int, found: int) -> int:
    """Note the month's events of an agent abroad who works, looks for work or waits, and count the agent."""
    agent, events = world.people[person], world.events
    home = world.map.groups[agent.group]
    country = world.map.regions[agent.host].country
    rule = world.month.rules[country, home.citizenship]
    days = np.uint64(last - first + 1)
    waits = agent.activity == STRANDED or agent.activity == CAMP
    work = 2 if waits else agent.activity - EMPLOYED
    world.tallies.stock[agent.group, agent.host, agent.status, work] += 1
    job, mode, move_day, days_word = random_words(
        world.key[0], world.key[1], number_of(world.blocks, person), month, DAY
    )
    if not waits:
        if work == 0 and job < world.month.lose_job[home.citizenship, country, agent.status]:
            found = add_event(events, found, ((days_word & _LOW_HALF) * days) >> _HALF, place, LOSE_JOB)
        elif work == 1 and job < rule.find_job:
            found = add_event(events, found, ((days_word & _LOW_HALF) * days) >> _HALF, place, FIND_JOB)
        weighing = world.month.weighing[home.origin, country]
        if mode < weighing.drop_papers and agent.status != NO_STATUS:
            formal = MEMBER if world.map.law[country, home.citizenship, first].is_member else PERMIT
            takes = mode < weighing.take_papers
            if agent.status != (formal if takes else VISITOR):
                kind = TAKE_PAPERS if takes else DROP_PAPERS
                found = add_event(events, found, ((days_word >> _HALF) * days) >> _HALF, place, kind)
    law = world.map.law
    has_clock = agent.status == VISITOR and rule.stay_days > 0
    if has_clock and law[country, home.citizenship, last].counted >= agent.clock:
        day = first
        while law[country, home.citizenship, day].counted < agent.clock:
            day += 1
        found = add_event(events, found, day - first, place, EXPIRE)
    move = events.words[place]
    offset_of_move = (move_day * days) >> _WORD
    if waits:
        if agent.activity == STRANDED and move < rule.settle:
            found = add_event(events, found, offset_of_move, place, SETTLE)
        return found
    exiting = world.month.exiting[home.origin, agent.host, work, agent.status]
    if move < exiting.go_home:
        found = add_event(events, found, offset_of_move, place, GO_HOME)
    elif move < exiting.go_home_or_on:
        found = add_event(events, found, offset_of_move, place, MOVE_ON)
    return found


@kernel
def draw_people(world: Any, block: int, month: int, first: int, last: int) -> int:
    """Note the month's events of a block's agents in their order, and count the agents; returns the events."""
    stock = world.tallies.stock
    nowhere = stock.shape[1] - 1
    days = np.uint64(last - first + 1)
    found = 0
    group_at_home, at_home = -1, 0
    leaves = np.uint32(0)
    wishes = np.uint32(0)
    for place in range(world.blocks.rows[block].size):
        person = block * BLOCK + place
        agent = world.people[person]
        if agent.activity == HOME:
            if agent.group != group_at_home:
                if group_at_home >= 0:
                    stock[group_at_home, nowhere, 0, 0] += at_home
                group_at_home, at_home = agent.group, 0
                leaves = world.month.leaving[agent.group].leave_home
                wishes = world.month.leaving[agent.group].wish_to_leave
            at_home += 1
            word = world.events.words[place]
            if word < leaves:
                _, _, move_day, _ = random_words(
                    world.key[0], world.key[1], number_of(world.blocks, person), month, DAY
                )
                found = add_event(world.events, found, (move_day * days) >> _WORD, place, LEAVE_HOME)
            elif word < wishes:
                world.tallies.unable[world.map.groups[agent.group].citizenship] += 1
        elif agent.activity == TRAVELLING or agent.activity == CONVOY:
            stock[agent.group, nowhere, agent.status, 1] += 1
        else:
            found = draw_abroad(world, person, place, month, first, last, found)
    if group_at_home >= 0:
        stock[group_at_home, nowhere, 0, 0] += at_home
    return found


@kernel
def sort_events(events: Any, row: int, found: int) -> None:
    """Put the events of a block in order of days, and of agents within a day, into a row."""
    starts, unsorted = events.starts, events.unsorted
    for day in range(LONGEST_MONTH + 1):
        starts[row, day] = 0
    for index in range(found):
        starts[row, unsorted[index] >> _DAY_SHIFT] += 1
    running = 0
    for day in range(LONGEST_MONTH + 1):
        number = starts[row, day]
        starts[row, day] = running
        running += number
    for index in range(found):
        day = unsorted[index] >> _DAY_SHIFT
        events.sorted[row, starts[row, day]] = unsorted[index]
        starts[row, day] += 1
    for day in range(LONGEST_MONTH, 0, -1):
        starts[row, day] = starts[row, day - 1]
    starts[row, 0] = 0


@kernel
def draw_block(world: Any, block: int, row: int, month: int, first: int, last: int) -> None:
    """Draw a block's events of the month and put them in order into a row."""
    draw_words(world.events, world.key, world.blocks.rows[block], month)
    sort_events(world.events, row, draw_people(world, block, month, first, last))
