"""Faults of earlier software, each shown not to be here."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from sapar.errors import (
    BirthsAboveStock,
    DeathsAboveStock,
    MixedUnits,
    NegativeStock,
    NoSuchTable,
    ShapeMismatch,
    TotalsDisagree,
)
from sapar.estimates.flows import (
    balance,
    fit,
    fit_by_type,
    minimum,
    net_by_least_change,
    net_by_least_squares,
    net_by_tilting,
    whole_numbers,
)
from sapar.estimates.flows.indices import impact
from tests.unit.estimates.flows.examples import PLACES, REVIEW_2018, random_tables

PRIOR = [[0, 100, 30, 70], [50, 0, 45, 5], [60, 35, 0, 40], [20, 25, 20, 0]]
NET = [30, 40, -15, -55]


def test_weights_are_used_when_stayers_are_maximal() -> None:
    """Distances change where people move, though not how many."""
    near = 1.0 / np.array([[1, 5, 50, 500], [5, 1, 45, 495], [50, 45, 1, 450], [500, 495, 450, 1]])
    balanced = balance(*REVIEW_2018)
    flat, near_flows = minimum(balanced), minimum(balanced, seed=near)

    assert np.abs(flat - near_flows).max() > 0.2
    assert near_flows.sum() == pytest.approx(flat.sum(), rel=1e-9)


def test_the_least_change_is_measured_from_the_prior() -> None:
    """The linear programme reaches 125, the optimum, and no flow is negative."""
    flows = net_by_least_change(PRIOR, NET)

    assert np.abs(flows - PRIOR).sum() == pytest.approx(125.0, rel=1e-9)
    assert (flows >= 0).all()
    assert_allclose(flows.sum(axis=0) - flows.sum(axis=1), NET, atol=1e-9)


def test_least_squares_are_measured_from_the_prior() -> None:
    """The squared distance is 2798.4, the optimum."""
    flows = net_by_least_squares(PRIOR, NET)

    assert ((flows - PRIOR) ** 2).sum() == pytest.approx(2798.4375, rel=1e-9)
    assert_allclose(flows.sum(axis=0) - flows.sum(axis=1), NET, atol=1e-8)


def test_tilting_is_the_smallest_divergence() -> None:
    """One implementation serves for both: no table with these net totals diverges less."""
    flows, prior = net_by_tilting(PRIOR, NET), np.array(PRIOR, dtype=np.float64)
    off = ~np.eye(4, dtype=bool)

    def divergence(table: np.ndarray) -> float:
        """Kullback and Leibler's."""
        return float((table[off] * np.log(table[off] / prior[off]) - table[off] + prior[off]).sum())

    assert_allclose(flows.sum(axis=0) - flows.sum(axis=1), NET, atol=1e-8)
    for first, second, third in ((0, 1, 2), (1, 3, 2), (0, 3, 1)):
        for step in (-0.5, 0.5):
            other = flows.copy()
            for origin, destination in ((first, second), (second, third), (third, first)):
                other[origin, destination] += step
            assert divergence(other) > divergence(flows)


def test_rounding_is_the_same_every_time() -> None:
    """The remainder goes to the largest remainders, ties to the first: never by chance."""
    values = [10.5, 20.25, 30.25, 0.5, 38.5]
    found = {tuple(whole_numbers(values, 100).tolist()) for _ in range(50)}

    assert found == {(11, 20, 30, 1, 38)}
    assert whole_numbers([1, 1, 1], 10).tolist() == [4, 3, 3]
    assert whole_numbers([-1.5, -2.5], -4).sum() == -4
    with pytest.raises(TotalsDisagree):
        whole_numbers([0.0, 0.0], 3)


def test_too_many_totals_are_refused() -> None:
    """Three totals for a two-by-two table are an error, not numbers that run away."""
    with pytest.raises(ShapeMismatch):
        fit_by_type([170, 120, 410], [500, 140, 60], np.ones((3, 2, 2)))

    seed = np.array([[[5, 2], [1, 7]], [[4, 5], [2, 9]]])
    found = fit_by_type([36, 40], [32, 44], seed)
    assert_allclose(found.sum(axis=(0, 2)), [36, 40])
    assert_allclose(found.sum(axis=(0, 1)), [32, 44])
    assert_allclose(found[0] / found[1], seed[0] / seed[1])


def test_mixed_units_are_refused() -> None:
    """Persons who moved beside millions who live there are no rate of 375,133 percent."""
    with pytest.raises(MixedUnits):
        impact([[0, 400_000], [300_000, 0]], [9.7, 13.4])


@pytest.mark.parametrize("scale", [1e-6, 1.0, 1e9])
def test_totals_that_disagree_are_refused_at_every_magnitude(scale: float) -> None:
    """No change of scale, no turning into shares; the tolerance is relative."""
    with pytest.raises(TotalsDisagree):
        fit(np.array([10.0, 20.0]) * scale, np.array([15.0, 15.01]) * scale)

    found = fit(np.array([10.0, 20.0]) * scale, np.array([15.0, 15.0]) * scale)
    assert_allclose(found.table.sum(axis=1), np.array([10.0, 20.0]) * scale, rtol=1e-11)


def test_stocks_that_do_not_add_up_are_refused() -> None:
    """The native born are shifted within a stated share only, and the shift is reported."""
    start, end = random_tables(5, 1)
    with pytest.raises(TotalsDisagree):
        balance(start, end * 1.5)

    balanced = balance(start, end, births=np.full(5, 6.0))
    assert balanced.shifted == pytest.approx((-15.0, 15.0))
    assert balanced.population_start.sum() == pytest.approx(start.sum() - 15.0)


def test_equal_death_rates_need_not_look_like_returns() -> None:
    """Old people born elsewhere die, and nobody moves: deaths by birthplace give no flow, one crude rate does."""
    start = np.array([[900.0, 200.0], [100.0, 800.0]])
    died = np.array([[10.0, 40.0], [20.0, 10.0]])
    born = np.array([30.0, 50.0])
    end = start - died + np.diag(born)
    crude = balance(start, end, births=born, deaths=died.sum(axis=0))
    known = balance(start, end, births=born, deaths=died)
    relative = balance(start, end, births=born, deaths=died.sum(axis=0), mortality=died / start)

    assert minimum(crude).sum() > 20.0
    assert minimum(known).sum() == pytest.approx(0.0, abs=1e-9)
    assert minimum(relative).sum() == pytest.approx(0.0, abs=1e-9)


def test_deaths_by_accounting_make_birthplaces_balance() -> None:
    """The second rule of deaths leaves nothing for fitting to do."""
    start = np.array([[900.0, 200.0], [100.0, 800.0]])
    died = np.array([[10.0, 40.0], [20.0, 10.0]])
    end = start - died + np.diag([30.0, 50.0])
    balanced = balance(start, end, births=[30, 50], deaths=died.sum(axis=0), death_rule="accounting")

    assert_allclose(balanced.deaths.sum(axis=1), died.sum(axis=1), rtol=1e-9)
    assert balanced.rounds == (0, 0)


@pytest.mark.parametrize(
    ("change", "error", "row", "column"),
    [
        ({"start": (1, 2, -5.0)}, NegativeStock, "B", "C"),
        ({"end": (0, 3, np.nan)}, NegativeStock, "A", "D"),
        ({"deaths": (2, 1e6)}, DeathsAboveStock, "", "C"),
        ({"births": (3, 1e6)}, BirthsAboveStock, "", "D"),
        ({"births": (3, -1.0)}, NegativeStock, "D", ""),
    ],
)
def test_faults_name_row_and_column(
    change: dict[str, tuple[float, ...]], error: type[Exception], row: str, column: str
) -> None:
    """Negative stocks, and more deaths or births than people, are errors at a cell."""
    start, end = (table.copy() for table in REVIEW_2018)
    counts = {"births": np.zeros(4), "deaths": np.zeros(4)}
    for name, (*at, value) in change.items():
        table = {"start": start, "end": end}.get(name, counts.get(name))
        assert table is not None
        table[tuple(int(index) for index in at)] = value

    with pytest.raises(error) as raised:
        balance(start, end, **counts, scaling="none", places=PLACES)

    assert (raised.value.row, raised.value.column) == (row, column)  # type: ignore[attr-defined]


def test_a_total_out_of_reach_is_named() -> None:
    """A birthplace that is nowhere in one table, or zeros that contradict totals, stop the fit."""
    with pytest.raises(NoSuchTable) as raised:
        fit([5, 5], [5, 5], [[1, 1], [0, 0]], places=("A", "B"))
    assert raised.value.row == "B"

    with pytest.raises(NoSuchTable):
        fit([6, 4], [5, 5], [[1, 0], [1, 1]])
