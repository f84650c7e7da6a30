"""M17 Legal clocks: how long a visitor may stay, what happens when the days are used up, entry bans."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, exp
from sapar.model.mechanism import Mechanism, Tables
from sapar.model.mechanisms import entry
from sapar.model.system import CALENDAR_YEAR, ROLLING, System

DAYS_A_YEAR = 365

USUAL_WAIT = 90.0
"""Days until a visitor who left may come back under 90 days in 180, the rule for which `leave_at_expiry` is meant."""


def wait_to_return(system: System) -> FloatArray:
    """[M, D, C] days from the middle of a month until a visitor who has used up the days and left may come back."""
    series, calendar = system.series, system.calendar
    middle = calendar.month_start + calendar.month_length // 2
    rest_of_year = np.asarray(system.layout.year_start[middle] + DAYS_A_YEAR - middle, np.float64)
    counting = series.stay_counting
    rest_of_window = (series.stay_window - series.stay_days).astype(np.float64)
    shorter = np.where(counting == ROLLING, rest_of_window, 0.0)
    return np.where(counting == CALENDAR_YEAR, rest_of_year[:, None, None], shorter)


def prepare(system: System) -> Tables:
    """Every month's rules of stay, and the chances at expiry: formalise, leave (or cross the line and return
    where days are counted per entry), or stay on without status.

    The longer those who leave must wait to come back, the fewer leave: leave_at_expiry * exp(-stay_put * (wait -
    90) / 90) for waits above 90 days, and less where coming back takes a visa. While an amnesty lets people leave
    without a ban none is imposed.

    References
    ----------
    Massey, Durand and Pren (2016), Why border enforcement backfired: migrants who could not come back stayed.
    """
    parameters, series = system.parameters, system.series
    shape = system.calendar.months, len(system.axes.countries)
    formalise = parameters["formalise_at_expiry"]
    beyond = np.maximum(wait_to_return(system) - USUAL_WAIT, 0.0) / USUAL_WAIT
    return_ease = entry.prepare(system)["return_ease"]
    leave = parameters["leave_at_expiry"] * exp(-parameters["stay_put"] * beyond) * return_ease
    return {
        "stay_days": series.stay_days,
        "stay_counting": series.stay_counting,
        "stay_window": series.stay_window,
        "formalise_at_expiry": np.full(shape, formalise),
        "leave_at_expiry": np.minimum(formalise + leave, 1.0),
        "ban_days": series.ban_days,
        "ban": parameters["ban_after_overstay"] * (1.0 - series.without_ban),
    }


MECHANISM = Mechanism(
    code="M17",
    name="clocks",
    parameters=("formalise_at_expiry", "leave_at_expiry", "stay_put", "ban_after_overstay"),
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
    prepare=prepare,
)
