"""Institutions by month: whom each serves, where, with which staff and money, as arrays with one order of axes.

I institutions, sorted by name; the other axes are those of `sapar.model.system`.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.frame.calendar import Calendar
from sapar.maths import FloatArray, IntArray
from sapar.model.declarations import Declarations
from sapar.model.declarations.camp_supplies import NEEDS
from sapar.model.declarations.institutions import SERVICES, STATUSES, Institution
from sapar.model.economy import Money

BoolArray = NDArray[np.bool_]

Held = tuple[tuple[Institution | None, ...], ...]
"""[M, I] the row of each institution that holds on the first day of each month."""

CENTS = 100
"""In a US dollar: money of the accounts of help is whole cents."""


NOT_DATED = ("names", "kinds", "partner_of", "first_members")
"""Fields of institutions that hold for the whole period; the first axis of others is the month."""


class Institutions(NamedTuple):
    """Who helps, month by month; a month is as its first day."""

    names: tuple[str, ...]
    """[I]"""
    kinds: tuple[str, ...]
    """[I]"""
    partner_of: IntArray
    """[I] index of the institution whose cases a partner takes over, -1 for others."""
    is_open: BoolArray
    """[M, I]"""
    staff: FloatArray
    """[M, I]"""
    cases_per_week: FloatArray
    """[M, I] that one of the staff can serve."""
    staff_cost: IntArray
    """[M, I] cents a month each; 0 where money never limits the staff."""
    dues: IntArray
    """[M, I] cents a member."""
    grants: IntArray
    """[M, I] cents, before restriction."""
    campaign: IntArray
    """[M, I] cents donated by the yearly campaign."""
    appeal: IntArray
    """[M, I] cents a month donated while ways are shut."""
    restriction: FloatArray
    """[M, I]"""
    serves: BoolArray
    """[M, I, C] migrants of the citizenship."""
    serves_nationals: BoolArray
    """[M, I, D] the host's own citizens."""
    statuses: BoolArray
    """[M, I, status]"""
    members_only: BoolArray
    """[M, I]"""
    covers: FloatArray
    """[M, I, D] share of a host's migrants who live where it works."""
    at_camp: BoolArray
    """[M, I, K]"""
    services: BoolArray
    """[M, I, 6]"""
    first_members: IntArray
    """[I] on the first day of the first row."""

    @property
    def size(self) -> int:
        """How many there are."""
        return len(self.names)

    @property
    def is_union(self) -> BoolArray:
        """[I]"""
        return np.array([kind == "union" for kind in self.kinds], np.bool_)


def resolve_institutions(
    declarations: Declarations,
    money: Money,
    citizenships: tuple[str, ...],
    countries: tuple[str, ...],
    camps: tuple[str, ...],
) -> Institutions:
    """Rows of `institutions.csv` by month."""
    rows = declarations.institutions
    names = tuple(sorted({row.institution for row in rows}))
    by_name = {name: [row for row in rows if row.institution == name] for name in names}
    calendar = money.calendar
    dates = [calendar.date_of(int(day)) for day in calendar.month_start]
    held = tuple(tuple(_row_of(by_name[name], date) for name in names) for date in dates)

    def number(value: Callable[[Institution], float]) -> FloatArray:
        """[M, I] a number of each row, 0 where there is none."""
        return _table(held, 1, lambda row: [value(row)])[..., 0]

    def cents(value: Callable[[Institution], float | None]) -> IntArray:
        """[M, I] an amount of each row in cents at the year's mean rate."""
        result = np.zeros((len(dates), len(names)), np.int64)
        for month, index, row in _rows_held(held):
            amount = value(row)
            if amount is not None:
                dollars = money.in_dollars(amount, row.currency, dates[month].year)
                result[month, index] = int(dollars * CENTS + 0.5)
        return result

    shares = _shares_of_regions(declarations)
    partners = {row.institution: row.partner_of for row in rows if row.partner_of is not None}
    return Institutions(
        names=names,
        kinds=tuple(by_name[name][0].kind for name in names),
        partner_of=np.array(
            [names.index(partners[name]) if name in partners else -1 for name in names], np.int64
        ),
        is_open=np.array([[row is not None for row in month] for month in held], np.bool_).reshape(
            len(dates), len(names)
        ),
        staff=number(lambda row: row.staff),
        cases_per_week=number(lambda row: row.cases_per_week),
        staff_cost=cents(lambda row: row.staff_cost),
        dues=cents(lambda row: row.dues),
        grants=cents(lambda row: row.grants),
        campaign=_campaigns(dates, held, cents(lambda row: row.donations)),
        appeal=cents(lambda row: row.appeal),
        restriction=number(lambda row: row.restriction or 0.0),
        serves=_table(held, len(citizenships), lambda row: _holds(row.citizenship, citizenships)) > 0,
        serves_nationals=_table(held, len(countries), lambda row: _holds(row.citizenship, countries)) > 0,
        statuses=_table(held, len(STATUSES), lambda row: _holds(row.statuses, STATUSES)) > 0,
        members_only=number(lambda row: float(row.members_only)) > 0,
        covers=_table(held, len(countries), lambda row: _covered(row, countries, shares)),
        at_camp=_table(held, len(camps), lambda row: _holds(row.where, camps)) > 0,
        services=_table(held, len(SERVICES), lambda row: _holds(row.services, SERVICES)) > 0,
        first_members=np.array([_first(by_name[name]).members or 0 for name in names], np.int64),
    )


def _table(held: Held, width: int, value: Callable[[Institution], list[float]]) -> FloatArray:
    """[M, I, width] numbers of each row, 0 where there is none."""
    result = np.zeros((len(held), len(held[0]), width))
    for month, index, row in _rows_held(held):
        result[month, index] = value(row)
    return result


def _rows_held(held: Held) -> Iterator[tuple[int, int, Institution]]:
    """Month, index and row of every row that holds."""
    for month, rows in enumerate(held):
        for index, row in enumerate(rows):
            if row is not None:
                yield month, index, row


def _shares_of_regions(declarations: Declarations) -> dict[str, tuple[str, float]]:
    """By region: its country and its share of the country's migrants."""
    places = declarations.frame.places
    return {row.region: (places.country_of(row.region), row.migrant_share) for row in declarations.regions}


def _covered(
    row: Institution, countries: tuple[str, ...], shares: dict[str, tuple[str, float]]
) -> list[float]:
    """By host: all of it, or the shares of the regions named."""
    total = dict.fromkeys(countries, 1.0 if "*" in row.where else 0.0)
    for place in row.where:
        if place in total:
            total[place] = 1.0
        elif place in shares and shares[place][0] in total:
            country, part = shares[place]
            total[country] = min(total[country] + part, 1.0)
    return list(total.values())


def resolve_supplies(declarations: Declarations, calendar: Calendar, camps: tuple[str, ...]) -> FloatArray:
    """[day, K, need] what is provided at each camp, in the unit of the need."""
    supplies = np.zeros((calendar.days, len(camps), len(NEEDS)))
    for row in declarations.camp_supplies:
        if row.camp in camps:
            begin, stop = calendar.span(row.from_, row.until)
            supplies[begin:stop, camps.index(row.camp), NEEDS.index(row.need)] = row.amount
    return supplies


def _row_of(rows: list[Institution], date: datetime.date) -> Institution | None:
    """The row that holds on a day."""
    held = (row for row in rows if row.from_ <= date and (row.until is None or row.until >= date))
    return next(held, None)


def _first(rows: list[Institution]) -> Institution:
    """The earliest row."""
    return min(rows, key=lambda row: row.from_)


def _holds(named: tuple[str, ...], codes: tuple[str, ...]) -> list[float]:
    """1 for each code named, or for all."""
    return [float("*" in named or code in named) for code in codes]


def _campaigns(dates: list[datetime.date], held: Held, yearly: IntArray) -> IntArray:
    """[M, I] the year's donations in the month of the campaign; a twelfth a month where it has none."""
    result = np.zeros_like(yearly)
    for month, index, row in _rows_held(held):
        if row.campaign_month is None:
            result[month, index] = yearly[month, index] // 12
        elif row.campaign_month == dates[month].month:
            result[month, index] = yearly[month, index]
    return result
