"""Whole numbers drawn by one keyed word each: the word's place in the distribution decides.

A count that is drawn anew in another scenario meets the same word, so it moves only as far as its mean moves, and
not at all where the mean stays.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.compiling import apart, door, kernel
from sapar.maths import FloatArray, IntArray, _log, exp_of, random_words

WIDE = 100.0
"""Variance from which quantiles come from the expansion of Cornish and Fisher instead of a sum of chances."""

_FIRST_DECISION = 1 << 27

_LAST_DIGITS = 1e-9


def nearest(values: FloatArray) -> IntArray:
    """The nearest whole numbers, halves upwards; what the last digits of a half say decides nothing."""
    return np.asarray(np.floor(values + (0.5 + _LAST_DIGITS)), np.int64)


@door
def normal_quantile(share: float) -> float:
    """Value below which a share of a standard normal lies, to 7 digits.

    Source
    ------
    Wichura (1988), Algorithm AS 241: the percentage points of the normal distribution, PPND7.
    """
    middle = share - 0.5
    if abs(middle) <= 0.425:
        rest = 0.180625 - middle * middle
        above = ((59.109374720 * rest + 159.29113202) * rest + 50.434271938) * rest + 3.3871327179
        below = ((67.187563600 * rest + 78.757757664) * rest + 17.895169469) * rest + 1.0
        return float(middle * above / below)
    tail = share if middle < 0.0 else 1.0 - share
    rest = np.sqrt(-_log(tail))
    if rest <= 5.0:
        rest -= 1.6
        above = ((0.17023821103 * rest + 1.3067284816) * rest + 2.7568153900) * rest + 1.4234372777
        below = (0.12021132975 * rest + 0.73700164250) * rest + 1.0
    else:
        rest -= 5.0
        above = ((0.017337203997 * rest + 0.42868294337) * rest + 3.0812263860) * rest + 6.6579051150
        below = (0.012258202635 * rest + 0.24197894225) * rest + 1.0
    return float(-above / below if middle < 0.0 else above / below)


@kernel
def _expanded(share: float, mean: float, variance: float, skewness: float, excess: float) -> int:
    """Quantile of a wide whole-number distribution by its first four moments (Cornish and Fisher 1938)."""
    z = normal_quantile(share)
    w = z + (z * z - 1.0) * skewness / 6.0 + (z * z * z - 3.0 * z) * excess / 24.0
    w -= (2.0 * z * z * z - 5.0 * z) * skewness * skewness / 36.0
    return int(np.ceil(mean + np.sqrt(variance) * w - 0.5))


@door
def binomial_quantile(share: float, number: int, chance: float) -> int:
    """Least k with P(at most k of `number` happen) >= share."""
    if number <= 0 or chance <= 0.0:
        return 0
    if chance >= 1.0:
        return number
    if chance > 0.5:
        return int(number - binomial_quantile(1.0 - share, number, 1.0 - chance))
    against = 1.0 - chance
    variance = number * chance * against
    if variance >= WIDE:
        skewness = (against - chance) / np.sqrt(variance)
        excess = (1.0 - 6.0 * chance * against) / variance
        found = int(_expanded(share, number * chance, variance, skewness, excess))
        return min(max(found, 0), number)
    probability = exp_of(number * _log(against))
    total, count, odds = probability, 0, chance / against
    while total < share and count < number:
        probability *= odds * (number - count) / (count + 1)
        count += 1
        total += probability
        if probability < 1e-17 and count > number * chance:
            break
    return count


@door
def poisson_quantile(share: float, mean: float) -> int:
    """Least k with P(a Poisson count <= k) >= share."""
    if mean <= 0.0:
        return 0
    if mean >= WIDE:
        return max(int(_expanded(share, mean, mean, 1.0 / np.sqrt(mean), 1.0 / mean)), 0)
    probability = exp_of(-mean)
    total, count = probability, 0
    while total < share:
        count += 1
        probability *= mean / count
        total += probability
        if probability < 1e-17 and count > mean:
            break
    return count


@apart
def binomial_of(key: Any, who: int, month: int, decision: int, place: int, number: int, chance: float) -> int:
    """How many of a number happen; `who`, month, decision and place fix the word."""
    if number == 0:
        return 0
    return int(binomial_quantile(share_of(key, who, month, decision, place), number, chance))


@kernel
def share_of(key: Any, who: int, month: int, decision: int, place: int) -> float:
    """A place in a distribution, above 0 and below 1."""
    word = random_words(key[0], key[1], who, month, _FIRST_DECISION + (decision << 20) + place)[0]
    return (float(word) + 0.5) / 4294967296.0


@door
def _binomials(
    key: Any, who: int, months: Any, decision: int, numbers: Any, chances: Any, result: Any
) -> None:
    for row in range(numbers.shape[0]):
        for place in range(numbers.shape[1]):
            number, chance = numbers[row, place], chances[row, place]
            result[row, place] = binomial_of(key, who, months[row], decision, place, number, chance)


@door
def _poissons(key: Any, who: int, months: Any, decision: int, means: Any, result: Any) -> None:
    for row in range(means.shape[0]):
        for place in range(means.shape[1]):
            share = share_of(key, who, months[row], decision, place)
            result[row, place] = poisson_quantile(share, means[row, place])


class Luck:
    """Draws of some months of one replicate.

    Parameters
    ----------
    key
        [seed, replicate]
    months
        [month] indices; each month is drawn as if it were alone.
    """

    def __init__(self, key: NDArray[np.uint64], months: IntArray) -> None:
        self._key, self._months = key, months

    def by_month(self) -> list[Luck]:
        """The same draws, each month's by itself."""
        return [Luck(self._key, self._months[[row]]) for row in range(self._months.size)]

    def binomial(self, decision: int, numbers: IntArray, chances: FloatArray, who: int = 0) -> IntArray:
        """[month, ...] how many of each number happen.

        `who`, and the place in a month's array, tell draws of one decision apart.
        """
        counts = np.array(numbers, np.int64, order="C")
        chance = np.array(np.broadcast_to(chances, counts.shape), np.float64, order="C")
        rows = (self._months.size, counts[:1].size)
        result = np.zeros(rows, np.int64)
        _binomials(self._key, who, self._months, decision, counts.reshape(rows), chance.reshape(rows), result)
        return result.reshape(counts.shape)

    def poisson(self, decision: int, means: FloatArray, who: int = 0) -> IntArray:
        """[month, ...] a count for each mean."""
        expected = np.array(means, np.float64, order="C")
        rows = (self._months.size, expected[:1].size)
        result = np.zeros(rows, np.int64)
        _poissons(self._key, who, self._months, decision, expected.reshape(rows), result)
        return result.reshape(expected.shape)


def number_of(name: str) -> int:
    """A number that belongs to a name, so that other names change nobody's luck."""
    return zlib.crc32(name.encode())
