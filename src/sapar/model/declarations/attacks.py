"""Attacks: dated counts of people hurt by racist violence in a host, as a monitor recorded them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import TableSpec
from sapar.model.declarations.rows import FROM, GRADE, NOTE, SOURCE, References, read_rows
from sapar.position import Position
from sapar.problems import Problems

DAYS_A_YEAR = 365.25

ATTACKS = TableSpec(
    file="attacks.csv",
    describe="People killed and injured in racist attacks, as recorded.",
    optional=True,
    columns=(
        Field(name="place", kind=Kind.NAME, describe="host country or outside place"),
        FROM,
        Field(name="until", kind=Kind.DATE_UNTIL, describe="last day counted"),
        Field(name="killed", kind=Kind.INTEGER, low=0, high=1_000_000, unit="persons"),
        Field(name="injured", kind=Kind.INTEGER, low=0, high=1_000_000, unit="persons"),
        Field(
            name="exposed",
            kind=Kind.INTEGER,
            low=1,
            high=1_000_000_000,
            unit="persons",
            describe="foreign citizens among whom they are counted",
        ),
        SOURCE,
        GRADE,
        NOTE,
    ),
    key=("place", "from", "until"),
)
"""`attacks.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attacks:
    """Recorded victims in a host over the days of one row."""

    place: str
    """Host country or outside place."""
    from_: datetime.date
    """First day counted."""
    until: datetime.date
    """Last day counted."""
    killed: int
    """Persons."""
    injured: int
    """Persons."""
    exposed: int
    """Foreign citizens among whom they are counted, persons."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def rate(self) -> float:
        """Recorded victims per million person-years."""
        years = ((self.until - self.from_).days + 1) / DAYS_A_YEAR
        return 1e6 * (self.killed + self.injured) / (self.exposed * years)


def read_attacks(folder: StudyFolder, references: References, problems: Problems) -> tuple[Attacks, ...]:
    """Read `attacks.csv`."""
    known = {"place": references.states, "source": references.sources}
    return tuple(Attacks(**row.fields) for row in read_rows(folder, ATTACKS, known, problems))
