"""What every panel of a series over time is made of: its axis of years, bands, and claims at their dates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sapar.report.style import INK, instant

_ARROWS = (
    ("lower", "M0,.9V-.9M-.6,-.2L0,-.9L.6,-.2", -13),
    ("upper", "M0,-.9V.9M-.6,.2L0,.9L.6,.2", 13),
    ("beyond", "M-.9,.6L0,-.3L.9,.6M-.9,-.1L0,-1L.9,-.1", -11),
)


def years_across(field: str, days: list[str]) -> dict[str, Any]:
    """The horizontal axis, from the first to the last of the days (ISO 8601)."""
    return {
        "field": field,
        "type": "temporal",
        "scale": {"type": "utc", "domain": [instant(days[0]), instant(days[-1])]},
        "axis": {
            "title": None,
            "format": "%Y",
            "grid": False,
            "tickCount": 6,
            "labelOverlap": True,
            "labelFlush": True,
        },
    }


def band(upwards: dict[str, Any], low: str, high: str, colour: str, opacity: float) -> dict[str, Any]:
    """A range as an area."""
    return {
        "mark": {"type": "area", "color": colour, "opacity": opacity, "line": False, "clip": True},
        "encoding": {"y": {"field": low, **upwards}, "y2": {"field": high}},
    }


def claim_layers(
    across: dict[str, Any],
    upwards: dict[str, Any],
    *,
    shaped_by: str,
    shapes: Mapping[str, str],
    tip: list[dict[str, str]],
) -> list[dict[str, Any]]:
    """Claims: a line as long as the period, an interval, an arrow for a bound, a mark whose shape tells one thing.

    Parameters
    ----------
    shaped_by
        The field that the shape tells.
    shapes
        SVG path of each of its values.
    tip
        Fields shown when a mark is pointed at, and their titles.
    """
    at: dict[str, Any] = {"x": {**across, "field": "date"}, "y": {"field": "value", **upwards}}
    shape = {
        "field": shaped_by,
        "type": "nominal",
        "legend": None,
        "scale": {"domain": list(shapes), "range": list(shapes.values())},
    }
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
            "encoding": at,
        }
        for bound, path, offset in _ARROWS
    ]
    return [
        {
            "data": {"name": "claims"},
            "layer": [
                {
                    "mark": {"type": "rule", "color": INK, "strokeWidth": 1.2, "clip": True},
                    "encoding": {**at, "x": {**across, "field": "from"}, "x2": {"field": "until"}},
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
                        "shape": shape,
                        "fill": {"condition": {"test": "datum.filled", "value": INK}, "value": "#ffffff"},
                        "tooltip": tip,
                    },
                },
            ],
        }
    ]
