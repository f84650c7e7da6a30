"""Rules that choose among the flows that fit the stocks, as uncertain as they are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.estimates.flows.balance import Balanced
from sapar.estimates.flows.estimate import Method, estimate, independence, minimum
from sapar.estimates.flows.fit import fit
from sapar.maths import FloatArray

WEIGHT_ERROR = 0.05
"""Standard error of the mixture's weight: an assumption, as much knowledge as forty observations would give."""
SEED_SPREAD = 1.0
"""Standard deviation of the logs of the unknown preferences of movers for corridors: an assumption."""
DRAWN = 1e-6
"""Share of itself by which a draw's fit to its seed may miss a total; far below the spread between draws."""
_RULES = [0, 0, 0, 1]
"""Where in the stream of a draw the numbers of its rule begin, far behind those of its tables."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way to choose among the flows that fit the stocks."""

    weight: float
    """Share of the smallest migration in the mixture."""
    preference: FloatArray | None
    """[origin, destination] factors of the seed; nothing where it is certain."""


def draw_rule(
    draw: int, number: int, *, weight: float, weight_error: float, spread: float, seed: int
) -> Rule:
    """The rule of one draw; a function of the seed and the draw's number only.

    Parameters
    ----------
    draw
        Which one.
    number
        How many places there are.
    weight, weight_error
        Mean and standard error of the mixture's weight, drawn from a beta distribution.
    spread
        Standard deviation of the logs of preferences.
    seed
        Of all random numbers.
    """
    random = np.random.Generator(np.random.Philox(key=[seed, draw], counter=_RULES))
    if weight_error > 0.0 and 0.0 < weight < 1.0:
        known = max(weight * (1.0 - weight) / weight_error**2 - 1.0, 1e-3)
        weight = float(random.beta(known * weight, known * (1.0 - weight)))
    if spread <= 0.0:
        return Rule(weight=weight, preference=None)
    return Rule(weight=weight, preference=np.exp(spread * random.standard_normal((number, number))))


def flows_by_rule(
    balanced: Balanced, method: Method, rule: Rule, weights: FloatArray | None = None
) -> FloatArray:
    """Flows [origin, destination] by one of the three methods and one rule; accounts close as without it.

    Movers of the smallest migration follow the weights times the preference. Those of independence follow the
    preference too, as many leaving and reaching every place as without one.
    """
    if rule.preference is None:
        return estimate(balanced, method, seed=weights, weight=rule.weight, tolerance=DRAWN)
    seed = rule.preference if weights is None else weights * rule.preference
    if method == "minimum":
        return minimum(balanced, seed=seed, tolerance=DRAWN)
    even = independence(balanced)
    preferred = even * rule.preference
    free = fit(even.sum(axis=1), even.sum(axis=0), preferred, places=balanced.places, tolerance=DRAWN).table
    if method == "independence":
        return free
    return rule.weight * minimum(balanced, seed=seed, tolerance=DRAWN) + (1.0 - rule.weight) * free
