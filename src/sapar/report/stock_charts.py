"""People of each citizenship in each host country over time, with every claim about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray

from sapar.evidence.claims import Claim
from sapar.report.chart import Chart, ChartTable, Column, day, people, readable
from sapar.report.claim_marks import CLAIM_COLUMNS, PRESENT, SHAPES, claim_marks, concerns, said, source_name
from sapar.report.style import CONFIG, INK, LITE, PLAIN, colour_of, count_axis
from sapar.report.view import View
from sapar.results.summary import interval

SUMMARIES = ("median", "low50", "high50", "low80", "high80")
"""What a chart of stocks draws."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostCharts:
    """The panels of one host country."""

    host: str
    """Its code."""
    title: str
    """Its name."""
    charts: tuple[Chart, ...]
    """One for all citizenships together, then one for each."""


def stock_charts(view: View) -> tuple[HostCharts, ...]:
    """The panels, the host with most people first; without those that would be empty."""
    if "stock" not in view.dataset:
        return ()
    stocks = stock_by_host(view.dataset)
    order = stocks.median("replicate").mean("month").sum("citizenship").to_series().sort_values(ascending=False)
    groups = []
    for host in (str(host) for host in order.index):
        here = stocks.sel(host=host)
        members = [
            str(code)
            for code in here["citizenship"].values
            if str(code) != host and _is_worth_showing(view, here.sel(citizenship=code), (str(code),), host)
        ]
        charts = [_panel(view, here.sel(citizenship=code), (code,), host) for code in members]
        if len(members) > 1:
            total = here.sel(citizenship=[code for code in here["citizenship"].values if str(code) != host])
            charts.insert(0, _panel(view, total.sum("citizenship"), tuple(members), host))
        if charts:
            groups.append(HostCharts(host=host, title=view.name(host), charts=tuple(charts)))
    return tuple(groups)


def stock_by_host(dataset: xarray.Dataset) -> xarray.DataArray:
    """Persons present, [replicate, month, citizenship, host], whatever their sex, region, status and work."""
    stock = dataset["stock"].sum(["sex", "status", "work"])
    hosts = [str(host) for host in dataset["country_of_region"].values]
    unique = list(dict.fromkeys(hosts))
    parts = [stock.isel(region=[number for number, at in enumerate(hosts) if at == host]).sum("region") for host in unique]
    return xarray.concat(parts, dim=xarray.DataArray(unique, dims="host", name="host")).transpose(
        "replicate", "month", "citizenship", "host"
    )


def _is_worth_showing(view: View, stock: xarray.DataArray, citizenships: tuple[str, ...], host: str) -> bool:
    """Whether anybody is there, or somebody says so."""
    return float(stock.max()) >= view.threshold or any(
        concerns(claim, citizenships, host) for claim in view.page.claims
    )


def _panel(view: View, stock: xarray.DataArray, citizenships: tuple[str, ...], host: str) -> Chart:
    """One panel: bands, median, claims."""
    language = view.language
    together = len(citizenships) > 1
    claims = [claim for claim in view.page.claims if concerns(claim, citizenships, host)]
    months = [day(month) for month in stock["month"].values]
    marks = claim_marks(claims, months[0], months[-1])
    summary = interval(stock)
    cells = [people(summary[name].values, view.threshold) for name in SUMMARIES]
    rows = tuple(zip(months, *cells, strict=True))
    columns = (
        Column(name="month", title=language.text("column.date"), kind="date"),
        *(Column(name=name, title=language.text(f"column.{name}"), kind="people") for name in SUMMARIES),
    )
    who = language.text("stock.together") if together else view.name(citizenships[0])
    colour = PLAIN if together else colour_of(citizenships[0], [str(code) for code in view.dataset["citizenship"].values])
    yearly = tuple(row for row in rows if str(row[0]).endswith("-01-01")) or rows
    tables = {"stock": ChartTable(columns=columns, rows=rows)}
    if marks:
        tables["claims"] = ChartTable(
            columns=tuple(Column(name=name, title=name) for name in CLAIM_COLUMNS),
            rows=tuple(mark.row(view) for mark in marks),
        )
    middle = float(np.median(summary["median"].values))
    return Chart(
        id="stock-" + "-".join((host, "all" if together else citizenships[0])),
        title=who,
        description=language.text(
            "stock.alt",
            who=who,
            host=view.name(host),
            first=language.date(months[0][:7]),
            last=language.date(months[-1][:7]),
            middle=language.count(middle, view.threshold),
        ),
        grammar="vega-lite",
        drawing=_drawing(view, colour, months, drawn=bool(marks)),
        tables=tables,
        twin=ChartTable(columns=columns, rows=yearly),
        notes=tuple(
            language.text("stock.claim", source=source_name(claim, view), said=said(claim, view),
                          definition=language.text(f"definition.{claim.definition}"),
                          date=language.period(claim.from_, claim.until))
            for claim in _undrawn(claims, [mark.claim for mark in marks])
        ),
    )


def _undrawn(claims: list[Claim], drawn: list[str]) -> list[Claim]:
    """Claims that have no place on the axis: no number, a share, a rank, or another time."""
    return [claim for claim in claims if claim.claim not in drawn]


def _drawing(view: View, colour: str, months: list[str], *, drawn: bool) -> dict[str, Any]:
    """The specification of a panel."""
    language = view.language
    across = {
        "field": "month",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [months[0], months[-1]]},
        "axis": {"title": None, "format": "%Y", "grid": False, "tickCount": 6, "labelOverlap": True, "labelFlush": True},
    }
    upwards = {"type": "quantitative", "scale": {"zero": True, "nice": True},
               "axis": count_axis(language.text("thousand"), language.text("million"))}
    when = {"calculate": "utcFormat(datum.month, '%b %Y')", "as": "when"}
    tooltip = [
        {"field": "when", "title": language.text("column.date")},
        {"field": "median_text", "title": language.text("column.median")},
        *(
            {"field": f"range{share}", "title": language.text("column.range", share=share)}
            for share in (50, 80)
        ),
    ]
    spans = [
        {"calculate": f"datum.low{share}_text + ' \u2013 ' + datum.high{share}_text", "as": f"range{share}"}
        for share in (50, 80)
    ]
    layers: list[dict[str, Any]] = [
        _band(upwards, "low80", "high80", colour, 0.2),
        _band(upwards, "low50", "high50", colour, 0.36),
        {"mark": {"type": "line", "color": colour, "strokeWidth": 2}, "encoding": {"y": {"field": "median", **upwards}}},
        {
            "params": [
                {"name": "pointed", "select": {"type": "point", "encodings": ["x"], "nearest": True,
                                               "on": "pointerover", "clear": "pointerout"}}
            ],
            "mark": {"type": "rule", "color": INK, "strokeWidth": 1, "tooltip": True},
            "encoding": {
                "opacity": {"condition": {"param": "pointed", "empty": False, "value": 0.5}, "value": 0},
                "tooltip": tooltip,
            },
        },
    ]
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": 150,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {
                "data": {"name": "stock"},
                "transform": [*readable(SUMMARIES, language, view.threshold), when, *spans],
                "encoding": {"x": across},
                "layer": layers,
            },
            *(_claim_layers(view, across, upwards) if drawn else []),
        ],
    }


def _band(upwards: dict[str, Any], low: str, high: str, colour: str, opacity: float) -> dict[str, Any]:
    """A range as an area."""
    return {
        "mark": {"type": "area", "color": colour, "opacity": opacity, "line": False},
        "encoding": {"y": {"field": low, **upwards}, "y2": {"field": high}},
    }


def _claim_layers(view: View, across: dict[str, Any], upwards: dict[str, Any]) -> list[dict[str, Any]]:
    """Claims: a line as long as the period named, an interval, an arrow for a bound, a mark by definition."""
    language = view.language
    at = {"x": {**across, "field": "date"}}
    filled = [*sorted(PRESENT)]
    mark_type = {"field": "definition", "type": "nominal", "legend": None,
                 "scale": {"domain": list(SHAPES), "range": list(SHAPES.values())}}
    is_filled = {"test": {"field": "definition", "oneOf": filled}, "value": INK}
    tip = [
        {"field": "said", "title": language.text("claim.said")},
        {"field": "definition_text", "title": language.text("claim.definition")},
        {"field": "source", "title": language.text("claim.source")},
        {"field": "claim", "title": language.text("claim.id")},
    ]
    arrows = [
        {
            "transform": [{"filter": f"datum.bound === '{bound}'"}],
            "mark": {"type": "point", "shape": path, "size": 90, "yOffset": offset, "stroke": INK, "strokeWidth": 1.4,
                     "filled": False},
            "encoding": {**at, "y": {"field": "value", **upwards}},
        }
        for bound, path, offset in (
            ("lower", "M0,.9V-.9M-.6,-.2L0,-.9L.6,-.2", -13),
            ("upper", "M0,-.9V.9M-.6,.2L0,.9L.6,.2", 13),
        )
    ]
    return [
        {
            "data": {"name": "claims"},
            "layer": [
                {
                    "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2, "clip": True},
                    "encoding": {"x": {**across, "field": "from"}, "x2": {"field": "until"},
                                 "y": {"field": "value", **upwards}},
                },
                {
                    "transform": [{"filter": "isValid(datum.low)"}],
                    "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
                    "encoding": {**at, "y": {"field": "low", **upwards}, "y2": {"field": "high"}},
                },
                *arrows,
                {
                    "mark": {"type": "point", "size": 62, "stroke": INK, "strokeWidth": 1.4, "opacity": 1},
                    "encoding": {
                        **at,
                        "y": {"field": "value", **upwards},
                        "shape": mark_type,
                        "fill": {"condition": is_filled, "value": "#ffffff"},
                        "tooltip": tip,
                    },
                },
            ],
        }
    ]
