"""M8 Jobs: losing and finding work abroad, and shocks that hold unemployment at a stated level."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.system import System

STATUSES = 5
FORMAL_STATUSES = (1, 2)
"""Member and permit."""


def resting_unemployment(separation: float | FloatArray, finding: float) -> float | FloatArray:
    """Unemployed share at which losses and finds balance: s / (s + f)."""
    return separation / (separation + finding)


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:  # noqa: ARG001
    """Chances a month. A shock sets losing so that the held share is reached within the month, and finding
    so that it stays there: f = s (1 - u) / u, never above the ordinary chance.
    """
    parameters = system.parameters
    finding = parameters["finding"]
    countries, citizenships = len(system.axes.countries), len(system.axes.citizenships)
    separation = np.full((citizenships, countries, STATUSES), parameters["separation_informal"])
    separation[:, :, FORMAL_STATUSES] = parameters["separation_formal"]
    find = np.full((citizenships, countries), finding)
    held = system.series.job_loss[aggregates.month]
    for country in np.flatnonzero(~np.isnan(held)):
        share = held[country]
        now = aggregates.unemployed_now[:, country]
        missing = np.maximum(share - now, 0.0) / np.maximum(1.0 - now, 1e-6)
        ordinary = parameters["separation_informal"]
        separation[:, country] = np.maximum(missing, ordinary)[:, None]
        excess = np.maximum(now - share, 0.0) / np.maximum(now, 1e-6)
        find[:, country] = np.minimum(ordinary * (1.0 - share) / share + excess, finding)
        still = missing > ordinary
        find[still, country] = 0.0
    employed = np.full(countries, parameters["employed_on_arrival"])
    return {
        "lose_job": separation,
        "find_job": find,
        "employed_on_arrival": np.where(np.isnan(held), employed, employed * (1.0 - np.nan_to_num(held))),
    }


MECHANISM = Mechanism(
    code="M8",
    name="jobs",
    parameters=("separation_formal", "separation_informal", "finding", "employed_on_arrival"),
    needs=(),
    fills=("lose_job", "find_job", "employed_on_arrival"),
    fill=fill,
)
