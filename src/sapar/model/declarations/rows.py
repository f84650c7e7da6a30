"""What the tables of declarations share: rows with known references and dates in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sapar.errors import OverlappingRows, UnknownCitizenship, UnknownClaim, UnknownCurrency, UnknownPlace
from sapar.evidence.ledger import Ledger
from sapar.evidence.sources import GRADES
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.references import Known, check_dates
from sapar.files.tables import Row, TableSpec, read_table
from sapar.frame.countries import countries
from sapar.frame.places import Places
from sapar.problems import Problems

MODES = ("road", "rail", "air", "foot")
"""Modes of travel."""
STATUSES = ("in_force", "proposed")
"""Whether a row of law is in force; proposed rows are never active, only readable."""

SOURCE = Field(name="source", kind=Kind.NAME, describe="a row of evidence/sources.csv")
GRADE = Field(name="grade", kind=Kind.CHOICE, choices=GRADES)
NOTE = Field(name="note", required=False)
STATUS = Field(name="status", kind=Kind.CHOICE, choices=STATUSES)
FROM = Field(name="from", kind=Kind.DATE_FROM, describe="first day")
UNTIL = Field(name="until", kind=Kind.DATE_UNTIL, required=False, describe="last day; blank: still valid")


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The names that tables of declarations may refer to."""

    places: Places
    """All places."""
    states: Known
    """Countries and outside options."""
    world: Known
    """The same and every other country."""
    citizenships: Known
    """Countries whose citizens the study follows."""
    sources: Known
    """Sources of evidence."""
    claims: Known
    """Claims of the ledger."""
    currencies: Known
    """Currencies with exchange rates."""

    @classmethod
    def of(cls, places: Places, ledger: Ledger, currencies: frozenset[str] | None) -> References:
        """The references of a study; without currencies their names are not checked."""
        mentioned = places.mentioned - {place.place for place in places}
        return cls(
            places=places,
            states=Known(
                error=UnknownPlace,
                names=frozenset(places.states),
                mentioned=mentioned,
                is_complete=places.is_readable,
                why="is not a country or outside place of this study",
            ),
            world=Known(
                error=UnknownPlace,
                names=frozenset(places.states) | frozenset(countries()),
                mentioned=mentioned,
                is_complete=places.is_readable,
                why="is neither a country by ISO 3166 alpha-3 nor an outside place of this study",
            ),
            citizenships=Known(
                error=UnknownCitizenship,
                names=frozenset(places.countries),
                mentioned=mentioned,
                is_complete=places.is_readable,
            ),
            sources=ledger.known_sources,
            claims=Known(
                error=UnknownClaim,
                names=frozenset(ledger.claim),
                is_complete=ledger.known_sources.is_complete,
            ),
            currencies=Known(
                error=UnknownCurrency,
                names=currencies or frozenset(),
                is_complete=currencies is not None,
            ),
        )

    def places_of(self, *kinds: str) -> Known:
        """The places of these kinds."""
        return Known(
            error=UnknownPlace,
            names=frozenset(place.place for place in self.places.of_kind(*kinds)),
            mentioned=self.states.mentioned,
            is_complete=self.places.is_readable,
            why=f"is not a {' or '.join(kinds)} of this study",
        )


def read_rows(
    folder: StudyFolder, spec: TableSpec, known: Mapping[str, Known], problems: Problems
) -> list[Row]:
    """The rows of a table whose references are known and whose dates are in order.

    Parameters
    ----------
    folder
        The study.
    spec
        The table.
    known
        For each column with references, the names it may give.
    problems
        Receives every problem of the table.
    """
    table = read_table(folder, spec, problems)
    return [row for row in table.rows if refers_well(row, known, problems)]


def refers_well(row: Any, known: Mapping[str, Known], problems: Problems) -> bool:
    """Whether every reference of a row or entry is known and its dates are in order."""
    checks = [names.check(row, column, problems) for column, names in known.items() if column in row.values]
    return all([*checks, check_dates(row, problems)])


def require_no_overlap(rows: Iterable[Row], key: tuple[str, ...], problems: Problems) -> None:
    """Report two rows that share the values of `key` and hold on the same day."""
    before: dict[tuple[str, ...], Row] = {}
    for row in sorted(rows, key=lambda row: (*(row[column] for column in key), row["from"])):
        about = tuple(row[column] for column in key)
        last = before.get(about)
        if last is not None and (last["until"] is None or last["until"] >= row["from"]):
            why = f"is the first day of a row about {' '.join(about)}, while the row before it still holds"
            hint = "end the earlier row the day before"
            problems.add(
                OverlappingRows(at=row.at("from"), found=row["from"].isoformat(), why=why, try_=hint)
            )
        before[about] = row
