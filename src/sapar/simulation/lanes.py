"""Lanes: every block lived by a light thread of its own, as an accelerator has them in thousands.

A lane lives its blocks one after the other with the kernels that live them on a processor, so no bit can differ. What
several blocks would write to at once (tallies, scratch, lists of events) each lane has for itself; the sums of
integers over lanes do not depend on who counted what.
"""

from __future__ import annotations

from typing import Any

from sapar.compiling import kernel, refer_to
from sapar.simulation.days import lift_bans_of, live_block, settle_block
from sapar.simulation.people import Absence, look_at_block
from sapar.simulation.points import Scratch
from sapar.simulation.tables import Events, Tallies, World
from sapar.simulation.waiting import (
    count_turns_of,
    count_waiting_of,
    gather_block,
    release_block,
    serve_block,
)


@kernel
def own_part(world: Any, lane: int) -> Any:
    """The world as one lane sees it: of all that only one may write to, its own row."""
    events, tallies, scratch = world.events, world.tallies, world.scratch
    return World(
        world.people,
        world.blocks,
        Absence(world.absence.away, world.absence.home[lane]),
        world.map,
        world.month,
        Events(events.away[lane], events.seen[lane], events.unsorted[lane], events.sorted, events.starts),
        Tallies(
            tallies.stock[lane],
            tallies.flow[lane],
            tallies.unable[lane],
            tallies.refused[lane],
            tallies.crossing[lane],
            tallies.first_departures[lane],
            tallies.standing[lane],
            tallies.families[lane],
            tallies.bans[lane],
            tallies.seal[lane],
        ),
        world.layers,
        Scratch(scratch.numbers[lane], scratch.points[lane], scratch.named[lane], scratch.words[lane]),
        world.seats,
        world.key,
    )


@kernel
def live_lane(
    world: Any, lane: int, lanes: int, month: int, first: int, last: int, draws: bool, begin: int, end: int
) -> None:
    """`live_days`, the events of each block kept in its own row."""
    own = refer_to(own_part(world, lane))
    for block in range(lane, own.blocks.rows.size, lanes):
        live_block(own, block, block, month, first, last, draws, begin, end)


@kernel
def settle_lane(
    world: Any,
    lane: int,
    lanes: int,
    month: int,
    first: int,
    day: int,
    cuts: Any,
    queues: Any,
    keys: Any,
    starts: Any,
) -> None:
    """`settle_seats`; `starts` [B] is where each block writes its queues and keys."""
    own = refer_to(own_part(world, lane))
    for block in range(lane, own.blocks.rows.size, lanes):
        settle_block(own, block, month, first, day, cuts, queues, keys, starts[block])


@kernel
def lift_lane(world: Any, lane: int, lanes: int, month: int, first: int) -> None:
    """`lift_bans`."""
    own = refer_to(own_part(world, lane))
    for block in range(lane, own.blocks.rows.size, lanes):
        lift_bans_of(own, block, month, first)


@kernel
def release_lane(world: Any, lane: int, lanes: int, day: int, released: Any, waits: Any) -> None:
    """`release`, counted by lane."""
    own = refer_to(own_part(world, lane))
    for block in range(lane, own.blocks.rows.size, lanes):
        release_block(own, block, day, released[lane], waits[lane])


@kernel
def turns_lane(
    world: Any,
    lane: int,
    lanes: int,
    line_of_queue: Any,
    joined: Any,
    days: Any,
    lines: Any,
    keys: Any,
    starts: Any,
) -> None:
    """`count_turns`, counted by lane; `starts` [B] is where each block writes its lines and keys."""
    own = refer_to(own_part(world, lane))
    for block in range(lane, own.blocks.rows.size, lanes):
        count_turns_of(own, block, line_of_queue, joined[lane], days, lines, keys, starts[block])


@kernel
def serve_lane(
    world: Any,
    lane: int,
    lanes: int,
    day: int,
    line_of_queue: Any,
    cut_day: Any,
    cut_key: Any,
    activity: int,
    travel_days: int,
    boarded: Any,
    waits: Any,
    carried: Any,
) -> None:
    """`serve`, counted by lane."""
    own = refer_to(own_part(world, lane))
    for block in range(lane, own.blocks.rows.size, lanes):
        carried[lane] += serve_block(
            own,
            block,
            day,
            line_of_queue,
            cut_day,
            cut_key,
            activity,
            travel_days,
            boarded[lane],
            waits[lane],
        )


@kernel
def gather_lane(
    world: Any, lane: int, lanes: int, day: int, to_camp: Any, give_up: Any, joined: Any, left: Any
) -> None:
    """`gather`, counted by lane."""
    own = refer_to(own_part(world, lane))
    for block in range(lane, own.blocks.rows.size, lanes):
        gather_block(own, block, day, to_camp, give_up, joined[lane], left[lane])


@kernel
def waiting_lane(
    world: Any, lane: int, lanes: int, day: int, in_cities: Any, in_camps: Any, waited: Any
) -> None:
    """`count_waiting`, counted by lane."""
    own = refer_to(own_part(world, lane))
    for block in range(lane, own.blocks.rows.size, lanes):
        count_waiting_of(own, block, day, in_cities[lane], in_camps[lane], waited[lane])


@kernel
def look_lane(world: Any, lane: int, lanes: int, away: Any, home: Any) -> None:
    """Who is not at home, by looking at everyone; those at home counted by lane."""
    for block in range(lane, world.blocks.rows.size, lanes):
        look_at_block(world.people, world.blocks.rows, block, away, home[lane])
