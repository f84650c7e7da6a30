"""Closed forms and iterations agree with general solvers that know nothing of migration."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.optimize import linprog, root

from sapar.estimates.flows import (
    Balanced,
    balance,
    bounds,
    by_birthplace,
    fit,
    independence,
    minimum,
    net_by_least_squares,
    net_by_tilting,
    quasi_independent,
)
from sapar.estimates.flows.estimate import account_gap
from tests.unit.estimates.flows.examples import Table, random_tables

TIGHT = 1e-9


def margins(balanced: Balanced) -> tuple[Table, Table]:
    """Linear equations of all accounts [birthplace, origin, destination]: both tables are their sums."""
    number = len(balanced.places)
    rows, right = [], []
    for birthplace in range(number):
        for place in range(number):
            leaves, comes = np.zeros((number,) * 3), np.zeros((number,) * 3)
            leaves[birthplace, place, :] = 1.0
            comes[birthplace, :, place] = 1.0
            rows += [leaves.ravel(), comes.ravel()]
            right += [balanced.start[birthplace, place], balanced.end[birthplace, place]]
    return np.array(rows), np.array(right)


def brute_force(weights: Table, row_totals: Table, column_totals: Table) -> Table:
    """The table weights x row factor x column factor with these totals, by a general root finder."""
    rows, columns = row_totals > 0, column_totals > 0
    core = weights[np.ix_(rows, columns)]

    def gaps(levels: Table) -> Table:
        """What totals miss, the last level being redundant."""
        flows = core * np.exp(np.add.outer(levels[: core.shape[0]], levels[core.shape[0] :]))
        left = flows.sum(axis=1) / row_totals[rows] - 1.0
        return np.concatenate([left, flows.sum(axis=0) / column_totals[columns] - 1.0])

    first = np.concatenate([np.log(row_totals[rows] / core.sum(axis=1)), np.zeros(int(columns.sum()))])
    solved = root(gaps, first, method="lm", options={"xtol": 1e-15, "ftol": 1e-15})
    table = np.zeros_like(weights)
    table[np.ix_(rows, columns)] = core * np.exp(
        np.add.outer(solved.x[: core.shape[0]], solved.x[core.shape[0] :])
    )
    return table


@pytest.mark.parametrize("seed", range(4))
def test_nobody_can_move_less(seed: int) -> None:
    """A linear programme over all accounts finds no smaller number of moves."""
    balanced = balance(*random_tables(4, seed))
    equations, right = margins(balanced)
    moves = np.broadcast_to(~np.eye(4, dtype=bool), (4, 4, 4)).astype(float).ravel()
    solved = linprog(moves, A_eq=equations, b_eq=right, method="highs")

    assert minimum(balanced).sum() == pytest.approx(solved.fun, rel=TIGHT)


@pytest.mark.parametrize("seed", range(2))
def test_bounds_are_those_of_linear_programmes(seed: int) -> None:
    """Each end of each cell is the optimum of a linear programme over all smallest migrations."""
    balanced = balance(*random_tables(4, seed))
    equations, right = margins(balanced)
    away = np.broadcast_to(~np.eye(4, dtype=bool), (4, 4, 4))
    equations = np.vstack([equations, away.astype(float).ravel()])
    right = np.append(right, minimum(balanced).sum())
    found = bounds(balanced)

    for origin, destination in np.argwhere(away[0]).tolist():
        cell = np.zeros((4, 4, 4))
        cell[:, origin, destination] = 1.0
        for sign, ends in ((1.0, found.low), (-1.0, found.high)):
            solved = linprog(sign * cell.ravel(), A_eq=equations, b_eq=right, method="highs")
            assert sign * solved.fun == pytest.approx(ends[origin, destination], rel=TIGHT, abs=1e-7)


@pytest.mark.parametrize("seed", range(5))
def test_closed_forms_are_proportional_fits(seed: int) -> None:
    """With flat weights, fitting birthplace by birthplace gives the closed forms; and the bounds hold it."""
    balanced = balance(*random_tables(6, seed))

    for method, closed in (("minimum", minimum(balanced)), ("independence", independence(balanced))):
        cube = by_birthplace(balanced, method)  # type: ignore[arg-type]
        flows = cube.sum(axis=0)
        assert_allclose(cube.sum(axis=2), balanced.start, rtol=TIGHT, atol=TIGHT)
        assert_allclose(cube.sum(axis=1), balanced.end, rtol=TIGHT, atol=TIGHT)
        np.fill_diagonal(flows, 0.0)
        assert_allclose(flows, closed, rtol=TIGHT, atol=TIGHT)
        assert_allclose(account_gap(balanced, closed), 0.0, atol=1e-8)
    ends = bounds(balanced)
    assert (ends.low <= minimum(balanced) + 1e-9).all()
    assert (minimum(balanced) <= ends.high + 1e-9).all()


@pytest.mark.parametrize("seed", range(3))
def test_weighted_fits_are_the_nearest_tables(seed: int) -> None:
    """Weighted smallest migration, birthplace by birthplace, solves the equations of the nearest table."""
    balanced = balance(*random_tables(5, seed))
    weights = 0.1 + np.random.default_rng(seed).random((5, 5))
    off = weights * ~np.eye(5, dtype=bool)
    stay = np.minimum(balanced.start, balanced.end)
    expected = sum(
        brute_force(off, balanced.start[place] - stay[place], balanced.end[place] - stay[place])
        for place in range(5)
    )
    flows = minimum(balanced, seed=weights)

    assert_allclose(flows, expected, rtol=1e-8, atol=1e-8)
    assert flows.sum() == pytest.approx(minimum(balanced).sum(), rel=TIGHT)


@pytest.mark.parametrize("seed", range(5))
def test_fit_solves_its_equations(seed: int) -> None:
    """Two-dimensional fits, zeros and all, equal those of a general root finder."""
    random = np.random.default_rng(seed)
    weights = random.random((6, 6)) * (random.random((6, 6)) < 0.8) + np.eye(6)
    target = weights * np.exp(random.normal(0, 2, (6, 1)) + random.normal(0, 2, (1, 6)))
    found = fit(target.sum(axis=1), target.sum(axis=0), weights)

    assert_allclose(found.table, target, rtol=TIGHT)
    assert_allclose(brute_force(weights, target.sum(axis=1), target.sum(axis=0)), target, rtol=1e-8)
    assert_allclose(found.table, weights * found.rows[:, None] * found.columns, rtol=TIGHT)
    assert found.gap <= 1e-12


def test_a_small_published_fit() -> None:
    """Willekens (1999): health status, two by two."""
    found = fit([18, 20], [16, 22], [[5, 1], [2, 7]])

    assert_allclose(found.table, [[13.2502, 4.7498], [2.7498, 17.2502]], atol=5e-5)


def test_a_fixed_diagonal_stays() -> None:
    """Quasi-independence: those who stay are given, all others spread over the rest."""
    rows, columns, stayers = np.array([30.0, 50, 40]), np.array([45.0, 35, 40]), np.array([20.0, 25, 30])
    found = quasi_independent(rows, columns, stayers).table

    assert_allclose(np.diag(found), stayers)
    assert_allclose(found.sum(axis=1), rows)
    assert_allclose(found.sum(axis=0), columns)


def test_closed_tables_are_fitted_to_the_middle() -> None:
    """Both tables keep their residences and meet at the mean of their birthplaces."""
    start, end = random_tables(6, 3)
    end[0, 0] += 30.0
    end[1, 1] -= 30.0
    balanced = balance(start, end)
    middle = (start.sum(axis=1) + end.sum(axis=1)) / 2.0

    for found, given in ((balanced.start, start), (balanced.end, end)):
        assert_allclose(found.sum(axis=1), middle, rtol=TIGHT)
        assert_allclose(found.sum(axis=0), given.sum(axis=0), rtol=TIGHT)
        assert_allclose(found, brute_force(given, middle, given.sum(axis=0)), rtol=1e-7, atol=1e-7)


def test_net_totals_are_met_at_the_optimum() -> None:
    """At the smallest divergence and at the least squares, no exchange of flows around a triangle helps."""
    random = np.random.default_rng(2)
    prior = random.random((5, 5)) * 50
    net = random.normal(0, 30, 5)
    net -= net.mean()
    tilted, squares = net_by_tilting(prior, net), net_by_least_squares(prior, net)

    for flows in (tilted, squares):
        assert_allclose(flows.sum(axis=0) - flows.sum(axis=1), net, atol=1e-7)
    np.fill_diagonal(prior, 1.0)
    factors = np.log((tilted + np.eye(5)) / prior)
    assert_allclose(factors[0, 1] + factors[1, 2] + factors[2, 0], 0.0, atol=1e-8)
    np.fill_diagonal(prior, 0.0)
    used = np.argwhere(squares > 1e-9)
    pairs = np.zeros((len(used), 5))
    pairs[np.arange(len(used)), used[:, 1]] = 1.0
    pairs[np.arange(len(used)), used[:, 0]] -= 1.0
    changes = (squares - prior)[squares > 1e-9]
    levels = np.linalg.lstsq(pairs, changes, rcond=None)[0]
    assert_allclose(pairs @ levels, changes, atol=1e-7)
    unused = (squares <= 1e-9) & ~np.eye(5, dtype=bool)
    assert (prior + levels[None, :] - levels[:, None] <= 1e-7)[unused].all()
