"""How one panel of stocks is drawn: bands, a median, and every claim at its date."""

from __future__ import annotations

from typing import Any

from sapar.report.chart import readable
from sapar.report.claim_marks import SHAPES
from sapar.report.style import CONFIG, INK, LITE, count_axis, instant, pointer
from sapar.report.view import View

SUMMARIES = ("median", "low50", "high50", "low80", "high80")
"""What a chart of stocks draws."""


def stock_drawing(
    view: View, colour: str, months: list[str], *, ceiling: float, drawn: bool
) -> dict[str, Any]:
    """The specification of a panel."""
    language = view.language
    across = {
        "field": "month",
        "type": "temporal",
        "scale": {"type": "utc", "domain": [instant(months[0]), instant(months[-1])]},
        "axis": {
            "title": None,
            "format": "%Y",
            "grid": False,
            "tickCount": 6,
            "labelOverlap": True,
            "labelFlush": True,
        },
    }
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
        _band(upwards, "low80", "high80", colour, 0.2),
        _band(upwards, "low50", "high50", colour, 0.36),
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
            *(_claim_layers(view, across, upwards) if drawn else []),
        ],
    }


def _band(upwards: dict[str, Any], low: str, high: str, colour: str, opacity: float) -> dict[str, Any]:
    """A range as an area."""
    return {
        "mark": {"type": "area", "color": colour, "opacity": opacity, "line": False},
        "encoding": {"y": {"field": low, **upwards}, "y2": {"field": high}},
    }


def _claim_layers(view: View, across: dict[str, Any], upwards: dict[str, Any]) -> list[dict[str, Any]]:
    """Claims: a line as long as the period named, an interval, an arrow for a bound, a mark by definition."""
    language = view.language
    at: dict[str, Any] = {"x": {**across, "field": "date"}}
    mark_type: dict[str, Any] = {
        "field": "definition",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(SHAPES), "range": list(SHAPES.values())},
    }
    is_filled = {"test": "datum.filled", "value": INK}
    tip = [
        {"field": "said", "title": language.text("claim.said")},
        {"field": "definition_text", "title": language.text("claim.definition")},
        {"field": "source", "title": language.text("claim.source")},
        {"field": "claim", "title": language.text("claim.id")},
    ]
    arrows: list[dict[str, Any]] = [
        {
            "transform": [{"filter": f"datum.bound === '{bound}'"}],
            "mark": {
                "type": "point",
                "shape": path,
                "size": 90,
                "yOffset": offset,
                "stroke": INK,
                "strokeWidth": 1.4,
                "filled": False,
            },
            "encoding": {**at, "y": {"field": "value", **upwards}},
        }
        for bound, path, offset in (
            ("lower", "M0,.9V-.9M-.6,-.2L0,-.9L.6,-.2", -13),
            ("upper", "M0,-.9V.9M-.6,.2L0,.9L.6,.2", 13),
            ("beyond", "M-.9,.6L0,-.3L.9,.6M-.9,-.1L0,-1L.9,-.1", -11),
        )
    ]
    return [
        {
            "data": {"name": "claims"},
            "layer": [
                {
                    "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2, "clip": True},
                    "encoding": {
                        "x": {**across, "field": "from"},
                        "x2": {"field": "until"},
                        "y": {"field": "value", **upwards},
                    },
                },
                {
                    "transform": [{"filter": "isValid(datum.low)"}],
                    "mark": {"type": "rule", "color": INK, "strokeWidth": 2},
                    "encoding": {**at, "y": {"field": "low", **upwards}, "y2": {"field": "high"}},
                },
                *arrows,
                {
                    "mark": {"type": "point", "size": 62, "stroke": INK, "strokeWidth": 1.4, "opacity": 1},
                    "encoding": {
                        **at,
                        "y": {"field": "value", **upwards},
                        "shape": mark_type,
                        "fill": {"condition": is_filled, "value": "#ffffff"},
                        "tooltip": tip,
                    },
                },
            ],
        }
    ]
