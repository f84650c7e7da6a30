"""The days and months of a study: whole days counted from its start."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """The study's period, day by day; the first day has index 0."""

    start: datetime.date
    """The first day."""
    days: int
    """How many days there are; at least one."""

    @classmethod
    def between(cls, first: datetime.date, last: datetime.date) -> Calendar:
        """The calendar from the first to the last day, both included."""
        return cls(start=first, days=(last - first).days + 1)

    @property
    def end(self) -> datetime.date:
        """The last day."""
        return self.date_of(self.days - 1)

    def day_of(self, date: datetime.date) -> int:
        """Index of a date; negative before the start, `days` or more after the end."""
        return (date - self.start).days

    def date_of(self, day: int) -> datetime.date:
        """The date with that index."""
        return self.start + datetime.timedelta(days=int(day))

    def contains(self, date: datetime.date) -> bool:
        """Whether the date is within the period."""
        return 0 <= self.day_of(date) < self.days

    def span(self, first: datetime.date, last: datetime.date | None) -> tuple[int, int]:
        """Half-open range of day indices of a dated row, cut to the period; empty where it lies outside."""
        begin = min(max(self.day_of(first), 0), self.days)
        end = self.days if last is None else min(max(self.day_of(last) + 1, 0), self.days)
        return begin, max(begin, end)

    @property
    def months(self) -> int:
        """How many calendar months the period touches."""
        return int(self.month_start.size)

    @cached_property
    def month_start(self) -> NDArray[np.int64]:
        """[month] index of each month's first day within the period; 0 for the first, whole or not."""
        dates = (self.date_of(day) for day in range(1, self.days))
        starts = [0, *(self.day_of(date) for date in dates if date.day == 1)]
        return np.asarray(starts, dtype=np.int64)

    @cached_property
    def month_length(self) -> NDArray[np.int64]:
        """[month] days of each month within the period."""
        return np.diff(np.append(self.month_start, self.days))

    @cached_property
    def month_of_day(self) -> NDArray[np.int64]:
        """[day] index of the month each day lies in."""
        return np.repeat(np.arange(self.months, dtype=np.int64), self.month_length)

    @cached_property
    def month_dates(self) -> NDArray[np.datetime64]:
        """[month] the first of each calendar month, also where the period starts later in it."""
        dates = [self.date_of(int(day)).replace(day=1) for day in self.month_start]
        return np.asarray(dates, dtype="datetime64[ns]")

    @cached_property
    def day_dates(self) -> NDArray[np.datetime64]:
        """[day] the date of each day."""
        first = np.datetime64(self.start, "D")
        return (first + np.arange(self.days)).astype("datetime64[ns]")

    @cached_property
    def month_number(self) -> NDArray[np.int64]:
        """[month] 1 to 12."""
        return np.asarray([self.date_of(int(day)).month for day in self.month_start], dtype=np.int64)
