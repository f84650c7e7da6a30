"""People by day: who waited and who left, with the episode's events."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import xarray

from sapar.report.chart import Chart, ChartTable, Column, day, people, readable
from sapar.report.episode_events import NumberedEvent, day_axis
from sapar.report.style import CONFIG, INK, LITE, ORIGIN_COLOURS, PLAIN, QUIET, count_axis, pointer
from sapar.report.view import View
from sapar.results.summary import interval

SUMMARIES = ("median", "low50", "high50", "low80", "high80")
"""What a chart of days draws."""
FEW_EVENTS = 12
"""With more events than these, only the first of those that stand together gets a line."""


def days_chart(
    view: View, id_: str, values: xarray.DataArray, events: Sequence[NumberedEvent], *, bars: bool
) -> Chart:
    """People by day: bands and a line, or bars with their ranges; the events' numbers above."""
    language = view.language
    summary = interval(values)
    days = [day(moment) for moment in values["day"].values]
    cells = [people(summary[name].values, view.threshold) for name in SUMMARIES]
    columns = (
        Column(name="day", title=language.text("column.date"), kind="date"),
        *(Column(name=name, title=language.text(f"column.{name}"), kind="people") for name in SUMMARIES),
    )
    rows = tuple(zip(days, *cells, strict=True))
    highest = int(np.argmax(summary["median"].values))
    marks = _marks(events, days)
    tables = {"days": ChartTable(columns=columns, rows=rows)}
    if marks:
        tables["events"] = ChartTable(
            columns=(Column(name="from", title="from"), Column(name="number", title="number")), rows=marks
        )
    peak = summary.isel(day=highest)
    return Chart(
        id=id_,
        title=language.text(f"{id_}.title"),
        description=language.text(
            f"{id_}.alt",
            date=language.date(days[highest]),
            n=language.count(float(peak["median"]), view.threshold),
            low=language.count(float(peak["low80"]), view.threshold),
            high=language.count(float(peak["high80"]), view.threshold),
        ),
        grammar="vega-lite",
        drawing=_days_drawing(view, days, bars=bars, marked=bool(marks)),
        tables=tables,
        caption=language.text(f"{id_}.caption"),
        twin=ChartTable(columns=columns, rows=tuple(rows[::7]))
        if not bars
        else _days_with_people(columns, rows),
    )


def _marks(events: Sequence[NumberedEvent], days: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """First days and the numbers above them; numbers too near to each other stand together, as "4-9"."""
    near = np.timedelta64(max(1, len(days) // 9), "D")
    marks: dict[str, list[int]] = {}
    head = ""
    for event in events:
        if not head or np.datetime64(event.start) - np.datetime64(head) >= near:
            head = event.start
        marks.setdefault(head, []).append(event.number)
        if len(events) <= FEW_EVENTS:
            marks.setdefault(event.start, [])
    return tuple(
        (start, "" if not numbers else "\u2013".join(str(end) for end in sorted({numbers[0], numbers[-1]})))
        for start, numbers in marks.items()
    )


def _days_with_people(columns: tuple[Column, ...], rows: tuple[tuple[Any, ...], ...]) -> ChartTable:
    """Only the days on which anybody left."""
    return ChartTable(
        columns=columns, rows=tuple(row for row in rows if any(cell not in (0, None) for cell in row[1:]))
    )


def _days_drawing(view: View, days: list[str], *, bars: bool, marked: bool) -> dict[str, Any]:
    """The specification of one chart of days."""
    language = view.language
    across = {"field": "day", **day_axis(days[0], days[-1])}
    upwards = {
        "type": "quantitative",
        "scale": {"zero": True, "nice": True},
        "axis": count_axis(language.text("thousand"), language.text("million")),
    }
    tooltip = [
        {"field": "when", "title": language.text("column.date")},
        {"field": "median_text", "title": language.text("column.median")},
        {"field": "range80", "title": language.text("column.range", share=80)},
    ]
    derived = [
        {"calculate": "utcFormat(toDate(datum.day), '%d %b %Y')", "as": "when"},
        {"calculate": "datum.low80_text + ' \u2013 ' + datum.high80_text", "as": "range80"},
        {"calculate": "toDate(datum.day) + 79200000", "as": "next"},
        {"calculate": "toDate(datum.day) + 39600000", "as": "noon"},
    ]
    colour = ORIGIN_COLOURS[2] if bars else PLAIN
    if bars:
        shapes: list[dict[str, Any]] = [
            {
                "transform": [{"filter": "datum.median > 0"}],
                "mark": {"type": "bar", "color": colour},
                "encoding": {
                    "x2": {"field": "next"},
                    "y": {"field": "median", **upwards},
                    "y2": {"datum": 0},
                    "tooltip": tooltip,
                },
            },
            {
                "transform": [{"filter": "datum.high80 > 0"}],
                "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
                "encoding": {
                    "x": {**across, "field": "noon"},
                    "y": {"field": "low80", **upwards},
                    "y2": {"field": "high80"},
                },
            },
        ]
    else:
        shapes = [
            {
                "mark": {"type": "area", "color": colour, "opacity": 0.2},
                "encoding": {"y": {"field": "low80", **upwards}, "y2": {"field": "high80"}},
            },
            {
                "mark": {"type": "area", "color": colour, "opacity": 0.36},
                "encoding": {"y": {"field": "low50", **upwards}, "y2": {"field": "high50"}},
            },
            {
                "mark": {"type": "line", "color": colour, "strokeWidth": 2},
                "encoding": {"y": {"field": "median", **upwards}},
            },
        ]
    shapes.append(pointer(tooltip))
    layers: list[dict[str, Any]] = [
        {
            "data": {"name": "days"},
            "transform": [*readable(SUMMARIES, language, view.threshold), *derived],
            "encoding": {"x": across},
            "layer": shapes,
        }
    ]
    if marked:
        at = {"x": {**across, "field": "from"}}
        layers.insert(
            0,
            {
                "data": {"name": "events"},
                "encoding": at,
                "layer": [
                    {"mark": {"type": "rule", "color": QUIET, "strokeDash": [2, 3], "opacity": 0.6}},
                    {
                        "mark": {
                            "type": "text",
                            "color": QUIET,
                            "align": "left",
                            "dx": -3,
                            "dy": -7,
                            "fontSize": 11.5,
                        },
                        "encoding": {"text": {"field": "number"}, "y": {"value": 0}},
                    },
                ],
            },
        )
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": 130 if bars else 170,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": layers,
    }
