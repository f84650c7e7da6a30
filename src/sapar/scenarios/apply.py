"""A scenario is a patch: it turns declarations into other declarations, and adjusts dated series."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from sapar.model.dated import Adjustment
from sapar.model.declarations import Declarations
from sapar.scenarios.scenario import (
    Activate,
    AddEvent,
    AddRow,
    Change,
    ChangeEvent,
    CloseRows,
    ParameterChange,
    Scenario,
    SeriesChange,
    WithoutEvent,
    matches,
)

FIELDS = {
    "economy/wages": "wages",
    "economy/exchange_rates": "exchange_rates",
    "economy/fares": "fares",
    "economy/regions": "regions",
    "economy/channels": "channels",
    "attacks": "attacks",
    "law/stay": "stay",
    "law/work": "work",
    "law/suspensions": "suspensions",
    "law/sanctions": "sanctions",
    "law/unions": "unions",
    "law/family": "family",
    "law/entry": "entry",
    "law/registry": "registry",
    "law/amnesties": "amnesties",
    "law/rates": "rates",
    "pairs": "pairs",
    "links": "links",
    "institutions": "institutions",
    "camp_supplies": "camp_supplies",
    "minor_flows": "minor_flows",
}
"""Field of `Declarations` by table."""

SERIES = ("economy/wages", "economy/exchange_rates", "economy/fares")
"""Tables whose resolved values change; rows of all other tables are cut at the dates of the change."""


def apply_scenario(
    declarations: Declarations, scenario: Scenario
) -> tuple[Declarations, tuple[Adjustment, ...]]:
    """The study as the scenario has it, and the adjustments of its dated series."""
    adjustments: list[Adjustment] = []
    for change in scenario.changes:
        if isinstance(change, SeriesChange) and change.table in SERIES:
            adjustments.append(
                Adjustment(
                    table=change.table.removeprefix("economy/"),
                    where=change.where,
                    first=change.from_,
                    last=change.until,
                    multiply=change.multiply,
                    set_to=None if change.multiply is not None else float(change.set_),
                )
            )
        else:
            declarations = _applied(declarations, change)
    return declarations, tuple(adjustments)


def _applied(declarations: Declarations, change: Change) -> Declarations:
    """The declarations after one change."""
    events = declarations.events
    match change:
        case AddEvent():
            return replace(declarations, events=(*events, change.event))
        case WithoutEvent():
            return replace(declarations, events=tuple(each for each in events if each.id != change.id))
        case ChangeEvent():
            changed = (replace(each, **change.values) if each.id == change.id else each for each in events)
            return replace(declarations, events=tuple(changed))
        case AddRow():
            return _with_rows(declarations, change.table, (*_rows(declarations, change.table), change.row))
        case CloseRows():
            return _with_rows(declarations, change.table, _closed(_rows(declarations, change.table), change))
        case Activate():
            return _with_rows(
                declarations, change.table, _activated(_rows(declarations, change.table), change)
            )
        case SeriesChange():
            return _with_rows(declarations, change.table, _cut(_rows(declarations, change.table), change))
        case ParameterChange():
            rows = tuple(_parameter(row, change) for row in declarations.assumptions)
            return replace(declarations, assumptions=rows)


def _rows(declarations: Declarations, table: str) -> tuple[Any, ...]:
    """Rows of a table."""
    rows: tuple[Any, ...] = getattr(declarations, FIELDS[table])
    return rows


def _with_rows(declarations: Declarations, table: str, rows: tuple[Any, ...]) -> Declarations:
    """The declarations with other rows in one table."""
    fields: dict[str, Any] = {FIELDS[table]: rows}
    return replace(declarations, **fields)


def _closed(rows: tuple[Any, ...], change: CloseRows) -> tuple[Any, ...]:
    """Rows that match end the day before the change; those that start later never hold."""
    last = change.from_ - datetime.timedelta(days=1)
    kept = []
    for row in rows:
        if not matches(row, change.where):
            kept.append(row)
        elif row.from_ <= last:
            kept.append(replace(row, until=min(row.until or last, last)))
    return tuple(kept)


def _activated(rows: tuple[Any, ...], change: Activate) -> tuple[Any, ...]:
    """Proposals that match are in force, from their own date or from the change's."""
    return tuple(
        replace(row, status="in_force", from_=change.from_ or row.from_)
        if not row.is_in_force and matches(row, change.where)
        else row
        for row in rows
    )


def _cut(rows: tuple[Any, ...], change: SeriesChange) -> tuple[Any, ...]:
    """Rows that match are cut at the dates of the change, and the part between takes the new value."""
    far = datetime.date.max
    stop = change.until or far
    one_day = datetime.timedelta(days=1)
    result = []
    for row in rows:
        end = row.until or far
        if not matches(row, change.where) or end < change.from_ or row.from_ > stop:
            result.append(row)
            continue
        if row.from_ < change.from_:
            result.append(replace(row, until=change.from_ - one_day))
        old = getattr(row, change.column)
        new = (
            change.set_
            if change.multiply is None
            else None
            if old is None
            else type(old)(old * change.multiply)
        )
        first, last = max(row.from_, change.from_), min(end, stop)
        result.append(replace(row, from_=first, until=None if last == far else last, **{change.column: new}))
        if end > stop:
            result.append(replace(row, from_=stop + one_day))
    return tuple(result)


def _parameter(row: Any, change: ParameterChange) -> Any:
    """A row of assumptions with its value and range multiplied, or set without a range."""
    if row.parameter != change.name:
        return row
    if change.multiply is None:
        return replace(row, value=change.set_, low=change.set_, high=change.set_)
    factor = change.multiply
    return replace(row, value=row.value * factor, low=row.low * factor, high=row.high * factor)
