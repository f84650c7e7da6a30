"""M17 Legal clocks: how long a visitor may stay, what happens when the days are used up, entry bans."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, exp
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.system import CALENDAR_YEAR, ROLLING, System

DAYS_A_YEAR = 365

USUAL_WAIT = 90.0
"""Days until a visitor who left may come back under 90 days in 180, the rule for which `leave_at_expiry` is meant."""


def wait_to_return(system: System, month: int) -> FloatArray:
    """[D, C] days from the middle of the month until a visitor whose days are used up and who leaves may come back."""
    series, calendar = system.series, system.calendar
    middle = int(calendar.month_start[month] + calendar.month_length[month] // 2)
    rest_of_year = float(system.layout.year_start[middle] + DAYS_A_YEAR - middle)
    counting = series.stay_counting[month]
    rest_of_window = (series.stay_window[month] - series.stay_days[month]).astype(np.float64)
    return np.where(
        counting == CALENDAR_YEAR, rest_of_year, np.where(counting == ROLLING, rest_of_window, 0.0)
    )


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """The month's rules of stay, and the chances at expiry: formalise, leave (or cross the line and return
    where days are counted per entry), or stay on without status.

    The longer those who leave must wait to come back, the fewer leave: leave_at_expiry * exp(-stay_put * (wait -
    90) / 90) for waits above 90 days, and less where coming back takes a visa. While an amnesty lets people leave
    without a ban none is imposed.

    References
    ----------
    Massey, Durand and Pren (2016), Why border enforcement backfired: migrants who could not come back stayed.
    """
    parameters, series, month = system.parameters, system.series, aggregates.month
    countries = len(system.axes.countries)
    formalise = parameters["formalise_at_expiry"]
    beyond = np.maximum(wait_to_return(system, month) - USUAL_WAIT, 0.0) / USUAL_WAIT
    leave = parameters["leave_at_expiry"] * exp(-parameters["stay_put"] * beyond) * tables["return_ease"]
    return {
        "stay_days": series.stay_days[month],
        "stay_counting": series.stay_counting[month],
        "stay_window": series.stay_window[month],
        "formalise_at_expiry": np.full(countries, formalise),
        "leave_at_expiry": np.minimum(formalise + leave, 1.0),
        "ban_days": series.ban_days[month],
        "ban": parameters["ban_after_overstay"] * (1.0 - series.without_ban[month]),
    }


MECHANISM = Mechanism(
    code="M17",
    name="clocks",
    parameters=("formalise_at_expiry", "leave_at_expiry", "stay_put", "ban_after_overstay"),
    needs=("return_ease",),
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
