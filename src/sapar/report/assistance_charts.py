"""Panels about help: pay recovered, claims, victims identified, members, cases that wait, people aided."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import xarray

from sapar.report.chart import Chart, ChartTable, Column, day, people, readable
from sapar.report.series_parts import band, years_across
from sapar.report.style import CONFIG, LITE, PLAIN, count_axis, pointer
from sapar.report.view import View
from sapar.results.summary import interval

NAMES = ("median", "low50", "high50", "low80", "high80")

_EVERYWHERE = ["citizenship", "destination"]

PANELS: dict[str, Callable[[xarray.Dataset], xarray.DataArray]] = {
    "wage-thefts": lambda tables: _by_year(tables["wage_thefts"].sum(_EVERYWHERE)),
    "wages-recovered": lambda tables: _by_year(tables["wages_recovered"].sum(_EVERYWHERE)),
    "claims-paid": lambda tables: _by_year(tables["claims_paid"].sum(_EVERYWHERE)),
    "exploited": lambda tables: tables["exploited"].sum(_EVERYWHERE),
    "identified": lambda tables: _by_year(
        tables["identified"].sum([*_EVERYWHERE, "identified_by"])
        + tables["identified_nationals"].sum(["destination", "identified_by"])
    ),
    "members": lambda tables: tables["institution_members"].sum("institution"),
    "backlog": lambda tables: tables["institution_backlog"].sum("institution"),
    "aided": lambda tables: tables["institution_kits"].sum("institution"),
}
"""By name: [replicate, month] what a panel shows."""


def assistance_charts(view: View) -> tuple[Chart, ...]:
    """One panel each; none where the study names no institutions."""
    if "institution" not in view.dataset.coords:
        return ()
    return tuple(_panel(view, name, values(view.dataset)) for name, values in PANELS.items())


def _panel(view: View, name: str, values: xarray.DataArray) -> Chart:
    """Median and ranges over time."""
    language = view.language
    ranges = interval(values.transpose("replicate", "month"))
    days = [day(month) for month in values["month"].values]
    ends = [*days[1:], view.edition.last_day]
    cells = [people(ranges[each].values, view.threshold) for each in NAMES]
    columns = (
        Column(name="date", title=language.text("column.date"), kind="date"),
        *(Column(name=each, title=language.text(f"column.{each}"), kind="people") for each in NAMES),
    )
    rows = tuple((date, *(column[index] for column in cells)) for index, date in enumerate(days))
    title = language.text(f"assist.{name}")
    caption = language.text(f"assist.{name}.caption")
    return Chart(
        id=f"assist-{name}",
        title=title,
        description=caption,
        grammar="vega-lite",
        drawing=_drawing(view, days, [str(end) for end in ends]),
        tables={"series": ChartTable(columns=columns, rows=rows)},
        caption=caption,
    )


def _drawing(view: View, days: list[str], ends: list[str]) -> dict[str, Any]:
    """Bands of 80 % and 50 %, the median, and a tooltip."""
    language = view.language
    upwards: dict[str, Any] = {
        "type": "quantitative",
        "axis": count_axis(language.text("thousand"), language.text("million")),
        "scale": {"zero": True},
    }
    across = years_across("date", [days[0], ends[-1]])
    tooltip = [
        {"field": "date", "type": "temporal", "title": language.text("column.date"), "format": "%Y-%m"},
        {"field": "median_text", "title": language.text("column.median")},
        {"field": "range80", "title": language.text("column.range", share=80)},
    ]
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": 130,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "series"},
        "transform": [
            *readable(NAMES, language, view.threshold),
            {"window": [{"op": "lead", "field": "date", "as": "next"}], "sort": [{"field": "date"}]},
            {"calculate": "datum.low80_text + ' \u2013 ' + datum.high80_text", "as": "range80"},
        ],
        "encoding": {"x": across},
        "layer": [
            band(upwards, "low80", "high80", PLAIN, 0.18),
            band(upwards, "low50", "high50", PLAIN, 0.28),
            {
                "mark": {"type": "line", "color": PLAIN, "strokeWidth": 1.6, "clip": True},
                "encoding": {"y": {"field": "median", **upwards}},
            },
            pointer(tooltip),
        ],
    }


def _by_year(monthly: xarray.DataArray) -> xarray.DataArray:
    """Sums over the months of each year, at the year's first month."""
    years = monthly["month"].values.astype("datetime64[Y]")
    first = np.unique(years)
    parts = [
        monthly.isel(month=np.flatnonzero(years == year))
        .sum("month")
        .expand_dims(month=[np.datetime64(year, "ns")])
        for year in first
    ]
    return xarray.concat(parts, "month")
