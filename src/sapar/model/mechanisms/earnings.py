"""M3 Earnings: expected net monthly income in each host, by legal mode, against pay at home."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sapar.maths import FloatArray
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.system import System


def by_country(
    values: FloatArray, weights: FloatArray, country_of_region: NDArray[np.uint8], countries: int
) -> FloatArray:
    """[O, D] mean over the regions of each host country of [O, H] values, weighted by [H]."""
    total = np.zeros((values.shape[0], countries))
    _add_by_country(total, np.ascontiguousarray(values), weights, country_of_region)
    return total


@njit(cache=True)
def _add_by_country(
    total: FloatArray, values: FloatArray, weights: FloatArray, country_of_region: NDArray[np.uint8]
) -> None:
    for origin in range(values.shape[0]):
        for region in range(values.shape[1]):
            total[origin, country_of_region[region]] += values[origin, region] * weights[region]


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """Expected income a month of each legal mode, in US dollars of the month.

    y(mode) = (1 - u) w (1 + premium) (1 - withheld) - living - fee(formal)
    - (outlay + one-off) / planned stay - debt service, with outlay, debt service and the part of the one-off cost
    that employers pay from M6.
    Home and host pay are in dollars of the same month, so that their ratio is the same in any currency:
    a fall of the host's currency, or a rise of the home's, lowers it. The fee is the law's price times
    `fee_ratio`, what the regions of the host ask on average.
    """
    parameters, layout, series = system.parameters, system.layout, system.series
    month = aggregates.month
    countries = len(system.axes.countries)
    citizenship = layout.citizenship_of_origin
    pay_ratio = by_country(
        np.broadcast_to(system.wage_ratio, (citizenship.size, system.wage_ratio.size)),
        system.migrant_share,
        layout.country_of_region,
        countries,
    )
    wage = parameters["migrant_wage_ratio"] * series.host_wage[month] * pay_ratio
    worked = wage * (1.0 - aggregates.unemployed_share[citizenship])
    living = parameters["living_cost_share"] * wage
    stay = parameters["planned_stay"]
    moving = tables["outlay"] / stay + tables["debt_service"]
    member = series.member[month].T[citizenship]
    asked = parameters.at("fee_ratio", system.axes.countries)
    fee = asked * series.fee[month].T[citizenship] * (1.0 - member)
    one_off = series.one_off[month].T[citizenship] * (1.0 - member) * (1.0 - tables["employer_share"])
    formal = (
        worked * (1.0 + parameters["formal_premium"]) * (1.0 - parameters["withheld_share_formal"])
        - living
        - fee
        - one_off / stay
        - moving
    )
    informal = worked * (1.0 - parameters["withheld_share_informal"]) - living - moving
    return {
        "wage": wage,
        "income_formal": formal,
        "income_informal": informal,
        "home_income": system.series.home_wage[month],
    }


MECHANISM = Mechanism(
    code="M3",
    name="earnings",
    parameters=(
        "migrant_wage_ratio",
        "formal_premium",
        "living_cost_share",
        "planned_stay",
        "withheld_share_formal",
        "withheld_share_informal",
        "expectation_lag",
        "fee_ratio:",
    ),
    needs=("outlay", "debt_service", "employer_share"),
    fills=("wage", "income_formal", "income_informal", "home_income"),
    fill=fill,
)
