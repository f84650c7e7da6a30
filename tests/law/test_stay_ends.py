"""When the days of a stay are used up."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

from sapar.model.declarations.law import Law, StayRule, Suspension
from sapar.model.stay_ends import stay_end

BASIC: dict[str, Any] = {
    "place": "QXX", "citizenship": ("*",), "from_": datetime.date(2020, 1, 1), "source": "s", "grade": "X",
}  # fmt: skip
DAY = datetime.timedelta(days=1)


def rule(days: int, counting: str, **more: Any) -> StayRule:
    """A row of stay."""
    return StayRule(**BASIC | more, days=days, counting=counting)


def end(
    *rows: StayRule, arrival: datetime.date, suspended: tuple[Suspension, ...] = ()
) -> datetime.date | None:
    """The last day of a first stay."""
    return stay_end(Law(stay=rows, suspensions=suspended), "QAA", "QXX", arrival).last


@pytest.mark.parametrize("days", [1, 30, 90])
@pytest.mark.parametrize("start", [0, 100, 300])
def test_days_for_each_entry_and_in_a_window_end_after_so_many_days(days: int, start: int) -> None:
    """The day of arrival is the first of the days."""
    arrival = datetime.date(2021, 1, 1) + start * DAY

    assert end(rule(days, "per_entry"), arrival=arrival) == arrival + (days - 1) * DAY
    assert end(rule(days, "rolling", window=180), arrival=arrival) == arrival + (days - 1) * DAY


@pytest.mark.parametrize(
    ("arrival", "last"),
    [
        ("2021-01-01", "2021-03-31"),
        ("2021-06-01", "2021-08-29"),
        ("2021-10-02", "2021-12-30"),
        ("2021-10-03", "2022-03-31"),
    ],
)
def test_a_calendar_year_gives_its_days_anew(arrival: str, last: str) -> None:
    """Who has not used up the year's days at its end has those of the next year."""
    found = end(rule(90, "calendar_year"), arrival=datetime.date.fromisoformat(arrival))

    assert found == datetime.date.fromisoformat(last)


@pytest.mark.parametrize("counting", ["per_entry", "rolling"])
@pytest.mark.parametrize("length", [1, 40, 400])
def test_a_suspension_prolongs_the_stay_by_its_length(counting: str, length: int) -> None:
    """Whatever is counted, days on which the clock stands still are added; a decree after the end changes nothing."""
    arrival = datetime.date(2021, 1, 1)
    rows = rule(30, counting, window=180)
    before = end(rows, arrival=arrival)
    assert before is not None
    first = arrival + 10 * DAY
    decree = Suspension(**BASIC | {"from_": first, "until": first + (length - 1) * DAY})
    late = Suspension(**BASIC | {"from_": before + 2 * DAY, "until": before + 50 * DAY})

    assert end(rows, arrival=arrival, suspended=(decree,)) == before + length * DAY
    assert end(rows, arrival=arrival, suspended=(late,)) == before


def test_the_shorter_of_two_limits_comes_first() -> None:
    """30 days for an entry within 90 in 180 end after 30."""
    arrival = datetime.date(2021, 1, 1)

    assert end(rule(90, "rolling", window=180, entry_days=30), arrival=arrival) == arrival + 29 * DAY


def test_a_stay_without_a_row_or_without_end_has_no_last_day() -> None:
    """Silence is no limit and no permission."""
    arrival = datetime.date(2021, 1, 1)

    assert end(arrival=arrival) is None
    assert end(rule(180, "rolling", window=180), arrival=arrival) is None
    assert end(rule(0, "per_entry"), arrival=arrival) is None
