"""Adding rows at the end of a CSV table of a study; no row that stands there is touched."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from sapar.errors import MissingFile, NotAFile
from sapar.files.tables import TableSpec
from sapar.files.write import read_bytes, write_text
from sapar.position import Position


def append_rows(study: Path, spec: TableSpec, rows: Sequence[Mapping[str, str]]) -> None:
    """Write rows below the last one of a table.

    Parameters
    ----------
    study
        The study folder.
    spec
        The table; columns that the file leaves out are added at its right end when a row needs them.
    rows
        Text by column, numbers with a decimal point.

    Raises
    ------
    NotAFile, MissingFile
        The table is a workbook, or not there.
    WriteFailed
        The disk refused.
    """
    path, at = study / spec.file, Position(file=spec.file)
    if (study / f"{spec.name}.xlsx").exists():
        raise NotAFile(
            at=at,
            why="is a workbook, which Sapar only reads",
            try_="save it as CSV UTF-8 and remove the workbook",
        )
    if not path.exists():
        raise MissingFile(at=at, why="is not there", try_="start it with the header of the reference")
    text = read_bytes(path).decode("utf-8-sig")
    first_line = text.split("\n", 1)[0]
    separator = ";" if first_line.count(";") > first_line.count(",") else ","
    header = next(csv.reader([first_line], delimiter=separator))
    needed = [column.name for column in spec.columns if any(row.get(column.name) for row in rows)]
    added = [name for name in needed if name not in header]
    if added:
        text, header = _widened(text, separator, header, added), [*header, *added]
    if text and not text.endswith("\n"):
        text += "\n"
    write_text(path, text + _lines(header, rows, separator))


def _lines(header: Sequence[str], rows: Sequence[Mapping[str, str]], separator: str) -> str:
    """The rows as CSV."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\n")
    for row in rows:
        writer.writerow([_cell(row.get(name, ""), separator) for name in header])
    return buffer.getvalue()


def _cell(text: str, separator: str) -> str:
    """A cell; numbers take a decimal comma where the table uses one."""
    if separator == ";" and text.count(".") == 1 and text.replace(".", "").lstrip("-").isdigit():
        return text.replace(".", ",")
    return text


def _widened(text: str, separator: str, header: Sequence[str], added: Sequence[str]) -> str:
    """The table with further columns at its right end, blank in every row."""
    rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\n")
    writer.writerow([*header, *added])
    for row in rows[1:]:
        writer.writerow([*row, *("" for _ in added)] if row else [])
    return buffer.getvalue()
