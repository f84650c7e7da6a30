"""Scores of ranges against what was observed: the interval score and what makes it up."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sapar.maths import FloatArray

COVER = 0.8
"""Share of observations that a range is meant to hold."""


def interval_score(low: ArrayLike, high: ArrayLike, observed: ArrayLike, cover: float = COVER) -> FloatArray:
    """Interval scores: width, and 2 / (1 - cover) times the distance by which the observation lies outside.

    Smaller is better; in expectation it is least for the true quantiles.

    Parameters
    ----------
    low, high, observed
        [n] in one unit; give logarithms where sizes differ by orders of magnitude.

    Source
    ------
    Gneiting and Raftery (2007), Strictly proper scoring rules, prediction, and estimation, equation 43.
    """
    bottom, top, seen = (np.asarray(each, dtype=np.float64) for each in (low, high, observed))
    penalty = 2.0 / (1.0 - cover)
    return np.asarray(
        (top - bottom) + penalty * np.maximum(bottom - seen, 0.0) + penalty * np.maximum(seen - top, 0.0)
    )


def coverage(low: ArrayLike, high: ArrayLike, observed: ArrayLike) -> float:
    """Share of observations within their ranges, ends included; NaN of none."""
    seen = np.asarray(observed, dtype=np.float64)
    inside = (np.asarray(low) <= seen) & (seen <= np.asarray(high))
    return float(inside.mean()) if seen.size else float("nan")
