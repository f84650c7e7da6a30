"""Several tables in one place: the sheets of a workbook or the CSV files of a folder, read alike."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sapar.errors import MissingFile
from sapar.files.folder import StudyFolder
from sapar.files.limits import LIMITS
from sapar.files.sheets import sheet_grid, sheet_names
from sapar.files.tables import Table, TableSpec, read_grid, read_table
from sapar.files.write import write_bytes
from sapar.position import Position
from sapar.problems import Problems

Cell = str | int | float | None
"""What a written sheet holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet to be written."""

    name: str
    """At most 31 characters."""
    columns: tuple[str, ...]
    """The header."""
    rows: Sequence[Sequence[Cell]]
    """Below the header."""
    above: tuple[str, ...] = ()
    """Lines above the header; only for sheets that nobody reads back."""
    hints: tuple[str, ...] = ()
    """A comment on each cell of the header; none where empty."""


def read_tables(path: Path, specs: Sequence[TableSpec], problems: Problems) -> dict[str, Table]:
    """The tables by name; those of a workbook are its sheets of the same names, others are left aside.

    Parameters
    ----------
    path
        An XLSX file, a folder, or any CSV file of a folder.
    specs
        What to read.
    problems
        Receives every problem of every table.
    """
    if not path.exists():
        problems.add(MissingFile(at=Position(file=str(path)), why="is not there", try_="check the name"))
        return {}
    if path.is_dir() or path.suffix.lower() != ".xlsx":
        folder = StudyFolder(path=path if path.is_dir() else path.parent)
        return {spec.name: read_table(folder, spec, problems) for spec in specs}
    content = StudyFolder(path=path.parent).read_bytes(path.name, LIMITS.table_bytes, problems)
    if content is None:
        return {}
    before = len(problems)
    names = sheet_names(content, path.name, problems)
    return (
        {}
        if len(problems) > before
        else {spec.name: _sheet(content, path.name, names, spec, problems) for spec in specs}
    )


def _sheet(content: bytes, file: str, names: Sequence[str], spec: TableSpec, problems: Problems) -> Table:
    """One sheet of a workbook."""
    nothing = Table(spec=spec, file=file, mentioned={}, is_readable=spec.optional)
    found = next((name for name in names if name.strip().lower() == spec.name), None)
    if found is None:
        if not spec.optional:
            why = f"has no sheet {spec.name}; there are {', '.join(names[:8])}"
            hint = f"a sheet {spec.name} with: " + ",".join(column.name for column in spec.columns)
            problems.add(MissingFile(at=Position(file=file), why=why, try_=hint))
        return nothing
    grid = sheet_grid(content, file, LIMITS, problems, found)
    return nothing if grid is None else read_grid(grid, spec, problems)


def write_workbook(path: Path, sheets: Sequence[Sheet], properties: Mapping[str, str]) -> None:
    """Write an XLSX file; text stays text, whatever it begins with.

    Raises
    ------
    WriteFailed
        The disk refused.
    """
    import xlsxwriter

    stream = io.BytesIO()
    plain = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(stream, plain)
    book.set_properties(dict(properties))
    bold = book.add_format({"bold": True, "bottom": 1, "bg_color": "#EEF2F6"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        for row, line in enumerate(sheet.above):
            page.write_string(row, 0, line)
        first = len(sheet.above)
        for column, name in enumerate(sheet.columns):
            page.write_string(first, column, name, bold)
            if column < len(sheet.hints) and sheet.hints[column]:
                page.write_comment(first, column, sheet.hints[column])
        for offset, cells in enumerate(sheet.rows, start=first + 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, str):
                    page.write_string(offset, column, cell)
                elif cell is not None:
                    page.write_number(offset, column, cell)
        widths = [
            max([len(name), *(len(str(cells[column])) for cells in sheet.rows if column < len(cells))])
            for column, name in enumerate(sheet.columns)
        ]
        for column, width in enumerate(widths):
            page.set_column(column, column, min(60, max(9, width + 2)))
        page.freeze_panes(first + 1, 0)
    book.close()
    write_bytes(path, stream.getvalue())
