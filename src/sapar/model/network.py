"""The ways between homes and hosts on each day: which are open to whom, how long, how dear, through what.

The period is cut into epochs at every day on which a closure or a list of seats starts or ends. In each
epoch, for each citizenship, the best way by land and the best way with one flight are found in the
graph of links that are open to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sapar.maths import FloatArray
from sapar.model.system import AIR, LAND

HOURS_A_DAY = 24.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """One direction of a link."""

    link: str
    tail: int
    head: int
    mode: str
    hours: float
    fare: float
    """US dollars."""
    between: frozenset[str]
    """The two countries it joins, if it enters one of them from the other; else empty."""
    into: str
    """The country it enters, or empty inside a country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shut:
    """A closure, resolved to days and citizenships."""

    first: int
    last: int
    """Days, both included."""
    citizenships: frozenset[int]
    links: frozenset[str]
    between: frozenset[str]
    modes: frozenset[str]
    toward: str
    """Only travel into this country; empty for both directions."""

    def covers(self, arc: Arc) -> bool:
        """Whether the closure shuts the arc."""
        if self.modes and arc.mode not in self.modes:
            return False
        if self.toward and arc.into != self.toward:
            return False
        if arc.link in self.links:
            return True
        return bool(self.between) and bool(arc.into) and arc.between == self.between


@dataclass(frozen=True, slots=True, kw_only=True)
class Paths:
    """Best ways between all homes and host regions under one set of open arcs: [2, P, P] but for `by_land`."""

    is_open: NDArray[np.bool_]
    hours: FloatArray
    fare: FloatArray
    crossings: NDArray[np.uint64]
    by_land: NDArray[np.int16]
    """[P, P, node] arcs of the way by land, the last first, -1 after the first of them."""


@njit(cache=True)
def _walk(
    before: Any,
    targets: Any,
    sources: Any,
    tail_fare: Any,
    tail_hours: Any,
    arc: Any,
    bit: Any,
    layer: int,
    is_open: Any,
    hours: Any,
    fare: Any,
    crossings: Any,
    arcs: Any,
) -> None:
    """Follow predecessors from each target back to each source, adding up what the way costs and noting its arcs."""
    for row in range(sources.size):
        for column in range(targets.size):
            node = targets[column]
            total_hours = 0.0
            total_fare = 0.0
            passed = np.uint64(0)
            steps = 0
            reached = True
            while node != sources[row]:
                previous = before[row, node]
                if previous < 0:
                    reached = False
                    break
                total_hours += tail_hours[previous, node]
                total_fare += tail_fare[previous, node]
                crossing = bit[node % layer]
                if crossing >= 0:
                    passed |= np.uint64(1) << np.uint64(crossing)
                if steps < arcs.shape[2]:
                    arcs[row, column, steps] = arc[previous, node]
                steps += 1
                node = previous
            if reached and row != column:
                is_open[row, column] = True
                hours[row, column] = total_hours
                fare[row, column] = total_fare
                crossings[row, column] = passed


def best_paths(
    arcs: Sequence[Arc],
    shut: frozenset[int],
    places: NDArray[np.int64],
    nodes: int,
    crossing_bit: NDArray[np.int64],
    value_of_time: float,
) -> Paths:
    """Cheapest ways, time valued, by land and with exactly one flight.

    Parameters
    ----------
    arcs, shut
        All arcs, and the indices of those that are shut.
    places
        [P] nodes between which ways are sought.
    nodes
        Number of nodes.
    crossing_bit
        [node] index of the crossing, -1 for other nodes.
    value_of_time
        US dollars an hour.
    """
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import dijkstra

    size = 2 * nodes
    weight = np.full((size, size), np.inf)
    hours, fare = np.zeros((size, size)), np.zeros((size, size))
    best = np.full((size, size), -1, np.int16)
    for index, arc in enumerate(arcs):
        if index in shut:
            continue
        cost = arc.fare + value_of_time * arc.hours + 1e-6
        spots = (
            [(arc.tail, arc.head + nodes)]
            if arc.mode == "air"
            else [(arc.tail, arc.head), (arc.tail + nodes, arc.head + nodes)]
        )
        for spot in spots:
            if cost < weight[spot]:
                weight[spot], hours[spot], fare[spot], best[spot] = cost, arc.hours, arc.fare, index
    rows, columns = np.nonzero(np.isfinite(weight))
    graph = csr_matrix((weight[rows, columns], (rows, columns)), shape=(size, size))
    _, before = dijkstra(graph, indices=places, return_predecessors=True)
    count = places.size
    shape = (2, count, count)
    paths = Paths(
        is_open=np.zeros(shape, np.bool_),
        hours=np.full(shape, np.inf),
        fare=np.full(shape, np.inf),
        crossings=np.zeros(shape, np.uint64),
        by_land=np.full((count, count, nodes), -1, np.int16),
    )
    for family, offset in ((LAND, 0), (AIR, nodes)):
        _walk(
            before,
            places + offset,
            places,
            fare,
            hours,
            best,
            crossing_bit,
            nodes,
            paths.is_open[family],
            paths.hours[family],
            paths.fare[family],
            paths.crossings[family],
            paths.by_land if family == LAND else np.empty((count, count, 0), np.int16),
        )
    return paths


def epoch_starts(days: int, spans: Iterable[tuple[int, int]]) -> NDArray[np.int64]:
    """[E] first day of each epoch: day 0 and every day on which a span of days starts or has just ended."""
    starts = {0}
    for first, last in spans:
        starts.update(day for day in (first, last + 1) if 0 < day < days)
    return np.array(sorted(starts), dtype=np.int64)


def shut_arcs(arcs: Sequence[Arc], closures: Iterable[Shut], day: int, citizenship: int) -> frozenset[int]:
    """Indices of the arcs that are shut to a citizenship on a day."""
    standing = [
        shut for shut in closures if shut.first <= day <= shut.last and citizenship in shut.citizenships
    ]
    return frozenset(index for index, arc in enumerate(arcs) for shut in standing if shut.covers(arc))
