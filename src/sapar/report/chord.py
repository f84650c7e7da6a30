"""A directional chord diagram: places around a circle, flows as ribbons that end in arrowheads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sapar.report.flow_map import Flow

GAP = 0.025
"""Radians between two places."""
BAND = 14.0
"""Pixels: thickness of a place's arc."""
BULGE = 0.7
"""How near to the edge ribbons between neighbours stay, as a share of the radius; opposite ones cross the middle."""
HEAD = 16.0
"""Pixels: length of an arrowhead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arc:
    """A place on the circle."""

    place: str
    """Its name."""
    path: str
    """SVG path."""
    people: float
    """Persons who left or arrived in the flows shown."""
    x: float
    """Where its name stands, pixels."""
    y: float
    """Where its name stands, pixels."""
    turn: float
    """Degrees by which its name is turned."""
    align: str
    """left or right: on which side of the point the name begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chord:
    """A flow."""

    flow: Flow
    """What it shows."""
    path: str
    """SVG path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """Everything to draw."""

    arcs: tuple[Arc, ...]
    chords: tuple[Chord, ...]
    """Wide ones first, so that thin ones lie on top."""


def wheel(flows: Sequence[Flow], *, centre: tuple[float, float], radius: float) -> Wheel:
    """Places by how many people left or arrived, and their flows.

    Parameters
    ----------
    flows
        What to draw; every place of them gets an arc as long as all its ends together.
    centre
        Of the circle, pixels.
    radius
        Of its outer edge, pixels.
    """
    people: dict[str, float] = {}
    for flow in flows:
        for place in (flow.origin, flow.destination):
            people[place] = people.get(place, 0.0) + flow.median
    order = _around(flows, people)
    free = 2.0 * np.pi - GAP * len(order)
    per_person = free / max(sum(people.values()), 1e-300)
    starts, angle = {}, -np.pi / 2.0
    for place in order:
        starts[place] = angle
        angle += people[place] * per_person + GAP
    middles = {place: starts[place] + 0.5 * people[place] * per_person for place in order}
    ends = _ends(flows, order, starts, middles, per_person)
    inner = radius - BAND - 3.0
    chords = tuple(
        Chord(flow=flow, path=_ribbon(ends[number, True], ends[number, False], centre, inner))
        for number, flow in sorted(enumerate(flows), key=lambda item: -item[1].median)
    )
    arcs = tuple(_arc(place, starts[place], people[place], per_person, centre, radius) for place in order)
    return Wheel(arcs=arcs, chords=chords)


def _around(flows: Sequence[Flow], people: dict[str, float]) -> list[str]:
    """Places in an order in which those that exchange most stand side by side: chains, joined end to end."""
    exchanged: dict[tuple[str, str], float] = {}
    for flow in flows:
        pair = (min(flow.origin, flow.destination), max(flow.origin, flow.destination))
        exchanged[pair] = exchanged.get(pair, 0.0) + flow.median
    chains = {place: [place] for place in people}
    for first, second in sorted(exchanged, key=lambda pair: (-exchanged[pair], pair)):
        left, right = chains[first], chains[second]
        if left is right or first not in (left[0], left[-1]) or second not in (right[0], right[-1]):
            continue
        joined = (left if left[-1] == first else left[::-1]) + (right if right[0] == second else right[::-1])
        for place in joined:
            chains[place] = joined
    distinct = {id(chain): chain for chain in chains.values()}
    ordered = sorted(distinct.values(), key=lambda chain: (-sum(people[place] for place in chain), chain))
    return [place for chain in ordered for place in chain]


def _ends(
    flows: Sequence[Flow],
    order: Sequence[str],
    starts: dict[str, float],
    middles: dict[str, float],
    per_person: float,
) -> dict[tuple[int, bool], tuple[float, float]]:
    """First and last angle of every flow's end, by flow and whether it is its origin; few ribbons cross."""
    found = {}
    for place in order:
        touching = [
            (number, leaves)
            for number, flow in enumerate(flows)
            for leaves in (True, False)
            if (flow.origin if leaves else flow.destination) == place
        ]

        def turn(end: tuple[int, bool], here: float = middles[place]) -> tuple[float, bool]:
            """How far around the circle, clockwise from here, the other end is."""
            flow = flows[end[0]]
            other = middles[flow.destination if end[1] else flow.origin]
            return -((other - here) % (2.0 * np.pi)), end[1]

        angle = starts[place]
        for end in sorted(touching, key=turn):
            width = flows[end[0]].median * per_person
            found[end] = (angle, angle + width)
            angle += width
    return found


def _ribbon(
    start: tuple[float, float], finish: tuple[float, float], centre: tuple[float, float], radius: float
) -> str:
    """From an arc at the circle's edge to an arrowhead whose tip touches it."""
    base = radius - min(HEAD, 0.35 * radius)
    tip = 0.5 * (finish[0] + finish[1])
    first, second = _point(centre, radius, start[0]), _point(centre, radius, start[1])
    third, fourth = _point(centre, base, finish[0]), _point(centre, base, finish[1])
    large = int(start[1] - start[0] > np.pi)
    way = (tip - 0.5 * (start[0] + start[1]) + np.pi) % (2.0 * np.pi) - np.pi
    depth = radius * BULGE * (1.0 - abs(way) / np.pi)
    middle = _pair(_point(centre, depth, tip - 0.5 * way))
    return (
        f"M{_pair(first)}A{radius:.1f},{radius:.1f} 0 {large} 1 {_pair(second)}"
        f"Q{middle} {_pair(third)}L{_pair(_point(centre, radius, tip))}L{_pair(fourth)}Q{middle} {_pair(first)}Z"
    )


def _arc(
    place: str, start: float, people: float, per_person: float, centre: tuple[float, float], radius: float
) -> Arc:
    """A place's arc and where its name stands."""
    finish = start + people * per_person
    large = int(finish - start > np.pi)
    inner = radius - BAND
    path = (
        f"M{_pair(_point(centre, radius, start))}"
        f"A{radius:.1f},{radius:.1f} 0 {large} 1 {_pair(_point(centre, radius, finish))}"
        f"L{_pair(_point(centre, inner, finish))}"
        f"A{inner:.1f},{inner:.1f} 0 {large} 0 {_pair(_point(centre, inner, start))}Z"
    )
    middle = 0.5 * (start + finish)
    across, down = _point(centre, radius + 6.0, middle)
    is_left = np.cos(middle) < 0
    turn = float(np.degrees(middle)) + (180.0 if is_left else 0.0)
    return Arc(
        place=place,
        path=path,
        people=people,
        x=round(across, 1),
        y=round(down, 1),
        turn=round((turn + 180.0) % 360.0 - 180.0, 1),
        align="right" if is_left else "left",
    )


def _point(centre: tuple[float, float], radius: float, angle: float) -> tuple[float, float]:
    """A point at an angle, clockwise from the right."""
    return centre[0] + radius * float(np.cos(angle)), centre[1] + radius * float(np.sin(angle))


def _pair(point: tuple[float, float]) -> str:
    """Coordinates to a tenth of a pixel."""
    return f"{point[0]:.1f},{point[1]:.1f}"
