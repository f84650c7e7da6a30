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
    flat = draws.reshape(*draws.shape[:2], -1)
    split = _split(flat)
    folded = np.abs(split - np.median(split, axis=(0, 1)))
    ranked = _normal_ranks(split)
    r_hat = np.fmax(_r_hat(ranked), _r_hat(_normal_ranks(folded)))
    low, high = np.quantile(split, [0.05, 0.95], axis=(0, 1))
    tail = np.fmin(_effective((split <= low).astype(float)), _effective((split <= high).astype(float)))
    bulk = _effective(ranked)
    still = np.ptp(flat, axis=(0, 1)) == 0.0
    r_hat, size = np.where(still, 1.0, r_hat), float(flat.shape[0] * flat.shape[1])
    bulk, tail = np.where(still, size, bulk), np.where(still, size, tail)
    return Convergence(r_hat=r_hat.reshape(shape), bulk=bulk.reshape(shape), tail=tail.reshape(shape))


def _split(draws: FloatArray) -> FloatArray:
    """[2 * chain, draw / 2, quantity] halves of the chains."""
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _normal_ranks(draws: FloatArray) -> FloatArray:
    """Normal scores of the ranks over all chains."""
    from scipy.special import ndtri
    from scipy.stats import rankdata

    flat = draws.reshape(-1, draws.shape[-1])
    ranks = rankdata(flat, axis=0)
    return np.asarray(ndtri((ranks - 0.375) / (len(flat) + 0.25)).reshape(draws.shape))


def _r_hat(draws: FloatArray) -> FloatArray:
    """[quantity] of chains as they are."""
    length = draws.shape[1]
    between = length * draws.mean(axis=1).var(axis=0, ddof=1)
    within = draws.var(axis=1, ddof=1).mean(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.sqrt((between / within + length - 1.0) / length))


def _effective(draws: FloatArray) -> FloatArray:
    """[quantity] effective draws by Geyer's initial monotone sequence."""
    chains, length, _ = draws.shape
    size = 2 ** int(np.ceil(np.log2(2 * length)))
    centred = draws - draws.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, size, axis=1)
    covariance = np.fft.irfft(spectrum * spectrum.conj(), size, axis=1)[:, :length].real / length
    within = covariance[:, 0].mean(axis=0) * length / (length - 1.0)
    between = draws.mean(axis=1).var(axis=0, ddof=1) if chains > 1 else 0.0
    total = within * (length - 1.0) / length + between
    with np.errstate(divide="ignore", invalid="ignore"):
        correlation = 1.0 - (within - covariance.mean(axis=0) * length / (length - 1.0)) / total
    correlation[0] = 1.0
    pairs = correlation[0 : 2 * (length // 2) : 2] + correlation[1 : 2 * (length // 2) : 2]
    positive = np.logical_and.accumulate(np.nan_to_num(pairs) > 0.0, axis=0)
    pairs = np.where(positive, np.minimum.accumulate(np.where(positive, pairs, 0.0), axis=0), 0.0)
    time = np.maximum(-1.0 + 2.0 * pairs.sum(axis=0), 1.0 / np.log10(chains * length))
    return np.asarray(chains * length / time)
