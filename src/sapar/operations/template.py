"""Sheets to fill in: a planner's tables with units, what each column means, and an example."""

from __future__ import annotations

import csv
import io
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sapar.errors import NoSuchExample
from sapar.files.fields import Field
from sapar.files.tables import TableSpec
from sapar.files.workbooks import Sheet, write_workbook
from sapar.files.write import write_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    """The sheets that a planner ships."""

    package: str
    """Whose folder `examples` holds them."""
    title: str
    """Of the workbook."""
    examples: tuple[str, ...]
    """Names of the sheets; the first is the template's own."""
    tables: tuple[TableSpec, ...]
    """The tables of a sheet."""
    items: Mapping[str, Field]
    """What the rows of the table `item_table` may state."""
    item_table: str
    """The table whose rows name an item."""
    needed: tuple[str, ...]
    """Items without which nothing is planned."""
    explained: tuple[TableSpec, ...] = ()
    """Further tables that the page "read me" explains."""

    def require(self, name: str) -> str:
        """The name of a bundled sheet.

        Raises
        ------
        NoSuchExample
            There is none of that name.
        """
        if name not in self.examples:
            raise NoSuchExample(
                found=name, why="is no bundled sheet", try_=f"one of: {', '.join(self.examples)}"
            )
        return name

    def folder(self, name: str) -> Path:
        """Where a bundled sheet is."""
        home = Path(__file__).parent / self.package.rpartition(".")[2]
        return home / "examples" / self.require(name)

    def write(self, path: Path, example: str | None = None) -> tuple[Path, ...]:
        """Write a sheet that Sapar reads: a workbook where the path ends in .xlsx, otherwise a folder of CSV files.

        Returns
        -------
        written
            The files.
        """
        name = self.require(example or self.examples[0])
        tables = {spec.name: self._rows(name, spec) for spec in self.tables}
        explained = self._explained()
        if path.suffix.lower() == ".xlsx":
            hints = {spec.name: tuple(_hint(column) for column in spec.columns) for spec in self.tables}
            sheets = [
                Sheet(
                    name=table,
                    columns=tuple(rows[0]),
                    rows=[[_number(cell) for cell in row] for row in rows[1:]],
                    hints=hints[table],
                )
                for table, rows in tables.items()
            ]
            sheets.append(Sheet(name="read me", columns=tuple(explained[0]), rows=explained[1:]))
            write_workbook(path, sheets, {"title": self.title})
            return (path,)
        written = []
        for table, rows in (*tables.items(), ("read me", explained)):
            stream = io.StringIO()
            csv.writer(stream, lineterminator="\n").writerows(rows)
            target = path / f"{table.replace(' ', '_')}.csv"
            write_text(target, stream.getvalue())
            written.append(target)
        return tuple(written)

    def _rows(self, example: str, spec: TableSpec) -> list[list[str]]:
        """Header and rows of a bundled table, every declared column shown."""
        names = [column.name for column in spec.columns]
        content = pkgutil.get_data(self.package, f"examples/{example}/{spec.name}.csv")
        rows = list(csv.DictReader(io.StringIO((content or b"").decode("utf-8"))))
        return [names, *([row.get(name) or "" for name in names] for row in rows)]

    def _explained(self) -> list[list[str]]:
        """Every column of every table: its unit, whether it may be blank, what it means."""
        rows = [["table", "column or item", "unit", "may be blank", "what it means"]]
        for spec in (*self.tables, *self.explained):
            for column in spec.columns:
                blank = "no" if column.required else "yes"
                words = column.describe or ", ".join(column.choices)
                rows.append([spec.name, column.name, column.unit, blank, words])
        for item, field in self.items.items():
            blank = "no" if item in self.needed else "yes"
            rows.append([self.item_table, f"item: {item}", field.unit, blank, field.describe])
        return rows


def _hint(column: Field) -> str:
    """A comment on a cell of the header."""
    return "; ".join(part for part in (column.describe, column.unit and f"unit: {column.unit}") if part)


def _number(cell: str) -> str | float | int | None:
    """A cell of a workbook."""
    try:
        return int(cell) if cell.isdecimal() else float(cell)
    except ValueError:
        return cell or None
