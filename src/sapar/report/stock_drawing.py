"""How one panel of stocks is drawn: bands, a median, and every claim at its date."""

from __future__ import annotations

from typing import Any

from sapar.report.chart import readable
from sapar.report.claim_marks import SHAPES
from sapar.report.series_parts import band, claim_layers, years_across
from sapar.report.style import CONFIG, LITE, count_axis, pointer
from sapar.report.view import View

SUMMARIES = ("median", "low50", "high50", "low80", "high80")
"""What a chart of stocks draws."""


def stock_drawing(
    view: View, colour: str, months: list[str], *, ceiling: float, drawn: bool
) -> dict[str, Any]:
    """The specification of a panel."""
    language = view.language
    across = years_across("month", months)
    upwards = {
        "type": "quantitative",
        "scale": {"domain": [0, ceiling], "nice": False},
        "axis": count_axis(language.text("thousand"), language.text("million")),
    }
    when = {"calculate": "utcFormat(toDate(datum.month), '%b %Y')", "as": "when"}
    following = {"calculate": "toDate(datum.month) + 30.44 * 86400000", "as": "next"}
    tooltip = [
        {"field": "when", "title": language.text("column.date")},
        {"field": "median_text", "title": language.text("column.median")},
        *(
            {"field": f"range{share}", "title": language.text("column.range", share=share)}
            for share in (50, 80)
        ),
    ]
    spans = [
        {"calculate": f"datum.low{share}_text + ' \u2013 ' + datum.high{share}_text", "as": f"range{share}"}
        for share in (50, 80)
    ]
    layers: list[dict[str, Any]] = [
        band(upwards, "low80", "high80", colour, 0.2),
        band(upwards, "low50", "high50", colour, 0.36),
        {
            "mark": {"type": "line", "color": colour, "strokeWidth": 2},
            "encoding": {"y": {"field": "median", **upwards}},
        },
        pointer(tooltip),
    ]
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": 150,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {
                "data": {"name": "stock"},
                "transform": [*readable(SUMMARIES, language, view.threshold), when, following, *spans],
                "encoding": {"x": across},
                "layer": layers,
            },
            *(_claims(view, across, upwards) if drawn else []),
        ],
    }


def _claims(view: View, across: dict[str, Any], upwards: dict[str, Any]) -> list[dict[str, Any]]:
    """Claims, their shape telling the definition."""
    language = view.language
    tip = [
        {"field": "said", "title": language.text("claim.said")},
        {"field": "definition_text", "title": language.text("claim.definition")},
        {"field": "source", "title": language.text("claim.source")},
        {"field": "claim", "title": language.text("claim.id")},
    ]
    return claim_layers(across, upwards, shaped_by="definition", shapes=SHAPES, tip=tip)
