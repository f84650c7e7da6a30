"""Cells hidden beside small ones, so that totals do not give them away."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.results.secondary import also_hidden, bridges


def is_free(hidden: np.ndarray) -> np.ndarray:
    """Which hidden cells may differ while all totals of rows and columns stay: those with a part in the null space."""
    cells = np.argwhere(hidden)
    equations = np.zeros((sum(hidden.shape), len(cells)))
    for number, (row, column) in enumerate(cells):
        equations[row, number] = equations[hidden.shape[0] + column, number] = 1.0
    _, sizes, directions = np.linalg.svd(equations)
    null = directions[int((sizes > 1e-9).sum()) :]
    found = np.zeros(hidden.shape, dtype=bool)
    found[tuple(cells.T)] = np.abs(null).max(axis=0, initial=0.0) > 1e-9
    return found


@pytest.mark.parametrize("seed", range(12))
def test_totals_give_no_hidden_cell_away(seed: int) -> None:
    """Every hidden cell of a full table can differ with all totals as they are; more are hidden only where needed."""
    random = np.random.default_rng(seed)
    values = np.exp(random.normal(4.0, 1.5, (6, 7)))
    small = values < 10
    hidden = also_hidden(values, small)

    assert (hidden >= small).all()
    assert (is_free(hidden) == hidden).all()
    assert hidden.any() == small.any()


@pytest.mark.parametrize("seed", range(8))
def test_bridges_are_the_cells_that_totals_determine(seed: int) -> None:
    """The graph's bridges and linear algebra agree on which hidden cells follow from totals."""
    edges = np.random.default_rng(seed).random((7, 6)) < 0.3
    found = np.zeros_like(edges)
    for row, column in bridges(edges):
        found[row, column] = True

    assert (found == (edges & ~is_free(edges))).all()


def test_the_cheapest_cycle_is_hidden() -> None:
    """Beside one small cell three others, those of the cycle with the fewest people; zeros protect nothing."""
    values = np.array([[3.0, 50.0, 900.0], [40.0, 0.0, 800.0], [700.0, 60.0, 20.0]])
    hidden = also_hidden(values, values == 3.0)

    assert hidden.tolist() == [[True, True, False], [False, False, False], [True, True, False]]


def test_a_cell_alone_in_its_row_stays_as_it_is() -> None:
    """Where nobody else is in a row, hiding others helps nothing."""
    values = np.array([[3.0, 0.0], [40.0, 50.0]])

    assert also_hidden(values, values == 3.0).tolist() == [[True, False], [False, False]]
