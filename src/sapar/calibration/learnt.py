"""What the evidence taught about each parameter, and what it cannot tell apart."""

from __future__ import annotations

import numpy as np

from sapar.calibration.prior import Prior
from sapar.calibration.result import Learnt, Pair, spread_of
from sapar.maths import FloatArray

CERTAIN = 4.0
"""Correlations of this many standard errors are more than chance among some thousands of pairs."""
STRONG = 0.4
"""Correlations below are not named, however certain."""
WIDE = 0.7
"""A parameter that keeps this part of its prior's standard deviation is left wide."""
CHANCE = 3.0
"""Standard errors of the variance that a narrowing must exceed to be called learnt."""
LEAST_NARROWED = 0.2
"""Part of the variance that the evidence must take away for a parameter to be called learnt."""
LEAST_SHIFT = 0.5
"""Or the change of its mean, in standard deviations of the prior."""


def learnt_of(prior: Prior, before: FloatArray, after: FloatArray) -> tuple[Learnt, ...]:
    """Every calibrated parameter, those that the evidence narrowed most first.

    Parameters
    ----------
    before, after
        [row, member] states.
    """
    values = [
        np.array([[drawn[each.name] for each in prior.ranges] for drawn in prior.parameters(state)])
        for state in (before, after)
    ]
    scores = before[: len(prior.ranges)], after[: len(prior.ranges)]
    members = before.shape[1]
    found = []
    for index, each in enumerate(prior.ranges):
        narrowed = 1.0 - float(scores[1][index].var(ddof=1) / scores[0][index].var(ddof=1))
        shifted = float(scores[1][index].mean() - scores[0][index].mean())
        least = max(LEAST_NARROWED, CHANCE * np.sqrt(2.0 / members) / 2.0)
        found.append(
            Learnt(
                parameter=each.name,
                before=spread_of(values[0][:, index]),
                after=spread_of(values[1][:, index]),
                narrowed=narrowed,
                shifted=shifted,
                is_learnt=bool(narrowed > least or abs(shifted) > LEAST_SHIFT),
            )
        )
    return tuple(sorted(found, key=lambda each: (-each.narrowed, each.parameter)))


def pairs_of(names: tuple[str, ...], before: FloatArray, after: FloatArray) -> tuple[Pair, ...]:
    """Pairs whose members go together more than chance allows, strongest first.

    Parameters
    ----------
    names
        Of the first rows of the states.
    """
    rows = len(names)
    members = after.shape[1]
    if rows < 2:
        return ()
    scores = after[:rows]
    correlation = np.asarray(np.corrcoef(scores))
    deviation = scores.std(axis=1, ddof=1) / before[:rows].std(axis=1, ddof=1)
    least = max(STRONG, CERTAIN / np.sqrt(members))
    found = []
    for one in range(rows):
        for two in range(one + 1, rows):
            strength = float(correlation[one, two])
            if not abs(strength) >= least:
                continue
            sign = -np.sign(strength)
            sums = [state[one] - sign * state[two] for state in (before, after)]
            opposite = [state[one] + sign * state[two] for state in (before, after)]
            known = min(float(each[1].var(ddof=1) / each[0].var(ddof=1)) for each in (sums, opposite))
            wide = min(float(deviation[one]), float(deviation[two])) > np.sqrt(max(2.0 * known, 0.0))
            found.append(
                Pair(
                    first=names[one],
                    second=names[two],
                    correlation=strength,
                    together=1.0 - known,
                    is_unidentified=bool(wide and min(deviation[one], deviation[two]) > WIDE / np.sqrt(2.0)),
                )
            )
    return tuple(sorted(found, key=lambda each: (-abs(each.correlation), each.first, each.second)))
