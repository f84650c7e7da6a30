"""Institutions: who helps migrants, whom, where, with which people and money."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from sapar.errors import UnknownChoice, UnknownInstitution
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.references import Known
from sapar.files.tables import Row, TableSpec
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

KINDS = (
    "association", "union", "partner", "consulate", "ngo", "international", "shelter", "agency", "intermediary",
)  # fmt: skip
"""What an institution is: a partner works abroad for another one; agencies and intermediaries place people in work."""

SERVICES = ("medical", "legal", "psychological", "educational", "shelter", "material")
"""The six kinds of help to people freed from exploitation; the founding text names the first four."""

STATUSES = ("member", "permit", "visitor", "none", "registry")
"""Legal statuses of people in a host, as in the tables of results: two with papers, three without."""

WITH_PAPERS = 2
"""How many of `STATUSES`, the first ones, have papers and a contract."""

INSTITUTIONS = TableSpec(
    file="institutions.csv",
    describe="Who helps migrants: whom, where, with which staff and money. Roles, never persons or contacts.",
    key=("institution", "from"),
    columns=(
        Field(name="institution", kind=Kind.NAME),
        Field(name="kind", kind=Kind.CHOICE, choices=KINDS),
        Field(name="name_en", describe="as a role, no person"),
        Field(name="name_ru", describe="as a role, no person"),
        Field(name="citizenship", kind=Kind.CODES, describe="whom it serves; the host's own code for its nationals"),
        Field(name="statuses", kind=Kind.NAMES, describe="legal statuses it serves, or *"),
        Field(name="members_only", kind=Kind.YES_NO),
        Field(name="where", kind=Kind.NAMES, describe="countries, outside places, regions or camps it serves"),
        Field(name="partner_of", kind=Kind.NAME, required=False, describe="for whom a partner works abroad"),
        FROM,
        UNTIL,
        Field(name="founded", kind=Kind.DATE_FROM, required=False),
        Field(name="members", kind=Kind.INTEGER, low=0, required=False, unit="persons", describe="on the first day"),
        Field(name="staff", kind=Kind.NUMBER, low=0, high=1_000_000, describe="people who work cases"),
        Field(name="cases_per_week", kind=Kind.NUMBER, low=0, high=1000, describe="that one of the staff can serve"),
        Field(name="staff_cost", kind=Kind.NUMBER, low=0, required=False, describe="a month each; blank: not its own"),
        Field(name="dues", kind=Kind.NUMBER, low=0, required=False, describe="a member and month"),
        Field(name="grants", kind=Kind.NUMBER, low=0, required=False, describe="a month"),
        Field(name="donations", kind=Kind.NUMBER, low=0, required=False, describe="of the yearly campaign"),
        Field(name="campaign_month", kind=Kind.INTEGER, low=1, high=12, required=False),
        Field(name="appeal", kind=Kind.NUMBER, low=0, required=False, describe="donated a month while ways are shut"),
        Field(name="currency", kind=Kind.CODE, required=False, describe="of all money in the row"),
        Field(name="services", kind=Kind.NAMES, required=False, describe="help to people freed from exploitation"),
        Field(name="languages", kind=Kind.NAMES, required=False, describe="ISO 639-1"),
        Field(name="restriction", kind=Kind.NUMBER, low=0, high=1, required=False, describe="by law"),
        SOURCE,
        GRADE,
        NOTE,
    ),
    optional=True,
)  # fmt: skip
"""`institutions.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """One institution over some days; a change of any value starts another row of the same name."""

    institution: str
    """Its name within the study."""
    kind: str
    """One of `KINDS`."""
    name_en: str
    """What it is called in English: a role."""
    name_ru: str
    """What it is called in Russian: a role."""
    citizenship: tuple[str, ...]
    """Whom it serves; `("*",)` for all."""
    statuses: tuple[str, ...]
    """Of `STATUSES`; `("*",)` for all."""
    members_only: bool
    """Whether others are turned away."""
    where: tuple[str, ...]
    """Countries, outside places, regions and camps it serves."""
    partner_of: str | None = None
    """The institution whose cases it takes over abroad."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still."""
    founded: datetime.date | None = None
    """When it was founded, for the reader."""
    members: int | None = None
    """On the first day of its first row."""
    staff: float
    """People who work cases."""
    cases_per_week: float
    """That one of the staff can serve."""
    staff_cost: float | None = None
    """A month each, in `currency`; None: paid from elsewhere, so money never limits the staff."""
    dues: float | None = None
    """A member and month, in `currency`."""
    grants: float | None = None
    """A month, in `currency`."""
    donations: float | None = None
    """Of the yearly campaign, in `currency`."""
    campaign_month: int | None = None
    """When the campaign's money comes in; None: spread over the year."""
    appeal: float | None = None
    """Donated a month while ways are shut, in `currency`."""
    currency: str | None = None
    """ISO 4217; None: US dollars."""
    services: tuple[str, ...] = ()
    """Of `SERVICES`."""
    languages: tuple[str, ...] = ()
    """ISO 639-1."""
    restriction: float | None = None
    """0 free to work, 1 shut: scales grants, joins and work abroad; None: 0."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def can_have_members(self) -> bool:
        """Whether people join it."""
        return self.kind == "union"


def read_institutions(
    folder: StudyFolder, references: References, problems: Problems
) -> tuple[Institution, ...]:
    """Read `institutions.csv`; a study without it has no accounts of help."""
    known = {
        "citizenship": references.citizenships,
        "where": references.places_of("country", "outside", "region", "camp"),
        "currency": references.currencies,
        "source": references.sources,
        "services": _words("services", SERVICES),
        "statuses": _words("statuses", STATUSES),
    }
    rows = read_rows(folder, INSTITUTIONS, known, problems)
    _require_partners(rows, problems)
    require_no_overlap(rows, ("institution",), problems)
    return tuple(Institution(**row.fields) for row in rows)


def _words(column: str, names: Sequence[str]) -> Known:
    """The closed list of words of a column."""
    return Known(error=UnknownChoice, names=frozenset(names), why=f"is not a word of the column {column}")


def _require_partners(rows: list[Row], problems: Problems) -> None:
    """Report partners of nobody, and partnerships of those who are no partners."""
    names = frozenset(row["institution"] for row in rows)
    for row in rows:
        is_partner = row["kind"] == "partner"
        if row["partner_of"] is None and is_partner:
            why = "is a partner, but partner_of does not say of whom"
            problems.add(UnknownInstitution(at=row.at("partner_of"), found="", known=names, why=why))
        elif row["partner_of"] is not None and (row["partner_of"] not in names or not is_partner):
            other = "is named by a row of another kind than partner"
            why = "is not an institution of this study" if is_partner else other
            problems.add(
                UnknownInstitution(at=row.at("partner_of"), found=row["partner_of"], known=names, why=why)
            )
