"""The smoother against closed forms and brute force."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.calibration.covariance import Discrepancy, covariance_of
from sapar.calibration.smooth import damped, smooth
from sapar.calibration.targets import Target


def test_the_linear_case_agrees_with_bayes() -> None:
    """One parameter seen twice with error: mean and variance of the members are those of the exact posterior.

    With 4000 members the standard error of the mean is 0.01, of the variance 2 %.
    """
    slopes, errors, observed = np.array([1.0, 2.0]), np.array([0.5, 0.8]), np.array([0.9, 1.1])
    precision = 1.0 + (slopes**2 / errors**2).sum()
    mean = (slopes * observed / errors**2).sum() / precision
    start = np.random.default_rng(2).standard_normal((1, 4000))

    found = smooth(
        start, lambda _, state: slopes[:, None] * state, observed, np.diag(errors**2), steps=4, seed=1
    )

    assert found.state.mean() == pytest.approx(mean, abs=0.05)
    assert found.state.var() == pytest.approx(1.0 / precision, rel=0.15)


def test_the_same_seed_gives_the_same_members() -> None:
    """To the bit."""
    start = np.random.default_rng(2).standard_normal((3, 50))
    runs = [
        smooth(start, lambda _, state: state[:2] ** 3, np.ones(2), np.eye(2), steps=3, seed=7)
        for _ in range(2)
    ]

    assert np.array_equal(runs[0].state, runs[1].state)


def test_damping_agrees_with_its_formula() -> None:
    """Element by element, and nothing within two standard errors of zero."""
    rng = np.random.default_rng(1)
    rows, axes = rng.standard_normal((4, 60)), rng.standard_normal((3, 60))
    axes[0] += 2.0 * rows[1]
    found = damped(rows, axes)

    for row in range(4):
        for axis in range(3):
            plain = np.cov(rows[row], axes[axis])[0, 1]
            r = np.corrcoef(rows[row], axes[axis])[0, 1]
            expected = plain * r**2 / (r**2 + (1 + r**2) / 60) if r**2 > 4 / 60 else 0.0
            assert found[row, axis] == pytest.approx(expected, abs=1e-12)
    assert found[1, 0] != 0.0


def _target(name: str, year: float, **more: object) -> Target:
    """A target about one group in one place."""
    values: dict[str, object] = {
        "citizenship": ("QAA",),
        "place": ("QXX",),
        "claims": (),
        "spread": 0.1,
        **more,
    }
    return Target(id=name, year=year, **values)  # type: ignore[arg-type]


def test_errors_add_up() -> None:
    """Own error, discrepancy that fades over the years, shared bias and luck, worked out by hand."""
    targets = [
        _target("stock:a", 2030.5),
        _target("stock:b", 2032.5, claims=("C1",), kind="press"),
        _target("stock:c", 2032.5, place=("QYY",), kind="press"),
    ]
    found = covariance_of(
        targets,
        discrepancy=Discrepancy(spread=0.2, memory=4.0),
        luck=np.array([0.01, 0.0, 0.0]),
        bias_spread={"press": 0.3},
        estimated=["C1"],
    )

    fading = 0.04 * np.exp(-0.5)
    expected = [
        [0.01 + 0.04 + 0.01, fading, 0.0],
        [fading, 2 * 0.01 + 0.04 + 0.09, 0.09],
        [0.0, 0.09, 0.01 + 0.04 + 0.09],
    ]
    assert found == pytest.approx(np.array(expected), abs=1e-5)
    assert np.linalg.eigvalsh(found).min() > 0
