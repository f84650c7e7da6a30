"""A sheet of an XLSX workbook as rows of cells of text."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from typing import Any

from python_calamine import CalamineWorkbook

from sapar.errors import LimitExceeded, NotASpreadsheet, StudyFault
from sapar.files.cells import Cells, Grid, too_many_columns, too_many_rows
from sapar.files.limits import Limits
from sapar.position import Position
from sapar.problems import Problems

_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*\$?([A-Za-z]{0,4})\$?(\d{1,12})\s*["']""")
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def sheet_grid(
    content: bytes, file: str, limits: Limits, problems: Problems, sheet: str | None = None
) -> Grid | None:
    """The rows of the first sheet, or of one by name, or None after a problem.

    Every number becomes the shortest text that reads back to it, dates become ISO 8601, truths `yes` and
    `no`; a formula counts as its stored result. Positions in a sheet by name read `file[sheet]`.
    """
    file = file if sheet is None else f"{file}[{sheet}]"
    try:
        _refuse_bombs(content, file, limits)
        rows = _rows(content, sheet)
    except StudyFault as problem:
        problems.add(problem)
        return None
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as cause:  # a panic of the compiled reader is not an Exception
        problems.add(_not_a_workbook(file, cause))
        return None
    if len(rows) > limits.rows + 1:
        problems.add(too_many_rows(file, limits.rows + 2, limits))
        return None
    texts = [[cell_text(value) for value in row] for row in rows]
    kept = [
        Cells(row, number, ",".join(row), None, True) for number, row in enumerate(texts, start=1) if any(row)
    ]
    return Grid(file=file, rows=kept)


def sheet_names(content: bytes, file: str, problems: Problems) -> tuple[str, ...]:
    """Names of a workbook's sheets; none after a problem."""
    try:
        return tuple(CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as cause:  # a panic of the compiled reader is not an Exception
        problems.add(_not_a_workbook(file, cause))
        return ()


def _rows(content: bytes, sheet: str | None) -> list[list[Any]]:
    """[row][column] a sheet's values from its first row on."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    opened = workbook.get_sheet_by_index(0) if sheet is None else workbook.get_sheet_by_name(sheet)
    return opened.to_python(skip_empty_area=False)


def _not_a_workbook(file: str, cause: BaseException) -> NotASpreadsheet:
    """The compiled reader refused."""
    reason = str(cause).split("\n")[0][:120]
    return NotASpreadsheet(
        at=Position(file=file),
        why=f"is not a readable XLSX workbook ({type(cause).__name__}: {reason})",
        try_="open it in a spreadsheet program and save it again as XLSX or as CSV UTF-8",
    )


def _refuse_bombs(content: bytes, file: str, limits: Limits) -> None:
    """Raise if the workbook unpacks to too much or names a cell far outside any table."""
    at = Position(file=file)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > limits.unpacked_bytes or len(parts) > 5_000:
            raise LimitExceeded(
                at=at,
                why=f"unpacks to more than {limits.unpacked_bytes:,} bytes, the ceiling for a workbook",
                try_="keep only the sheet with this table, or save it as CSV UTF-8",
            )
        for part in parts:
            if part.filename.lower().startswith("xl/worksheets/") and part.filename.lower().endswith(".xml"):
                _refuse_far_cells(archive.read(part), file, limits)


def _refuse_far_cells(sheet: bytes, file: str, limits: Limits) -> None:
    """Raise if a sheet names a cell beyond the ceilings: a reader would make room for all cells before it."""
    for letters, digits in _REFERENCE.findall(sheet):
        if int(digits) > limits.rows + 1:
            raise too_many_rows(file, int(digits), limits)
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - ord("A") + 1
        if column > limits.columns:
            raise too_many_columns(Position(file=file, line=int(digits), column=column), limits)


def cell_text(value: Any) -> str:
    """A cell's value as the text a CSV would hold."""
    match value:
        case str():
            return _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", value).replace("\r\n", "\n").replace("\r", "\n")
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return value.date().isoformat() if midnight else value.isoformat()
        case datetime.date() | datetime.time():
            return value.isoformat()
        case _:
            return str(value)
