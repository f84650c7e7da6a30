"""Intervals on 200 synthetic worlds, printed in real words and numbers and read by the product."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.latent import live
from tests.estimates.calibration import machine_for
from tests.estimates.intervals import drawn_year_means, held, true_year_means, width
from tests.estimates.press import estimate_worlds, print_worlds
from tests.estimates.studies import CLAIMS, YEAR_ONE, YEAR_TWO, claim, small_setting

pytest.importorskip("numpyro")

MORE = (
    claim("later", "register", "workers_present", "AA", "east", "2019-07-01", "300000", grade="A"),
    claim("sum", "second-ministry", "workers_present", "AA BB", "east", YEAR_TWO, "350000", hedge="about"),
    claim("west-later", "second-register", "workers_present", "BB", "west", "2019-10-01", "500000"),
    claim(
        "west-again",
        "second-register",
        "registrations",
        "AA BB",
        "west",
        YEAR_ONE,
        "900000",
        unit="registrations",
    ),
    claim("small", "paper", "workers_present", "BB", "east", "2018-07-01", "80000", grade="C", hedge="about"),
)
WORLDS = 200


@pytest.mark.long
def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """50, 80 and 95 % intervals of all stocks, by quarter and by year, cover within 3 points.

    Over four corridors whose errors are nearly independent the standard error is at most 1.8 points at 50 %.
    """
    printed = print_worlds((*CLAIMS, *MORE), small_setting(), WORLDS, seed=71)
    unknowns = estimate_worlds(printed, machine_for(printed.structure), draws=400, seed=72)

    structure = printed.structure
    stock = live(unknowns, structure.inputs, structure.names, numpy_library()).stock
    years = drawn_year_means(printed, unknowns)
    found = {}
    for chance in (0.5, 0.8, 0.95):
        found[chance] = (
            held(printed.truth.stock, stock, chance).mean(),
            held(true_year_means(printed), years, chance).mean(),
        )
    print(found, "width of 90 %", width(years))
    for chance, both in found.items():
        assert np.abs(np.array(both) - chance).max() <= 0.03
