"""Links: the ways between places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sapar.errors import LinkToItself, LinkWithoutCrossing, MissingValue, UnreachablePlace, WrongPlaceKind
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import Row, TableSpec
from sapar.frame.groups import Groups
from sapar.frame.places import Places
from sapar.model.declarations.rows import MODES, NOTE, SOURCE, References, read_rows
from sapar.position import Position
from sapar.problems import Problems

LINKS = TableSpec(
    file="links.csv",
    describe="Ways between places; every link goes both ways.",
    key=("link",),
    columns=(
        Field(name="link", kind=Kind.NAME),
        Field(name="from", kind=Kind.NAME, describe="a region, crossing, hub or outside place"),
        Field(name="to", kind=Kind.NAME, describe="a region, crossing, hub or outside place"),
        Field(name="mode", kind=Kind.CHOICE, choices=MODES),
        Field(name="km", kind=Kind.NUMBER, low=0, high=40_000, unit="km"),
        Field(name="hours", kind=Kind.NUMBER, low=0, high=2_000, unit="hours"),
        Field(name="fare", kind=Kind.NUMBER, low=0, required=False, describe="one adult, one way"),
        Field(name="currency", kind=Kind.CODE, required=False),
        Field(name="seats_per_day", kind=Kind.INTEGER, low=0, required=False, describe="blank: no limit"),
        SOURCE,
        NOTE,
    ),
)
"""`links.csv`."""

_ENDS: Mapping[str, tuple[str, ...]] = {
    "air": ("region", "outside"),
    "road": ("region", "crossing", "hub", "outside"),
    "rail": ("region", "crossing", "hub", "outside"),
    "foot": ("region", "crossing", "hub", "outside"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One way between two places, in both directions."""

    link: str
    """Its name within the study."""
    from_: str
    """One end."""
    to: str
    """The other end."""
    mode: str
    """One of `MODES`."""
    km: float
    """Length."""
    hours: float
    """Duration."""
    fare: float | None = None
    """One adult, one way, in `currency`."""
    currency: str | None = None
    """Of the fare."""
    seats_per_day: int | None = None
    """None: no limit."""
    source: str
    """Who says so."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


def read_links(
    folder: StudyFolder, references: References, groups: Groups, problems: Problems
) -> tuple[Link, ...]:
    """Read `links.csv`; every home must be joined to the world outside its country."""
    ends = references.places_of("region", "crossing", "hub", "outside", "camp", "country")
    known = {"from": ends, "to": ends, "currency": references.currencies, "source": references.sources}
    before = len(problems)
    rows = read_rows(folder, LINKS, known, problems)
    links = tuple(Link(**row.fields) for row in rows if _joins_well(row, references.places, problems))
    if len(problems) == before:
        _require_reachable(links, references.places, groups, problems)
    return links


def _joins_well(row: Row, places: Places, problems: Problems) -> bool:
    """Whether a link joins two different places that its mode can join."""
    before = len(problems)
    if row["from"] == row["to"]:
        why = "is where the link starts, too"
        problems.add(
            LinkToItself(at=row.at("to"), found=row["to"], why=why, try_="the place at the other end")
        )
    if row["fare"] is not None and row["currency"] is None:
        why = "the fare has no currency"
        problems.add(MissingValue(at=row.at("currency"), why=why, try_="an ISO 4217 code such as USD"))
    kinds = _ENDS[row["mode"]]
    for end in ("from", "to"):
        if row[end] in places and places[row[end]].kind not in kinds:
            why = f"is a {places[row[end]].kind}; a link by {row['mode']} joins {' or '.join(kinds)}"
            hint = "a region, or the crossing at which people pass"
            problems.add(WrongPlaceKind(at=row.at(end), found=row[end], why=why, try_=hint))
    is_known = row["from"] in places and row["to"] in places
    if len(problems) == before and is_known and row["mode"] != "air":
        _require_crossing(row, places, problems)
    return len(problems) == before


def _require_crossing(row: Row, places: Places, problems: Problems) -> None:
    """Report a way over land between two countries that has no crossing at either end."""
    first, second = places[row["from"]], places[row["to"]]
    if places.country_of(first.place) == places.country_of(second.place):
        return
    if "crossing" not in (first.kind, second.kind):
        why = f"is in another country than {first.place}, and no crossing lies between them"
        hint = f"two links: {first.place} to a crossing, and the crossing to {second.place}"
        problems.add(LinkWithoutCrossing(at=row.at("to"), found=second.place, why=why, try_=hint))


def _require_reachable(links: Iterable[Link], places: Places, groups: Groups, problems: Problems) -> None:
    """Report every home from which no chain of links leads to another country."""
    neighbours: dict[str, set[str]] = {}
    if any(end not in places for link in links for end in (link.from_, link.to)):
        return  # a place with faults of its own is missing from the network
    for link in links:
        neighbours.setdefault(link.from_, set()).add(link.to)
        neighbours.setdefault(link.to, set()).add(link.from_)
    for origin in groups.origins:
        if origin not in places:
            continue
        home, reached, waiting = places.country_of(origin), {origin}, [origin]
        while waiting:
            fresh = neighbours.get(waiting.pop(), set()) - reached
            reached |= fresh
            waiting.extend(fresh)
        ends = ("region", "outside")
        if not any(places[place].kind in ends and places.country_of(place) != home for place in reached):
            at = places[origin].at or Position(file="places.csv")
            why = "is home to people, but no chain of links leads from it to another country"
            hint = "add a link from it to a crossing or to a region with links, in links.csv"
            problems.add(UnreachablePlace(at=at, found=origin, why=why, try_=hint))
