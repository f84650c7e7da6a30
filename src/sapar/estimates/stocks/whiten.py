"""Coordinates in which the posterior is nearly a standard normal: found at its mode, used by the sampler only.

The curvature at the mode is the identity (every unknown is standard normal beforehand) plus what the claims add, which
has no higher rank than there are claims; so the change of coordinates is a small correction to the identity.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from sapar.estimates.stocks.arrays import jax_library, numpy_library
from sapar.estimates.stocks.kernels import log_density
from sapar.estimates.stocks.latent import log_posterior, see
from sapar.estimates.stocks.structure import Inputs, Names
from sapar.maths import FloatArray

CAUTION = 0.5
"""Part of the claims' root of curvature that is taken out: near the mode the posterior is narrower than on the whole,
because any claim may be an outlier, and a direction left somewhat narrow costs nothing."""
LEAST_CURVATURE = 1e-3
"""Curvature that claims add below which a direction is left as it is."""
SCALES = ("change_size", "source_scale", "noise_scale")
"""Unknowns that scale others."""
_MOST_STEPS = 40
_CLOSE = 1e-3
"""Length of a step at which the mode is near enough: it is only a place to start from."""
_NUDGE = 1e-4


class Whitening(NamedTuple):
    """unknowns = mode + white + directions @ (scale * (directions.T @ white))."""

    mode: Any
    """[unknown]"""
    directions: Any
    """[unknown, rank] orthonormal."""
    scale: Any
    """[rank] between -1 and 0."""


def coloured(white: Any, whitening: Whitening) -> Any:
    """[..., unknown] from the sampler's coordinates to the unknowns."""
    along = (white @ whitening.directions) * whitening.scale
    return whitening.mode + white + along @ whitening.directions.T


def whitened(unknowns: Any, whitening: Whitening) -> Any:
    """[..., unknown] from the unknowns to the sampler's coordinates."""
    away = unknowns - whitening.mode
    along = (away @ whitening.directions) * (1.0 / (1.0 + whitening.scale) - 1.0)
    return away + along @ whitening.directions.T


Slopes = Callable[[Any, Inputs], Any]
"""[2n, unknown] slopes of what each source would see, and of the logarithm of its noise."""


def compile_slopes(names: Names) -> Slopes:
    """Slopes for any inputs of the same shapes; compiled when first called."""
    import jax

    library = jax_library()

    def predict(unknowns: Any, given: Inputs) -> Any:
        seen = see(unknowns, given, names, library)
        return library.xp.concatenate([seen.mean, library.xp.log(seen.spread)])

    compiled: Slopes = jax.jit(jax.jacrev(predict))
    return compiled


def find_whitening(
    names: Names, inputs: Inputs, slopes_of: Slopes, *, least: float = LEAST_CURVATURE
) -> Whitening:
    """Mode and curvature given the prior medians of all scales, by damped Gauss-Newton steps.

    The scales are held: with them free the density is highest where noise vanishes, far from where the posterior is.

    Parameters
    ----------
    least
        Curvature below which a direction is left as it is; 0 keeps all, so that every data set has as many.
    """
    mode, plain = np.zeros(names.size), numpy_library()
    free = np.ones(names.size)
    for scale_name in SCALES:
        free[names.blocks[scale_name][0]] = 0.0
    height = float(log_posterior(mode, inputs, names, plain))
    for _ in range(_MOST_STEPS):
        seen = see(mode, inputs, names, plain)
        slope, root = _bend(np.concatenate([seen.mean, np.log(seen.spread)]), inputs)
        slopes = np.asarray(slopes_of(mode, inputs))
        uphill = free * (slopes.T @ slope - mode)
        turned = root.T @ (slopes * free)
        step = uphill - turned.T @ np.linalg.solve(np.eye(len(turned)) + turned @ turned.T, turned @ uphill)
        for length in 0.5 ** np.arange(12):
            there = float(log_posterior(mode + length * step, inputs, names, plain))
            if there >= height:
                mode, height = mode + length * step, there
                break
        else:
            break
        if length * np.abs(step).max() < _CLOSE:
            break
    _, singular, directions = np.linalg.svd(root.T @ slopes, full_matrices=False)
    kept = singular**2 >= least
    scale = 1.0 / np.sqrt(1.0 + (CAUTION * singular[kept]) ** 2) - 1.0
    return Whitening(mode=mode, directions=directions[kept].T.copy(), scale=scale)


def _bend(predicted: FloatArray, inputs: Inputs) -> tuple[FloatArray, FloatArray]:
    """[2n] slope of the claims' log density by what is predicted, and [2n, 2n] a root of minus its curvature.

    Each claim's density depends on its own mean and spread only, so differences of all claims are taken together.
    """
    measured, plain = inputs.measured, numpy_library()
    count = predicted.size // 2

    def fit(mean_by: float, spread_by: float) -> FloatArray:
        mean, spread = predicted[:count] + mean_by, np.exp(predicted[count:] + spread_by)
        density = log_density(measured.printed, mean, spread, measured.outliers, plain)
        return np.asarray(measured.weight * density)

    here, step = fit(0.0, 0.0), _NUDGE
    ahead, behind, wider, narrower = fit(step, 0.0), fit(-step, 0.0), fit(0.0, step), fit(0.0, -step)
    slope = np.concatenate([ahead - behind, wider - narrower]) / (2.0 * step)
    both = (fit(step, step) - fit(step, -step) - fit(-step, step) + fit(-step, -step)) / (4.0 * step**2)
    curvature = np.zeros((2 * count, 2 * count))
    first, second = np.arange(count), count + np.arange(count)
    curvature[first, first] = -(ahead - 2.0 * here + behind) / step**2
    curvature[second, second] = -(wider - 2.0 * here + narrower) / step**2
    curvature[first, second] = curvature[second, first] = -both
    values, vectors = np.linalg.eigh(curvature)
    return slope, np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))
