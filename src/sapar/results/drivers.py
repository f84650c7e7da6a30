"""Which assumptions go with an answer over the replicates."""

from __future__ import annotations

import math

import numpy as np

from sapar.maths import FloatArray
from sapar.results.tables import Tables

FALSE_DRIVERS = 0.05
"""Chance that any assumption is named beside an answer by luck alone."""


def drivers(tables: Tables, values: FloatArray) -> list[tuple[str, float]]:
    """Parameters whose draws go with the answer over the replicates: rank correlation, strongest first.

    Named only where luck alone would bring forth so strong a correlation among all parameters less than once in
    twenty times. Of n replicates two orders of n! are in perfect agreement or its opposite: while that alone is
    likelier than luck may be, nothing is named.
    """
    from scipy.stats import rankdata, t

    drawn = tables.dataset["parameter_value"].values
    names = [str(name) for name in tables.dataset["parameter"].values]
    replicates = drawn.shape[0]
    varied = int((np.ptp(drawn, axis=0) > 0).sum())
    chance = FALSE_DRIVERS / max(varied, 1)
    if replicates < 3 or 2.0 / math.factorial(replicates) > chance or np.nanstd(values) == 0:
        return []
    limit = float(t.ppf(1.0 - chance / 2.0, replicates - 2))
    least = limit / np.sqrt(replicates - 2 + limit**2)
    ranks = rankdata(np.nan_to_num(values))
    found = []
    for index, name in enumerate(names):
        if np.ptp(drawn[:, index]) > 0:
            found.append((name, float(np.corrcoef(rankdata(drawn[:, index]), ranks)[0, 1])))
    strong = [each for each in found if abs(each[1]) >= least]
    return sorted(strong, key=lambda each: (-abs(each[1]), each[0]))
