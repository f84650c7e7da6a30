"""The two pictures of a calibration: parameters in their ranges, and answers over what is said."""

from __future__ import annotations

import math
from typing import Any

from sapar.calibration.result import Residual
from sapar.report.calibration.page import CalibrationView
from sapar.report.chart import Chart, ChartTable, Column
from sapar.report.estimate.ranges_chart import log_ticks
from sapar.report.estimate.row_labels import row_axis, row_height, row_words
from sapar.report.style import CONFIG, INK, LITE, PLAIN, QUIET

ROW = 26
"""Pixels of one row."""


def learnt_chart(view: CalibrationView) -> Chart | None:
    """Parameters that the evidence narrows or moves, each in its assumed range; nothing where there are none."""
    text = view.language.text
    rows = []
    for each in view.record.learnt:
        row = view.assumption.get(each.parameter)
        if not each.is_learnt or row is None:
            continue
        ends = [
            end for found in (each.before, each.after) for end in (found.low90, found.median, found.high90)
        ]
        rows.append((each.parameter, *(round((end - row.low) / (row.high - row.low), 4) for end in ends)))
    if not rows:
        return None
    names = ("low_before", "median_before", "high_before", "low", "median", "high")
    columns = (
        Column(name="label", title=text("cal.column.parameter")),
        *(Column(name=name, title=text(f"cal.column.{name}"), kind="number") for name in names),
    )
    across = {
        "type": "quantitative",
        "scale": {"domain": [0, 1]},
        "axis": {"grid": True, "title": text("cal.axis.range"), "tickCount": 5},
    }
    layers = [
        _bar(across, "low_before", "high_before", height=15, filled=False, stroke=QUIET, strokeWidth=1),
        _bar(across, "low", "high", height=9, color=PLAIN, opacity=0.45),
        _dot(across, "median", INK),
    ]
    return _chart("learnt", "cal.chart.learnt", view, columns, tuple(rows), layers)


def residual_chart(view: CalibrationView, name: str, residuals: list[Residual]) -> Chart | None:
    """Medians before and after over what is said, and the tolerance; nothing where no target has a size."""
    text = view.language.text
    rows: list[tuple[str, *tuple[float, ...]]] = []
    for each in residuals:
        said = each.said.median
        if not (said > 0 and each.before.median > 0 and each.after.median > 0) or each.unused == "truth":
            continue
        low = each.said.low90 / said if each.said.low90 > 0 else 0.1
        high = each.said.high90 / said if math.isfinite(each.said.high90) else 10.0
        numbers = (low, high, each.before.median / said, each.after.median / said)
        rows.append((view.label(each), *(round(min(max(value, 0.1), 10.0), 4) for value in numbers)))
    if not rows:
        return None
    names = ("allowed_low", "allowed_high", "median_before", "median")
    columns = (
        Column(name="label", title=text("cal.column.what")),
        *(Column(name=column, title=text(f"cal.column.{column}"), kind="number") for column in names),
    )
    ends = [value for row in rows for value in row[1:]]
    low, high = min(ends) / 1.1, max(ends) * 1.1
    across = {
        "type": "quantitative",
        "scale": {"type": "log", "domain": [low, high], "nice": False},
        "axis": {
            "grid": True,
            "title": text("cal.axis.ratio"),
            "values": log_ticks(low, high),
            "labelExpr": "'\u00d7' + format(datum.value, ',.3~r')",
        },
    }
    layers = [
        _bar(across, "allowed_low", "allowed_high", height=15, color=QUIET, opacity=0.18),
        _dot(across, "median_before", "#ffffff"),
        _dot(across, "median", INK),
    ]
    return _chart(name, "cal.chart.figures", view, columns, tuple(rows), layers)


def _chart(
    name: str,
    key: str,
    view: CalibrationView,
    columns: tuple[Column, ...],
    rows: tuple[tuple[Any, ...], ...],
    layers: list[dict[str, Any]],
) -> Chart:
    """A chart of rows, wide and narrow."""
    text = view.language.text
    wide, narrow = (_drawing(columns, len(rows), layers, is_narrow=is_narrow) for is_narrow in (False, True))
    return Chart(
        id=name,
        title=text(key),
        description=text(f"{key}.alt"),
        grammar="vega-lite",
        drawing=wide,
        narrow=narrow,
        tables={"rows": ChartTable(columns=columns, rows=rows)},
        caption=text(f"{key}.caption"),
    )


def _drawing(
    columns: tuple[Column, ...], rows: int, layers: list[dict[str, Any]], *, is_narrow: bool
) -> dict[str, Any]:
    """The specification."""
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": row_height(ROW, 1, is_narrow=is_narrow) * rows,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "rows"},
        "encoding": {
            "y": row_axis("label", limit=300, is_narrow=is_narrow),
            "tooltip": [{"field": column.name, "title": column.title} for column in columns],
        },
        "layer": [*row_words("label", 1, is_narrow=is_narrow), *layers],
    }


def _bar(across: dict[str, Any], low: str, high: str, **mark: Any) -> dict[str, Any]:
    """A range as a bar."""
    return {
        "mark": {"type": "bar", **mark},
        "encoding": {"x": {"field": low, **across}, "x2": {"field": high}},
    }


def _dot(across: dict[str, Any], field: str, fill: str) -> dict[str, Any]:
    """A median as a point, hollow before and filled after."""
    mark = {"type": "point", "size": 55, "stroke": INK, "strokeWidth": 1.4, "opacity": 1, "fill": fill}
    return {"mark": mark, "encoding": {"x": {"field": field, **across}}}
