"""What the others say without a claim: Pareto-smoothed importance sampling (Vehtari and others, 2024)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sapar.maths import FloatArray

MOST_K = 0.7
"""Shape of the tail of the weights above which they are not to be trusted."""
UNKNOWN_K = 9.0
"""Stands for a shape that too few draws leave unknown."""
_FEWEST_TAIL = 5


class LeftOut(NamedTuple):
    """Weights that turn draws given all claims into draws given all but one."""

    weights: FloatArray
    """[draw, n], each column sums to 1."""
    k: FloatArray
    """[n] shape of the tail."""


def leave_each_out(log_likelihood: FloatArray) -> LeftOut:
    """Smoothed weights for leaving out each claim in turn.

    Parameters
    ----------
    log_likelihood
        [draw, n]
    """
    ratios = -log_likelihood
    ratios = ratios - ratios.max(axis=0)
    weights, shapes = np.empty_like(ratios), np.empty(ratios.shape[1])
    for index in range(ratios.shape[1]):
        smooth, shapes[index] = _smooth(ratios[:, index])
        weights[:, index] = np.exp(smooth - np.logaddexp.reduce(smooth))
    return LeftOut(weights=weights, k=shapes)


def _smooth(ratios: FloatArray) -> tuple[FloatArray, float]:
    """Logarithms of weights whose largest follow a generalised Pareto distribution, and its shape."""
    size = ratios.size
    tail = int(min(np.ceil(0.2 * size), np.ceil(3.0 * np.sqrt(size))))
    if tail < _FEWEST_TAIL:
        return ratios, UNKNOWN_K
    order = np.argsort(ratios)
    largest, cut = order[-tail:], ratios[order[-tail - 1]]
    excess = np.exp(ratios[largest]) - np.exp(cut)
    if excess[-1] <= 1e-12:
        return ratios, 0.0
    shape, scale = _fit_pareto(np.maximum(excess, 1e-300))
    quantiles = (np.arange(tail) + 0.5) / tail
    fitted = scale * (np.expm1(-shape * np.log1p(-quantiles)) / shape if shape else -np.log1p(-quantiles))
    smoothed = ratios.copy()
    smoothed[largest] = np.minimum(np.log(fitted + np.exp(cut)), 0.0)
    return smoothed, shape


def _fit_pareto(excess: FloatArray) -> tuple[float, float]:
    """Shape and scale of a generalised Pareto distribution (Zhang and Stephens, 2009), weakly held near 0.5.

    Parameters
    ----------
    excess
        [tail] sorted, positive.
    """
    size = excess.size
    grid = 30 + int(np.sqrt(size))
    steps = np.arange(1, grid + 1)
    quartile = excess[int(size / 4 + 0.5) - 1]
    thetas = 1.0 / excess[-1] + (1.0 - np.sqrt(grid / (steps - 0.5))) / (3.0 * quartile)
    shapes = np.log1p(-thetas[:, None] * excess).mean(axis=1)
    heights = size * (np.log(-thetas / shapes) - shapes - 1.0)
    with np.errstate(over="ignore"):
        chances = 1.0 / np.exp(heights[None, :] - heights[:, None]).sum(axis=1)
    chances = np.where(chances >= 10.0 * np.finfo(float).eps, chances, 0.0)
    theta = float((thetas * chances).sum() / chances.sum())
    shape = float(np.log1p(-theta * excess).mean())
    scale = -shape / theta
    return (size * shape + 5.0) / (size + 10.0), scale
