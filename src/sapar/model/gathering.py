"""Where people gather when the way home is shut: at the first crossing of their usual way that is shut to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sapar.frame.places import Places
from sapar.model.network import Arc
from sapar.model.system import Axes


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """The camps at which people of one home wait, on their usual way from one host region."""

    camp: int
    """At the first crossing that is shut, -1 for none."""
    next_camp: NDArray[np.int8]
    """[K] where those who wait at a camp go on to, once its crossing has opened and a later one is shut; else -1."""


def gathering(
    places: Places,
    axes: Axes,
    nodes: Sequence[str],
    arcs: Sequence[Arc],
    way: Sequence[int],
    shut: frozenset[int],
) -> Gathering:
    """The camp of the first border on a way that is shut, and who goes on to it from a border passed before.

    A border has the camp at the way's own crossing, or else, on the side people come from, the camp nearest to
    that crossing among those at crossings of the same border. A border without a camp stops people in their cities.

    Parameters
    ----------
    nodes
        Codes of the nodes that arcs join.
    arcs, way
        All arcs, and the indices of those of the usual way home by land, in the order they are travelled.
    shut
        Indices of the arcs that are shut.
    """
    camps: list[int] = []
    first_shut = -1
    for arc, following in pairwise(way):
        if places[nodes[arcs[arc].head]].kind != "crossing":
            continue
        if first_shut < 0 and (arc in shut or following in shut):
            first_shut = len(camps)
        camps.append(_camp_at(places, axes, nodes, arcs, arc, following))
    next_camp = np.full(len(axes.camps), -1, np.int8)
    if first_shut < 0 or camps[first_shut] < 0:
        return Gathering(camp=-1, next_camp=next_camp)
    for passed in camps[:first_shut]:
        if passed >= 0 and passed != camps[first_shut]:
            next_camp[passed] = camps[first_shut]
    return Gathering(camp=camps[first_shut], next_camp=next_camp)


def _camp_at(
    places: Places, axes: Axes, nodes: Sequence[str], arcs: Sequence[Arc], before: int, after: int
) -> int:
    """The camp of a crossing that a way enters by one arc and leaves by another, -1 for none."""
    crossing, side = nodes[arcs[before].head], places.country_of(nodes[arcs[before].tail])
    border = frozenset({side, places.country_of(nodes[arcs[after].head])})
    best, nearest = -1, np.inf
    for index, camp in enumerate(axes.camps):
        gate = places[camp].parent
        if gate == crossing:
            return index
        if gate is None or places[gate].parent != side or _border_of(places, nodes, arcs, gate) != border:
            continue
        distance = _distance(places, crossing, gate)
        if distance < nearest:
            best, nearest = index, distance
    return best


def _border_of(places: Places, nodes: Sequence[str], arcs: Sequence[Arc], crossing: str) -> frozenset[str]:
    """The countries on the two sides of a crossing."""
    return frozenset(places.country_of(nodes[arc.head]) for arc in arcs if nodes[arc.tail] == crossing)


def _distance(places: Places, first: str, second: str) -> float:
    """Squared distance in degrees, longitudes shortened by a half: good enough to tell the nearer camp."""
    one, other = places[first], places[second]
    return ((one.lat or 0.0) - (other.lat or 0.0)) ** 2 + (((one.lon or 0.0) - (other.lon or 0.0)) / 2.0) ** 2
