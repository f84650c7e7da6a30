"""M11 Wage theft: pay withheld from workers, and documents that employers keep."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.declarations.institutions import STATUSES, WITH_PAPERS
from sapar.model.mechanism import Account
from sapar.model.mechanisms.earnings import by_country
from sapar.model.parameters import Parameters
from sapar.model.system import System


def theft_chance(parameters: Parameters) -> FloatArray:
    """[status] chance a month that a worker's pay is withheld: formal (member, permit), informal (all others).

    informal = rate * (1 + share in brigades * (ratio of brigades - 1))

    Source
    ------
    docs/method/odd-d.md, M11; surveys of migrants recall 10 to 40 % ever affected.
    """
    brigades = 1.0 + parameters["brigade_share"] * (parameters["brigade_theft"] - 1.0)
    informal = min(parameters["wage_theft_informal"] * brigades, 1.0)
    formal = parameters["wage_theft_formal"]
    return np.where(np.arange(len(STATUSES)) < WITH_PAPERS, formal, informal)


def migrant_pay(system: System, months: IntArray) -> FloatArray:
    """[month, D] pay a month of migrants in each host, US dollars of the month, mean over its regions."""
    ratio = by_country(
        system.wage_ratio[None, :],
        system.migrant_share,
        system.layout.country_of_region,
        len(system.axes.countries),
    )[0]
    return np.asarray(system.parameters["migrant_wage_ratio"] * system.series.host_wage[months] * ratio)


def claim_of_one(parameters: Parameters, pay: FloatArray) -> FloatArray:
    """[..., D] US dollars withheld from one worker: some months' pay."""
    return np.asarray(parameters["theft_months"] * pay)


ACCOUNT = Account(
    code="M11",
    name="wage_theft",
    parameters=(
        "wage_theft_formal",
        "wage_theft_informal",
        "brigade_share",
        "brigade_theft",
        "theft_months",
        "documents_kept",
    ),
)
