"""Moves between each citizenship's own country and its hosts, by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray

from sapar.report.flow_map import Flow
from sapar.report.view import View
from sapar.results.disclose import is_small
from sapar.results.summary import interval

OUTWARD, HOMEWARD = "outward", "homeward"
"""The two directions that the map can show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFlow:
    """One flow in one year, with its range."""

    year: str
    """The calendar year."""
    direction: str
    """`outward`: from the own country; `homeward`: to it."""
    flow: Flow
    """Whose, from where, to where, how many."""
    low80: float
    """Persons, tenth percentile."""


def year_flows(view: View) -> tuple[YearFlow, ...]:
    """All flows that anybody took, by year, direction, citizenship and host."""
    if "flow" not in view.dataset:
        return ()
    by_year = _whole_years(view.dataset["flow"])
    countries = [str(code) for code in by_year["from_country"].values]
    found = []
    for code in (str(code) for code in by_year["citizenship"].values):
        if code not in countries:
            continue
        own = by_year.sel(citizenship=code)
        for direction, moves in (
            (OUTWARD, own.sel(from_country=code).rename(to_country="host").drop_vars("from_country")),
            (HOMEWARD, own.sel(to_country=code).rename(from_country="host").drop_vars("to_country")),
        ):
            found += _flows(moves, code, direction)
    return tuple(found)


def drawable(flows: tuple[YearFlow, ...], threshold: float) -> tuple[YearFlow, ...]:
    """The flows wide enough to be seen whose median is not hidden."""
    largest = max((one.flow.high80 for one in flows), default=0.0)
    return tuple(
        one
        for one in flows
        if one.flow.median > 0
        and not is_small(one.flow.median, threshold)
        and one.flow.high80 >= largest / 2000.0
    )


def widest_flows(flows: Sequence[Flow]) -> list[Flow]:
    """Each flow once, as wide as it ever is."""
    widest: dict[tuple[str, str, str], Flow] = {}
    for flow in flows:
        key = (flow.citizenship, flow.origin, flow.destination)
        if key not in widest or widest[key].high80 < flow.high80:
            widest[key] = flow
    return list(widest.values())


def _whole_years(flow: xarray.DataArray) -> xarray.DataArray:
    """Moves by calendar year; of a period without a whole year, all of it under its first year."""
    months = flow["month"].values.astype("datetime64[M]")
    years = months.astype("datetime64[Y]").astype(int) + 1970
    unique, counts = np.unique(years, return_counts=True)
    whole = unique[counts == 12]
    if len(whole) == 0:
        return flow.sum("month").expand_dims(year=[int(unique[0])])
    return xarray.concat(
        [flow.isel(month=np.nonzero(years == year)[0]).sum("month") for year in whole],
        dim=xarray.DataArray(whole, dims="year", name="year"),
    )


def _flows(moves: xarray.DataArray, code: str, direction: str) -> list[YearFlow]:
    """The flows [replicate, year, host] of one citizenship in one direction."""
    summary = interval(moves.transpose("replicate", "year", "host"))
    return [
        YearFlow(
            year=str(int(year)),
            direction=direction,
            low80=float(summary["low80"].values[position, place]),
            flow=Flow(
                citizenship=code,
                origin=code if direction == OUTWARD else host,
                destination=host if direction == OUTWARD else code,
                median=float(summary["median"].values[position, place]),
                high80=float(summary["high80"].values[position, place]),
            ),
        )
        for position, year in enumerate(moves["year"].values)
        for place, host in enumerate(str(host) for host in moves["host"].values)
        if host != code and float(summary["high80"].values[position, place]) > 0
    ]
