"""A table of pairs of countries with stocks and covariates, for the gravity baseline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sapar.errors import NotANumber, UnknownColumn
from sapar.files.grids import read_rows
from sapar.maths import FloatArray
from sapar.position import Position
from sapar.problems import Problems

ORIGIN, DESTINATION, STOCK, SOURCE = "origin", "destination", "stock", "source"
"""Columns that every such table has; every other column is a covariate."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PairsOfStocks:
    """Stocks and covariates by pair."""

    corridors: tuple[tuple[str, str], ...]
    """[pair] origin and destination."""
    stock: FloatArray
    """[pair] people; NaN where it is blank."""
    covariates: Mapping[str, FloatArray]
    """[pair] by name."""
    source: str
    """Where the rows come from, as the rows say."""


def read_pairs_of_stocks(path: Path) -> PairsOfStocks:
    """Read the table.

    Parameters
    ----------
    path
        CSV, packed or not, or XLSX: `origin`, `destination`, `stock` (blank: predicted only), `source`, and covariates
        as the model takes them, logarithms taken already.

    Raises
    ------
    BrokenStudy
        With every problem of the file.
    """
    rows = read_rows(path)
    header, problems = rows[0], Problems()
    for column in (ORIGIN, DESTINATION, STOCK, SOURCE):
        if column not in header:
            where = Position(file=path.name)
            problems.add(UnknownColumn(at=where, found=column, known=header, why="is not a column"))
    problems.stop_if_any()
    place = {name: header.index(name) for name in header}
    names = [name for name in header if name not in (ORIGIN, DESTINATION, STOCK, SOURCE)]
    numbers = {
        name: np.array(
            [_number(row[place[name]], path.name, line, problems) for line, row in enumerate(rows[1:], 2)]
        )
        for name in (STOCK, *names)
    }
    for name in names:
        for line in np.flatnonzero(np.isnan(numbers[name])).tolist():
            where = Position(file=path.name, line=line + 2)
            problems.add(NotANumber(at=where, found="", why=f"{name} is blank", try_="a number with a point"))
    problems.stop_if_any()
    return PairsOfStocks(
        corridors=tuple((row[place[ORIGIN]], row[place[DESTINATION]]) for row in rows[1:]),
        stock=numbers[STOCK],
        covariates={name: numbers[name] for name in names},
        source="; ".join(dict.fromkeys(row[place[SOURCE]] for row in rows[1:])),
    )


def _number(text: str, file: str, line: int, problems: Problems) -> float:
    """A cell as a number; NaN where it is blank."""
    if not text.strip():
        return float("nan")
    try:
        value = float(text)
    except ValueError:
        value = float("inf")
    if np.isinf(value):
        where = Position(file=file, line=line)
        problems.add(NotANumber(at=where, found=text, why="is no number", try_="a number with a point"))
    return value
