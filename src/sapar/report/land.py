"""The map below the ribbons: where places stand and which land is drawn around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sapar.report.boundaries import boundaries, outline
from sapar.report.projection import EqualArea, Projection

SMALLEST_SPAN_KM = 600.0
"""Width and height that a map shows at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """Land as SVG paths, in pixels."""

    focus: str
    """Countries of the study."""
    other: str
    """All other countries."""
    lakes: str
    """Lakes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A map's size, projection and scale."""

    projection: Projection
    """From degrees to kilometres."""
    pixels_per_km: float
    """Scale at the centre."""
    window: tuple[float, float, float, float]
    """Left, top, right and bottom edge, kilometres from the projection's centre."""
    size: tuple[float, float]
    """Width and height, pixels."""

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Pixels from the left and the top."""
        position = self.projection.project([longitude], [latitude])[0]
        return (
            float((position[0] - self.window[0]) * self.pixels_per_km),
            float((position[1] - self.window[1]) * self.pixels_per_km),
        )


def fit(
    positions: Mapping[str, tuple[float, float]],
    centre: tuple[float, float] | None,
    size: tuple[float, float],
    margins: tuple[float, float, float, float],
    projection: Projection | None = None,
) -> Sheet:
    """The largest map of that size on which all places lie within the margins.

    Parameters
    ----------
    positions
        Degrees east and north, by place.
    centre
        Degrees east and north of the projection's centre; nothing: the middle of the places.
    size
        Width and height, pixels.
    margins
        Pixels kept free of places: left, top, right, bottom.
    projection
        From degrees to kilometres; nothing: azimuthal around the centre.
    """
    degrees = np.array(list(positions.values()), dtype=np.float64).reshape(-1, 2)
    middle = centre or (float(degrees[:, 0].mean()), float(degrees[:, 1].mean()))
    projection = projection or EqualArea(longitude=middle[0], latitude=middle[1])
    points = np.concatenate([projection.project([east], [north]) for east, north in degrees.tolist()])
    low, high = np.nanmin(points, axis=0), np.nanmax(points, axis=0)
    span = np.maximum(high - low, SMALLEST_SPAN_KM)
    centre_km = (low + high) / 2.0
    left, top, right, bottom = margins
    free = np.array([size[0] - left - right, size[1] - top - bottom])
    scale = float(np.min(free / span))
    corner = centre_km - (free / 2.0 + np.array([left, top])) / scale
    window = (
        float(corner[0]),
        float(corner[1]),
        float(corner[0] + size[0] / scale),
        float(corner[1] + size[1] / scale),
    )
    return Sheet(projection=projection, pixels_per_km=scale, window=window, size=size)


def apart(
    positions: Mapping[str, tuple[float, float]], radii: Mapping[str, float], gap: float
) -> dict[str, tuple[float, float]]:
    """The positions, moved as little as it takes for circles to stand `gap` pixels apart."""
    names = sorted(positions)
    points = np.array([positions[name] for name in names], dtype=np.float64)
    reach = np.array([radii.get(name, 0.0) for name in names])
    for _ in range(300):
        moved = False
        for first in range(len(names)):
            for second in range(first + 1, len(names)):
                between = points[second] - points[first]
                distance = float(np.hypot(*between))
                missing = reach[first] + reach[second] + gap - distance
                if missing > 0.05:
                    direction = between / distance if distance > 0 else np.array([1.0, 0.0])
                    share = reach[second] / max(reach[first] + reach[second], 1e-9)
                    points[first] -= direction * missing * share
                    points[second] += direction * missing * (1.0 - share)
                    moved = True
        if not moved:
            break
    return {name: (float(point[0]), float(point[1])) for name, point in zip(names, points, strict=True)}


def land(sheet: Sheet, focus: frozenset[str]) -> Land:
    """The outlines that the map's window shows."""
    known = boundaries()

    def drawn(codes: list[str]) -> str:
        """The countries of some codes as one path."""
        polygons = tuple(polygon for code in codes for polygon in known.countries[code])
        return outline(polygons, sheet.projection, sheet.window, sheet.pixels_per_km)

    return Land(
        focus=drawn([code for code in known.countries if code in focus]),
        other=drawn([code for code in known.countries if code not in focus]),
        lakes=outline(known.lakes, sheet.projection, sheet.window, sheet.pixels_per_km),
    )
