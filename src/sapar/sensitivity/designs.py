"""Where in the space of inputs a model is asked: one row a run, shares of each input's range."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray
from sapar.sensitivity.library import LEVELS, salib, unit_cube


def morris_design(inputs: int, *, trajectories: int, seed: int) -> FloatArray:
    """Trajectories in which every input changes once, one at a time.

    Returns
    -------
    shares
        [trajectory * (inputs + 1), input] between 0 and 1; the rows of a trajectory follow each other.

    Raises
    ------
    MissingExtra
        SALib is not installed.

    Source
    ------
    Morris (1991), Factorial sampling plans for preliminary computational experiments.
    """
    found = salib("sample.morris").sample(unit_cube(inputs), trajectories, num_levels=LEVELS, seed=seed)
    return np.asarray(found, dtype=np.float64)


def sobol_design(inputs: int, *, base: int, seed: int) -> FloatArray:
    """Saltelli's design for first-order and total indices, on a scrambled Sobol sequence.

    Parameters
    ----------
    base
        Points of the sequence, a power of 2.

    Returns
    -------
    shares
        [base * (inputs + 2), input] between 0 and 1.

    Raises
    ------
    MissingExtra
        SALib is not installed.

    Source
    ------
    Saltelli and others (2010), Variance based sensitivity analysis of model output.
    """
    found = salib("sample.sobol").sample(
        unit_cube(inputs), base, calc_second_order=False, scramble=True, seed=seed
    )
    return np.asarray(found, dtype=np.float64)
