"""What begins and ends in the law of a place between two days."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sapar.model.declarations import Declarations
from sapar.model.declarations.law import Law, LawRow, Membership
from sapar.model.regime import Basis

_NOT_CONTENT = ("from_", "until", "source", "grade", "note", "at")
_ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class LawChange:
    """A row that begins to hold, or that ends without one that follows it."""

    date: datetime.date
    """The first day on which the law is different."""
    row: Basis
    """The row that begins, or that ended the day before."""
    before: Basis | None
    """The row that the new one follows, about the same thing and people."""
    begins: bool
    """Whether the row begins; False: it has ended."""


def law_changes(
    declarations: Declarations,
    place: str,
    first: datetime.date,
    last: datetime.date,
    citizenship: str | None = None,
) -> tuple[LawChange, ...]:
    """Changes of the law of a place from the first to the last day, both included, in order of dates.

    A row that repeats the one before it, from another source or with another note, is no change; neither is a
    row that begins with the study's period, when only its account begins.

    Parameters
    ----------
    declarations
        The study, as written or as a scenario has it.
    place
        A host country or outside place.
    first, last
        Days of the period.
    citizenship
        If given, only what concerns its citizens.
    """
    law = declarations.law
    rows = [row for row in _rows(law, place) if _concerns(law, row, citizenship)]
    start = declarations.frame.calendar.start
    found = []
    for row in rows:
        before = next((other for other in rows if _same(row, other) and _ends(other) == row.from_), None)
        if first <= row.from_ <= last and row.from_ > start and not _repeats(row, before):
            found.append(LawChange(date=row.from_, row=row, before=before, begins=True))
        end = _ends(row)
        follows = any(_same(row, other) and other.from_ == end for other in rows)
        if end is not None and first <= end <= last and not follows:
            found.append(LawChange(date=end, row=row, before=None, begins=False))
    return tuple(sorted(found, key=lambda change: change.date))


def _rows(law: Law, place: str) -> Iterator[Basis]:
    """Every row about the place, memberships of unions that it is ever in included."""
    tables: tuple[tuple[LawRow, ...], ...] = (
        law.stay, law.suspensions, law.work, law.entry, law.family, law.sanctions, law.registry, law.amnesties,
    )  # fmt: skip
    yield from (row for table in tables for row in table if row.place == place)
    unions = {row.union for row in law.unions if row.member == place}
    yield from (row for row in law.unions if row.union in unions)


def _concerns(law: Law, row: Basis, citizenship: str | None) -> bool:
    """Whether a row is about somebody's citizenship, or none is asked for."""
    if citizenship is None:
        return True
    theirs = {each.union for each in law.unions if each.member == citizenship}
    if isinstance(row, Membership):
        return row.union in theirs
    return row.names(citizenship) and (row.union is None or row.union in theirs)


def _ends(row: Basis) -> datetime.date | None:
    """The day after a row's last day."""
    return None if row.until is None else row.until + _ONE_DAY


def _same(row: Basis, other: Basis) -> bool:
    """Whether two rows are about the same thing and people."""
    return row is not other and _about(row) == _about(other)


def _about(row: Basis) -> tuple[Any, ...]:
    """What a row is about: table, part, people, union, and whether it is law."""
    if isinstance(row, Membership):
        return Membership, row.union, row.member, row.status
    return type(row), row.part, row.citizenship, row.union, row.status


def _repeats(row: Basis, before: Basis | None) -> bool:
    """Whether a row says what the one before it said."""
    if before is None:
        return False
    names = [each.name for each in fields(row) if each.name not in _NOT_CONTENT]
    return all(getattr(row, name) == getattr(before, name) for name in names)
