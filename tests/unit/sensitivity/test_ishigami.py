"""Screening and variance shares, on functions whose answers are known in closed form."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.maths import FloatArray
from sapar.sensitivity import morris_design, screened, sobol_design, variance_shares
from sapar.sensitivity.indices import survivors

A, B = 7.0, 0.1


def ishigami(shares: FloatArray) -> FloatArray:
    """Ishigami and Homma (1990), and a fourth input that does nothing."""
    x = np.pi * (2.0 * shares - 1.0)
    return np.sin(x[:, 0]) + A * np.sin(x[:, 1]) ** 2 + B * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_sobol_indices_of_ishigami() -> None:
    """First-order and total indices are those of the closed form."""
    found = variance_shares(4, ishigami(sobol_design(4, base=4096, seed=3)), seed=3)
    first = 0.5 * (1.0 + B * np.pi**4 / 5.0) ** 2
    third = 8.0 * B**2 * np.pi**8 / 225.0
    second = A**2 / 8.0
    total = first + second + third

    assert found.first == pytest.approx(np.array([first, second, 0.0, 0.0]) / total, abs=0.02)
    assert found.total == pytest.approx(np.array([first + third, second, third, 0.0]) / total, abs=0.02)
    assert (found.total_error[:3] > 0).all()


def test_morris_measures_a_line_exactly() -> None:
    """Of a linear function the effect of the whole range is the slope, sign included, whatever the trajectories."""
    slopes = np.array([3.0, -2.0, 0.0, 0.5])
    design = morris_design(4, trajectories=3, seed=1)
    found = screened(design, design @ slopes, seed=1)

    assert design.shape == (3 * 5, 4)
    assert found.mean == pytest.approx(slopes)
    assert found.mean_size == pytest.approx(abs(slopes))
    assert found.spread == pytest.approx(np.zeros(4), abs=1e-9)


def test_trajectories_change_one_input_at_a_time() -> None:
    """Rows of a trajectory follow each other: so runs of one trajectory can share their random words."""
    steps = np.diff(morris_design(6, trajectories=4, seed=2).reshape(4, 7, 6), axis=1)

    assert ((steps != 0).sum(axis=2) == 1).all()
    assert ((steps != 0).sum(axis=1) == 1).all()


def test_survivors_are_the_largest_of_each_answer() -> None:
    """The largest of every answer survive before second ones; an input that moves nothing never does."""
    sizes = np.array([[9.0, 1.0, 0.0, 0.0], [0.0, 0.1, 0.3, 0.0]])

    assert survivors(sizes, of_each=1, most=9) == (0, 2)
    assert survivors(sizes, of_each=3, most=9) == (0, 1, 2)
    assert survivors(sizes, of_each=3, most=1) in ((0,), (2,))


def test_an_answer_that_never_changes_has_no_drivers() -> None:
    """Nothing is divided by a variance of zero."""
    found = variance_shares(3, np.full(5 * 8, 2.0), seed=1)

    assert not found.total.any()
