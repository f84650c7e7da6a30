"""What a source prints next to what was printed before: a model's misses of one count persist.

A model that puts a count a third too low in one year will most likely put it too low in the next. The miss of each
claim is measured in standard deviations of what the model says that its source would print. Misses of one count are
taken for a stationary normal process of unit variance whose correlation at a distance of `d` years is
`correlation * exp(-d / years)`; both numbers are those of greatest likelihood over claims that nothing is held back
from. A claim of the same count is then predicted given the earlier misses; how wide the model's own range is decides
how far. What is a claim's own, the season of a count over a quarter, is no part of what persists.

Source
------
Kennedy and O'Hagan (2001), Bayesian calibration of computer models, for a discrepancy that is a process of its own;
Rasmussen and Williams (2006), Gaussian Processes for Machine Learning, section 2.2, for the conditional distribution.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from sapar.estimates.stocks.counts import Count
from sapar.estimates.stocks.learnt import TENTH
from sapar.maths import FloatArray

FAR_OFF = 3.0
"""Misses beyond as many standard deviations are gross errors of their source and say nothing of other years."""
MOST_ALIKE = 0.95
"""Highest correlation at no distance: a claim has noise of its own."""
YEARS = 0.5, 20.0
"""Shortest and longest time in which a miss fades to a third."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One claim beside what the model says that its source would print."""

    count: Count
    moment: float
    """In years."""
    size: float
    """Logarithm of printed over predicted, in standard deviations of the prediction."""
    shared: float = 1.0
    """Root of the share of the prediction's variance that is not the claim's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Persistence:
    """How alike misses of one count are."""

    correlation: float
    """Of two misses at no distance, 0 to 1."""
    years: float
    """Distance at which the correlation has fallen to a third."""
    misses: int
    """From which both were learnt: those with another of the same count."""
    set_aside: int
    """Gross errors left out."""

    def of(self, one: FloatArray, other: FloatArray) -> FloatArray:
        """[a, b] correlations of misses at moments [a] and [b], different claims."""
        distance = np.abs(one[:, None] - other[None, :])
        return np.asarray(self.correlation * np.exp(-distance / self.years))


def miss(prints: FloatArray, printed: float, count: Count, moment: float, own: float = 0.0) -> Miss:
    """Of a claim, from logarithms of what its source might print.

    Parameters
    ----------
    prints
        [draw] logarithms.
    printed
        Logarithm of what it printed.
    own
        Standard deviation, within that of the prints, that no other claim shares.
    """
    middle, spread = _middle_and_spread(prints)
    size = (printed - middle) / spread
    return Miss(count=count, moment=moment, size=size, shared=_shared(own, spread))


def learn_persistence(misses: Iterable[Miss]) -> Persistence:
    """The persistence of greatest likelihood; none where no count was printed twice."""
    kept = list(misses)
    usable = [each for each in kept if abs(each.size) <= FAR_OFF]
    groups = [group for group in _by_count(usable).values() if len(group) > 1]
    learnt = sum(map(len, groups))
    found = Persistence(correlation=0.0, years=1.0, misses=learnt, set_aside=len(kept) - len(usable))
    if not groups:
        return found

    def with_(numbers: FloatArray) -> Persistence:
        return Persistence(
            correlation=float(numbers[0]),
            years=math.exp(numbers[1]),
            misses=learnt,
            set_aside=found.set_aside,
        )

    def unlikelihood(numbers: FloatArray) -> float:
        return sum(_unlikelihood(group, with_(numbers)) for group in groups)

    shortest, longest = (math.log(each) for each in YEARS)
    tries = [
        minimize(
            unlikelihood,
            np.array([correlation, years]),
            bounds=[(0.0, MOST_ALIKE), (shortest, longest)],
            method="L-BFGS-B",
        )
        for correlation in (0.2, 0.8)
        for years in (shortest / 2 + longest / 2, longest)
    ]
    return with_(min(tries, key=lambda each: float(each.fun)).x)


def given_misses(
    prints: FloatArray,
    count: Count,
    moment: float,
    misses: Iterable[Miss],
    persistence: Persistence,
    own: float = 0.0,
) -> FloatArray:
    """What a source might print, given the misses of claims of the same count.

    Parameters
    ----------
    prints
        [draw] logarithms of what the model alone says.
    misses
        Of any counts; others are not looked at, nor gross errors.
    own
        As for `miss`.

    Returns
    -------
    prints
        [draw] logarithms, moved and narrowed; as they were where the count has no other claim.
    """
    same = [each for each in misses if each.count == count and abs(each.size) <= FAR_OFF]
    if not same or persistence.correlation == 0.0:
        return prints
    middle, spread = _middle_and_spread(prints)
    moments, shared = _moments_and_shares(same)
    towards = _shared(own, spread) * shared * persistence.of(np.array([moment]), moments)[0]
    weights = np.linalg.solve(_correlations(same, persistence), towards)
    expected = float(weights @ np.array([each.size for each in same]))
    narrower = math.sqrt(max(1.0 - float(weights @ towards), 0.0))
    return np.asarray(middle + spread * expected + narrower * (prints - middle))


def _middle_and_spread(prints: FloatArray) -> tuple[float, float]:
    """Median, and the standard deviation of a normal distribution with the same 80 % range."""
    low, middle, high = np.quantile(prints, [0.1, 0.5, 0.9])
    return float(middle), float(max((high - low) / (2.0 * TENTH), 1e-9))


def _by_count(misses: Sequence[Miss]) -> dict[Count, list[Miss]]:
    """Misses of each count."""
    found: dict[Count, list[Miss]] = defaultdict(list)
    for each in misses:
        found[each.count].append(each)
    return found


def _shared(own: float, spread: float) -> float:
    """Root of the share of a variance that is not the claim's own."""
    return math.sqrt(max(0.0, 1.0 - (own / spread) ** 2))


def _moments_and_shares(misses: Sequence[Miss]) -> tuple[FloatArray, FloatArray]:
    """[n] each."""
    return np.array([each.moment for each in misses]), np.array([each.shared for each in misses])


def _correlations(misses: Sequence[Miss], persistence: Persistence) -> FloatArray:
    """[n, n], ones on the diagonal."""
    moments, shared = _moments_and_shares(misses)
    matrix = persistence.of(moments, moments) * shared[:, None] * shared[None, :]
    np.fill_diagonal(matrix, 1.0)
    return matrix


def _unlikelihood(group: Sequence[Miss], persistence: Persistence) -> float:
    """Minus the logarithm of the normal density, but for a constant."""
    matrix = _correlations(group, persistence)
    sizes = np.array([each.size for each in group])
    _, size = np.linalg.slogdet(matrix)
    return 0.5 * float(size + sizes @ np.linalg.solve(matrix, sizes))
