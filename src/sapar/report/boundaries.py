"""The outlines of countries that the maps are drawn on.

`boundaries.json` holds the countries of the United Nations' geodata as shipped, under the MIT licence, in
plotly.js 3.7 (world, 1:50 million). It was simplified once, coarsely outside Eurasia's middle; borders that
neighbours share are kept in common. Country codes are ISO 3166 alpha-3; codes that start with X are areas
without an agreed one.
"""

from __future__ import annotations

import json
import pkgutil
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sapar.report.projection import Projection

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """Countries and lakes as rings of longitudes and latitudes."""

    countries: dict[str, tuple[tuple[FloatArray, ...], ...]]
    """By code: polygons, each an outer ring and its holes, each a closed ring [point, 2] of degrees."""
    lakes: tuple[tuple[FloatArray, ...], ...]
    """Polygons in the same form."""

    def contains(self, code: str, longitude: float, latitude: float) -> bool:
        """Whether a point lies in that country."""
        return any(
            sum(_is_around(ring, longitude, latitude) for ring in polygon) % 2 == 1
            for polygon in self.countries.get(code, ())
        )


@lru_cache(maxsize=1)
def boundaries() -> Boundaries:
    """The outlines that come with the package."""
    stored = json.loads(pkgutil.get_data("sapar.report", "boundaries.json") or b"{}")
    step = float(stored["degrees_per_step"])
    arcs = [
        np.cumsum(np.array(arc, dtype=np.float64).reshape(-1, 2), axis=0) * step for arc in stored["arcs"]
    ]
    return Boundaries(
        countries={
            code: tuple(_polygon(polygon, arcs) for polygon in polygons)
            for code, polygons in stored["countries"].items()
        },
        lakes=tuple(_polygon(polygon, arcs) for polygon in stored["lakes"]),
    )


def outline(
    polygons: tuple[tuple[FloatArray, ...], ...],
    projection: Projection,
    window: tuple[float, float, float, float],
    pixels_per_km: float,
) -> str:
    """The part of some polygons within a window, as an SVG path.

    Parameters
    ----------
    polygons
        Rings of degrees, as in `Boundaries`.
    projection
        From degrees to kilometres.
    window
        Left, top, right and bottom, kilometres from the projection's centre.
    pixels_per_km
        Scale of the path; its origin is the window's upper left corner.
    """
    pieces = []
    for polygon in polygons:
        for ring in polygon:
            positions = projection.project(ring[:, 0], ring[:, 1])
            if np.isnan(positions).any():
                continue
            inside = _clip(positions[:-1], window)
            if len(inside) >= 3:
                pieces.append(_ring_path((inside - np.array(window[:2])) * pixels_per_km))
    return "".join(pieces)


def _polygon(rings: list[list[int]], arcs: list[FloatArray]) -> tuple[FloatArray, ...]:
    """The rings of one polygon, joined from arcs; a negative number is an arc walked backwards."""
    return tuple(
        np.concatenate([arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring])
        for ring in rings
    )


def _is_around(ring: FloatArray, longitude: float, latitude: float) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    east, north = ring[:-1, 0], ring[:-1, 1]
    next_east, next_north = ring[1:, 0], ring[1:, 1]
    spans = (north > latitude) != (next_north > latitude)
    rise = np.where(next_north == north, 1.0, next_north - north)
    crossing = east + (latitude - north) / rise * (next_east - east)
    return int(np.count_nonzero(spans & (longitude < crossing))) % 2 == 1


def _clip(ring: FloatArray, window: tuple[float, float, float, float]) -> FloatArray:
    """The ring cut to the window, side after side (Sutherland and Hodgman 1974)."""
    left, top, right, bottom = window
    for axis, limit, sign in ((0, left, 1.0), (0, right, -1.0), (1, top, 1.0), (1, bottom, -1.0)):
        if len(ring) == 0:
            return ring
        distance = sign * (ring[:, axis] - limit)
        if (distance >= 0).all():
            continue
        kept: list[FloatArray] = []
        for position in range(len(ring)):
            before, here = distance[position - 1], distance[position]
            if (before >= 0) != (here >= 0):
                share = before / (before - here)
                kept.append(ring[position - 1] + share * (ring[position] - ring[position - 1]))
            if here >= 0:
                kept.append(ring[position])
        ring = np.array(kept).reshape(-1, 2)
    return ring


def _ring_path(ring: FloatArray) -> str:
    """One closed ring in relative steps of a tenth of a pixel."""
    tenths = np.round(ring * 10).astype(np.int64)
    steps = np.diff(tenths, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    start = f"M{tenths[0, 0] / 10:g},{tenths[0, 1] / 10:g}"
    return start + "".join(f"l{across / 10:g},{down / 10:g}" for across, down in steps.tolist()) + "Z"
