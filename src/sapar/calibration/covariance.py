"""How far apart a perfect member and its targets may be: error of claims, bias of sources, the model's discrepancy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sapar.calibration.targets import Target
from sapar.maths import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """How far the model may be from the world when its parameters are right."""

    spread: float
    """Standard deviation of the logarithm."""
    memory: float
    """Years after which it has changed for the most part."""


def covariance_of(
    targets: Sequence[Target],
    *,
    discrepancy: Discrepancy,
    luck: FloatArray,
    bias_spread: Mapping[str, float],
    estimated: Collection[str],
) -> FloatArray:
    """[target, target] covariance of targets about what a perfect member answers, in logarithms.

    The sum of: each claim's own error, twice its variance where the estimate of stocks has used the claim already;
    the model's discrepancy, shared by targets of one family, group and place and fading over the years between them;
    what is left unknown about the bias of a kind of source, shared by all its figures; and the luck of one execution.

    Parameters
    ----------
    luck
        [target] variance of the answer over executions that differ in their random words alone.
    bias_spread
        By kind of source: standard deviation of the logarithm of its bias.
    estimated
        Claims that the estimate of stocks has used.
    """
    labels = [(target.family, frozenset(target.citizenship), target.place) for target in targets]
    same = np.array([[one == other for other in labels] for one in labels], dtype=np.float64)
    years = np.array([target.year for target in targets])
    apart = np.abs(years[:, None] - years[None, :])
    shared = discrepancy.spread**2 * same * np.exp(-apart / discrepancy.memory)
    spreads = np.array([bias_spread.get(target.kind or "", 0.0) for target in targets])
    kinds = np.array([target.kind or "" for target in targets])
    biased = np.outer(spreads, spreads) * (kinds[:, None] == kinds[None, :])
    again = np.array([2.0 if set(target.claims) & set(estimated) else 1.0 for target in targets])
    own = again * np.array([target.spread for target in targets]) ** 2
    return np.asarray(shared + biased + np.diag(own + luck + TINY))


TINY = 1e-6
"""Keeps the matrix invertible where nothing else does: a thousandth, as a standard deviation."""
