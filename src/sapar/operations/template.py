"""A sheet to fill in: the tables with units, what each column means, and an example."""

from __future__ import annotations

import csv
import io
import pkgutil
from pathlib import Path

from sapar.errors import NoSuchExample
from sapar.files.workbooks import Sheet, write_workbook
from sapar.files.write import write_text
from sapar.operations.tables import LIMIT_ITEMS, PLAN, TABLES

EXAMPLES = ("template", "mashtakovo-coaches", "mashtakovo-trains")
"""Bundled sheets; the first is the template's own."""


def require_example(name: str) -> str:
    """The name of a bundled sheet.

    Raises
    ------
    NoSuchExample
        There is none of that name.
    """
    if name not in EXAMPLES:
        raise NoSuchExample(found=name, why="is no bundled sheet", try_=f"one of: {', '.join(EXAMPLES)}")
    return name


def example_folder(name: str) -> Path:
    """Where a bundled sheet is."""
    return Path(__file__).parent / "examples" / require_example(name)


def write_template(path: Path, example: str = "template") -> tuple[Path, ...]:
    """Write a sheet that Sapar reads: a workbook where the path ends in .xlsx, otherwise a folder of CSV files.

    Returns
    -------
    written
        The files.
    """
    require_example(example)
    tables = {spec.name: _example_rows(example, spec.name) for spec in TABLES}
    explained = _explained()
    if path.suffix.lower() == ".xlsx":
        hints = {
            spec.name: tuple(
                "; ".join(part for part in (column.describe, column.unit and f"unit: {column.unit}") if part)
                for column in spec.columns
            )
            for spec in TABLES
        }
        sheets = [
            Sheet(name=name, columns=tuple(rows[0]), rows=[[_number(cell) for cell in row] for row in rows[1:]],
                  hints=hints[name])
            for name, rows in tables.items()
        ]  # fmt: skip
        sheets.append(Sheet(name="read me", columns=tuple(explained[0]), rows=explained[1:]))
        write_workbook(path, sheets, {"title": "Sapar transit sheet"})
        return (path,)
    written = []
    for name, rows in (*tables.items(), ("read me", explained)):
        stream = io.StringIO()
        csv.writer(stream, lineterminator="\n").writerows(rows)
        target = path / f"{name.replace(' ', '_')}.csv"
        write_text(target, stream.getvalue())
        written.append(target)
    return tuple(written)


def _example_rows(example: str, table: str) -> list[list[str]]:
    """Header and rows of a bundled table, every declared column shown."""
    spec = next(each for each in TABLES if each.name == table)
    names = [column.name for column in spec.columns]
    content = pkgutil.get_data("sapar.operations", f"examples/{example}/{table}.csv")
    rows = list(csv.DictReader(io.StringIO((content or b"").decode("utf-8"))))
    return [names, *([row.get(name) or "" for name in names] for row in rows)]


def _number(cell: str) -> str | float | int | None:
    """A cell of a workbook."""
    try:
        return int(cell) if cell.isdecimal() else float(cell)
    except ValueError:
        return cell or None


def _explained() -> list[list[str]]:
    """Every column of every table: its unit, whether it may be blank, what it means."""
    rows = [["table", "column or item", "unit", "may be blank", "what it means"]]
    for spec in (*TABLES, PLAN):
        for column in spec.columns:
            blank = "no" if column.required else "yes"
            words = column.describe or ", ".join(column.choices)
            rows.append([spec.name, column.name, column.unit, blank, words])
    for item, field in LIMIT_ITEMS.items():
        rows.append(
            ["limits", f"item: {item}", field.unit, "yes" if item != "start" else "no", field.describe]
        )
    return rows
