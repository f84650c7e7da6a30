"""Days on which the tables of law are silent although they must not be."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sapar.errors import MissingLaw
from sapar.model.declarations import Declarations
from sapar.model.declarations.law import LawRow
from sapar.model.declarations.law_tables import ENTRY, FAMILY, REGISTRY, SANCTIONS, STAY, WORK
from sapar.model.precedence import winners
from sapar.position import Position
from sapar.problems import Problems


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """Rows of one table that are about one thing."""

    file: str
    rows: tuple[LawRow, ...]
    about: str
    """Which part of the table, if it has parts."""
    must_speak: bool
    """Whether it must say something on every day, not only between two of its rows."""


def check_gaps(declarations: Declarations, problems: Problems) -> None:
    """Report days of the period without a row: of stay and work for every host, of other tables between rows."""
    frame = declarations.frame
    for table in _tables(declarations):
        for place in (*frame.hosts, *frame.places.outside):
            silent: dict[tuple[int, int], list[str]] = {}
            for citizenship in frame.places.countries:
                if citizenship == place:
                    continue
                held = winners(frame.calendar, table.rows, place, citizenship, declarations.unions)
                for gap in _gaps(held, table.must_speak):
                    silent.setdefault(gap, []).append(citizenship)
            for (begin, stop), codes in silent.items():
                first, last = (frame.calendar.date_of(day) for day in (begin, stop - 1))
                problems.add(_missing(table, place, codes, first, last))


def _tables(declarations: Declarations) -> Iterator[_Table]:
    """Every table, split where its rows are about different things."""
    law = declarations.law
    yield _Table(file=STAY.file, rows=law.stay, about="", must_speak=True)
    yield _Table(file=WORK.file, rows=law.work, about="", must_speak=True)
    others: tuple[tuple[str, tuple[LawRow, ...]], ...] = (
        (SANCTIONS.file, law.sanctions),
        (REGISTRY.file, law.registry),
        (ENTRY.file, law.entry),
        (FAMILY.file, law.family),
    )
    for file, rows in others:
        for part in dict.fromkeys(row.part for row in rows):
            chosen = tuple(row for row in rows if row.part == part)
            yield _Table(file=file, rows=chosen, about=part, must_speak=False)


def _gaps(held: Sequence[LawRow | None], must_speak: bool) -> Iterator[tuple[int, int]]:
    """Half-open ranges of days without a row; unless it must speak, only those between days with one."""
    begin: int | None = 0 if must_speak else None
    for day, row in enumerate(held):
        if row is not None:
            if begin is not None and begin < day:
                yield begin, day
            begin = day + 1
    if must_speak and begin is not None and begin < len(held):
        yield begin, len(held)


def _missing(
    table: _Table, place: str, codes: Sequence[str], first: datetime.date, last: datetime.date
) -> MissingLaw:
    """The problem, at the row after which the table falls silent, or else at the table."""
    day_before = first - datetime.timedelta(days=1)
    ended = [
        row
        for row in table.rows
        if row.is_in_force
        and row.place == place
        and row.until == day_before
        and any(row.names(code) for code in codes)
        and row.at is not None
    ]
    at = ended[0].at if ended else Position(file=table.file)
    who = " ".join(codes)
    about = f" on {table.about}" if table.about else ""
    why = f"no row{about} holds in {place} for citizens of {who} from {first} to {last}"
    hint = f"a row with place {place}, citizenship {who}, from {first}, until {last}; or move the neighbours' dates"
    return MissingLaw(at=at, why=why, try_=hint)
