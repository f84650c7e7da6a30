"""What the authorities provide at a camp, by kind of need."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from sapar.errors import OverlappingRows
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import Row, TableSpec
from sapar.model.declarations.rows import FROM, GRADE, NOTE, SOURCE, UNTIL, References, read_rows
from sapar.position import Position
from sapar.problems import Problems

NEEDS = ("water", "shelter", "food", "medical", "warmth")
"""Needs of people who wait at a camp."""

CAMP_SUPPLIES = TableSpec(
    file="camp_supplies.csv",
    describe="What is provided at camps: for how many people water, shelter, food, care and warmth suffice.",
    key=("camp", "need", "from"),
    columns=(
        Field(name="camp", kind=Kind.NAME, describe="a place of kind camp"),
        Field(name="need", kind=Kind.CHOICE, choices=NEEDS),
        FROM,
        UNTIL,
        Field(
            name="amount",
            kind=Kind.NUMBER,
            low=0,
            describe="water: litres a day; shelter: square metres; food: rations a day; "
            "medical: consultations a week; warmth: blankets or heated places",
        ),
        SOURCE,
        GRADE,
        NOTE,
    ),
    optional=True,
)
"""`camp_supplies.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampSupply:
    """One kind of supply at one camp over some days."""

    camp: str
    """Where."""
    need: str
    """One of `NEEDS`."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still."""
    amount: float
    """In the unit of the need."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


def read_camp_supplies(
    folder: StudyFolder, references: References, problems: Problems
) -> tuple[CampSupply, ...]:
    """Read `camp_supplies.csv`; without rows nothing is provided."""
    known = {"camp": references.places_of("camp"), "source": references.sources}
    rows = read_rows(folder, CAMP_SUPPLIES, known, problems)
    before: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: (row["camp"], row["need"], row["from"])):
        last = before.get((row["camp"], row["need"]))
        if last is not None and (last["until"] is None or last["until"] >= row["from"]):
            why = f"{row['need']} has two rows that hold on {row['from'].isoformat()}"
            hint = "end the earlier row the day before"
            problems.add(OverlappingRows(at=row.at("from"), found=row["camp"], why=why, try_=hint))
        before[(row["camp"], row["need"])] = row
    return tuple(CampSupply(**row.fields) for row in rows)
