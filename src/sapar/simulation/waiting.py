"""People waiting for a way home: released, served first come first served, gathering in camps, boarding.

A queue is a country and citizenship (D * C of them) of people stranded in cities, or a camp and citizenship
(K * C more) of people in camps. Several queues may be served as one, a `line`: `line_of_queue` [queue] says which,
-1 for none today.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sapar.maths import random_words
from sapar.simulation.compiling import door, kernel, refer_to
from sapar.simulation.journeys import family_of_ways, go_home, leave_host, start_journey
from sapar.simulation.month import NO, QUEUE, TO_CAMP, number_of
from sapar.simulation.people import BLOCK, CAMP, STRANDED

LONGEST_WAIT = 400
"""Waits are counted by day up to this many; longer ones in the last class."""


@kernel
def first_camp(regions: Any) -> int:
    """Index of the first camp among places."""
    return regions[0].place + regions.size  # type: ignore[no-any-return]


@kernel
def queue_of(world: Any, agent: Any) -> int:
    """The queue an agent stands in, -1 for none."""
    citizenship = world.map.groups[agent.group].citizenship
    countries, citizenships = world.seats.shape[1], world.seats.shape[2]
    if agent.activity == STRANDED:
        return world.map.regions[agent.host].country * citizenships + citizenship  # type: ignore[no-any-return]
    if agent.activity == CAMP:
        camp = agent.place - first_camp(world.map.regions)
        return (countries + camp) * citizenships + citizenship  # type: ignore[no-any-return]
    return -1


@kernel
def turn_key(blocks: Any, key: Any, person: int) -> Any:
    """An agent's place among those who joined on the same day: a keyed word, then the number."""
    number = number_of(blocks, person)
    word, _, _, _ = random_words(key[0], key[1], number, blocks.people[person].day, QUEUE)
    return (word << np.uint64(32)) | np.uint64(number)


@kernel
def count_leaving_camp(map_: Any, agent: Any, day: int, gone: Any, waits: Any) -> None:
    """Count someone who leaves a camp for home, and how long they waited."""
    camp = agent.place - first_camp(map_.regions)
    gone[camp, map_.groups[agent.group].citizenship] += 1
    waits[camp, min(day - agent.day, LONGEST_WAIT)] += 1


@door
def release(world: Any, day: int, released: Any, waits: Any) -> None:
    """Everyone waiting whose way home is open travels.

    `released` [K, C] counts those who leave a camp this way and `waits` [K, LONGEST_WAIT + 1] how long they
    waited; both are added to.
    """
    world = refer_to(world)
    epoch = world.map.days[day].epoch
    for block in range(world.blocks.rows.size):
        for index in range(world.blocks.rows[block].waiting):
            person = block * BLOCK + world.blocks.waiting[block, index]
            agent = world.people[person]
            if agent.activity != STRANDED and agent.activity != CAMP:
                continue
            home, host = world.map.groups[agent.group], world.map.regions[agent.host]
            ways = world.map.ways
            if family_of_ways(ways, epoch, home.citizenship, host.place, home.origin, NO) >= 0:
                if agent.activity == CAMP:
                    count_leaving_camp(world.map, agent, day, released, waits)
                go_home(world, person, day, NO)


@door
def count_turns(world: Any, line_of_queue: Any, joined: Any, days: Any, lines: Any, keys: Any) -> int:
    """Those who wait in each line, by the day they joined: `joined` [line, day] is added to.

    Of those who joined on their line's day of `days` [line] (-1 for none), line and key are written to `lines` and
    `keys`; how many there are.
    """
    world = refer_to(world)
    found = 0
    for block in range(world.blocks.rows.size):
        for index in range(world.blocks.rows[block].waiting):
            person = block * BLOCK + world.blocks.waiting[block, index]
            agent = world.people[person]
            queue = queue_of(world, agent)
            if queue < 0 or line_of_queue[queue] < 0:
                continue
            line = line_of_queue[queue]
            joined[line, agent.day] += 1
            if agent.day == days[line]:
                lines[found], keys[found] = line, turn_key(world.blocks, world.key, person)
                found += 1
    return found


@door
def serve(
    world: Any,
    day: int,
    line_of_queue: Any,
    cut_day: Any,
    cut_key: Any,
    activity: int,
    travel_days: int,
    boarded: Any,
    waits: Any,
) -> int:
    """Send home whoever joined before the line's cut: an earlier day, or that day with a lower key; how many.

    `cut_day`, `cut_key` [line]; `boarded` [K, C] and `waits` [K, LONGEST_WAIT + 1] count those from camps.
    """
    world = refer_to(world)
    carried = 0
    for block in range(world.blocks.rows.size):
        for index in range(world.blocks.rows[block].waiting):
            person = block * BLOCK + world.blocks.waiting[block, index]
            agent = world.people[person]
            queue = queue_of(world, agent)
            if queue < 0 or line_of_queue[queue] < 0:
                continue
            line = line_of_queue[queue]
            if agent.day > cut_day[line] or (
                agent.day == cut_day[line] and turn_key(world.blocks, world.key, person) >= cut_key[line]
            ):
                continue
            if agent.activity == CAMP:
                count_leaving_camp(world.map, agent, day, boarded, waits)
            home, host = world.map.groups[agent.group], world.map.regions[agent.host]
            leave_host(world, agent, day, NO)
            world.tallies.flow[home.citizenship, host.node, home.node] += 1
            start_journey(world.blocks, person, home.origin, activity, day + max(1, travel_days))
            carried += 1
    return carried


@door
def gather(world: Any, day: int, to_camp: Any, give_up: Any, joined: Any, left: Any) -> None:
    """People stranded in cities go to a camp, people in camps go back to their city.

    `to_camp` [K, C] and `give_up` [1] are thresholds of the day; `joined`, `left` [K, C] are counts, added to.
    """
    world = refer_to(world)
    epoch = world.map.days[day].epoch
    camps = first_camp(world.map.regions)
    for block in range(world.blocks.rows.size):
        for index in range(world.blocks.rows[block].waiting):
            person = block * BLOCK + world.blocks.waiting[block, index]
            agent = world.people[person]
            if (agent.activity != STRANDED and agent.activity != CAMP) or agent.day >= day:
                continue
            home = world.map.groups[agent.group]
            word, _, _, _ = random_words(
                world.key[0], world.key[1], number_of(world.blocks, person), day, TO_CAMP
            )
            if agent.activity == STRANDED:
                camp = world.map.camp[epoch, home.origin, agent.host]
                if camp >= 0 and word < to_camp[camp, home.citizenship]:
                    agent.activity = CAMP
                    agent.place = camps + camp
                    agent.day = day
                    joined[camp, home.citizenship] += 1
            elif word < give_up[0]:
                left[agent.place - camps, home.citizenship] += 1
                agent.activity = STRANDED
                agent.place = world.map.regions[agent.host].place
                agent.day = day


@door
def count_waiting(world: Any, day: int, in_cities: Any, in_camps: Any, waited: Any) -> None:
    """Drop those who no longer wait from the lists, and count the others.

    `in_cities` [C], `in_camps` [K, C] agents and `waited` [K] agent-days are added to.
    """
    world = refer_to(world)
    blocks = world.blocks
    for block in range(blocks.rows.size):
        kept = 0
        for index in range(blocks.rows[block].waiting):
            place = blocks.waiting[block, index]
            agent = world.people[block * BLOCK + place]
            citizenship = world.map.groups[agent.group].citizenship
            if agent.activity == STRANDED:
                in_cities[citizenship] += 1
            elif agent.activity == CAMP:
                camp = agent.place - first_camp(world.map.regions)
                in_camps[camp, citizenship] += 1
                waited[camp] += day - agent.day
            else:
                continue
            blocks.waiting[block, kept] = place
            kept += 1
        blocks.rows[block].waiting = kept
