"""The days of displacement: who leaves a place, along which arc, and who arrives.

A day begins with arrivals, counts and the choice of arcs, made once for each place; then every block of people is
visited on its own, so that blocks can be shared among threads; then departures, added up, become arrivals to come.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sapar.maths import WORD_RANGE, FloatArray
from sapar.simulation.layers import BLOCK, BLOCK_BITS
from sapar.simulation.points import CHUNK, draw_numbers, draw_points, draw_words, pointing

LEAVE, TAKE = 0, 64
"""Decision numbers: whether to leave, keyed by block; which arc to take, keyed by person. Only ever added."""

CACHE_LINE = 64
"""Bytes that memory delivers at once."""

WORTH_WARMING = 256
"""Points of a block from which reading the block in order pays."""


class Walkers(NamedTuple):
    """People as columns: three bytes each."""

    place: NDArray[np.uint8]
    """[person] where they are, or where they arrive next."""
    ready: NDArray[np.int16]
    """[person] day from which they are there."""


class Network(NamedTuple):
    """Places and the arcs that leave them. Arcs of one place stand together."""

    first_arc: NDArray[np.int64]
    """[place + 1]"""
    head: NDArray[np.uint8]
    """[arc] place at the end."""
    days: NDArray[np.int16]
    """[arc] days under way, at least 1."""
    pull: FloatArray
    """[arc] weight of the arc before crowding."""
    is_open: NDArray[np.bool_]
    """[epoch, arc]"""
    epoch: NDArray[np.int64]
    """[day] which row of `is_open` holds."""
    halving: FloatArray
    """[1] agents at a place that halve its pull."""
    certain: NDArray[np.bool_]
    """[place] whoever is there leaves at once, as far as an arc is open."""
    has_certain: NDArray[np.bool_]
    """[1] whether any place is."""


class Counts(NamedTuple):
    """What is counted while days pass, in agents."""

    here: NDArray[np.int64]
    """[place] at their place now."""
    coming: NDArray[np.int64]
    """[ring, place] arrivals by day, the days taken round a ring."""
    people: NDArray[np.int64]
    """[day, place] at their place in the morning."""
    departures: NDArray[np.int64]
    """[day, arc]"""
    cuts: NDArray[np.int64]
    """[place, row] cumulative chances of the place's arcs in words, made anew each day."""
    running: FloatArray
    """[row] room for one place's weights."""


@pointing
def name_people(
    place: Any, limit: Any, layer: int, points: Any, begin: int, end: int, start: int, named: Any, found: Any
) -> Any:
    """Add to `named` those whose point, of one layer, lies below the limit of their place."""
    for point in range(begin, end):
        word = points[point & 3, point >> 2]
        person = start + np.int64(word & np.uint32(BLOCK - 1))
        if person < place.size:
            named[found] = person
            found += np.int64(np.int32(word >> np.uint32(BLOCK_BITS)) < limit[layer, place[person]])
    return found


@pointing
def send_off(
    walkers: Any, network: Any, cuts: Any, scratch: Any, departures: Any, found: int, key: Any, day: int
) -> None:
    """Put those named who are there on the arc that their word of the day chooses."""
    named, words = scratch.named, scratch.words
    for index in range(found):
        words[0, index] = named[index]
        words[1, index] = day
        words[2, index] = TAKE
    draw_words(words, found, key)
    width = cuts.shape[1]
    for index in range(found):
        person = named[index]
        if walkers.ready[person] <= day:
            place = walkers.place[person]
            word = np.int64(words[0, index])
            turn: Any = 0
            for entry in range(width):
                turn += np.int64(word >= cuts[place, entry])
            if turn < width:
                arc = network.first_arc[place] + turn
                walkers.place[person] = network.head[arc]
                walkers.ready[person] = day + network.days[arc]
                departures[arc] += 1


@pointing
def name_certain(walkers: Any, certain: Any, start: int, named: Any) -> Any:
    """Name, of those from `start` on that `named` has room for, everyone at a place that all leave at once."""
    found: Any = np.int64(0)
    for person in range(start, min(start + named.size, walkers.place.size)):
        named[found] = person
        found += np.int64(certain[walkers.place[person]])
    return found


@pointing
def warm(place: Any, ready: Any, start: int, stop: int) -> int:
    """Read a block in order, a word of each cache line: much faster than meeting its people in any order."""
    total = 0
    for person in range(start, stop, CACHE_LINE):
        total += place[person]
    for person in range(start, stop, CACHE_LINE // 2):
        total += ready[person]
    return total


@pointing
def depart(
    walkers: Any,
    network: Any,
    layers: Any,
    limit: Any,
    cuts: Any,
    scratch: Any,
    departures: Any,
    key: Any,
    day: int,
    block: int,
    opened: int,
) -> None:
    """One day of one block: those who are certain to leave, a part of the block at a time, then its points in order."""
    start = block << BLOCK_BITS
    stop = min(start + BLOCK, walkers.place.size)
    total = draw_numbers(scratch.numbers, scratch.points, layers, opened, key, block, day, LEAVE)
    if total > WORTH_WARMING:
        scratch.numbers[opened] = warm(walkers.place, walkers.ready, start, stop)
    layer, until = 0, scratch.numbers[0]
    first = -BLOCK if network.has_certain[0] else 0
    while first < total:
        found: Any = np.int64(0)
        if first < 0:
            found = name_certain(walkers, network.certain, start + BLOCK + first, scratch.named)
        else:
            last = min(first + CHUNK, total)
            draw_points(scratch.points, first, last, key, block, day, LEAVE)
            begin = first
            while begin < last:
                while begin >= until:
                    layer += 1
                    until += scratch.numbers[layer]
                end = min(last, until)
                found = name_people(
                    walkers.place,
                    limit,
                    layer,
                    scratch.points,
                    begin - first,
                    end - first,
                    start,
                    scratch.named,
                    found,
                )
                begin = end
        send_off(walkers, network, cuts, scratch, departures, found, key, day)
        first += CHUNK


@pointing
def book(network: Any, counts: Any, departures: Any, day: int) -> None:
    """A day's departures, added up over threads: gone from their places, to arrive when the arc's days are over."""
    ring = counts.coming.shape[0]
    for place in range(counts.here.size):
        for arc in range(network.first_arc[place], network.first_arc[place + 1]):
            total = 0
            for thread in range(departures.shape[0]):
                total += departures[thread, arc]
            counts.here[place] -= total
            counts.coming[(day + network.days[arc]) % ring, network.head[arc]] += total
            counts.departures[day, arc] = total


@pointing
def choose_arcs(network: Any, counts: Any, day: int) -> None:
    """Each place's choice among its open arcs, by their pull and the people at their ends this morning."""
    epoch = network.epoch[day]
    width = counts.cuts.shape[1]
    for place in range(counts.here.size):
        first, last = network.first_arc[place], network.first_arc[place + 1]
        running = 0.0
        chosen = 0
        for arc in range(first, last):
            weight = 0.0
            if network.is_open[epoch, arc]:
                weight = network.pull[arc] / (1.0 + counts.here[network.head[arc]] / network.halving[0])
            if weight > 0.0:
                chosen = arc - first + 1
            running += weight
            counts.running[arc - first] = running
        for entry in range(width):
            cut = 0
            if chosen > 0:
                cut = int(WORD_RANGE)
            if entry < chosen - 1:
                cut = int(counts.running[entry] / running * WORD_RANGE + 0.5)
            counts.cuts[place, entry] = cut


@pointing
def begin_day(network: Any, counts: Any, day: int) -> None:
    """Arrivals of the day, people counted, and the day's choice of arcs."""
    turn = day % counts.coming.shape[0]
    for place in range(counts.here.size):
        counts.here[place] += counts.coming[turn, place]
        counts.coming[turn, place] = 0
        counts.people[day, place] = counts.here[place]
    choose_arcs(network, counts, day)


@njit(cache=True, nogil=True, _nrt=False)  # type: ignore[call-overload]
def walk(
    walkers: Any,
    network: Any,
    layers: Any,
    limit: Any,
    counts: Any,
    scratch: Any,
    departures: Any,
    key: Any,
    span: Any,
) -> None:
    """The days of a thread's blocks.

    Each thread keeps counts of its own. What threads tell each other is their departures of the day, which all of them
    book before the next day begins.

    Parameters
    ----------
    limit
        [layer, place] heights below which a point makes a person leave.
    counts, scratch
        This thread's own.
    departures
        [2, thread, arc] of even and of odd days.
    span
        First day, day after the last, first block, block after the last, layers to look into, and this thread.
    """
    for day in range(span[0], span[1]):
        if day > 0:
            book(network, counts, departures[(day - 1) & 1], day - 1)
        begin_day(network, counts, day)
        mine = departures[day & 1, span[5]]
        for arc in range(mine.size):
            mine[arc] = 0
        for block in range(span[2], span[3]):
            depart(walkers, network, layers, limit, counts.cuts, scratch, mine, key, day, block, span[4])
