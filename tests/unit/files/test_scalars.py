"""Scalars mean what they say: each is read as declared or refused with the reason."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.files.fields import FAULTY, Field, Kind, read_value
from sapar.files.personal import looks_personal
from sapar.position import Position
from sapar.problems import Problems


def read(text: str, kind: Kind, *, decimal_comma: bool = False, **more: Any) -> Any:
    """The value of a text, or the code of its problem."""
    problems = Problems()
    field = Field(name="x", kind=kind, **more)
    value = read_value(text, field, lambda: Position(file="a.csv"), problems, decimal_comma=decimal_comma)
    return problems.in_file_order[0].code if value is FAULTY else value


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("NO", Kind.TEXT, "NO"),
        ("NO", Kind.NAME, "NO"),
        ("NOR", Kind.CODE, "NOR"),
        ("012", Kind.NAME, "012"),
        ("012", Kind.INTEGER, 12),
        ("1_000", Kind.INTEGER, "not-a-number"),
        ("12:30:45", Kind.NUMBER, "not-a-number"),
        ("1e5", Kind.NUMBER, 1e5),
        ("1e5", Kind.INTEGER, "not-an-integer"),
        ("1.10", Kind.NUMBER, 1.1),
        ("1.10", Kind.TEXT, "1.10"),
        (".5", Kind.NUMBER, 0.5),
        ("-3", Kind.INTEGER, -3),
        ("true", Kind.TEXT, "true"),
        ("true", Kind.YES_NO, "unknown-choice"),
        ("yes", Kind.YES_NO, True),
        ("1/2", Kind.NUMBER, "not-a-number"),
        ("1\u202f000", Kind.NUMBER, "not-a-number"),
        ("1,5", Kind.NUMBER, "not-a-number"),
        ("٣", Kind.INTEGER, "not-a-number"),
        ("NaN", Kind.NUMBER, "not-a-number"),
        ("-inf", Kind.NUMBER, "not-a-number"),
        ("1e400", Kind.NUMBER, "out-of-range"),
        ("9" * 5000, Kind.INTEGER, "not-a-number"),
        (" 5", Kind.INTEGER, "not-a-number"),
        ("2020", Kind.DATE_FROM, datetime.date(2020, 1, 1)),
        ("2020", Kind.DATE_UNTIL, datetime.date(2020, 12, 31)),
        ("2020-02", Kind.DATE_FROM, datetime.date(2020, 2, 1)),
        ("2020-02", Kind.DATE_UNTIL, datetime.date(2020, 2, 29)),
        ("2020-02-18", Kind.DATE_UNTIL, datetime.date(2020, 2, 18)),
        ("2021-02-29", Kind.DATE_FROM, "not-a-date"),
        ("2021-13-01", Kind.DATE_FROM, "not-a-date"),
        ("2021-1-1", Kind.DATE_FROM, "not-a-date"),
        ("01.02.2021", Kind.DATE_FROM, "not-a-date"),
        ("2021-02-03T04:05", Kind.DATE_FROM, "not-a-date"),
        ("٢٠٢٠", Kind.DATE_FROM, "not-a-date"),
        ("KGZ UZB", Kind.CODES, ("KGZ", "UZB")),
        ("*", Kind.CODES, ("*",)),
        ("kgz", Kind.CODE, "not-a-code"),
        ("KGZ ", Kind.CODE, "not-a-code"),
        ("KАZ", Kind.NAME, "not-a-name"),
        ("formal_share:RUS", Kind.PARAMETER, "formal_share:RUS"),
        ("propensity_60+", Kind.PARAMETER, "propensity_60+"),
        ("USD per hour", Kind.UNIT, "USD per hour"),
        ("RUB per month", Kind.UNIT, "RUB per month"),
        ("furlongs", Kind.UNIT, "unknown-unit"),
        ("=1+1", Kind.TEXT, "=1+1"),
    ],
)
def test_a_treacherous_scalar_is_read_as_declared_or_refused(text: str, kind: Kind, value: object) -> None:
    """No text turns into something else on its way in."""
    assert read(text, kind) == value


def test_blank_is_unknown_and_never_zero() -> None:
    """An optional blank cell has no value; a required one is a problem."""
    assert read("", Kind.NUMBER, required=False) is None
    assert read("  ", Kind.CODES, required=False) == ()
    assert read("", Kind.NUMBER) == "missing-value"


def test_a_decimal_comma_is_read_where_semicolons_separate() -> None:
    """1,5 is one and a half in such a file, and 1.5 too."""
    assert read("1,5", Kind.NUMBER, decimal_comma=True) == 1.5
    assert read("1.5", Kind.NUMBER, decimal_comma=True) == 1.5
    assert read("1,000,000", Kind.NUMBER, decimal_comma=True) == "not-a-number"


@given(value=st.floats(allow_nan=False, allow_infinity=False, min_value=-1e17, max_value=1e17))
def test_numbers_come_back_from_their_text(value: float) -> None:
    """The shortest text of a number is read as the same number."""
    assert read(f"{value:.17g}", Kind.NUMBER) == value


@given(text=st.text(max_size=60), kind=st.sampled_from(Kind))
def test_any_text_is_read_or_refused(text: str, kind: Kind) -> None:
    """No text makes a reader fail in another way."""
    read(text, kind, choices=("a", "b"), low=0.0, high=1.0)


@given(date=st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_dates_come_back_from_their_text(date: datetime.date) -> None:
    """A full date is the same first and last day."""
    assert read(date.isoformat(), Kind.DATE_FROM) == date == read(date.isoformat(), Kind.DATE_UNTIL)


@pytest.mark.parametrize(
    "column",
    [
        "year", "month", "age", "sex", "count", "people", "region", "country_of_birth", "income",
        "share_without_papers", "permits", "median_wage", "name_kk", "destination", "employers", "mobility",
        "innovation", "phase", "inner_region", "telework_share", "family_size", "население", "доля", "регион",
    ],
)  # fmt: skip
def test_statistical_columns_are_not_taken_for_records(column: str) -> None:
    """Columns of counts get the ordinary message about unknown columns."""
    assert not looks_personal(column)
