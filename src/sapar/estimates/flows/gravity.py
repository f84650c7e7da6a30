"""Gravity models of flows by Poisson pseudo-maximum likelihood, with effects of places absorbed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import ModuleType

import numpy as np
from numpy.typing import ArrayLike

from sapar.errors import MissingExtra, ShapeMismatch
from sapar.maths import FloatArray

INSTALL = 'install Sapar with its extra: pip install "sapar[gravity]"'


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """How flows go with one covariate."""

    covariate: str
    """Its name."""
    value: float
    """Change of the log of the expected flow for one unit."""
    error: float
    """Standard error, clustered by pair of places; that between draws included where flows are draws."""


def gravity(flows: ArrayLike, covariates: Mapping[str, ArrayLike]) -> tuple[Coefficient, ...]:
    """Poisson regression of flows on covariates, with an effect of every origin and every destination.

    Parameters
    ----------
    flows
        [origin, destination], or [draw, origin, destination]: estimated flows are uncertain, and errors of one table of
        them are too small, so give draws where there are some.
    covariates
        [origin, destination] by name, such as the log of distance; the diagonal is not looked at.

    Returns
    -------
    coefficients
        One a covariate, in order; over draws their mean, and the error by Rubin's rules.

    Raises
    ------
    MissingExtra
        The library that fits is not installed.

    Source
    ------
    Santos Silva and Tenreyro (2006); Rubin (1987) for draws; docs/method/flows.md, section 9.
    """
    tables = np.array(flows, dtype=np.float64)
    tables = tables[None] if tables.ndim == 2 else tables
    number = tables.shape[-1]
    matrices = {name: np.asarray(values, dtype=np.float64) for name, values in covariates.items()}
    for name, values in [("flows", tables[0]), *matrices.items()]:
        if values.shape != (number, number):
            raise ShapeMismatch(
                found=" x ".join(str(length) for length in values.shape),
                why=f"is the shape of {name}",
                try_=f"{number} x {number}, as the flows",
            )
    library = require_pyfixest()
    values, errors = zip(*(_fitted(library, table, matrices) for table in tables), strict=True)
    between = np.var(values, axis=0, ddof=1) if len(values) > 1 else np.zeros(len(matrices))
    spread = np.sqrt(np.mean(np.square(errors), axis=0) + (1.0 + 1.0 / len(values)) * between)
    middle = np.mean(values, axis=0)
    return tuple(
        Coefficient(covariate=name, value=float(value), error=float(error))
        for name, value, error in zip(matrices, middle, spread, strict=True)
    )


def _fitted(
    library: ModuleType, table: FloatArray, covariates: Mapping[str, FloatArray]
) -> tuple[FloatArray, FloatArray]:
    """Coefficients and clustered errors of one table."""
    import pandas

    away = ~np.eye(table.shape[0], dtype=bool)
    origins, destinations = np.nonzero(away)
    columns = {f"covariate_{number}": values[away] for number, values in enumerate(covariates.values())}
    pair = np.minimum(origins, destinations) * table.shape[0] + np.maximum(origins, destinations)
    frame = pandas.DataFrame(
        {"flow": table[away], "origin": origins, "destination": destinations, "pair": pair, **columns}
    )
    fitted = library.fepois(
        f"flow ~ {' + '.join(columns)} | origin + destination", data=frame, vcov={"CRV1": "pair"}
    )
    order = list(columns)
    values, errors = fitted.coef(), fitted.se()
    return values[order].to_numpy(), errors[order].to_numpy()


def require_pyfixest() -> ModuleType:
    """pyfixest, which comes only with the extra.

    Raises
    ------
    MissingExtra
        It is not installed.
    """
    try:
        return import_module("pyfixest")
    except ImportError as missing:
        raise MissingExtra(why="the gravity model needs the library pyfixest", try_=INSTALL) from missing
