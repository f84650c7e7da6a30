"""Gravity models of estimated flows, period by period, on covariates of a table of pairs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from sapar.errors import NotANumber, UnknownColumn, UnmatchedPlace, ValueOutsideRange
from sapar.estimates.flows.gravity import gravity
from sapar.files.grids import read_rows
from sapar.maths import FloatArray
from sapar.position import Position
from sapar.problems import Problems
from sapar.study.flows import FlowResult

KEPT = 20
"""Draws of the flows that a model is fitted to where there are draws."""
_ORIGINS = ("origin", "orig", "orig_iso3", "from")
_DESTINATIONS = ("destination", "dest", "dest_iso3", "to")
_LOG = "log:"


def read_covariates(path: Path, wanted: tuple[str, ...], places: tuple[str, ...]) -> dict[str, FloatArray]:
    """Covariates [origin, destination] by name from a tidy table of pairs.

    Parameters
    ----------
    path
        CSV, packed or not, or XLSX, with columns of origins and destinations and one a covariate.
    wanted
        Names of columns; `log:` before one takes its natural logarithm.
    places
        Names of rows and columns of the flows; each of their pairs must be there.

    Raises
    ------
    BrokenStudy
        With every problem of the file.
    """
    rows = read_rows(path)
    header, problems = rows[0], Problems()
    ends = [next((name for name in names if name in header), names[0]) for names in (_ORIGINS, _DESTINATIONS)]
    columns = {name: name.removeprefix(_LOG) for name in wanted}
    for column in (*ends, *columns.values()):
        if column not in header:
            problems.add(
                UnknownColumn(at=Position(file=path.name), found=column, known=header, why="is not a column")
            )
    problems.stop_if_any()
    number = {place: index for index, place in enumerate(places)}
    origin, destination = (header.index(name) for name in ends)
    matrices = {name: np.full((len(places), len(places)), np.nan) for name in wanted}
    for line, row in enumerate(rows[1:], start=2):
        if row[origin] not in number or row[destination] not in number or row[origin] == row[destination]:
            continue
        at = number[row[origin]], number[row[destination]]
        for name, column in columns.items():
            value = _number(row[header.index(column)], Position(file=path.name, line=line), problems)
            if name.startswith(_LOG) and value <= 0:
                why = "has no logarithm"
                where = Position(file=path.name, line=line)
                problems.add(
                    ValueOutsideRange(at=where, found=f"{value:g}", why=why, try_=f"{column} as it is")
                )
            matrices[name][at] = np.log(max(value, 1e-300)) if name.startswith(_LOG) else value
    away = ~np.eye(len(places), dtype=bool)
    for name, values in matrices.items():
        _refuse_gaps(np.isnan(values) & away, name, path.name, places, problems)
    problems.stop_if_any()
    return matrices


def fitted_gravity(result: FlowResult, covariates: dict[str, FloatArray]) -> list[dict[str, Any]]:
    """Coefficients of every period's flows, as plain data; over draws where flows have them."""
    rows = []
    for one in result.periods:
        drawn = one.bands is not None and one.bands.kept is not None
        flows = one.bands.kept if one.bands is not None and drawn else one.flows
        assert flows is not None
        for coefficient in gravity(np.maximum(flows, 0.0), covariates):
            rows.append(
                {
                    "from": one.first,
                    "until": one.last,
                    "sex": one.sex or None,
                    **asdict(coefficient),
                    "draws": len(flows) if drawn else 1,
                }
            )
    return rows


def _number(text: str, at: Position, problems: Problems) -> float:
    """A cell as a number."""
    try:
        value = float(text)
    except ValueError:
        value = float("inf")
    if np.isfinite(value):
        return value
    problems.add(NotANumber(at=at, found=text, why="is no number", try_="a number with a point"))
    return 1.0


def _refuse_gaps(gaps: np.ndarray, name: str, file: str, places: tuple[str, ...], problems: Problems) -> None:
    """Report places without any pair, and pairs that are missing else."""
    missing = [place for index, place in enumerate(places) if gaps[index].sum() >= len(places) - 1]
    if missing:
        options = " ".join(f"--leave-out {place}" for place in missing)
        problems.add(
            UnmatchedPlace(
                at=Position(file=file),
                row=", ".join(missing),
                why=f"have no {name}",
                try_=f"add them, or {options}",
            )
        )
    known = np.array([place not in missing for place in places])
    for origin, destination in np.argwhere(gaps & known[:, None] & known[None, :])[:20].tolist():
        problems.add(
            UnmatchedPlace(
                at=Position(file=file),
                row=places[origin],
                column=places[destination],
                why=f"this pair has no {name}",
                try_="a row for every pair of places",
            )
        )
