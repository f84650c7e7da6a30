"""Compiled sums over birthplaces: whole origin-destination tables without the array of all birthplaces."""

from __future__ import annotations

import numpy as np
from numba import njit

from sapar.maths import FloatArray


@njit(cache=True, nogil=True)
def smallest_moves(start: FloatArray, end: FloatArray, flows: FloatArray) -> None:
    """Add each birthplace's decreases times its increases over their total to `flows` [origin, destination]."""
    number = start.shape[0]
    down, up = np.empty(number), np.empty(number)
    origins, destinations = np.empty(number, np.int64), np.empty(number, np.int64)
    for birthplace in range(number):
        less, more = _changes(start[birthplace], end[birthplace], down, up, origins, destinations)
        total = 0.0
        for left in range(less):
            total += down[left]
        for right in range(more):
            total += up[right]
        for left in range(less):
            share = 2.0 * down[left] / total
            for right in range(more):
                flows[origins[left], destinations[right]] += share * up[right]


@njit(cache=True, nogil=True)
def independent_moves(start: FloatArray, end: FloatArray, flows: FloatArray) -> None:
    """Add each birthplace's people at the start times those at the end over their number to `flows`."""
    number = start.shape[0]
    for birthplace in range(number):
        total = 0.0
        for place in range(number):
            total += start[birthplace, place] + end[birthplace, place]
        if total <= 0.0:
            continue
        for origin in range(number):
            if start[birthplace, origin] <= 0.0:
                continue
            share = 2.0 * start[birthplace, origin] / total
            for destination in range(number):
                flows[origin, destination] += share * end[birthplace, destination]


@njit(cache=True, nogil=True)
def cell_bounds(start: FloatArray, end: FloatArray, low: FloatArray, high: FloatArray) -> None:
    """Add the least and the most that may move in each cell, birthplace by birthplace."""
    number = start.shape[0]
    down, up = np.empty(number), np.empty(number)
    origins, destinations = np.empty(number, np.int64), np.empty(number, np.int64)
    for birthplace in range(number):
        less, more = _changes(start[birthplace], end[birthplace], down, up, origins, destinations)
        total = 0.0
        for left in range(less):
            total += 0.5 * down[left]
        for right in range(more):
            total += 0.5 * up[right]
        for left in range(less):
            for right in range(more):
                origin, destination = origins[left], destinations[right]
                low[origin, destination] += max(0.0, down[left] + up[right] - total)
                high[origin, destination] += min(down[left], up[right])


@njit(cache=True, nogil=True)
def smallest_seeded_moves(
    start: FloatArray,
    end: FloatArray,
    seed: FloatArray,
    tolerance: float,
    most_rounds: int,
    flows: FloatArray,
) -> float:
    """Add each birthplace's smallest moves nearest to a seed to `flows`; the largest gap of all birthplaces."""
    number = start.shape[0]
    down, up = np.empty(number), np.empty(number)
    origins, destinations = np.empty(number, np.int64), np.empty(number, np.int64)
    by_column = np.empty(number)
    by_row = np.empty(number)
    sums = np.empty(number)
    weights = np.empty((number, number))
    worst = 0.0
    for birthplace in range(number):
        less, more = _changes(start[birthplace], end[birthplace], down, up, origins, destinations)
        if less == 0 or more == 0:
            continue
        leaving, arriving = 0.0, 0.0
        for left in range(less):
            leaving += down[left]
        for right in range(more):
            arriving += up[right]
        for right in range(more):
            up[right] *= leaving / arriving
            by_column[right] = 1.0
        for left in range(less):
            for right in range(more):
                weights[left, right] = seed[origins[left], destinations[right]]
        gap = np.inf
        for _ in range(most_rounds):
            sums[:more] = 0.0
            for left in range(less):
                total = 0.0
                for right in range(more):
                    total += weights[left, right] * by_column[right]
                by_row[left] = down[left] / total if total > 0.0 else 0.0
                for right in range(more):
                    sums[right] += weights[left, right] * by_row[left]
            gap = 0.0
            for right in range(more):
                gap = max(gap, abs(sums[right] * by_column[right] / up[right] - 1.0))
            if gap <= tolerance or not np.isfinite(gap):
                break
            for right in range(more):
                by_column[right] = up[right] / sums[right] if sums[right] > 0.0 else 0.0
        worst = max(worst, gap)
        for left in range(less):
            for right in range(more):
                moved = weights[left, right] * by_row[left] * by_column[right]
                flows[origins[left], destinations[right]] += moved
    return worst


@njit(cache=True, nogil=True)
def seeded_moves(
    rows: FloatArray, columns: FloatArray, seed: FloatArray, tolerance: float, most_rounds: int
) -> tuple[FloatArray, float]:
    """One birthplace's table [origin, destination] with these totals nearest to a seed, and its largest gap.

    Parameters
    ----------
    rows, columns
        [origin], [destination] people of the birthplace; both sums are equal but for rounding.
    """
    origins, destinations = np.flatnonzero(rows > 0.0), np.flatnonzero(columns > 0.0)
    table = np.zeros((rows.size, columns.size))
    if origins.size == 0 or destinations.size == 0:
        return table, 0.0
    wanted_rows, wanted_columns = rows[origins], columns[destinations]
    wanted_columns = wanted_columns * (wanted_rows.sum() / wanted_columns.sum())
    weights = np.empty((origins.size, destinations.size))
    for left in range(origins.size):
        for right in range(destinations.size):
            weights[left, right] = seed[origins[left], destinations[right]]
    by_column = np.ones(destinations.size)
    by_row = np.zeros(origins.size)
    gap = np.inf
    for _ in range(most_rounds):
        sums = np.zeros(destinations.size)
        for left in range(origins.size):
            total = 0.0
            for right in range(destinations.size):
                total += weights[left, right] * by_column[right]
            by_row[left] = wanted_rows[left] / total if total > 0.0 else 0.0
            for right in range(destinations.size):
                sums[right] += weights[left, right] * by_row[left]
        gap = 0.0
        for right in range(destinations.size):
            gap = max(gap, abs(sums[right] * by_column[right] / wanted_columns[right] - 1.0))
        if gap <= tolerance or not np.isfinite(gap):
            break
        for right in range(destinations.size):
            by_column[right] = wanted_columns[right] / sums[right] if sums[right] > 0.0 else 0.0
    for left in range(origins.size):
        for right in range(destinations.size):
            table[origins[left], destinations[right]] = weights[left, right] * by_row[left] * by_column[right]
    return table, gap


@njit(cache=True, nogil=True, inline="always")
def _changes(
    start: FloatArray,
    end: FloatArray,
    down: FloatArray,
    up: FloatArray,
    origins: np.ndarray,
    destinations: np.ndarray,
) -> tuple[int, int]:
    """Write the decreases and increases of one birthplace and where they are; how many of each."""
    less = more = 0
    for place in range(start.size):
        change = end[place] - start[place]
        if change < 0.0:
            down[less] = -change
            origins[less] = place
            less += 1
        elif change > 0.0:
            up[more] = change
            destinations[more] = place
            more += 1
    return less, more
