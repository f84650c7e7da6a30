"""People waiting for a way home: released, served first come first served, gathering in camps, boarding.

A queue is a country and citizenship (D * C of them) of people stranded in cities, or a camp and citizenship
(K * C more) of people in camps. Several queues may be served as one, a `line`: `line_of_queue` [queue] says which,
-1 for none today.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sapar.compiling import door, kernel, refer_to
from sapar.maths import random_words
from sapar.simulation.journeys import copy_waiter, family_of_ways, go_home, leave_host, start_journey
from sapar.simulation.month import NO, QUEUE, TO_CAMP, number_of
from sapar.simulation.people import BLOCK, CAMP, STRANDED

LONGEST_WAIT = 400
"""Waits are counted by day up to this many; longer ones in the last class."""


@kernel
def first_camp(regions: Any) -> int:
    """Index of the first camp among places."""
    return regions[0].place + regions.size  # type: ignore[no-any-return]


@kernel
def queue_of(world: Any, waiter: Any) -> int:
    """The queue that one who waits stands in."""
    citizenship = world.map.groups[waiter.group].citizenship
    countries, citizenships = world.seats.shape[1], world.seats.shape[2]
    camp = waiter.at - first_camp(world.map.regions)
    if camp < 0:
        return world.map.regions[waiter.host].country * citizenships + citizenship  # type: ignore[no-any-return]
    return (countries + camp) * citizenships + citizenship  # type: ignore[no-any-return]


@kernel
def turn_key(blocks: Any, key: Any, block: int, waiter: Any) -> Any:
    """An agent's place among those who joined on the same day: a keyed word, then the number."""
    number = number_of(blocks, block * BLOCK + waiter.place)
    word, _, _, _ = random_words(key[0], key[1], number, waiter.day, QUEUE)
    return (word << np.uint64(32)) | np.uint64(number)


@kernel
def count_leaving_camp(world: Any, waiter: Any, day: int, gone: Any, waits: Any) -> None:
    """Count someone who leaves for home, and how long they waited, if that was at a camp."""
    camp = waiter.at - first_camp(world.map.regions)
    if camp >= 0:
        gone[camp, world.map.groups[waiter.group].citizenship] += 1
        waits[camp, min(day - waiter.day, LONGEST_WAIT)] += 1


@door
def release(world: Any, day: int, released: Any, waits: Any) -> None:
    """Everyone waiting whose way home is open travels.

    `released` [K, C] counts those who leave a camp this way and `waits` [K, LONGEST_WAIT + 1] how long they
    waited; both are added to.
    """
    world = refer_to(world)
    for block in range(world.blocks.rows.size):
        release_block(world, block, day, released, waits)


@kernel
def release_block(world: Any, block: int, day: int, released: Any, waits: Any) -> None:
    """What `release` does, for one block."""
    blocks, ways, epoch = world.blocks, world.map.ways, world.map.days[day].epoch
    kept = 0
    for index in range(blocks.rows[block].waiting):
        waiter = blocks.waiting[block, index]
        home, host = world.map.groups[waiter.group], world.map.regions[waiter.host]
        if family_of_ways(ways, epoch, home.citizenship, host.place, home.origin, NO) >= 0:
            count_leaving_camp(world, waiter, day, released, waits)
            go_home(world, block * BLOCK + waiter.place, day, NO)
            continue
        copy_waiter(waiter, blocks.waiting[block, kept])
        kept += 1
    blocks.rows[block].waiting = kept


@door
def count_turns(world: Any, line_of_queue: Any, joined: Any, days: Any, lines: Any, keys: Any) -> int:
    """Those who wait in each line, by the day they joined: `joined` [line, day] is added to.

    Of those who joined on their line's day of `days` [line] (-1 for none), line and key are written to `lines` and
    `keys`; how many there are.
    """
    world = refer_to(world)
    found: Any = np.int64(0)
    for block in range(world.blocks.rows.size):
        found = count_turns_of(world, block, line_of_queue, joined, days, lines, keys, found)
    return found  # type: ignore[no-any-return]


@kernel
def count_turns_of(
    world: Any, block: int, line_of_queue: Any, joined: Any, days: Any, lines: Any, keys: Any, found: int
) -> int:
    """What `count_turns` does, for one block; lines and keys are written from `found` on."""
    for index in range(world.blocks.rows[block].waiting):
        waiter = world.blocks.waiting[block, index]
        line = line_of_queue[queue_of(world, waiter)]
        if line < 0:
            continue
        joined[line, waiter.day] += 1
        if waiter.day == days[line]:
            lines[found], keys[found] = line, turn_key(world.blocks, world.key, block, waiter)
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
        carried += serve_block(
            world, block, day, line_of_queue, cut_day, cut_key, activity, travel_days, boarded, waits
        )
    return carried


@kernel
def serve_block(
    world: Any,
    block: int,
    day: int,
    line_of_queue: Any,
    cut_day: Any,
    cut_key: Any,
    activity: int,
    travel_days: int,
    boarded: Any,
    waits: Any,
) -> int:
    """What `serve` does, for one block."""
    blocks, kept = world.blocks, 0
    waited = blocks.rows[block].waiting
    for index in range(waited):
        waiter = blocks.waiting[block, index]
        line = line_of_queue[queue_of(world, waiter)]
        if (
            line < 0
            or waiter.day > cut_day[line]
            or (waiter.day == cut_day[line] and turn_key(blocks, world.key, block, waiter) >= cut_key[line])
        ):
            copy_waiter(waiter, blocks.waiting[block, kept])
            kept += 1
            continue
        count_leaving_camp(world, waiter, day, boarded, waits)
        home, host = world.map.groups[waiter.group], world.map.regions[waiter.host]
        person = block * BLOCK + waiter.place
        leave_host(world, world.people[person], day, NO)
        world.tallies.flow[home.citizenship, host.node, home.node] += 1
        start_journey(blocks, person, home.origin, activity, day + max(1, travel_days))
    blocks.rows[block].waiting = kept
    return waited - kept  # type: ignore[no-any-return]


@kernel
def change_camp(world: Any, block: int, waiter: Any, day: int, activity: int, place: int) -> None:
    """One who waits does so elsewhere from today on."""
    agent = world.people[block * BLOCK + waiter.place]
    agent.activity = activity
    agent.place = place
    agent.day = day
    waiter.at = place
    waiter.day = day


@door
def gather(world: Any, day: int, to_camp: Any, give_up: Any, joined: Any, left: Any) -> None:
    """People stranded in cities go to a camp, people in camps go on to the next one or back to their city.

    `to_camp` [K, C] and `give_up` [1] are thresholds of the day; `joined`, `left` [K, C] are counts, added to.
    Who goes on has waited there for none of the days spent at the camp before.
    """
    world = refer_to(world)
    for block in range(world.blocks.rows.size):
        gather_block(world, block, day, to_camp, give_up, joined, left)


@kernel
def gather_block(
    world: Any, block: int, day: int, to_camp: Any, give_up: Any, joined: Any, left: Any
) -> None:
    """What `gather` does, for one block."""
    epoch = world.map.days[day].epoch
    camps = first_camp(world.map.regions)
    for index in range(world.blocks.rows[block].waiting):
        waiter = world.blocks.waiting[block, index]
        if waiter.day >= day:
            continue
        home, here = world.map.groups[waiter.group], waiter.at - camps
        if here < 0:
            camp = world.map.camp[epoch, home.origin, waiter.host]
        else:
            camp = world.map.next_camp[epoch, here, home.origin, waiter.host]
        if here < 0 and camp < 0:
            continue
        goes_on = here >= 0 and camp >= 0
        if not goes_on:
            number = number_of(world.blocks, block * BLOCK + waiter.place)
            word, _, _, _ = random_words(world.key[0], world.key[1], number, day, TO_CAMP)
            if word >= (to_camp[camp, home.citizenship] if here < 0 else give_up[0]):
                continue
        if here >= 0:
            left[here, home.citizenship] += 1
        if camp >= 0:
            joined[camp, home.citizenship] += 1
            change_camp(world, block, waiter, day, CAMP, camps + camp)
        else:
            change_camp(world, block, waiter, day, STRANDED, world.map.regions[waiter.host].place)


@door
def count_waiting(world: Any, day: int, in_cities: Any, in_camps: Any, waited: Any) -> None:
    """Count those who wait.

    `in_cities` [C], `in_camps` [K, C] agents and `waited` [K] agent-days are added to.
    """
    world = refer_to(world)
    for block in range(world.blocks.rows.size):
        count_waiting_of(world, block, day, in_cities, in_camps, waited)


@kernel
def count_waiting_of(world: Any, block: int, day: int, in_cities: Any, in_camps: Any, waited: Any) -> None:
    """What `count_waiting` does, for one block."""
    for index in range(world.blocks.rows[block].waiting):
        waiter = world.blocks.waiting[block, index]
        citizenship = world.map.groups[waiter.group].citizenship
        camp = waiter.at - first_camp(world.map.regions)
        if camp < 0:
            in_cities[citizenship] += 1
        else:
            in_camps[camp, citizenship] += 1
            waited[camp] += day - waiter.day
