"""Money and safety over time: what households receive, what is owed to brokers, how much fear there is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray

from sapar.report.chart import Cell, Chart, ChartTable, Column, by_year, day
from sapar.report.stock_drawing import SUMMARIES, stock_drawing
from sapar.report.style import PLAIN, colour_of
from sapar.report.view import View
from sapar.results.summary import interval


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyCharts:
    """The panels about one thing."""

    title: str
    """What it is."""
    how: str
    """What is counted, in which unit."""
    charts: tuple[Chart, ...]
    """One for each citizenship, all together first where they add up."""


def money_charts(view: View) -> tuple[MoneyCharts, ...]:
    """Panels of receipts, debts and fear; without those that would be empty."""
    dataset = view.dataset
    if "remitted" not in dataset:
        return ()
    groups = [
        _group(
            view, "received", (dataset["remitted"] + dataset["carried_home"]).sum("destination"), adds_up=True
        ),
        _group(view, "debt", dataset["debt"].sum("destination"), adds_up=True),
    ]
    host = _largest_host(dataset)
    groups.append(_group(view, "fear", dataset["fear"].sel(destination=host), adds_up=False, host=host))
    return tuple(group for group in groups if group.charts)


def _largest_host(dataset: xarray.Dataset) -> str:
    """The host with most people away in it over the whole period."""
    people = dataset["channel_stock"].sum("channel").mean(["replicate", "month"]).sum("citizenship")
    return str(people["destination"].values[int(people.argmax("destination"))])


def _group(
    view: View, subject: str, values: xarray.DataArray, *, adds_up: bool, host: str | None = None
) -> MoneyCharts:
    """One panel a citizenship that has anything to show."""
    language = view.language
    citizenships = [str(code) for code in values["citizenship"].values]
    shown = [
        code
        for code in citizenships
        if code != host and float(values.sel(citizenship=code).median("replicate").max()) > 0
    ]
    charts = [
        _panel(
            view, subject, code, view.name(code), values.sel(citizenship=code), colour_of(code, citizenships)
        )
        for code in shown
    ]
    if adds_up and len(shown) > 1:
        together = language.text("stock.together")
        charts.insert(0, _panel(view, subject, "all", together, values.sum("citizenship"), PLAIN))
    where = "" if host is None else view.name(host)
    return MoneyCharts(
        title=language.text(f"money.{subject}", host=where),
        how=language.text(f"money.{subject}.how"),
        charts=tuple(charts),
    )


def _panel(view: View, subject: str, code: str, who: str, values: xarray.DataArray, colour: str) -> Chart:
    """Bands and a median by month."""
    language = view.language
    months = [day(month) for month in values["month"].values]
    summary = interval(values)
    cells = [_cells(summary[name].values) for name in SUMMARIES]
    rows = tuple(zip(months, *cells, strict=True))
    columns = (
        Column(name="month", title=language.text("column.date"), kind="date"),
        *(Column(name=name, title=language.text(f"column.{name}"), kind="number") for name in SUMMARIES),
    )
    last = float(summary["median"].values[-1])
    return Chart(
        id=f"money-{subject}-{code}",
        title=who,
        description=language.text(
            f"money.{subject}.alt",
            who=who,
            first=language.date(months[0][:7]),
            last=language.date(months[-1][:7]),
            n=language.number(last, 2),
        ),
        grammar="vega-lite",
        drawing=stock_drawing(
            view, colour, months, ceiling=max(float(summary["high80"].max()), 1e-9), drawn=False
        ),
        tables={"stock": ChartTable(columns=columns, rows=rows)},
        twin=ChartTable(columns=columns, rows=by_year(rows)),
    )


def _cells(values: object) -> list[Cell]:
    """Numbers to three digits."""
    return [float(f"{value:.3g}") for value in np.asarray(values, dtype=np.float64)]
