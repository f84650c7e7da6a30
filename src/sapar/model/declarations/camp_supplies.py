"""What the authorities provide at a camp, by kind of need."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import TableSpec
from sapar.model.declarations.rows import (
    FROM,
    GRADE,
    NOTE,
    SOURCE,
    UNTIL,
    References,
    read_rows,
    require_no_overlap,
)
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
    require_no_overlap(rows, ("camp", "need"), problems)
    return tuple(CampSupply(**row.fields) for row in rows)
