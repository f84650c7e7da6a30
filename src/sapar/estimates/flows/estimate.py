"""Flows between two balanced stock tables: as few moves as possible, as if nobody minded where, or between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from sapar.errors import MissingNatives, NoSuchTable
from sapar.estimates.flows.balance import Balanced
from sapar.estimates.flows.checks import square
from sapar.estimates.flows.fit import MOST_ROUNDS, TOLERANCE
from sapar.estimates.flows.kernels import (
    cell_bounds,
    independent_moves,
    seeded_moves,
    smallest_moves,
    smallest_seeded_moves,
)
from sapar.maths import FloatArray

MINIMUM_SHARE = 0.87
"""Weight of the smallest migration in the mixture; the value that fits European flows best (Azose and Raftery 2019)."""

Method = Literal["minimum", "independence", "mixture"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The least and the most that may move in each cell among all smallest migrations that fit the stocks."""

    low: FloatArray
    """[origin, destination] persons."""
    high: FloatArray
    """[origin, destination] persons."""

    @property
    def freedom(self) -> FloatArray:
        """[origin, destination] 0 where the stocks determine the flow, 1 where only the seed does."""
        return np.where(self.high > 0, (self.high - self.low) / np.where(self.high > 0, self.high, 1.0), 0.0)


def estimate(
    balanced: Balanced,
    method: Method,
    *,
    seed: ArrayLike | None = None,
    weight: float = MINIMUM_SHARE,
    tolerance: float = TOLERANCE,
) -> FloatArray:
    """Flows [origin, destination] by one of the three methods; see there."""
    if method == "minimum":
        return minimum(balanced, seed=seed, tolerance=tolerance)
    if method == "independence":
        return independence(balanced, seed=seed)
    return mixture(balanced, weight=weight, seed=seed, tolerance=tolerance)


def minimum(balanced: Balanced, *, seed: ArrayLike | None = None, tolerance: float = TOLERANCE) -> FloatArray:
    """The smallest number of moves that turns one table into the other.

    As many people as possible of every birthplace stay. A residence then has either a decrease or an
    increase, never both, so that with a flat seed the quasi-independent fit is decrease times increase over
    their common total.

    Parameters
    ----------
    seed
        [origin, destination] weights such as the inverse of distance; the diagonal is not looked at. Left out: equal.
        The total of all moves does not depend on it, only where they go.
    tolerance
        Share of itself by which the fit to a seed may miss a total.

    Returns
    -------
    flows
        [origin, destination] persons who lived in one place at the start and in the other at the end, diagonal zero.

    Raises
    ------
    NoSuchTable
        The seed's zeros leave a move without a way.

    Source
    ------
    Abel (2013); docs/method/flows.md, section 3.
    """
    flows = np.zeros_like(balanced.start)
    if seed is None:
        smallest_moves(balanced.start, balanced.end, flows)
        return flows
    weights = square(seed, balanced.places, "weight")
    gap = smallest_seeded_moves(balanced.start, balanced.end, weights, tolerance, MOST_ROUNDS, flows)
    if not gap <= max(1e-9, tolerance):
        flows[:] = 0.0
        for table in _smallest_by_birthplace(balanced, seed):
            flows += table
    return flows


def independence(balanced: Balanced, *, seed: ArrayLike | None = None) -> FloatArray:
    """The moves if where people of a birthplace live at the end did not depend on where they lived at the start.

    Parameters
    ----------
    seed
        [origin, destination] weights, the diagonal those of staying; left out: equal.

    Returns
    -------
    flows
        [origin, destination] persons; the diagonal, those who stay, is set to zero.

    Raises
    ------
    MissingNatives
        The native born are known only by their change.

    Source
    ------
    Azose and Raftery (2019); docs/method/flows.md, section 3.
    """
    _require_natives(balanced)
    flows = np.zeros_like(balanced.start)
    if seed is None:
        independent_moves(balanced.start, balanced.end, flows)
    else:
        for table in _independent_by_birthplace(balanced, seed):
            flows += table
    np.fill_diagonal(flows, 0.0)
    return flows


def mixture(
    balanced: Balanced,
    *,
    weight: float = MINIMUM_SHARE,
    seed: ArrayLike | None = None,
    tolerance: float = TOLERANCE,
) -> FloatArray:
    """The pseudo-Bayesian estimate: so much of the smallest migration, the rest of independence.

    Parameters
    ----------
    weight
        Share of the smallest migration, 0 to 1.
    seed
        [origin, destination] weights for the smallest migration; independence stays flat.
    tolerance
        Share of itself by which the fit to a seed may miss a total.

    Source
    ------
    Azose and Raftery (2019); docs/method/flows.md, section 3.
    """
    if not 0.0 <= weight <= 1.0:
        raise ValueError(f"the weight of the smallest migration is a share from 0 to 1, not {weight}")
    return weight * minimum(balanced, seed=seed, tolerance=tolerance) + (1.0 - weight) * independence(
        balanced
    )


def bounds(balanced: Balanced) -> Bounds:
    """What the stocks alone say about each cell of the smallest migration.

    Among all tables with the smallest number of moves, a birthplace with decreases x, increases z and N of
    either moves between max(0, x + z - N) and min(x, z) from one place to another; the cells of the table are
    sums over birthplaces, and every birthplace can be at its end of the range alone.

    Source
    ------
    Fréchet (1951) bounds of a table with given totals; docs/method/flows.md, section 5.
    """
    low, high = np.zeros_like(balanced.start), np.zeros_like(balanced.start)
    cell_bounds(balanced.start, balanced.end, low, high)
    return Bounds(low=low, high=high)


def by_birthplace(
    balanced: Balanced, method: Literal["minimum", "independence"], *, seed: ArrayLike | None = None
) -> FloatArray:
    """The whole account [birthplace, origin, destination], those who stay on the diagonals.

    It holds the cube of the number of places: 100 MB for 232 places.
    """
    if method == "independence":
        _require_natives(balanced)
    one = np.ones_like(balanced.start) if seed is None else seed
    tables = (
        _smallest_by_birthplace(balanced, one)
        if method == "minimum"
        else _independent_by_birthplace(balanced, one)
    )
    cube = np.stack(list(tables))
    if method == "minimum":
        stayers = np.minimum(balanced.start, balanced.end)
        places = np.arange(cube.shape[1])
        cube[:, places, places] += stayers
    return cube


def account_gap(balanced: Balanced, flows: FloatArray) -> FloatArray:
    """What is left of each place's demographic identity.

    Population at the end less population at the start less births plus deaths less arrivals plus departures,
    those from and to the outside included; zero but for rounding.

    Returns
    -------
    gap
        [place] persons.
    """
    arrivals = flows.sum(axis=0) + balanced.entered.sum(axis=0)
    departures = flows.sum(axis=1) + balanced.left.sum(axis=0)
    natural = balanced.births.sum(axis=0) - balanced.deaths.sum(axis=0)
    growth = balanced.population_end - balanced.population_start
    return np.asarray(growth - natural - arrivals + departures)


def _smallest_by_birthplace(balanced: Balanced, seed: ArrayLike) -> Iterator[FloatArray]:
    """Each birthplace's moves, nobody staying."""
    weights = square(seed, balanced.places, "weight")
    np.fill_diagonal(weights, 0.0)
    stayers = np.minimum(balanced.start, balanced.end)
    yield from _fitted(balanced, balanced.start - stayers, balanced.end - stayers, weights)


def _independent_by_birthplace(balanced: Balanced, seed: ArrayLike) -> Iterator[FloatArray]:
    """Each birthplace's people by where they lived at both dates."""
    weights = square(seed, balanced.places, "weight")
    yield from _fitted(balanced, balanced.start, balanced.end, weights)


def _fitted(
    balanced: Balanced, rows: FloatArray, columns: FloatArray, weights: FloatArray
) -> Iterator[FloatArray]:
    """Each birthplace's table with these totals nearest to the weights."""
    for birthplace, name in enumerate(balanced.places):
        table, gap = seeded_moves(rows[birthplace], columns[birthplace], weights, TOLERANCE, MOST_ROUNDS)
        if not gap <= 1e-9:
            missed = np.abs(table.sum(axis=1) - rows[birthplace])
            origin = balanced.places[int(np.argmax(missed))]
            raise NoSuchTable(
                row=origin,
                found=name,
                why="is the birthplace of people who have no way to move: the weights leave them none",
                try_="a small weight instead of zero where people may move",
            )
        yield table


def _require_natives(balanced: Balanced) -> None:
    """Independence depends on how many people stay at home."""
    if not balanced.has_natives:
        raise MissingNatives(
            why="the native born are known only by their change, and independence and mixture depend on their number",
            try_="total populations by place and date, or method minimum",
        )
