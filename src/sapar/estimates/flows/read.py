"""Tidy tables of stocks, births, deaths, populations and weights, as files hold them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.errors import NoRows, UnknownChoice, UnmatchedPlace
from sapar.files.fields import Field, Kind
from sapar.files.single import read_single
from sapar.files.tables import Row, Table, TableSpec
from sapar.maths import FloatArray
from sapar.position import Position
from sapar.problems import Problems

BoolArray = NDArray[np.bool_]
Key = tuple[str, str, str, str]

EVERYBODY = ""
"""The sex of a table without a column for it."""

_DATE_NAMES = ("date", "time", "time_period", "mid_year", "period", "period_start", "from")
_BIRTHPLACE_NAMES = (
    "country_of_birth",
    "place_of_birth",
    "pob",
    "born",
    "orig",
    "origin",
    "orig_iso3",
    "birth",
)
_RESIDENCE_NAMES = (
    "country_of_residence",
    "place_of_residence",
    "por",
    "dest",
    "destination",
    "dest_iso3",
    "host",
)
_PLACE_NAMES = ("country", "iso3", "residence", "region")
_COUNT_NAMES = ("value", "people", "persons", "migrants", "obs_value")

STOCK_NAMES: dict[str, str] = {
    **dict.fromkeys(_DATE_NAMES, "year"),
    **dict.fromkeys(_BIRTHPLACE_NAMES, "birthplace"),
    **dict.fromkeys(_RESIDENCE_NAMES, "residence"),
    **dict.fromkeys(_COUNT_NAMES, "stock"),
    "error": "relative_error",
    "gender": "sex",
}
PLACE_NAMES: dict[str, str] = {
    **dict.fromkeys(_DATE_NAMES, "year"),
    **dict.fromkeys(_PLACE_NAMES, "place"),
    "gender": "sex",
}
PERIOD_NAMES: dict[str, str] = {
    **dict.fromkeys((*_DATE_NAMES, "year"), "period"),
    **dict.fromkeys(_PLACE_NAMES, "place"),
    **dict.fromkeys(_BIRTHPLACE_NAMES, "birthplace"),
    "gender": "sex",
}
WEIGHT_NAMES = {"orig": "origin", "orig_iso3": "origin", "dest": "destination", "dest_iso3": "destination"}
"""Columns by other names in use, for each table."""

_YEAR = Field(name="year", kind=Kind.DATE_FROM, describe="year, month or day of the count")
_SEX = Field(name="sex", required=False, describe="such as female and male; each is estimated on its own")
_PLACE = Field(name="place", describe="as in the table of stocks")

STOCKS = TableSpec(
    file="stocks.csv",
    columns=(
        _YEAR,
        Field(name="birthplace", describe="where the people were born"),
        Field(name="residence", describe="where they live"),
        _SEX,
        Field(name="stock", kind=Kind.NUMBER, low=0.0, unit="persons"),
        Field(name="relative_error", kind=Kind.NUMBER, required=False, low=0.0, high=2.0, unit="1"),
    ),
    key=("year", "birthplace", "residence", "sex"),
    describe="People by birthplace and residence; a corridor without a row holds nobody.",
)
POPULATIONS = TableSpec(
    file="populations.csv",
    columns=(_YEAR, _PLACE, _SEX, Field(name="population", kind=Kind.NUMBER, low=0.0, unit="persons")),
    key=("year", "place", "sex"),
)
BIRTHS = TableSpec(
    file="births.csv",
    columns=(
        Field(name="period", describe="its first date, or both as in 2015-2020"),
        _PLACE,
        _SEX,
        Field(name="births", kind=Kind.NUMBER, low=0.0, unit="persons"),
    ),
    key=("period", "place", "sex"),
)
DEATHS = TableSpec(
    file="deaths.csv",
    columns=(
        Field(name="period", describe="its first date, or both as in 2015-2020"),
        _PLACE,
        Field(name="birthplace", required=False, describe="where the dead were born, if it is known"),
        _SEX,
        Field(name="deaths", kind=Kind.NUMBER, low=0.0, unit="persons"),
    ),
    key=("period", "place", "birthplace", "sex"),
)
WEIGHTS = TableSpec(
    file="weights.csv",
    columns=(
        Field(name="origin"),
        Field(name="destination"),
        Field(name="weight", kind=Kind.NUMBER, low=0.0),
    ),
    key=("origin", "destination"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StockTables:
    """Successive stock tables of one or several sexes."""

    dates: tuple[str, ...]
    """As written, in order of time."""
    places: tuple[str, ...]
    """Every birthplace and residence, in alphabetical order."""
    tables: Mapping[str, FloatArray]
    """[date, birthplace, residence] persons, by sex; a corridor without a row holds 0."""
    errors: Mapping[str, FloatArray]
    """[date, birthplace, residence] standard error over stock, NaN where none is given, by sex."""
    has_natives: Mapping[str, BoolArray]
    """[date, place] whether the table has a row for the native born, by sex."""
    rows: Mapping[Key, Row]
    """The row of each stock, by sex, date, birthplace and residence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCounts:
    """Counts by place and date or period."""

    counts: FloatArray
    """[date or period, place], or [period, birthplace, place], persons."""
    rows: Mapping[Key, Row]
    """The row of each count, by sex, date, birthplace (where there are some) and place."""


def read_stocks(path: Path) -> StockTables:
    """Successive stock tables from a tidy file.

    Raises
    ------
    BrokenStudy
        With every problem of the file.
    """
    problems = Problems()
    table = read_single(path, STOCKS, STOCK_NAMES, problems)
    problems.stop_if_any()
    labels: dict[Any, str] = {}
    for row in table.rows:
        labels.setdefault(row["year"], _written(row, "year"))
    dates = tuple(labels[date] for date in sorted(labels))
    if len(dates) < 2:
        problems.add(
            NoRows(
                at=Position(file=table.file),
                why=f"has {len(dates)} date, and flows are what happened between two",
                try_="stocks of another date",
            )
        )
        problems.stop_if_any()
    places = tuple(sorted({row[name] for row in table.rows for name in ("birthplace", "residence")}))
    sexes = tuple(dict.fromkeys(row["sex"] or EVERYBODY for row in table.rows))
    number = {place: index for index, place in enumerate(places)}
    order = {date: index for index, date in enumerate(sorted(labels))}
    shape = (len(dates), len(places), len(places))
    tables = {sex: np.zeros(shape) for sex in sexes}
    errors = {sex: np.full(shape, np.nan) for sex in sexes}
    natives = {sex: np.zeros(shape[:2], dtype=bool) for sex in sexes}
    rows: dict[Key, Row] = {}
    for row in table.rows:
        sex, date = row["sex"] or EVERYBODY, order[row["year"]]
        born, lives = number[row["birthplace"]], number[row["residence"]]
        tables[sex][date, born, lives] = row["stock"]
        if row["relative_error"] is not None:
            errors[sex][date, born, lives] = row["relative_error"]
        if born == lives:
            natives[sex][date, born] = True
        rows[sex, dates[date], row["birthplace"], row["residence"]] = row
    return StockTables(
        dates=dates, places=places, tables=tables, errors=errors, has_natives=natives, rows=rows
    )


def read_populations(path: Path, stocks: StockTables) -> dict[str, PlaceCounts]:
    """Populations [date, place] by sex, one for every place and date of the stocks; other dates are left aside.

    Raises
    ------
    BrokenStudy
        With every problem of the file, places and dates without a population included.
    """
    problems = Problems()
    table = read_single(path, POPULATIONS, PLACE_NAMES, problems)
    problems.stop_if_any()
    found = [
        (row["sex"] or EVERYBODY, _written(row, "year"), "", row["place"], row["population"], row)
        for row in table.rows
    ]
    return _complete(found, table, stocks, stocks.dates, problems, by_birthplace=False, strict=False)


def read_vital(path: Path, spec: TableSpec, stocks: StockTables) -> dict[str, PlaceCounts]:
    """Births or deaths [period, place] by sex, or [period, birthplace, place] where the file has birthplaces.

    Raises
    ------
    BrokenStudy
        With every problem of the file; places and periods that the stocks do not have, or that are missing, included.
    """
    problems = Problems()
    table = read_single(path, spec, PERIOD_NAMES, problems)
    problems.stop_if_any()
    count = spec.columns[-1].name
    has_birthplaces = spec is DEATHS and any(row["birthplace"] for row in table.rows)
    found = [
        (
            row["sex"] or EVERYBODY,
            _period_start(_written(row, "period"), stocks.dates),
            (row["birthplace"] or "") if has_birthplaces else "",
            row["place"],
            row[count],
            row,
        )
        for row in table.rows
    ]
    return _complete(found, table, stocks, stocks.dates[:-1], problems, by_birthplace=has_birthplaces)


def read_weights(path: Path, places: tuple[str, ...]) -> FloatArray:
    """Weights [origin, destination] of every pair of places; the diagonal is 1 where it is left out.

    Raises
    ------
    BrokenStudy
        With every problem of the file, unknown places and pairs without a weight included.
    """
    problems = Problems()
    table = read_single(path, WEIGHTS, WEIGHT_NAMES, problems)
    problems.stop_if_any()
    number = {place: index for index, place in enumerate(places)}
    weights = np.full((len(places), len(places)), np.nan)
    np.fill_diagonal(weights, 1.0)
    for row in table.rows:
        unknown = [name for name in ("origin", "destination") if row[name] not in number]
        if not unknown:
            weights[number[row["origin"]], number[row["destination"]]] = row["weight"]
    missing = np.argwhere(np.isnan(weights))
    for origin, destination in missing.tolist():
        problems.add(
            UnmatchedPlace(
                at=Position(file=table.file),
                row=places[origin],
                column=places[destination],
                why="this pair of places has no weight",
                try_="a row for every pair; 0 where nobody can move",
            )
        )
    problems.stop_if_any()
    return weights


def _complete(
    found: list[tuple[str, str, str, str, float, Row]],
    table: Table,
    stocks: StockTables,
    dates: tuple[str, ...],
    problems: Problems,
    *,
    by_birthplace: bool,
    strict: bool = True,
) -> dict[str, PlaceCounts]:
    """Counts by sex, after every place and date of the stocks has been found and, if strict, no other."""
    places = stocks.places
    number = {place: index for index, place in enumerate(places)}
    order = {date: index for index, date in enumerate(dates)}
    shape = (len(dates), len(places), len(places)) if by_birthplace else (len(dates), len(places))
    counts = {sex: np.full(shape, 0.0 if by_birthplace else np.nan) for sex in stocks.tables}
    rows: dict[str, dict[Key, Row]] = {sex: {} for sex in stocks.tables}
    last = table.spec.columns[0].name
    for sex, date, birthplace, place, value, row in found:
        if strict:
            _refuse_unknown(problems, row, "sex", sex, stocks.tables)
            _refuse_unknown(problems, row, last, date, order)
            _refuse_unknown(problems, row, "place", place, number)
            if by_birthplace:
                _refuse_unknown(problems, row, "birthplace", birthplace, number)
        if sex not in counts or date not in order or place not in number:
            continue
        rows[sex][sex, date, birthplace, place] = row
        if not by_birthplace:
            counts[sex][order[date], number[place]] = value
        elif birthplace in number:
            counts[sex][order[date], number[birthplace], number[place]] = value
    for sex, values in counts.items():
        for when, where in np.argwhere(np.isnan(values)).tolist():
            problems.add(
                UnmatchedPlace(
                    at=Position(file=table.file),
                    row=places[where],
                    why=f"this place of the stocks has no {table.spec.columns[-1].name} for {dates[when]}"
                    + (f", {sex}" if sex else ""),
                    try_="a row for every place of the stocks; 0 where nobody is meant",
                )
            )
    problems.stop_if_any()
    return {sex: PlaceCounts(counts=values, rows=rows[sex]) for sex, values in counts.items()}


def _refuse_unknown(problems: Problems, row: Row, column: str, found: str, known: Iterable[str]) -> None:
    """A sex, date or place that the stocks do not have."""
    if found not in known:
        problems.add(UnknownChoice(at=row.at(column), found=found, known=tuple(known)))


def _written(row: Row, column: str) -> str:
    """A cell as it stands in the file."""
    return row.cells.texts[row.order[column]].strip()


def _period_start(text: str, dates: tuple[str, ...]) -> str:
    """The first date of a period written as one date or as two with a dash or slash between."""
    for first, last in pairwise(dates):
        if text in (first, *(f"{first}{sign}{last}" for sign in ("-", "/", "\u2013", " - ", " \u2013 "))):
            return first
    return text
