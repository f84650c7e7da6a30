"""The verb of this stage's mathematics: an ensemble is moved to where its answers agree with the targets.

Ensemble smoother with multiple data assimilation (Emerick and Reynolds 2013) from the library pyESMDA: all targets
are used `steps` times, each time with their error inflated by `steps`, so that in the linear case the sum is exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from sapar.errors import MissingExtra
from sapar.maths import FloatArray

ROUNDED = 6
"""Decimals of a state, so that another machine's linear algebra leads to the same members."""

NOISE = 2.0
"""Correlations within this many standard errors of zero are taken for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smoothed:
    """What became of an ensemble."""

    state: FloatArray
    """[row, member] at the end."""
    before: FloatArray
    """[target, member] answers of the state at the start."""
    after: FloatArray
    """[target, member] answers of the state at the end."""


def smooth(
    state: FloatArray,
    answers: Callable[[int, FloatArray], FloatArray],
    observed: FloatArray,
    covariance: FloatArray,
    *,
    steps: int,
    seed: int,
) -> Smoothed:
    """Members that are equally likely given the targets.

    Answers are turned and scaled so that their errors are independent and their spread over the first ensemble falls
    along the axes. What a row of the state has to do with each axis is damped by how well the ensemble can tell it
    from chance (Furrer and Bengtsson 2007), and nothing at all within `NOISE` standard errors of zero: without that,
    chance correlations would narrow every row a little, and the ensemble would collapse.

    Parameters
    ----------
    state
        [row, member] standard normal scores or logarithms, drawn from the prior.
    answers
        Called with the number of the step and a state; gives [target, member].
    observed
        [target]
    covariance
        [target, target] of the error of the targets.
    steps
        How often all targets are used.
    seed
        Of the perturbed targets.

    Raises
    ------
    MissingExtra
        pyESMDA is not installed.
    """
    try:
        import covmats
        from pyesmda import ESMDA
    except ImportError as missing:
        raise MissingExtra(
            found="pyesmda", why="moves the ensemble", try_='pip install "sapar[calibrate]"'
        ) from missing
    seen: list[FloatArray] = []
    white = np.linalg.inv(np.linalg.cholesky(covariance))
    start = np.round(state, ROUNDED)
    seen.append(answers(0, start))
    scaled = white @ seen[0]
    turned = np.linalg.svd(scaled - scaled.mean(axis=1, keepdims=True))[0].T @ white
    rounds = iter(range(steps + 1))

    def forward(moved: FloatArray) -> FloatArray:
        step = next(rounds)
        if step > 0:
            seen.append(answers(step, np.round(moved, ROUNDED)))
        return np.asarray(turned @ seen[step])

    solver = ESMDA(
        obs=turned @ observed,
        m_init=start,
        cov_obs=covmats.CovViaDiagonal(np.ones(observed.size)),
        forward_model=forward,
        n_assimilations=steps,
        inversion_type="naive",
        C_MD_localization=_damping(),
        random_state=np.random.default_rng(np.random.Philox(seed)),
        is_parallel_analyse_step=False,
    )
    solver.solve()
    return Smoothed(state=np.round(solver.m_posterior, ROUNDED), before=seen[0], after=seen[-1])


def _damping() -> Any:
    """How covariances of rows and axes are damped, as pyESMDA takes it."""
    from pyesmda import LocalizationStrategy

    class Damping(LocalizationStrategy):  # type: ignore[misc]
        """Covariances of an ensemble, each as far as it can be told from chance."""

        def localize(self, X: FloatArray, Y: FloatArray, batch_slice: slice = slice(None)) -> FloatArray:  # noqa: ARG002
            """[row, axis]"""
            return damped(X, Y)

        def localize_multi_dot(
            self, X: FloatArray, Y: FloatArray, *args: FloatArray, batch_slice: slice = slice(None)
        ) -> FloatArray:
            """The same, times further matrices."""
            first = self.localize(X, Y, batch_slice)
            return np.asarray(np.linalg.multi_dot([first, *args])) if args else first

    return Damping()


def damped(rows: FloatArray, axes: FloatArray) -> FloatArray:
    """[row, axis] covariances of [row, member] with [axis, member], damped where chance may have made them.

    A correlation r of n members is multiplied by r^2 / (r^2 + (1 + r^2) / n), the factor with the least mean square
    error (Furrer and Bengtsson 2007).
    """
    members = rows.shape[1]
    row_part = rows - rows.mean(axis=1, keepdims=True)
    axis_part = axes - axes.mean(axis=1, keepdims=True)
    covariance = row_part @ axis_part.T / (members - 1)
    spread = np.outer(row_part.std(axis=1, ddof=1), axis_part.std(axis=1, ddof=1))
    correlation = np.divide(covariance, spread, out=np.zeros_like(covariance), where=spread > 0)
    square = correlation**2
    weight = square / (square + (1.0 + square) / members)
    return np.asarray(np.where(square > NOISE**2 / members, covariance * weight, 0.0))
