"""The episode day by day: who waited, who left, what was shut and what opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import xarray

from sapar.model.declarations.events import Event
from sapar.report.chart import Chart, ChartTable, Column, day, people, readable
from sapar.report.language import first_day, last_day
from sapar.report.style import CONFIG, INK, LITE, ORIGIN_COLOURS, PLAIN, QUIET, count_axis
from sapar.report.view import View
from sapar.results.summary import interval

SUMMARIES = ("median", "low50", "high50", "low80", "high80")
"""What a chart of days draws."""
EVENT_COLOURS = {"closure": ORIGIN_COLOURS[4], "limit": ORIGIN_COLOURS[0], "corridor": ORIGIN_COLOURS[2]}
"""By kind; other kinds are grey."""
MOMENTS = frozenset({"record", "rumour", "danger", "corridor"})
"""Kinds that last one day where they name no last one."""
EVENT_HEIGHT = 17
"""Pixels of one row of the timeline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedEvent:
    """An event of the episode and the number it has in the charts."""

    number: int
    """From 1, by first day."""
    title: str
    """What happened."""
    kind: str
    """`closure`, `limit`, `corridor`, ..."""
    start: str
    """First day within the episode, ISO 8601."""
    finish: str
    """Last day within the episode, ISO 8601."""
    dates: str
    """Its whole duration in words."""
    colour: str
    """Of its bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """The charts of one episode."""

    title: str
    """What happened, in the study's words."""
    events: tuple[NumberedEvent, ...]
    """What the numbers in the charts mean."""
    charts: tuple[Chart, ...]
    """The timeline first, then who waited and who left."""


def episode_charts(view: View) -> Episode | None:
    """The episode that the tables name; nothing where they name none."""
    episode = view.edition.episode
    if not episode or "day" not in view.dataset.dims:
        return None
    first, last = first_day(str(episode["from"])), last_day(str(episode["until"]))
    days = view.dataset.sel(day=slice(np.datetime64(first), np.datetime64(last)))
    if days.sizes["day"] == 0:
        return None
    events = _events(view, first, last)
    charts = [_timeline(view, events, first, last)] if events else []
    for where in days["where"].values if "stranded" in days else ():
        waiting = days["stranded"].sel(where=where).sum("citizenship")
        charts.append(_days_chart(view, f"waiting-{where}", waiting, events, bars=False))
    if "camp_boarded" in days:
        charts.append(_days_chart(view, "boarded", days["camp_boarded"].sum(["camp", "citizenship"]), events, bars=True))
    return Episode(title=view.language.choose(episode.get("title")), events=events, charts=tuple(charts))


def _events(view: View, first: str, last: str) -> tuple[NumberedEvent, ...]:
    """Events that fall into the episode, in order, numbered."""
    inside = [event for event in view.page.events if _start(event) <= last and _finish(event, last) >= first]
    ordered = sorted(inside, key=lambda event: (_start(event), event.id))
    return tuple(
        NumberedEvent(
            number=number,
            title=view.language.choose(event.title),
            kind=event.kind,
            start=max(first, _start(event)),
            finish=min(last, _finish(event, last)),
            dates=_dates(view, event),
            colour=EVENT_COLOURS.get(event.kind, QUIET),
        )
        for number, event in enumerate(ordered, start=1)
    )


def _start(event: Event) -> str:
    """First day of an event, ISO 8601."""
    return event.from_.isoformat()


def _finish(event: Event, last: str) -> str:
    """Last day of an event, ISO 8601; the given one where it has no end."""
    if event.until is not None:
        return event.until.isoformat()
    return _start(event) if event.kind in MOMENTS else last


def _dates(view: View, event: Event) -> str:
    """The days of an event in words."""
    if event.until is None and event.kind not in MOMENTS:
        return view.language.text("since", date=view.language.date(event.from_))
    return view.language.period(event.from_, event.until)


def _day_axis(first: str, last: str) -> dict[str, Any]:
    """The common axis of days."""
    return {
        "type": "temporal",
        "scale": {"type": "utc", "domain": [first, last]},
        "axis": {"title": None, "format": "%-d %b", "grid": False, "tickCount": "month", "labelOverlap": True,
                 "labelFlush": True},
    }


def _timeline(view: View, events: Sequence[NumberedEvent], first: str, last: str) -> Chart:
    """Bars of the events' days, numbered like the list beside them."""
    language = view.language
    columns = (
        Column(name="number", title=language.text("column.number")),
        Column(name="title", title=language.text("column.event")),
        Column(name="kind", title=language.text("column.kind")),
        Column(name="from", title=language.text("column.from"), kind="date"),
        Column(name="until", title=language.text("column.until"), kind="date"),
    )
    rows = tuple(
        (str(event.number), event.title, language.text(f"event.{event.kind}"), event.start, event.finish)
        for event in events
    )
    colours = {language.text(f"event.{event.kind}"): event.colour for event in events}
    drawing = {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": EVENT_HEIGHT * len(events),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "events"},
        "mark": {"type": "bar", "height": 9, "cornerRadius": 2},
        "transform": [
            {"calculate": "toDate(datum.until) + 86400000", "as": "next"},
            {"calculate": "utcFormat(toDate(datum.from), '%d %b') + ' \u2013 ' + utcFormat(toDate(datum.until), '%d %b')",
             "as": "span"},
        ],
        "encoding": {
            "x": {"field": "from", **_day_axis(first, last)},
            "x2": {"field": "next"},
            "y": {"field": "number", "type": "nominal", "sort": None,
                  "axis": {"title": None, "domain": False, "ticks": False, "minExtent": 54, "maxExtent": 54}},
            "color": {"field": "kind", "type": "nominal",
                      "scale": {"domain": list(colours), "range": list(colours.values())}, "legend": None},
            "tooltip": [{"field": "title", "title": language.text("column.event")},
                        {"field": "span", "title": language.text("column.date")}],
        },
    }
    return Chart(
        id="timeline",
        title=language.text("timeline.title"),
        description=language.text("timeline.alt", events="; ".join(f"{event.title} ({event.dates})" for event in events)),
        grammar="vega-lite",
        drawing=drawing,
        tables={"events": ChartTable(columns=columns, rows=rows)},
    )


def _days_chart(
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
        twin=ChartTable(columns=columns, rows=tuple(rows[::7])) if not bars else _days_with_people(columns, rows),
    )


def _marks(events: Sequence[NumberedEvent], days: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """First days and the numbers above them; numbers too near to each other stand together."""
    near = np.timedelta64(max(1, len(days) // 16), "D")
    marks: list[list[str]] = []
    for event in events:
        labelled = [mark for mark in marks if mark[1]]
        if labelled and np.datetime64(event.start) - np.datetime64(labelled[-1][0]) < near:
            labelled[-1][1] += f", {event.number}"
            marks.append([event.start, ""])
        else:
            marks.append([event.start, str(event.number)])
    return tuple((start, label) for start, label in marks)


def _days_with_people(columns: tuple[Column, ...], rows: tuple[tuple[Any, ...], ...]) -> ChartTable:
    """Only the days on which anybody left."""
    return ChartTable(columns=columns, rows=tuple(row for row in rows if any(cell not in (0, None) for cell in row[1:])))


def _days_drawing(view: View, days: list[str], *, bars: bool, marked: bool) -> dict[str, Any]:
    """The specification of one chart of days."""
    language = view.language
    across = {"field": "day", **_day_axis(days[0], days[-1])}
    upwards = {"type": "quantitative", "scale": {"zero": True, "nice": True},
               "axis": count_axis(language.text("thousand"), language.text("million"))}
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
            {"transform": [{"filter": "datum.median > 0"}], "mark": {"type": "bar", "color": colour},
             "encoding": {"x2": {"field": "next"}, "y": {"field": "median", **upwards}, "y2": {"datum": 0},
                          "tooltip": tooltip}},
            {"transform": [{"filter": "datum.high80 > 0"}], "mark": {"type": "rule", "color": INK, "strokeWidth": 1},
             "encoding": {"x": {**across, "field": "noon"}, "y": {"field": "low80", **upwards},
                          "y2": {"field": "high80"}}},
        ]
    else:
        shapes = [
            {"mark": {"type": "area", "color": colour, "opacity": 0.2},
             "encoding": {"y": {"field": "low80", **upwards}, "y2": {"field": "high80"}}},
            {"mark": {"type": "area", "color": colour, "opacity": 0.36},
             "encoding": {"y": {"field": "low50", **upwards}, "y2": {"field": "high50"}}},
            {"mark": {"type": "line", "color": colour, "strokeWidth": 2}, "encoding": {"y": {"field": "median", **upwards}}},
        ]
    shapes.append(
        {
            "params": [{"name": "pointed", "select": {"type": "point", "encodings": ["x"], "nearest": True,
                                                       "on": "pointerover", "clear": "pointerout"}}],
            "mark": {"type": "rule", "color": INK, "tooltip": True},
            "encoding": {"opacity": {"condition": {"param": "pointed", "empty": False, "value": 0.5}, "value": 0},
                         "tooltip": tooltip},
        }
    )
    layers: list[dict[str, Any]] = [
        {"data": {"name": "days"}, "transform": [*readable(SUMMARIES, language, view.threshold), *derived],
         "encoding": {"x": across}, "layer": shapes}
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
                    {"mark": {"type": "text", "color": QUIET, "align": "left", "dx": -3, "dy": -7, "fontSize": 11.5},
                     "encoding": {"text": {"field": "number"}, "y": {"value": 0}}},
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
