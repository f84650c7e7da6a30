"""Kernels: how likely a printed number is."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import kstest

from sapar.estimates.stocks.arrays import jax_library, numpy_library
from sapar.estimates.stocks.kernels import (
    ABOVE,
    BELOW,
    BOX,
    Outliers,
    Printed,
    chance_below,
    log_density,
    log_kernel,
    print_numbers,
)
from sapar.maths import FloatArray

PLAIN = numpy_library()
SHAPES = [
    (BOX, 0.002, 1.0),
    (BOX, 0.8, 1.0),
    (ABOVE, 1.0, 0.1),
    (ABOVE, 1.0, 0.6),
    (BELOW, 1.0, 0.04),
    (BELOW, 1.0, 0.5),
]
SPREADS = [0.02, 0.15, 0.9]


def printed(shape: tuple[int, float, float], centre: FloatArray | float = 0.0) -> Printed:
    """Numbers of one kernel."""
    ones = np.ones_like(np.asarray(centre, dtype=np.float64))
    return Printed(
        kernel=(shape[0] * ones).astype(int),
        centre=centre * ones,
        half=shape[1] * ones,
        excess=shape[2] * ones,
    )


@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("shape", SHAPES)
def test_every_kernel_integrates_to_one(shape: tuple[int, float, float], spread: float) -> None:
    """Over all numbers that might be printed, contamination included."""
    outliers = Outliers(share=0.1, factor=6.0)
    width = 60.0 * spread + 12.0 * shape[2] + shape[1]
    centres = np.linspace(-width, width, 400_001)
    density = np.exp(log_density(printed(shape, centres), 0.0, spread, outliers, PLAIN))

    assert np.trapezoid(density, centres) == pytest.approx(1.0, abs=2e-5)


@pytest.mark.parametrize("spread", SPREADS)
@pytest.mark.parametrize("away", [-1.7, -0.2, 0.0, 0.4, 2.1])
@pytest.mark.parametrize("shape", SHAPES)
def test_kernels_are_what_they_say(shape: tuple[int, float, float], away: float, spread: float) -> None:
    """Normal noise, then a uniform or an exponential step, added up numerically."""
    kernel, half, excess = shape

    def noise(value: float) -> float:
        return float(np.exp(-0.5 * (value / spread) ** 2) / (spread * np.sqrt(2.0 * np.pi)))

    edges = (-half, half) if kernel == BOX else (0.0, 40.0 * excess)
    side = 1.0 if kernel == BELOW else -1.0
    peak = [each for each in (away, -away, 0.0) if edges[0] < each < edges[1]]

    def step(value: float) -> float:
        if kernel == BOX:
            return noise(away - value) / (2.0 * half)
        return noise(away - side * value) * float(np.exp(-value / excess)) / excess

    brute = quad(step, *edges, points=peak or None, limit=400, epsabs=1e-14, epsrel=1e-10)[0]
    exact = float(np.exp(log_kernel(printed(shape, away), 0.0, spread, PLAIN)))

    assert exact == pytest.approx(brute, rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("shape", SHAPES)
def test_kernels_hold_far_out(shape: tuple[int, float, float]) -> None:
    """A thousand standard deviations away the logarithm is still a number, and falls steadily."""
    away = np.linspace(1.0, 50.0, 200)
    for side in (-1.0, 1.0):
        found = np.asarray(log_kernel(printed(shape, side * away), 0.0, 0.05, PLAIN))

        assert np.isfinite(found).all()
        assert (np.diff(found) < 0.0).all()


def test_a_narrow_box_is_the_normal_density() -> None:
    """Also where the two ends of the box differ in the last digits only."""
    away = np.linspace(-8.0, 8.0, 33)
    found = log_kernel(printed((BOX, 0.001, 1.0), away), 0.0, 1.0, PLAIN)

    assert found == pytest.approx(-0.5 * away**2 - 0.5 * np.log(2.0 * np.pi), abs=5e-5)


def test_both_libraries_agree() -> None:
    """NumPy and JAX give the same density for every kernel, and JAX slopes that differences confirm."""
    import jax

    library, outliers = jax_library(), Outliers(share=0.1, factor=6.0)
    means = np.tile(np.linspace(-3.0, 3.0, 41), len(SHAPES))
    kernel, half, excess = (np.repeat([shape[part] for shape in SHAPES], 41) for part in range(3))
    numbers = Printed(kernel=kernel, centre=np.zeros(means.size), half=half, excess=excess)

    def total(mean: FloatArray) -> FloatArray:
        return log_density(numbers, mean, 0.15, outliers, library).sum()

    value, slopes = jax.jit(jax.value_and_grad(total))(means)
    ours = log_density(numbers, means, 0.15, outliers, PLAIN)
    step = 1e-5
    ahead, behind = (log_density(numbers, means + by, 0.15, outliers, PLAIN) for by in (step, -step))

    assert float(value) == pytest.approx(float(ours.sum()), rel=1e-10)
    assert np.asarray(slopes) == pytest.approx((ahead - behind) / (2.0 * step), rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("shape", SHAPES[2:])
def test_chances_are_sums_of_densities(shape: tuple[int, float, float]) -> None:
    """The chance of printing less is the density below."""
    centres = np.linspace(-20.0, 12.0, 200_001)
    density = np.exp(log_kernel(printed(shape, centres), 0.0, 0.2, PLAIN))
    summed = np.concatenate([[0.0], np.cumsum(0.5 * (density[1:] + density[:-1]) * np.diff(centres))])

    assert np.allclose(chance_below(printed(shape, centres), 0.0, 0.2, PLAIN), summed, atol=1e-6)


def test_a_range_surprises_only_from_outside() -> None:
    """Inside its edges a range is expected; outside it counts how far the nearer edge is."""
    chance = chance_below(printed((BOX, 0.5, 1.0), np.array([-2.0, 0.0, 0.3, 2.0])), 0.0, 0.1, PLAIN)

    assert chance[1] == chance[2] == 0.5
    assert chance[0] < 1e-10
    assert chance[3] > 1.0 - 1e-10


@pytest.mark.parametrize("shape", SHAPES)
def test_printed_numbers_follow_their_density(shape: tuple[int, float, float]) -> None:
    """Numbers made for simulated data come from the density that judges them (false alarm 1e-4 each)."""
    size = 4_000
    outliers = Outliers(share=0.1, factor=6.0)
    numbers = printed(shape, np.zeros(size))
    random = np.random.Generator(np.random.Philox(3))
    drawn = print_numbers(numbers, np.zeros(size), np.full(size, 0.3), outliers, random)
    centres = np.linspace(-40.0, 40.0, 400_001)
    density = np.exp(log_density(printed(shape, centres), 0.0, 0.3, outliers, PLAIN))
    summed = np.cumsum(density) * (centres[1] - centres[0])

    assert kstest(drawn, lambda value: np.interp(value, centres, summed)).pvalue > 1e-4
