"""The compiled search for the factors of rows and columns: scaling in turn, hurried along by Newton's method.

Tables are given by their cells above zero, row after row: those of row r are starts[r] to starts[r + 1]. The linear
algebra is written out here, so that threads of draws do not wait for those of a library.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from sapar.maths import FloatArray, IntArray

FIRST_ROUNDS = 12
"""Rounds of scaling before the first step of Newton's method, and after a step that did not help."""
WIDEST_STEP = 3.0
"""Largest change of the logarithm of a factor in one step."""
HALVINGS = 6
"""How often a step is halved before scaling goes on without it."""


@njit(cache=True, nogil=True)
def nearest_factors(
    starts: IntArray,
    columns: IntArray,
    values: FloatArray,
    row_totals: FloatArray,
    column_totals: FloatArray,
    first: FloatArray,
    tolerance: float,
    most_rounds: int,
) -> tuple[FloatArray, FloatArray, int, float]:
    """Factors of rows and columns, rounds and largest relative gap; rows fit their totals but for rounding.

    Parameters
    ----------
    first
        [column] factors to begin with.
    tolerance
        Relative gap at which to stop.
    """
    by_column = first.copy()
    by_row = np.empty(row_totals.size)
    sums = np.empty(column_totals.size)
    ahead_row, ahead_sums = np.empty_like(by_row), np.empty_like(sums)
    patience, rounds, gap = FIRST_ROUNDS, 0, np.inf
    while rounds < most_rounds:
        for turn in range(patience):
            gap = _scale_rows(starts, columns, values, row_totals, column_totals, by_column, by_row, sums)
            rounds += 1
            if gap <= tolerance or not np.isfinite(gap) or rounds >= most_rounds:
                return by_row, by_column, rounds, gap
            if turn < patience - 1:
                for column in range(sums.size):
                    by_column[column] = column_totals[column] / sums[column] if sums[column] > 0.0 else 0.0
        step = _newton_step(starts, columns, values, row_totals, column_totals, by_column, by_row, sums)
        level = _level(row_totals, column_totals, by_row, by_column)
        length, has_moved = 1.0, False
        for _ in range(HALVINGS):
            ahead = by_column * np.exp(length * step)
            ahead_gap = _scale_rows(
                starts, columns, values, row_totals, column_totals, ahead, ahead_row, ahead_sums
            )
            rounds += 1
            if ahead_gap < gap or _level(row_totals, column_totals, ahead_row, ahead) > level:
                by_column[:], by_row[:], sums[:], gap = ahead, ahead_row, ahead_sums, ahead_gap
                has_moved = True
                break
            length *= 0.5
        patience = 1 if has_moved else 2 * max(patience, FIRST_ROUNDS)
        if not has_moved:
            for column in range(sums.size):
                by_column[column] = column_totals[column] / sums[column] if sums[column] > 0.0 else 0.0
    return by_row, by_column, rounds, gap


@njit(cache=True, nogil=True)
def _scale_rows(
    starts: IntArray,
    columns: IntArray,
    values: FloatArray,
    row_totals: FloatArray,
    column_totals: FloatArray,
    by_column: FloatArray,
    by_row: FloatArray,
    sums: FloatArray,
) -> float:
    """Write row factors that fit the rows, and the columns' sums without column factors; the largest relative gap."""
    sums[:] = 0.0
    for row in range(row_totals.size):
        total = 0.0
        for cell in range(starts[row], starts[row + 1]):
            total += values[cell] * by_column[columns[cell]]
        factor = row_totals[row] / total if total > 0.0 else 0.0
        by_row[row] = factor
        for cell in range(starts[row], starts[row + 1]):
            sums[columns[cell]] += values[cell] * factor
    gap = 0.0
    for column in range(sums.size):
        wanted = column_totals[column]
        reached = sums[column] * by_column[column]
        missed = abs(reached - wanted)
        if wanted > 0.0:
            missed /= wanted
        elif reached > 0.0:
            missed = 1.0
        if not missed <= gap:
            gap = missed
    return gap


@njit(cache=True, nogil=True)
def _level(
    row_totals: FloatArray, column_totals: FloatArray, by_row: FloatArray, by_column: FloatArray
) -> float:
    """The function that is highest at the solution."""
    level = 0.0
    for row in range(row_totals.size):
        if row_totals[row] > 0.0:
            level += row_totals[row] * np.log(by_row[row])
    for column in range(column_totals.size):
        if column_totals[column] > 0.0:
            level += column_totals[column] * np.log(by_column[column])
    return level


@njit(cache=True, nogil=True)
def _newton_step(
    starts: IntArray,
    columns: IntArray,
    values: FloatArray,
    row_totals: FloatArray,
    column_totals: FloatArray,
    by_column: FloatArray,
    by_row: FloatArray,
    sums: FloatArray,
) -> FloatArray:
    """Changes of the logarithms of column factors, with the rows scaled exactly at every point.

    The matrix is that of the columns' sums by these logarithms, made symmetric and of unit diagonal; its one direction
    without effect, all factors together, is filled up.
    """
    number = column_totals.size
    root = np.ones(number)
    whole = 0.0
    for column in range(number):
        reached = sums[column] * by_column[column]
        if reached > 0.0:
            root[column] = np.sqrt(reached)
            whole += reached
    matrix = np.zeros((number, number))
    for first in range(number):
        for second in range(first, number):
            if sums[first] > 0.0 and sums[second] > 0.0:
                matrix[first, second] = root[first] * root[second] / whole
        matrix[first, first] += 1.0 + 1e-13
    shares = np.empty(number)
    for row in range(row_totals.size):
        if row_totals[row] <= 0.0:
            continue
        weight = by_row[row] / np.sqrt(row_totals[row])
        for cell in range(starts[row], starts[row + 1]):
            column = columns[cell]
            shares[cell - starts[row]] = values[cell] * by_column[column] * weight / root[column]
        for left in range(starts[row], starts[row + 1]):
            share = shares[left - starts[row]]
            for right in range(left, starts[row + 1]):
                matrix[columns[left], columns[right]] -= share * shares[right - starts[row]]
    step = np.zeros(number)
    for column in range(number):
        if sums[column] > 0.0:
            step[column] = (column_totals[column] - sums[column] * by_column[column]) / root[column]
    _solve(matrix, step)
    for column in range(number):
        step[column] = min(max(step[column] / root[column], -WIDEST_STEP), WIDEST_STEP)
    return step


@njit(cache=True, nogil=True)
def _solve(matrix: FloatArray, vector: FloatArray) -> None:
    """Replace the vector by the solution; of the symmetric matrix only the upper half is read (Cholesky)."""
    number = vector.size
    for pivot in range(number):
        root = np.sqrt(max(matrix[pivot, pivot], 1e-14))
        for column in range(pivot, number):
            matrix[pivot, column] /= root
        for row in range(pivot + 1, number):
            factor = matrix[pivot, row]
            if factor != 0.0:
                for column in range(row, number):
                    matrix[row, column] -= factor * matrix[pivot, column]
        vector[pivot] /= matrix[pivot, pivot]
        for row in range(pivot + 1, number):
            vector[row] -= matrix[pivot, row] * vector[pivot]
    for row in range(number - 1, -1, -1):
        total = vector[row]
        for column in range(row + 1, number):
            total -= matrix[row, column] * vector[column]
        vector[row] = total / matrix[row, row]
