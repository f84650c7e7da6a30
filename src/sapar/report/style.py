"""Colours and settings that all charts share.

Specifications carry the colours of a light page, so that they stand on their own; the page's style sheet
replaces them by element for dark screens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

ORIGIN_COLOURS = ("#E69F00", "#0072B2", "#009E73", "#CC79A7", "#D55E00", "#56B4E9")
"""For citizenships in their order: the palette of Okabe and Ito (2008), for colour-blind readers too."""
INK = "#1b2430"
"""Text."""
QUIET = "#55606e"
"""Secondary text and axes."""
GRID = "#dfe4ea"
"""Lines of the grid."""
PLAIN = "#0072B2"
"""Series without a citizenship."""
HOST = "#66717e"
"""Places that nobody shown comes from."""
LAND, FOCUS_LAND, SEA, BORDER = "#e6e9ee", "#d3dae3", "#f6f9fc", "#ffffff"
"""The map's surfaces."""
INSIDE, OUTSIDE = "#00795a", "#b34700"
"""Verdicts."""
FONT = "'Noto Sans', 'Segoe UI', system-ui, -apple-system, 'Helvetica Neue', Arial, sans-serif"
"""Families that hold Latin and Cyrillic letters."""

CONFIG: dict[str, Any] = {
    "background": "transparent",
    "font": FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": QUIET,
        "titleColor": QUIET,
        "gridColor": GRID,
        "domainColor": "#9aa4b0",
        "tickColor": "#9aa4b0",
        "labelFontSize": 11.5,
        "titleFontSize": 11.5,
        "titleFontWeight": "normal",
        "labelPadding": 4,
    },
    "text": {"fill": INK, "font": FONT},
    "aria": False,
}
"""Vega and Vega-Lite settings."""

LITE = "https://vega.github.io/schema/vega-lite/v6.json"
VEGA = "https://vega.github.io/schema/vega/v6.json"
"""Names of the two grammars; nothing is loaded from there."""


def colour_of(citizenship: str, citizenships: Sequence[str]) -> str:
    """The colour of one citizenship among all of a study."""
    return ORIGIN_COLOURS[list(citizenships).index(citizenship) % len(ORIGIN_COLOURS)]


def count_axis(thousand: str, million: str, **settings: Any) -> dict[str, Any]:
    """An axis of counts, with short words for thousands and millions."""
    return {
        "labelExpr": (
            f"datum.value >= 1e6 ? format(datum.value / 1e6, ',.3~r') + '\u202f{million}'"
            f" : datum.value >= 1e3 ? format(datum.value / 1e3, ',.3~r') + '\u202f{thousand}'"
            " : format(datum.value, ',.3~r')"
        ),
        "tickCount": 4,
        "title": None,
        "domain": False,
        "ticks": False,
        "minExtent": 54,
        "maxExtent": 54,
        **settings,
    }


def pointer(tooltip: list[dict[str, Any]]) -> dict[str, Any]:
    """A layer that shows a tooltip for the stretch of time under the pointer, from `x` to `next`.

    Vega-Lite's own search for the nearest mark loses a tooltip's fields in nested layers.
    """
    chosen = {"type": "point", "fields": ["next"], "on": "pointerover", "clear": "pointerout"}
    return {
        "params": [{"name": "pointed", "select": chosen}],
        "mark": {"type": "rect", "color": INK, "clip": True},
        "encoding": {
            "x2": {"field": "next"},
            "y": {"value": 0},
            "y2": {"value": {"expr": "height"}},
            "opacity": {"condition": {"param": "pointed", "empty": False, "value": 0.15}, "value": 0},
            "tooltip": tooltip,
        },
    }


def instant(date: str) -> int:
    """Milliseconds since 1970 at the start of a day, as axes of time count."""
    return int(np.datetime64(date, "ms").astype(np.int64))


def sized(drawing: dict[str, Any], height: int | dict[str, int]) -> dict[str, Any]:
    """A specification as wide as its container."""
    return {
        "$schema": LITE,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "config": CONFIG,
        **drawing,
    }
