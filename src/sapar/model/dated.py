"""Dated rows become values by day or month.

A row states the mean over its days. Where rows overlap the shorter period wins (of two open ones, the
later); between rows the value is interpolated linearly; before the first and after the last it is held.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sapar.frame.calendar import Calendar
from sapar.maths import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One value over some days."""

    first: datetime.date
    last: datetime.date | None
    """Open if None."""
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """What a scenario does to the values of a dated table from one date on."""

    table: str
    """`wages`, `exchange_rates` or `fares`."""
    where: Mapping[str, str]
    """Columns that must match."""
    first: datetime.date
    last: datetime.date | None
    multiply: float | None = None
    set_to: float | None = None

    def concerns(self, table: str, **columns: str) -> bool:
        """Whether rows with these columns are changed; a country pair matches in either order."""
        if table != self.table:
            return False
        wanted = dict(self.where)
        pair = {wanted.pop("from_country", None), wanted.pop("to_country", None)} - {None}
        has_pair = {columns.pop("from_country", None), columns.pop("to_country", None)} - {None}
        return pair <= has_pair and all(columns.get(name) == value for name, value in wanted.items())


def daily(calendar: Calendar, stretches: Iterable[Stretch]) -> FloatArray:
    """[day] value of each day of the period; NaN if there is no row at all."""
    rows = list(stretches)
    if not rows:
        return np.full(calendar.days, np.nan)
    start = min([calendar.start, *(row.first for row in rows)])
    end = max([calendar.end, *(row.last or row.first for row in rows)])
    wide = Calendar.between(start, end)
    values = np.full(wide.days, np.nan)
    far = datetime.date.max
    for row in sorted(rows, key=lambda row: (-((row.last or far) - row.first).days, row.first)):
        begin, stop = wide.span(row.first, row.last)
        values[begin:stop] = row.value
    known = np.flatnonzero(~np.isnan(values))
    filled = np.interp(np.arange(wide.days), known, values[known])
    offset = wide.day_of(calendar.start)
    return np.asarray(filled[offset : offset + calendar.days])


def monthly(calendar: Calendar, by_day: FloatArray) -> FloatArray:
    """[M, ...] mean over the days of each month of [day, ...] values."""
    total = np.add.reduceat(by_day, calendar.month_start, axis=0)
    length = calendar.month_length.reshape((-1,) + (1,) * (by_day.ndim - 1))
    return np.asarray(total / length)


def changed(
    calendar: Calendar, by_day: FloatArray, changes: Iterable[Adjustment], table: str, **columns: str
) -> FloatArray:
    """[day] values after the changes that concern a row with these columns."""
    result = by_day
    for change in changes:
        if change.concerns(table, **columns):
            begin, stop = calendar.span(change.first, change.last)
            result = result.copy()
            if change.multiply is not None:
                result[begin:stop] *= change.multiply
            elif change.set_to is not None:
                result[begin:stop] = change.set_to
    return result
