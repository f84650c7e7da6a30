"""Naive baselines that a model has to beat: the last value, and the last growth, of the same count.

Both see only claims that nothing is held back from, dated before the one they predict, with the same definition,
citizenship and place. Counts over a period are taken per year. The logarithm of a count is a random walk whose yearly
spread is that of the steps between neighbouring dates in the claims that are not held out; a few steps between sources
that contradict each other do not widen it, so that baselines are as sharp as their history allows.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from sapar.estimates.stocks.claims import Term
from sapar.estimates.stocks.counts import PEOPLE, Count, count_of, moment_of
from sapar.estimates.stocks.learnt import TENTH
from sapar.estimates.stocks.operators import OVER_A_PERIOD, length_of

MEDIAN_OF_NORMAL = 0.6744897501960817
"""Median distance of a standard normal from zero."""
LEAST_STEP = 0.2
"""Years between two dates below which they count as one."""
FEWEST_STEPS = 5
"""Steps from which a spread is taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A baseline's median and 80 % range, in the claim's own unit."""

    median: float
    low80: float
    high80: float


def walk_spread(terms: Iterable[Term]) -> float | None:
    """Spread of the yearly step of a count's logarithm over all series, from the median step; None of too few."""
    steps = []
    for series in _series(terms).values():
        steps += [
            (two[1] - one[1]) / math.sqrt(two[0] - one[0])
            for one, two in pairwise(series)
            if two[0] - one[0] >= LEAST_STEP
        ]
    return median(map(abs, steps)) / MEDIAN_OF_NORMAL if len(steps) >= FEWEST_STEPS else None


def last_value(held: Term, kept: Iterable[Term], spread: float) -> Guess | None:
    """The last earlier number of the same count; None where there is none."""
    earlier = _earlier(held, kept)
    if not earlier:
        return None
    when, value = earlier[-1]
    ahead = moment_of(held) - when
    return _guess(held, value, spread * math.sqrt(ahead))


def last_growth(held: Term, kept: Iterable[Term], spread: float) -> Guess | None:
    """The last earlier growth of the same count, continued; None without two earlier dates.

    The range is that of a random walk with drift, the drift taken from one step: of variance
    `spread^2 (ahead + ahead^2 / step)`.
    """
    earlier = _earlier(held, kept)
    before = [each for each in earlier if earlier[-1][0] - each[0] >= LEAST_STEP]
    if not before:
        return None
    (first, low), (last, high) = before[-1], earlier[-1]
    step, ahead = last - first, moment_of(held) - last
    return _guess(held, high + (high - low) / step * ahead, spread * math.sqrt(ahead + ahead**2 / step))


def _guess(held: Term, middle: float, spread: float) -> Guess:
    """Back from a logarithm per year to the claim's unit."""
    middle += math.log(_years(held))
    low, centre, high = (math.exp(middle + side * TENTH * spread) for side in (-1.0, 0.0, 1.0))
    return Guess(median=centre, low80=low, high80=high)


def _earlier(held: Term, kept: Iterable[Term]) -> list[tuple[float, float]]:
    """Dates and logarithms of the same count before the held-out one, in order."""
    now = moment_of(held)
    return [each for each in _series(kept).get(count_of(held), []) if now - each[0] >= LEAST_STEP]


def _series(terms: Iterable[Term]) -> dict[Count, list[tuple[float, float]]]:
    """By count: dates in years and logarithms of the number, a year's worth where it is over a period."""
    found: dict[Count, list[tuple[float, float]]] = {}
    for term in terms:
        value = term.printed.centre - math.log(_years(term))
        found.setdefault(count_of(term), []).append((moment_of(term), value))
    return {count: sorted(series) for count, series in found.items()}


def _years(term: Term) -> float:
    """Length of the period where something is counted over it, otherwise 1."""
    if term.claim.definition not in OVER_A_PERIOD:
        return 1.0
    first, last = length_of(term.claim)
    return ((last - first).days + 1) / 365.25


def gravity_guess(held: Term, stocks: Mapping[tuple[str, str], float], spread: float) -> Guess | None:
    """A gravity model's stock, for one citizenship in one host counted as people present; None for others."""
    claim = held.claim
    if claim.definition not in PEOPLE or len(claim.citizenship) != 1 or len(claim.place) != 1:
        return None
    stock = stocks.get((claim.citizenship[0], claim.place[0]))
    return None if stock is None else _guess(held, math.log(stock), spread)
