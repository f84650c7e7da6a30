"""The law: what a citizen may do in a host country on a day, as dated rows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from sapar.errors import MissingValue, OverlappingRows
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.references import Known
from sapar.files.tables import Row, TableSpec
from sapar.model.declarations.rows import (
    FROM,
    GRADE,
    NOTE,
    SOURCE,
    STATUS,
    UNTIL,
    References,
    read_rows,
)
from sapar.position import Position
from sapar.problems import Problems

COUNTINGS = ("rolling", "calendar_year", "per_entry")
"""How days of stay are counted."""
AUTHORISATIONS = ("free", "patent", "permit", "none")
"""What a foreigner needs in order to work; `none`: work is not open to them."""

_PLACE = Field(name="place", kind=Kind.NAME, describe="host country or outside place")
_CITIZENSHIP = Field(name="citizenship", kind=Kind.CODES, describe="a code, several, or *")
_TAIL = (STATUS, SOURCE, GRADE, NOTE)

STAY = TableSpec(
    file="law/stay.csv",
    describe="How long a visitor may stay.",
    columns=(
        _PLACE,
        _CITIZENSHIP,
        FROM,
        UNTIL,
        Field(name="days", kind=Kind.INTEGER, low=0, high=3660, unit="days"),
        Field(name="counting", kind=Kind.CHOICE, choices=COUNTINGS),
        Field(name="window", kind=Kind.INTEGER, low=1, high=3660, unit="days", required=False),
        *_TAIL,
    ),
)
"""`law/stay.csv`."""

WORK = TableSpec(
    file="law/work.csv",
    describe="What working takes and costs.",
    columns=(
        _PLACE,
        _CITIZENSHIP,
        FROM,
        UNTIL,
        Field(name="authorisation", kind=Kind.CHOICE, choices=AUTHORISATIONS),
        Field(name="fee", kind=Kind.NUMBER, low=0, unit="currency per month", required=False),
        Field(name="one_off", kind=Kind.NUMBER, low=0, unit="currency", required=False),
        Field(name="currency", kind=Kind.CODE, required=False),
        Field(name="test", kind=Kind.YES_NO, required=False),
        *_TAIL,
    ),
)
"""`law/work.csv`."""

SUSPENSIONS = TableSpec(
    file="law/suspensions.csv",
    describe="Days on which the clock of stays is stopped.",
    optional=True,
    columns=(_PLACE, _CITIZENSHIP, FROM, UNTIL, *_TAIL),
)
"""`law/suspensions.csv`."""

SANCTIONS = TableSpec(
    file="law/sanctions.csv",
    describe="Entry ban that may follow a stay without status.",
    optional=True,
    columns=(
        _PLACE,
        _CITIZENSHIP,
        FROM,
        UNTIL,
        Field(name="ban_days", kind=Kind.INTEGER, low=0, high=36_600, unit="days"),
        *_TAIL,
    ),
)
"""`law/sanctions.csv`."""

UNIONS = TableSpec(
    file="law/unions.csv",
    describe="Unions of states whose citizens work in other members without authorisation.",
    optional=True,
    columns=(
        Field(name="union", kind=Kind.NAME),
        Field(name="member", kind=Kind.CODE, describe="a country"),
        FROM,
        UNTIL,
        *_TAIL,
    ),
)
"""`law/unions.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRow:
    """What all rows of law about a place and citizenships share."""

    place: str
    """Host country or outside place."""
    citizenship: tuple[str, ...]
    """Codes, or `("*",)` for all; an explicit code wins over `*`."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still valid."""
    status: str = "in_force"
    """One of `STATUSES`; proposed rows are never active."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def is_in_force(self) -> bool:
        """Whether the row can be active."""
        return self.status == "in_force"

    def covers(self, citizenship: str, date: datetime.date) -> bool:
        """Whether it names the citizenship, or all, and the day; says nothing about which row wins."""
        is_theirs = citizenship in self.citizenship or self.citizenship == ("*",)
        return is_theirs and self.from_ <= date and (self.until is None or date <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class StayRule(LawRow):
    """How long a visitor may stay."""

    days: int
    """Days allowed."""
    counting: str
    """One of `COUNTINGS`."""
    window: int | None = None
    """Days of the rolling window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRule(LawRow):
    """What working takes and costs."""

    authorisation: str
    """One of `AUTHORISATIONS`."""
    fee: float | None = None
    """`currency` per month."""
    one_off: float | None = None
    """`currency`, to obtain it."""
    currency: str | None = None
    """Of the fee and of obtaining."""
    test: bool | None = None
    """Whether a test of language, history and law is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension(LawRow):
    """Days on which the clock of stays is stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction(LawRow):
    """Entry ban that may follow a stay without status."""

    ban_days: int
    """Days of the ban."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A country's membership of a union of states."""

    union: str
    """The union's name."""
    member: str
    """Code of the country."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still valid."""
    status: str = "in_force"
    """One of `STATUSES`; proposed rows are never active."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def is_in_force(self) -> bool:
        """Whether the row can be active."""
        return self.status == "in_force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """All tables of law."""

    stay: tuple[StayRule, ...] = ()
    """`law/stay.csv`."""
    work: tuple[WorkRule, ...] = ()
    """`law/work.csv`."""
    suspensions: tuple[Suspension, ...] = ()
    """`law/suspensions.csv`."""
    sanctions: tuple[Sanction, ...] = ()
    """`law/sanctions.csv`."""
    unions: tuple[Membership, ...] = ()
    """`law/unions.csv`."""


def read_law(folder: StudyFolder, references: References, problems: Problems) -> Law:
    """Read all tables of `law/`; rows of the same rank must not overlap."""
    known = {
        "place": references.states,
        "citizenship": references.citizenships,
        "currency": references.currencies,
        "source": references.sources,
    }
    of_union = {"member": references.citizenships, "source": references.sources}
    stay = [row for row in _rows(folder, STAY, known, problems) if _has_window(row, problems)]
    work = [row for row in _rows(folder, WORK, known, problems) if _has_currency(row, problems)]
    return Law(
        stay=tuple(StayRule(**row.fields) for row in stay),
        work=tuple(WorkRule(**row.fields) for row in work),
        suspensions=tuple(Suspension(**row.fields) for row in _rows(folder, SUSPENSIONS, known, problems)),
        sanctions=tuple(Sanction(**row.fields) for row in _rows(folder, SANCTIONS, known, problems)),
        unions=tuple(Membership(**row.fields) for row in _rows(folder, UNIONS, of_union, problems)),
    )


def _rows(folder: StudyFolder, spec: TableSpec, known: Mapping[str, Known], problems: Problems) -> list[Row]:
    """The rows of one table of law without overlaps."""
    rows = read_rows(folder, spec, known, problems)
    seen: dict[str, list[Row]] = {}
    for row in rows:
        if row["status"] != "in_force":
            continue
        earlier = seen.setdefault(row["union"] if spec is UNIONS else row["place"], [])
        for other in earlier:
            if _same_people(row, other) and _share_a_day(row, other):
                why = f"starts while row {other.cells.line} still holds for the same {_whom(row, other)}"
                hint = "end the earlier row the day before, or name other citizenships"
                found = row["from"].isoformat()
                problems.add(OverlappingRows(at=row.at("from"), found=found, why=why, try_=hint))
                break
        earlier.append(row)
    return rows


def _people(row: Row) -> frozenset[str]:
    """Whom a row is about."""
    return frozenset((row["member"],)) if "member" in row.values else frozenset(row["citizenship"])


def _same_people(row: Row, other: Row) -> bool:
    """Whether two rows name one citizenship explicitly, or both name all."""
    return bool(_people(row) & _people(other))


def _whom(row: Row, other: Row) -> str:
    """Whom both rows are about, in words."""
    common = " ".join(sorted(_people(row) & _people(other)))
    return "member " + common if "member" in row.values else f"place and citizenship {common}"


def _share_a_day(row: Row, other: Row) -> bool:
    """Whether both rows hold on some day."""
    latest = datetime.date.max
    return bool(row["from"] <= (other["until"] or latest) and other["from"] <= (row["until"] or latest))


def _has_window(row: Row, problems: Problems) -> bool:
    """Whether days that are counted within a window have one."""
    if row["counting"] != "rolling" or row["window"] is not None:
        return True
    why = "days are counted rolling, but the window they are counted in is blank"
    problems.add(MissingValue(at=row.at("window"), why=why, try_="the window's length in days, such as 180"))
    return False


def _has_currency(row: Row, problems: Problems) -> bool:
    """Whether a price comes with its currency."""
    if row["currency"] is not None or not (row["fee"] or row["one_off"]):
        return True
    why = "the price of working has no currency"
    problems.add(MissingValue(at=row.at("currency"), why=why, try_="an ISO 4217 code such as USD"))
    return False
