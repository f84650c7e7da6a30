"""Displacement: places, the arcs between them, who is where, and how people leave and choose.

A person at a place leaves it on a day with the place's own chance, along an open arc chosen with a weight of

    exp(-distance_weight * days) / (1 + n / people_halving_pull)

where `days` is the time under way and `n` the number of people at the end of the arc that morning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.frame.calendar import Calendar
from sapar.maths import FloatArray, exp
from sapar.model.declarations import Declarations
from sapar.model.declarations.displacement import HOURS_A_DAY, WHERE_PEOPLE_ARE
from sapar.model.declarations.events import Closure
from sapar.model.network import Arc, Shut, epoch_starts, shut_arcs
from sapar.model.parameters import Parameters

EVERYONE = 0
"""Displacement does not tell citizenships apart: closures are for this one."""


@dataclass(frozen=True, kw_only=True)
class Displacement:
    """Everything that no draw of parameters changes. Arcs stand in the order of the place they leave."""

    name: str
    calendar: Calendar
    people_per_agent: int
    places: tuple[str, ...]
    """[place] names, sorted."""
    group_place: NDArray[np.int64]
    """[group] index of the place it is at on the first day."""
    group_people: NDArray[np.int64]
    """[group] persons."""
    links: tuple[str, ...]
    """[arc] name of the link it is one direction of."""
    tail: NDArray[np.int64]
    """[arc] place it leaves."""
    head: NDArray[np.int64]
    """[arc] place it leads to."""
    days: NDArray[np.int64]
    """[arc] under way, at least 1."""
    epoch: NDArray[np.int64]
    """[day] row of `is_open`."""
    is_open: NDArray[np.bool_]
    """[epoch, arc]"""

    @property
    def agents(self) -> NDArray[np.int64]:
        """[group] whole agents; their sum is the rounded sum of people over people per agent."""
        edges = np.floor(np.cumsum(self.group_people) / self.people_per_agent + 0.5).astype(np.int64)
        return np.diff(edges, prepend=0)

    @property
    def first_arc(self) -> NDArray[np.int64]:
        """[place + 1] where the arcs of each place begin."""
        return np.searchsorted(self.tail, np.arange(len(self.places) + 1)).astype(np.int64)

    def leave_probability(self, parameters: Parameters) -> FloatArray:
        """[place] chance a day; 0 where no arc leaves."""
        has_arcs = np.diff(self.first_arc) > 0
        names = [place for place, has_some in zip(self.places, has_arcs, strict=True) if has_some]
        chances = np.zeros(len(self.places))
        chances[has_arcs] = parameters.at("leave_probability", names)
        return chances

    def pull(self, parameters: Parameters) -> FloatArray:
        """[arc] weight before crowding."""
        return exp(-parameters["distance_weight"] * self.days)


def assemble_displacement(declarations: Declarations, *, people_per_agent: int | None = None) -> Displacement:
    """The arrays of a study of displacement."""
    settings, frame = declarations.settings, declarations.frame
    calendar = frame.calendar
    names = tuple(sorted(place.place for place in frame.places.of_kind(*WHERE_PEOPLE_ARE)))
    arcs = sorted(_arcs(declarations, names), key=lambda arc: (arc.tail, arc.head, arc.link))
    closures = [_shut(event, calendar) for event in declarations.events if isinstance(event, Closure)]
    starts = epoch_starts(calendar.days, [(shut.first, shut.last) for shut in closures])
    is_open = np.ones((starts.size, len(arcs)), np.bool_)
    for epoch, start in enumerate(starts):
        is_open[epoch, list(shut_arcs(arcs, closures, int(start), EVERYONE))] = False
    groups = sorted(frame.groups, key=lambda each: (each.origin, each.group))
    return Displacement(
        name=settings.name,
        calendar=calendar,
        people_per_agent=people_per_agent or settings.people_per_agent,
        places=names,
        group_place=np.array([names.index(each.origin) for each in groups], np.int64),
        group_people=np.array([each.people for each in groups], np.int64),
        links=tuple(arc.link for arc in arcs),
        tail=np.array([arc.tail for arc in arcs], np.int64),
        head=np.array([arc.head for arc in arcs], np.int64),
        days=np.array([round(arc.hours / HOURS_A_DAY) for arc in arcs], np.int64),
        epoch=np.searchsorted(starts, np.arange(calendar.days), side="right").astype(np.int64) - 1,
        is_open=is_open,
    )


def _arcs(declarations: Declarations, names: tuple[str, ...]) -> Iterable[Arc]:
    """Both directions of every link, with the border each crosses."""
    places = declarations.frame.places
    for link in declarations.links:
        for tail, head in ((link.from_, link.to), (link.to, link.from_)):
            into, came_from = places.country_of(head), places.country_of(tail)
            yield Arc(
                link=link.link,
                tail=names.index(tail),
                head=names.index(head),
                mode=link.mode,
                hours=link.hours,
                fare=0.0,
                between=frozenset({into, came_from}) if into != came_from else frozenset(),
                into=into if into != came_from else "",
            )


def _shut(event: Closure, calendar: Calendar) -> Shut:
    """A closure in days."""
    begin, stop = calendar.span(event.from_, event.until)
    return Shut(
        first=begin,
        last=stop - 1,
        citizenships=frozenset({EVERYONE}),
        links=frozenset(event.links),
        between=frozenset(event.between),
        modes=frozenset(event.modes),
        toward=event.toward or "",
    )
