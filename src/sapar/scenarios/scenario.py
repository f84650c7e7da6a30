"""A scenario as written: a named list of changes, each a frozen value."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sapar.model.declarations.events import Event
from sapar.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesChange:
    """A dated series, or a column of law, multiplied or set on some days."""

    table: str
    """Such as `economy/wages` or `law/work`."""
    column: str
    """The column that changes, such as `value`, `per_usd` or `fee`."""
    where: Mapping[str, str] = field(default_factory=dict)
    """Columns that must match for a row to change."""
    multiply: float | None = None
    """Factor; None: the value is set."""
    set_: Any = None
    """New value; None: the value is multiplied."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: to the end."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvent:
    """An event that happens in addition."""

    event: Event
    """The event."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutEvent:
    """An event that does not happen."""

    id: str
    """The event's id."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEvent:
    """An event of which some values are different."""

    id: str
    """The event's id."""
    values: Mapping[str, Any]
    """New value by field of the event's class."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRow:
    """A row added to a table."""

    table: str
    """Such as `law/unions`."""
    row: Any
    """The row as the table's own dataclass."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRows:
    """Rows that end the day before a date."""

    table: str
    """Such as `law/stay`."""
    where: Mapping[str, str] = field(default_factory=dict)
    """Columns that must match."""
    from_: datetime.date
    """First day on which the rows no longer hold."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activate:
    """Proposed rows of law that come into force."""

    table: str
    """Such as `law/family`."""
    where: Mapping[str, str] = field(default_factory=dict)
    """Columns that must match."""
    from_: datetime.date | None = None
    """First day; None: the rows' own."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParameterChange:
    """A parameter multiplied or set, with its range."""

    name: str
    """As in `assumptions.csv`."""
    multiply: float | None = None
    """Factor; None: the value is set."""
    set_: float | None = None
    """New value in every replicate; None: the value is multiplied."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is written."""


Change = (
    SeriesChange | AddEvent | WithoutEvent | ChangeEvent | AddRow | CloseRows | Activate | ParameterChange
)
"""Any change of a scenario."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Dated changes to a study, with the direction they must show."""

    id: str
    """Its name within the study."""
    title: Mapping[str, str]
    """By language."""
    changes: tuple[Change, ...] = ()
    """In the order they apply; none: the study as it is."""
    expect: str | None = None
    """The direction it must show, in a sentence."""
    file: str = ""
    """Where it is written."""


def matches(row: Any, where: Mapping[str, str]) -> bool:
    """Whether a row's columns have the values asked for; a list of codes matches if it holds the code."""
    for column, wanted in where.items():
        value = getattr(row, "from_" if column == "from" else column)
        texts = value if isinstance(value, tuple) else (str(value),)
        if wanted not in texts:
            return False
    return True
