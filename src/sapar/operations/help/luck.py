"""The luck of replicates: uncertain numbers, who comes when, how long work takes. Two plans meet the same luck."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit

from sapar.maths import WORD_RANGE, FloatArray, IntArray, random_words
from sapar.operations.chance import triangular, uniforms
from sapar.operations.help.case import Institution, Range

LEVEL, ARRIVAL, OUTCOME = 6101, 6102, 6103
"""Numbers of the decisions; only ever added to."""
_FURTHER = 100
"""Added to a decision for the words beyond the first four."""
_BACKLOG = 1 << 31
"""Cases that wait at the start are numbered from here, so that their number moves nobody else's luck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """How chance is drawn."""

    seed: int
    """Of all random words."""
    replicates: int
    """How many."""
    levels_vary: bool = True
    """Whether uncertain numbers are drawn from their ranges; otherwise they are the most likely ones."""

    def level(self, given: Range, name: str) -> FloatArray:
        """[replicate] an uncertain number, drawn once for each replicate: an error about it does not average out."""
        if not self.levels_vary:
            return np.full(self.replicates, given.likely)
        uniform = uniforms(self.seed, self.replicates, key_of(name), np.zeros(1, dtype=np.int64), LEVEL)
        return triangular(uniform[:, 0], given.low, given.likely, given.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """The cases of one institution in the order in which they are opened, [replicate, case] each."""

    time: FloatArray
    """Weeks from the start; 0 for those that wait already; infinite where there is no case."""
    row: IntArray
    """Which row of the institution's demands."""
    is_backlog: np.ndarray[Any, np.dtype[np.bool_]]
    """Whether it waits already at the start."""
    work_home: FloatArray
    """Work at home, in mean cases."""
    work_abroad: FloatArray
    """Work abroad, in mean cases."""
    solved: FloatArray
    """Uniform number that decides whether advice from home solves it."""
    patience: FloatArray
    """Exponential number that decides whether and when wages come."""
    national: FloatArray
    """Uniform number that decides whether the person is a national of the country."""
    stay: FloatArray
    """Time in a shelter, in mean stays."""


def key_of(name: str) -> int:
    """A number of a name, so that luck does not depend on the order of rows."""
    return zlib.crc32(name.encode("utf-8"))


def arrivals(institution: Institution, weeks: float, luck: Luck) -> Arrivals:
    """Everybody who waits at the start or comes during the plan."""
    times, rows, words = [], [], []
    for row, demand in enumerate(institution.demands):
        name = f"{institution.name}|{demand.kind}|{demand.country}"
        come = _stream(luck, key_of(name), luck.level(demand.weekly, f"{name}|weekly"), weeks)
        there = _words(luck.seed, luck.replicates, key_of(name), _BACKLOG, demand.backlog, OUTCOME)
        drawn = _words(luck.seed, luck.replicates, key_of(name), 0, come.shape[1], OUTCOME)
        times.append(np.concatenate([-there[:, :, 5], come], axis=1))
        words.append(np.concatenate([there, drawn], axis=1))
        rows.append(np.full(times[-1].shape, row, dtype=np.int64))
    time, word = np.concatenate(times, axis=1), np.concatenate(words, axis=1)
    order = np.argsort(time, axis=1)[:, : int(np.isfinite(time).sum(axis=1).max(initial=0))]
    time = np.take_along_axis(time, order, axis=1)
    word = np.take_along_axis(word, order[:, :, None], axis=1)
    return Arrivals(
        time=np.maximum(time, 0.0),
        row=np.take_along_axis(np.concatenate(rows, axis=1), order, axis=1),
        is_backlog=time < 0.0,
        work_home=-np.log1p(-word[:, :, 0]),
        work_abroad=-np.log1p(-word[:, :, 1]),
        solved=word[:, :, 2].copy(),
        patience=-np.log1p(-word[:, :, 3]),
        national=word[:, :, 4].copy(),
        stay=-np.log1p(-word[:, :, 5]),
    )


def _stream(luck: Luck, key: int, rate: FloatArray, weeks: float) -> FloatArray:
    """[replicate, case] times of a Poisson process within the plan; infinite times beyond it."""
    mean = float(rate.max(initial=0.0)) * weeks
    if mean <= 0.0:
        return np.zeros((luck.replicates, 0))
    count = int(mean + 8.0 * np.sqrt(mean) + 20.0)
    gaps = -np.log1p(-uniforms(luck.seed, luck.replicates, key, np.arange(count), ARRIVAL))
    times = np.cumsum(gaps, axis=1) / np.where(rate > 0.0, rate, 1.0)[:, None]
    times = np.where((times < weeks) & (rate[:, None] > 0.0), times, np.inf)
    return times[:, : int(np.isfinite(times).sum(axis=1).max(initial=0))]


@njit(cache=True)
def _words(seed: int, replicates: int, who: int, first: int, count: int, decision: int) -> Any:
    """[replicate, case, 6] numbers between 0 and 1, neither included."""
    drawn = np.empty((replicates, count, 6))
    for replicate in range(replicates):
        for case in range(count):
            early = random_words(seed, replicate, who, first + case, decision)
            late = random_words(seed, replicate, who, first + case, decision + _FURTHER)
            for number in range(4):
                drawn[replicate, case, number] = (np.float64(early[number]) + 0.5) / WORD_RANGE
            for number in range(2):
                drawn[replicate, case, 4 + number] = (np.float64(late[number]) + 0.5) / WORD_RANGE
    return drawn
