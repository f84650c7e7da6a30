"""A plain gravity model of stocks, without effects of places, so that it can speak of pairs it has not seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sapar.estimates.flows.gravity import require_pyfixest
from sapar.maths import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlainGravity:
    """A fitted model and what it says of every pair."""

    coefficients: Mapping[str, float]
    """By covariate; `Intercept` is the logarithm of the expected stock where all others are 0."""
    fitted: FloatArray
    """[pair] expected stock, pairs left out of the fit included."""
    spread: float
    """Standard deviation of the logarithm of observed over expected stocks, over the pairs of the fit."""
    pairs: int
    """In the fit."""


def plain_gravity(stock: FloatArray, covariates: Mapping[str, FloatArray]) -> PlainGravity:
    """Poisson pseudo-maximum likelihood of stocks on covariates.

    Parameters
    ----------
    stock
        [pair] people; NaN where a pair is to be predicted and not used.
    covariates
        [pair] by name, such as logarithms of distance, populations and income.

    Raises
    ------
    MissingExtra
        pyfixest is not installed.

    Source
    ------
    Santos Silva and Tenreyro (2006), The log of gravity.
    """
    import pandas

    library = require_pyfixest()
    columns = {f"covariate_{number}": values for number, values in enumerate(covariates.values())}
    frame = pandas.DataFrame({"stock": stock, **columns})
    known = frame[np.isfinite(frame["stock"])]
    model = library.fepois(f"stock ~ {' + '.join(columns)}", data=known)
    found = model.coef()
    fitted = np.exp(found["Intercept"] + sum(found[name] * values for name, values in columns.items()))
    used = np.isfinite(stock) & (stock > 0)
    residual = np.log(stock[used]) - np.log(fitted[used])
    names = {"Intercept": "Intercept", **dict(zip(columns, covariates, strict=True))}
    return PlainGravity(
        coefficients={names[str(name)]: float(value) for name, value in found.items()},
        fitted=np.asarray(fitted),
        spread=float(np.sqrt(np.mean(residual**2))),
        pairs=len(known),
    )
