"""One table in a file of its own, outside any study: CSV, XLSX, or CSV packed by gzip."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sapar.errors import LimitExceeded, UnreadableFile
from sapar.files.cells import Grid, grid_of
from sapar.files.folder import StudyFolder, text_of
from sapar.files.limits import LIMITS, Limits
from sapar.files.sheets import sheet_grid
from sapar.files.tables import Table, TableSpec, read_grid
from sapar.position import Position
from sapar.problems import Problems

LARGE = replace(LIMITS, table_bytes=200_000_000, rows=2_000_000)
"""Ceilings for tables of whole worlds, larger than any table of a study."""

_GZIP = 31
"""zlib's number for a gzip stream."""


def read_single(
    path: Path,
    spec: TableSpec,
    other_names: Mapping[str, str],
    problems: Problems,
    limits: Limits = LARGE,
) -> Table:
    """Read one table.

    Parameters
    ----------
    path
        Of the file; `.gz` at its end means that it is packed.
    spec
        The declared columns; its file is only a name here.
    other_names
        Column by another name that it may have in the header, in small letters.
    problems
        Receives every problem of the file.
    """
    grid = _grid(path, limits, problems)
    if grid is None:
        return Table(spec=spec, file=path.name, mentioned={}, is_readable=False)
    if grid.rows:
        header = grid.rows[0]
        declared = {column.name for column in spec.columns}
        texts = [_declared_name(text, declared, other_names) for text in header.texts]
        grid = replace(grid, rows=[replace(header, texts=texts), *grid.rows[1:]])
    return read_grid(grid, spec, problems)


def _declared_name(text: str, declared: set[str], other_names: Mapping[str, str]) -> str:
    """The column a header means."""
    small = text.strip().lower()
    if text in declared:
        return text
    return small if small in declared else other_names.get(small, text)


def _grid(path: Path, limits: Limits, problems: Problems) -> Grid | None:
    """The table as written."""
    folder = StudyFolder(path=path.parent, limits=limits)
    content = folder.read_bytes(path.name, limits.table_bytes, problems)
    if content is None:
        return None
    if path.suffix.lower() == ".xlsx":
        return sheet_grid(content, path.name, limits, problems)
    if path.suffix.lower() == ".gz":
        content = _unpacked(content, path.name, limits, problems)
    text = None if content is None else text_of(content, path.name, problems)
    return None if text is None else grid_of(text, path.name, limits, problems)


def _unpacked(content: bytes, file: str, limits: Limits, problems: Problems) -> bytes | None:
    """The text inside a gzip file, never more than the ceiling."""
    try:
        unpacked = zlib.decompressobj(_GZIP).decompress(content, limits.table_bytes + 1)
    except zlib.error as cause:
        problems.add(
            UnreadableFile(
                at=Position(file=file),
                why=f"is not a gzip file that can be unpacked: {cause}",
                try_="pack it again, or give the CSV itself",
            )
        )
        return None
    if len(unpacked) > limits.table_bytes:
        problems.add(
            LimitExceeded(
                at=Position(file=file),
                why=f"unpacks to more than {limits.table_bytes:,} bytes, the ceiling for one table",
                try_="keep only the rows that are needed",
            )
        )
        return None
    return unpacked
