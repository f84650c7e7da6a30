"""M1 When: how often people at home and abroad weigh a move, by season, sex and age."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, cosine_of_turn
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.parameters import Parameters
from sapar.model.system import System

REFERENCE_SEX = "male"
REFERENCE_AGE = "18-29"


def seasonal_factor(month_of_year: int, *, ratio: float, peak: float) -> float:
    """Factor of a month, mean 1 over the year: a cosine whose peak is `ratio` times its trough.

    Parameters
    ----------
    month_of_year
        1 to 12; its middle is taken.
    ratio
        Peak over trough, at least 1.
    peak
        Month of the peak; 4.5 is the middle of April.
    """
    height = (ratio - 1.0) / (ratio + 1.0)
    return float(1.0 + height * cosine_of_turn((month_of_year + 0.5 - peak) / 12.0))


def season_of_stock(parameters: Parameters, exit_rate: FloatArray, month_of_year: int) -> FloatArray:
    """People abroad when a month begins over their mean of the year, where only the seasons change.

    With exits x S_back(m) of those present and departures that hold the stock over the year, d S_out(m), the stock
    follows N' = N (1 - x S_back(m)) + d S_out(m) and comes back to itself after twelve months: N of the first month is
    what the departures of twelve months leave of themselves, over 1 less what twelve months leave of N.

    Parameters
    ----------
    exit_rate
        x, any shape.
    month_of_year
        1 to 12.

    Returns
    -------
    factor
        Of the shape of `exit_rate`; 1 where nobody leaves.
    """
    months = [(month_of_year - 1 + step) % 12 + 1 for step in range(12)]
    out, back = (
        [
            seasonal_factor(
                month, ratio=parameters[f"season_{way}_ratio"], peak=parameters[f"season_{way}_peak"]
            )
            for month in months
        ]
        for way in ("out", "back")
    )
    kept, arrived = np.ones_like(exit_rate), np.zeros_like(exit_rate)
    for step in range(12):
        stays = 1.0 - np.minimum(exit_rate * back[step], 1.0)
        kept, arrived = kept * stays, arrived * stays + exit_rate * out[step]
    first = np.where(exit_rate > 0.0, arrived / np.maximum(1.0 - kept, 1e-12), 1.0)
    stock, total = first, np.zeros_like(first)
    for step in range(12):
        total = total + stock
        stock = stock * (1.0 - np.minimum(exit_rate * back[step], 1.0)) + exit_rate * out[step]
    return np.asarray(12.0 * first / total)


def propensity(system: System) -> FloatArray:
    """[G] how readily a group weighs leaving, with mean 1 over the people of each home."""
    parameters, axes = system.parameters, system.axes
    by_sex = parameters.by("propensity", axes.sexes, reference=REFERENCE_SEX)
    by_age = parameters.by("propensity", axes.ages, reference=REFERENCE_AGE)
    raw = by_sex[axes.sex_of_group] * by_age[axes.age_of_group]
    origin = system.layout.origin_of_group
    people = np.bincount(origin, system.group_people)
    mean = np.bincount(origin, raw * system.group_people) / np.maximum(people, 1.0)
    return np.asarray(raw / mean[origin])


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """Chance that a person weighs a move this month.

    r_home(g, m) = reconsider_home * propensity(g) * S_out(m) * response of households (M9);
    r_abroad(m) = reconsider_abroad * S_back(m).
    """
    parameters = system.parameters
    month_of_year = int(system.calendar.month_number[aggregates.month])
    out = seasonal_factor(
        month_of_year, ratio=parameters["season_out_ratio"], peak=parameters["season_out_peak"]
    )
    back = seasonal_factor(
        month_of_year, ratio=parameters["season_back_ratio"], peak=parameters["season_back_peak"]
    )
    response = tables["leave_response"][system.layout.origin_of_group]
    return {
        "reconsider_home": np.minimum(
            parameters["reconsider_home"] * out * propensity(system) * response, 1.0
        ),
        "reconsider_abroad": np.array(min(parameters["reconsider_abroad"] * back, 1.0)),
    }


MECHANISM = Mechanism(
    code="M1",
    name="when",
    parameters=(
        "reconsider_home",
        "reconsider_abroad",
        "season_out_ratio",
        "season_out_peak",
        "season_back_ratio",
        "season_back_peak",
        "propensity_female",
        "propensity_30-44",
        "propensity_45-59",
        "propensity_60+",
    ),
    needs=("leave_response",),
    fills=("reconsider_home", "reconsider_abroad"),
    fill=fill,
)
