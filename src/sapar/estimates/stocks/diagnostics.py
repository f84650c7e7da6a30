"""Whether chains agree and how many independent draws they are worth (Vehtari and others, 2021)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sapar.maths import FloatArray

MOST_R_HAT = 1.01
LEAST_DRAWS = 400.0
"""Effective draws, in the bulk and in the tails, below which a number is not shown as converged."""


class Convergence(NamedTuple):
    """Of each quantity."""

    r_hat: FloatArray
    bulk: FloatArray
    """Effective draws for the middle of the distribution."""
    tail: FloatArray
    """Effective draws for its 5th and 95th percentile, the smaller."""

    @property
    def holds(self) -> FloatArray:
        """Whether each quantity has converged; one that never varies has."""
        return np.asarray((self.r_hat < MOST_R_HAT) & (self.bulk > LEAST_DRAWS) & (self.tail > LEAST_DRAWS))


def convergence(draws: FloatArray) -> Convergence:
    """Rank-normalised split R-hat and effective draws.

    Parameters
    ----------
    draws
        [chain, draw, ...] of each quantity.
    """
    shape = draws.shape[2:]
    flat = np.ascontiguousarray(draws.reshape(*draws.shape[:2], -1).transpose(2, 0, 1))
    half = flat.shape[2] // 2
    split = np.concatenate([flat[..., :half], flat[..., -half:]], axis=1)
    folded = np.abs(split - np.median(split, axis=(1, 2), keepdims=True))
    ranked = _normal_ranks(split)
    r_hat = np.fmax(_r_hat(ranked), _r_hat(_normal_ranks(folded)))
    low, high = np.quantile(split, [0.05, 0.95], axis=(1, 2), keepdims=True)
    tail = np.fmin(_effective((split <= low).astype(float)), _effective((split <= high).astype(float)))
    bulk = _effective(ranked)
    still = np.ptp(flat, axis=(1, 2)) == 0.0
    r_hat, size = np.where(still, 1.0, r_hat), float(flat.shape[1] * flat.shape[2])
    bulk, tail = np.where(still, size, bulk), np.where(still, size, tail)
    return Convergence(r_hat=r_hat.reshape(shape), bulk=bulk.reshape(shape), tail=tail.reshape(shape))


def _normal_ranks(draws: FloatArray) -> FloatArray:
    """Normal scores of the ranks over all chains; [quantity, chain, draw], equal draws in their order."""
    from scipy.special import ndtri

    flat = draws.reshape(len(draws), -1)
    count = flat.shape[1]
    scores = ndtri((np.arange(1, count + 1) - 0.375) / (count + 0.25))
    ranked = np.empty_like(flat)
    np.put_along_axis(ranked, np.argsort(flat, axis=1), scores[None, :], axis=1)
    return ranked.reshape(draws.shape)


def _r_hat(draws: FloatArray) -> FloatArray:
    """[quantity] of chains as they are."""
    length = draws.shape[2]
    between = length * draws.mean(axis=2).var(axis=1, ddof=1)
    within = draws.var(axis=2, ddof=1).mean(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt((between / within + length - 1.0) / length))


def _effective(draws: FloatArray) -> FloatArray:
    """[quantity] effective draws by Geyer's initial monotone sequence."""
    from scipy.fft import irfft, next_fast_len, rfft

    _, chains, length = draws.shape
    size = next_fast_len(2 * length, real=True)
    centred = draws - draws.mean(axis=2, keepdims=True)
    power = (np.abs(rfft(centred, size, axis=2)) ** 2).mean(axis=1)
    covariance = irfft(power, size, axis=1)[:, :length] / (length - 1.0)
    within = covariance[:, :1]
    between = draws.mean(axis=2).var(axis=1, ddof=1)[:, None] if chains > 1 else 0.0
    total = within * (length - 1.0) / length + between
    with np.errstate(divide="ignore", invalid="ignore"):
        correlation = 1.0 - (within - covariance) / total
    correlation[:, 0] = 1.0
    even = 2 * (length // 2)
    pairs = correlation[:, 0:even:2] + correlation[:, 1:even:2]
    positive = np.logical_and.accumulate(np.nan_to_num(pairs) > 0.0, axis=1)
    falling = np.minimum.accumulate(np.where(positive, pairs, 0.0), axis=1)
    time = np.maximum(-1.0 + 2.0 * falling.sum(axis=1), 1.0 / np.log10(chains * length))
    return np.asarray(chains * length / time)
