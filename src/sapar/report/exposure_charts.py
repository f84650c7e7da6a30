"""Legal exposure over time: without status, in the registry, expelled, banned, families apart."""

from __future__ import annotations

import numpy as np
import xarray

from sapar.report.chart import Chart, ChartTable, Column, by_year, day, people
from sapar.report.stock_drawing import SUMMARIES, stock_drawing
from sapar.report.style import PLAIN
from sapar.report.view import View
from sapar.results.exposure import without_status
from sapar.results.summary import interval

SERIES = ("in_registry", "expelled", "banned", "families_apart", "naturalised")
"""Variables that get a panel after those without status."""

FEW = 10.0
"""Series whose median never reaches this many times the disclosure threshold get no panel."""


def exposure_charts(view: View) -> tuple[Chart, ...]:
    """A panel for each series that anybody meets, all citizenships and hosts together."""
    dataset = view.dataset
    if "in_registry" not in dataset:
        return ()
    found = {"without_status": without_status(dataset).sum("citizenship")}
    found |= {name: dataset[name].sum(["citizenship", "destination"]) for name in SERIES}
    least = FEW * view.threshold
    return tuple(
        _panel(view, name, values)
        for name, values in found.items()
        if float(values.median("replicate").max()) >= least
    )


def _panel(view: View, name: str, values: xarray.DataArray) -> Chart:
    """Median and ranges by month."""
    language = view.language
    months = [day(month) for month in values["month"].values]
    summary = interval(values)
    ceiling = 1.05 * max(float(summary["high80"].max()), 2.0 * view.threshold)
    cells = [people(summary[each].values, view.threshold) for each in SUMMARIES]
    rows = tuple(zip(months, *cells, strict=True))
    columns = (
        Column(name="month", title=language.text("column.date"), kind="date"),
        *(Column(name=each, title=language.text(f"column.{each}"), kind="people") for each in SUMMARIES),
    )
    highest = int(np.argmax(summary["median"].values))
    return Chart(
        id=f"exposure-{name.replace('_', '-')}",
        title=language.text(f"exposure.{name}"),
        description=language.text(
            "exposure.alt",
            what=language.text(f"exposure.{name}"),
            date=language.date(months[highest][:7]),
            n=language.count(float(summary["median"].values[highest]), view.threshold),
        ),
        grammar="vega-lite",
        drawing=stock_drawing(view, PLAIN, months, ceiling=ceiling, drawn=False),
        tables={"stock": ChartTable(columns=columns, rows=rows)},
        twin=ChartTable(columns=columns, rows=by_year(rows)),
    )
