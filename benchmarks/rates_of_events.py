"""What an agent-step costs by how often people act: layers of points, and a pass over everyone.

Both run the reference workload with its leave probabilities scaled; the pass takes one word a person and day, four from
each call of the random function.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

from benchmarks.ring_and_chords import DAYS, PLACES, Workload, workload
from sapar.maths import thresholds
from sapar.simulation.layers import BLOCK, fixed_layers, limits, opened
from sapar.simulation.points import draw_words, scratch
from sapar.simulation.walking import (
    Counts,
    Network,
    Walkers,
    begin_day,
    book,
    send_off,
    walk,
)

BASES = (0.05, 0.02, 0.005, 0.001, 0.0003)
REPEATS = 5


@njit(cache=True, nogil=True, _nrt=False)
def walk_past_everyone(
    walkers: Any, network: Any, threshold: Any, counts: Any, own: Any, departures: Any, key: Any, days: int
) -> None:
    """All days; every person's word is compared with the threshold of their place."""
    for day in range(days):
        if day > 0:
            book(network, counts, departures[(day - 1) & 1], day - 1)
        begin_day(network, counts, day)
        mine = departures[day & 1, 0]
        mine[:] = 0
        room = own.named.size
        for start in range(0, walkers.place.size, room):
            stop = min(start + room, walkers.place.size)
            calls = (stop - start + 3) // 4
            for call in range(calls):
                own.points[0, call] = start // 4 + call
                own.points[1, call] = day
                own.points[2, call] = 1
            draw_words(own.points, calls, key)
            found = np.int64(0)
            for person in range(start, stop):
                own.named[found] = person
                word = own.points[(person - start) & 3, (person - start) >> 2]
                found += np.int64(word < threshold[walkers.place[person]])
            send_off(walkers, network, counts.cuts, own, mine, found, key, day)


def state(made: Workload) -> tuple[Walkers, Network, Counts, np.ndarray]:
    """The first morning."""
    arcs = made.arcs
    first = np.searchsorted(arcs[:, 0], np.arange(PLACES + 1))
    width = int(np.diff(first).max())
    place = (np.arange(made.people) % PLACES).astype(np.uint8)
    np.random.default_rng(1).shuffle(place)
    network = Network(
        first_arc=first,
        head=arcs[:, 1].astype(np.uint8),
        days=arcs[:, 2].astype(np.int16),
        pull=np.exp(-0.25 * arcs[:, 2]),
        is_open=np.ones((1, arcs.shape[0]), np.bool_),
        epoch=np.zeros(DAYS, np.int64),
        halving=np.array([made.halving]),
        certain=np.zeros(PLACES, np.bool_),
        has_certain=np.zeros(1, np.bool_),
    )
    counts = Counts(
        here=np.bincount(place, minlength=PLACES),
        coming=np.zeros((16, PLACES), np.int64),
        people=np.zeros((DAYS, PLACES), np.int64),
        departures=np.zeros((DAYS, arcs.shape[0]), np.int64),
        cuts=np.zeros((PLACES, width), np.int64),
        running=np.zeros(width),
    )
    walkers = Walkers(place=place, ready=np.zeros(made.people, np.int16))
    return walkers, network, counts, np.zeros((2, 1, arcs.shape[0]), np.int64)


def best(made: Workload, lap: Callable[..., None]) -> tuple[float, int]:
    """Nanoseconds an agent-step, and departures, so that both ways can be seen to do the same."""
    laps, left = [], 0
    for _ in range(REPEATS):
        walkers, network, counts, departures = state(made)
        started = time.perf_counter()
        lap(walkers, network, counts, departures)
        laps.append(time.perf_counter() - started)
        left = int(counts.departures.sum())
    return 1e9 * min(laps) / made.people / DAYS, left


def main(people: int) -> None:
    """Measure and print."""
    key, layers = np.array([1, 0], np.uint64), fixed_layers()
    own = scratch(layers.fewest.size)
    print(f"{people:,} people, {DAYS} days, one thread, best of {REPEATS}: ns an agent-step")
    print(f"  {'a day':>8}{'layers':>10}{'everyone':>10}{'ratio':>8}{'departures':>24}")
    for base in BASES:
        made = workload(people, base)
        limit, threshold = limits(layers, made.leave), thresholds(made.leave)
        span = np.array([0, DAYS, 0, -(-people // BLOCK), opened(limit), 0])
        by_layers, left = best(
            made,
            lambda walkers, network, counts, departures, limit=limit, span=span: walk(
                walkers, network, layers, limit, counts, own, departures, key, span
            ),
        )
        by_pass, also_left = best(
            made,
            lambda walkers, network, counts, departures, threshold=threshold: walk_past_everyone(
                walkers, network, threshold, counts, own, departures, key, DAYS
            ),
        )
        both = f"{left:,} / {also_left:,}"
        print(f"  {base:>8}{by_layers:>10.3f}{by_pass:>10.3f}{by_pass / by_layers:>8.1f}{both:>24}")


if __name__ == "__main__":
    main(int(float(sys.argv[1])) if len(sys.argv) > 1 else 1_000_000)
