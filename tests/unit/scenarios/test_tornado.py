"""What an effect depends on."""

from __future__ import annotations

import numpy as np
import pytest
import xarray

from sapar.results.headline import headline_from
from sapar.results.tables import Tables
from sapar.scenarios.effects import effect
from sapar.scenarios.tornado import tornadoes

REPLICATES = 40


def test_the_assumption_that_makes_the_effect_is_found() -> None:
    """The effect is twice one assumption: its bar runs from twice its low draws' mean to twice its high draws' mean."""
    random = np.random.default_rng(4)
    drawn = random.random((REPLICATES, 3))
    tables = Tables(
        dataset=xarray.Dataset(
            {"parameter_value": (("replicate", "parameter"), drawn)}, coords={"parameter": ["a", "b", "c"]}
        )
    )
    luck = random.random(REPLICATES)
    base = headline_from("x", luck, "days", "2020", "x", "?", "?", ".", ".")
    other = headline_from("x", luck + 2.0 * drawn[:, 1], "days", "2020", "x", "?", "?", ".", ".")

    (found,) = tornadoes(tables, [base], [other])

    low = drawn[:, 1] <= np.median(drawn[:, 1])
    assert [bar.parameter for bar in found.bars] == ["b"]
    assert found.bars[0].low == pytest.approx(2.0 * drawn[low, 1].mean())
    assert found.bars[0].high == pytest.approx(2.0 * drawn[~low, 1].mean())
    assert found.bars[0].correlation == pytest.approx(1.0)
    assert tornadoes(tables, [base], [base]) == ()


def test_the_monte_carlo_error_is_that_of_the_mean_difference() -> None:
    """Differences 0 and 2 in turn: mean 1, standard deviation of one sample over the root of their number."""
    base = headline_from("x", np.zeros(16), "days", "2020", "x", "?", "?", ".", ".")
    other = headline_from("x", np.tile([0.0, 2.0], 8), "days", "2020", "x", "?", "?", ".", ".")
    found = effect(base, other)

    assert found.mean == pytest.approx(1.0)
    assert found.error == pytest.approx(np.tile([0.0, 2.0], 8).std(ddof=1) / 4.0)
