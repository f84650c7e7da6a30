"""The monthly pass: who will do something this month, and on which day."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

from sapar.maths import random_words
from sapar.simulation.people import CAMP, EMPLOYED, HOME, STRANDED, UNEMPLOYED, VISITOR

BLOCK = 16_384
"""Agents to a block; each block writes its own events."""

LANES = 16
"""Groups of blocks that threads take; counts are kept by lane, and their integer sum is the same for any split."""

EVENTS_PER_AGENT = 4
"""Most events one agent can have in a month: an expiry, a move, a job lost or found, a legal mode weighed."""

LOSE_JOB, FIND_JOB, WEIGH_MODE, EXPIRE, SETTLE, LEAVE_HOME, GO_HOME, MOVE_ON = range(8)
"""Kinds of event, in the order in which one person's events of one day happen."""

DECIDE, DAY, DESTINATION, ARRIVAL, EXIT, QUEUE, TO_CAMP, EXPIRY, MODE, START, ATTEMPT, SEAT = range(12)
"""Decision numbers of random words; only ever added."""

_DAY_SHIFT = 40
_PERSON_SHIFT = 4


@njit(cache=True, inline="always")
def pack_event(day: Any, person: Any, kind: Any) -> Any:
    """One sortable number for an event: by day, then person, then kind."""
    return (np.int64(day) << _DAY_SHIFT) | (np.int64(person) << _PERSON_SHIFT) | np.int64(kind)


@njit(cache=True, inline="always")
def event_day(event: Any) -> Any:
    """Day of a packed event."""
    return event >> _DAY_SHIFT


@njit(cache=True, inline="always")
def event_person(event: Any) -> Any:
    """Agent index of a packed event."""
    return (event >> _PERSON_SHIFT) & ((np.int64(1) << (_DAY_SHIFT - _PERSON_SHIFT)) - 1)


@njit(cache=True, inline="always")
def event_kind(event: Any) -> Any:
    """Kind of a packed event."""
    return event & 15


@njit(cache=True, inline="always")
def _expiry_day(counted: Any, country: Any, citizenship: Any, clock: Any, first: Any, last: Any) -> Any:
    """First day of the month on which the clock is reached."""
    for day in range(first, last):
        if counted[country, citizenship, day] >= clock:
            return day
    return last


@njit(parallel=True, cache=True)
def draw_month(
    people: Any,
    layout: Any,
    law: Any,
    month_tables: Any,
    key: Any,
    month: int,
    first: int,
    last: int,
    events: Any,
    found: Any,
    unable: Any,
    stock: Any,
) -> None:
    """Write the month's events of every block, and count people where they are.

    Parameters
    ----------
    people, layout, law, month_tables
        Columns and tables, see `sapar.simulation.tables`.
    key
        [2] seed and replicate.
    month, first, last
        Index of the month; its first and last day.
    events
        [block, BLOCK * EVENTS_PER_AGENT] packed events, written.
    found
        [block] number of events, written.
    unable
        [lane, C] agents who wish to leave home and cannot, added to.
    stock
        [lane, G, H + 1, 5, 3] agents by group, host region (the last: home or under way), status and
        work (employed, unemployed, waiting); of the last region, work 0 is at home and work 1 under way; written.
    """
    number = people.group.size
    regions = layout.country_of_region.size
    days = np.uint64(last - first + 1)
    for lane in prange(stock.shape[0]):
        for block in range(lane, found.size, stock.shape[0]):
            count = 0
            group_at_home, at_home = people.group[block * BLOCK], 0
            stop = min(number, (block + 1) * BLOCK)
            for person in range(block * BLOCK, stop):
                activity = people.activity[person]
                group = people.group[person]
                if activity == HOME:
                    if group != group_at_home:
                        stock[lane, group_at_home, regions, 0, 0] += at_home
                        group_at_home, at_home = group, 0
                    at_home += 1
                    move, _, _, day_word = random_words(key[0], key[1], person, month, DECIDE)
                    if move < month_tables.leave_home[group]:
                        day = first + np.int64((day_word * days) >> np.uint64(32))
                        events[block, count] = pack_event(day, person, LEAVE_HOME)
                        count += 1
                    elif move < month_tables.wish_to_leave[group]:
                        unable[lane, layout.citizenship_of_origin[layout.origin_of_group[group]]] += 1
                    continue
                if (
                    activity != EMPLOYED
                    and activity != UNEMPLOYED
                    and activity != STRANDED
                    and activity != CAMP
                ):
                    stock[lane, group, regions, people.status[person], 1] += 1
                    continue
                origin = layout.origin_of_group[group]
                citizenship = layout.citizenship_of_origin[origin]
                region = people.host[person]
                country = layout.country_of_region[region]
                status = people.status[person]
                waiting = activity == STRANDED or activity == CAMP
                stock[lane, group, region, status, 2 if waiting else activity - EMPLOYED] += 1
                if status == VISITOR and month_tables.stay_days[country, citizenship] > 0:
                    clock = people.clock[person]
                    if law.counted[country, citizenship, last] >= clock:
                        day = _expiry_day(law.counted, country, citizenship, clock, first, last)
                        events[block, count] = pack_event(day, person, EXPIRE)
                        count += 1
                move, job, mode, day_word = random_words(key[0], key[1], person, month, DECIDE)
                move_day = first + np.int64((day_word * days) >> np.uint64(32))
                if waiting:
                    if activity == STRANDED and move < month_tables.settle[0]:
                        events[block, count] = pack_event(move_day, person, SETTLE)
                        count += 1
                    continue
                jobless = activity - EMPLOYED
                if move < month_tables.go_home[origin, region, jobless, status]:
                    events[block, count] = pack_event(move_day, person, GO_HOME)
                    count += 1
                elif move < month_tables.go_home_or_on[origin, region, jobless, status]:
                    events[block, count] = pack_event(move_day, person, MOVE_ON)
                    count += 1
                if jobless == 0:
                    acts = job < month_tables.lose_job[citizenship, country, status]
                else:
                    acts = job < month_tables.find_job[citizenship, country]
                weighs = mode < month_tables.weigh_mode[country]
                if acts or weighs:
                    job_day, mode_day, _, _ = random_words(key[0], key[1], person, month, DAY)
                    if acts:
                        day = first + np.int64((job_day * days) >> np.uint64(32))
                        events[block, count] = pack_event(day, person, LOSE_JOB if jobless == 0 else FIND_JOB)
                        count += 1
                    if weighs:
                        day = first + np.int64((mode_day * days) >> np.uint64(32))
                        events[block, count] = pack_event(day, person, WEIGH_MODE)
                        count += 1
            stock[lane, group_at_home, regions, 0, 0] += at_home
            found[block] = count
