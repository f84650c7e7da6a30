"""Keyed uniform numbers and the quantiles that planners draw with."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from sapar.maths import WORD_RANGE, FloatArray, random_words


def uniforms(seed: int, replicates: int, who: int, when: ArrayLike, decision: int) -> FloatArray:
    """[replicate, when] numbers between 0 and 1, neither included."""
    every = np.arange(replicates, dtype=np.uint64)[:, None]
    times = np.asarray(when, dtype=np.uint64)[None, :] + np.zeros_like(every)
    key = (np.full_like(times, who), times, np.full_like(times, decision))
    word = random_words.py_func(seed, every + np.zeros_like(times), *key)[0]
    return np.asarray((word.astype(np.float64) + 0.5) / WORD_RANGE)


def triangular(uniform: FloatArray, low: float, likely: float, high: float) -> FloatArray:
    """Quantiles of a triangular distribution; its likely value everywhere where it has no width."""
    width = high - low
    if width <= 0:
        return np.full_like(uniform, likely)
    rise = (likely - low) / width
    left = low + np.sqrt(uniform * width * (likely - low))
    right = high - np.sqrt((1.0 - uniform) * width * (high - likely))
    return np.asarray(np.where(uniform < rise, left, right))


def poisson(uniform: FloatArray, mean: FloatArray) -> FloatArray:
    """Quantiles of Poisson distributions."""
    from scipy.special import pdtr, pdtrik

    level = np.maximum(mean, 1e-9)
    found = np.ceil(np.maximum(pdtrik(uniform, level), 0.0))
    return np.asarray(
        np.where((found > 0) & (pdtr(np.maximum(found - 1, 0), level) >= uniform), found - 1, found)
    )
