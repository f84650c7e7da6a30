"""People waiting for a way home: released, served first come first served, gathering in camps, boarding."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from sapar.maths import random_words
from sapar.model.system import HOMEWARD
from sapar.simulation.journeys import family_of_ways, go_home, leave_host, start_journey
from sapar.simulation.month import QUEUE, TO_CAMP
from sapar.simulation.people import CAMP, CONVOY, STRANDED, TRAVELLING

LONGEST_WAIT = 400
"""Waits are counted by day up to this many; longer ones in the last class."""

_NO_BAN = np.uint64(0xFFFFFFFF)


@njit(cache=True)
def turn(people: Any, key: Any, person: int) -> int:
    """Sortable place in a queue: day of joining, then a keyed word."""
    joined = np.int64(people.day[person])
    word, _, _, _ = random_words(key[0], key[1], person, joined, QUEUE)
    return int((joined << np.int64(32)) | np.int64(word))


@njit(cache=True)
def first_in_turn(people: Any, key: Any, candidates: Any, number: int, places: int) -> Any:
    """The first `places` of the candidates, by day of joining and keyed word."""
    turns = np.empty(number, np.int64)
    for index in range(number):
        turns[index] = turn(people, key, candidates[index])
    return candidates[:number][np.argsort(turns)][:places]


@njit(cache=True)
def release(
    people: Any,
    layout: Any,
    ways: Any,
    month_tables: Any,
    tallies: Any,
    arrivals: Any,
    pool: Any,
    seats: Any,
    key: Any,
    day: int,
    released: Any,
    waits: Any,
) -> None:
    """Everyone waiting whose way home is open travels; others take the day's limited seats in turn.

    `released` [K, C] counts those who leave a camp this way and `waits` [K, LONGEST_WAIT + 1] how long they
    waited; `seats` [2, D, C] is what the day offers.
    """
    epoch = ways.epoch[day]
    origins = layout.citizenship_of_origin.size
    number = pool.size[0]
    for index in range(number):
        person = pool.members[index]
        origin = layout.origin_of_group[people.group[person]]
        citizenship = layout.citizenship_of_origin[origin]
        here = origins + people.host[person]
        if family_of_ways(ways, epoch, citizenship, here, origin, False) >= 0:
            if people.activity[person] == CAMP:
                camp = people.place[person] - origins - layout.country_of_region.size
                released[camp, citizenship] += 1
                waits[camp, min(day - people.day[person], LONGEST_WAIT)] += 1
            go_home(people, layout, ways, month_tables, tallies, arrivals, pool, key, person, day, False)
    candidates = np.empty(number, np.int64)
    for country in range(seats.shape[1]):
        for citizenship in range(seats.shape[2]):
            places = seats[HOMEWARD, country, citizenship]
            if places <= 0:
                continue
            waiting = 0
            for index in range(number):
                person = pool.members[index]
                origin = layout.origin_of_group[people.group[person]]
                if (
                    people.activity[person] == STRANDED
                    and layout.citizenship_of_origin[origin] == citizenship
                    and layout.country_of_region[people.host[person]] == country
                ):
                    candidates[waiting] = person
                    waiting += 1
            for person in first_in_turn(people, key, candidates, waiting, places):
                origin = layout.origin_of_group[people.group[person]]
                leave_host(people, month_tables, person, country, citizenship, day, _NO_BAN)
                tallies.flow[citizenship, layout.node_of_country[country], layout.node_of_origin[origin]] += 1
                start_journey(people, arrivals, person, origin, TRAVELLING, day + 1)


@njit(cache=True)
def gather(
    people: Any,
    layout: Any,
    ways: Any,
    pool: Any,
    key: Any,
    day: int,
    to_camp: Any,
    give_up: Any,
    joined: Any,
    left: Any,
) -> None:
    """People stranded in cities go to a camp, people in camps go back to their city.

    `to_camp` [K, C] and `give_up` [1] are thresholds of the day; `joined`, `left` [K, C] are counts, added to.
    """
    epoch = ways.epoch[day]
    places = layout.citizenship_of_origin.size + layout.country_of_region.size
    for index in range(pool.size[0]):
        person = pool.members[index]
        activity = people.activity[person]
        origin = layout.origin_of_group[people.group[person]]
        citizenship = layout.citizenship_of_origin[origin]
        word, _, _, _ = random_words(key[0], key[1], person, day, TO_CAMP)
        if activity == STRANDED:
            camp = ways.camp[epoch, origin, people.host[person]]
            if camp >= 0 and people.day[person] < day and word < to_camp[camp, citizenship]:
                people.activity[person] = CAMP
                people.place[person] = places + camp
                people.day[person] = day
                joined[camp, citizenship] += 1
        elif activity == CAMP and people.day[person] < day and word < give_up[0]:
            camp = people.place[person] - places
            people.activity[person] = STRANDED
            people.place[person] = layout.citizenship_of_origin.size + people.host[person]
            people.day[person] = day
            left[camp, citizenship] += 1


@njit(cache=True)
def board(
    people: Any,
    layout: Any,
    month_tables: Any,
    tallies: Any,
    arrivals: Any,
    pool: Any,
    key: Any,
    day: int,
    camps: Any,
    citizenship: int,
    places: int,
    travel_days: int,
    boarded: Any,
    waits: Any,
) -> int:
    """A convoy takes up to `places` agents of one citizenship from the camps it serves, the longest waiting first.

    `camps` [K] says which camps; `boarded` [K, C] and `waits` [K, LONGEST_WAIT + 1] count who boards where and
    after how many days, added to. Returns how many boarded.
    """
    first_camp = layout.citizenship_of_origin.size + layout.country_of_region.size
    candidates = np.empty(pool.size[0], np.int64)
    waiting = 0
    for index in range(pool.size[0]):
        person = pool.members[index]
        origin = layout.origin_of_group[people.group[person]]
        if (
            people.activity[person] == CAMP
            and camps[people.place[person] - first_camp]
            and layout.citizenship_of_origin[origin] == citizenship
        ):
            candidates[waiting] = person
            waiting += 1
    boarding = first_in_turn(people, key, candidates, waiting, places)
    for person in boarding:
        origin = layout.origin_of_group[people.group[person]]
        country = layout.country_of_region[people.host[person]]
        camp = people.place[person] - first_camp
        boarded[camp, citizenship] += 1
        waits[camp, min(day - people.day[person], LONGEST_WAIT)] += 1
        leave_host(people, month_tables, person, country, citizenship, day, _NO_BAN)
        tallies.flow[citizenship, layout.node_of_country[country], layout.node_of_origin[origin]] += 1
        start_journey(people, arrivals, person, origin, CONVOY, day + max(1, travel_days))
    return int(boarding.size)


@njit(cache=True)
def count_waiting(
    people: Any, layout: Any, pool: Any, day: int, in_cities: Any, in_camps: Any, waited: Any
) -> None:
    """Drop those who no longer wait from the pool, and count the others.

    `in_cities` [C], `in_camps` [K, C] agents and `waited` [K] agent-days, written.
    """
    in_cities[:] = 0
    in_camps[:] = 0
    waited[:] = 0
    places = layout.citizenship_of_origin.size + layout.country_of_region.size
    kept = 0
    for index in range(pool.size[0]):
        person = pool.members[index]
        activity = people.activity[person]
        citizenship = layout.citizenship_of_origin[layout.origin_of_group[people.group[person]]]
        if activity == STRANDED:
            in_cities[citizenship] += 1
        elif activity == CAMP:
            in_camps[people.place[person] - places, citizenship] += 1
            waited[people.place[person] - places] += day - people.day[person]
        else:
            continue
        pool.members[kept] = person
        kept += 1
    pool.size[0] = kept
