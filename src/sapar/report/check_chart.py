"""The model beside the evidence: every published figure that it can be asked for, on one scale."""

from __future__ import annotations

import math
from typing import Any

from sapar.report.chart import Chart, ChartTable, Column
from sapar.report.language import DASH
from sapar.report.style import CONFIG, INSIDE, LITE, OUTSIDE, QUIET
from sapar.report.view import View
from sapar.results.disclose import is_small
from sapar.results.figures import FigureAnswer
from sapar.results.validation import failures_first

ALLOWED = {"B": (0.9, 1.1), "C": (0.75, 1.25), "F": (1 / 1.5, 1.5), "G": (1 / 3, 3.0)}
"""Factors below and above a figure within which a model may lie, by class of tolerance; others leave no room."""
WIDEST = 8.0
"""Ratios are drawn up to this factor; beyond it at the edge."""
ROW = 20
"""Pixels of one figure."""


def check_chart(view: View) -> Chart | None:
    """The ratios of model to figure; nothing where no figure has both numbers."""
    language = view.language
    compared = [
        answer for answer in failures_first(view.page.figures) if _is_comparable(answer, view.threshold)
    ]
    if not compared:
        return None
    columns = (
        Column(name="figure", title=language.text("column.figure")),
        Column(name="text", title=language.text("column.claim")),
        *(
            Column(name=name, title=language.text(f"column.{name}"), kind="number")
            for name in ("ratio", "ratio_low", "ratio_high", "allowed_low", "allowed_high")
        ),
        Column(name="verdict", title=language.text("column.verdict")),
    )
    rows = tuple(_row(view, answer) for answer in compared)
    inside = sum(answer.verdict == "inside" for answer in compared)
    return Chart(
        id="check",
        title=language.text("check.title"),
        description=language.text("check.alt", inside=inside, compared=len(compared)),
        grammar="vega-lite",
        drawing=ratio_drawing(view, len(rows)),
        tables={"figures": ChartTable(columns=columns, rows=rows)},
        caption=language.text("check.caption"),
    )


def _is_comparable(answer: FigureAnswer, threshold: float) -> bool:
    """Whether both numbers exist, are above zero and may be shown."""
    numbers = (answer.claim_low, answer.claim_high, answer.median, answer.low80, answer.high80)
    if answer.verdict not in {"inside", "outside"} or any(math.isnan(number) for number in numbers):
        return False
    hidden = answer.unit == "persons" and bool(is_small([answer.median, answer.high80], threshold).any())
    return answer.claim_low > 0 and answer.median > 0 and not hidden


def _row(view: View, answer: FigureAnswer) -> tuple[Any, ...]:
    """One figure as ratios to the middle of what it says."""
    middle = math.sqrt(answer.claim_low * answer.claim_high)
    below, above = ALLOWED.get(answer.tolerance, (1.0, 1.0))
    ratios = (
        answer.median / middle,
        max(answer.low80, 0.0) / middle,
        answer.high80 / middle,
        answer.claim_low / middle * below,
        answer.claim_high / middle * above,
    )
    return (
        answer.figure,
        view.language.choose(answer.text) or DASH,
        *(round(ratio, 3) for ratio in ratios),
        view.language.text(f"verdict.{answer.verdict}"),
    )


def ratio_drawing(view: View, count: int) -> dict[str, Any]:
    """The specification: the allowed range as a bar, the model's range as a line, its median as a mark."""
    language = view.language
    inside, outside = language.text("verdict.inside"), language.text("verdict.outside")
    names = ("ratio", "ratio_low", "ratio_high", "allowed_low", "allowed_high")
    within = [
        {"calculate": f"min({WIDEST}, max({1 / WIDEST}, datum.{name}))", "as": f"{name}_drawn"}
        for name in names
    ]
    scale = {"type": "log", "domain": [1 / WIDEST, WIDEST], "nice": False}
    across = {
        "type": "quantitative",
        "scale": scale,
        "axis": {
            "values": [0.125, 0.25, 0.5, 1, 2, 4, 8],
            "labelExpr": "datum.value < 1 ? '1/' + format(1 / datum.value, 'd')"
            " : datum.value === 1 ? '1' : '\u00d7' + datum.value",
            "title": language.text("check.axis"),
            "grid": True,
            "orient": "top",
        },
    }
    verdict = {"field": "verdict", "type": "nominal", "legend": None}
    tooltip = [
        {"field": "figure", "title": language.text("column.figure")},
        {"field": "text", "title": language.text("column.claim")},
        {"field": "ratio", "title": language.text("column.ratio"), "format": ",.2r"},
        {"field": "verdict", "title": language.text("column.verdict")},
    ]
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": ROW * count,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "figures"},
        "transform": within,
        "encoding": {
            "y": {
                "field": "figure",
                "type": "nominal",
                "sort": None,
                "axis": {"title": None, "domain": False, "ticks": False, "minExtent": 34},
            }
        },
        "layer": [
            {
                "mark": {"type": "bar", "height": 12, "color": QUIET, "opacity": 0.24},
                "encoding": {
                    "x": {"field": "allowed_low_drawn", **across},
                    "x2": {"field": "allowed_high_drawn"},
                },
            },
            {
                "mark": {"type": "rule", "strokeWidth": 2},
                "encoding": {
                    "x": {"field": "ratio_low_drawn", **across},
                    "x2": {"field": "ratio_high_drawn"},
                    "color": {**verdict, "scale": {"domain": [inside, outside], "range": [INSIDE, OUTSIDE]}},
                },
            },
            {
                "mark": {"type": "point", "filled": True, "size": 80, "opacity": 1},
                "encoding": {
                    "x": {"field": "ratio_drawn", **across},
                    "color": {**verdict, "scale": {"domain": [inside, outside], "range": [INSIDE, OUTSIDE]}},
                    "shape": {
                        **verdict,
                        "scale": {"domain": [inside, outside], "range": ["circle", "triangle-up"]},
                    },
                    "tooltip": tooltip,
                },
            },
        ],
    }
