"""How long people waited in camps."""

from __future__ import annotations

import numpy as np
import xarray

from sapar.report.chart import Chart, ChartTable, Column, people, readable
from sapar.report.style import CONFIG, INK, LITE, ORIGIN_COLOURS, QUIET, count_axis
from sapar.report.view import View
from sapar.results.summary import interval

DRAWN = 0.98
"""Share of people whose waits are drawn; the table has all."""
WEEK = 7
"""Days of one bar."""


def wait_chart(view: View) -> Chart | None:
    """People by the week of waiting in which they left; nothing where nobody waited."""
    if "camp_wait" not in view.dataset:
        return None
    language = view.language
    waits = view.dataset["camp_wait"].sum("camp")
    if float(waits.sum()) == 0:
        return None
    weeks = interval(_by_week(waits))
    longest = int(np.max(np.nonzero(weeks["high80"].values >= max(view.threshold, 1.0))[0], initial=0)) + 1
    names = ("median", "low80", "high80")
    cells = [people(weeks[name].values[:longest], view.threshold) for name in names]
    columns = (
        Column(name="from", title=language.text("column.wait_from"), kind="number"),
        Column(name="to", title=language.text("column.wait_to"), kind="number"),
        *(Column(name=name, title=language.text(f"column.{name}"), kind="people") for name in names),
    )
    rows = tuple(
        (week * WEEK, week * WEEK + WEEK - 1, *(column[week] for column in cells)) for week in range(longest)
    )
    half, most = (_quantile(waits, share) for share in (0.5, 0.95))
    words = {
        f"{name}_{bound}": language.number(float(quantile[bound]), 2)
        for name, quantile in (("half", half), ("most", most))
        for bound in ("median", "low80", "high80")
    }
    upwards = {
        "type": "quantitative",
        "axis": count_axis(language.text("thousand"), language.text("million")),
    }
    tooltip = [
        {"field": "span", "title": language.text("column.wait")},
        {"field": "median_text", "title": language.text("column.median")},
        {"field": "range80", "title": language.text("column.range", share=80)},
    ]
    drawing = {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": 170,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "waits"},
        "transform": [
            *readable(names, language, view.threshold),
            {"filter": f"datum.from <= {_last_drawn(waits)}"},
            {"calculate": "datum.to + 1", "as": "next"},
            {"calculate": "(datum.from + datum.to + 1) / 2", "as": "middle"},
            {"calculate": "datum.from + ' \u2013 ' + datum.to", "as": "span"},
            {"calculate": "datum.low80_text + ' \u2013 ' + datum.high80_text", "as": "range80"},
        ],
        "layer": [
            {
                "mark": {"type": "bar", "color": ORIGIN_COLOURS[1], "binSpacing": 2, "opacity": 0.75},
                "encoding": {
                    "x": {
                        "field": "from",
                        "type": "quantitative",
                        "bin": "binned",
                        "axis": {"title": language.text("wait.axis"), "grid": False, "tickMinStep": 7},
                    },
                    "x2": {"field": "next"},
                    "y": {"field": "median", **upwards},
                    "tooltip": tooltip,
                },
            },
            {
                "mark": {"type": "rule", "color": INK},
                "encoding": {
                    "x": {"field": "middle", "type": "quantitative"},
                    "y": {"field": "low80", **upwards},
                    "y2": {"field": "high80"},
                },
            },
            {
                "mark": {"type": "rule", "color": QUIET, "strokeDash": [4, 3]},
                "encoding": {"x": {"datum": float(half["median"]), "type": "quantitative"}},
            },
        ],
    }
    return Chart(
        id="wait",
        title=language.text("wait.title"),
        description=language.text("wait.caption", **words),
        grammar="vega-lite",
        drawing=drawing,
        tables={"waits": ChartTable(columns=columns, rows=rows)},
        caption=language.text("wait.caption", **words),
    )


def _last_drawn(waits: xarray.DataArray) -> int:
    """The wait, days, beyond which a fiftieth of all people in all replicates is: the bars end there."""
    running = np.cumsum(waits.transpose("replicate", "wait").values.sum(axis=0))
    return int(np.argmax(running >= DRAWN * running[-1]))


def _by_week(waits: xarray.DataArray) -> xarray.DataArray:
    """People [replicate, week] from people [replicate, wait in days]."""
    days = waits.transpose("replicate", "wait").values
    missing = -days.shape[1] % WEEK
    padded = np.pad(days, ((0, 0), (0, missing)))
    return xarray.DataArray(padded.reshape(len(days), -1, WEEK).sum(axis=2), dims=("replicate", "week"))


def _quantile(waits: xarray.DataArray, share: float) -> xarray.Dataset:
    """The wait that this share of people did not exceed, days, with its range over replicates."""
    days = waits.transpose("replicate", "wait").values
    running = np.cumsum(days, axis=1)
    total = running[:, -1:]
    reached = np.argmax(running >= share * total, axis=1).astype(np.float64)
    return interval(xarray.DataArray(np.where(total[:, 0] > 0, reached, np.nan), dims=("replicate",)))
