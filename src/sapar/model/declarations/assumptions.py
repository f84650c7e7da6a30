"""Assumptions: every parameter that is not a dated series, with its range and its reason."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from sapar.errors import UnknownParameter
from sapar.evidence.read import check_range
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import TableSpec
from sapar.model.declarations.rows import GRADE, References, read_rows
from sapar.position import Position
from sapar.problems import Problems

ASSUMPTIONS = TableSpec(
    file="assumptions.csv",
    describe="Parameters with the range that replicates draw from.",
    key=("parameter",),
    columns=(
        Field(name="parameter", kind=Kind.PARAMETER, describe="a name, with :PLACE where it belongs to one"),
        Field(name="value", kind=Kind.NUMBER),
        Field(name="low", kind=Kind.NUMBER),
        Field(name="high", kind=Kind.NUMBER),
        Field(name="unit", kind=Kind.UNIT),
        GRADE,
        Field(name="source", kind=Kind.NAME, required=False),
        Field(name="why", describe="why this value and this range"),
    ),
)
"""`assumptions.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """One parameter."""

    parameter: str
    """Its name, with `:PLACE` where it belongs to one."""
    value: float
    """Default."""
    low: float
    """Smallest value replicates draw."""
    high: float
    """Largest value replicates draw."""
    unit: str
    """Of all three."""
    grade: str
    """How good the evidence is."""
    source: str | None = None
    """Who says so."""
    why: str
    """Why this value and this range."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def unit_shown(self) -> str:
        """Of all three, for a reader: nothing for a number without one."""
        return "" if self.unit in ("1", "none") else self.unit


def read_assumptions(
    folder: StudyFolder,
    references: References,
    problems: Problems,
    known_parameters: Collection[str] | None = None,
) -> tuple[Assumption, ...]:
    """Read `assumptions.csv`.

    Parameters
    ----------
    folder, references, problems
        The study, the names it knows, and where problems go.
    known_parameters
        Names the model reads; one that ends in `:` stands for one value a place. None: names are not checked.
    """
    rows = read_rows(folder, ASSUMPTIONS, {"source": references.sources}, problems)
    kept = []
    for row in rows:
        name = row["parameter"]
        if known_parameters is not None and not is_known(name, known_parameters):
            problems.add(UnknownParameter(at=row.at("parameter"), found=name, known=known_parameters))
        elif check_range(row, problems):
            kept.append(row)
    return tuple(Assumption(**row.fields) for row in kept)


def is_known(name: str, known_parameters: Collection[str]) -> bool:
    """Whether the model reads a parameter of this name, or one value a place under this name."""
    family, colon, _ = name.partition(":")
    return name in known_parameters or (bool(colon) and family + colon in known_parameters)
