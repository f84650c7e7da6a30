"""M17 Families: who comes with dependants, and what a ban on families does to them."""

from __future__ import annotations

import numpy as np

from sapar.model.mechanism import Mechanism, Tables
from sapar.model.system import System


def prepare(system: System) -> Tables:
    """Share of workers accompanied in each host, and where the law bars families.

    Where it does, an accompanied worker leaves with the family with chance `family_leaves`, else the family leaves
    alone and is apart from the worker; of those who would have come with a family as many stay at home, the others
    come alone. Members of a union whose row of law/family.csv lets families stay are not concerned.
    """
    parameters, months, hosts = system.parameters, system.calendar.months, system.axes.countries
    return {
        "accompanied": np.broadcast_to(parameters.at("accompanied", hosts), (months, len(hosts))),
        "family_leaves": np.full((months, 1), parameters["family_leaves"]),
        "family_barred": system.series.family_barred,
    }


MECHANISM = Mechanism(
    code="M17",
    name="families",
    parameters=("accompanied:", "family_leaves", "dependants_per_worker"),
    needs=(),
    fills=("accompanied", "family_leaves", "family_barred"),
    prepare=prepare,
)
