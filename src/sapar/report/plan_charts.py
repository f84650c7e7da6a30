"""Pictures of a transit plan: the camps over time, the departures, and when nobody waits."""

from __future__ import annotations

from typing import Any

import numpy as np

from sapar.operations.transit.answer import Answer
from sapar.report.chart import HIDDEN, Cell, Chart, ChartTable, Column, people
from sapar.report.language import Language
from sapar.report.plan_camps import camps_chart
from sapar.report.style import INK, ORIGIN_COLOURS, PLAIN, count_axis, sized

BANDS = (("low80", 0.1), ("low50", 0.25), ("median", 0.5), ("high50", 0.75), ("high80", 0.9))
"""Quantiles that are drawn."""


def plan_charts(found: Answer, language: Language, threshold: float) -> tuple[Chart, ...]:
    """The pictures in the order of the page."""
    return (
        _camp(found, language, threshold),
        *([camps_chart(found, language, threshold)] if len(found.case.camps) > 1 else []),
        _gantt(found, language, threshold),
        _clearing(found, language),
    )


def _camp(found: Answer, language: Language, threshold: float) -> Chart:
    """People waiting by day, with bands."""
    case, spread = found.case, found.spread
    expected = found.plan.waiting.sum(axis=0).astype(float)
    series = [("expected", expected)]
    series += [(name, np.quantile(spread.waiting, share, axis=0)) for name, share in BANDS]
    if found.reacted is not None:
        series.append(("reacting", np.quantile(found.reacted.waiting, 0.5, axis=0)))
    columns = (
        Column(name="day", title=language.text("plan.column.date"), kind="date"),
        *(Column(name=name, title=language.text(f"plan.column.{name}"), kind="people") for name, _ in series),
    )
    dates: list[Cell] = [case.date(day).isoformat() for day in range(case.days)]
    rows = tuple(zip(dates, *(people(values, threshold) for _, values in series), strict=True))
    table = ChartTable(columns=columns, rows=rows)
    names = [name for name, _ in series]
    drawn = [
        {"calculate": f"datum['{name}'] === '{HIDDEN}' ? {threshold / 2:g} : datum['{name}']", "as": name}
        for name in names
    ]
    axis = {"title": None, "format": "%d %b", "tickCount": 6, "grid": False, "labelOverlap": True}
    x: dict[str, Any] = {"field": "day", "type": "temporal", "axis": axis}

    def y(name: str) -> dict[str, Any]:
        own = count_axis(language.text("thousand"), language.text("million"))
        return {"field": name, "type": "quantitative", "axis": own}

    def area(low: str, high: str, opacity: float) -> dict[str, Any]:
        encoding = {"x": x, "y": y(low), "y2": {"field": high}}
        return {
            "mark": {"type": "area", "color": PLAIN, "opacity": opacity, "line": False},
            "encoding": encoding,
        }

    tooltip = [
        {"field": "day", "type": "temporal", "format": "%d %b %Y", "title": columns[0].title},
        *(
            {"field": column.name, "type": "quantitative", "format": ",.0f", "title": column.title}
            for column in columns[1:]
        ),
    ]
    layers: list[dict[str, Any]] = [
        area("low80", "high80", 0.18),
        area("low50", "high50", 0.3),
        {"mark": {"type": "line", "color": INK, "strokeWidth": 2}, "encoding": {"x": x, "y": y("median")}},
        {
            "mark": {"type": "line", "color": INK, "strokeWidth": 1.2, "strokeDash": [1, 3]},
            "encoding": {"x": x, "y": y("expected")},
        },
    ]
    if found.reacted is not None:
        dashed = {"type": "line", "color": ORIGIN_COLOURS[4], "strokeWidth": 2, "strokeDash": [6, 4]}
        layers.append({"mark": dashed, "encoding": {"x": x, "y": y("reacting")}})
    point = {"mark": {"type": "point", "opacity": 0, "size": 200}, "encoding": {"x": x, "y": y("median")}}
    layers.append({**point, "encoding": {**point["encoding"], "tooltip": tooltip}})  # type: ignore[dict-item]
    captions = [language.text("plan.camp.caption", replicates=len(spread.clearing))]
    if found.reacted is not None:
        captions.append(language.text("plan.camp.reacting"))
    return Chart(
        id="camp",
        title=language.text("plan.camp.title"),
        description=language.text("plan.camp.alt", n=language.count(float(case.people), threshold, 3)),
        grammar="vega-lite",
        drawing=sized({"data": {"name": "days"}, "transform": drawn, "layer": layers}, 300),
        tables={"days": table},
        caption=" ".join(captions),
    )


def _gantt(found: Answer, language: Language, threshold: float) -> Chart:
    """A bar for every departure."""
    case, plan = found.case, found.plan
    rows: list[tuple[Cell, ...]] = []
    lane_names: list[str] = []
    for index, fleet in enumerate(case.fleets):
        carried = plan.people[:, index].sum(axis=0)
        lanes: list[int] = []
        for day in np.flatnonzero(plan.course.vehicles[0, index]).tolist():
            arrives = day + max(1, fleet.feeder + fleet.haul)
            lane = next((number for number, free in enumerate(lanes) if free <= day), len(lanes))
            lanes[lane : lane + 1] = [day + fleet.cycle]
            lane_names.append(f"{fleet.name} {lane + 1}")
            rows.append(
                (
                    fleet.name,
                    lane_names[-1],
                    case.date(day).isoformat(),
                    case.date(min(arrives, day + fleet.cycle)).isoformat(),
                    case.date(day + fleet.cycle).isoformat(),
                    int(plan.course.vehicles[0, index, day]),
                    *people([float(carried[day])], threshold),
                )
            )
    columns = (
        Column(name="fleet", title=language.text("plan.column.fleet")),
        Column(name="lane", title=language.text("plan.column.lane")),
        Column(name="from", title=language.text("plan.column.date"), kind="date"),
        Column(name="arrives", title=language.text("plan.column.arrives"), kind="date"),
        Column(name="ready", title=language.text("plan.column.ready"), kind="date"),
        Column(name="vehicles", title=language.text("plan.column.vehicles"), kind="number"),
        Column(name="people", title=language.text("plan.column.people"), kind="people"),
    )
    axis = {"title": None, "format": "%d %b", "tickCount": 6, "labelOverlap": True, "orient": "top"}
    x = {"field": "from", "type": "temporal", "axis": axis}
    label = "split(datum.value, ' ')[1] === '1' ? split(datum.value, ' ')[0] : ''"
    rows_axis = {"title": None, "ticks": False, "domain": False, "labelExpr": label}
    y = {"field": "lane", "type": "nominal", "axis": rows_axis, "sort": list(dict.fromkeys(lane_names))}
    shown = (
        f"datum.people === '{HIDDEN}' ? '{language.small(threshold)}'"
        " : isValid(datum.people) ? format(datum.people, ',.0f') : ''"
    )
    tooltip = [
        {"field": "fleet", "title": columns[0].title},
        {"field": "from", "type": "temporal", "format": "%d %b %Y", "title": columns[2].title},
        {"field": "vehicles", "title": columns[5].title},
        {"field": "people_text", "title": columns[6].title},
    ]
    bar = {"type": "bar", "height": {"band": 0.8}}
    layers = [
        {
            "mark": {**bar, "color": PLAIN, "opacity": 0.28, "stroke": PLAIN, "strokeWidth": 0.6},
            "encoding": {"x": x, "x2": {"field": "ready"}, "y": y, "tooltip": tooltip},
        },
        {
            "mark": {**bar, "color": PLAIN, "opacity": 0.62},
            "encoding": {"x": x, "x2": {"field": "arrives"}, "y": y, "tooltip": tooltip},
        },
        {
            "mark": {"type": "text", "align": "left", "dx": 2, "fontSize": 10.5, "fill": INK},
            "encoding": {"x": x, "y": y, "text": {"field": "vehicles", "type": "quantitative"}},
        },
    ]
    transform = [{"calculate": shown, "as": "people_text"}]
    return Chart(
        id="departures",
        title=language.text("plan.gantt.title"),
        description=language.text("plan.gantt.alt"),
        grammar="vega-lite",
        drawing=sized(
            {"data": {"name": "departures"}, "transform": transform, "layer": layers},
            {"step": 22},
        ),
        tables={"departures": ChartTable(columns=columns, rows=tuple(rows))},
        caption=language.text("plan.gantt.caption"),
    )


def _clearing(found: Answer, language: Language) -> Chart:
    """Share of cases that are clear by each day."""
    case = found.case
    groups = [("expected", found.spread)] + (
        [("reacting", found.reacted)] if found.reacted is not None else []
    )
    titles = {
        "expected": language.text("plan.column.share"),
        "reacting": language.text("plan.column.reacting"),
    }
    columns = (
        Column(name="day", title=language.text("plan.column.date"), kind="date"),
        *(Column(name=name, title=titles[name], kind="number") for name, _ in groups),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (case.date(day).isoformat(), *(round(spread.chance_by(day), 4) for _, spread in groups))
        for day in range(case.days)
    )
    axis = {"title": None, "format": "%d %b", "tickCount": 6, "grid": False, "labelOverlap": True}
    x = {"field": "day", "type": "temporal", "axis": axis}
    percent = {
        "format": ".0%",
        "title": None,
        "tickCount": 5,
        "minExtent": 54,
        "maxExtent": 54,
        "domain": False,
    }
    layers = []
    for name, _ in groups:
        dash = {"strokeDash": [6, 4], "color": ORIGIN_COLOURS[4]} if name == "reacting" else {"color": PLAIN}
        y = {"field": name, "type": "quantitative", "axis": percent, "scale": {"domain": [0, 1]}}
        tooltip = [
            {"field": "day", "type": "temporal", "format": "%d %b %Y", "title": columns[0].title},
            {"field": name, "type": "quantitative", "format": ".0%", "title": titles[name]},
        ]
        mark = {"type": "line", "interpolate": "step-after", "strokeWidth": 2, **dash}
        layers.append({"mark": mark, "encoding": {"x": x, "y": y, "tooltip": tooltip}})
    return Chart(
        id="clearing",
        title=language.text("plan.clearing.title"),
        description=language.text("plan.clearing.alt", replicates=len(found.spread.clearing)),
        grammar="vega-lite",
        drawing=sized({"data": {"name": "shares"}, "layer": layers}, 200),
        tables={"shares": ChartTable(columns=columns, rows=rows)},
        caption=language.text("plan.clearing.caption"),
    )
