"""People as records in blocks: one an agent, every field an integer."""

from __future__ import annotations

import hashlib
import mmap
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.compiling import door, kernel

BLOCK = 16_384
"""Agents to a block. An agent's number is that of its block times this, plus its place in the block."""

HOME, TRAVELLING, EMPLOYED, UNEMPLOYED, STRANDED, CAMP, CONVOY, SETTLED = range(8)
"""What a person does: values of `activity`; who is settled has become a citizen of the host and acts no more."""

CITIZEN, MEMBER, PERMIT, VISITOR, NO_STATUS, REGISTRY = range(6)
"""The right a person stays under: values of `status`; CITIZEN is at home or settled. From NO_STATUS on there is
none; in the registry of controlled persons further rights are lost."""

ALONE, ACCOMPANIED, APART = range(3)
"""Whether a person's dependants are along: values of `family`; apart: a ban on families keeps them away."""

NEVER = np.int16(-32768)
"""A day that never was: no ban, no earlier stay."""


LONGEST_JOURNEY = 128
"""Days; arrivals are kept in a ring of this many days."""

AGENT = np.dtype(
    [
        ("group", np.int16),  # index of the group: citizenship, home, sex and age
        ("day", np.int16),  # of the next arrival while travelling, of joining while stranded or in a camp
        ("entered", np.int16),  # day the present stay abroad began
        ("clock", np.int16),  # counted day on which a visitor's stay expires; suspended days do not count
        ("used", np.int16),  # visitor days used in the current window or calendar year of `used_country`
        ("left", np.int16),  # day the last stay abroad ended
        ("ban_until", np.int16),  # last day of an entry ban, or NEVER
        ("next_arrival", np.int16),  # place in the block of the next agent arriving on the same day, or -1
        ("place", np.uint8),  # where the agent is, or is heading: homes, then host regions, then camps
        ("host", np.uint8),  # index of the host region last lived in
        ("activity", np.uint8),  # HOME to SETTLED
        ("status", np.uint8),  # CITIZEN to REGISTRY
        ("ban_country", np.uint8),  # index of the host country that the ban is for
        ("used_country", np.uint8),  # index of the host country in which days were last used
        ("family", np.uint8),  # ALONE to APART
        ("unused", np.uint8),
    ]
)
"""State of an agent: 24 bytes, read and written together."""

WAITER = np.dtype(
    [
        ("place", np.int16),  # in the block
        ("group", np.int16),
        ("day", np.int16),  # of joining
        ("at", np.uint8),  # where the agent waits: a host region or a camp, among places
        ("host", np.uint8),
    ]
)
"""What is looked up every day of an agent who waits for a way home, copied from its record."""

ROW = np.dtype(
    [
        ("number", np.int64),  # of the block in the whole population
        ("size", np.int32),  # agents in it
        ("waiting", np.int32),  # of them waiting for a way home
        ("asking", np.int32),  # of them asking for one of the day's seats; first among the day's events
    ]
)
"""What is known of a block."""


WORD = 64
"""Agents to a word of `Absence.away`."""


class Absence(NamedTuple):
    """Who is not at home: follows from the agents, and is kept up to date so that nobody at home need be looked at."""

    away: NDArray[np.uint64]
    """[B * BLOCK / WORD] a bit an agent, set for those not at home."""
    home: NDArray[np.int64]
    """[G] agents at home."""


class Blocks(NamedTuple):
    """The agents of B blocks, and lists of those who arrive or wait."""

    people: NDArray[Any]
    """[B * BLOCK] of AGENT; those beyond a block's size are no one."""
    rows: NDArray[Any]
    """[B] of ROW."""
    arrivals: NDArray[np.int16]
    """[B, LONGEST_JOURNEY] place in the block of the first agent arriving on a day, -1 for none; days go round."""
    waiting: NDArray[Any]
    """[B, BLOCK] of WAITER: the agents waiting for a way home, in cities and camps; the first `waiting` count."""


def settle_people(numbers: NDArray[np.int64], agents: NDArray[np.int64], homes: NDArray[np.uint8]) -> Blocks:
    """All agents of some blocks at home, with no ban and no earlier stay.

    Parameters
    ----------
    numbers
        [B] which blocks.
    agents
        [G] agents of each group in the whole population; agents are numbered group after group.
    homes
        [G] home place of each group.
    """
    bounds = np.concatenate([[0], np.cumsum(agents)])
    total = int(bounds[-1])
    rows = np.zeros(numbers.size, ROW)
    rows["number"] = numbers
    rows["size"] = np.minimum(total - numbers * BLOCK, BLOCK)
    people = np.zeros(numbers.size * BLOCK, AGENT)
    _settle_everyone(people, rows, bounds, homes)
    return Blocks(
        people=people,
        rows=rows,
        arrivals=np.full((numbers.size, LONGEST_JOURNEY), -1, np.int16),
        waiting=sparse(numbers.size, BLOCK, WAITER),
    )


def sparse(rows: int, columns: int, kind: np.dtype[Any]) -> NDArray[Any]:
    """[row, column] zeros of which only the start of each row is likely to be used.

    Memory is taken by small pages as it is written; large pages would take all of it.
    """
    room = mmap.mmap(-1, max(1, rows * columns * kind.itemsize))
    if hasattr(mmap, "MADV_NOHUGEPAGE"):
        room.madvise(mmap.MADV_NOHUGEPAGE)
    return np.frombuffer(room, kind, rows * columns).reshape(rows, columns)


@door
def _settle_everyone(people: Any, rows: Any, bounds: Any, homes: Any) -> None:
    """Write the records of agents at home; `bounds` [G + 1] are the numbers at which groups begin."""
    for block in range(rows.size):
        number, group = rows[block].number * BLOCK, 0
        for place in range(rows[block].size):
            while number + place >= bounds[group + 1]:
                group += 1
            agent = people[block * BLOCK + place]
            agent.group = group
            agent.place = homes[group]
            agent.left = NEVER
            agent.ban_until = NEVER
            agent.next_arrival = -1


def find_absence(blocks: Blocks, groups: int) -> Absence:
    """Who is not at home, by looking at everyone.

    Parameters
    ----------
    groups
        G.
    """
    absence = Absence(
        away=np.zeros(blocks.rows.size * (BLOCK // WORD), np.uint64), home=np.zeros(groups, np.int64)
    )
    _look_at_everyone(blocks.people, blocks.rows, absence.away, absence.home)
    return absence


@door
def _look_at_everyone(people: Any, rows: Any, away: Any, home: Any) -> None:
    """Note who is not at home, and count those who are."""
    for block in range(rows.size):
        look_at_block(people, rows, block, away, home)


@kernel
def look_at_block(people: Any, rows: Any, block: int, away: Any, home: Any) -> None:
    """Note who of a block is not at home, and count those who are."""
    for person in range(block * BLOCK, block * BLOCK + rows[block].size):
        if people[person].activity == HOME:
            home[people[person].group] += 1
        else:
            away[person // WORD] |= np.uint64(1) << np.uint64(person % WORD)


@kernel
def add_waiter(people: Any, rows: Any, waiting: Any, person: int) -> None:
    """Put an agent at the end of its block's list."""
    agent, block = people[person], person // BLOCK
    waiter = waiting[block, rows[block].waiting]
    waiter.place = person % BLOCK
    waiter.group = agent.group
    waiter.day = agent.day
    waiter.at = agent.place
    waiter.host = agent.host
    rows[block].waiting += 1


@door
def list_waiting(people: Any, rows: Any, waiting: Any) -> None:
    """Put those who wait for a way home on the lists of their blocks, by looking at everyone."""
    for block in range(rows.size):
        rows[block].waiting = 0
        for place in range(rows[block].size):
            activity = people[block * BLOCK + place].activity
            if activity == STRANDED or activity == CAMP:
                add_waiter(people, rows, waiting, block * BLOCK + place)


def some_blocks(blocks: Blocks, indices: NDArray[np.int64]) -> Blocks:
    """Blocks that follow each other, as they lie in memory."""
    first, last = (int(indices[0]), int(indices[-1]) + 1) if indices.size else (0, 0)
    return Blocks(
        people=blocks.people[first * BLOCK : last * BLOCK],
        rows=blocks.rows[first:last],
        arrivals=blocks.arrivals[first:last],
        waiting=blocks.waiting[first:last],
    )


def block_digests(blocks: Blocks) -> dict[int, bytes]:
    """SHA-256 of the agents of each block, by its number.

    The order of agents who arrive on the same day carries no meaning and is left out.
    """
    digests = {}
    people = blocks.people.view(np.uint8).reshape(-1, BLOCK * AGENT.itemsize)  # copied four times as fast
    for index, row in enumerate(blocks.rows):
        block = people[index, : int(row["size"]) * AGENT.itemsize].copy()
        block.view(AGENT)["next_arrival"] = 0
        digests[int(row["number"])] = hashlib.sha256(block.data).digest()
    return digests
