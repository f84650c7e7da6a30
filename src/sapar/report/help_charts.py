"""Pictures of a plan for help: who waits, month by month, the money, and what helps."""

from __future__ import annotations

from typing import Any

import numpy as np

from sapar.maths import FloatArray
from sapar.operations.help.answer import Answer
from sapar.operations.help.case import MINOR
from sapar.operations.help.outcome import band, bands
from sapar.report.chart import HIDDEN, Cell, Chart, ChartTable, Column, people
from sapar.report.help_words import lever_name
from sapar.report.language import Language
from sapar.report.style import INK, ORIGIN_COLOURS, PLAIN, count_axis, sized

BANDS = ("low", "middle", "high")


def help_charts(found: Answer, language: Language, threshold: float) -> tuple[Chart, ...]:
    """The pictures in the order of the page."""
    every = range(len(found.case.institutions))
    return (
        *(_waiting(found, number, language, threshold) for number in every if _waits(found, number)),
        _helps(found, language),
        *(
            _balance(found, number, language)
            for number in every
            if found.case.institutions[number].counts_money
        ),
    )


def _waits(found: Answer, number: int) -> dict[str, FloatArray]:
    """[3, month] low, middle and high of the cases that wait, by where; without queues in which nobody ever waits."""
    out = found.course.outcomes[number]
    queues = {"home": bands(out.waiting), "abroad": bands(out.waiting_abroad)}
    return {where: values for where, values in queues.items() if values.any()}


def _waiting(found: Answer, number: int, language: Language, threshold: float) -> Chart:
    """Cases waiting at the end of each month, at home and abroad apart."""
    name = found.case.institutions[number].name
    series = {
        language.text(f"help.waiting.{where}"): [people(line, threshold) for line in values]
        for where, values in _waits(found, number).items()
    }
    return _months(
        f"waiting-{number}",
        found,
        series,
        language,
        "people",
        title=language.text("help.waiting.title", name=name),
        description=language.text("help.waiting.alt", name=name),
        caption=language.text("help.waiting.caption", replicates=found.course.luck.replicates),
        threshold=threshold,
    )


def _balance(found: Answer, number: int, language: Language) -> Chart:
    """Money left at the end of each month, of the desk and for kits."""
    name, funds = found.case.institutions[number].name, found.course.desks[number].money
    rounded = np.round(bands(funds.balance + funds.fund) / MINOR, -3)
    lines: list[list[Cell]] = [[float(value) for value in values] for values in rounded]
    return _months(
        f"money-{number}",
        found,
        {language.text("help.column.balance"): lines},
        language,
        "number",
        title=language.text("help.money.title", name=name, currency=found.case.currency),
        description=language.text("help.money.alt", name=name),
        caption=language.text("help.money.caption"),
        threshold=0.0,
    )


def _months(
    id_: str,
    found: Answer,
    series: dict[str, list[list[Cell]]],
    language: Language,
    kind: Any,
    *,
    title: str,
    description: str,
    caption: str,
    threshold: float,
) -> Chart:
    """A band and its middle over the months of the plan, for each series."""
    columns = (
        Column(name="month", title=language.text("help.column.month"), kind="date"),
        Column(name="what", title=language.text("help.column.what")),
        *(Column(name=name, title=language.text(f"help.column.{name}"), kind=kind) for name in BANDS),
    )
    months: list[Cell] = [found.case.month_start(month + 1).isoformat() for month in range(found.case.months)]
    rows = tuple(
        (month, what, *cells)
        for what, lines in series.items()
        for month, *cells in zip(months, *lines, strict=True)
    )
    axis = {"title": None, "format": "%b %Y", "tickCount": 6, "grid": False, "labelOverlap": True}
    x: dict[str, Any] = {"field": "month", "type": "temporal", "axis": axis}
    counts = count_axis(language.text("thousand"), language.text("million"))
    legend = (
        {"title": None, "orient": "top", "symbolType": "stroke", "symbolOpacity": 1, "symbolStrokeWidth": 3}
        if len(series) > 1
        else None
    )
    scale = {"domain": list(series), "range": [PLAIN, ORIGIN_COLOURS[4]]}
    colour = {"field": "what", "type": "nominal", "scale": scale, "legend": legend}
    drawn = [
        {"calculate": f"datum['{name}'] === '{HIDDEN}' ? {threshold / 2:g} : datum['{name}']", "as": name}
        for name in BANDS
    ]

    def y(name: str) -> dict[str, Any]:
        return {"field": name, "type": "quantitative", "axis": counts}

    tooltip: list[dict[str, Any]] = [
        {"field": "month", "type": "temporal", "format": "%d %b %Y", "title": columns[0].title},
        {"field": "what", "title": columns[1].title},
        *(
            {"field": column.name, "type": "quantitative", "format": ",.0f", "title": column.title}
            for column in columns[2:]
        ),
    ]
    layers: list[dict[str, Any]] = [
        {
            "mark": {"type": "area", "opacity": 0.2, "line": False},
            "encoding": {"x": x, "y": y("low"), "y2": {"field": "high"}, "color": colour},
        },
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {"x": x, "y": y("middle"), "color": colour}},
        {
            "mark": {"type": "point", "opacity": 0, "size": 200},
            "encoding": {"x": x, "y": y("middle"), "tooltip": tooltip},
        },
    ]
    return Chart(
        id=id_,
        title=title,
        description=description,
        grammar="vega-lite",
        drawing=sized({"data": {"name": "months"}, "transform": drawn, "layer": layers}, 220),
        tables={"months": ChartTable(columns=columns, rows=rows)},
        caption=caption,
    )


def _helps(found: Answer, language: Language) -> Chart:
    """Person-weeks of waiting that one more of each thing saves."""
    rows: list[tuple[Cell, ...]] = []
    for each in found.one_more:
        saved = band(-each.weeks_waited)
        if each.weeks_waited.any():
            rows.append(
                (
                    lever_name(each.lever, language),
                    *(float(round(v)) for v in (saved.low, saved.middle, saved.high)),
                )
            )
    rows.sort(key=lambda row: -float(row[2] or 0.0))
    columns = (
        Column(name="change", title=language.text("help.column.change")),
        *(Column(name=name, title=language.text(f"help.column.{name}"), kind="number") for name in BANDS),
    )
    axis = {"title": language.text("help.column.saved"), "format": ",.3~s", "tickCount": 5}
    y = {
        "field": "change",
        "type": "nominal",
        "sort": None,
        "axis": {"title": None, "labelLimit": 340, "ticks": False, "domain": False},
    }

    def x(name: str) -> dict[str, Any]:
        return {"field": name, "type": "quantitative", "axis": axis}

    tooltip = [{"field": "change", "title": columns[0].title}] + [
        {"field": column.name, "type": "quantitative", "format": ",.0f", "title": column.title}
        for column in columns[1:]
    ]
    layers = [
        {"mark": {"type": "rule", "color": PLAIN, "strokeWidth": 6, "opacity": 0.35},
         "encoding": {"y": y, "x": x("low"), "x2": {"field": "high"}, "tooltip": tooltip}},
        {"mark": {"type": "point", "filled": True, "color": INK, "size": 60, "opacity": 1},
         "encoding": {"y": y, "x": x("middle"), "tooltip": tooltip}},
    ]  # fmt: skip
    return Chart(
        id="helps",
        title=language.text("help.helps.title"),
        description=language.text("help.helps.alt"),
        grammar="vega-lite",
        drawing=sized({"data": {"name": "changes"}, "layer": layers}, {"step": 30}),
        tables={"changes": ChartTable(columns=columns, rows=tuple(rows))},
        caption=language.text("help.helps.caption"),
    )
