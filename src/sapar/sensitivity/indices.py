"""From runs of a design to how much each input moves an answer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.maths import FloatArray
from sapar.sensitivity.library import LEVELS, salib, unit_cube

CONFIDENCE = 0.8
"""Of the intervals of indices, as of all ranges here."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Screened:
    """Morris measures, one an input, in the unit of the answer per whole range of the input."""

    mean: FloatArray
    """[input] mean elementary effect: its sign is the direction."""
    mean_size: FloatArray
    """[input] mean size of the elementary effects."""
    spread: FloatArray
    """[input] their standard deviation: interactions and bends."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class VarianceShares:
    """Sobol indices, one an input."""

    first: FloatArray
    """[input] share of the variance that goes with the input alone."""
    total: FloatArray
    """[input] share that the input takes part in."""
    total_error: FloatArray
    """[input] half width of the 80 % interval of the total."""


def screened(design: FloatArray, answers: FloatArray, *, seed: int) -> Screened:
    """Elementary effects of a Morris design.

    Parameters
    ----------
    design
        As `morris_design` gives it.
    answers
        [row] one answer.
    """
    found = salib("analyze.morris").analyze(
        unit_cube(design.shape[1]), design, answers, num_levels=LEVELS, conf_level=CONFIDENCE, seed=seed
    )
    mean, size, spread = (np.asarray(found[name], dtype=np.float64) for name in ("mu", "mu_star", "sigma"))
    return Screened(mean=mean, mean_size=size, spread=spread)


def variance_shares(inputs: int, answers: FloatArray, *, seed: int) -> VarianceShares:
    """First-order and total indices of a Saltelli design; zeros of an answer that never changes.

    Parameters
    ----------
    answers
        [row] one answer, in the order of `sobol_design`.
    """
    if np.ptp(answers) == 0.0:
        return VarianceShares(first=np.zeros(inputs), total=np.zeros(inputs), total_error=np.zeros(inputs))
    found = salib("analyze.sobol").analyze(
        unit_cube(inputs), answers, calc_second_order=False, conf_level=CONFIDENCE, seed=seed
    )
    first, total, error = (np.asarray(found[name], dtype=np.float64) for name in ("S1", "ST", "ST_conf"))
    return VarianceShares(first=first, total=total, total_error=error)


def survivors(sizes: FloatArray, *, of_each: int, most: int) -> tuple[int, ...]:
    """Inputs that matter enough to be measured: the largest of each answer, beginning with the largest of all.

    Parameters
    ----------
    sizes
        [answer, input] mean sizes of elementary effects.
    of_each
        Inputs taken of each answer.
    most
        Inputs taken in all.
    """
    largest = np.maximum(sizes.max(axis=1, keepdims=True), 1e-300)
    relative = sizes / largest
    chosen: list[int] = []
    for rank in range(of_each):
        of_rank = [(int(np.argsort(-row, kind="stable")[rank]), row) for row in relative if rank < row.size]
        for index, row in sorted(of_rank, key=lambda pair: -pair[1][pair[0]]):
            if row[index] > 0.0 and index not in chosen and len(chosen) < most:
                chosen.append(index)
    return tuple(sorted(chosen))
