"""Ranges before and after the claims, one row each, on one scale of ratios."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sapar.estimates.stocks.result import Range
from sapar.report.chart import Cell, Chart, ChartTable, Column, Kind, people, readable
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.row_labels import row_axis, row_height, row_words
from sapar.report.style import CONFIG, INK, LITE, PLAIN, QUIET, count_axis

ROW = 26
"""Pixels of one row."""
ENDS = ("prior_low80", "prior_median", "prior_high80", "low80", "median", "high80")
"""Numeric columns in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeRow:
    """One row."""

    label: str
    prior: Range
    posterior: Range
    is_learnt: bool
    """Whether the claims narrowed it; others get a hollow mark."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeWords:
    """What a chart of ranges says."""

    id: str
    title: str
    description: str
    caption: str
    label: str
    """Title of the first column."""
    axis: str
    counts_people: bool
    """Counts, hidden where small; else factors."""


def ranges_chart(view: EstimateView, words: RangeWords, rows: Sequence[RangeRow]) -> Chart:
    """Outline: 80 % before the claims; bar: 80 % after; mark: median, hollow where the claims taught little."""
    language, kind = view.language, "people" if words.counts_people else "number"
    columns = (
        Column(name="label", title=words.label),
        *(Column(name=name, title=language.text(f"est.column.{name}"), kind=_kind(kind)) for name in ENDS),
        Column(name="learnt", title=language.text("est.column.learnt")),
    )
    table = tuple(
        (row.label, *_cells(view, row, words.counts_people), language.text("yes" if row.is_learnt else "no"))
        for row in rows
    )
    return Chart(
        id=words.id,
        title=words.title,
        description=words.description,
        grammar="vega-lite",
        drawing=_drawing(view, words, rows, is_narrow=False),
        narrow=_drawing(view, words, rows, is_narrow=True),
        tables={"ranges": ChartTable(columns=columns, rows=table)},
        caption=words.caption,
    )


def _kind(name: str) -> Kind:
    """The kind of a numeric column."""
    return "people" if name == "people" else "number"


def _cells(view: EstimateView, row: RangeRow, counts_people: bool) -> list[Cell]:
    """The six numbers of a row."""
    values = [
        row.prior.low80, row.prior.median, row.prior.high80,
        row.posterior.low80, row.posterior.median, row.posterior.high80,
    ]  # fmt: skip
    return people(values, view.threshold) if counts_people else [round(value, 3) for value in values]


def log_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers between two ends, evenly on a scale of ratios."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    for steps in ((1, 1.5, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        found = [step * 10.0**decade for decade in decades for step in steps]
        inside = [value for value in found if low <= value <= high]
        if len(inside) <= most:
            return inside
    return inside


def _drawing(
    view: EstimateView, words: RangeWords, rows: Sequence[RangeRow], *, is_narrow: bool
) -> dict[str, Any]:
    """The specification."""
    floor = view.threshold / 2.0 if words.counts_people else 0.0
    lows = [max(min(row.prior.low80, row.posterior.low80), floor, 1e-6) for row in rows]
    domain = [min(lows) / 1.1, max(max(row.prior.high80, row.posterior.high80) for row in rows) * 1.1]
    axis: dict[str, Any] = {"grid": True, "title": words.axis, "labelOverlap": True}
    if words.counts_people:
        settings = count_axis(view.language.text("thousand"), view.language.text("million"))
        axis["labelExpr"] = settings["labelExpr"]
    else:
        axis["labelExpr"] = "'\u00d7' + format(datum.value, ',.3~r')"
    across = {
        "type": "quantitative",
        "scale": {"type": "log", "domain": domain, "nice": False},
        "axis": {**axis, "values": log_ticks(domain[0], domain[1], 4 if is_narrow else 6)},
    }
    text = readable(ENDS, view.language, view.threshold) if words.counts_people else _plain()
    tooltip = [
        {"field": "label", "title": words.label},
        {"field": "before", "title": view.language.text("est.before")},
        {"field": "after", "title": view.language.text("est.after")},
    ]
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": row_height(ROW, 1, is_narrow=is_narrow) * len(rows),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "ranges"},
        "transform": [
            *text,
            {"calculate": _span("prior_"), "as": "before"},
            {"calculate": _span(""), "as": "after"},
        ],
        "encoding": {
            "y": row_axis("label", limit=300, is_narrow=is_narrow),
            "tooltip": tooltip,
        },
        "layer": [
            *row_words("label", 1, is_narrow=is_narrow),
            _bar(across, "prior_", {"height": 15, "filled": False, "stroke": QUIET, "strokeWidth": 1}),
            _bar(across, "", {"height": 9, "color": PLAIN, "opacity": 0.45}),
            {
                "mark": {"type": "point", "size": 55, "stroke": INK, "strokeWidth": 1.4, "opacity": 1},
                "encoding": {
                    "x": {"field": "median", **across},
                    "fill": {
                        "condition": {
                            "test": f"datum.learnt === '{view.language.text('yes')}'",
                            "value": INK,
                        },
                        "value": "#ffffff",
                    },
                },
            },
        ],
    }


def _bar(across: dict[str, Any], prefix: str, mark: dict[str, Any]) -> dict[str, Any]:
    """A range as a bar."""
    return {
        "mark": {"type": "bar", **mark},
        "encoding": {"x": {"field": f"{prefix}low80", **across}, "x2": {"field": f"{prefix}high80"}},
    }


def _span(prefix: str) -> str:
    """Median and range of a row as one text."""
    low, middle, high = (f"datum.{prefix}{name}_text" for name in ("low80", "median", "high80"))
    return f"{middle} + ' (' + {low} + ' \u2013 ' + {high} + ')'"


def _plain() -> list[dict[str, str]]:
    """Transforms that give each factor a text."""
    return [{"calculate": f"format(datum['{name}'], ',.2r')", "as": f"{name}_text"} for name in ENDS]
