"""M10 Return: going home or on to another host, by work, status and what the host is worth now."""

from __future__ import annotations

import numpy as np

from sapar.maths import exp
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.system import System

WITHOUT_STATUS = (4, 5)
"""Without status, and in the registry."""

STATUSES = 6


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:  # noqa: ARG001
    """Chances a month of a person abroad.

    A stay is weighed at rate r_abroad / q. Home is then chosen with chance q / (q + (1 - q) exp(V - V0)), q at
    reference conditions, so that a fall of what the host is worth (V below V0) sends more people home; households
    that miss receipts keep people longer (M9). Those without work leave `return_unemployed` times, those without
    status `return_no_status` times as often; rates are scaled so that the mean at reference conditions stays
    r_abroad. A share `onward_share` of weighings compares other hosts: exp((dV_other - dV_here) / l), and rules of
    entry there keep some from moving. Where coming back takes a visa, returns are fewer: times the ease of return.
    """
    parameters, layout = system.parameters, system.layout
    choice = parameters["return_choice"]
    change = np.clip(tables["value"] - system.constants.reference_value, -5.0, 5.0)
    change = np.where(system.constants.attraction > -np.inf, change, 0.0)
    home = 1.0 / (choice + (1.0 - choice) * exp(change))
    ratio = np.array([1.0, parameters["return_unemployed"]])
    mean = 1.0 + system.constants.resting_unemployment * (ratio[1] - 1.0)
    by_work = ratio / mean[layout.citizenship_of_origin][:, layout.country_of_region][:, :, None]
    by_status = np.ones(STATUSES)
    by_status[list(WITHOUT_STATUS)] = parameters["return_no_status"]
    base = tables["reconsider_abroad"] * home * tables["stay_response"]
    base = base * tables["return_ease"].T[layout.citizenship_of_origin]
    go_home = base[:, layout.country_of_region][:, :, None, None] * by_work[:, :, :, None] * by_status
    go_home = np.minimum(go_home, 0.95)
    relative = exp(np.clip(change / parameters["dissimilarity"], -20.0, 20.0))
    exists = (system.constants.attraction > -np.inf) * 1.0
    countries = change.shape[1]
    weight = exists[:, None, :] * (relative[:, None, :] / relative[:, :, None])
    weight[:, np.arange(countries), np.arange(countries)] = 0.0
    stocks = system.reference_stock[layout.citizenship_of_origin] + 1.0
    weight = weight * (stocks / stocks.sum(axis=1, keepdims=True))[:, None, :]
    weight = weight * tables["admission"].T[layout.citizenship_of_origin][:, None, :]
    rate = parameters["onward_share"] * tables["reconsider_abroad"] / choice * weight.sum(axis=2)
    onward = np.minimum(rate, 0.3)[:, layout.country_of_region]
    to_region = weight[:, :, layout.country_of_region] * system.migrant_share
    return {
        "go_home": go_home,
        "go_home_or_on": np.minimum(go_home + onward[:, :, None, None], 0.98),
        "onward": to_region,
    }


MECHANISM = Mechanism(
    code="M10",
    name="returning",
    parameters=(
        "return_choice",
        "return_unemployed",
        "return_no_status",
        "onward_share",
        "dissimilarity",
    ),
    needs=("value", "reconsider_abroad", "stay_response", "admission", "return_ease"),
    fills=("go_home", "go_home_or_on", "onward"),
    fill=fill,
)
