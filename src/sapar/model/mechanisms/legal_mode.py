"""M4 Legal mode: whether work abroad is taken up with authorisation, and what that choice is worth."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, exp, log, logistic
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.mechanisms.standing import severity
from sapar.model.system import CALENDAR_YEAR, PER_ENTRY, System

INCOME_STEP = 50.0
"""US dollars a month to which `theta_income` refers."""

DAYS_A_YEAR = 365.0


def share_without_status(system: System, month: int) -> FloatArray:
    """[D, C] share of a year of work that falls outside the days a visitor may stay."""
    series = system.series
    days = series.stay_days[month].astype(np.float64)
    window = np.maximum(series.stay_window[month], 1)
    a_year = np.where(
        series.stay_counting[month] == CALENDAR_YEAR,
        days,
        np.where(series.stay_counting[month] == PER_ENTRY, DAYS_A_YEAR, days * DAYS_A_YEAR / window),
    )
    return np.where(days > 0, 1.0 - np.minimum(a_year / DAYS_A_YEAR, 1.0), 0.0)


def sanction_risk(system: System, month: int) -> FloatArray:
    """[O, D] share of a year of informal work without status, weighed by how severe being without it is."""
    risk = share_without_status(system, month) * severity(system, month)
    return np.asarray(risk.T[system.layout.citizenship_of_origin])


def utility(system: System, aggregates: Aggregates, tables: Tables) -> FloatArray:
    """[O, D] advantage of the formal over the informal mode, without its constant."""
    parameters, citizenship = system.parameters, system.layout.citizenship_of_origin
    month = aggregates.month
    gain = (tables["income_formal"] - tables["income_informal"]) / INCOME_STEP
    member = system.series.member[month].T[citizenship]
    ease = member + (1.0 - member) * (1.0 - system.series.test[month].T[citizenship]) * 0.5
    risk = sanction_risk(system, month)
    return np.asarray(
        parameters["theta_income"] * gain
        + parameters["theta_ease"] * ease
        + parameters["theta_sanction"] * risk
    )


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """Binary logit inside each host: P(formal) = slot * logistic(utility + constant).

    The value of the nest is log(1 + exp(utility + constant)): a cheaper or easier formal mode draws people.
    """
    parameters = system.parameters
    total = utility(system, aggregates, tables) + system.constants.formality
    formal = parameters["formal_slot_share"] * logistic(total)
    risk = sanction_risk(system, aggregates.month)
    return {
        "formal": formal,
        "legal_value": log(1.0 + exp(np.clip(total, -30.0, 30.0))),
        "expected_income": formal * tables["income_formal"] + (1.0 - formal) * tables["income_informal"],
        "sanction_exposure": risk * (1.0 - formal),
        "weigh_mode": np.full(len(system.axes.countries), parameters["mode_reconsideration"]),
    }


MECHANISM = Mechanism(
    code="M4",
    name="legal_mode",
    parameters=(
        "theta_income",
        "theta_ease",
        "theta_sanction",
        "formal_slot_share",
        "mode_reconsideration",
        "formal_share:",
        "formal_share_member:",
    ),
    needs=("income_formal", "income_informal"),
    fills=("formal", "legal_value", "expected_income", "sanction_exposure", "weigh_mode"),
    fill=fill,
)
