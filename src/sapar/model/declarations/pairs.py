"""Pairs of a citizenship and a host: how near culture and language are."""

from __future__ import annotations

from dataclasses import dataclass, field

from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import TableSpec
from sapar.model.declarations.rows import GRADE, NOTE, SOURCE, References, read_rows
from sapar.position import Position
from sapar.problems import Problems

PAIRS = TableSpec(
    file="pairs.csv",
    describe="Cultural and language proximity of a citizenship to a host.",
    key=("citizenship", "place"),
    columns=(
        Field(name="citizenship", kind=Kind.CODE),
        Field(name="place", kind=Kind.NAME, describe="host country or outside place"),
        Field(name="proximity", kind=Kind.NUMBER, low=0, high=1),
        SOURCE,
        GRADE,
        NOTE,
    ),
)
"""`pairs.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One citizenship and one host."""

    citizenship: str
    """Code of a country."""
    place: str
    """Host country or outside place."""
    proximity: float
    """0 to 1."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


def read_pairs(folder: StudyFolder, references: References, problems: Problems) -> tuple[Pair, ...]:
    """Read `pairs.csv`."""
    known = {
        "citizenship": references.citizenships,
        "place": references.states,
        "source": references.sources,
    }
    return tuple(Pair(**row.fields) for row in read_rows(folder, PAIRS, known, problems))
