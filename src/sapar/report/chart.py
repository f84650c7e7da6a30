"""A chart: one Vega or Vega-Lite specification, and the one table that it, its twin and its download show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from sapar.report.language import Language, iso
from sapar.results.disclose import disclose, is_small

HIDDEN = "<"
"""Stands in tables for a count that is not disclosed."""

Cell = str | int | float | None
"""What a table holds."""
Kind = Literal["text", "date", "people", "number"]
"""How a column is written in a table for readers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a chart's table."""

    name: str
    """In the specification and in the download."""
    title: str
    """For readers."""
    kind: Kind = "text"
    """How its cells are written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartTable:
    """Named columns and their rows."""

    columns: tuple[Column, ...]
    """From left to right."""
    rows: tuple[tuple[Cell, ...], ...]
    """From top to bottom."""

    @property
    def records(self) -> list[dict[str, Cell]]:
        """The rows as Vega reads them."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def written(self, language: Language, threshold: float) -> list[list[str]]:
        """The rows as a reader sees them."""
        return [
            [
                _written(cell, column.kind, language, threshold)
                for cell, column in zip(row, self.columns, strict=True)
            ]
            for row in self.rows
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One picture with its words and its numbers."""

    id: str
    """Unique on a page; letters, digits and `-`."""
    title: str
    """What it shows."""
    description: str
    """What a reader who cannot see it should know."""
    grammar: Literal["vega", "vega-lite"]
    """Which of the two the specification is written in."""
    drawing: Mapping[str, Any]
    """The specification without its data."""
    tables: Mapping[str, ChartTable]
    """The data by name; the first table is the one that readers see and download."""
    narrow: Mapping[str, Any] | None = None
    """Another specification for containers narrower than 620 pixels; nothing: the same one."""
    twin: ChartTable | None = None
    """A shorter table for readers; nothing: the first one."""
    caption: str = ""
    """Below the picture: definition, range, what it leaves out."""
    notes: tuple[str, ...] = field(default=())
    """Further sentences below the caption, each on its own."""
    more: tuple[str, ...] = field(default=())
    """Sentences that readers may unfold."""
    more_title: str = ""
    """What they are about."""

    @property
    def main(self) -> ChartTable:
        """The table that is downloaded."""
        return next(iter(self.tables.values()))

    def specification(self) -> dict[str, Any]:
        """The whole specification with its data inside, ready for a notebook or an image."""
        spec = deepcopy(dict(self.drawing))
        if self.grammar == "vega-lite":
            spec["datasets"] = {name: table.records for name, table in self.tables.items()}
        else:
            stored = [{"name": name, "values": table.records} for name, table in self.tables.items()]
            spec["data"] = [*stored, *spec.get("data", [])]
        return spec


def people(values: ArrayLike, threshold: float) -> list[Cell]:
    """Counts as cells: whole numbers, `HIDDEN` where small, nothing where missing."""
    small = is_small(values, threshold)
    shown = disclose(values, threshold)
    return [
        HIDDEN if hidden else (None if np.isnan(value) else round(float(value)))
        for value, hidden in zip(np.ravel(shown).tolist(), np.ravel(small).tolist(), strict=True)
    ]


def readable(names: Sequence[str], language: Language, threshold: float) -> list[dict[str, str]]:
    """Transforms that give each count a text and make it a number that can be drawn.

    A hidden count is drawn at half the threshold, so that its place says nothing.
    """
    small = language.small(threshold).replace("'", "\u2019")
    steps = []
    for name in names:
        field_ = f"datum['{name}']"
        text = (
            f"{field_} === '{HIDDEN}' ? '{small}' : isValid({field_}) ? format({field_}, ',.3~r') : '\u2013'"
        )
        steps.append({"calculate": text, "as": f"{name}_text"})
        steps.append({"calculate": f"{field_} === '{HIDDEN}' ? {threshold / 2:g} : {field_}", "as": name})
    return steps


def _written(cell: Cell, kind: Kind, language: Language, threshold: float) -> str:
    """One cell for a reader."""
    if kind == "date":
        return language.date(cell)
    if cell == HIDDEN and kind == "people":
        return language.small(threshold)
    if isinstance(cell, str):
        return cell
    if cell is None:
        return language.number(float("nan"))
    return language.count(cell, threshold, 3) if kind == "people" else language.number(cell, 3)


def by_year(rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
    """Of rows by month, whose first cell is a date, those of each January and the last: what happened since counts."""
    return tuple(row for row in rows if str(row[0]).endswith("-01-01") or row is rows[-1])


def day(value: object) -> str:
    """A day of an axis, ISO 8601."""
    return str(np.datetime64(str(value), "D")) if isinstance(value, np.datetime64) else iso(value)
