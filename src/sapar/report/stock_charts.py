"""People of each citizenship in each host country over time, with every claim about them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray

from sapar.report.chart import Chart, ChartTable, Column, by_year, day, people
from sapar.report.claim_marks import CLAIM_COLUMNS, ceiling_of, claim_marks, concerns, sentence
from sapar.report.stock_drawing import SUMMARIES, stock_drawing
from sapar.report.style import PLAIN, colour_of
from sapar.report.view import View
from sapar.results.summary import interval

FEW = 10.0
"""Citizenships whose median never reaches this many times the disclosure threshold get no panel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostCharts:
    """The panels of one host country."""

    host: str
    """Its code."""
    title: str
    """Its name."""
    charts: tuple[Chart, ...]
    """One for all citizenships together, then one for each."""
    note: str
    """Which citizenships are too few for a panel."""


def stock_charts(view: View) -> tuple[HostCharts, ...]:
    """The panels, the host with most people first; without those that would be empty."""
    if "stock" not in view.dataset:
        return ()
    stocks = stock_by_host(view.dataset)
    order = (
        stocks.median("replicate").mean("month").sum("citizenship").to_series().sort_values(ascending=False)
    )
    groups = []
    for host in (str(host) for host in order.index):
        here = stocks.sel(host=host)
        guests = [str(code) for code in here["citizenship"].values if str(code) != host]
        members = [
            code for code in guests if _is_worth_showing(view, here.sel(citizenship=code), (code,), host)
        ]
        few = [code for code in guests if code not in members and float(here.sel(citizenship=code).max()) > 0]
        charts = [_panel(view, here.sel(citizenship=code), (code,), host) for code in members]
        if len(members) > 1:
            charts.insert(
                0, _panel(view, here.sel(citizenship=guests).sum("citizenship"), tuple(members), host)
            )
        if charts:
            limit = view.language.number(FEW * view.threshold)
            note = view.language.text("stock.few", n=limit, who=view.names(few)) if few else ""
            groups.append(HostCharts(host=host, title=view.name(host), charts=tuple(charts), note=note))
    return tuple(groups)


def stock_by_host(dataset: xarray.Dataset) -> xarray.DataArray:
    """Persons present, [replicate, month, citizenship, host], whatever their sex, region, status and work."""
    stock = dataset["stock"].sum(["sex", "status", "work"])
    hosts = [str(host) for host in dataset["country_of_region"].values]
    unique = list(dict.fromkeys(hosts))
    parts = [
        stock.isel(region=[number for number, at in enumerate(hosts) if at == host]).sum("region")
        for host in unique
    ]
    return xarray.concat(parts, dim=xarray.DataArray(unique, dims="host", name="host")).transpose(
        "replicate", "month", "citizenship", "host"
    )


def _is_worth_showing(view: View, stock: xarray.DataArray, citizenships: tuple[str, ...], host: str) -> bool:
    """Whether anybody is there, or somebody says so."""
    most = float(stock.median("replicate").max())
    return most >= FEW * view.threshold or any(
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
    ceiling = ceiling_of(marks, max(float(summary["high80"].max()), 2.0 * view.threshold))
    cells = [people(summary[name].values, view.threshold) for name in SUMMARIES]
    rows = tuple(zip(months, *cells, strict=True))
    columns = (
        Column(name="month", title=language.text("column.date"), kind="date"),
        *(Column(name=name, title=language.text(f"column.{name}"), kind="people") for name in SUMMARIES),
    )
    who = language.text("stock.together") if together else view.name(citizenships[0])
    colour = (
        PLAIN
        if together
        else colour_of(citizenships[0], [str(code) for code in view.dataset["citizenship"].values])
    )
    tables = {"stock": ChartTable(columns=columns, rows=rows)}
    if marks:
        tables["claims"] = ChartTable(
            columns=tuple(Column(name=name, title=name) for name in CLAIM_COLUMNS),
            rows=tuple(mark.row(view, ceiling) for mark in marks),
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
        drawing=stock_drawing(view, colour, months, ceiling=ceiling, drawn=bool(marks)),
        tables=tables,
        twin=ChartTable(columns=columns, rows=by_year(rows)),
        notes=tuple(sentence(claim, view) for claim in claims if claim.definition == "no_data"),
        more=tuple(sentence(claim, view) for claim in claims),
        more_title=language.text("stock.claims", drawn=len(marks), n=len(claims)) if claims else "",
    )
