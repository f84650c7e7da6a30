"""The dated events of an episode, numbered, and the timeline that shows their days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sapar.model.declarations.events import Event
from sapar.report.chart import Chart, ChartTable, Column
from sapar.report.style import CONFIG, LITE, ORIGIN_COLOURS, QUIET, instant
from sapar.report.view import View

EVENT_COLOURS = {"closure": ORIGIN_COLOURS[4], "limit": ORIGIN_COLOURS[0], "corridor": ORIGIN_COLOURS[2]}
"""By kind; other kinds are grey."""
MOMENTS = frozenset({"record", "rumour", "danger", "corridor"})
"""Kinds that last one day where they name no last one."""
KIND_ORDER = (
    "closure",
    "limit",
    "corridor",
    "job_loss",
    "quota",
    "danger",
    "rumour",
    "information",
    "record",
)
"""Of the timeline, from top to bottom."""
LANE = 8
"""Pixels of one lane of the timeline."""


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


def numbered_events(view: View, first: str, last: str) -> tuple[NumberedEvent, ...]:
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


def timeline_chart(view: View, events: Sequence[NumberedEvent], first: str, last: str) -> Chart:
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
    lanes = _lanes(events)
    bars = tuple(
        (lane, event.start, event.finish, f"{event.number}. {event.title}", event.dates, event.colour)
        for event, lane in zip(events, lanes, strict=True)
    )
    names = ("lane", "from", "until", "title", "dates", "colour")
    drawing = {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": LANE * (max(lanes, default=0) + 1) + 4,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "bars"},
        "mark": {"type": "bar", "height": LANE - 3, "cornerRadius": 1.5},
        "transform": [{"calculate": "toDate(datum.until) + 86400000", "as": "next"}],
        "encoding": {
            "x": {"field": "from", **day_axis(first, last)},
            "x2": {"field": "next"},
            "y": {
                "field": "lane",
                "type": "ordinal",
                "scale": {"domain": list(range(max(lanes, default=0) + 1))},
                "axis": {
                    "title": None,
                    "domain": False,
                    "ticks": False,
                    "labels": False,
                    "grid": False,
                    "minExtent": 54,
                    "maxExtent": 54,
                },
            },
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "tooltip": [
                {"field": "title", "title": language.text("column.event")},
                {"field": "dates", "title": language.text("column.date")},
            ],
        },
    }
    return Chart(
        id="timeline",
        title=language.text("timeline.title"),
        description=language.text(
            "timeline.alt", count=len(events), first=language.date(first), last=language.date(last)
        ),
        grammar="vega-lite",
        drawing=drawing,
        tables={
            "events": ChartTable(columns=columns, rows=rows),
            "bars": ChartTable(columns=tuple(Column(name=name, title=name) for name in names), rows=bars),
        },
        caption=language.text("timeline.caption"),
    )


def _lanes(events: Sequence[NumberedEvent]) -> list[int]:
    """A lane for every event: kinds apart, within a kind the first lane that is free by then."""
    lanes = [0] * len(events)
    below = 0
    for kind in KIND_ORDER:
        busy: list[str] = []
        for position, event in enumerate(events):
            if event.kind != kind:
                continue
            free = next((lane for lane, until in enumerate(busy) if until < event.start), len(busy))
            busy[free : free + 1] = [event.finish]
            lanes[position] = below + free
        below += len(busy) + 1 if busy else 0
    return lanes


def day_axis(first: str, last: str) -> dict[str, Any]:
    """The common axis of days."""
    return {
        "type": "temporal",
        "scale": {"type": "utc", "domain": [instant(first), instant(last)]},
        "axis": {
            "title": None,
            "format": "%-d %b",
            "grid": False,
            "tickCount": "month",
            "labelOverlap": True,
            "labelFlush": True,
        },
    }
