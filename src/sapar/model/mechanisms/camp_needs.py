"""M18 Needs at camps: what people who wait there lack, and how tense that makes a camp, as humanitarian indicators."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, IntArray, exp
from sapar.model.declarations.camp_supplies import NEEDS
from sapar.model.mechanism import Account
from sapar.model.parameters import Parameters
from sapar.model.system import System

FOOD, WARMTH = NEEDS.index("food"), NEEDS.index("warmth")

PARAMETERS_OF_NEEDS = (*(f"standard_{need}" for need in NEEDS), "cold_first", "cold_last")


def standards(parameters: Parameters, months: IntArray) -> FloatArray:
    """[week, need] what one person needs, in the unit of the supply; no warmth outside the cold months.

    Parameters
    ----------
    months
        [week] month of the year, 1 to 12.

    References
    ----------
    Sphere Association (2018), The Sphere Handbook: 15 litres of water a person and day, 3.5 square metres a person.
    """
    one = np.array([parameters[f"standard_{need}"] for need in NEEDS])
    result = np.repeat(one[None, :], months.size, axis=0)
    first, last = parameters["cold_first"], parameters["cold_last"]
    is_cold = (months >= first) | (months <= last) if first > last else (months >= first) & (months <= last)
    result[:, WARMTH] *= is_cold
    return result


def shortfalls(supply: FloatArray, standard: FloatArray, waiting: FloatArray) -> FloatArray:
    """[week, K, need] share of the need that is not met, 0 to 1; 0 where nobody waits or nothing is needed.

    shortfall = max(0, 1 - supply / (standard * waiting))

    Parameters
    ----------
    supply
        [week, K, need]
    standard
        [week, need] a person.
    waiting
        [week, K] people, mean over the week's days.
    """
    wanted = standard[:, None, :] * waiting[:, :, None]
    met = np.where(wanted > 0, supply / np.maximum(wanted, 1e-12), 1.0)
    return np.asarray(np.maximum(1.0 - met, 0.0))


def deprivation(system: System, day: int, waiting: FloatArray) -> FloatArray:
    """[K] mean share of the needs of [K] people waiting that the day's supplies do not meet; kits are not in it."""
    month = system.calendar.month_number[system.calendar.month_of_day[day : day + 1]]
    supply = system.camp_supplies[day : day + 1]
    return np.asarray(
        shortfalls(supply, standards(system.parameters, month), waiting[None]).mean(axis=2)[0], np.float64
    )


def out_of_money(parameters: Parameters, wait: FloatArray) -> FloatArray:
    """Share of those waiting whose money is used up: 1 - exp(-cost a day * days waited / savings).

    Savings differ between people as an exponential distribution, in which most have less than the mean.

    Parameters
    ----------
    wait
        Days waited on average, any shape.
    """
    spent = parameters["camp_day_cost"] * wait / parameters["camp_savings"]
    return np.asarray(1.0 - exp(-spent))


def tension(
    parameters: Parameters, waiting: FloatArray, wait: FloatArray, deprivation: FloatArray
) -> FloatArray:
    """Indicator of need, of any shape: base * thousands waiting * weeks waited beyond the limit * deprivation.

    A humanitarian indicator: it says where people lack most for longest, not when anything will happen.
    """
    beyond = np.maximum(wait - parameters["tension_wait"], 0.0) / 7.0
    return np.asarray(parameters["tension_base"] * waiting / 1000.0 * beyond * deprivation)


def mean_wait(waiting: IntArray, joined: IntArray) -> FloatArray:
    """[day] days that those present have waited on average, if whoever came first leaves first.

    Parameters
    ----------
    waiting
        [day] people at the end of the day.
    joined
        [day] people who came during the day.
    """
    running = np.concatenate([[0], np.cumsum(joined)])
    moments = np.concatenate([[0], np.cumsum(joined * np.arange(joined.size))])
    result = np.zeros(waiting.size)
    for day in np.flatnonzero(waiting > 0):
        gone = running[day + 1] - waiting[day]
        first = int(np.searchsorted(running, gone, side="right")) - 1
        split = running[first + 1] - gone  # of those who came on the first day still present
        arrived = moments[day + 1] - moments[first + 1] + split * first
        result[day] = day - arrived / waiting[day]
    return result


ACCOUNT = Account(
    code="M18",
    name="camp_needs",
    parameters=(
        *PARAMETERS_OF_NEEDS,
        "camp_savings",
        "camp_day_cost",
        "tension_base",
        "tension_wait",
    ),
)
