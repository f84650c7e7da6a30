"""Small counts leave only as "fewer than", never as numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


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
