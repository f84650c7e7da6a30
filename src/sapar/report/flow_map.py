"""The flow map's layout: circles for places, ribbons for flows, and names that cover neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sapar.report.docking import FULL_TURN, dock, half_width
from sapar.report.labels import Label, Obstacles, place_labels
from sapar.report.ribbons import End, centreline, head_length, head_width, outline, reach_within
from sapar.report.routes import BENDS, Route, direction

CROWDED = 0.9
"""Share of a circle that docks may take up."""
GAP = 1.2
"""Free pixels between two docks."""
SMALLEST_RADIUS = 5.0
"""Pixels; smaller places are drawn at this size so that they can be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """People of one citizenship who moved between two countries."""

    citizenship: str
    """Code of their country."""
    origin: str
    """Where they left."""
    destination: str
    """Where they arrived."""
    median: float
    """Persons, median of the replicates."""
    high80: float
    """Persons, ninetieth percentile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A place on the map."""

    place: str
    """Its code."""
    x: float
    """Pixels from the left."""
    y: float
    """Pixels from the top."""
    radius: float
    """Pixels; the area is proportional to the people who passed."""
    people: float
    """Persons who left or arrived, median."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """A flow as it is drawn."""

    flow: Flow
    """What it shows."""
    start: End
    """Its dock at the origin."""
    finish: End
    """Its dock at the destination."""
    width: float
    """Full width of the dark ribbon, pixels per person times the median."""
    outer_width: float
    """Full width of the pale ribbon: the ninetieth percentile."""
    reach: float
    """How far it bulges; one of `REACHES`."""
    inner: str
    """SVG path of the dark ribbon."""
    outer: str
    """SVG path of the pale ribbon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How people become pixels, the same for all periods so that they compare."""

    width_per_person: float
    """Pixels of ribbon width for one person."""
    radius_per_root: float
    """Pixels of radius for the square root of one person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowMap:
    """Everything to draw, in pixels."""

    circles: tuple[Circle, ...]
    """Places that people left or reached."""
    ribbons: tuple[Ribbon, ...]
    """Wide ones first, so that thin ones lie on top."""
    labels: tuple[Label, ...]
    """Names of the places."""


def scale_for(flow_sets: Sequence[Sequence[Flow]], largest_radius: float) -> Scale:
    """The widest ribbons with which every place's docks fit on its circle in every period.

    Parameters
    ----------
    flow_sets
        The flows of each period that will be drawn.
    largest_radius
        Of the busiest place, pixels.
    """
    busiest = max((people for flows in flow_sets for people in _people(flows).values()), default=1.0)
    radius_per_root = largest_radius / np.sqrt(max(busiest, 1.0))
    low, high = (
        0.0,
        1.1 * largest_radius / max((flow.high80 for flows in flow_sets for flow in flows), default=1.0),
    )
    for _ in range(30):
        middle = (low + high) / 2.0
        scale = Scale(width_per_person=middle, radius_per_root=radius_per_root)
        fits = all(_fits(flows, scale, largest_radius) for flows in flow_sets)
        low, high = (middle, high) if fits else (low, middle)
    return Scale(width_per_person=low, radius_per_root=radius_per_root)


def radii_for(flows: Sequence[Flow], scale: Scale) -> dict[str, float]:
    """Radius of every place's circle, pixels: by area, and at least as large as its docks need."""
    radii = {}
    for place, people in _people(flows).items():
        radius = max(SMALLEST_RADIUS, scale.radius_per_root * float(np.sqrt(people)))
        while 2.0 * _dock_angles(place, flows, scale, radius) > CROWDED * FULL_TURN:
            radius *= 1.05
        radii[place] = radius
    return radii


def lay_out(
    flows: Sequence[Flow],
    positions: Mapping[str, tuple[float, float]],
    scale: Scale,
    names: Mapping[str, str],
    bends: Mapping[Route, float],
    *,
    size: tuple[float, float],
    letter: float,
    kept_free: Sequence[tuple[float, float, float, float]] = (),
) -> FlowMap:
    """Circles, ribbons and names for one period.

    Parameters
    ----------
    flows
        What to draw.
    positions
        Centre of every place, pixels.
    scale
        People to pixels.
    names
        Of the places, in the reader's language.
    bends
        To which side each flow bends; flows that are not in it bend as most do.
    size
        Width and height of the map, pixels.
    letter
        Font size of the names, pixels.
    kept_free
        Rectangles (left, top, right, bottom) that names must leave free, such as the legend.
    """
    radii = radii_for(flows, scale)
    people = _people(flows)
    circles = tuple(
        Circle(place=place, x=positions[place][0], y=positions[place][1], radius=radius, people=people[place])
        for place, radius in sorted(radii.items(), key=lambda item: -item[1])
    )
    ribbons = tuple(
        sorted(
            _ribbons(flows, positions, radii, scale, bends, size),
            key=lambda ribbon: (-ribbon.outer_width, ribbon.outer),
        )
    )
    lines = [_line(ribbon) for ribbon in ribbons]
    obstacles = Obstacles(
        circles=[(circle.x, circle.y, circle.radius) for circle in circles],
        points=np.concatenate([np.zeros((0, 3)), *lines]),
        rectangles=list(kept_free),
        size=size,
    )
    labels = place_labels({circle.place: names[circle.place] for circle in circles}, obstacles, letter)
    return FlowMap(circles=circles, ribbons=ribbons, labels=labels)


def slots(ribbon: Ribbon) -> tuple[float, float]:
    """Half angles, radians, that a ribbon takes up on its circles: at its origin, at its destination."""
    return (
        float(half_width(_tail_slot(ribbon.outer_width), ribbon.start.radius)),
        float(half_width(_head_slot(ribbon.outer_width), ribbon.finish.radius)),
    )


def _ribbons(
    flows: Sequence[Flow],
    positions: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    scale: Scale,
    bends: Mapping[Route, float],
    size: tuple[float, float],
) -> list[Ribbon]:
    """All ribbons, docked."""
    ends: dict[tuple[int, str], End] = {}
    for place, radius in radii.items():
        across, down = positions[place]
        touching = [number for number, flow in enumerate(flows) if place in (flow.origin, flow.destination)]
        wanted, halves = [], []
        for number in touching:
            flow = flows[number]
            leaves = flow.origin == place
            bend = bends.get((flow.citizenship, flow.origin, flow.destination), BENDS[0])
            wanted.append(direction(positions[flow.origin], positions[flow.destination], bend, leaves=leaves))
            width = scale.width_per_person * flow.high80
            halves.append(float(half_width(_tail_slot(width) if leaves else _head_slot(width), radius)))
        for number, angle in zip(touching, dock(wanted, halves).tolist(), strict=True):
            ends[number, place] = End(x=across, y=down, radius=radius, angle=angle)
    return [
        _ribbon(flow, ends[number, flow.origin], ends[number, flow.destination], scale, size)
        for number, flow in enumerate(flows)
    ]


def _ribbon(flow: Flow, start: End, finish: End, scale: Scale, size: tuple[float, float]) -> Ribbon:
    """One flow between two docks."""
    distance = float(np.hypot(*(finish.at(0.0) - start.at(0.0))))
    width, outer_width = scale.width_per_person * flow.median, scale.width_per_person * flow.high80
    head = head_length(outer_width, distance)
    reach = reach_within(start, finish, width=outer_width, head=head, size=size)
    return Ribbon(
        flow=flow,
        start=start,
        finish=finish,
        width=width,
        outer_width=outer_width,
        reach=reach,
        inner=outline(start, finish, width=width, head=head, reach=reach),
        outer=outline(start, finish, width=outer_width, head=head, reach=reach),
    )


def _line(ribbon: Ribbon) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """[sample, 3] points along a ribbon and half its width there, for names to avoid."""
    points, _ = centreline(ribbon.start, ribbon.finish, 4.0, 40, ribbon.reach)
    return np.concatenate([points, np.full((len(points), 1), ribbon.outer_width / 2.0)], axis=1)


def _people(flows: Sequence[Flow]) -> dict[str, float]:
    """Persons who left or reached each place."""
    people: dict[str, float] = {}
    for flow in flows:
        people[flow.origin] = people.get(flow.origin, 0.0) + flow.median
        people[flow.destination] = people.get(flow.destination, 0.0) + flow.median
    return people


def _fits(flows: Sequence[Flow], scale: Scale, largest_radius: float) -> bool:
    """Whether no circle has to grow beyond the busiest one's size to hold its docks."""
    for place, people in _people(flows).items():
        radius = max(0.6 * largest_radius, scale.radius_per_root * float(np.sqrt(people)))
        if 2.0 * _dock_angles(place, flows, scale, radius) > CROWDED * FULL_TURN:
            return False
    return True


def _dock_angles(place: str, flows: Sequence[Flow], scale: Scale, radius: float) -> float:
    """Half of the angle that a place's docks take up together, radians."""
    total = 0.0
    for flow in flows:
        width = scale.width_per_person * flow.high80
        if flow.origin == place:
            total += float(half_width(_tail_slot(width), radius))
        if flow.destination == place:
            total += float(half_width(_head_slot(width), radius))
    return total


def _tail_slot(width: float) -> float:
    """Pixels of the circle's edge that a ribbon's beginning needs."""
    return 0.45 * width + GAP


def _head_slot(width: float) -> float:
    """Pixels of the circle's edge that a ribbon's arrowhead needs."""
    return head_width(width) + GAP
