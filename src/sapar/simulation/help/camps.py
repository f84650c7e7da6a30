"""Weeks at camps: what people lacked, how tense that made a camp, and whose money was used up."""

from __future__ import annotations

from typing import Any

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.mechanisms import camp_needs
from sapar.model.system import System

DAYS = 7
WAITING, JOINED = 0, 1


def count_camps(
    system: System, tables: dict[str, Any], record: dict[str, Any], kits_to_camps: IntArray
) -> None:
    """Shortfalls, tension and money by week; weeks count from the first day, the last one may be short.

    Parameters
    ----------
    kits_to_camps
        [M, K] kits delivered during the month: each feeds one person for `kit_days`, spread over the month.
    """
    waiting = tables["camp"][WAITING].sum(axis=2)
    joined = tables["camp"][JOINED].sum(axis=2)
    by_week = weekly(waiting.astype(np.float64))
    first_days = np.arange(by_week.shape[0]) * DAYS
    supply = weekly(system.camp_supplies)
    month_of_week = system.calendar.month_of_day[first_days]
    a_day = kits_to_camps * system.parameters["kit_days"] / system.calendar.month_length[:, None]
    supply[:, :, camp_needs.FOOD] += a_day[month_of_week]
    months = system.calendar.month_number[month_of_week]
    shortfall = camp_needs.shortfalls(supply, camp_needs.standards(system.parameters, months), by_week)
    record["help_shortfall"][:] = shortfall
    wait = (
        np.stack(
            [camp_needs.mean_wait(waiting[:, camp], joined[:, camp]) for camp in range(waiting.shape[1])],
            axis=1,
        )
        if waiting.shape[1]
        else np.zeros(waiting.shape)
    )
    waited = weekly(wait)
    record["help_tension"][:] = camp_needs.tension(system.parameters, by_week, waited, shortfall.mean(axis=2))
    record["help_out_of_money"][:] = camp_needs.out_of_money(system.parameters, waited) * (by_week > 0)


def weekly(by_day: FloatArray) -> FloatArray:
    """[week, ...] means over the days of each week."""
    starts = np.arange(0, by_day.shape[0], DAYS)
    lengths = np.diff(np.append(starts, by_day.shape[0]))
    total = np.add.reduceat(by_day, starts, axis=0)
    return np.asarray(total / lengths.reshape((-1,) + (1,) * (by_day.ndim - 1)))
