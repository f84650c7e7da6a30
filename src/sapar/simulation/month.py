"""The monthly pass: who will do something this month, and on which day.

Of those at home only the ones named by a point of an opened layer are looked at; those away are looked at one by one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from sapar.compiling import kernel
from sapar.maths import random_words
from sapar.simulation.layers import BLOCK_BITS
from sapar.simulation.people import (
    ACCOMPANIED,
    ALONE,
    BLOCK,
    CAMP,
    EMPLOYED,
    HOME,
    MEMBER,
    NO_STATUS,
    PERMIT,
    REGISTRY,
    SETTLED,
    STRANDED,
    UNEMPLOYED,
    VISITOR,
    WORD,
)
from sapar.simulation.points import CHUNK, draw_numbers, draw_points, draw_words
from sapar.simulation.tables import LONGEST_MONTH

LOSE_JOB, FIND_JOB, TAKE_PAPERS, DROP_PAPERS, EXPIRE, SETTLE, LEAVE_HOME, GO_HOME, MOVE_ON = map(
    np.int64, range(9)
)
EXPEL, REGISTER, REGULARISE, NATURALISE, PART = map(np.int64, range(9, 14))
"""Kinds of event, in the order in which one person's events of one day happen.

Numbers with a type: a kernel called with bare ones would be compiled once for each value.
"""

DECIDE, DAY, DESTINATION, ARRIVAL, EXIT, QUEUE, TO_CAMP, EXPIRY, MODE, START, ATTEMPT, SEAT = range(12)
STANDING, FAMILY, LIFT = range(12, 15)
"""Decision numbers of random words; only ever added."""

NONE = np.int64(0)
"""Nothing found, or the first row; typed for the same reason."""

YES, NO = np.bool_(True), np.bool_(False)
"""Answers to give to a kernel; typed for the same reason."""

_DAY_SHIFT = 18
_PLACE_SHIFT = 4
_PLACES = BLOCK - 1
_WORD_BITS = np.uint64(32)
_LOW_WORD = np.uint64(0xFFFFFFFF)
_WORDS = np.int64(1 << 32)
"""How many words there are."""

_LEAVES, _WISHES = 0, 1
"""Rows of `Events.seen`."""

_DE_BRUIJN = np.uint64(0x03F79D71B4CB0A89)
_UPPER_SIX = np.uint64(58)
_BIT_OF = np.zeros(64, np.int64)
"""Which bit is the only one set, by the upper six bits of its product with the number above."""
for _bit in range(64):
    _BIT_OF[((int(_DE_BRUIJN) << _bit) & 0xFFFFFFFFFFFFFFFF) >> 58] = _bit


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
def note_event(events: Any, found: int, offset: Any, place: int, kind: Any) -> None:
    """Write down an event `offset` days into the month, after `found` others."""
    events.unsorted[found] = (np.int64(offset) << _DAY_SHIFT) | (place << _PLACE_SHIFT) | kind


@kernel
def days_of(word: Any, days: Any) -> Any:
    """Three independent days within a month from one word: of a move, of a job, of papers."""
    move = word * days
    job = (move & _LOW_WORD) * days
    papers = (job & _LOW_WORD) * days
    return move >> _WORD_BITS, job >> _WORD_BITS, papers >> _WORD_BITS


@kernel
def is_away(absence: Any, person: int) -> Any:
    """Whether an agent is not at home."""
    return (absence.away[person // WORD] >> np.uint64(person % WORD)) & np.uint64(1)


@kernel
def mark(bits: Any, place: int) -> bool:
    """Set an agent's bit; True if it was not set before."""
    bit = np.uint64(1) << np.uint64(place % WORD)
    is_new = bits[place // WORD] & bit == 0
    bits[place // WORD] |= bit
    return is_new  # type: ignore[no-any-return]


@kernel
def list_places(bits: Any, first: int, places: Any) -> int:
    """Places in the block of the bits set in the words from `first` on, ascending; returns how many."""
    found = 0
    for word in range(BLOCK // WORD):
        left = bits[first + word]
        while left != 0:
            lowest = left & (~left + np.uint64(1))
            places[found] = word * WORD + _BIT_OF[(lowest * _DE_BRUIJN) >> _UPPER_SIX]
            found += 1
            left ^= lowest
    return found


@kernel
def open_layers(world: Any, block: int) -> int:
    """Layers in which a point can make anybody at home in a block act: agents stand group after group."""
    people, opened = world.people, 0
    first, last = block * BLOCK, block * BLOCK + world.blocks.rows[block].size - 1
    for group in range(people[first].group, people[last].group + 1):
        opened = max(opened, world.month.leaving.opened[group])
    return opened


@kernel
def name_leavers(world: Any, block: int, layer: int, points: Any, begin: int, end: int, found: int) -> int:
    """Name those at home whose point, of one layer, makes them leave; mark those whom it only makes wish to."""
    leaving, seen, named = world.month.leaving, world.events.seen, world.scratch.named
    size = world.blocks.rows[block].size
    for point in range(begin, end):
        word = points[point & 3, point >> 2]
        place = np.int64(word & np.uint32(BLOCK - 1))
        height = np.int32(word >> np.uint32(BLOCK_BITS))
        if place < size and not is_away(world.absence, block * BLOCK + place):
            group = world.people[block * BLOCK + place].group
            if height < leaving.leave_home[layer, group]:
                if mark(seen[_LEAVES], place):
                    named[found] = place
                    found += 1
            elif height < leaving.wish_to_leave[layer, group]:
                mark(seen[_WISHES], place)
    return found


@kernel
def draw_at_home(world: Any, block: int, month: int, days: Any) -> Any:
    """Note who leaves home this month, and count those who only wish to; returns the events."""
    scratch, number = world.scratch, world.blocks.rows[block].number
    total = draw_numbers(
        scratch.numbers,
        scratch.points,
        world.layers,
        open_layers(world, block),
        world.key,
        number,
        month,
        DECIDE,
    )
    events, layer, until = NONE, NONE, scratch.numbers[0]
    for first in range(0, total, CHUNK):
        last = min(first + CHUNK, total)
        draw_points(scratch.points, first, last, world.key, number, month, DECIDE)
        begin, found = first, NONE
        while begin < last:
            while begin >= until:
                layer += 1
                until += scratch.numbers[layer]
            end = min(last, until)
            found = name_leavers(world, block, layer, scratch.points, begin - first, end - first, found)
            begin = end
        draw_own_words(world, block, scratch.named, NONE, found, month)
        for index in range(found):
            day, _, _ = days_of(np.uint64(scratch.words[3, index]), days)
            note_event(world.events, events, day, scratch.named[index], LEAVE_HOME)
            events += 1
    if total > 0:
        count_wishes(world, block)
    return events


@kernel
def count_wishes(world: Any, block: int) -> None:
    """Count those who wish to leave and do not, and clear the marks."""
    seen = world.events.seen
    for word in range(BLOCK // WORD):
        seen[_WISHES, word] &= ~seen[_LEAVES, word]
        seen[_LEAVES, word] = 0
    for index in range(list_places(seen[_WISHES], NONE, world.events.away)):
        group = world.people[block * BLOCK + world.events.away[index]].group
        world.tallies.unable[world.map.groups[group].citizenship] += 1
    for word in range(BLOCK // WORD):
        seen[_WISHES, word] = 0


@kernel
def draw_own_words(world: Any, block: int, places: Any, first: int, last: int, month: int) -> None:
    """Each one's own words of the month, for the agents at the places from `first` to before `last`."""
    words, start = world.scratch.words, world.blocks.rows[block].number * BLOCK
    for index in range(last - first):
        words[0, index] = start + places[first + index]
        words[1, index] = month
        words[2, index] = DAY
    draw_words(words, last - first, world.key)


@kernel
def draw_away(world: Any, block: int, month: int, first: int, last: int, found: int) -> int:
    """Note the month's events of those who are not at home, and count them; returns the events."""
    places, stock = world.events.away, world.tallies.stock
    start = world.blocks.rows[block].number * BLOCK
    nowhere = stock.shape[1] - 1
    total = list_places(world.absence.away, block * (BLOCK // WORD), places)
    for begin in range(0, total, CHUNK):
        end = min(begin + CHUNK, total)
        draw_own_words(world, block, places, begin, end, month)
        for index in range(end - begin):
            place = places[begin + index]
            agent = world.people[block * BLOCK + place]
            activity = agent.activity
            if activity == EMPLOYED or activity == UNEMPLOYED:
                stock[agent.group, agent.host, agent.status, activity - EMPLOYED] += 1
                count_family(world, agent)
                found = draw_working(world, agent, place, index, first, last, found)
                found = draw_standing(world, agent, place, index, start + place, month, first, last, found)
            elif activity == STRANDED or activity == CAMP:
                stock[agent.group, agent.host, agent.status, 2] += 1
                count_family(world, agent)
                found = draw_waiting(world, agent, place, index, first, last, found)
            elif activity != HOME:
                stock[agent.group, nowhere, agent.status, 1 + np.int64(activity == SETTLED)] += 1
    return found


@kernel
def draw_working(world: Any, agent: Any, place: int, index: int, first: int, last: int, found: Any) -> Any:
    """Note the month's events of an agent abroad who works or looks for work.

    Each event is written whether it happens or not, and stays where it does: a processor that had to guess which of
    them happen would lose more time by wrong guesses than all of them take.
    """
    events, words = world.events, world.scratch.words
    home = world.map.groups[agent.group]
    country = world.map.regions[agent.host].country
    rule, law = world.month.rules[country, home.citizenship], world.map.law[country, home.citizenship]
    status, work = agent.status, agent.activity - EMPLOYED
    move, job, mode = words[0, index], words[1, index], words[2, index]
    day_of_move, day_of_job, day_of_papers = days_of(np.uint64(words[3, index]), np.uint64(last - first + 1))
    loses, finds = world.month.lose_job[home.citizenship, country, status], rule.find_job
    note_event(events, found, day_of_job, place, LOSE_JOB + work)
    found += np.int64(job < (finds if work else loses))
    weighing = world.month.weighing[home.origin, country]
    takes = np.int64(mode < weighing.take_papers)
    formal = MEMBER if law[first].is_member else PERMIT
    wanted = formal if takes else VISITOR
    note_event(events, found, day_of_papers, place, DROP_PAPERS - takes)
    found += np.int64((mode < weighing.drop_papers) & (status < NO_STATUS) & (status != wanted))
    found = draw_expiry(world, agent, place, first, last, found)
    exiting = world.month.exiting[home.origin, agent.host, work, status]
    note_event(events, found, day_of_move, place, GO_HOME + np.int64(move >= exiting.go_home))
    return found + np.int64(move < exiting.go_home_or_on)


@kernel
def draw_waiting(world: Any, agent: Any, place: int, index: int, first: int, last: int, found: int) -> int:
    """Note the month's events of an agent who waits for a way home."""
    words = world.scratch.words
    country = world.map.regions[agent.host].country
    rule = world.month.rules[country, world.map.groups[agent.group].citizenship]
    found = draw_expiry(world, agent, place, first, last, found)
    if agent.activity == STRANDED and words[0, index] < rule.settle:
        day_of_move, _, _ = days_of(np.uint64(words[3, index]), np.uint64(last - first + 1))
        note_event(world.events, found, day_of_move, place, SETTLE)
        found += 1
    return found


@kernel
def draw_expiry(world: Any, agent: Any, place: int, first: int, last: int, found: int) -> int:
    """Note the day on which a visitor's days are used up, if it lies in the month."""
    country, citizenship = world.map.regions[agent.host].country, world.map.groups[agent.group].citizenship
    law = world.map.law[country, citizenship]
    has_clock = (agent.status == VISITOR) & (world.month.rules[country, citizenship].stay_days > 0)
    if has_clock & (law[last].counted >= agent.clock):
        day = first
        while law[day].counted < agent.clock:
            day += 1
        note_event(world.events, found, day - first, place, EXPIRE)
        found += 1
    return found


@kernel
def count_family(world: Any, agent: Any) -> None:
    """Count an agent abroad who is with a family or apart from it."""
    if agent.family != ALONE:
        country = world.map.regions[agent.host].country
        world.tallies.families[agent.family - 1, country, world.map.groups[agent.group].citizenship] += 1


@kernel
def draw_standing(
    world: Any, agent: Any, place: int, index: int, number: int, month: int, first: int, last: int, found: int
) -> int:
    """Note what authorities do this month with an agent abroad who works or looks for work, or with the family."""
    home = world.map.groups[agent.group]
    country, days = world.map.regions[agent.host].country, last - first + 1
    rule = world.month.rules[country, home.citizenship]
    mode = np.int64(world.scratch.words[2, index])
    weighs = np.int64(world.month.weighing[home.origin, country].drop_papers)
    if agent.status >= NO_STATUS:
        found = draw_sanction(world, agent.status, rule, number, month, place, days, found)
    elif agent.status != VISITOR and mode >= max(_WORDS - rule.naturalised, weighs):
        _, _, day_of_papers = days_of(np.uint64(world.scratch.words[3, index]), np.uint64(days))
        note_event(world.events, found, day_of_papers, place, NATURALISE)
        found += 1
    if agent.family == ACCOMPANIED and rule.family_barred:
        _, _, _, day = random_words(world.key[0], world.key[1], number, month, FAMILY)
        note_event(world.events, found, (day * np.uint64(days)) >> _WORD_BITS, place, PART)
        found += 1
    return found


@kernel
def draw_sanction(
    world: Any, status: int, rule: Any, number: int, month: int, place: int, days: int, found: int
) -> int:
    """Note what is done this month with somebody without status; at most one thing."""
    changed = rule.registered_changed if status == REGISTRY else rule.standing_changed
    if changed == 0:
        return found
    word, day, _, _ = random_words(world.key[0], world.key[1], number, month, STANDING)
    if word >= changed:
        return found
    kind = REGULARISE
    if word < (rule.registered_expelled if status == REGISTRY else rule.expelled):
        kind = EXPEL
    elif status != REGISTRY and word < rule.expelled_or_registered:
        kind = REGISTER
    note_event(world.events, found, (day * np.uint64(days)) >> _WORD_BITS, place, kind)
    return found + 1


@kernel
def sort_events(events: Any, row: int, found: int) -> None:
    """Put the events of a block in order of days into a row; those of one agent and day stay in order of kinds."""
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
    """Draw a block's events of the month and put them in order of days into a row."""
    found = draw_at_home(world, block, month, np.uint64(last - first + 1))
    sort_events(world.events, row, draw_away(world, block, month, first, last, found))
