"""Claims and sources as rows of text, ready for the end of their tables."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from sapar.evidence.claims import CLAIMS, Claim

Row = dict[str, str]
"""Text by column."""


def row_of(claim: Claim) -> Row:
    """A claim as it would stand in the table."""
    values = {field.name.rstrip("_"): getattr(claim, field.name) for field in fields(claim)}
    return {column.name: text_of(values[column.name]) for column in CLAIMS.columns}


def text_of(value: Any) -> str:
    """A value as a cell."""
    match value:
        case None:
            return ""
        case tuple() | list():
            return " ".join(str(each) for each in value)
        case bool():
            return "yes" if value else "no"
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
        case datetime.date():
            return value.isoformat()
        case _:
            return " ".join(str(value).split())


def period_text(first: datetime.date | None, last: datetime.date | None) -> tuple[str, str]:
    """`from` and `until` in their shortest form: a whole year as its number."""
    if first is None or last is None:
        return text_of(first), text_of(last)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year), str(last.year)
    return first.isoformat(), last.isoformat()


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """A name for a new row: the one wanted, or the next number behind it."""
    stem, known = re.sub(r"[^A-Za-z0-9_-]+", "-", wanted).strip("-")[:60] or "claim", set(taken)
    number = 1
    while f"{stem}-{number:02}" in known:
        number += 1
    return f"{stem}-{number:02}"


def checked_row(row: Mapping[str, str]) -> Row:
    """The row with every column of the table, blank where nothing was given."""
    return {column.name: row.get(column.name, "").strip() for column in CLAIMS.columns}
