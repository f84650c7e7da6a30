"""Tables from elsewhere as rows of text: CSV of any separator, or one sheet of a workbook."""

from __future__ import annotations

import csv
import io
import zlib
from pathlib import Path

from python_calamine import CalamineWorkbook

from sapar.errors import EmptyFile, LimitExceeded, MissingFile, NotASpreadsheet, UnreadableFile, WrongEncoding
from sapar.files.sheets import cell_text
from sapar.position import Position

MOST_BYTES = 60_000_000
"""Bytes of one table."""
MOST_ROWS = 500_000
"""Rows of one table."""
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")


def read_rows(path: Path, sheet: str | None = None) -> list[list[str]]:
    """[row][column] every cell as text, blank rows left out.

    Parameters
    ----------
    path
        A CSV, TSV or workbook.
    sheet
        Of a workbook; by default the one with the most rows.

    Raises
    ------
    MissingFile, UnreadableFile, LimitExceeded, WrongEncoding, NotASpreadsheet, EmptyFile
        What is wrong with the file.
    """
    at = Position(file=str(path))
    if not path.is_file():
        raise MissingFile(at=at, why="is not there", try_="check the name and the folder")
    try:
        with path.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as cause:
        raise UnreadableFile(
            at=at, why=f"cannot be read: {cause.strerror}", try_="check its permissions"
        ) from cause
    if len(content) > MOST_BYTES:
        raise LimitExceeded(
            at=at, why=f"is larger than {MOST_BYTES:,} bytes", try_="keep the rows this study needs"
        )
    if path.suffix.lower() == ".gz":
        content = _unpacked(content, at)
    rows = _sheet_rows(content, sheet, at) if path.suffix.lower() in _WORKBOOKS else _csv_rows(content, at)
    kept = [row for row in rows if any(row)]
    if len(kept) > MOST_ROWS:
        raise LimitExceeded(
            at=at, why=f"has more than {MOST_ROWS:,} rows", try_="keep the rows this study needs"
        )
    if not kept:
        raise EmptyFile(at=at, why="has no rows", try_="a table with a header")
    return kept


def _unpacked(content: bytes, at: Position) -> bytes:
    """The text inside a gzip file, never more than the ceiling."""
    try:
        unpacked = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(content, MOST_BYTES + 1)
    except zlib.error as cause:
        raise UnreadableFile(at=at, why=f"cannot be unpacked: {cause}", try_="give the CSV itself") from cause
    if len(unpacked) > MOST_BYTES:
        raise LimitExceeded(
            at=at, why=f"unpacks to more than {MOST_BYTES:,} bytes", try_="keep the rows that are needed"
        )
    return unpacked


def _csv_rows(content: bytes, at: Position) -> list[list[str]]:
    """The rows of a CSV text."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        why = f"byte {content[cause.start]:#04x} is not UTF-8"
        raise WrongEncoding(at=at, why=why, try_='save the file as UTF-8 ("CSV UTF-8")') from cause
    header = text.split("\n", 1)[0]
    separator = max(",;\t", key=header.count)
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter=separator)]
    except csv.Error as cause:
        raise UnreadableFile(at=at, why=f"is no table: {cause}", try_="save it again as CSV UTF-8") from cause


def _sheet_rows(content: bytes, sheet: str | None, at: Position) -> list[list[str]]:
    """The rows of one sheet."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = workbook.sheet_names
        if sheet is not None and sheet not in names:
            found = f"has no sheet {sheet}; there are {', '.join(names[:8])}"
            raise NotASpreadsheet(at=at, why=found, try_="name one of them with --sheet")
        chosen = [sheet] if sheet is not None else names
        tables = [workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in chosen]
    except NotASpreadsheet:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as cause:  # a panic of the compiled reader is not an Exception
        why = f"is not a readable workbook ({type(cause).__name__})"
        raise NotASpreadsheet(at=at, why=why, try_="save it again as XLSX or as CSV UTF-8") from cause
    rows = max(tables, key=len)
    return [[cell_text(value).strip() for value in row] for row in rows]
