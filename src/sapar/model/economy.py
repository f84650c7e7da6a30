"""Money by month: pay, exchange rates and fares in US dollars."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sapar.frame.calendar import Calendar
from sapar.maths import FloatArray
from sapar.model.dated import Adjustment, Stretch, changed, daily, monthly
from sapar.model.declarations import Declarations


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """Dated money of a study, by day."""

    calendar: Calendar
    declarations: Declarations
    changes: tuple[Adjustment, ...]

    def rate(self, currency: str) -> FloatArray:
        """[day] units of the currency for one US dollar."""
        if currency == "USD":
            return np.ones(self.calendar.days)
        rows = [row for row in self.declarations.exchange_rates if row.currency == currency]
        values = daily(self.calendar, [Stretch(first=r.from_, last=r.until, value=r.per_usd) for r in rows])
        return changed(self.calendar, values, self.changes, "exchange_rates", currency=currency)

    def wage(self, place: str) -> FloatArray:
        """[day] average pay a month, US dollars of the day.

        Rows in the place's own currency are interpolated in that currency and converted at the day's rate;
        rows in other currencies are converted first, a row of several years year by year: it states the mean of each,
        whatever the rate did meanwhile. Where both cover a day, the own currency wins.
        """
        rows = [row for row in self.declarations.wages if row.place == place]
        own = self.declarations.frame.places[place].currency or "USD"
        stretches = []
        for row in rows:
            if row.currency == own:
                stretches.append(Stretch(first=row.from_, last=row.until, value=row.value))
                continue
            for first, last in _years_of(row.from_, row.until or self.calendar.end):
                factor = self._mean_ratio(own, row.currency, first, last)
                stretches.append(Stretch(first=first, last=last, value=row.value * factor))
        values = daily(self.calendar, stretches)
        values = changed(self.calendar, values, self.changes, "wages", place=place)
        return np.asarray(values / self.rate(own))

    def _mean_ratio(self, own: str, other: str, first: datetime.date, last: datetime.date | None) -> float:
        """Units of the own currency for one of the other, mean over a row's days in the period."""
        begin, stop = self.calendar.span(first, last)
        if stop <= begin:
            begin, stop = (0, 1) if begin == 0 else (self.calendar.days - 1, self.calendar.days)
        ratio = self._baseline_rate(own)[begin:stop] / self._baseline_rate(other)[begin:stop]
        return float(ratio.mean())

    def _baseline_rate(self, currency: str) -> FloatArray:
        """[day] rate without any scenario: what a printed amount was worth when it was printed."""
        return Money(calendar=self.calendar, declarations=self.declarations, changes=()).rate(currency)

    def monthly(self, by_day: FloatArray) -> FloatArray:
        """[M] means."""
        return monthly(self.calendar, by_day)

    def in_dollars(self, value: float, currency: str | None, year: int) -> float:
        """An undated amount at the mean rate of a year."""
        if currency in (None, "USD"):
            return value
        begin, stop = self.calendar.span(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        rate = self._baseline_rate(str(currency))
        return float(value / rate[begin:stop].mean() if stop > begin else value / rate.mean())

    def air_fares(self, nodes: Sequence[str]) -> tuple[FloatArray, FloatArray]:
        """[M, N, N] dated one-way air fare in US dollars (NaN without a series), and the scenarios' factor."""
        shape = (self.calendar.months, len(nodes), len(nodes))
        fares, factors = np.full(shape, np.nan), np.ones(shape)
        for first, from_country in enumerate(nodes):
            for second, to_country in enumerate(nodes):
                rows = [
                    row
                    for row in self.declarations.fares
                    if row.mode == "air" and {row.from_country, row.to_country} == {from_country, to_country}
                ]
                if rows and first != second:
                    fares[:, first, second] = self.amount(
                        [(row.from_, row.until, row.value, row.currency) for row in rows]
                    )
                factor = changed(
                    self.calendar,
                    np.ones(self.calendar.days),
                    self.changes,
                    "fares",
                    from_country=from_country,
                    to_country=to_country,
                    mode="air",
                )
                factors[:, first, second] = self.monthly(factor)
        return fares, factors

    def amount(self, rows: Sequence[tuple[datetime.date, datetime.date | None, float, str]]) -> FloatArray:
        """[M] dollars of dated amounts (first day, last day, value, currency), each at the day's rate."""
        own = sorted({currency for *_, currency in rows})[0]
        stretches = [
            Stretch(
                first=first,
                last=last,
                value=value if currency == own else value * self._mean_ratio(own, currency, first, last),
            )
            for first, last, value, currency in rows
        ]
        return self.monthly(daily(self.calendar, stretches) / self.rate(own))


def _years_of(first: datetime.date, last: datetime.date) -> list[tuple[datetime.date, datetime.date]]:
    """A period cut at the ends of years."""
    starts = [first, *(datetime.date(year, 1, 1) for year in range(first.year + 1, last.year + 1))]
    return [(start, min(last, datetime.date(start.year, 12, 31))) for start in starts]
