"""Names on a map, each where it covers least."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

FARTHER = 0.15
"""What a less preferred position costs, for each position before it."""
LETTER_WIDTH = 0.6
"""Mean width of a bold letter as a share of the font size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A name and where it stands."""

    place: str
    """Code of the place it names."""
    text: str
    """The name."""
    x: float
    """Middle of the text, pixels from the left."""
    y: float
    """Middle of the text, pixels from the top."""
    width: float
    """Estimated width, pixels."""
    height: float
    """Height, pixels."""

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, pixels."""
        return (
            self.x - self.width / 2,
            self.y - self.height / 2,
            self.x + self.width / 2,
            self.y + self.height / 2,
        )

    def covers(self, other: Label) -> bool:
        """Whether it lies on another name."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2
            and abs(self.y - other.y) < (self.height + other.height) / 2
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacles:
    """What names should not cover, pixels."""

    circles: list[tuple[float, float, float]]
    """Centre and radius of the places, in the order in which they are named."""
    points: FloatArray
    """[point, 3] points of ribbons and half the ribbon's width there."""
    rectangles: list[tuple[float, float, float, float]]
    """Left, top, right, bottom of areas to leave free."""
    size: tuple[float, float]
    """Width and height of the map."""


def place_labels(names: Mapping[str, str], obstacles: Obstacles, letter: float) -> tuple[Label, ...]:
    """One label for every place, in the order of the circles, each at the best of its candidate positions.

    Parameters
    ----------
    names
        By place, as many as there are circles and in their order.
    obstacles
        What to avoid.
    letter
        Font size, pixels.
    """
    placed: list[Label] = []
    for (place, text), circle in zip(names.items(), obstacles.circles, strict=True):
        best, least = None, np.inf
        for rank, label in enumerate(_candidates(place, text, circle, letter)):
            if best is not None and least <= FARTHER * rank:
                break
            cost = _cost(label, obstacles, placed) + FARTHER * rank
            if cost < least:
                best, least = label, cost
        if best is not None:
            placed.append(best)
    return tuple(placed)


def _candidates(place: str, text: str, circle: tuple[float, float, float], letter: float) -> list[Label]:
    """Positions around the circle, preferred ones first."""
    x, y, radius = circle
    width, height = LETTER_WIDTH * letter * len(text) + 4.0, 1.25 * letter
    labels = []
    for distance in (2.0, 5.0, 9.0, 14.0, 20.0, 28.0):
        for degrees in (90, 270, 0, 180, 45, 135, 315, 225, 68, 112, 248, 292):
            across, down = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
            far = radius + distance
            labels.append(
                Label(
                    place=place,
                    text=text,
                    x=float(x + across * (far + width / 2.0)),
                    y=float(y + down * (far + height / 2.0)),
                    width=width,
                    height=height,
                )
            )
    return labels


def _cost(label: Label, obstacles: Obstacles, placed: list[Label]) -> float:
    """How much a label covers; ribbons weigh by width, less than circles, other names and the map's edge."""
    left, top, right, bottom = label.rectangle
    points = obstacles.points
    across = np.maximum(np.maximum(left - points[:, 0], points[:, 0] - right), 0.0)
    down = np.maximum(np.maximum(top - points[:, 1], points[:, 1] - bottom), 0.0)
    touched = points[np.hypot(across, down) < points[:, 2] + 1.0]
    cost = float((0.6 + 1.2 * touched[:, 2]).sum())
    for x, y, radius in obstacles.circles:
        near = np.hypot(max(left - x, x - right, 0.0), max(top - y, y - bottom, 0.0))
        cost += 200.0 * (near < radius + 1.0)
    others = [other.rectangle for other in placed] + obstacles.rectangles
    cost += 400.0 * sum(
        left < other[2] + 4.0 and other[0] < right + 4.0 and top < other[3] + 2.0 and other[1] < bottom + 2.0
        for other in others
    )
    wide, high = obstacles.size
    return cost + 400.0 * (left < 2.0 or top < 2.0 or right > wide - 2.0 or bottom > high - 2.0)
