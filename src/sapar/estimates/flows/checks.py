"""What every table must be before flows are estimated from it; each refusal names row and column."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sapar.errors import NegativeStock, ShapeMismatch, TotalsDisagree
from sapar.maths import FloatArray

RELATIVE = 1e-9
"""Share by which two totals may differ and still count as equal: what is left is rounding of the machine."""


def names_of(places: Sequence[str] | None, number: int) -> tuple[str, ...]:
    """The places' names; their numbers, counted from 1, where there are none."""
    return tuple(places) if places is not None else tuple(str(place + 1) for place in range(number))


def square(values: ArrayLike, places: Sequence[str] | None, what: str) -> FloatArray:
    """A table [place, place] of counts.

    Raises
    ------
    ShapeMismatch
        It is not square, or not as large as there are places.
    NegativeStock
        A cell is negative or no number.
    """
    table = np.array(values, dtype=np.float64)
    if table.ndim != 2 or table.shape[0] != table.shape[1]:
        raise _shape(what, table, "a square table")
    if places is not None and table.shape[0] != len(places):
        raise _shape(what, table, f"{len(places)} rows and columns, one a place")
    refuse_negative(table, places, what)
    return table


def vector(values: ArrayLike, places: Sequence[str] | None, number: int, what: str) -> FloatArray:
    """Counts [place].

    Raises
    ------
    ShapeMismatch
        There is not one a place.
    NegativeStock
        One is negative or no number.
    """
    counts = np.array(values, dtype=np.float64)
    if counts.shape != (number,):
        raise _shape(what, counts, f"{number} numbers, one a place")
    wrong = ~(counts >= 0) | ~np.isfinite(counts)
    if wrong.any():
        place = int(np.argmax(wrong))
        raise NegativeStock(
            row=names_of(places, number)[place],
            found=f"{counts[place]:g}",
            why=f"cannot be a number of {what}",
            try_="a number from 0 up",
        )
    return counts


def refuse_negative(table: FloatArray, places: Sequence[str] | None, what: str, try_: str = "") -> None:
    """Raise at the first cell [row, column] that is negative or no number."""
    wrong = ~(table >= 0) | ~np.isfinite(table)
    if wrong.any():
        row, column = np.unravel_index(int(np.argmax(wrong)), table.shape)
        rows, columns = names_of(places, table.shape[0]), names_of(places, table.shape[1])
        raise NegativeStock(
            row=rows[row],
            column=columns[column],
            found=f"{table[row, column]:g}",
            why=f"cannot be a number of {what}",
            try_=try_ or "a number from 0 up",
        )


def require_same_total(first: float, second: float, names: tuple[str, str], try_: str) -> None:
    """Raise unless two totals are equal but for rounding, whatever their size."""
    if abs(first - second) > RELATIVE * max(abs(first), abs(second)):
        raise TotalsDisagree(
            found=f"{first:.12g} and {second:.12g}",
            why=f"are the totals of {names[0]} and of {names[1]}, and must be equal",
            try_=try_,
        )


def _shape(what: str, found: FloatArray, wanted: str) -> ShapeMismatch:
    """A table of the wrong shape."""
    return ShapeMismatch(
        found=" x ".join(str(length) for length in found.shape),
        why=f"is the shape of the table of {what}",
        try_=wanted,
    )
