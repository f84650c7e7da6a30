"""Poverty: what a survey found of people below a line, and what it would have found without money from abroad."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from sapar.errors import ValueOutsideRange
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import Row, TableSpec
from sapar.model.declarations.rows import (
    FROM,
    GRADE,
    NOTE,
    SOURCE,
    References,
    read_rows,
)
from sapar.position import Position
from sapar.problems import Problems

POVERTY_TABLE = TableSpec(
    file="economy/poverty.csv",
    describe="People in households below a line, as a survey found them, with and without money from abroad.",
    optional=True,
    columns=(
        Field(name="citizenship", kind=Kind.CODE, describe="whose households"),
        FROM,
        Field(name="until", kind=Kind.DATE_UNTIL, describe="last day of the survey"),
        Field(name="below_line", kind=Kind.NUMBER, low=0.001, high=1, unit="1", describe="share of people"),
        Field(
            name="below_without",
            kind=Kind.NUMBER,
            low=0.001,
            high=1,
            unit="1",
            describe="the same had nothing been sent",
        ),
        Field(name="line", describe="the line, in words"),
        SOURCE,
        GRADE,
        NOTE,
    ),
    key=("citizenship",),
)
"""`economy/poverty.csv`; one survey a citizenship."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poverty:
    """What one survey says of the households of a citizenship."""

    citizenship: str
    """Whose households."""
    from_: datetime.date
    """First day of the survey."""
    until: datetime.date
    """Last day of the survey."""
    below_line: float
    """Share of people in households below the line."""
    below_without: float
    """What it would be had nothing been sent."""
    line: str
    """The line, in words."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


def read_poverty(folder: StudyFolder, references: References, problems: Problems) -> tuple[Poverty, ...]:
    """Read `economy/poverty.csv`; a study without it has no answer about poverty."""
    known = {"citizenship": references.citizenships, "source": references.sources}
    rows = read_rows(folder, POVERTY_TABLE, known, problems)
    return tuple(Poverty(**row.fields) for row in rows if _is_sound(row, problems))


def _is_sound(row: Row, problems: Problems) -> bool:
    """Whether money from abroad lifts people above the line, as the formula needs."""
    below, without = row.fields["below_line"], row.fields["below_without"]
    if without >= below:
        return True
    why = f"below_without is {without:g}, less than the {below:g} of below_line"
    hint = "exchange the two: without money from abroad no fewer people are below a line"
    problems.add(ValueOutsideRange(at=row.at("below_without"), why=why, try_=hint))
    return False
