"""M2 Where: home or abroad, which host country, which legal mode: a nested choice."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, exp, log
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.mechanisms.earnings import by_country
from sapar.model.mechanisms.travel import DAYS_A_MONTH
from sapar.model.system import OUTWARD, System

LOWEST_INCOME_RATIO = 0.05
"""Expected income is never taken below this share of pay at home, where its logarithm would lose sense."""


def value(system: System, aggregates: Aggregates, tables: Tables) -> FloatArray:
    """[O, D] utility of each host without its constant; home is 0.

    V = b_wage f ln(y / y_home) + b_network ln((1 + N) / (1 + N0)) + b_culture C - b_danger X - b_sanctions B
    + value of the legal nest, with f the free-movement multiplier where work is free by membership.
    """
    parameters, layout = system.parameters, system.layout
    citizenship = layout.citizenship_of_origin
    ratio = tables["expected_income"] / tables["home_income"][:, None]
    income = log(np.maximum(ratio, LOWEST_INCOME_RATIO))
    member = system.series.member[aggregates.month].T[citizenship]
    free = 1.0 + (parameters["free_movement_multiplier"] - 1.0) * member
    network = log((1.0 + aggregates.abroad) / (1.0 + system.constants.reference_network))[citizenship]
    danger = tables["danger"].T[citizenship]
    return np.asarray(
        parameters["beta_wage"] * free * income
        + parameters["beta_network"] * network
        + parameters["beta_culture"] * system.proximity[citizenship]
        - parameters["beta_danger"] * danger
        - parameters["beta_sanctions"] * tables["sanction_exposure"]
        + parameters["legal_nest"] * tables["legal_value"]
    )


def nested_choice(
    total: FloatArray, available: FloatArray, dissimilarity: float
) -> tuple[FloatArray, FloatArray]:
    """Chance of going abroad and of each host given that, for homes whose own value is 0.

    P(j | abroad) = exp(V_j / l) / sum exp(V_i / l); I = l ln sum exp(V_i / l); P(abroad) = e^I / (1 + e^I).

    Parameters
    ----------
    total
        [O, D] utilities.
    available
        [O, D] 0 to 1: weight of the alternative in the choice set.
    dissimilarity
        l, in (0, 1].
    """
    weight = exp(np.clip(total / dissimilarity, -60.0, 60.0)) * available
    together = weight.sum(axis=1)
    inclusive = exp(dissimilarity * log(np.where(together > 0.0, together, 1.0)))
    abroad = np.where(together > 0.0, inclusive / (1.0 + inclusive), 0.0)
    share = weight / np.where(together > 0.0, together, 1.0)[:, None]
    return abroad, share


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """Chance of leaving of each group, and where to; what is unaffordable or closed leaves the choice set.

    What returnees feel (M20) is added to every host. Rules of exit and entry keep some of those
    who chose a host from setting out: they stay and are counted as unable.
    """
    parameters, layout = system.parameters, system.layout
    citizenship = layout.citizenship_of_origin
    total = value(system, aggregates, tables) + system.constants.attraction
    origins = citizenship.size
    shares = system.migrant_share, layout.country_of_region, len(system.axes.countries)
    reachable = by_country(tables["reachable"] * 1.0, *shares)
    listed = by_country(tables["by_list_only"] * 1.0, *shares)
    exists = system.constants.attraction > -np.inf
    known = np.where(exists, total + tables["remigration"][:, None], -60.0)
    wish, _ = nested_choice(known, np.asarray(exists, dtype=np.float64), parameters["dissimilarity"])
    abroad, share = nested_choice(known, exists * reachable, parameters["dissimilarity"])
    going = abroad[:, None] * share * tables["able_to_leave"] * tables["admission"].T[citizenship]
    going = going * tables["exit_openness"][citizenship][:, None]
    origin = layout.origin_of_group
    demand = np.zeros((total.shape[1], len(system.axes.citizenships)))
    weighing = np.bincount(origin, aggregates.home * tables["reconsider_home"], minlength=origins)
    np.add.at(demand.T, citizenship, weighing[:, None] * going)
    day = int(system.calendar.month_start[aggregates.month])
    seats = system.seats[int(system.ways.epoch[day]), OUTWARD] * DAYS_A_MONTH
    served = np.minimum(seats / np.maximum(demand, 1e-9), 1.0).T[citizenship]
    going = going * np.where(listed > 0, served, 1.0)
    leaving = going.sum(axis=1)
    to_region = going[:, layout.country_of_region] * tables["reachable"] * system.migrant_share
    spread = np.maximum(reachable[:, layout.country_of_region], 1e-12)
    return {
        "value": total,
        "leave_home": tables["reconsider_home"] * leaving[origin],
        "wish_to_leave": tables["reconsider_home"] * wish[origin],
        "destination": to_region / spread,
        "aspire_share": wish,
    }


MECHANISM = Mechanism(
    code="M2",
    name="where",
    parameters=(
        "beta_wage",
        "free_movement_multiplier",
        "beta_network",
        "beta_culture",
        "beta_danger",
        "beta_sanctions",
        "legal_nest",
        "dissimilarity",
    ),
    needs=(
        "expected_income",
        "home_income",
        "sanction_exposure",
        "legal_value",
        "reachable",
        "by_list_only",
        "able_to_leave",
        "admission",
        "danger",
        "reconsider_home",
        "remigration",
        "exit_openness",
    ),
    fills=("value", "leave_home", "wish_to_leave", "destination", "aspire_share"),
    fill=fill,
)
