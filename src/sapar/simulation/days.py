"""The days of a month: arrivals, jobs, legal modes, expiring clocks, and who sets out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from sapar.maths import random_words
from sapar.model.system import CALENDAR_YEAR, PER_ENTRY
from sapar.simulation.journeys import UNLIMITED_STAY, family_of_ways, go_home, kernel, leave_home, move_on
from sapar.simulation.month import (
    ARRIVAL,
    EXPIRE,
    EXPIRY,
    FIND_JOB,
    GO_HOME,
    LEAVE_HOME,
    LOSE_JOB,
    MODE,
    MOVE_ON,
    SEAT,
    SETTLE,
    WEIGH_MODE,
    event_day,
    event_kind,
    event_person,
)
from sapar.simulation.people import (
    CITIZEN,
    CONVOY,
    EMPLOYED,
    HOME,
    MEMBER,
    NO_STATUS,
    PERMIT,
    STRANDED,
    TRAVELLING,
    UNEMPLOYED,
    VISITOR,
)


@kernel
def weigh_mode(
    people: Any, layout: Any, law: Any, month_tables: Any, key: Any, person: int, day: int
) -> None:
    """Take up, keep or drop the formal mode; without status there is no way back into it while abroad."""
    status = people.status[person]
    if status == NO_STATUS:
        return
    origin = layout.origin_of_group[people.group[person]]
    citizenship = layout.citizenship_of_origin[origin]
    country = layout.country_of_region[people.host[person]]
    word, _, _, _ = random_words(key[0], key[1], person, day, MODE)
    if word < month_tables.formal[origin, country]:
        people.status[person] = MEMBER if law.is_member[country, citizenship, day] else PERMIT
    elif status != VISITOR:
        limit = month_tables.stay_days[country, citizenship]
        people.status[person] = VISITOR
        people.entered[person] = day
        counted = np.int64(law.counted[country, citizenship, day])
        people.clock[person] = min(counted + limit, np.int64(UNLIMITED_STAY)) if limit > 0 else UNLIMITED_STAY


@kernel
def meet_expiry(
    people: Any,
    layout: Any,
    ways: Any,
    law: Any,
    month_tables: Any,
    tallies: Any,
    arrivals: Any,
    pool: Any,
    key: Any,
    person: int,
    day: int,
) -> None:
    """A visitor's days are used up: formalise, cross the line and come back, leave, or stay without status."""
    origin = layout.origin_of_group[people.group[person]]
    citizenship = layout.citizenship_of_origin[origin]
    region = people.host[person]
    country = layout.country_of_region[region]
    limit = month_tables.stay_days[country, citizenship]
    counted = np.int64(law.counted[country, citizenship, day])
    if limit == 0 or counted < people.clock[person]:
        return
    counting = month_tables.stay_counting[country, citizenship]
    if counting == CALENDAR_YEAR and people.entered[person] < layout.year_start[day]:
        since = np.int64(law.counted[country, citizenship, max(0, layout.year_start[day])])
        if since + limit > counted:
            people.clock[person] = since + limit
            people.entered[person] = layout.year_start[day]
            people.used[person] = 0
            return
    waiting = people.activity[person] != EMPLOYED and people.activity[person] != UNEMPLOYED
    word, _, _, _ = random_words(key[0], key[1], person, day, EXPIRY)
    if not waiting and word < month_tables.formalise_at_expiry[country]:
        people.status[person] = MEMBER if law.is_member[country, citizenship, day] else PERMIT
        return
    here = layout.citizenship_of_origin.size + region
    epoch = ways.epoch[day]
    shut = family_of_ways(ways, epoch, citizenship, here, origin, False) < 0
    leaves = word < month_tables.leave_at_expiry[country]
    if not waiting and leaves and counting == PER_ENTRY and not shut:
        people.entered[person] = day
        people.clock[person] = min(counted + limit, np.int64(UNLIMITED_STAY))
        return
    if waiting or shut or not leaves:
        people.status[person] = NO_STATUS
    if not waiting and leaves:
        go_home(people, layout, ways, month_tables, tallies, arrivals, pool, key, person, day, True)


@kernel
def receive_arrivals(people: Any, layout: Any, month_tables: Any, arrivals: Any, key: Any, day: int) -> None:
    """Everyone whose journey ends today is at home, or at work or looking for it in a host region."""
    origins = layout.citizenship_of_origin.size
    slot = day % arrivals.size
    person = arrivals[slot]
    arrivals[slot] = -1
    while person >= 0:
        following = people.next_arrival[person]
        people.next_arrival[person] = -1
        if people.place[person] < origins:
            people.activity[person] = HOME
            people.status[person] = CITIZEN
        else:
            country = layout.country_of_region[people.host[person]]
            _, _, job_word, _ = random_words(key[0], key[1], person, day, ARRIVAL)
            employed = job_word < month_tables.employed_on_arrival[country]
            people.activity[person] = EMPLOYED if employed else UNEMPLOYED
            people.entered[person] = day
        person = following


@njit(cache=True)
def live_day(
    people: Any,
    layout: Any,
    ways: Any,
    law: Any,
    month_tables: Any,
    tallies: Any,
    arrivals: Any,
    pool: Any,
    seats: Any,
    key: Any,
    month: int,
    day: int,
    events: Any,
    start: int,
) -> int:
    """One day: arrivals, then the day's events in order of person; returns where the next day's events start.

    Departures that need one of a limited number of seats are taken in the order of a keyed word, so that
    nobody's turn depends on where they stand in memory.
    """
    receive_arrivals(people, layout, month_tables, arrivals, key, day)
    stop = start
    while stop < events.size and event_day(events[stop]) == day:
        stop += 1
    departures = np.empty(stop - start, np.int64)
    leaving = 0
    for index in range(start, stop):
        person = event_person(events[index])
        kind = event_kind(events[index])
        activity = people.activity[person]
        at_work = activity == EMPLOYED or activity == UNEMPLOYED
        if kind == LEAVE_HOME:
            if activity == HOME:
                word, _, _, _ = random_words(key[0], key[1], person, day, SEAT)
                departures[leaving] = (np.int64(word) << np.int64(31)) | np.int64(person)
                leaving += 1
        elif kind == SETTLE:
            if activity == STRANDED:
                people.activity[person] = UNEMPLOYED
        elif kind == EXPIRE:
            is_abroad = activity != HOME and activity != TRAVELLING and activity != CONVOY
            if is_abroad and people.status[person] == VISITOR:
                meet_expiry(
                    people, layout, ways, law, month_tables, tallies, arrivals, pool, key, person, day
                )
        elif at_work:
            if kind == LOSE_JOB:
                people.activity[person] = UNEMPLOYED
            elif kind == FIND_JOB:
                people.activity[person] = EMPLOYED
            elif kind == WEIGH_MODE:
                weigh_mode(people, layout, law, month_tables, key, person, day)
            elif kind == GO_HOME:
                go_home(people, layout, ways, month_tables, tallies, arrivals, pool, key, person, day, True)
            elif kind == MOVE_ON:
                move_on(people, layout, ways, law, month_tables, tallies, arrivals, key, person, day, month)
    departures[:leaving].sort()
    for index in range(leaving):
        person = departures[index] & ((np.int64(1) << np.int64(31)) - 1)
        leave_home(people, layout, ways, law, month_tables, tallies, arrivals, seats, key, person, day, month)
    return stop


@njit(cache=True)
def live_days(
    people: Any,
    layout: Any,
    ways: Any,
    law: Any,
    month_tables: Any,
    tallies: Any,
    arrivals: Any,
    pool: Any,
    seats: Any,
    key: Any,
    month: int,
    first: int,
    last: int,
    events: Any,
    start: int,
) -> int:
    """The days from `first` to `last`, both included, with nobody waiting and no limited seats."""
    for day in range(first, last + 1):
        start = live_day(
            people,
            layout,
            ways,
            law,
            month_tables,
            tallies,
            arrivals,
            pool,
            seats,
            key,
            month,
            day,
            events,
            start,
        )
    return start
