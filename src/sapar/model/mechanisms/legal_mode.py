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


def share_without_status(system: System) -> FloatArray:
    """[M, D, C] share of a year of work that falls outside the days a visitor may stay."""
    series = system.series
    days = series.stay_days.astype(np.float64)
    window = np.maximum(series.stay_window, 1)
    a_year = np.where(
        series.stay_counting == CALENDAR_YEAR,
        days,
        np.where(series.stay_counting == PER_ENTRY, DAYS_A_YEAR, days * DAYS_A_YEAR / window),
    )
    return np.where(days > 0, 1.0 - np.minimum(a_year / DAYS_A_YEAR, 1.0), 0.0)


def prepare(system: System) -> Tables:
    """What the law makes of either mode, [M, O, D].

    Returns
    -------
    tables
        `sanction_risk`: share of a year of informal work without status, weighed by how severe being without it is.
        `formal_ease`: 1 for members, for others half the share who need no test.
    """
    series, citizenship = system.series, system.layout.citizenship_of_origin
    risk = share_without_status(system) * severity(system)
    ease = series.member + (1.0 - series.member) * (1.0 - series.test) * 0.5
    of_origins = {"sanction_risk": risk, "formal_ease": ease}
    return {name: each.transpose(0, 2, 1)[:, citizenship] for name, each in of_origins.items()}


def utility(system: System, tables: Tables) -> FloatArray:
    """[O, D] advantage of the formal over the informal mode, without its constant."""
    parameters = system.parameters
    gain = (tables["income_formal"] - tables["income_informal"]) / INCOME_STEP
    return np.asarray(
        parameters["theta_income"] * gain
        + parameters["theta_ease"] * tables["formal_ease"]
        + parameters["theta_sanction"] * tables["sanction_risk"]
    )


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:  # noqa: ARG001
    """Binary logit inside each host: P(formal) = slot * logistic(utility + constant).

    The value of the nest is log(1 + exp(utility + constant)): a cheaper or easier formal mode draws people.
    """
    parameters = system.parameters
    total = utility(system, tables) + system.constants.formality
    formal = parameters["formal_slot_share"] * logistic(total)
    return {
        "formal": formal,
        "legal_value": log(1.0 + exp(np.clip(total, -30.0, 30.0))),
        "expected_income": formal * tables["income_formal"] + (1.0 - formal) * tables["income_informal"],
        "sanction_exposure": tables["sanction_risk"] * (1.0 - formal),
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
    fills=(
        "formal",
        "legal_value",
        "expected_income",
        "sanction_exposure",
        "weigh_mode",
        "sanction_risk",
        "formal_ease",
    ),
    fill=fill,
    prepare=prepare,
)
