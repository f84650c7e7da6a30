"""Random words, thresholds, exp and log that give the same bits on every processor.

Everything here uses additions, multiplications, comparisons and integer operations only, so that no
result depends on the mathematical library of the machine. Random words are a function of who, when,
which decision, which replicate and the seed: never of order or thread.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
ThresholdArray = NDArray[np.uint32]

WORD_RANGE = 4294967296.0
"""Number of values of a random word: 2 to the power 32."""

_LOG_2_HIGH = 0.693147180369123816490
_LOG_2_LOW = 1.90821492927058770002e-10
_INVERSE_LOG_2 = 1.44269504088896338700
_SQUARE_ROOT_HALF = 0.70710678118654752440
_MASK = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)
_PHILOX_A = np.uint64(0xD2511F53)
_PHILOX_B = np.uint64(0xCD9E8D57)
_WEYL_A = np.uint64(0x9E3779B9)
_WEYL_B = np.uint64(0xBB67AE85)


@njit(cache=True, inline="always")
def random_words(seed: Any, replicate: Any, who: Any, when: Any, decision: Any) -> Any:
    """Four independent 32-bit words (as uint64) for one decision: Philox4x32-10.

    Parameters
    ----------
    seed
        64 bits, the key.
    replicate, who, when, decision
        32 bits each, the counter.

    Source
    ------
    Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
    """
    key_a = np.uint64(seed) & _MASK
    key_b = np.uint64(seed) >> _SHIFT
    word_0 = np.uint64(who) & _MASK
    word_1 = np.uint64(when) & _MASK
    word_2 = np.uint64(decision) & _MASK
    word_3 = np.uint64(replicate) & _MASK
    for _ in range(10):
        product_a = _PHILOX_A * word_0
        product_b = _PHILOX_B * word_2
        next_0 = (product_b >> _SHIFT) ^ word_1 ^ key_a
        next_2 = (product_a >> _SHIFT) ^ word_3 ^ key_b
        word_1 = product_b & _MASK
        word_3 = product_a & _MASK
        word_0 = next_0
        word_2 = next_2
        key_a = (key_a + _WEYL_A) & _MASK
        key_b = (key_b + _WEYL_B) & _MASK
    return word_0, word_1, word_2, word_3


@njit(cache=True)
def exp_of(value: float) -> float:
    """Exponential of one number, within two units in the last place; 0 below -708, capped above 708."""
    if value < -708.0:
        return 0.0
    if value > 708.0:
        value = 708.0
    power = int(np.floor(value * _INVERSE_LOG_2 + 0.5))
    rest = (value - power * _LOG_2_HIGH) - power * _LOG_2_LOW
    total = 1.0
    for order in range(14, 0, -1):
        total = 1.0 + rest * total / order
    scale = 1.0
    factor = 2.0 if power >= 0 else 0.5
    for _ in range(abs(power)):
        scale = scale * factor
    return total * scale


@njit(cache=True)
def _log(value: float) -> float:
    """Natural logarithm of one positive number, within two units in the last place."""
    if value <= 0.0:
        return -708.0
    power = 0
    while value < _SQUARE_ROOT_HALF:
        value = value * 2.0
        power -= 1
    while value > 2.0 * _SQUARE_ROOT_HALF:
        value = value * 0.5
        power += 1
    ratio = (value - 1.0) / (value + 1.0)
    square = ratio * ratio
    total = 0.0
    for order in range(27, 0, -2):
        total = total * square + 1.0 / order
    return power * _LOG_2_HIGH + (2.0 * ratio * total + power * _LOG_2_LOW)


@njit(cache=True)
def _exp_each(values: FloatArray) -> FloatArray:
    result = np.empty_like(values)
    for index in range(values.size):
        result[index] = exp_of(values[index])
    return result


@njit(cache=True)
def _log_each(values: FloatArray) -> FloatArray:
    result = np.empty_like(values)
    for index in range(values.size):
        result[index] = _log(values[index])
    return result


def exp(values: Any) -> FloatArray:
    """Exponential of each value; the same bits on every processor."""
    array = np.ascontiguousarray(values, dtype=np.float64)
    return _exp_each(array.reshape(-1)).reshape(np.shape(values))


def log(values: Any) -> FloatArray:
    """Natural logarithm of each value, -708 where it is not positive; the same bits on every processor."""
    array = np.ascontiguousarray(values, dtype=np.float64)
    return _log_each(array.reshape(-1)).reshape(np.shape(values))


def logistic(values: Any) -> FloatArray:
    """1 / (1 + exp(-value)) of each value."""
    return 1.0 / (1.0 + exp(-np.asarray(values, dtype=np.float64)))


def logit(shares: Any) -> FloatArray:
    """log(share / (1 - share)), shares kept within 1e-9 of 0 and 1."""
    kept = np.clip(np.asarray(shares, dtype=np.float64), 1e-9, 1.0 - 1e-9)
    return log(kept / (1.0 - kept))


def cosine_of_turn(turns: Any) -> FloatArray:
    """Cosine of an angle given in turns (1 turn = 360 degrees), by its power series."""
    array = np.asarray(turns, dtype=np.float64)
    nearest = array - np.floor(array + 0.5)
    square = (nearest * 6.283185307179586) ** 2
    total = np.ones_like(square)
    for order in range(24, 0, -2):
        total = 1.0 - square * total / (order * (order - 1))
    return total


def summed_by(owner: NDArray[Any], size: int, counts: IntArray) -> IntArray:
    """[size, ...] whole numbers [n, ...] added up by whose they are, `owner` [n]; exact below 2^53."""
    is_whose = (owner[None, :] == np.arange(size)[:, None]).astype(np.float64)
    sums = is_whose @ counts.reshape(owner.size, -1)
    return np.asarray(sums.reshape(size, *counts.shape[1:]), np.int64)


@njit(cache=True)
def _threshold_each(probabilities: FloatArray) -> ThresholdArray:
    result = np.empty(probabilities.size, np.uint32)
    for index in range(probabilities.size):
        kept = min(max(probabilities[index], 0.0), 1.0)
        result[index] = np.uint32(min(np.floor(kept * WORD_RANGE + 0.5), WORD_RANGE - 1.0))
    return result


def thresholds(probabilities: Any) -> ThresholdArray:
    """Integer thresholds: a random word below the threshold happens with the probability, to 2^-32.

    Probabilities are clipped to [0, 1]; 1 becomes the largest word, missed once in 2^32.
    """
    array = np.ascontiguousarray(probabilities, dtype=np.float64)
    return _threshold_each(array.reshape(-1)).reshape(np.shape(probabilities))


def cumulative_thresholds(weights: Any) -> ThresholdArray:
    """Cumulative integer thresholds over the last axis for choosing one of its entries.

    Rows whose weights sum to zero become all zero: nothing can be chosen. Entries of weight zero
    are never chosen.
    """
    array = np.asarray(weights, dtype=np.float64)
    running = np.cumsum(array, axis=-1)
    total = running[..., -1:]
    safe = np.where(total > 0.0, total, 1.0)
    cuts = thresholds(running / safe)
    reached = (running >= total) & (total > 0.0)
    return np.where(reached, np.uint32(0xFFFFFFFF), cuts).astype(np.uint32, order="C")
