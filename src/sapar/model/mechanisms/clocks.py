"""M17 Legal clocks: how long a visitor may stay, what happens when the days are used up, entry bans."""

from __future__ import annotations

import numpy as np

from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.system import System


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:  # noqa: ARG001
    """The month's rules of stay, and the chances at expiry: formalise, leave (or cross the line and return
    where days are counted per entry), or stay on without status.
    """
    parameters, series, month = system.parameters, system.series, aggregates.month
    countries = len(system.axes.countries)
    formalise = parameters["formalise_at_expiry"]
    return {
        "stay_days": series.stay_days[month],
        "stay_counting": series.stay_counting[month],
        "stay_window": series.stay_window[month],
        "formalise_at_expiry": np.full(countries, formalise),
        "leave_at_expiry": np.full(countries, min(formalise + parameters["leave_at_expiry"], 1.0)),
        "ban_days": series.ban_days[month],
        "ban": np.array([parameters["ban_after_overstay"]]),
    }


MECHANISM = Mechanism(
    code="M17",
    name="clocks",
    parameters=("formalise_at_expiry", "leave_at_expiry", "ban_after_overstay"),
    needs=(),
    fills=(
        "stay_days",
        "stay_counting",
        "stay_window",
        "formalise_at_expiry",
        "leave_at_expiry",
        "ban_days",
        "ban",
    ),
    fill=fill,
)
