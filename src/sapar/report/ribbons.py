"""The shape of one flow: a band that widens towards an arrowhead, between two circles."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

TAIL = 0.45
"""Width at the origin as a share of the full width, which the ribbon has where its arrowhead begins."""

REACHES = (0.36, 0.28, 0.2, 0.12, 0.05)
"""Length of the curve's control arms as a share of the distance between its ends; shorter ones bulge less."""

SAMPLES = 5
"""Points along each side of a ribbon; smooth curves join them."""
FINE = 33
"""Points from which the curves' slopes are taken; one less is a multiple of `SAMPLES` less one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where a ribbon touches a circle."""

    x: float
    """Centre of the circle, pixels to the right."""
    y: float
    """Centre of the circle, pixels down."""
    radius: float
    """Of the circle, pixels."""
    angle: float
    """At which the ribbon docks, radians clockwise from the right as seen on a screen."""

    def at(self, distance: float) -> FloatArray:
        """[2] the point on the docking ray that far outside the circle, pixels."""
        return np.array([self.x, self.y]) + (self.radius + distance) * self.outward

    @property
    def outward(self) -> FloatArray:
        """[2] unit vector away from the centre."""
        return np.array([np.cos(self.angle), np.sin(self.angle)])


def head_width(width: float) -> float:
    """Width of the arrowhead's base for a ribbon of that full width, pixels."""
    return 1.5 * width + 3.5


def head_length(width: float, distance: float) -> float:
    """Length of the arrowhead for a ribbon of that full width between circles that far apart, pixels."""
    return min(0.75 * head_width(width) + 1.5, 0.45 * max(distance, 1.0))


def centreline(
    start: End, finish: End, head: float, samples: int, reach: float = REACHES[0]
) -> tuple[FloatArray, FloatArray]:
    """Points and unit normals, each [sample, 2], from the first circle to the arrowhead's base."""
    first, last = start.at(0.0), finish.at(head)
    arm = reach * float(np.hypot(*(last - first)))
    second, third = first + arm * start.outward, last + arm * finish.outward
    share = np.linspace(0.0, 1.0, samples)[:, None]
    rest = 1.0 - share
    points = rest**3 * first + 3 * rest**2 * share * second + 3 * rest * share**2 * third + share**3 * last
    along = rest**2 * (second - first) + 2 * rest * share * (third - second) + share**2 * (last - third)
    along = along / np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-9)[:, None]
    return points, np.stack([-along[:, 1], along[:, 0]], axis=1)


def outline(start: End, finish: End, *, width: float, head: float, reach: float) -> str:
    """The ribbon as a closed SVG path.

    Parameters
    ----------
    start, finish
        The two docks.
    width
        Full width, pixels.
    head
        Length of the arrowhead, pixels.
    reach
        One of `REACHES`.
    """
    points, normals = centreline(start, finish, head, FINE, reach)
    halves = 0.5 * width * np.linspace(TAIL, 1.0, FINE)[:, None]
    left, right = points + normals * halves, (points - normals * halves)[::-1]
    wing = 0.5 * head_width(width) * normals[-1]
    corners = [points[-1] + wing, finish.at(0.0), points[-1] - wing, right[0]]
    return _move(left[0]) + _smooth(left) + _straight([left[-1], *corners]) + _smooth(right) + "Z"


def reach_within(start: End, finish: End, *, width: float, head: float, size: tuple[float, float]) -> float:
    """The longest control arms with which a ribbon stays on a map of that width and height, pixels."""
    for reach in REACHES:
        points, _ = centreline(start, finish, head, FINE, reach)
        edge = width / 2.0 + 2.0
        if bool(((points > edge) & (points < np.array(size) - edge)).all()):
            return reach
    return REACHES[-1]


def _smooth(fine: FloatArray) -> str:
    """Cubic pieces along a finely sampled line, each relative to its start."""
    step = (FINE - 1) // (SAMPLES - 1)
    slopes = np.gradient(fine, axis=0, edge_order=2)[::step] * step / 3.0
    points = fine[::step]
    pieces = zip(points, points[1:], slopes, slopes[1:], strict=False)
    return "".join(
        "c"
        + " ".join(
            _pair(point - _rounded(here)) for point in (here + slope, there - next_slope, _rounded(there))
        )
        for here, there, slope, next_slope in pieces
    )


def _straight(points: list[FloatArray]) -> str:
    """Straight lines from the first point through the others."""
    steps = pairwise(points)
    return "".join("l" + _pair(_rounded(there) - _rounded(here)) for here, there in steps)


def _move(point: FloatArray) -> str:
    """Begin at a point."""
    return "M" + _pair(point)


def _rounded(point: FloatArray) -> FloatArray:
    """The point as it is written, so that relative steps do not drift."""
    return np.round(point, 1)


def _pair(point: FloatArray) -> str:
    """Two coordinates to a tenth of a pixel."""
    return f"{round(float(point[0]), 1) + 0.0:g},{round(float(point[1]), 1) + 0.0:g}"
