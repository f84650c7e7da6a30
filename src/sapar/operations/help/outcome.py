"""What follows from a plan: waits, backlogs, cases and wages, by replicate and month, and as bands."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sapar.casework.service import BoolArray, count_by_period
from sapar.maths import FloatArray, IntArray
from sapar.operations.help.case import WEEKS_PER_MONTH
from sapar.operations.help.desk import Desk

SHARES = (0.1, 0.5, 0.9)
"""Shares of replicates that a band names: 8 of 10 lie between the first and the last."""


@dataclass(frozen=True, slots=True)
class Band:
    """A number under chance."""

    low: float
    """A tenth of the replicates lie below."""
    middle: float
    """Half do."""
    high: float
    """Nine tenths do; infinite: never."""


def band(values: ArrayLike) -> Band:
    """The band of a number of each replicate; those without it left out."""
    array = np.asarray(values, dtype=np.float64)
    array = array[~np.isnan(array)]
    if not len(array):
        return Band(np.nan, np.nan, np.nan)
    low, middle, high = np.quantile(array, SHARES, method="inverted_cdf").tolist()
    return Band(low, middle, high)


def bands(values: ArrayLike) -> FloatArray:
    """[3, month] low, middle and high of a number by replicate and month."""
    return np.asarray(
        np.quantile(np.asarray(values, dtype=np.float64), SHARES, axis=0, method="inverted_cdf")
    )


def by_month(times: FloatArray, months: int, counted: BoolArray | None = None) -> IntArray:
    """[replicate, month] events in each month of the plan."""
    every = np.ones(times.shape, dtype=bool) if counted is None else counted
    return count_by_period(times, every, months, WEEKS_PER_MONTH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What happened at a desk within the plan; [replicate, month] or [replicate]."""

    opened: IntArray
    """Cases opened by month, without those that waited at the start."""
    contacts: FloatArray
    """[replicate] people who ask, whether a case is opened or not."""
    begun: IntArray
    """Cases whose work at home began."""
    solved_at_home: IntArray
    """Cases that advice from home solved."""
    resolved_abroad: IntArray
    """Cases that a partner finished."""
    without_partner: IntArray
    """Cases that need presence abroad in a country without partner, when work at home is finished."""
    recovered: IntArray
    """Wage cases that brought money."""
    waiting: IntArray
    """Cases that wait for work at home when a month ends."""
    waiting_abroad: IntArray
    """Cases that wait for presence abroad when a month ends, in countries without partner too."""
    wages: FloatArray
    """[replicate] money recovered, minor units."""
    wait: FloatArray
    """[replicate] mean weeks that a case for a lawyer, opened during the plan, waits; infinite: never served."""
    wait_abroad: FloatArray
    """[replicate] mean weeks that a case waits for a partner, of those sent to one within the plan."""
    weeks_waited: FloatArray
    """[replicate] person-weeks of waiting within the plan, at home and abroad."""
    weeks_waited_home: FloatArray
    """[replicate] those at home."""
    clear: FloatArray
    """[replicate] months until nobody waits at home for the first time; infinite: not within the plan."""
    served: FloatArray
    """[replicate] share of all cases, those of the start included, whose work at home began within the plan."""

    @property
    def resolved(self) -> IntArray:
        """[replicate] cases resolved within the plan."""
        return np.asarray((self.solved_at_home + self.resolved_abroad).sum(axis=1))


def outcome(desk: Desk, months: int) -> Outcome:
    """Tally one desk."""
    opened, end = desk.opened, desk.weeks
    there = np.isfinite(opened.time)
    begun = by_month(desk.begun, months)
    new = by_month(opened.time, months, ~opened.is_backlog)
    at_start = (there & opened.is_backlog).sum(axis=1)
    abroad, lawyers = desk.abroad, desk.of_role("lawyer")
    resolved = by_month(desk.resolved, months)
    recovered = by_month(desk.recovered, months)
    home = _waited(opened.time, desk.begun, end)
    return Outcome(
        opened=new,
        contacts=np.rint(new.sum(axis=1) * desk.contacts_per_case),
        begun=begun,
        solved_at_home=by_month(desk.resolved, months, desk.solved),
        resolved_abroad=resolved - by_month(desk.resolved, months, desk.solved),
        without_partner=by_month(desk.done, months, ~desk.solved & ~desk.has_partner),
        recovered=recovered,
        waiting=at_start[:, None] + np.cumsum(new - begun, axis=1),
        waiting_abroad=np.cumsum(by_month(abroad, months) - by_month(desk.begun_abroad, months), axis=1),
        wages=np.rint(recovered.sum(axis=1) * desk.per_recovery),
        wait=_mean_wait(opened.time, desk.begun, desk.is_new & (lawyers if lawyers.any() else True)),
        wait_abroad=_mean_wait(abroad, desk.begun_abroad, (abroad < end) & desk.has_partner),
        weeks_waited=home + _waited(abroad, desk.begun_abroad, end),
        weeks_waited_home=home,
        clear=clearing(opened.time, desk.begun, end) / WEEKS_PER_MONTH,
        served=np.where(there.any(axis=1), begun.sum(axis=1) / np.maximum(there.sum(axis=1), 1), np.nan),
    )


def _waited(join: FloatArray, begin: FloatArray, end: float) -> FloatArray:
    """[replicate] weeks that all together wait until the end."""
    inside = join < end
    weeks = np.minimum(begin, end) - np.where(inside, join, end)
    return np.asarray(np.where(inside, weeks, 0.0).sum(axis=1))


def _mean_wait(join: FloatArray, begin: FloatArray, counted: BoolArray) -> FloatArray:
    """[replicate] mean wait of those counted; not a number where there are none."""
    count = counted.sum(axis=1)
    waits = np.where(counted, begin - np.where(counted, join, 0.0), 0.0).sum(axis=1)
    return np.asarray(np.where(count > 0, waits / np.maximum(count, 1), np.nan))


def clearing(join: FloatArray, begin: FloatArray, end: float) -> FloatArray:
    """[replicate] weeks until nobody waits for the first time; infinite: not before the end.

    Parameters
    ----------
    join, begin
        [replicate, case] in order of joining; several queues together count as one.
    """
    there = np.isfinite(join)
    latest = np.maximum.accumulate(np.where(there, begin, -np.inf), axis=1)
    before = np.concatenate([np.zeros((len(join), 1)), latest], axis=1)
    after = np.concatenate([np.where(there, join, np.inf), np.full((len(join), 1), np.inf)], axis=1)
    empty = before < after
    first = empty.argmax(axis=1)
    when = np.maximum(before[np.arange(len(join)), first], 0.0)
    return np.asarray(np.where(when < end, when, np.inf))
