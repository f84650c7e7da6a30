"""The places of a study: countries with their regions, crossings, camps and hubs, and outside options."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sapar.errors import CyclicParent, MissingValue, NoRows, UnknownPlace, WrongParent
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import Row, Table, TableSpec, read_table
from sapar.position import Position
from sapar.problems import Problems

PLACE_KINDS = ("country", "region", "crossing", "camp", "hub", "outside")
"""The kinds of place."""

PARENT_KIND: Mapping[str, str | None] = {
    "country": None,
    "outside": None,
    "region": "country",
    "crossing": "country",
    "hub": "country",
    "camp": "crossing",
}
"""The kind of place each kind lies in."""

PLACES = TableSpec(
    file="places.csv",
    describe="Countries, their regions, crossings, camps and hubs, and outside options.",
    key=("place",),
    columns=(
        Field(name="place", kind=Kind.NAME, describe="name; a country's is its ISO 3166 alpha-3 code"),
        Field(name="parent", kind=Kind.NAME, required=False, describe="the place it lies in"),
        Field(name="kind", kind=Kind.CHOICE, choices=PLACE_KINDS),
        Field(name="lat", kind=Kind.NUMBER, low=-90, high=90, unit="degrees", required=False),
        Field(name="lon", kind=Kind.NUMBER, low=-180, high=180, unit="degrees", required=False),
        Field(name="population", kind=Kind.INTEGER, low=0, unit="persons", required=False),
        Field(name="currency", kind=Kind.CODE, required=False, describe="ISO 4217"),
        Field(name="name_en", describe="name in English"),
        Field(name="name_ru", describe="name in Russian"),
        Field(name="source", kind=Kind.NAME, required=False),
        Field(name="note", required=False),
    ),
)
"""`places.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place."""

    place: str
    """Its name within the study."""
    parent: str | None = None
    """The place it lies in."""
    kind: str
    """One of `PLACE_KINDS`."""
    lat: float | None = None
    """Degrees north."""
    lon: float | None = None
    """Degrees east."""
    population: int | None = None
    """Persons, for countries."""
    currency: str | None = None
    """ISO 4217, for countries and outside places."""
    name_en: str
    """Name in English."""
    name_ru: str
    """Name in Russian."""
    source: str | None = None
    """Who says so."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    def name(self, language: str) -> str:
        """Its name in `en` or `ru`."""
        return self.name_ru if language == "ru" else self.name_en


@dataclass(frozen=True, kw_only=True)
class Places:
    """All places, in file order."""

    all: tuple[Place, ...] = ()
    """Every place."""
    mentioned: frozenset[str] = frozenset()
    """Every name `places.csv` has, faulty rows included; while reading, references are checked against it."""
    is_readable: bool = True
    """Whether `places.csv` could be read at all; if not, references to places cannot be checked."""

    def __iter__(self) -> Iterator[Place]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def __contains__(self, code: object) -> bool:
        return code in self._by_code

    def __getitem__(self, code: str) -> Place:
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> dict[str, Place]:
        return {place.place: place for place in self.all}

    @cached_property
    def index(self) -> Mapping[str, int]:
        """Place of each code in `all`."""
        return {place.place: number for number, place in enumerate(self.all)}

    def of_kind(self, *kinds: str) -> tuple[Place, ...]:
        """The places of these kinds, in file order."""
        return tuple(place for place in self.all if place.kind in kinds)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Codes of the countries."""
        return tuple(place.place for place in self.of_kind("country"))

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """Codes of the outside options."""
        return tuple(place.place for place in self.of_kind("outside"))

    @cached_property
    def states(self) -> tuple[str, ...]:
        """Codes of countries and outside options."""
        return tuple(place.place for place in self.of_kind("country", "outside"))

    def inside(self, parent: str, *kinds: str) -> tuple[str, ...]:
        """Codes of the places that lie directly in a place, of these kinds if any are named."""
        return tuple(
            place.place for place in self.all if place.parent == parent and (not kinds or place.kind in kinds)
        )

    def regions_of(self, country: str) -> tuple[str, ...]:
        """Codes of a country's regions; of an outside option, itself."""
        return (country,) if country in self.outside else self.inside(country, "region")

    def country_of(self, code: str) -> str:
        """Code of the country or outside option a place lies in."""
        place = self[code]
        while place.parent is not None:
            place = self[place.parent]
        return place.place


def read_places(folder: StudyFolder, problems: Problems, *, has_wages: bool = True) -> Places:
    """Read `places.csv` and check that every place lies in a fitting one; with wages, countries need a currency."""
    table = read_table(folder, PLACES, problems)
    mentioned = table.mentioned.get("place", frozenset())
    if not table.is_readable:
        return Places(is_readable=False)
    rows = {row["place"]: row for row in table.rows}
    fine = [row for row in table.rows if _lies_well(row, rows, mentioned, has_wages, problems)]
    cycles = _cyclic(rows)
    for row in fine:
        if row["place"] in cycles:
            problems.add(
                CyclicParent(
                    at=row.at("parent"),
                    found=row["parent"],
                    why=f"makes {row['place']} lie inside itself",
                    try_="a parent of a larger kind; countries have none",
                )
            )
    _require_countries(table, problems)
    kept = _with_ancestors({row["place"]: row for row in fine if row["place"] not in cycles})
    return Places(all=tuple(Place(**row.fields) for row in kept.values()), mentioned=mentioned)


def _lies_well(
    row: Row, rows: Mapping[str, Row], mentioned: frozenset[str], has_wages: bool, problems: Problems
) -> bool:
    """Whether a place's parent, code and currency fit its kind."""
    before = len(problems)
    kind, parent, needed = row["kind"], row["parent"], PARENT_KIND[row["kind"]]
    if needed is None:
        if parent is not None:
            why = f"is the parent of a place of kind {kind}, which has none"
            problems.add(WrongParent(at=row.at("parent"), found=parent, why=why, try_="leave parent blank"))
        if row["currency"] is None and has_wages:
            why = f"a place of kind {kind} has wages, so it needs a currency"
            problems.add(MissingValue(at=row.at("currency"), why=why, try_="an ISO 4217 code such as USD"))
    elif parent is None:
        why = f"a place of kind {kind} lies in a {needed}, and none is named"
        problems.add(WrongParent(at=row.at("parent"), why=why, try_=f"the name of a {needed}"))
    elif parent not in mentioned:
        candidates = [name for name, other in rows.items() if other["kind"] == needed]
        problems.add(UnknownPlace(at=row.at("parent"), found=parent, known=candidates))
    elif parent in rows and rows[parent]["kind"] != needed and parent != row["place"]:
        why = f"is a {rows[parent]['kind']}, but a {kind} lies in a {needed}"
        candidates = [name for name, other in rows.items() if other["kind"] == needed]
        hint = f"one of: {', '.join(candidates[:8])}" if candidates else f"add a {needed} first"
        problems.add(WrongParent(at=row.at("parent"), found=parent, why=why, try_=hint))
    return len(problems) == before


def _cyclic(rows: Mapping[str, Row]) -> frozenset[str]:
    """Names of the places that lie, through their parents, inside themselves."""
    cyclic: set[str] = set()
    for name in rows:
        seen: set[str] = set()
        here: str | None = name
        while here is not None and here in rows and here not in seen:
            seen.add(here)
            here = rows[here]["parent"]
        if here == name and rows[name]["parent"] is not None:
            cyclic.add(name)
    return frozenset(cyclic)


def _with_ancestors(rows: Mapping[str, Row]) -> Mapping[str, Row]:
    """The rows whose parents, and theirs, are among the rows."""
    kept = {name: row for name, row in rows.items() if row["parent"] is None or row["parent"] in rows}
    return kept if len(kept) == len(rows) else _with_ancestors(kept)


def _require_countries(table: Table, problems: Problems) -> None:
    """Report a table without any country."""
    if "country" not in {row["kind"] for row in table.rows} and len(table.rows) == len(
        table.mentioned["place"]
    ):
        problems.add(
            NoRows(
                at=Position(file=table.file), why="no place is a country", try_="add a row of kind country"
            )
        )
