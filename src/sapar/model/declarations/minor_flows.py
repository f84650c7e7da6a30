"""Minor flows: moves kept for completeness, as yearly numbers taken as given; nothing simulates them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from sapar.errors import LinkToItself
from sapar.evidence.read import check_range
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.shapes import Entry
from sapar.files.tables import Row, TableSpec
from sapar.model.declarations.assumptions import Assumption
from sapar.model.declarations.rows import (
    FROM,
    GRADE,
    SOURCE,
    UNTIL,
    References,
    read_rows,
    require_no_overlap,
)
from sapar.position import Position
from sapar.problems import Problems

KINDS = ("ethnic_return", "skilled", "student", "contract_work")
"""Why people of a minor flow move."""

UNIT = "persons per year"
"""Of value and range."""

_MOST = 100_000_000.0

MINOR_FLOWS = TableSpec(
    file="minor_flows.csv",
    describe="Moves kept for completeness, as yearly numbers: taken as given, never simulated, in no stock or sum.",
    key=("kind", "origin", "destination", "from"),
    columns=(
        Field(name="kind", kind=Kind.CHOICE, choices=KINDS),
        Field(name="origin", kind=Kind.CODE, describe="any country of the world, or a place of kind outside"),
        Field(name="destination", kind=Kind.CODE, describe="likewise"),
        FROM,
        UNTIL,
        Field(name="value", kind=Kind.NUMBER, low=0, high=_MOST, unit=UNIT, describe="people a year"),
        Field(
            name="low",
            kind=Kind.NUMBER,
            low=0,
            high=_MOST,
            unit=UNIT,
            describe="smallest that replicates draw",
        ),
        Field(
            name="high",
            kind=Kind.NUMBER,
            low=0,
            high=_MOST,
            unit=UNIT,
            describe="largest that replicates draw",
        ),
        Field(
            name="claims", kind=Kind.NAMES, required=False, describe="rows of evidence/claims.csv about it"
        ),
        SOURCE,
        GRADE,
        Field(name="note", describe="why this number and this range"),
    ),
    optional=True,
)
"""`minor_flows.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorFlow:
    """How many people a year move for one reason from one country to another, over the days of one row."""

    kind: str
    """One of `KINDS`."""
    origin: str
    """Country they leave, of this study or not."""
    destination: str
    """Country they go to, of this study or not."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still."""
    value: float
    """Default, persons per year."""
    low: float
    """Smallest number that replicates draw, persons per year."""
    high: float
    """Largest number that replicates draw, persons per year."""
    claims: tuple[str, ...] = ()
    """What sources say about it."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str
    """Why this number and this range."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def name(self) -> str:
        """Its flow: rows of other days have the same."""
        return f"{self.kind}.{self.origin}.{self.destination}"

    @property
    def as_assumption(self) -> Assumption:
        """The row as readers find assumptions: named after its flow and its first year."""
        return Assumption(
            parameter=f"minor_flow.{self.name}.{self.from_.year}",
            value=self.value,
            low=self.low,
            high=self.high,
            unit=UNIT,
            grade=self.grade,
            source=self.source,
            why=self.note,
            at=self.at,
        )


def read_minor_flows(
    folder: StudyFolder, references: References, problems: Problems
) -> tuple[MinorFlow, ...]:
    """Read `minor_flows.csv`; a study without it names none."""
    known = {
        "origin": references.world,
        "destination": references.world,
        "claims": references.claims,
        "source": references.sources,
    }
    rows = [row for row in read_rows(folder, MINOR_FLOWS, known, problems) if is_sound(row, problems)]
    require_no_overlap(rows, ("kind", "origin", "destination"), problems)
    return tuple(MinorFlow(**row.fields) for row in rows)


def is_sound(row: Row | Entry, problems: Problems) -> bool:
    """Whether the row leads somewhere else and its value lies in its range."""
    leads_away = row["origin"] != row["destination"]
    if not leads_away:
        at, why = row.at("destination"), "is where they come from, too"
        problems.add(LinkToItself(at=at, found=row["destination"], why=why, try_="another country"))
    return check_range(row, problems) and leads_away
