"""To which side each ribbon bends, so that none runs behind a place it has nothing to do with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from sapar.report.ribbons import End, centreline

FloatArray = NDArray[np.float64]

BENDS = (0.3, 0.0, -0.3, 0.6, -0.6, 0.95, -0.95)
"""Radians by which a ribbon may leave and arrive beside the straight way; the first one is preferred."""
SAMPLES = 36
"""Points of a ribbon that are looked at."""


class Way(Protocol):
    """A flow between two places."""

    @property
    def citizenship(self) -> str:
        """Whose."""

    @property
    def origin(self) -> str:
        """From where."""

    @property
    def destination(self) -> str:
        """To where."""

    @property
    def high80(self) -> float:
        """Persons; the widest are routed first."""


Route = tuple[str, str, str]
"""Citizenship, origin, destination."""


def route(
    flows: Sequence[Way],
    positions: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    width_per_person: float,
    size: tuple[float, float],
) -> dict[Route, float]:
    """The bend of every flow, the widest first.

    Parameters
    ----------
    flows
        Each flow once, at its widest.
    positions
        Centre of every place, pixels.
    radii
        Of every place, pixels.
    width_per_person
        Pixels.
    size
        Width and height of the map, pixels.
    """
    bends: dict[Route, float] = {}
    drawn: list[FloatArray] = []
    for flow in sorted(flows, key=lambda flow: (-flow.high80, flow.origin, flow.destination)):
        half = 0.5 * width_per_person * flow.high80
        lines = [_line(flow, positions, radii, bend) for bend in BENDS]
        costs = [
            10.0 * (_covered(line, flow, positions, radii, half) + _outside(line, half, size))
            + 2.0 * _crossings(line, drawn)
            + 0.1 * rank
            for rank, line in enumerate(lines)
        ]
        best = int(np.argmin(costs))
        bends[flow.citizenship, flow.origin, flow.destination] = BENDS[best]
        drawn.append(lines[best])
    return bends


def direction(start: tuple[float, float], finish: tuple[float, float], bend: float, *, leaves: bool) -> float:
    """Angle at which a ribbon with that bend would like to leave its origin, or to reach its destination."""
    across, down = finish[0] - start[0], finish[1] - start[1]
    if leaves:
        return float(np.arctan2(down, across)) - bend
    return float(np.arctan2(-down, -across)) + bend


def _line(
    flow: Way, positions: Mapping[str, tuple[float, float]], radii: Mapping[str, float], bend: float
) -> FloatArray:
    """[sample, 2] points of a flow's centreline with a bend."""
    start, finish = positions[flow.origin], positions[flow.destination]
    ends = [
        End(x=at[0], y=at[1], radius=radii[place], angle=direction(start, finish, bend, leaves=leaves))
        for at, place, leaves in ((start, flow.origin, True), (finish, flow.destination, False))
    ]
    points, _ = centreline(ends[0], ends[1], 6.0, SAMPLES)
    return points


def _covered(
    line: FloatArray,
    flow: Way,
    positions: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    half: float,
) -> float:
    """Samples of a line that come too near to other places."""
    total = 0.0
    for place, radius in radii.items():
        if place not in (flow.origin, flow.destination):
            distance = np.hypot(line[:, 0] - positions[place][0], line[:, 1] - positions[place][1])
            total += float(np.count_nonzero(distance < radius + half + 5.0))
    return total


def _outside(line: FloatArray, half: float, size: tuple[float, float]) -> float:
    """Samples of a line that leave the map."""
    return float(np.count_nonzero(((line < half + 14.0) | (line > np.array(size) - half - 14.0)).any(axis=1)))


def _crossings(line: FloatArray, others: Sequence[FloatArray]) -> float:
    """How often a line crosses the others."""
    total = 0.0
    for other in others:
        first, second = line[:-1, None], line[1:, None]
        third, fourth = other[None, :-1], other[None, 1:]
        sides = _side(first, second, third) * _side(first, second, fourth)
        reverse = _side(third, fourth, first) * _side(third, fourth, second)
        total += float(np.count_nonzero((sides < 0) & (reverse < 0)))
    return total


def _side(start: FloatArray, finish: FloatArray, point: FloatArray) -> FloatArray:
    """On which side of a line a point lies, by sign."""
    along, toward = finish - start, point - start
    return np.asarray(along[..., 0] * toward[..., 1] - along[..., 1] * toward[..., 0])
