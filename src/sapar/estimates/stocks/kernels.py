"""How likely a printed number is, given what its source would count: closed forms, stable in both tails.

A source sees `seen`, the logarithm of what its definition counts times its bias, with normal noise. What is printed
follows from it by one of three kernels:

- *box*: the printed number stands for everything between its two edges alike (rounding, "about", a range);
- *above*: what was seen lies above the printed number by an exponential excess ("over", "at least");
- *below*: what was seen lies below it ("nearly", "up to").

With a small chance the noise is several times larger: the contamination, which gives each claim a chance of being
an outlier. Everything broadcasts and works on the arrays of any `Library`.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sapar.estimates.stocks.arrays import Library
from sapar.maths import FloatArray

BOX, ABOVE, BELOW = range(3)
"""Kernels."""


class Printed(NamedTuple):
    """What is printed, claim by claim; arrays of one shape."""

    kernel: Any
    """`BOX`, `ABOVE` or `BELOW`."""
    centre: Any
    """Logarithm of the number a claim stands for: the middle of a box."""
    half: Any
    """Half the width of a box in logarithms; 1 for the others."""
    excess: Any
    """Mean of the exponential excess of the logarithm; 1 for a box."""


class Outliers(NamedTuple):
    """The contamination."""

    share: Any
    """Chance that a claim's noise is larger."""
    factor: Any
    """How many times larger."""


def log_density(printed: Printed, mean: Any, spread: Any, outliers: Outliers, library: Library) -> Any:
    """Logarithm of the density of the printed logarithm.

    Parameters
    ----------
    mean, spread
        Of what the source sees, in logarithms.
    """
    xp = library.xp
    usual, wild = both_densities(printed, mean, spread, outliers, library)
    return xp.logaddexp(usual, wild)


def both_densities(
    printed: Printed, mean: Any, spread: Any, outliers: Outliers, library: Library
) -> tuple[Any, Any]:
    """Logarithms of the two parts of the density: usual noise, and larger noise."""
    xp = library.xp
    usual = xp.log1p(-outliers.share) + log_kernel(printed, mean, spread, library)
    wild = xp.log(outliers.share) + log_kernel(printed, mean, spread * outliers.factor, library)
    return usual, wild


def log_kernel(printed: Printed, mean: Any, spread: Any, library: Library) -> Any:
    """Logarithm of the density of the printed logarithm without contamination."""
    xp = library.xp
    away = (printed.centre - mean) / spread
    box = _log_box(away, printed.half / spread, library) - xp.log(2.0 * printed.half)
    side = xp.where(printed.kernel == BELOW, 1.0, -1.0)
    slope = spread / printed.excess
    tail = library.log_normal_cdf(side * away - slope)
    skewed = tail - side * away * slope + 0.5 * slope * slope - xp.log(printed.excess)
    return xp.where(printed.kernel == BOX, box, skewed)


def chance_below(printed: Printed, mean: Any, spread: Any, library: Library) -> Any:
    """Chance that the source, by its usual noise, would print less than it did; 0.5 where a box holds the mean.

    For a box: the chance to fall short of its upper edge where that is small, else the chance not to reach its lower
    edge where that is large, so that only numbers outside a wide box surprise.
    """
    xp = library.xp
    away = (printed.centre - mean) / spread
    half = printed.half / spread
    below = xp.exp(library.log_normal_cdf(away + half))
    above = xp.exp(library.log_normal_cdf(half - away))
    box = xp.where(below < above, xp.minimum(below, 0.5), 1.0 - xp.minimum(above, 0.5))
    side = xp.where(printed.kernel == BELOW, 1.0, -1.0)
    slope = spread / printed.excess
    turned = side * away
    first = xp.exp(library.log_normal_cdf(turned))
    second = xp.exp(library.log_normal_cdf(turned - slope) - turned * slope + 0.5 * slope * slope)
    skewed = xp.where(printed.kernel == BELOW, first - second, 1.0 - (first - second))
    return xp.where(printed.kernel == BOX, box, skewed)


def print_numbers(
    printed: Printed, mean: FloatArray, spread: FloatArray, outliers: Outliers, random: np.random.Generator
) -> FloatArray:
    """[..., claim] logarithms that the sources might have printed instead, with the hedges they used."""
    wild = random.random(mean.shape) < outliers.share
    noise = spread * np.where(wild, outliers.factor, 1.0) * random.standard_normal(mean.shape)
    box = printed.half * random.uniform(-1.0, 1.0, mean.shape)
    excess = printed.excess * random.standard_exponential(mean.shape)
    skewed = np.where(printed.kernel == BELOW, excess, -excess)
    return np.asarray(mean + noise + np.where(printed.kernel == BOX, box, skewed))


def _log_box(away: Any, half: Any, library: Library) -> Any:
    """Logarithm of the chance of a standard normal between `away - half` and `away + half`.

    By symmetry taken in the left tail, where the distribution function loses nothing.
    """
    xp = library.xp
    centre = -xp.abs(away)
    upper = library.log_normal_cdf(centre + half)
    lower = library.log_normal_cdf(centre - half)
    return upper + xp.log(-xp.expm1(lower - upper))
