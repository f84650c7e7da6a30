"""The fixed parts of the flow map: its two sizes, its land, its names and its legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from sapar.report.flow_map import Scale
from sapar.report.language import Language, significant
from sapar.report.style import HOST, QUIET

LEGEND = (190.0, 96.0)
"""Width and height of the legend, pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One size of the map."""

    size: tuple[float, float]
    """Width and height, pixels."""
    margins: tuple[float, float, float, float]
    """Kept free of places: left, top, right, bottom, pixels."""
    letter: float
    """Font size of names, pixels."""
    radius: float
    """Of the busiest place, pixels."""
    legends: tuple[tuple[float, float], ...]
    """Where the legend's upper left corner may be, pixels; the emptiest place is taken."""


WIDE = Format(
    size=(1000, 620),
    margins=(90, 76, 90, 64),
    letter=14,
    radius=44,
    legends=((14, 14), (796, 14), (14, 510), (796, 510)),
)
NARROW = Format(
    size=(370, 450), margins=(44, 56, 44, 116), letter=11.5, radius=25, legends=((8, 346), (172, 346))
)
"""For containers of 620 pixels and more, and for narrower ones."""


def emptiest_corner(
    form: Format, positions: Mapping[str, tuple[float, float]], pairs: Sequence[tuple[str, str]]
) -> tuple[float, float]:
    """The legend's place that fewest straight ways between places cross."""
    share = np.linspace(0.0, 1.0, 60)[:, None]
    ways = np.concatenate(
        [
            (1.0 - share) * np.array(positions[first]) + share * np.array(positions[second])
            for first, second in pairs
        ]
    )

    def covered(corner: tuple[float, float]) -> int:
        """Points of the ways within the legend and a margin."""
        low, high = np.array(corner) - 20.0, np.array(corner) + np.array(LEGEND) + 20.0
        return int(np.count_nonzero(((ways > low) & (ways < high)).all(axis=1)))

    return min(form.legends, key=covered)


def surface(name: str, path: str, fill: str, stroke: str | None) -> dict[str, Any]:
    """Land or water."""
    edge = {} if stroke is None else {"stroke": {"value": stroke}, "strokeWidth": {"value": 0.8}}
    return {
        "name": name,
        "type": "path",
        "interactive": False,
        "aria": False,
        "encode": {"enter": {"path": {"value": path}, "fill": {"value": fill}, **edge}},
    }


def ribbon_marks(
    name: str, field: str, opacity: float, opacities: list[dict[str, Any]], *, interactive: bool
) -> dict[str, Any]:
    """The ribbons of one of the two layers."""
    spoken = {"tooltip": {"field": "words"}, "description": {"field": "words"}} if interactive else {}
    return {
        "name": name,
        "type": "path",
        "from": {"data": "ribbons"},
        "interactive": interactive,
        "aria": interactive,
        "encode": {
            "enter": {"opacity": {"value": opacity}},
            "update": {"path": {"field": field}, "fill": {"field": "colour"}, "opacity": opacities, **spoken},
        },
    }


def name_marks(name: str, form: Format, settings: Mapping[str, Any]) -> dict[str, Any]:
    """The names of the places, or the halo behind them."""
    return {
        "name": name,
        "type": "text",
        "from": {"data": "labels"},
        "interactive": False,
        "aria": False,
        "encode": {
            "update": {
                "x": {"field": "x"},
                "y": {"field": "y"},
                "text": {"field": "text"},
                "align": {"value": "center"},
                "baseline": {"value": "middle"},
                "fontSize": {"value": form.letter},
                "fontWeight": {"value": 600},
                **settings,
            }
        },
    }


def legend_marks(
    language: Language, title: str, form: Format, corner: tuple[float, float], scale: Scale
) -> dict[str, Any]:
    """What a ribbon's width says: three round numbers of people, the largest about 16 pixels wide."""
    quiet = {
        "fill": {"value": QUIET},
        "fontSize": {"value": form.letter - 1},
        "baseline": {"value": "middle"},
    }
    top = significant(16.0 / scale.width_per_person, 1)
    marks: list[dict[str, Any]] = [_fixed("text", "keytitle", {"x": 8, "y": 13, "text": title}, quiet)]
    for row, count in enumerate((top, significant(top / 4.0, 1), significant(top / 20.0, 1))):
        middle, width = 34.0 + 22.0 * row, max(count * scale.width_per_person, 0.6)
        band = {"x": 8, "width": 54, "y": middle - width / 2.0, "height": width, "fill": HOST}
        marks.append(_fixed("rect", f"keyband{row}", band, {}))
        marks.append(
            _fixed("text", f"keytext{row}", {"x": 72, "y": middle, "text": language.number(count)}, quiet)
        )
    frame = {
        "x": corner[0],
        "y": corner[1],
        "width": LEGEND[0],
        "height": LEGEND[1],
        "fill": "#ffffff",
        "fillOpacity": 0.8,
        "cornerRadius": 4,
    }
    return {**_fixed("group", "key", frame, {}), "marks": marks}


def _fixed(kind: str, name: str, values: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """A mark that never changes."""
    return {
        "type": kind,
        "name": name,
        "interactive": False,
        "aria": False,
        "encode": {"enter": {**{channel: {"value": value} for channel, value in values.items()}, **more}},
    }
