"""Dated rows."""

from __future__ import annotations

import datetime
from dataclasses import replace
from itertools import permutations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sapar.frame.calendar import Calendar
from sapar.model.dated import Adjustment, Stretch, changed, daily, monthly
from sapar.model.economy import Money
from tests.worlds import World

DAY = datetime.timedelta(days=1)
START = datetime.date(2030, 1, 1)
YEAR = Calendar.between(START, datetime.date(2030, 12, 31))


def stretch(first: int, last: int | None, value: float) -> Stretch:
    """A row from and until days of the year."""
    return Stretch(first=START + DAY * first, last=None if last is None else START + DAY * last, value=value)


def test_the_shorter_period_wins_in_any_order() -> None:
    """Where rows overlap the shorter one holds, wherever it stands in the file."""
    rows = [stretch(0, 364, 1.0), stretch(100, 199, 2.0), stretch(150, 159, 3.0)]

    for order in permutations(rows):
        values = daily(YEAR, order)
        assert values[[0, 99, 100, 149, 150, 159, 160, 199, 200, 364]].tolist() == [
            1,
            1,
            2,
            2,
            3,
            3,
            2,
            2,
            1,
            1,
        ]


def test_of_two_open_rows_the_later_wins() -> None:
    """A row without an end holds until a later open row begins."""
    values = daily(YEAR, [stretch(100, None, 2.0), stretch(0, None, 1.0)])

    assert values[[0, 99, 100, 364]].tolist() == [1, 1, 2, 2]


def test_gaps_are_bridged_in_a_straight_line_and_ends_are_held() -> None:
    """Between rows the value is interpolated day by day; before the first and after the last it is held."""
    values = daily(YEAR, [stretch(10, 20, 1.0), stretch(30, 40, 2.0)])

    assert np.allclose(values[20:31], np.linspace(1.0, 2.0, 11))
    assert (values[:21] == 1.0).all()
    assert (values[30:] == 2.0).all()


def test_rows_outside_the_period_bound_its_interpolation() -> None:
    """A row before and a row after the period fix the line between them within it."""
    values = daily(YEAR, [stretch(-11, -1, 0.0), stretch(365, 375, 366.0)])

    assert np.allclose(values, np.arange(1, 366))


@given(
    st.lists(st.tuples(st.integers(-50, 400), st.integers(0, 200), st.floats(-5, 5)), min_size=1, max_size=6)
)
def test_no_day_is_empty_or_beyond_the_rows(rows: list[tuple[int, int, float]]) -> None:
    """Every day has a value, never below the least nor above the greatest of the rows."""
    stretches = [stretch(first, first + length, value) for first, length, value in rows]
    values = daily(YEAR, stretches)

    assert values.size == YEAR.days
    assert values.min() >= min(row[2] for row in rows) - 1e-12
    assert values.max() <= max(row[2] for row in rows) + 1e-12


def test_months_are_means_of_their_days() -> None:
    """The value of a month is the mean over its days."""
    by_month = monthly(YEAR, np.arange(365.0))

    assert by_month[0] == np.arange(31).mean()
    assert by_month[1] == np.arange(31, 59).mean()
    assert by_month.size == 12


def test_a_change_acts_on_its_days_and_columns_only() -> None:
    """A scenario's factor changes the days it names, of the rows it names, and leaves its input alone."""
    before = np.ones(365)
    change = Adjustment(
        table="fares", where={"from_country": "B", "mode": "air"}, first=START + DAY * 10, last=START + DAY * 19,
        multiply=2.5,
    )  # fmt: skip

    after = changed(YEAR, before, [change], "fares", from_country="A", to_country="B", mode="air")
    other = changed(YEAR, before, [change], "fares", from_country="A", to_country="C", mode="air")

    assert after.sum() == 355 + 25
    assert (after[10:20] == 2.5).all()
    assert (other == 1.0).all()
    assert (before == 1.0).all()


def test_pay_stated_in_another_currency_holds_in_every_year(two_places: World) -> None:
    """A row of 100 US dollars over two years is worth that in each, though the home's currency halves in between."""
    declared = two_places.declarations
    home = declared.frame.places["QAA"]
    first = declared.settings.from_
    years = (first.year, first.year + 1)
    pay = replace(
        declared.wages[0], place="QAA", from_=datetime.date(years[0], 1, 1), until=datetime.date(years[1], 12, 31),
        value=100.0, currency="USD",
    )  # fmt: skip
    rates = [
        replace(
            declared.exchange_rates[0], currency=str(home.currency), from_=datetime.date(year, 1, 1),
            until=datetime.date(year, 12, 31), per_usd=rate,
        )
        for year, rate in zip(years, (50.0, 100.0), strict=True)
    ]  # fmt: skip
    changed_money = replace(declared, wages=(pay,), exchange_rates=tuple(rates))
    money = Money(calendar=declared.frame.calendar, declarations=changed_money, changes=())

    assert home.currency != "USD"
    assert np.allclose(money.wage("QAA"), 100.0)
