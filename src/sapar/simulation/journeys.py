"""Journeys: leaving home for a host, moving on to another, going home, and what the law says on the way."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from sapar.maths import random_words
from sapar.model.system import AIR, CALENDAR_YEAR, HOMEWARD, LAND, OUTWARD, PER_ENTRY, ROLLING
from sapar.simulation.month import ARRIVAL, DESTINATION, EXIT
from sapar.simulation.people import CITIZEN, MEMBER, NO_STATUS, PERMIT, STRANDED, TRAVELLING, VISITOR

kernel = njit(cache=True, _nrt=False)  # type: ignore[call-overload]
"""Compiles a function that allocates nothing: without counting references it runs three times as fast."""

UNLIMITED_STAY = np.int16(32_000)
"""Clock of a visitor whose stay has no limit."""


@kernel
def choose(cumulative: Any, word: Any) -> int:
    """Index of the chosen entry of a cumulative row, -1 when nothing can be chosen."""
    for index in range(cumulative.size):
        if word < cumulative[index] or (cumulative[index] == np.uint32(0xFFFFFFFF)):
            return index
    return -1


@kernel
def start_journey(people: Any, arrivals: Any, person: int, place: int, activity: int, arrival: int) -> None:
    """Send a person off: they arrive at `place` on day `arrival`."""
    people.place[person] = place
    people.activity[person] = activity
    people.day[person] = arrival
    slot = arrival % arrivals.size
    people.next_arrival[person] = arrivals[slot]
    arrivals[slot] = person


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
    if ways.is_open[preferred, epoch, citizenship, here, there]:
        return preferred
    other = LAND if flies else AIR
    if ways.is_open[other, epoch, citizenship, here, there]:
        return other
    return -1


@kernel
def allowance(
    people: Any, layout: Any, month_tables: Any, person: int, country: int, citizenship: int, day: int
) -> int:
    """Days a visitor entering now may stay; forgets days used in a window that has passed."""
    limit = month_tables.stay_days[country, citizenship]
    if limit == 0:
        return int(UNLIMITED_STAY)
    counting = month_tables.stay_counting[country, citizenship]
    left = people.left[person]
    if (
        counting == PER_ENTRY
        or (counting == ROLLING and day - left >= month_tables.stay_window[country, citizenship] - limit)
        or (counting == CALENDAR_YEAR and left < layout.year_start[day])
    ):
        people.used[person] = 0
    return int(limit - people.used[person])


@kernel
def leave_host(
    people: Any, month_tables: Any, person: int, country: int, citizenship: int, day: int, word: Any
) -> None:
    """Close a stay abroad: days used are booked, and a stay without status may bring an entry ban."""
    status = people.status[person]
    if status == VISITOR or status == NO_STATUS:
        people.used[person] = min(people.used[person] + day - people.entered[person], 30_000)
    if status == NO_STATUS and word < month_tables.ban[0] and month_tables.ban_days[country, citizenship] > 0:
        people.ban_until[person] = min(day + month_tables.ban_days[country, citizenship], 32_000)
        people.ban_country[person] = country
    people.left[person] = day
    people.status[person] = CITIZEN


@kernel
def go_home(
    people: Any,
    layout: Any,
    ways: Any,
    month_tables: Any,
    tallies: Any,
    arrivals: Any,
    pool: Any,
    key: Any,
    person: int,
    day: int,
    can_put_off: bool,
) -> None:
    """Return home by an open way; where all are shut, wait for one or put the return off."""
    origin = layout.origin_of_group[people.group[person]]
    citizenship = layout.citizenship_of_origin[origin]
    region = people.host[person]
    country = layout.country_of_region[region]
    epoch = ways.epoch[day]
    here = layout.citizenship_of_origin.size + region
    fly_word, urgent_word, ban_word, _ = random_words(key[0], key[1], person, day, EXIT)
    family = family_of_ways(
        ways, epoch, citizenship, here, origin, fly_word < month_tables.by_air[origin, region]
    )
    if family < 0:
        if not can_put_off or urgent_word < month_tables.urgent[0]:
            people.activity[person] = STRANDED
            people.day[person] = day
            pool.members[pool.size[0]] = person
            pool.size[0] += 1
        return
    leave_host(people, month_tables, person, country, citizenship, day, ban_word)
    count_crossings(tallies, ways.crossings[family, epoch, citizenship, here, origin], HOMEWARD, citizenship)
    tallies.flow[citizenship, layout.node_of_country[country], layout.node_of_origin[origin]] += 1
    arrival = day + max(1, int(ways.days[family, epoch, citizenship, here, origin]))
    start_journey(people, arrivals, person, origin, TRAVELLING, arrival)


@kernel
def enter_host(
    people: Any,
    layout: Any,
    law: Any,
    month_tables: Any,
    tallies: Any,
    arrivals: Any,
    key: Any,
    person: int,
    day: int,
    region: int,
    here_node: int,
    travel_days: int,
) -> bool:
    """Set out for a host region with a legal mode chosen; False if turned back or refused."""
    origin = layout.origin_of_group[people.group[person]]
    citizenship = layout.citizenship_of_origin[origin]
    country = layout.country_of_region[region]
    refusal_word, formal_word, _, _ = random_words(key[0], key[1], person, day, ARRIVAL)
    if refusal_word < month_tables.refusal[country, citizenship]:
        tallies.refused[country, citizenship] += 1
        return False
    days_left = allowance(people, layout, month_tables, person, country, citizenship, day)
    if formal_word < month_tables.formal[origin, country]:
        people.status[person] = MEMBER if law.is_member[country, citizenship, day] else PERMIT
    elif days_left <= 0:
        tallies.refused[country, citizenship] += 1
        return False
    else:
        people.status[person] = VISITOR
    arrival = day + max(1, travel_days)
    last = law.counted.shape[2] - 1
    counted = np.int64(law.counted[country, citizenship, min(arrival, last)]) + days_left
    people.clock[person] = min(counted, np.int64(UNLIMITED_STAY))
    people.host[person] = region
    tallies.flow[citizenship, here_node, layout.node_of_country[country]] += 1
    start_journey(people, arrivals, person, layout.citizenship_of_origin.size + region, TRAVELLING, arrival)
    return True


@kernel
def leave_home(
    people: Any,
    layout: Any,
    ways: Any,
    law: Any,
    month_tables: Any,
    tallies: Any,
    arrivals: Any,
    seats: Any,
    key: Any,
    person: int,
    day: int,
    month: int,
) -> None:
    """Choose a host region and set out for it, by an open way or on one of the day's seats."""
    origin = layout.origin_of_group[people.group[person]]
    citizenship = layout.citizenship_of_origin[origin]
    word_0, word_1, word_2, fly_word = random_words(key[0], key[1], person, month, DESTINATION)
    region = choose(month_tables.destination[origin], word_0)
    for word in (word_1, word_2):
        if (
            region >= 0
            and people.ban_until[person] >= day
            and (layout.country_of_region[region] == people.ban_country[person])
        ):
            region = choose(month_tables.destination[origin], word)
    if region < 0 or (
        people.ban_until[person] >= day and layout.country_of_region[region] == people.ban_country[person]
    ):
        tallies.unable[citizenship] += 1
        return
    country = layout.country_of_region[region]
    epoch = ways.epoch[day]
    there = layout.citizenship_of_origin.size + region
    family = family_of_ways(
        ways, epoch, citizenship, origin, there, fly_word < month_tables.by_air[origin, region]
    )
    if family < 0 and seats[OUTWARD, country, citizenship] <= 0:
        tallies.unable[citizenship] += 1
        return
    first_this_year = people.left[person] < layout.year_start[day]
    travel_days = np.int64(ways.days[family, epoch, citizenship, origin, there]) if family >= 0 else 1
    if not enter_host(
        people,
        layout,
        law,
        month_tables,
        tallies,
        arrivals,
        key,
        person,
        day,
        region,
        layout.node_of_origin[origin],
        travel_days,
    ):
        return
    if first_this_year:
        tallies.first_departures[citizenship] += 1
    if family >= 0:
        count_crossings(
            tallies, ways.crossings[family, epoch, citizenship, origin, there], OUTWARD, citizenship
        )
    else:
        seats[OUTWARD, country, citizenship] -= 1


@kernel
def move_on(
    people: Any,
    layout: Any,
    ways: Any,
    law: Any,
    month_tables: Any,
    tallies: Any,
    arrivals: Any,
    key: Any,
    person: int,
    day: int,
    month: int,
) -> None:
    """Move from one host country to another, if a way is open."""
    origin = layout.origin_of_group[people.group[person]]
    citizenship = layout.citizenship_of_origin[origin]
    country = layout.country_of_region[people.host[person]]
    word, fly_word, ban_word, _ = random_words(key[0], key[1], person, month, DESTINATION)
    region = choose(month_tables.onward[origin, country], word)
    if region < 0:
        return
    next_country = layout.country_of_region[region]
    banned = people.ban_until[person] >= day and people.ban_country[person] == next_country
    epoch = ways.epoch[day]
    origins = layout.citizenship_of_origin.size
    here = origins + people.host[person]
    there = origins + region
    family = family_of_ways(
        ways, epoch, citizenship, here, there, fly_word < month_tables.by_air[origin, region]
    )
    if banned or family < 0:
        return
    status = people.status[person]
    leave_host(people, month_tables, person, country, citizenship, day, ban_word)
    people.used[person] = 0
    travel_days = np.int64(ways.days[family, epoch, citizenship, here, there])
    if enter_host(
        people,
        layout,
        law,
        month_tables,
        tallies,
        arrivals,
        key,
        person,
        day,
        region,
        layout.node_of_country[country],
        travel_days,
    ):
        count_crossings(
            tallies, ways.crossings[family, epoch, citizenship, here, there], OUTWARD, citizenship
        )
    else:
        people.status[person] = status
