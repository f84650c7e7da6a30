"""Small counts leave only as "fewer than", never as numbers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

PEOPLE = frozenset({"persons", "persons per year", "person-months", "families"})
"""Units of which small numbers tell about few people."""


def disclose(values: ArrayLike, threshold: float) -> NDArray[np.float64]:
    """The counts with every one above zero and below the threshold replaced by NaN.

    Parameters
    ----------
    values
        Counts of people, any shape.
    threshold
        Counts below it are hidden; zero hides nothing.
    """
    counts = np.asarray(values, dtype=np.float64)
    return np.where(is_small(counts, threshold), np.nan, counts)


def disclosed(values: dict[str, Any], unit: str, threshold: float) -> dict[str, Any]:
    """Named values with counts of people between zero and the threshold, either way, replaced by None."""
    if unit not in PEOPLE:
        return values
    hidden = {
        name: None
        for name, value in values.items()
        if isinstance(value, float) and is_small(abs(value), threshold)
    }
    return {**values, **hidden}


def is_small(values: ArrayLike, threshold: float) -> NDArray[np.bool_]:
    """Where a count is above zero and below the threshold.

    Parameters
    ----------
    values
        Counts of people, any shape.
    threshold
        Counts below it are hidden.
    """
    counts = np.asarray(values, dtype=np.float64)
    return np.asarray((counts > 0) & (counts < threshold))
