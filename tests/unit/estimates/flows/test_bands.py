"""Bands over uncertain stocks."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from sapar.estimates.flows import Uncertainty, balance, implied_natives, minimum, mixture, monte_carlo
from sapar.estimates.flows.bands import draw_tables
from tests.unit.estimates.flows.examples import Table, random_tables


def flows_between(period: int, start: Table, end: Table) -> Table:
    """Smallest migration, whatever the period."""
    del period
    return minimum(balance(start, end))


def test_certain_stocks_have_no_band() -> None:
    """Without error every draw is the estimate."""
    start, end = random_tables(5, 1)
    (band,) = monte_carlo([start, end], flows_between, Uncertainty(relative_error=0.0, draws=8))

    for found in (band.low, band.median, band.high):
        assert_allclose(found, minimum(balance(start, end)), rtol=1e-6, atol=1e-6)


def test_draws_depend_on_their_number_only() -> None:
    """Threads and the number of draws change no draw."""
    start, end = random_tables(5, 2)
    runs = [
        monte_carlo([start, end, start], flows_between, Uncertainty(draws=draws, threads=threads))
        for draws, threads in ((12, 1), (12, 3), (20, 2))
    ]

    for period in range(2):
        assert_array_equal(runs[0][period].total, runs[1][period].total)
        assert_array_equal(runs[0][period].low, runs[1][period].low)
        assert_array_equal(runs[0][period].total, runs[2][period].total[:12])


def test_drawn_stocks_have_the_error_asked_for() -> None:
    """Mean, standard error and correlation between dates are as stated; populations stay; false alarm below 1e-6."""
    table = np.full((3, 3), 1e4)
    np.fill_diagonal(table, 1e9)
    spread = np.full((2, 3, 3), 0.2)
    uncertainty = Uncertainty(persistence=0.8)
    drawn = np.array(
        [
            draw_tables([table, table], spread, uncertainty, draw, keep_populations=True)
            for draw in range(4000)
        ]
    )
    cells = np.log(drawn[:, :, 0, 1])

    assert_allclose(drawn.sum(axis=2), np.broadcast_to(table.sum(axis=0), (4000, 2, 3)), rtol=1e-12)
    assert drawn[:, 0, 0, 1].mean() == pytest.approx(1e4, rel=5 * 0.2 / np.sqrt(4000))
    assert cells.std(axis=0) == pytest.approx(np.sqrt(np.log(1.04)), rel=0.06)
    assert np.corrcoef(cells.T)[0, 1] == pytest.approx(0.8, abs=0.04)


def test_populations_and_accounts_hold_in_every_draw() -> None:
    """Net migration of a place does not depend on who was born where, so it is the same in every draw."""
    start, end = random_tables(5, 4)
    nets = []

    def noted(period: int, first: Table, last: Table) -> Table:
        """Mixture, its net totals noted."""
        del period
        flows = mixture(balance(first, last))
        nets.append(flows.sum(axis=0) - flows.sum(axis=1))
        return flows

    monte_carlo([start, end], noted, Uncertainty(draws=10, threads=1))

    for net in nets:
        assert_allclose(net, end.sum(axis=0) - start.sum(axis=0), atol=1e-7)


def test_truth_lies_in_the_band() -> None:
    """The true number of moves lies in the 90 % band of stocks known with 3 % error in about that many of 60 worlds.

    With a coverage of 0.9 fewer than 43 have a chance of 1e-4.
    """
    hits = 0
    for world in range(60):
        start, end = random_tables(6, 100 + world)
        uncertainty = Uncertainty(relative_error=0.03, draws=60, seed=world)
        spread = np.full((2, 6, 6), 0.03)
        seen = draw_tables([start, end], spread, uncertainty, 10_000, keep_populations=True)
        (band,) = monte_carlo(seen, flows_between, uncertainty)
        low, high = np.quantile(band.total, [0.05, 0.95])
        hits += int(low <= minimum(balance(start, end)).sum() <= high)

    assert hits >= 43


def test_independent_errors_look_like_moves() -> None:
    """Where nobody moved, errors that persist add no moves, and independent ones do: why persistence is a setting."""
    start, _ = random_tables(6, 5)
    totals = [
        monte_carlo([start, start], flows_between, Uncertainty(persistence=kept, draws=20))[0].total.mean()
        for kept in (1.0, 0.95, 0.0)
    ]

    assert totals[0] == pytest.approx(0.0, abs=1e-6)
    assert totals[0] < totals[1] < 0.5 * totals[2]


def test_flows_without_native_born_depend_on_changes_only() -> None:
    """Smallest migration is the same with implied native born and with many more of them."""
    start, end = random_tables(5, 6)
    implied = implied_natives(start, end)
    many = balance(implied.start + 1e6 * np.eye(5), implied.end + 1e6 * np.eye(5))

    assert_allclose(minimum(implied), minimum(many), rtol=1e-9, atol=1e-9)
    assert_allclose(minimum(implied), minimum(balance(start, end)), rtol=1e-9, atol=1e-9)
