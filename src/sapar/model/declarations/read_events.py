"""Reading `events.yaml`, and single events that scenarios add."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sapar.errors import (
    DuplicateKey,
    EmptyChange,
    MissingKey,
    OutsidePeriod,
    UnknownKind,
    UnknownLink,
)
from sapar.evidence.sources import GRADES
from sapar.files.fields import Kind
from sapar.files.folder import StudyFolder
from sapar.files.references import Known
from sapar.files.shapes import Entry, Key, Shape, expect, many, one, read_list, read_mapping, words
from sapar.files.tables import field_name
from sapar.files.yaml import Node, NodeKind, read_yaml
from sapar.frame.calendar import Calendar
from sapar.model.declarations.events import EVENT_CLASSES, Closure, Corridor, Event
from sapar.model.declarations.rows import MODES, References, refers_well
from sapar.problems import Problems

EVENTS_FILE = "events.yaml"

_SHARED = (
    one("id", Kind.NAME),
    one("kind", Kind.CHOICE, choices=tuple(EVENT_CLASSES)),
    one("from", Kind.DATE_FROM),
    one("until", Kind.DATE_UNTIL, required=False),
    words("title"),
    one("source", Kind.NAME),
    one("grade", Kind.CHOICE, choices=GRADES),
    one("note", required=False),
)
_CITIZENSHIPS = many("citizenships", Kind.CODE, required=False, describe="default: all")

_BY_KIND: Mapping[str, tuple[Key, ...]] = {
    "closure": (
        many("between", Kind.NAME, required=False, count=2, describe="two countries"),
        many("links", Kind.NAME, required=False, describe="names of links"),
        many("modes", Kind.CHOICE, required=False, choices=MODES, describe="default: all"),
        _CITIZENSHIPS,
        one("toward", Kind.NAME, required=False, describe="only travel in that direction"),
    ),
    "limit": (
        one("host", Kind.NAME),
        one("citizenship", Kind.CODE),
        one("seats_per_day", Kind.INTEGER, low=0, high=10_000_000, unit="persons"),
        one("direction", Kind.CHOICE, choices=("home", "out")),
    ),
    "corridor": (
        one("camp", Kind.NAME),
        one("citizenship", Kind.CODE),
        one("mode", Kind.CHOICE, choices=MODES),
        one("vehicles", Kind.INTEGER, low=1, high=100_000),
        one("seats", Kind.INTEGER, low=1, high=10_000, describe="in each vehicle"),
        many("feeder_from", Kind.NAME, required=False, describe="further camps brought by feeder buses"),
        one("feeder_vehicles", Kind.INTEGER, required=False, low=0, high=100_000),
        one("feeder_seats", Kind.INTEGER, required=False, low=1, high=10_000, describe="in each feeder bus"),
        one("feeder_trips", Kind.INTEGER, required=False, low=1, high=1_000, describe="before a departure"),
        one("fleet", Kind.INTEGER, required=False, low=1, high=100_000, describe="vehicles in all"),
        one("cycle_days", Kind.INTEGER, required=False, low=1, high=366, unit="days"),
        one("every_days", Kind.INTEGER, required=False, low=1, high=366, unit="days"),
        one("quota", Kind.INTEGER, required=False, low=0, high=10_000_000, unit="persons"),
        one("hours", Kind.NUMBER, low=0, high=2_000, unit="hours"),
        one("fare", Kind.NUMBER, low=0),
        one("currency", Kind.CODE),
    ),
    "job_loss": (one("place", Kind.NAME), one("share", Kind.NUMBER, low=0, high=1)),
    "quota": (one("place", Kind.NAME), one("permits", Kind.NUMBER, low=0, high=100_000_000, unit="permits")),
    "rumour": (one("camp", Kind.NAME), one("size", Kind.NUMBER, low=0, high=1), _CITIZENSHIPS),
    "information": (one("camp", Kind.NAME), one("size", Kind.NUMBER, low=0, high=1), _CITIZENSHIPS),
    "danger": (one("place", Kind.NAME), one("size", Kind.NUMBER, low=0, high=100), _CITIZENSHIPS),
    "record": (),
}

EVENT_SHAPES: Mapping[str, Shape] = {kind: Shape(keys=(*_SHARED, *keys)) for kind, keys in _BY_KIND.items()}
"""The keys of each kind of event."""

_KIND_ONLY = one("kind", Kind.CHOICE, choices=tuple(EVENT_CLASSES))


def read_events(
    folder: StudyFolder,
    references: References,
    links: frozenset[str] | None,
    calendar: Calendar | None,
    problems: Problems,
) -> tuple[Event, ...]:
    """Read `events.yaml`; a study without it has no events.

    Parameters
    ----------
    folder, references, problems
        The study, the names it knows, and where problems go.
    links
        Names of its links; None where they could not be read.
    calendar
        Its period; None where it could not be read.
    """
    if not folder.has(EVENTS_FILE):
        return ()
    node = read_yaml(folder, EVENTS_FILE, problems)
    if node is None:
        return ()
    events: dict[str, Event] = {}
    for item in read_list(node, problems):
        event = read_event(item, references, links, calendar, problems)
        if event is None:
            continue
        if event.id in events:
            why = "is the id of an earlier event, too"
            at = item.entries["id"].at
            problems.add(DuplicateKey(at=at, found=event.id, why=why, try_="give it an id of its own"))
        else:
            events[event.id] = event
    return tuple(events.values())


def read_event(
    node: Node,
    references: References,
    links: frozenset[str] | None,
    calendar: Calendar | None,
    problems: Problems,
) -> Event | None:
    """One event, or None after a problem in it."""
    kind = _kind_of(node, problems)
    entry = None if kind is None else read_mapping(node, EVENT_SHAPES[kind], problems)
    if kind is None or entry is None or not check_event(entry, references, links, problems):
        return None
    values = event_values(entry)
    event = EVENT_CLASSES[kind](**values, at=node.at)
    is_fine = not isinstance(event, Closure) or _names_links(entry, problems)
    is_fine &= not isinstance(event, Corridor) or _is_complete(entry, problems)
    return event if is_fine and _happens(event, entry, calendar, problems) else None


def event_values(entry: Entry) -> dict[str, Any]:
    """The values of an event's entry by field of its class; citizenships left out mean all."""
    values = {field_name(name): value for name, value in entry.values.items()}
    if values.get("citizenships") == ():
        values["citizenships"] = ("*",)
    return values


def check_event(
    entry: Entry, references: References, links: frozenset[str] | None, problems: Problems
) -> bool:
    """Whether every name an event gives is known and its dates are in order."""
    known = {
        "source": references.sources,
        "between": references.states,
        "toward": references.states,
        "links": Known(error=UnknownLink, names=links or frozenset(), is_complete=links is not None),
        "citizenships": references.citizenships,
        "citizenship": references.citizenships,
        "host": references.states,
        "place": references.states,
        "camp": references.places_of("camp"),
        "feeder_from": references.places_of("camp"),
        "currency": references.currencies,
    }
    return refers_well(entry, known, problems)


def _kind_of(node: Node, problems: Problems) -> str | None:
    """The kind of an event, or None after a problem with it."""
    if not expect(node, NodeKind.MAPPING, problems):
        return None
    found = node.entries.get("kind")
    if found is None:
        hint = "add  kind: one of " + ", ".join(EVENT_CLASSES)
        problems.add(MissingKey(at=node.at, why="the event has no kind, so it has no effect", try_=hint))
        return None
    if not expect(found, NodeKind.TEXT, problems):
        return None
    if found.text not in EVENT_CLASSES:
        problems.add(UnknownKind(at=found.at, found=found.text, known=EVENT_CLASSES))
        return None
    return found.text


def _names_links(entry: Entry, problems: Problems) -> bool:
    """Whether a closure says what it shuts, in one of the two ways."""
    if bool(entry["between"]) != bool(entry["links"]):
        return True
    both = bool(entry["between"])
    why = "names countries and links at once" if both else "names neither countries nor links to shut"
    hint = "between: [A, B] or links: [..]"
    problems.add(EmptyChange(at=entry.at("id"), found=entry["id"], why=why, try_=hint))
    return False


TOGETHER = (("feeder_vehicles", "feeder_seats", "feeder_trips"), ("fleet", "cycle_days"))
"""Keys of a corridor of which one says nothing without the others."""


def _is_complete(entry: Entry, problems: Problems) -> bool:
    """Whether a corridor that speaks of feeders or of a fleet says all that it takes."""
    is_complete = True
    for keys in TOGETHER:
        missing = [key for key in keys if entry[key] is None]
        if missing and len(missing) < len(keys):
            why = f"has {_listed(set(keys) - set(missing))} without {_listed(set(missing))}, so it limits nothing"
            problems.add(
                MissingKey(at=entry.at("id"), found=entry["id"], why=why, try_=f"add {_listed(set(missing))}")
            )
            is_complete = False
    return is_complete


def _listed(keys: set[str]) -> str:
    """Keys in a sentence."""
    return " and ".join(sorted(keys))


def _happens(event: Event, entry: Entry, calendar: Calendar | None, problems: Problems) -> bool:
    """Whether an event with an effect touches the period."""
    if calendar is None or event.kind == "record":
        return True
    is_before = event.until is not None and event.until < calendar.start
    if not is_before and event.from_ <= calendar.end:
        return True
    found = (event.until if is_before and event.until is not None else event.from_).isoformat()
    why = "is outside the period, so the event would never have an effect"
    hint = f"a day from {calendar.start.isoformat()} to {calendar.end.isoformat()}, or kind: record"
    problems.add(
        OutsidePeriod(at=entry.at("until" if is_before else "from"), found=found, why=why, try_=hint)
    )
    return False
