"""Bars from zero, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sapar.report.chart import Chart, ChartTable, Column
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.row_labels import row_axis, row_height, row_words
from sapar.report.style import CONFIG, INK, LITE, ORIGIN_COLOURS, PLAIN

ROW = 40
"""Pixels of one row, whose label has two lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One row."""

    label: str
    """Two lines, with a line break between."""
    value: float
    """In percent."""
    words: str
    """Beside the bar's end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BarWords:
    """What a chart of bars says."""

    id: str
    title: str
    description: str
    caption: str
    label: str
    axis: str


def bars_chart(view: EstimateView, words: BarWords, bars: Sequence[Bar]) -> Chart:
    """Bars to the right of zero, and to the left where values are negative."""
    columns = (
        Column(name="label", title=words.label),
        Column(name="value", title=words.axis, kind="number"),
        Column(name="words", title=view.language.text("est.column.effect")),
    )
    rows = tuple((bar.label, round(bar.value, 2), bar.words) for bar in bars)
    return Chart(
        id=words.id,
        title=words.title,
        description=words.description,
        grammar="vega-lite",
        drawing=_drawing(words, bars, is_narrow=False),
        narrow=_drawing(words, bars, is_narrow=True),
        tables={"bars": ChartTable(columns=columns, rows=rows)},
        caption=words.caption,
    )


def _drawing(words: BarWords, bars: Sequence[Bar], *, is_narrow: bool) -> dict[str, Any]:
    """The specification; room is left at the ends for the words beside the bars."""
    most = max(0.0, *(bar.value for bar in bars)) if bars else 1.0
    least = min(0.0, *(bar.value for bar in bars)) if bars else 0.0
    room = (0.9 if is_narrow else 0.35) * (most - least)
    across: dict[str, Any] = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [least - (room if least < 0.0 else 0.0), most + room], "nice": False},
        "axis": {
            "title": words.axis,
            "grid": True,
            "tickCount": 5,
            "labelExpr": "format(datum.value, ',') + '\u202f%'",
        },
    }
    down = row_axis("label", limit=400, is_narrow=is_narrow)
    text = {"type": "text", "color": INK, "fontSize": 11.5}
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": row_height(ROW, 2, is_narrow=is_narrow) * len(bars),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "bars"},
        "encoding": {
            "y": down,
            "tooltip": [
                {"field": "label", "title": words.label},
                {"field": "words", "title": words.axis},
            ],
        },
        "layer": [
            *row_words("label", 2, is_narrow=is_narrow),
            {
                "mark": {"type": "bar", "height": 14, "opacity": 0.75},
                "encoding": {
                    "x": across,
                    "color": {
                        "condition": {"test": "datum.value < 0", "value": ORIGIN_COLOURS[4]},
                        "value": PLAIN,
                    },
                },
            },
            {
                "transform": [{"filter": "datum.value >= 0"}],
                "mark": {**text, "align": "left", "dx": 5},
                "encoding": {"x": across, "text": {"field": "words"}},
            },
            {
                "transform": [{"filter": "datum.value < 0"}],
                "mark": {**text, "align": "right", "dx": -5},
                "encoding": {"x": across, "text": {"field": "words"}},
            },
        ],
    }  # fmt: skip
