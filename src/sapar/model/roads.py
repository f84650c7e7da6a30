"""From declared places, links and events to the ways of `System`: who can travel where, on which day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.frame.calendar import Calendar
from sapar.frame.places import Places
from sapar.maths import IntArray
from sapar.model.declarations import Declarations
from sapar.model.declarations.events import Closure, Limit
from sapar.model.economy import Money
from sapar.model.gathering import gathering
from sapar.model.network import HOURS_A_DAY, Arc, Paths, Shut, best_paths, epoch_starts, shut_arcs
from sapar.model.system import HOMEWARD, OUTWARD, Axes, Layout, Travel, Ways

DIRECTIONS = {"out": OUTWARD, "home": HOMEWARD}


@dataclass(frozen=True, slots=True, kw_only=True)
class Roads:
    """Everything about travel that does not depend on a draw of parameters."""

    ways: Ways
    travel: Travel
    seats: IntArray
    """[E, 2, D, C] seats a day by list."""
    restricted: NDArray[np.bool_]
    """[day] some way between a home and a host is shut."""


def resolve_roads(
    declarations: Declarations, money: Money, axes: Axes, layout: Layout, value_of_time: float
) -> Roads:
    """Cut the period into epochs and find the ways of each."""
    calendar, places = money.calendar, declarations.frame.places
    nodes = _nodes(declarations)
    arcs = _arcs(declarations, money, places, nodes)
    closures = [_shut(event, calendar, axes) for event in declarations.events if isinstance(event, Closure)]
    limits = [event for event in declarations.events if isinstance(event, Limit)]
    spans = [(shut.first, shut.last) for shut in closures]
    spans += [_span(calendar, event) for event in limits]
    starts = epoch_starts(calendar.days, spans)
    crossing_bit = np.full(len(nodes), -1, np.int64)
    for index, crossing in enumerate(axes.crossings):
        if crossing in nodes:
            crossing_bit[nodes.index(crossing)] = index
    spots = np.array([nodes.index(place) for place in (*axes.origins, *axes.regions)], dtype=np.int64)
    found: dict[frozenset[int], Paths] = {}

    def paths(shut: frozenset[int]) -> Paths:
        if shut not in found:
            found[shut] = best_paths(arcs, shut, spots, len(nodes), crossing_bit, value_of_time)
        return found[shut]

    usual = paths(frozenset())
    shape = (2, starts.size, len(axes.citizenships), spots.size, spots.size)
    is_open, days = np.zeros(shape, np.bool_), np.zeros(shape, np.uint8)
    crossings = np.zeros(shape, np.uint64)
    origins = len(axes.origins)
    fare, hours = (np.zeros((2, starts.size, origins, len(axes.regions))) for _ in range(2))
    camp = np.full((starts.size, origins, len(axes.regions)), -1, np.int8)
    next_camp = np.full((starts.size, len(axes.camps), origins, len(axes.regions)), -1, np.int8)
    for epoch, start in enumerate(starts):
        for citizenship in range(len(axes.citizenships)):
            shut = shut_arcs(arcs, closures, int(start), citizenship)
            here = paths(shut)
            known = np.where(here.is_open, here.hours, usual.hours)
            is_open[:, epoch, citizenship] = here.is_open
            whole_days = np.ceil(np.where(np.isfinite(known), known, 0.0) / HOURS_A_DAY)
            days[:, epoch, citizenship] = np.minimum(whole_days, 60)
            crossings[:, epoch, citizenship] = here.crossings
            ours = np.flatnonzero(layout.citizenship_of_origin == citizenship)
            for family in range(2):
                out_fare = np.where(here.is_open, here.fare, usual.fare)[family, :origins, origins:]
                out_hours = known[family, :origins, origins:]
                fare[family, epoch, ours] = out_fare[ours]
                hours[family, epoch, ours] = out_hours[ours]
            home_open = np.asarray(here.is_open[:, origins:, :origins].any(axis=0))
            for origin in ours:
                for region in np.flatnonzero(~home_open[:, origin]):
                    way = usual.by_land[origins + region, origin]
                    found_here = gathering(places, axes, nodes, arcs, way[way >= 0][::-1].tolist(), shut)
                    camp[epoch, origin, region] = found_here.camp
                    next_camp[epoch, :, origin, region] = found_here.next_camp
    epoch_of_day = (np.searchsorted(starts, np.arange(calendar.days), side="right") - 1).astype(np.int16)
    between = np.asarray(is_open.any(axis=0))
    own = between[:, layout.citizenship_of_origin, np.arange(origins)][:, :, origins:]
    back = between[:, layout.citizenship_of_origin, :, np.arange(origins)][:, :, origins:]
    abroad = layout.node_of_origin[:, None] != layout.node_of_country[layout.country_of_region][None, :]
    restricted = ((~own) & abroad).any(axis=(1, 2)) | ((~back.transpose(1, 0, 2)) & abroad).any(axis=(1, 2))
    return Roads(
        ways=Ways(
            epoch=epoch_of_day,
            is_open=is_open,
            days=days,
            crossings=crossings,
            camp=camp,
            next_camp=next_camp,
        ),
        travel=Travel(fare=fare, hours=hours),
        seats=_seats(limits, calendar, axes, starts),
        restricted=np.asarray(restricted[epoch_of_day]),
    )


def _nodes(declarations: Declarations) -> list[str]:
    """All places that links touch, and all homes and hosts, sorted."""
    touched = {end for link in declarations.links for end in (link.from_, link.to)}
    people = {place.place for place in declarations.frame.places.of_kind("region", "outside")}
    return sorted(touched | people)


def _arcs(declarations: Declarations, money: Money, places: Places, nodes: Sequence[str]) -> list[Arc]:
    """Both directions of every link, with the border each crosses."""
    year = declarations.settings.reference_year
    sides: dict[str, set[str]] = {}
    for link in declarations.links:
        for end, other in ((link.from_, link.to), (link.to, link.from_)):
            if places[end].kind == "crossing" and places[other].kind != "crossing":
                sides.setdefault(end, set()).add(places.country_of(other))
    arcs = []
    for link in declarations.links:
        fare = money.in_dollars(link.fare or 0.0, link.currency, year)
        for tail, head in ((link.from_, link.to), (link.to, link.from_)):
            into, between = _border(places, sides, tail, head)
            arcs.append(
                Arc(
                    link=link.link,
                    tail=nodes.index(tail),
                    head=nodes.index(head),
                    mode=link.mode,
                    hours=link.hours,
                    fare=fare,
                    between=between,
                    into=into,
                )
            )
    return arcs


def _border(places: Places, sides: dict[str, set[str]], tail: str, head: str) -> tuple[str, frozenset[str]]:
    """Country an arc enters, and the two countries it joins, when it leaves a crossing or flies over a border."""
    if places[head].kind == "crossing":
        return "", frozenset()
    into = places.country_of(head)
    if places[tail].kind == "crossing":
        return into, frozenset(sides[tail])
    came_from = places.country_of(tail)
    return ("", frozenset()) if came_from == into else (into, frozenset({came_from, into}))


def _span(calendar: Calendar, event: Closure | Limit) -> tuple[int, int]:
    """First and last day of an event within the period."""
    begin, stop = calendar.span(event.from_, event.until)
    return begin, stop - 1


def _codes(wanted: Sequence[str], known: Sequence[str]) -> frozenset[int]:
    """Indices of the codes, all for `*`."""
    return frozenset(index for index, code in enumerate(known) if "*" in wanted or code in wanted)


def _shut(event: Closure, calendar: Calendar, axes: Axes) -> Shut:
    """A closure in indices."""
    first, last = _span(calendar, event)
    return Shut(
        first=first,
        last=last,
        citizenships=_codes(event.citizenships, axes.citizenships),
        links=frozenset(event.links),
        between=frozenset(event.between),
        modes=frozenset(event.modes),
        toward=event.toward or "",
    )


def _seats(limits: Sequence[Limit], calendar: Calendar, axes: Axes, starts: NDArray[np.int64]) -> IntArray:
    """[E, 2, D, C] people a day by list; lists of the same corridor add up."""
    seats = np.zeros((starts.size, 2, len(axes.countries), len(axes.citizenships)), np.int64)
    for event in limits:
        first, last = _span(calendar, event)
        if event.host not in axes.countries:
            continue
        host = axes.countries.index(event.host)
        for citizenship in _codes((event.citizenship,), axes.citizenships):
            days = (starts >= first) & (starts <= last)
            seats[days, DIRECTIONS[event.direction], host, citizenship] += event.seats_per_day
    return seats
