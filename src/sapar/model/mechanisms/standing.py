"""M17 Standing: the registry of controlled persons, expulsion, second chances, naturalisation, bans that are lifted.

All of it is done to people by authorities, at dated rates of `law/rates.csv`: the model never chooses whom.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sapar.maths import FloatArray, exp
from sapar.model.declarations.law import STANDING_CHANGES
from sapar.model.mechanism import Mechanism, Tables
from sapar.model.system import System

MONTHS_A_YEAR = 12.0


class Hazards(NamedTuple):
    """Events a month per person at risk, [M, D, C] each."""

    registry: FloatArray
    """People without status enter the registry, while the law takes any right there."""
    expulsion: FloatArray
    """People without status are expelled."""
    expulsion_from_registry: FloatArray
    """People in the registry are expelled."""
    regularisation: FloatArray
    """People without status, the registry included, get a permit, while an amnesty offers it."""
    naturalisation: FloatArray
    """Holders of contracts and permits become citizens of the host."""
    lifted_ban: FloatArray
    """Bans are lifted."""


def hazards(system: System) -> Hazards:
    """Hazards of every month: rates of the law tables, scaled by what is uncertain in them, on days that allow it."""
    parameters, series = system.parameters, system.series
    rate = dict(zip(STANDING_CHANGES, np.moveaxis(series.rates, -1, 0), strict=True))
    takes_rights = series.lost_rights.max(axis=-1)
    not_suspended = 1.0 - series.suspended
    expelling = parameters["expulsion_scale"] * not_suspended
    return Hazards(
        registry=parameters["registry_scale"] * rate["registry"] * takes_rights,
        expulsion=expelling * rate["expulsion"],
        expulsion_from_registry=expelling * rate["expulsion_from_registry"],
        regularisation=parameters["regularisation_scale"] * rate["regularisation"] * series.second_chance,
        naturalisation=parameters["naturalisation_scale"] * rate["naturalisation"],
        lifted_ban=rate["lifted_ban"],
    )


def severity(system: System) -> FloatArray:
    """[M, D, C] how much worse a year without status is than one in which nothing but its end is feared: 1 to 3.

    1 + chance of expulsion within a year + chance of entering the registry within it times the share of rights taken.
    """
    found = hazards(system)
    share = system.series.lost_rights.mean(axis=-1)
    expelled = 1.0 - exp(-MONTHS_A_YEAR * found.expulsion)
    registered = 1.0 - exp(-MONTHS_A_YEAR * found.registry)
    return np.asarray(1.0 + expelled + registered * share)


def competing(*rates: FloatArray) -> tuple[FloatArray, ...]:
    """Cumulative chances within a month of events of which the first ends the risk: h_i / h (1 - exp(-h)) each."""
    total = np.sum(np.stack(rates), axis=0)
    any_of_them = (1.0 - exp(-total)) / np.where(total > 0.0, total, 1.0)
    return tuple(np.cumsum(np.stack(rates), axis=0) * any_of_them)


def prepare(system: System) -> Tables:
    """[M, D, C] chances a month, cumulative over events: expelled, registered, regularised.

    Of people without status, and of those in the registry. A stay is never in two of them at once, so the chances of
    competing events follow from their hazards.
    """
    found = hazards(system)
    expelled, registered, regularised = competing(found.expulsion, found.registry, found.regularisation)
    expelled_registered, regularised_registered = competing(
        found.expulsion_from_registry, found.regularisation
    )
    (naturalised,) = competing(found.naturalisation)
    (lifted,) = competing(found.lifted_ban)
    return {
        "expelled": expelled,
        "expelled_or_registered": registered,
        "standing_changed": regularised,
        "registered_expelled": expelled_registered,
        "registered_changed": regularised_registered,
        "naturalised": naturalised,
        "ban_lifted": lifted,
    }


MECHANISM = Mechanism(
    code="M17",
    name="standing",
    parameters=("registry_scale", "expulsion_scale", "regularisation_scale", "naturalisation_scale"),
    needs=(),
    fills=(
        "expelled",
        "expelled_or_registered",
        "standing_changed",
        "registered_expelled",
        "registered_changed",
        "naturalised",
        "ban_lifted",
    ),
    prepare=prepare,
)
