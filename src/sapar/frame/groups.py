"""Groups of people who share citizenship, home region, sex and age band."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sapar.errors import NoRows, UnknownCitizenship, UnknownPlace
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import Row, TableSpec, read_table
from sapar.frame.places import Places
from sapar.position import Position
from sapar.problems import Problems

SEXES = ("female", "male")
"""As the statistics of the region record it."""
AGES = ("18-29", "30-44", "45-59", "60+")
"""Age bands, in years."""

GROUPS = TableSpec(
    file="groups.csv",
    describe="Adults by citizenship, home region, sex and age band.",
    key=("group",),
    columns=(
        Field(name="group", kind=Kind.PARAMETER),
        Field(name="citizenship", kind=Kind.CODE, describe="a country of places.csv"),
        Field(name="origin", kind=Kind.NAME, describe="the region of that country where the home is"),
        Field(name="sex", kind=Kind.CHOICE, choices=SEXES),
        Field(name="age", kind=Kind.CHOICE, choices=AGES),
        Field(name="people", kind=Kind.INTEGER, low=0, unit="persons", describe="adults, at home and abroad"),
        Field(name="source", kind=Kind.NAME),
        Field(name="note", required=False),
    ),
)
"""`groups.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Adults alike in citizenship, home, sex and age band."""

    group: str
    """Its name within the study."""
    citizenship: str
    """Code of their country."""
    origin: str
    """The region where their home is."""
    sex: str
    """One of `SEXES`."""
    age: str
    """One of `AGES`."""
    people: int
    """Persons at the start of the period, at home and abroad together."""
    source: str
    """Who says so."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


@dataclass(frozen=True, kw_only=True)
class Groups:
    """All groups, in file order."""

    all: tuple[Group, ...] = ()
    """Every group."""

    def __iter__(self) -> Iterator[Group]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    @cached_property
    def citizenships(self) -> tuple[str, ...]:
        """Codes of the citizenships, in the order they first appear."""
        return tuple(dict.fromkeys(group.citizenship for group in self.all))

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Home regions, in the order they first appear."""
        return tuple(dict.fromkeys(group.origin for group in self.all))

    @cached_property
    def people(self) -> NDArray[np.int64]:
        """[group] persons at the start of the period."""
        return np.asarray([group.people for group in self.all], dtype=np.int64)


def read_groups(folder: StudyFolder, places: Places, problems: Problems) -> Groups:
    """Read `groups.csv` and check citizenships and origins."""
    table = read_table(folder, GROUPS, problems)
    if table.is_readable and not table.mentioned.get("group"):
        hint = "add at least one group of people"
        problems.add(NoRows(at=Position(file=table.file), why="there is no group", try_=hint))
    kept = [row for row in table.rows if _has_home(row, places, problems)]
    return Groups(all=tuple(Group(**row.fields) for row in kept))


def _has_home(row: Row, places: Places, problems: Problems) -> bool:
    """Whether citizenship and origin are a country and one of its regions."""
    if not places.is_readable:
        return True
    citizenship, origin = row["citizenship"], row["origin"]
    if citizenship not in places.mentioned or (citizenship in places and citizenship not in places.countries):
        problems.add(UnknownCitizenship(at=row.at("citizenship"), found=citizenship, known=places.countries))
        return False
    regions = places.regions_of(citizenship)
    if origin not in places.mentioned or (
        origin in places and citizenship in places and origin not in regions
    ):
        why = f"is not a region of {citizenship}"
        problems.add(UnknownPlace(at=row.at("origin"), found=origin, known=regions, why=why))
        return False
    return True
