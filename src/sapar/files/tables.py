"""Tables with declared columns, read from CSV or XLSX with every problem at its cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sapar.errors import (
    DuplicateColumn,
    DuplicateRow,
    EmptyFile,
    MissingColumn,
    PersonalRecord,
    RaggedRow,
    TwoTables,
    UnknownColumn,
)
from sapar.files.cells import Cells, Grid, grid_of
from sapar.files.fields import FAULTY, Field, read_value
from sapar.files.folder import StudyFolder, text_of
from sapar.files.personal import looks_personal
from sapar.files.sheets import sheet_grid
from sapar.position import Position
from sapar.problems import Problems

Column = Field
"""A column is a declared field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSpec:
    """A table of the study folder."""

    file: str
    """Path within the study, ending in .csv; the same path ending in .xlsx may be there instead."""
    columns: tuple[Column, ...]
    """In the order of the reference."""
    key: tuple[str, ...] = ()
    """Columns no two rows may share all values of."""
    optional: bool = False
    """Whether a study may leave the file out."""
    describe: str = ""
    """One line for the schema."""

    @property
    def name(self) -> str:
        """The path without its ending, such as `law/stay`."""
        return self.file.removesuffix(".csv")

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row whose every value is as declared."""

    values: Mapping[str, Any]
    """Typed value by column."""
    file: str
    """Path of its table."""
    cells: Cells
    """The row as written."""
    order: Mapping[str, int]
    """Index of each column in this file."""

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def at(self, column: str) -> Position:
        """Where the value of a column stands; the row itself for a column the file leaves out."""
        index = self.order.get(column)
        return self.whole if index is None else self.cells.position(self.file, index)

    def at_name(self, column: str, name: str) -> Position:
        """Where one of several names in a cell stands."""
        at, index = self.at(column), self.order.get(column)
        names = [] if index is None else self.cells.texts[index].split(" ")
        if name not in names or len(names) == 1:
            return at
        offset = len(" ".join([*names[: names.index(name)], ""]))
        return replace(
            at,
            column=at.column if self.cells.is_sheet else at.column + offset,
            caret=at.caret + offset if at.caret else 0,
            width=len(name),
        )

    @property
    def whole(self) -> Position:
        """The row as a whole."""
        return self.cells.whole(self.file)

    @property
    def fields(self) -> dict[str, Any]:
        """The values by field of a dataclass made for this table, with the row's position as `at`."""
        return {field_name(name): value for name, value in self.values.items()} | {"at": self.whole}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as far as it could be read."""

    spec: TableSpec
    """What was declared."""
    file: str
    """Path of the file it came from."""
    rows: tuple[Row, ...] = ()
    """The rows without faults, in file order."""
    mentioned: Mapping[str, frozenset[str]]
    """Every text of each key column, rows with faults included, so that one fault does not cause others."""
    is_readable: bool = True
    """Whether the file and its header could be read at all."""


def read_table(folder: StudyFolder, spec: TableSpec, problems: Problems) -> Table:
    """Read one table.

    Parameters
    ----------
    folder
        The study.
    spec
        The declared columns.
    problems
        Receives every problem of the file.

    Returns
    -------
    table
        Its faultless rows; empty and not readable after a problem with the whole file.
    """
    grid = _grid(folder, spec, problems)
    if grid is None:
        is_left_out = spec.optional and not _is_there(folder, spec)
        return Table(spec=spec, file=spec.file, mentioned={}, is_readable=is_left_out)
    return read_grid(grid, spec, problems)


def read_grid(grid: Grid, spec: TableSpec, problems: Problems) -> Table:
    """The table in rows of cells; see `read_table`."""
    order = _header(grid, spec, problems)
    if order is None:
        return Table(spec=spec, file=grid.file, mentioned={}, is_readable=False)
    rows = [row for cells in grid.rows[1:] if (row := _row(cells, grid, spec, order, problems)) is not None]
    rows = _without_duplicates(rows, spec, problems)
    mentioned = {
        name: frozenset(cells.texts[order[name]] for cells in grid.rows[1:] if order[name] < len(cells.texts))
        for name in spec.key
        if name in order
    }
    return Table(spec=spec, file=grid.file, rows=tuple(rows), mentioned=mentioned)


def field_name(column: str) -> str:
    """The dataclass field of a column: `from` is a word of Python, so its field is `from_`."""
    return "from_" if column == "from" else column


def _is_there(folder: StudyFolder, spec: TableSpec) -> bool:
    """Whether the table has a file."""
    return folder.has(spec.file) or folder.has(spec.name + ".xlsx")


def _grid(folder: StudyFolder, spec: TableSpec, problems: Problems) -> Grid | None:
    """The table as written, from whichever file it is in."""
    sheet_file = spec.name + ".xlsx"
    if folder.has(sheet_file):
        if folder.has(spec.file):
            problems.add(
                TwoTables(
                    at=Position(file=spec.file),
                    why=f"is there twice: also as {sheet_file}",
                    try_="keep the one that holds and remove the other",
                )
            )
            return None
        content = folder.read_bytes(sheet_file, folder.limits.table_bytes, problems)
        return None if content is None else sheet_grid(content, sheet_file, folder.limits, problems)
    if spec.optional and not folder.has(spec.file):
        return None
    content = folder.read_bytes(spec.file, folder.limits.table_bytes, problems)
    text = None if content is None else text_of(content, spec.file, problems)
    return None if text is None else grid_of(text, spec.file, folder.limits, problems)


def _header(grid: Grid, spec: TableSpec, problems: Problems) -> dict[str, int] | None:
    """Index of each declared column, or None where the rows cannot be read."""
    if not grid.rows:
        problems.add(
            EmptyFile(
                at=Position(file=grid.file),
                why="has no header",
                try_="start with: " + ",".join(column.name for column in spec.columns),
            )
        )
        return None
    header, declared, before = grid.rows[0], [column.name for column in spec.columns], len(problems)
    order: dict[str, int] = {}
    missing = [name for name in declared if name not in header.texts]
    for index, name in enumerate(header.texts):
        at = header.position(grid.file, index)
        if name in order or not name.strip():
            why = "is a column twice" if name in order else "a column has no name"
            hint = "give every column its own name"
            problems.add(DuplicateColumn(at=at, found=name.strip(), why=why, try_=hint))
        elif name in declared:
            order[name] = index
        elif looks_personal(name):
            problems.add(_personal(at, name))
        else:
            problems.add(UnknownColumn(at=at, found=name, known=missing or declared))
    for name in missing:
        if spec.column(name).required:
            problems.add(
                MissingColumn(
                    at=header.whole(grid.file),
                    why=f"the column {name} is missing",
                    try_="a header with: " + ",".join(declared),
                )
            )
    return order if len(problems) == before else None


def _personal(at: Position, name: str) -> PersonalRecord:
    """A column that looks like a record about persons."""
    return PersonalRecord(
        at=at,
        found=name,
        why="looks like a record about persons, and Sapar reads only counts of groups",
        try_="count the people by group, remove such columns, and keep the list out of the study folder",
    )


def _row(
    cells: Cells, grid: Grid, spec: TableSpec, order: Mapping[str, int], problems: Problems
) -> Row | None:
    """One row's typed values, or None after a problem in it."""
    width = len(grid.rows[0].texts)
    if len(cells.texts) != width:
        count = len(cells.texts)
        problems.add(
            RaggedRow(
                at=cells.position(grid.file, min(count, width)),
                why=f"the row has {count} cells, the header {width}",
                try_="quote a text that has a comma" if count > width else "add the missing separators",
            )
        )
        return None
    values: dict[str, Any] = {}
    for column in spec.columns:
        index = order.get(column.name)
        text = "" if index is None else cells.texts[index]
        at = partial(cells.position, grid.file, index or 0)
        values[column.name] = read_value(text, column, at, problems, decimal_comma=grid.decimal_comma)
    if any(value is FAULTY for value in values.values()):
        return None
    return Row(values=values, file=grid.file, cells=cells, order=order)


def _without_duplicates(rows: list[Row], spec: TableSpec, problems: Problems) -> list[Row]:
    """The first row of each key; the others are reported."""
    if not spec.key:
        return rows
    kept: list[Row] = []
    first_lines: dict[tuple[Any, ...], int] = {}
    for row in rows:
        key = tuple(row[name] for name in spec.key)
        if key in first_lines:
            found = " ".join("" if value is None else str(value) for value in key)
            problems.add(
                DuplicateRow(
                    at=row.at(spec.key[0]),
                    found=found,
                    why=f"stands already in row {first_lines[key]}; the key is {', '.join(spec.key)}",
                    try_="remove one of the two, or give it another name",
                )
            )
        else:
            first_lines[key] = row.cells.line
            kept.append(row)
    return kept
