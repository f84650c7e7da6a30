"""The chord diagram as a Vega specification, and what it shares with the map of the same flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sapar.frame.countries import country_name
from sapar.report.chord import wheel
from sapar.report.flow_map import Flow
from sapar.report.language import Language
from sapar.report.map_marks import ribbon_marks
from sapar.report.style import CONFIG, HOST, INK, ORIGIN_COLOURS, VEGA

CHORD_SIZE = (640.0, 640.0)
LETTER = 7.2
"""Pixels: mean width of a letter of a name."""
WIDEST_NAME = 150.0
"""Pixels: most room left for names around the circle."""
"""Width and height of the chord diagram, pixels."""

OPACITIES: list[dict[str, Any]] = [
    {"test": "pointed && pointed !== datum.words", "value": 0.15},
    {"value": 0.8},
]
"""Other ribbons fade while one is pointed at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The largest flows of one period, ready to draw."""

    period: str
    """As readers see it."""
    flows: tuple[Flow, ...]
    """The largest first."""
    words: Mapping[tuple[str, str], str]
    """What is said of a flow, by origin and destination."""


def chord_drawing(periods: Sequence[Shown], language: Language) -> dict[str, Any]:
    """The Vega specification of the chord diagram."""
    width, height = CHORD_SIZE
    ribbons, arcs = [], []
    places = {place for one in periods for flow in one.flows for place in (flow.origin, flow.destination)}
    names = {place: country_name(place, language.code) for place in places}
    margin = min(WIDEST_NAME, LETTER * max(map(len, names.values())) + 16.0)
    for one in periods:
        colours = colours_of(one)
        drawn = wheel(one.flows, centre=(width / 2.0, height / 2.0), radius=0.5 * width - margin)
        for chord in drawn.chords:
            key = chord.flow.origin, chord.flow.destination
            colour = colours.get(chord.flow.origin, HOST)
            ribbons.append(
                {"period": one.period, "inner": chord.path, "colour": colour, "words": one.words[key]}
            )
        for arc in drawn.arcs:
            words = language.text("map.circle", place=names[arc.place], n=language.count(arc.people, 0.0))
            arcs.append(
                {
                    "period": one.period,
                    "path": arc.path,
                    "colour": colours.get(arc.place, HOST),
                    "words": words,
                    "text": names[arc.place],
                    "x": arc.x,
                    "y": arc.y,
                    "turn": arc.turn,
                    "align": arc.align,
                }
            )
    channels = {name: {"field": name} for name in ("x", "y", "text", "align")}
    return {
        **frame(periods, language, CHORD_SIZE, {"ribbons": ribbons, "arcs": arcs}),
        "marks": [
            ribbon_marks("ribbon", "inner", 0.8, OPACITIES, interactive=True),
            {
                "name": "arc",
                "type": "path",
                "from": {"data": "arcs"},
                "encode": {
                    "update": {
                        "path": {"field": "path"},
                        "fill": {"field": "colour"},
                        "tooltip": {"field": "words"},
                    }
                },
            },
            {
                "name": "name",
                "type": "text",
                "from": {"data": "arcs"},
                "interactive": False,
                "aria": False,
                "encode": {
                    "update": {
                        **channels,
                        "angle": {"field": "turn"},
                        "baseline": {"value": "middle"},
                        "fontSize": {"value": 13},
                        "fontWeight": {"value": 600},
                        "limit": {"value": WIDEST_NAME - 12.0},
                        "fill": {"value": INK},
                    }
                },
            },
        ],
    }


def colours_of(shown: Shown) -> dict[str, str]:
    """Colours of the six places that most people leave; grey for all others."""
    leaving: dict[str, float] = {}
    for flow in shown.flows:
        leaving[flow.origin] = leaving.get(flow.origin, 0.0) + flow.median
    order = sorted(leaving, key=lambda place: (-leaving[place], place))
    return dict(zip(order, ORIGIN_COLOURS, strict=False))


def frame(
    periods: Sequence[Shown],
    language: Language,
    size: tuple[float, float],
    shapes: Mapping[str, list[dict[str, Any]]],
) -> dict[str, Any]:
    """What both specifications share: size, signals and the shapes of all periods."""
    names = [one.period for one in periods]
    period: dict[str, Any] = {"name": "period", "value": names[-1]}
    if len(names) > 1:
        period["bind"] = {"input": "select", "options": names, "name": language.text("flows.period")}
    pointed = {
        "name": "pointed",
        "value": None,
        "on": [
            {"events": "@ribbon:pointerover", "update": "datum.words"},
            {"events": "@ribbon:pointerout", "update": "null"},
        ],
    }
    chosen = [{"type": "filter", "expr": "datum.period === period"}]
    return {
        "$schema": VEGA,
        "config": CONFIG,
        "width": size[0],
        "height": size[1],
        "padding": 0,
        "autosize": "none",
        "signals": [period, pointed],
        "data": [{"name": name, "values": rows, "transform": chosen} for name, rows in shapes.items()],
    }
