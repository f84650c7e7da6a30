"""Sectors in which people work abroad: shares by host and citizenship, and how each differs from the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sapar.errors import SharesDoNotSum
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import TableSpec
from sapar.model.declarations.economy import SHARE_TOLERANCE
from sapar.model.declarations.rows import GRADE, NOTE, SOURCE, References, read_rows
from sapar.position import Position
from sapar.problems import Problems

SECTORS = (
    "agriculture", "construction", "household", "manufacturing", "services", "trade", "transport",
)  # fmt: skip
"""Sectors of work, sorted."""

SECTORS_TABLE = TableSpec(
    file="economy/sectors.csv",
    describe="Sectors of work of people abroad, and how each differs from the host's average.",
    optional=True,
    columns=(
        Field(name="place", kind=Kind.NAME, describe="host country or outside place"),
        Field(name="citizenship", kind=Kind.CODES, describe="a code, several, or *"),
        Field(name="sector", kind=Kind.CHOICE, choices=SECTORS),
        Field(name="share", kind=Kind.NUMBER, low=0, high=1, describe="sums to 1 by place and citizenship"),
        Field(name="separation", kind=Kind.NUMBER, low=0, high=10, describe="jobs lost in ordinary times"),
        Field(name="shock", kind=Kind.NUMBER, low=0, high=10, describe="jobs lost in a shock"),
        Field(name="formal", kind=Kind.NUMBER, low=0, high=10, describe="share with authorisation"),
        SOURCE,
        GRADE,
        NOTE,
    ),
    key=("place", "citizenship", "sector"),
)
"""`economy/sectors.csv`; the last three numbers are relative to each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorRow:
    """One sector of work in a host."""

    place: str
    """Host country or outside place."""
    citizenship: tuple[str, ...]
    """Codes, or `("*",)` for all; explicit codes win."""
    sector: str
    """One of `SECTORS`."""
    share: float
    """Of the workers of these citizenships in the host."""
    separation: float
    """Jobs lost in ordinary times, relative to other sectors."""
    shock: float
    """Jobs lost in a shock, relative to other sectors."""
    formal: float
    """Share with authorisation, relative to other sectors."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


def read_sectors(folder: StudyFolder, references: References, problems: Problems) -> tuple[SectorRow, ...]:
    """Read `economy/sectors.csv`; the shares of each host and citizenship must add up to one."""
    known = {
        "place": references.states,
        "citizenship": references.citizenships,
        "source": references.sources,
    }
    before = len(problems)
    rows = tuple(SectorRow(**row.fields) for row in read_rows(folder, SECTORS_TABLE, known, problems))
    if len(problems) == before:
        _require_shares(rows, problems)
    return rows


def _require_shares(rows: Iterable[SectorRow], problems: Problems) -> None:
    """Report hosts and citizenships whose shares do not add up to one."""
    together: dict[tuple[str, tuple[str, ...]], list[SectorRow]] = {}
    for row in rows:
        together.setdefault((row.place, row.citizenship), []).append(row)
    for (place, citizenship), found in together.items():
        total = sum(row.share for row in found)
        if abs(total - 1.0) > SHARE_TOLERANCE:
            why = f"the shares of {place} for {' '.join(citizenship)} add up to {total:.4g}, not 1"
            problems.add(SharesDoNotSum(at=found[-1].at, why=why, try_="divide each by their sum"))
