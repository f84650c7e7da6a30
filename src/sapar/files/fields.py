"""Declared fields: what a column or a key takes, and the reading of its text into a value."""

from __future__ import annotations

import calendar
import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from sapar.errors import (
    LimitExceeded,
    MissingValue,
    NotACode,
    NotADate,
    NotAName,
    NotAnInteger,
    NotANumber,
    OutOfRange,
    StudyFault,
    UnknownChoice,
    UnknownUnit,
)
from sapar.files.limits import EARLIEST_YEAR, LATEST_YEAR, LIMITS, WIDEST_NUMBER
from sapar.files.names import is_code, is_name
from sapar.position import Position
from sapar.problems import Problems
from sapar.units import UNITS, is_unit


class Kind(StrEnum):
    """What the text of a cell or scalar means."""

    TEXT = "text"
    NAME = "name"
    NAMES = "names"
    CODE = "code"
    CODES = "codes"
    PARAMETER = "parameter"
    INTEGER = "integer"
    NUMBER = "number"
    DATE_FROM = "date_from"
    DATE_UNTIL = "date_until"
    CHOICE = "choice"
    YES_NO = "yes_no"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One column of a table or one scalar key of a YAML file."""

    name: str
    """As written in the header or as the key."""
    kind: Kind = Kind.TEXT
    """How its text is read."""
    required: bool = True
    """Whether it may not be blank."""
    choices: tuple[str, ...] = ()
    """The words a choice takes."""
    low: float | None = None
    """Smallest number allowed."""
    high: float | None = None
    """Largest number allowed."""
    unit: str = ""
    """Unit of the number."""
    describe: str = ""
    """One line for the schema."""


Where = Callable[[], Position]
"""Works out where a text stands; asked only when there is something to report."""

FAULTY: Final = object()
"""Stands for a value whose problem has been reported."""

_NUMBER = re.compile(r"[+-]?([0-9]{1,25}(\.[0-9]{0,25})?|\.[0-9]{1,25})([eE][+-]?[0-9]{1,3})?")
_INTEGER = re.compile("[+-]?[0-9]{1,25}")
PARAMETER_PATTERN = "[A-Za-z0-9_+-]{1,80}(:[A-Za-z0-9_+-]{1,80})?"
"""What the name of a parameter or group looks like."""
DATE_PATTERN = "([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?"
"""What a year, a month or a day looks like."""

_PARAMETER = re.compile(PARAMETER_PATTERN)
_DATE = re.compile(DATE_PATTERN)
_COUNTRY_OR_CURRENCY_TRY = 'three capital letters, such as "KGZ" or "USD"'


def read_value(text: str, field: Field, at: Where, problems: Problems, *, decimal_comma: bool = False) -> Any:
    """The typed value of one text; None where it is blank, `FAULTY` after a problem.

    Parameters
    ----------
    text
        As written, quotes and escapes removed.
    field
        What the text should be.
    at
        Where it stands.
    problems
        Receives what is wrong with it.
    decimal_comma
        Whether the file writes 1,5 for one and a half.
    """
    if not text.strip():
        if field.required:
            problems.add(MissingValue(at=at(), why=f"{field.name} is blank", try_=_example(field)))
            return FAULTY
        return () if field.kind in (Kind.NAMES, Kind.CODES) else None
    if len(text) > LIMITS.cell_characters:
        problems.add(
            LimitExceeded(
                at=at(),
                why=f"this value has {len(text):,} characters, the ceiling is {LIMITS.cell_characters:,}",
                try_="shorten it, or keep the long text in a document of its own",
            )
        )
        return FAULTY
    try:
        return _converted(text, field, at, decimal_comma)
    except StudyFault as problem:
        problems.add(problem)
        return FAULTY


def _converted(text: str, field: Field, at: Where, decimal_comma: bool) -> Any:
    """The value of a text that is not blank; raises the problem."""
    match field.kind:
        case Kind.TEXT:
            return text
        case Kind.INTEGER | Kind.NUMBER:
            return _number(text, field, at, decimal_comma)
        case Kind.DATE_FROM | Kind.DATE_UNTIL:
            return read_date(text, at, last=field.kind is Kind.DATE_UNTIL)
        case Kind.CHOICE:
            if text not in field.choices:
                raise UnknownChoice(at=at(), found=text, known=field.choices)
            return text
        case Kind.YES_NO:
            if text not in ("yes", "no"):
                raise UnknownChoice(at=at(), found=text, known=("yes", "no"))
            return text == "yes"
        case Kind.UNIT:
            if not is_unit(text):
                raise UnknownUnit(at=at(), found=text, known=UNITS)
            return text
        case Kind.NAMES | Kind.CODES:
            return _several(text, field, at)
        case _:
            return _single(text, field.kind, at)


def _single(text: str, kind: Kind, at: Where) -> str:
    """A name, a code or a parameter's name."""
    if kind in (Kind.CODE, Kind.CODES):
        if not is_code(text):
            tried = text.strip().upper()
            hint = f'"{tried}"' if is_code(tried) else _COUNTRY_OR_CURRENCY_TRY
            raise NotACode(at=at(), found=text, why="is not a code of three capital letters", try_=hint)
        return text
    is_fine = _PARAMETER.fullmatch(text) is not None if kind is Kind.PARAMETER else is_name(text)
    if not is_fine:
        raise NotAName(at=at(), found=text, why=_name_fault(text), try_=f'"{_as_name(text)}"')
    return text


def _several(text: str, field: Field, at: Where) -> tuple[str, ...]:
    """Names separated by spaces, or `*` alone."""
    entries = text.split(" ")
    if entries == ["*"]:
        return ("*",)
    if len(entries) > LIMITS.list_entries:
        raise LimitExceeded(
            at=at(),
            why=f"this list has {len(entries):,} names, more than the ceiling of {LIMITS.list_entries:,}",
            try_="write * if all are meant",
        )
    if "" in entries:
        raise NotAName(
            at=at(),
            found=text,
            why="has a space too many: one space separates two names",
            try_=f'"{" ".join(text.split())}"',
        )
    if "*" in entries:
        raise NotAName(
            at=at(), found=text, why="names single ones beside *, which means all", try_='"*" alone'
        )
    if len(set(entries)) < len(entries):
        raise NotAName(
            at=at(), found=text, why="names one of them twice", try_=f'"{" ".join(dict.fromkeys(entries))}"'
        )
    return tuple(_single(entry, field.kind, at) for entry in entries)


def _number(text: str, field: Field, at: Where, decimal_comma: bool) -> float | int:
    """A number within the field's bounds."""
    written = text.replace(",", ".") if decimal_comma and text.count(",") == 1 and "." not in text else text
    if _NUMBER.fullmatch(written) is None:
        raise NotANumber(at=at(), found=text, why="is not a number", try_=_number_hint(text))
    value = float(written)
    if not math.isfinite(value) or abs(value) > WIDEST_NUMBER:
        raise OutOfRange(
            at=at(), found=text, why="is larger than any quantity", try_=f"a number up to {WIDEST_NUMBER:g}"
        )
    if field.kind is Kind.INTEGER and _INTEGER.fullmatch(written) is None:
        why = f"is not a whole number, and {field.name} is counted"
        raise NotAnInteger(at=at(), found=text, why=why, try_=f'"{round(value)}"')
    if (field.low is not None and value < field.low) or (field.high is not None and value > field.high):
        raise OutOfRange(at=at(), found=text, why=f"cannot be a value of {field.name}", try_=bounds(field))
    return int(written) if field.kind is Kind.INTEGER else value


def read_date(text: str, at: Where, *, last: bool) -> datetime.date:
    """The first or the last day that an ISO 8601 year, month or day names.

    Raises
    ------
    NotADate
        It is written differently, does not exist, or lies outside 1900 to 2100.
    """
    parts = _DATE.fullmatch(text)
    if parts is None:
        raise NotADate(at=at(), found=text, why="is not a date", try_=_date_hint(text))
    year = int(parts[1])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise NotADate(
            at=at(), found=text, why="is too far away", try_=f"a year from {EARLIEST_YEAR} to {LATEST_YEAR}"
        )
    month = int(parts[2] or (12 if last else 1))
    if not 1 <= month <= 12:
        raise NotADate(at=at(), found=text, why=f"has no month {month}", try_=f'"{year}-12"')
    longest = calendar.monthrange(year, month)[1]
    day = int(parts[3] or (longest if last else 1))
    if not 1 <= day <= longest:
        hint = f'"{year}-{month:02}-{longest}"'
        raise NotADate(at=at(), found=text, why=f"has no day {day}: its month has {longest}", try_=hint)
    return datetime.date(year, month, day)


def _date_hint(text: str) -> str:
    """What a date in another order probably meant."""
    parts = re.fullmatch(r"\s*(\d{1,2})[./-](\d{1,2})[./-](\d{4})\s*", text)
    if parts is not None and int(parts[2]) <= 12:
        return f'"{parts[3]}-{int(parts[2]):02}-{int(parts[1]):02}" if the day comes first in it'
    return '"2020", "2020-03" or "2020-03-18"'


def _number_hint(text: str) -> str:
    """What a number in another form probably meant."""
    bare = re.sub(r"[\s_\u00a0\u2009\u202f'’]", "", text)
    if re.fullmatch(r"[+-]?\d+,\d+", bare):
        return f'"{bare.replace(",", ".")}" (a decimal comma is read only where ; separates the cells)'
    if _NUMBER.fullmatch(bare):
        return f'"{bare}" (digits without spaces or separators)'
    if bare.lower() in ("nan", "na", "n/a", "null", "none", "-", "?", "unknown"):
        return "leave the cell blank if the value is unknown"
    return 'digits with a decimal point, such as "1250.5"'


def bounds(field: Field) -> str:
    """The field's bounds in words, such as `a number from 0 to 1,000,000 persons`."""
    unit = f" {field.unit}" if field.unit not in ("", "1") else ""
    if field.low is not None and field.high is not None:
        return f"a number from {_plainly(field.low)} to {_plainly(field.high)}{unit}"
    if field.low is not None:
        return f"a number from {_plainly(field.low)}{unit} up"
    return "a number" if field.high is None else f"a number up to {_plainly(field.high)}{unit}"


def _plainly(value: float) -> str:
    """A number written out, with commas between thousands."""
    return f"{value:,.12g}"


def _name_fault(text: str) -> str:
    """Why a text is no name."""
    if text != text.strip():
        return "starts or ends with a space"
    odd = next((letter for letter in text if not is_name(letter)), "")
    if odd.isalpha():
        return f'has the letter "{odd}" (U+{ord(odd):04X}), which is not a Latin letter'
    if odd:
        return f'has the character "{odd}": names are letters, digits, - and _'
    return "is too long for a name"


def _as_name(text: str) -> str:
    """A proper name that resembles the text."""
    return re.sub(r"[^A-Za-z0-9_-]+", "-", text.strip())[:80].strip("-") or "a-name"


def _example(field: Field) -> str:
    """What to write into a blank required field."""
    match field.kind:
        case Kind.CHOICE:
            return "one of: " + ", ".join(field.choices)
        case Kind.DATE_FROM | Kind.DATE_UNTIL:
            return "a date such as 2020-03-18"
        case Kind.INTEGER | Kind.NUMBER:
            return bounds(field) + "; never 0 for unknown"
        case Kind.CODE | Kind.CODES:
            return _COUNTRY_OR_CURRENCY_TRY
        case _:
            return f"write the {field.name}" + (f": {field.describe}" if field.describe else "")
