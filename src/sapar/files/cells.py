"""CSV text as rows of cells that know where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sapar.errors import LimitExceeded, RaggedRow
from sapar.files.limits import Limits
from sapar.position import Position
from sapar.problems import Problems

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')


@dataclass(frozen=True, slots=True)
class Span:
    """Where one cell starts and how wide it is."""

    line: int
    column: int
    width: int


@dataclass(frozen=True, slots=True)
class Cells:
    """One row as written."""

    texts: list[str]
    """[column] quotes removed."""
    line: int
    """Line of its first character, or the row of a spreadsheet."""
    raw: str
    """The row as it stands in the file."""
    spans: list[Span] | None = None
    """[column] where each cell stands; None for a row without quotes, whose cells follow each other."""
    is_sheet: bool = False
    """Whether the row comes from a spreadsheet, where columns are counted in cells."""

    def position(self, file: str, index: int) -> Position:
        """Where a cell stands; the end of the row for a cell it does not have."""
        if self.spans is not None and index < len(self.spans):
            span = self.spans[index]
            excerpt = self.raw.split("\n")[span.line - self.line]
            return Position(file=file, line=span.line, column=span.column, excerpt=excerpt, width=span.width)
        if self.spans is not None or index >= len(self.texts):
            column = index + 1 if self.is_sheet else len(self.raw) + 1
            end = len(self.raw) + 1
            return Position(file=file, line=self.line, column=column, excerpt=self.raw, caret=end)
        caret = sum(len(text) + 1 for text in self.texts[:index]) + 1
        width = max(1, len(self.texts[index]))
        column = index + 1 if self.is_sheet else caret
        return Position(file=file, line=self.line, column=column, excerpt=self.raw, width=width, caret=caret)

    def whole(self, file: str) -> Position:
        """The row as a whole."""
        return Position(file=file, line=self.line, excerpt=self.raw.split("\n")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table as written, before its columns are known."""

    file: str
    """Path within the study."""
    rows: list[Cells]
    """The header and the rows below it, without blank rows."""
    decimal_comma: bool = False
    """Whether numbers are written 1,5."""


def grid_of(text: str, file: str, limits: Limits, problems: Problems) -> Grid | None:
    """The rows of a CSV text, or None after a problem with the whole."""
    separator = _separator(text)
    rows: list[Cells] = []
    for cells in _rows(text, separator, file, problems):
        if len(rows) > limits.rows:
            problems.add(too_many_rows(file, cells.line, limits))
            return None
        if len(cells.texts) > limits.columns:
            problems.add(too_many_columns(cells.whole(file), limits))
            return None
        if any(cells.texts):
            rows.append(cells)
    return Grid(file=file, rows=rows, decimal_comma=separator == ";")


def too_many_rows(file: str, line: int, limits: Limits) -> LimitExceeded:
    """A table has more rows than the ceiling."""
    return LimitExceeded(
        at=Position(file=file, line=line),
        why=f"the table has more than {limits.rows:,} rows, the ceiling for one table",
        try_="aggregate the rows: a study needs counts of groups, not single events",
    )


def too_many_columns(at: Position, limits: Limits) -> LimitExceeded:
    """A row has more cells than the ceiling."""
    return LimitExceeded(
        at=at,
        why=f"the row has more than {limits.columns} cells, the ceiling for one table",
        try_="keep only the columns of this table; sapar schema prints them",
    )


def _separator(text: str) -> str:
    """`;` where the header has more of them than commas outside quotes."""
    header = _QUOTED.sub("", text.split("\n", 1)[0])
    return ";" if header.count(";") > header.count(",") else ","


def _rows(text: str, separator: str, file: str, problems: Problems) -> Iterator[Cells]:
    """Rows in order; a quote that never closes ends them with a problem."""
    start, line, end = 0, 1, len(text)
    while start < end:
        stop = text.find("\n", start)
        stop = end if stop < 0 else stop
        raw = text[start:stop]
        if '"' not in raw:
            yield Cells(raw.split(separator), line, raw)
            start, line = stop + 1, line + 1
            continue
        row = _quoted_row(text, start, line, separator)
        if isinstance(row, Position):
            fault = Position(file=file, line=row.line, column=row.column, excerpt=row.excerpt)
            problems.add(
                RaggedRow(
                    at=fault,
                    why="the quotes of this cell do not pair, so its end cannot be known",
                    try_='close the quotes; inside quotes write "" for "',
                )
            )
            return
        cells, start = row
        line += cells.raw.count("\n") + 1
        yield cells


def _quoted_row(text: str, start: int, line: int, separator: str) -> tuple[Cells, int] | Position:
    """One row with quotes and the start of the next, or where its quotes break."""
    texts: list[str] = []
    spans: list[Span] = []
    place, first_of_line, here, end = start, start, line, len(text)
    while True:
        column = place - first_of_line + 1
        if place < end and text[place] == '"':
            match = _QUOTED.match(text, place)
            if match is None or (match.end() < end and text[match.end()] not in (separator, "\n")):
                excerpt = text[first_of_line:].split("\n", 1)[0]
                return Position(file="", line=here, column=column, excerpt=excerpt)
            stop, content = match.end(), match[1].replace('""', '"')
            spans.append(Span(here, column, max(1, stop - place if "\n" not in content else 1)))
            newlines = content.count("\n")
            if newlines:
                here += newlines
                first_of_line = text.rfind("\n", place, stop) + 1
        else:
            stop = place
            while stop < end and text[stop] not in (separator, "\n"):
                stop += 1
            content = text[place:stop]
            spans.append(Span(here, column, max(1, stop - place)))
        texts.append(content)
        if stop >= end or text[stop] == "\n":
            return Cells(texts, line, text[start:stop], spans), stop + 1
        place = stop + 1
