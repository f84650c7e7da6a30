"""The library behind the arrays: NumPy for results, JAX while sampling; the formulas are written once for both."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What the formulas use."""

    xp: Any
    """NumPy, or JAX's NumPy."""
    log_normal_cdf: Any
    """Logarithm of the normal distribution function, exact in both tails."""


@cache
def numpy_library() -> Library:
    """For results and simulation: no compilation, any leading axes."""
    from scipy.special import log_ndtr

    return Library(xp=np, log_normal_cdf=log_ndtr)


@cache
def jax_library() -> Library:
    """For sampling; double precision is switched on for the whole process."""
    import jax.numpy
    import numpyro
    from jax.scipy.special import log_ndtr

    numpyro.enable_x64()
    return Library(xp=jax.numpy, log_normal_cdf=log_ndtr)
