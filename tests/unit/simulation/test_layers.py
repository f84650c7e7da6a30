"""Layers of points give every person one exponential number a day."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import poisson

from sapar.simulation.layers import BLOCK, HEIGHTS, fixed_layers, limits, opened


def test_edges_are_fixed() -> None:
    """Powers of the square root of two from 2^-11 to 2^4, after zero: they are part of every random word."""
    edges = fixed_layers().edges

    assert edges[0] == 0.0
    assert np.allclose(edges[1:], 2.0 ** np.arange(-11.0, 4.5, 0.5), rtol=1e-15)


@pytest.mark.parametrize("layer", range(31))
def test_numbers_of_points_are_poisson(layer: int) -> None:
    """The table of each layer is the cumulative Poisson law of its mean, to the last bits of a word."""
    layers = fixed_layers()
    if layer >= layers.fewest.size:
        pytest.fail("fewer layers than expected")
    mean = BLOCK * float(np.diff(layers.edges)[layer])
    numbers = layers.fewest[layer] + np.arange(layers.counts.shape[1])
    exact = poisson.cdf(numbers, mean) * 2.0**32

    assert np.abs(layers.counts[layer] - exact).max() < 2.0


def test_the_guide_starts_at_or_before_the_entry() -> None:
    """Searching from the guide's entry finds the same number as searching from the first."""
    layers = fixed_layers()
    random = np.random.default_rng(1)
    for layer in range(layers.fewest.size):
        row = layers.counts[layer]
        for word in [0, 2**32 - 1, *random.integers(0, 2**32, 50).tolist()]:
            entry = int(layers.guide[layer, word >> 24])
            assert entry == 0 or row[entry - 1] <= word


@pytest.mark.parametrize("chance", [0.0, 1e-6, 2.0**-11, 0.01, 0.2, 0.75, 0.999, 1.0])
def test_limits_add_up_to_the_probability(chance: float) -> None:
    """No point below the limits: exp(-hazard) of them, which is one less the probability."""
    layers = fixed_layers()
    share = limits(layers, np.array([chance]))[:, 0] / HEIGHTS
    below = float((share * np.diff(layers.edges)).sum())

    assert 1.0 - np.exp(-below) == pytest.approx(chance, rel=2e-3 if chance < 1e-5 else 2e-6, abs=2e-7)


def test_small_hazards_open_few_layers() -> None:
    """Nobody acting opens nothing; a chance of one in ten thousand opens only the lowest layer."""
    layers = fixed_layers()

    assert opened(limits(layers, np.array([0.0]))) == 0
    assert opened(limits(layers, np.array([0.0, 1e-4]))) == 1
    assert opened(limits(layers, np.array([1.0]))) == layers.fewest.size
