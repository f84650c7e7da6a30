"""How one series is drawn: prior as outline, posterior as bands, claims as marks by kind of source."""

from __future__ import annotations

from typing import Any

from sapar.report.chart import readable
from sapar.report.estimate.kind_marks import KIND_SHAPES
from sapar.report.estimate.page import EstimateView
from sapar.report.series_parts import band, claim_layers, years_across
from sapar.report.style import CONFIG, LITE, QUIET, count_axis, pointer

_DRAWN = ("median", "low50", "high50", "low80", "high80", "prior_low80", "prior_high80")
_QUARTER = 91.31 * 86_400_000


def series_drawing(
    view: EstimateView, *, colour: str, days: list[str], ceiling: float, has_marks: bool
) -> dict[str, Any]:
    """The specification of one panel."""
    language = view.language
    across = years_across("quarter", days)
    upwards = {
        "type": "quantitative",
        "scale": {"domain": [0, ceiling], "nice": False},
        "axis": count_axis(
            language.text("thousand"),
            language.text("million"),
            title=language.text("est.axis.short"),
            titleAngle=0,
            titleAlign="left",
            titleBaseline="bottom",
            titleX=-50,
            titleY=-8,
        ),
    }
    tooltip = [
        {"field": "when", "title": language.text("column.date")},
        {"field": "median_text", "title": language.text("column.median")},
        {"field": "range80", "title": language.text("column.range", share=80)},
        {"field": "before", "title": language.text("est.before.range")},
    ]
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": 170,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": [
            {
                "data": {"name": "series"},
                "transform": [
                    *readable(_DRAWN, language, view.threshold),
                    {"calculate": "utcFormat(toDate(datum.quarter), '%b %Y')", "as": "when"},
                    {"calculate": f"toDate(datum.quarter) + {_QUARTER}", "as": "next"},
                    _span("low80", "high80", "range80"),
                    _span("prior_low80", "prior_high80", "before"),
                ],
                "encoding": {"x": across},
                "layer": [
                    band(upwards, "low80", "high80", colour, 0.22),
                    band(upwards, "low50", "high50", colour, 0.36),
                    *(_outline(upwards, name) for name in ("prior_low80", "prior_high80")),
                    {
                        "mark": {"type": "line", "color": colour, "strokeWidth": 2},
                        "encoding": {"y": {"field": "median", **upwards}},
                    },
                    pointer(tooltip),
                ],
            },
            *(_marks(view, across, upwards) if has_marks else []),
        ],
    }


def _span(low: str, high: str, name: str) -> dict[str, str]:
    """A range as one text."""
    return {"calculate": f"datum.{low}_text + ' \u2013 ' + datum.{high}_text", "as": name}


def _outline(upwards: dict[str, Any], name: str) -> dict[str, Any]:
    """One end of the prior as a thin dashed line."""
    return {
        "mark": {"type": "line", "color": QUIET, "strokeWidth": 1.1, "strokeDash": [4, 3], "clip": True},
        "encoding": {"y": {"field": name, **upwards}},
    }


def _marks(view: EstimateView, across: dict[str, Any], upwards: dict[str, Any]) -> list[dict[str, Any]]:
    """Claims, their shape telling the kind of source."""
    language = view.language
    tip = [
        {"field": "said", "title": language.text("claim.said")},
        {"field": "definition_text", "title": language.text("claim.definition")},
        {"field": "source", "title": language.text("claim.source")},
        {"field": "kind_text", "title": language.text("column.kind")},
        {"field": "claim", "title": language.text("claim.id")},
    ]
    return claim_layers(across, upwards, shaped_by="kind", shapes=KIND_SHAPES, tip=tip)
