"""Iterative proportional fitting: the table nearest to a seed with given totals of rows and columns.

The table is seed[i, j] times a factor of the row times a factor of the column: the maximum-likelihood fit of
the log-linear model with both effects and the seed as offset, and the smallest Kullback-Leibler divergence
from the seed. Zeros of the seed stay zero (quasi-independence). Scaling in turn visits only the cells above
zero; where it is slow, steps of Newton's method on the columns' factors hurry it along.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sapar.errors import NoSuchTable, ShapeMismatch
from sapar.estimates.flows.checks import names_of, refuse_negative, require_same_total, vector
from sapar.estimates.flows.scaling import nearest_factors
from sapar.maths import FloatArray

TOLERANCE = 1e-12
"""Largest share by which a total may be missed at the end."""
MOST_ROUNDS = 200_000
"""Rounds after which a fit is given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A table with the totals asked for."""

    table: FloatArray
    """[row, column]."""
    rows: FloatArray
    """[row] factors."""
    columns: FloatArray
    """[column] factors; table = seed x row's factor x column's factor."""
    rounds: int
    """How many times rows and columns were scaled in turn."""
    gap: float
    """Largest share by which a total is missed."""


def fit(
    row_totals: ArrayLike,
    column_totals: ArrayLike,
    seed: ArrayLike | None = None,
    *,
    places: Sequence[str] | None = None,
    tolerance: float = TOLERANCE,
    start: FloatArray | None = None,
) -> Fit:
    """The table with these totals that is nearest to the seed.

    Parameters
    ----------
    row_totals, column_totals
        [row], [column] counts with the same sum.
    seed
        [row, column], not negative; cells of zero stay zero. Left out: all ones.
    places
        Names of rows and columns for messages.
    tolerance
        Relative to each total, whatever its size.
    start
        [column] factors to begin with, such as those of a similar table.

    Raises
    ------
    TotalsDisagree
        The sums of both totals differ by more than rounding; nothing is scaled to make them agree.
    NoSuchTable
        The seed's zeros leave a total out of reach.

    Source
    ------
    Deming and Stephan (1940); Willekens (1999); docs/method/flows.md, section 4.
    """
    rows_wanted = vector(row_totals, None, np.size(row_totals), "people in a row")
    columns_wanted = vector(column_totals, None, np.size(column_totals), "people in a column")
    shape = (rows_wanted.size, columns_wanted.size)
    weights = np.ones(shape) if seed is None else np.array(seed, dtype=np.float64)
    if weights.shape != shape:
        raise ShapeMismatch(
            found=" x ".join(str(length) for length in weights.shape),
            why="is the shape of the seed",
            try_=f"{shape[0]} x {shape[1]}: one row and one column a total",
        )
    refuse_negative(weights, places if shape[0] == shape[1] else None, "weight")
    require_same_total(
        float(rows_wanted.sum()),
        float(columns_wanted.sum()),
        ("the rows", "the columns"),
        "totals of the same people",
    )
    _refuse_empty(weights, rows_wanted, columns_wanted, places)
    factors = np.ones(shape[1]) if start is None else start.astype(np.float64)
    cells = _Cells(weights)
    rows, columns, rounds, gap = nearest_factors(
        cells.starts,
        cells.columns,
        cells.values,
        rows_wanted,
        columns_wanted,
        factors,
        tolerance,
        MOST_ROUNDS,
    )
    with np.errstate(all="ignore"):
        table = weights * rows[:, None] * columns[None, :]
    if gap > max(tolerance, 1e-9) or not np.isfinite(table).all():
        raise _unreachable(table, rows_wanted, columns_wanted, places)
    return Fit(table=table, rows=rows, columns=columns, rounds=int(rounds), gap=float(gap))


def quasi_independent(
    row_totals: ArrayLike,
    column_totals: ArrayLike,
    stayers: ArrayLike,
    seed: ArrayLike | None = None,
    *,
    places: Sequence[str] | None = None,
) -> Fit:
    """The table with these totals and this diagonal that is nearest to the seed elsewhere.

    Parameters
    ----------
    stayers
        [place] what stands on the diagonal; never more than the totals there.

    Raises
    ------
    NegativeStock
        More people stay than there are.
    """
    kept = np.asarray(stayers, dtype=np.float64)
    rows = np.asarray(row_totals, dtype=np.float64) - kept
    columns = np.asarray(column_totals, dtype=np.float64) - kept
    weights = np.ones((rows.size, columns.size)) if seed is None else np.array(seed, dtype=np.float64)
    np.fill_diagonal(weights, 0.0)
    moved = fit(rows, columns, weights, places=places)
    return Fit(
        table=moved.table + np.diag(kept),
        rows=moved.rows,
        columns=moved.columns,
        rounds=moved.rounds,
        gap=moved.gap,
    )


def fit_by_type(
    row_totals: ArrayLike, column_totals: ArrayLike, seed: ArrayLike, *, places: Sequence[str] | None = None
) -> FloatArray:
    """The tables [type, row, column] nearest to a seed of that shape whose sum over types has these totals.

    Source
    ------
    Raymer, Abel and Smith (2007): origins and destinations are known for all movers, types only in the seed.
    """
    weights = np.array(seed, dtype=np.float64)
    if weights.ndim != 3:
        raise ShapeMismatch(
            found=" x ".join(str(length) for length in weights.shape),
            why="is the shape of the seed",
            try_="type x row x column",
        )
    both = fit(row_totals, column_totals, weights.sum(axis=0), places=places)
    return np.asarray(weights * both.rows[None, :, None] * both.columns[None, None, :])


class _Cells:
    """The cells above zero of a table, row after row."""

    __slots__ = ("columns", "starts", "values")

    def __init__(self, table: FloatArray) -> None:
        rows, columns = np.nonzero(table)
        counts = np.bincount(rows, minlength=table.shape[0])
        self.starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        self.columns = columns.astype(np.int64)
        self.values = table[rows, columns]


def _refuse_empty(
    weights: FloatArray, rows: FloatArray, columns: FloatArray, places: Sequence[str] | None
) -> None:
    """Raise where a total is above zero and the seed has no cell for it."""
    for axis, totals in ((1, rows), (0, columns)):
        usable = (columns if axis == 1 else rows) > 0
        reachable = (weights[:, usable] if axis == 1 else weights[usable, :]).sum(axis=axis) > 0
        if ((totals > 0) & ~reachable).any():
            place = int(np.argmax((totals > 0) & ~reachable))
            name = names_of(places if places and len(places) == totals.size else None, totals.size)[place]
            raise NoSuchTable(
                row=name if axis == 1 else "",
                column=name if axis == 0 else "",
                found=f"{totals[place]:.12g}",
                why="people have no cell to stand in: all of its cells are zero in the starting table",
                try_="check the place in both tables, or give it a small weight somewhere",
            )


def _unreachable(
    table: FloatArray, rows: FloatArray, columns: FloatArray, places: Sequence[str] | None
) -> NoSuchTable:
    """Points at the total that is missed most."""
    finite = np.nan_to_num(table, posinf=0.0)
    missed_rows = np.abs(finite.sum(axis=1) - rows) / np.where(rows > 0, rows, 1.0)
    missed_columns = np.abs(finite.sum(axis=0) - columns) / np.where(columns > 0, columns, 1.0)
    is_row = missed_rows.max() >= missed_columns.max()
    missed, totals = (missed_rows, rows) if is_row else (missed_columns, columns)
    place = int(np.argmax(missed))
    name = names_of(places if places and len(places) == totals.size else None, totals.size)[place]
    return NoSuchTable(
        row=name if is_row else "",
        column="" if is_row else name,
        found=f"{totals[place]:.12g}",
        why=f"is out of reach: the fit stays {100 * missed[place]:.2g} % away from it",
        try_="check the zeros of this place in the starting tables",
    )
