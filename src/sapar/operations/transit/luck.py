"""The luck of replicates: how many come, which departures fail, which days are lost. Two plans meet the same luck."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.maths import FloatArray
from sapar.operations.chance import poisson, triangular, uniforms
from sapar.operations.transit.case import BoolArray, Case

LEVEL, DAILY, BREAKDOWN, QUOTA = 6001, 6002, 6003, 6004
"""Numbers of the decisions; only ever added to."""
_RAREST = 1e-9
"""A chance below it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Luck:
    """What chance brings, by replicate."""

    arrivals: FloatArray
    """[replicate, row, day] persons who come by each row of arrivals before any reaction."""
    breakdown: FloatArray
    """[replicate, fleet, day] uniform number that decides how many departures fail."""
    lost: BoolArray
    """[replicate, day] whether the crossing is lost that day."""

    @property
    def replicates(self) -> int:
        """How many."""
        return len(self.lost)


def expected(case: Case) -> Luck:
    """One replicate in which everything goes as is most likely: likely arrivals, no breakdown, no day lost."""
    days = case.days
    arrivals = np.zeros((1, len(case.arrivals), days))
    for row, each in enumerate(case.arrivals):
        arrivals[0, row, each.first : each.last + 1] = each.likely
    return Luck(
        arrivals=arrivals,
        breakdown=np.zeros((1, len(case.fleets), days)),
        lost=np.zeros((1, days), dtype=bool),
    )


def draw(case: Case, replicates: int, seed: int) -> Luck:
    """The luck of so many replicates.

    The level of a row of arrivals is drawn once for each replicate from a triangular distribution (low,
    likely, high), since a coordinator's error about how many come does not average out over days; the
    people of a day are Poisson about it. A range of no width is taken as known: that many come each day.
    """
    days = case.days
    arrivals = np.zeros((replicates, len(case.arrivals), days))
    for row, each in enumerate(case.arrivals):
        last = min(each.last, days - 1)
        if each.first > last:
            continue
        span = slice(each.first, last + 1)
        if each.low == each.high:
            arrivals[:, row, span] = each.likely
            continue
        chance = uniforms(seed, replicates, row, np.zeros(1, dtype=np.int64), LEVEL)[:, 0]
        level = triangular(chance, each.low, each.likely, each.high)
        chance = uniforms(seed, replicates, row, np.arange(each.first, last + 1), DAILY)
        arrivals[:, row, span] = poisson(chance, level[:, None])
    every = np.arange(days)
    breakdown = np.stack(
        [uniforms(seed, replicates, fleet, every, BREAKDOWN) for fleet in range(len(case.fleets))], axis=1
    )
    lost = uniforms(seed, replicates, 0, every, QUOTA) < case.quota_lost
    return Luck(arrivals=arrivals, breakdown=breakdown, lost=lost)


def failures(vehicles: FloatArray, uniform: FloatArray, chance: float) -> FloatArray:
    """Departures that fail of so many: the binomial quantile, so that more departures never mean fewer failures."""
    if chance < _RAREST or not uniform.any():
        return np.zeros_like(vehicles)
    from scipy.special import bdtr, bdtrik

    some = np.maximum(vehicles, 1.0)
    found = np.ceil(np.maximum(bdtrik(uniform, some, min(chance, 1.0 - 1e-12)), 0.0))
    found = np.where(
        (found > 0) & (bdtr(np.maximum(found - 1, 0), some.astype(np.int64), chance) >= uniform),
        found - 1,
        found,
    )
    return np.asarray(np.minimum(found, vehicles))
