"""Days and months of a study hang together."""

from __future__ import annotations

import datetime

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sapar.frame.calendar import Calendar

CALENDARS = st.builds(
    Calendar,
    start=st.dates(datetime.date(1950, 1, 1), datetime.date(2050, 12, 31)),
    days=st.integers(1, 1500),
)


@given(calendar=CALENDARS)
def test_every_day_lies_in_the_month_of_its_date(calendar: Calendar) -> None:
    """Months are calendar months, cut to the period; together they are all days."""
    assert (
        calendar.month_length.sum() == calendar.days == calendar.month_of_day.size == calendar.day_dates.size
    )
    months = calendar.day_dates.astype("datetime64[M]")
    assert np.array_equal(calendar.month_dates.astype("datetime64[M]")[calendar.month_of_day], months)
    assert calendar.months == np.unique(months).size
    assert np.array_equal(
        calendar.month_number, calendar.month_dates.astype("datetime64[M]").astype(int) % 12 + 1
    )


@given(calendar=CALENDARS, day=st.integers(-500, 2000))
def test_days_and_dates_are_the_same_thing(calendar: Calendar, day: int) -> None:
    """Counting there and back changes nothing."""
    assert calendar.day_of(calendar.date_of(day)) == day
    assert calendar.contains(calendar.date_of(day)) == (0 <= day < calendar.days)


@given(calendar=CALENDARS, first=st.integers(-500, 2000), length=st.integers(1, 1000))
def test_a_span_holds_exactly_the_days_of_a_row(calendar: Calendar, first: int, length: int) -> None:
    """Both ends of a dated row are included; days outside the period are not."""
    begin, end = calendar.span(calendar.date_of(first), calendar.date_of(first + length - 1))
    assert set(range(begin, end)) == set(range(first, first + length)) & set(range(calendar.days))
    assert calendar.span(calendar.date_of(first), None)[1] == calendar.days


def test_the_period_includes_both_ends() -> None:
    """Two years from new year to new year's eve."""
    calendar = Calendar.between(datetime.date(2030, 1, 1), datetime.date(2031, 12, 31))

    assert (calendar.days, calendar.months, calendar.end) == (730, 24, datetime.date(2031, 12, 31))
