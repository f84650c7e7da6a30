"""M8 Jobs: losing and finding work abroad, and shocks that hold unemployment at a stated level."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.sectors import corridor_factor
from sapar.model.system import System

STATUSES = 6
FORMAL_STATUSES = (1, 2)
"""Member and permit."""

NO_STATUS = 4

HIGHEST_SHARE = 0.95
"""Unemployed share above which no corridor is held."""


HALVINGS = 40
"""Steps of bisection: an interval of 1 shrinks to 1e-12."""


def resting_unemployment(separation: float | FloatArray, finding: float) -> float | FloatArray:
    """Unemployed share at which losses and finds balance: s / (s + f)."""
    return separation / (separation + finding)


def resting_shares(system: System) -> FloatArray:
    """[C, D] unemployed share of each corridor at reference conditions, where losses, finds and turnover balance.

    Those with papers lose work at the formal rate, the others at the informal one: s in the mean of the reference
    formal share, by the corridor's sectors. As many arrive as leave, r a month, without work with chance 1 - e. Those
    with work leave with chance h = r / (1 + u (R - 1)), those without R times as often, and what happens in a month
    is drawn from its start:

    u = u (1 - f) (1 - R h) + (1 - u) s (1 - h) + r (1 - e).

    The right side exceeds u below the root; it is found by halving [0, 1].
    """
    parameters, sectors = system.parameters, system.sectors
    formal = reference_formal_shares(system)
    losing = formal * parameters["separation_formal"] + (1.0 - formal) * parameters["separation_informal"]
    losing = losing * corridor_factor(sectors.share, sectors.separation, system.reference_stock).T
    rate, ratio = parameters["reconsider_abroad"], parameters["return_unemployed"]
    low, high = np.zeros_like(losing), np.ones_like(losing)
    for _ in range(HALVINGS):
        share = 0.5 * (low + high)
        leaving = rate / (1.0 + share * (ratio - 1.0))
        still = share * (1.0 - parameters["finding"]) * np.maximum(1.0 - ratio * leaving, 0.0)
        lost = (1.0 - share) * losing * (1.0 - leaving)
        rises = still + lost + rate * (1.0 - parameters["employed_on_arrival"]) > share
        low, high = np.where(rises, share, low), np.where(rises, high, share)
    return np.asarray(0.5 * (low + high))


def reference_formal_shares(system: System) -> FloatArray:
    """[C, D] share of workers with papers in the reference year: members apart from the others."""
    parameters, countries = system.parameters, system.axes.countries
    others = parameters.at("formal_share", countries)
    members = parameters.at("formal_share_member", countries)
    rows = [
        np.where(system.series.member[months][:, :, index].mean(axis=0) > 0.5, members, others)
        for index, months in enumerate(system.reference_months)
    ]
    return np.stack(rows)


def months_held(system: System, month: int, country: int) -> int:
    """How many months before this one the shock has already held, without a break."""
    held = ~np.isnan(system.series.job_loss[: month + 1, country])
    free = np.flatnonzero(~held)
    return month - (int(free[-1]) + 1 if free.size else 0)


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:  # noqa: ARG001
    """Chances a month, ordinary or under a shock that holds the unemployed share at u*.

    In a shock's first month those missing lose work: s = (u* - u) / (1 - u). Afterwards finding balances losing,
    f = s (1 - u*) / u*; from the third month on, when counts made after the first have come in, half of
    what is left of the gap is closed each month.

    Sectors weigh both: a corridor loses work in ordinary times, and is held at u* in a shock, times the mean weight
    of its sectors over that of its host, so that the host as a whole stays at the stated level.
    """
    parameters = system.parameters
    finding, ordinary = parameters["finding"], parameters["separation_informal"]
    countries, citizenships = len(system.axes.countries), len(system.axes.citizenships)
    separation = np.full((citizenships, countries, STATUSES), ordinary)
    separation[:, :, FORMAL_STATUSES] = parameters["separation_formal"]
    sectors, stock = system.sectors, system.reference_stock
    separation = separation * corridor_factor(sectors.share, sectors.separation, stock).T[:, :, None]
    shocked = corridor_factor(sectors.share, sectors.shock, stock).T
    usual = separation[:, :, NO_STATUS].copy()
    find = np.full((citizenships, countries), finding)
    held = system.series.job_loss[aggregates.month]
    for country in np.flatnonzero(~np.isnan(held)):
        share = np.clip(held[country] * shocked[:, country], 1e-6, HIGHEST_SHARE)
        now = aggregates.unemployed_now[:, country]
        since = months_held(system, aggregates.month, int(country))
        gap = (share - now) * (1.0 if since == 0 else 0.0 if since == 1 else 0.5)
        missing = np.maximum(gap, 0.0) / np.maximum(1.0 - now, 1e-6)
        excess = np.maximum(-gap, 0.0) / np.maximum(now, 1e-6)
        separation[:, country] = np.maximum(missing, usual[:, country])[:, None]
        balanced = np.minimum(usual[:, country] * (1.0 - share) / share + excess, 1.0)
        find[:, country] = np.where(missing > usual[:, country], 0.0, balanced)
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
