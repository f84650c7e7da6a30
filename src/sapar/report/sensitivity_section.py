"""The part of a report about what moves its answers."""

from __future__ import annotations

import math
from typing import Any

from sapar.report.chart import Cell, Chart, ChartTable, Column
from sapar.report.sensitivity_words import driver_rows, driver_titles, how_found, name_of, question_of
from sapar.report.style import CONFIG, INSIDE, LITE, OUTSIDE
from sapar.report.view import View

ROW = 17
"""Pixels of one input."""


def sensitivity_section(view: View) -> dict[str, Any] | None:
    """Sentences and a table; nothing where sensitivity does not apply."""
    made, language = view.page.sensitivity, view.language
    if made is None:
        return None
    command = f"sapar sensitivity {view.edition.study}"
    if made.value is None:
        alarm = language.text("sens.none", command=command)
        return {"alarm": alarm, "how": [], "titles": [], "rows": []}
    return {
        "alarm": "" if made.is_current else language.text("sens.stale", command=command),
        "how": how_found(made.value, language),
        "titles": driver_titles(language),
        "rows": driver_rows(made.value, language, view.threshold),
    }


def sensitivity_chart(view: View) -> Chart | None:
    """Total indices, a panel for each answer that the page begins with; nothing where none was measured."""
    made, language = view.page.sensitivity, view.language
    if made is None or made.value is None:
        return None
    columns = (
        Column(name="answer", title=language.text("sens.column.answer")),
        Column(name="parameter", title=language.text("sens.column.parameter")),
        Column(name="total", title=language.text("sens.column.total"), kind="number"),
        Column(name="low", title=language.text("sens.column.low"), kind="number"),
        Column(name="high", title=language.text("sens.column.high"), kind="number"),
        Column(name="direction", title=language.text("sens.column.direction")),
    )
    head = {each.id for each in view.page.answers}
    shown = [each for each in made.value.answers if each.answer in head]
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            question_of(answer, language),
            name_of(driver, language),
            round(driver.total, 3),
            round(max(0.0, driver.total - _error(driver.total_error)), 3),
            round(min(1.5, driver.total + _error(driver.total_error)), 3),
            language.text("sens.up" if driver.effect >= 0 else "sens.down"),
        )
        for answer in shown
        for driver in answer.drivers
        if driver.is_measured
    )
    if not rows:
        return None
    return Chart(
        id="sensitivity",
        title=language.text("sens.title"),
        description=language.text("sens.alt", n=len(shown)),
        grammar="vega-lite",
        drawing=_drawing(view, list(dict.fromkeys(row[0] for row in rows))),
        tables={"drivers": ChartTable(columns=columns, rows=rows)},
        caption=language.text("sens.caption"),
    )


def _error(half_width: float) -> float:
    """0 where it is not known."""
    return 0.0 if math.isnan(half_width) else half_width


def _drawing(view: View, answers: list[Cell]) -> dict[str, Any]:
    """A row of bars for each answer, in their order, on one scale."""
    language = view.language
    up, down = language.text("sens.up"), language.text("sens.down")
    across = {
        "type": "quantitative",
        "scale": {"domain": [0, 1], "clamp": True},
        "axis": {"format": "%", "title": language.text("sens.column.total"), "orient": "bottom"},
    }
    colour = {
        "field": "direction",
        "type": "nominal",
        "scale": {"domain": [up, down], "range": [INSIDE, OUTSIDE]},
        "legend": {"title": language.text("sens.column.direction"), "orient": "top"},
    }
    tooltip = [
        {"field": "parameter", "title": language.text("sens.column.parameter")},
        {"field": "total", "title": language.text("sens.column.total"), "format": ".0%"},
        {"field": "direction", "title": language.text("sens.column.direction")},
    ]
    return {
        "$schema": LITE,
        "config": CONFIG,
        "data": {"name": "drivers"},
        "facet": {
            "row": {
                "field": "answer",
                "type": "nominal",
                "sort": answers,
                "header": {
                    "title": None, "labelAnchor": "start",
                    "labelAngle": 0, "labelAlign": "left", "labelOrient": "top", "labelLimit": 560,
                },
            }
        },
        "resolve": {"scale": {"y": "independent"}},
        "spacing": 10,
        "spec": {
            "width": 380,
            "height": {"step": ROW},
            "encoding": {
                "y": {
                    "field": "parameter",
                    "type": "nominal",
                    "sort": None,
                    "axis": {"title": None, "labelLimit": 240, "ticks": False, "minExtent": 240},
                }
            },
            "layer": [
                {
                    "mark": {"type": "bar", "height": 9},
                    "encoding": {"x": {"field": "total", **across}, "color": colour, "tooltip": tooltip},
                },
                {
                    "mark": {"type": "rule", "strokeWidth": 1},
                    "encoding": {"x": {"field": "low", **across}, "x2": {"field": "high"}},
                },
            ],
        },
    }  # fmt: skip
