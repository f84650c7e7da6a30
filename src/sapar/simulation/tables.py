"""What the kernels read and write besides people: thresholds of the month, events, tallies.

Axes are those of `sapar.model.system`; B are blocks of people.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.compiling import door, written
from sapar.maths import FloatArray, cumulative_thresholds, thresholds
from sapar.model.system import System
from sapar.simulation.layers import Layers, fixed_layers, limits
from sapar.simulation.people import BLOCK, WORD, Absence, Blocks, sparse
from sapar.simulation.points import Scratch

Threshold = NDArray[np.uint32]

STATUSES = 6
WORKS = 3

EXPELLED, REGISTERED, REGULARISED, NATURALISED, PARTED, LEFT_TOGETHER, BANNED, LIFTED = map(
    np.int64, range(8)
)
"""What is counted of people's standing: expelled; entered into the registry; given a permit; become citizens of the
host; parted from their families; left together with them; banned from entry; taken off the list of bans."""

STANDINGS = 8

EVENTS_PER_AGENT = 5
"""Most events one agent can have in a month: an expiry, a move, a job lost or found, a legal mode weighed (or standing
changed), a family parted."""

LONGEST_MONTH = 31
"""Days."""


GROUP = np.dtype([("origin", np.uint8), ("citizenship", np.uint8), ("node", np.uint8)])
"""A group's home region, citizenship, and home among all countries."""

REGION = np.dtype([("country", np.uint8), ("node", np.uint8), ("place", np.uint8)])
"""A host region's country, that country among all countries, and the region among places."""

DAY = np.dtype([("epoch", np.int16), ("year_start", np.int16), ("month", np.int16)])
"""A day's epoch of the network, the day on which its year began, and its month."""

WAY = np.dtype([("crossings", np.uint64), ("is_open", np.uint8), ("days", np.uint8)])
"""A way between two places: bit set of crossings passed, whether open, days under way."""

LAW = np.dtype([("counted", np.int16), ("is_member", np.uint8)])
"""Days counted so far against stays, and whether work is free by membership of a union."""


class Geography(NamedTuple):
    """What does not change while people live."""

    groups: NDArray[Any]
    """[G] of GROUP"""
    regions: NDArray[Any]
    """[H] of REGION"""
    days: NDArray[Any]
    """[day] of DAY"""
    ways: NDArray[Any]
    """[2, E, C, P, P] of WAY"""
    camp: NDArray[np.int8]
    """[E, O, H] camp where people gather when the way home is shut, -1 for none."""
    next_camp: NDArray[np.int8]
    """[E, K, O, H] camp to which those waiting at another go on, -1 to stay."""
    law: NDArray[Any]
    """[D, C, day] of LAW"""


EXITING = np.dtype([("go_home", np.uint32), ("go_home_or_on", np.uint32)])
"""Returns; returns or moves on to another host."""

WEIGHING = np.dtype([("take_papers", np.uint32), ("drop_papers", np.uint32)])
"""Weighs the legal mode and takes the formal one; weighs it at all (cumulative)."""

RULE = np.dtype(
    [
        ("find_job", np.uint32),
        ("employed_on_arrival", np.uint32),
        ("refusal", np.uint32),  # refused at entry
        ("formalise_at_expiry", np.uint32),
        ("leave_at_expiry", np.uint32),  # cumulative with formalise_at_expiry
        ("expelled", np.uint32),  # expelled, of those without status
        ("expelled_or_registered", np.uint32),  # or entered into the registry (cumulative)
        ("standing_changed", np.uint32),  # or given a permit (cumulative)
        ("registered_expelled", np.uint32),  # expelled, of those in the registry
        ("registered_changed", np.uint32),  # or given a permit (cumulative)
        ("naturalised", np.uint32),  # becomes a citizen, of those with a contract or permit
        ("ban_lifted", np.uint32),  # taken off the list of bans
        ("accompanied", np.uint32),  # comes with dependants
        ("family_leaves", np.uint32),  # leaves, or stays at home, with a family that is barred
        ("ban", np.uint32),  # a ban is imposed on leaving without status
        ("urgent", np.uint32),  # a blocked return cannot be put off
        ("settle", np.uint32),  # a stranded person gives up returning for now
        ("ban_days", np.int16),  # length of the ban
        ("stay_days", np.int16),  # days a visitor may stay, 0 for no limit
        ("stay_window", np.int16),  # days of the rolling window
        ("family_barred", np.uint8),  # families of workers may not stay
        ("stay_counting", np.uint8),  # PER_ENTRY, ROLLING or CALENDAR_YEAR
    ]
)
"""What a host holds for a citizenship: thresholds, and the rules of stay."""

_LONGEST_SPAN = 32_000
"""Days that a field of RULE can hold."""


class Leaving(NamedTuple):
    """Heights of points below which a group's people at home act, and how many layers have to be opened for it."""

    leave_home: NDArray[np.int32]
    """[layer, G] leaves this month, given today's ways."""
    wish_to_leave: NDArray[np.int32]
    """[layer, G] would leave if no way, purse or ban stood against it."""
    opened: NDArray[np.int64]
    """[G] layers that hold a point at which anybody of the group acts."""


class Month(NamedTuple):
    """Thresholds and rules of one month, from the tables that the mechanisms filled."""

    leaving: Leaving
    destination: Threshold
    """[O, H] cumulative choice of host region."""
    onward: Threshold
    """[O, D, H] cumulative choice of the next host region."""
    exiting: NDArray[Any]
    """[O, H, 2, 6] of EXITING, by employed/unemployed and status."""
    by_air: Threshold
    """[O, H] chooses to fly where both ways are open."""
    formal: Threshold
    """[O, D] enters under the formal mode."""
    weighing: NDArray[Any]
    """[O, D] of WEIGHING"""
    lose_job: Threshold
    """[C, D, 6] by status."""
    rules: NDArray[Any]
    """[D, C] of RULE"""


class Events(NamedTuple):
    """What agents will do this month, block by block, sorted by day and then by agent.

    Blocks that live the month one after the other share the first row; else each has its own.
    """

    away: NDArray[np.int64]
    """[BLOCK] places of the agents of the block being drawn who are not at home."""
    seen: NDArray[np.uint64]
    """[2, BLOCK / WORD] a bit an agent at home: who leaves, and who would like to; clear between blocks."""
    unsorted: NDArray[np.int32]
    """[BLOCK * EVENTS_PER_AGENT] in order of agents."""
    sorted: NDArray[np.int32]
    """[rows, BLOCK * EVENTS_PER_AGENT] in order of days, then of agents."""
    starts: NDArray[np.int64]
    """[rows, LONGEST_MONTH + 1] where the events of each day start."""


class Tallies(NamedTuple):
    """Counts of agents, added up while a month runs."""

    stock: NDArray[np.int32]
    """[G, H + 1, 6, 3] agents by group, host region (the last: elsewhere), status and work (employed, unemployed,
    waiting) at the month's start; of the last region, work 0 is at home, work 1 under way and work 2 settled."""
    flow: NDArray[np.int64]
    """[C, country, country] moves begun."""
    unable: NDArray[np.int64]
    """[C] wanted to leave home and could not."""
    refused: NDArray[np.int64]
    """[D, C]"""
    crossing: NDArray[np.int64]
    """[X, 2, C]"""
    first_departures: NDArray[np.int64]
    """[C] departures from home by people not yet abroad this calendar year."""
    standing: NDArray[np.int64]
    """[STANDINGS, D, C] of EXPELLED to LIFTED."""
    families: NDArray[np.int64]
    """[2, D, C] accompanied, and apart from their families, at the month's start."""
    bans: NDArray[np.int64]
    """[D, C, M + 2] change, from the month before, of the number banned at the start of each month."""
    seal: NDArray[np.uint64]
    """[1] sum of a hash of every event that was lived; the order of events does not matter to it."""


class World(NamedTuple):
    """Everything a kernel may touch."""

    people: NDArray[Any]
    """[B * BLOCK] of AGENT"""
    blocks: Blocks
    absence: Absence
    map: Geography
    month: Month
    events: Events
    tallies: Tallies
    layers: Layers
    scratch: Scratch
    seats: NDArray[np.int64]
    """[2, D, C] agents whom the day's limited seats carry, outward and homeward."""
    key: NDArray[np.uint64]
    """[2] seed and replicate."""


@door
def write_world(world: Any, room: Any) -> int:
    """Write a world down, to be kept."""
    return written(world, room)  # type: ignore[no-any-return]


def empty_tallies(system: System) -> Tallies:
    """Zeros."""
    axes = system.axes
    citizenships, countries, nodes = len(axes.citizenships), len(axes.countries), len(axes.nodes)
    return Tallies(
        stock=np.zeros((len(axes.groups), len(axes.regions) + 1, STATUSES, WORKS), np.int32),
        flow=np.zeros((citizenships, nodes, nodes), np.int64),
        unable=np.zeros(citizenships, np.int64),
        refused=np.zeros((countries, citizenships), np.int64),
        crossing=np.zeros((len(axes.crossings), 2, citizenships), np.int64),
        first_departures=np.zeros(citizenships, np.int64),
        standing=np.zeros((STANDINGS, countries, citizenships), np.int64),
        families=np.zeros((2, countries, citizenships), np.int64),
        bans=np.zeros((countries, citizenships, system.calendar.months + 2), np.int64),
        seal=np.zeros(1, np.uint64),
    )


def empty_events(rows: int) -> Events:
    """Room for the events of so many blocks at a time."""
    return Events(
        away=np.zeros(BLOCK, np.int64),
        seen=np.zeros((2, BLOCK // WORD), np.uint64),
        unsorted=np.zeros(BLOCK * EVENTS_PER_AGENT, np.int32),
        sorted=sparse(rows, BLOCK * EVENTS_PER_AGENT, np.dtype(np.int32)),
        starts=np.zeros((rows, LONGEST_MONTH + 1), np.int64),
    )


def geography_of(system: System) -> Geography:
    """The parts of a system that kernels look up, each in records of what is needed together."""
    layout, ways, law = system.layout, system.ways, system.law
    origins = layout.citizenship_of_origin.size
    regions = np.arange(layout.country_of_region.size)
    origin = layout.origin_of_group
    return Geography(
        groups=records(
            GROUP,
            origin=origin,
            citizenship=layout.citizenship_of_origin[origin],
            node=layout.node_of_origin[origin],
        ),
        regions=records(
            REGION,
            country=layout.country_of_region,
            node=layout.node_of_country[layout.country_of_region],
            place=origins + regions,
        ),
        days=records(DAY, epoch=ways.epoch, year_start=layout.year_start, month=system.calendar.month_of_day),
        ways=records(WAY, crossings=ways.crossings, is_open=ways.is_open, days=ways.days),
        camp=ways.camp,
        next_camp=ways.next_camp,
        law=records(LAW, counted=law.counted, is_member=law.is_member),
    )


def rules_by_month(prepared: Mapping[str, NDArray[Any]]) -> NDArray[Any]:
    """[M, D, C] of RULE: what stands in tables of all months; the other fields are 0."""
    return records(
        RULE, **{name: _rule(name, prepared[name]) for name in _names_of_rules() & prepared.keys()}
    )


def month_of(
    tables: Mapping[str, NDArray[Any]], rules: NDArray[Any] | None = None, decided: Collection[str] = ()
) -> Month:
    """Thresholds of one month from the probabilities that the mechanisms filled.

    Of `rules` [D, C], the fields in `decided` are right already.
    """
    left = {name: _rule(name, tables[name]) for name in _names_of_rules() - {*decided}}
    if rules is None:
        rules = records(RULE, **left)
    else:
        rules = rules.copy()
        for name, values in left.items():
            rules[name] = values
    return Month(
        leaving=leaving_of(tables["leave_home"], tables["wish_to_leave"]),
        destination=cumulative_thresholds(tables["destination"]),
        onward=cumulative_thresholds(tables["onward"]),
        exiting=records(EXITING, **{name: thresholds(tables[name]) for name in ("go_home", "go_home_or_on")}),
        by_air=thresholds(tables["by_air"]),
        formal=thresholds(tables["formal"]),
        weighing=records(
            WEIGHING,
            take_papers=thresholds(tables["formal"] * tables["weigh_mode"]),
            drop_papers=thresholds(np.broadcast_to(tables["weigh_mode"], tables["formal"].shape)),
        ),
        lose_job=thresholds(tables["lose_job"]),
        rules=rules,
    )


def _names_of_rules() -> set[str]:
    """Fields of RULE; each is filled from the table of its name."""
    return {*(RULE.names or ())}


def _rule(name: str, table: NDArray[Any]) -> NDArray[Any]:
    """[..., D, C] what a field of RULE holds of its table."""
    if name in ("stay_days", "stay_window", "ban_days"):
        return np.asarray(np.minimum(table, _LONGEST_SPAN))
    if name in ("family_barred", "stay_counting"):
        return table
    if name in ("employed_on_arrival", "formalise_at_expiry", "accompanied", "family_leaves"):
        return np.asarray(thresholds(table)[..., None])  # by host alone, or the same everywhere
    return thresholds(table).T if name == "find_job" else thresholds(table)


def leaving_of(leave_home: FloatArray, wish_to_leave: FloatArray) -> Leaving:
    """Heights for the chances [G] of leaving home, and of wishing to, within a month."""
    heights = limits(fixed_layers(), np.concatenate([leave_home, wish_to_leave]))
    leaves, wishes = heights[:, : leave_home.size].copy(), heights[:, leave_home.size :].copy()
    layers = np.arange(1, heights.shape[0] + 1)[:, None]
    return Leaving(
        leave_home=leaves,
        wish_to_leave=wishes,
        opened=np.where((leaves > 0) | (wishes > 0), layers, 0).max(axis=0),
    )


def records(kind: np.dtype[Any], **fields: Any) -> NDArray[Any]:
    """An array of records from an array for each field; the fields are broadcast against each other."""
    result = np.zeros(np.broadcast_shapes(*(np.shape(values) for values in fields.values())), kind)
    for name, values in fields.items():
        result[name] = values
    return result
