"""Reading the declarations of a study of displacement: people by place, links by days, and nothing of labour."""

from __future__ import annotations

from collections.abc import Iterable

from sapar.errors import EmptyChange, LinkToItself, NoRows, OutOfRange, UnknownKind, WrongPlaceKind
from sapar.evidence.ledger import Ledger
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import Row, TableSpec
from sapar.frame.frame import Frame
from sapar.frame.groups import Group, Groups
from sapar.frame.places import Places
from sapar.model.declarations.assumptions import Assumption, read_assumptions
from sapar.model.declarations.declarations import Declarations
from sapar.model.declarations.events import Closure, Event
from sapar.model.declarations.links import Link
from sapar.model.declarations.read_events import read_events
from sapar.model.declarations.rows import MODES, NOTE, SOURCE, References, read_rows
from sapar.model.declarations.settings import read_settings
from sapar.position import Position
from sapar.problems import Problems

ALL = "all"
"""Sex and age of groups that are not told apart by them."""
HOURS_A_DAY = 24.0
LONGEST_LINK = 120
"""Days under way on one link."""
WHERE_PEOPLE_ARE = ("region", "crossing", "camp", "hub", "outside")
"""Kinds of places that people are at and links join."""
EVENT_KINDS = ("closure", "record")
"""Events that displacement knows."""

LINKS = TableSpec(
    file="links.csv",
    describe="Ways between places; every link goes both ways.",
    key=("link",),
    columns=(
        Field(name="link", kind=Kind.NAME),
        Field(name="from", kind=Kind.NAME, describe="a place that is no country"),
        Field(name="to", kind=Kind.NAME, describe="a place that is no country"),
        Field(name="mode", kind=Kind.CHOICE, choices=MODES),
        Field(name="km", kind=Kind.NUMBER, low=0, high=40_000, unit="km", required=False),
        Field(name="days", kind=Kind.INTEGER, low=1, high=LONGEST_LINK, unit="days", describe="under way"),
        SOURCE,
        NOTE,
    ),
)
"""`links.csv` of a study of displacement."""

GROUPS = TableSpec(
    file="groups.csv",
    describe="People by the place they are at when the period begins.",
    key=("group",),
    columns=(
        Field(name="group", kind=Kind.PARAMETER),
        Field(name="place", kind=Kind.NAME, describe="a place that is no country"),
        Field(name="people", kind=Kind.INTEGER, low=0, unit="persons"),
        SOURCE,
        NOTE,
    ),
)
"""`groups.csv` of a study of displacement."""

BOUNDS = {
    "leave_probability": (0.0, 1.0, "a probability a day"),
    "distance_weight": (0.0, 100.0, "not negative: longer ways pull less"),
    "people_halving_pull": (1.0, float("inf"), "at least one person"),
}
"""What the values of each parameter, or family of parameters, lie between."""

PARAMETERS = frozenset({"leave_probability:", "distance_weight", "people_halving_pull"})
"""Parameters that displacement reads; one that ends in `:` stands for one value a place."""


def read_displacement(
    folder: StudyFolder, places: Places, ledger: Ledger, problems: Problems
) -> Declarations | None:
    """Read everything but evidence and scenarios; tables of labour stay empty.

    Returns
    -------
    declarations
        None where `study.yaml` cannot be used; otherwise whatever has no fault of its own.
    """
    settings = read_settings(folder, problems)
    references = References.of(places, ledger, None)
    groups = _read_groups(folder, references, problems)
    before = len(problems)
    links = _read_links(folder, references, problems)
    names = frozenset(link.link for link in links) if len(problems) == before else None
    calendar = settings.calendar if settings is not None else None
    events = read_events(folder, references, names, calendar, problems)
    for event in events:
        check_event_of_displacement(event, problems)
    assumptions = read_assumptions(folder, references, problems, PARAMETERS)
    _check_bounds(assumptions, problems)
    if settings is None:
        return None
    return Declarations(
        settings=settings,
        frame=Frame(calendar=settings.calendar, places=places, groups=groups),
        links=links,
        pairs=(),
        wages=(),
        exchange_rates=(),
        fares=(),
        regions=(),
        stay=(),
        work=(),
        suspensions=(),
        sanctions=(),
        unions=(),
        events=events,
        assumptions=assumptions,
    )


def check_event_of_displacement(event: Event, problems: Problems) -> None:
    """Report an event that moves nobody under these rules, or that tells people apart by citizenship."""
    at = event.at or Position(file="events.yaml")
    if event.kind not in EVENT_KINDS:
        problems.add(UnknownKind(at=at, found=event.kind, known=EVENT_KINDS))
    elif isinstance(event, Closure) and event.citizenships != ("*",):
        why = "is for some citizenships, and displacement does not tell them apart"
        problems.add(EmptyChange(at=at, found=event.id, why=why, try_="leave citizenships out"))


def _read_groups(folder: StudyFolder, references: References, problems: Problems) -> Groups:
    """People by place."""
    known = {"place": references.places_of(*WHERE_PEOPLE_ARE), "source": references.sources}
    before = len(problems)
    rows = read_rows(folder, GROUPS, known, problems)
    if len(problems) == before and not any(row["people"] for row in rows):
        why, hint = "there are no people", "add at least one group"
        problems.add(NoRows(at=Position(file=GROUPS.file), why=why, try_=hint))
    return Groups(all=tuple(_group(row, references.places) for row in rows))


def _group(row: Row, places: Places) -> Group:
    """A group at its place, which is its home as far as these rules know."""
    fields = dict(row.fields)
    place = fields.pop("place")
    country = places.country_of(place) if place in places else ""
    return Group(**fields, citizenship=country, origin=place, sex=ALL, age=ALL)


def _read_links(folder: StudyFolder, references: References, problems: Problems) -> tuple[Link, ...]:
    """Ways between places."""
    ends = references.places_of(*WHERE_PEOPLE_ARE)
    rows = read_rows(folder, LINKS, {"from": ends, "to": ends, "source": references.sources}, problems)
    return tuple(_link(row) for row in rows if _joins_two(row, references.places, problems))


def _joins_two(row: Row, places: Places, problems: Problems) -> bool:
    """Whether a link joins two different places where people can be."""
    before = len(problems)
    if row["from"] == row["to"]:
        why = "is where the link starts, too"
        hint = "the place at the other end"
        problems.add(LinkToItself(at=row.at("to"), found=row["to"], why=why, try_=hint))
    for end in ("from", "to"):
        if row[end] in places and places[row[end]].kind not in WHERE_PEOPLE_ARE:
            why = "is a country; a link joins places in it"
            problems.add(WrongPlaceKind(at=row.at(end), found=row[end], why=why, try_="one of its places"))
    return len(problems) == before


def _link(row: Row) -> Link:
    """A link whose duration is whole days."""
    fields = dict(row.fields)
    hours = HOURS_A_DAY * fields.pop("days")
    return Link(**fields | {"km": fields["km"] or 0.0}, hours=hours)


def _check_bounds(assumptions: Iterable[Assumption], problems: Problems) -> None:
    """Report parameters whose value or range no place could have."""
    for row in assumptions:
        low, high, words = BOUNDS[row.parameter.partition(":")[0]]
        for name in ("value", "low", "high"):
            if not low <= getattr(row, name) <= high:
                at = row.at or Position(file="assumptions.csv")
                found = f"{getattr(row, name):g}"
                why = f"cannot be the {name} of {row.parameter}"
                problems.add(OutOfRange(at=at, found=found, why=why, try_=words))
                break
