"""How often intervals hold the truth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.influence import year_means
from sapar.estimates.stocks.latent import live
from tests.estimates.press import Printed

Array = NDArray[np.float64]


def true_year_means(printed: Printed) -> Array:
    """[world, corridor, year] from the true course of stocks."""
    quarters, years = printed.structure.setting.quarters, printed.structure.setting.years
    stock = printed.truth.stock
    between = 0.5 * (stock[:, :, 1:] + stock[:, :, :-1])
    return np.stack(
        [between[:, :, [each.year == year for each in quarters]].mean(axis=-1) for year in years], axis=-1
    )


def drawn_year_means(printed: Printed, unknowns: Array) -> Array:
    """[world, draw, corridor, year] as the product computes them."""
    structure = printed.structure
    world = live(unknowns, structure.inputs, structure.names, numpy_library())
    return np.stack([year_means(structure, world.stock, year) for year in structure.setting.years], axis=-1)


def held(truth: Array, draws: Array, chance: float) -> NDArray[np.bool_]:
    """[world, ...] whether the central interval of [world, draw, ...] draws holds the truth."""
    low, high = np.quantile(draws, [0.5 - chance / 2.0, 0.5 + chance / 2.0], axis=1)
    return np.asarray((low <= truth) & (truth <= high))


def width(draws: Array, chance: float = 0.9) -> float:
    """Median ratio of the upper to the lower end."""
    low, high = np.quantile(draws, [0.5 - chance / 2.0, 0.5 + chance / 2.0], axis=1)
    return float(np.median(high / low))
