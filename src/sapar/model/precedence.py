"""Which row of law holds: the one place that decides.

Rows limited to a union win over the others, and among each of the two those that name a citizenship win over
those for all (`*`). Proposed rows never hold. Work is free for citizens of a union the host belongs to, whatever
`law/work.csv` says; a suspension stops the clock, whatever `law/stay.csv` says. The tables of the simulation
and the answers of `sapar.model.regime` are both made here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from sapar.frame.calendar import Calendar
from sapar.maths import FloatArray
from sapar.model.declarations.law import LawRow, Membership

Row = TypeVar("Row", bound=LawRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Days on which a host and a citizenship are members of one union."""

    begin: int
    """The first, counted from the calendar's start."""
    stop: int
    """The day after the last."""
    host: Membership
    """The host's row."""
    citizen: Membership
    """The row of the country of citizenship."""


def rank(row: LawRow) -> int:
    """How strong a row is: the higher wins."""
    return 2 * (row.union is not None) + ("*" not in row.citizenship)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows in force, the weakest first so that stronger ones overwrite them."""
    return sorted((row for row in rows if row.is_in_force), key=rank)


def together(
    calendar: Calendar,
    memberships: Iterable[Membership],
    place: str,
    citizenship: str,
    union: str | None = None,
) -> Iterator[Together]:
    """Stretches of days on which both are members of one union, or of the one named."""
    rows = [row for row in memberships if row.is_in_force and union in (None, row.union)]
    for host in rows:
        for citizen in rows:
            if host.union != citizen.union or host.member != place or citizen.member != citizenship:
                continue
            first, last = (calendar.span(row.from_, row.until) for row in (host, citizen))
            begin, stop = max(first[0], last[0]), min(first[1], last[1])
            if begin < stop:
                yield Together(begin=begin, stop=stop, host=host, citizen=citizen)


def days_held(
    calendar: Calendar, row: LawRow, citizenship: str, memberships: Sequence[Membership]
) -> Iterator[tuple[int, int]]:
    """Half-open ranges of days on which a row says something about a citizenship; a stronger row may win."""
    if not row.names(citizenship):
        return
    begin, stop = calendar.span(row.from_, row.until)
    if row.union is None:
        if begin < stop:
            yield begin, stop
        return
    for each in together(calendar, memberships, row.place, citizenship, row.union):
        first, last = max(begin, each.begin), min(stop, each.stop)
        if first < last:
            yield first, last


def winners(
    calendar: Calendar,
    rows: Iterable[Row],
    place: str,
    citizenship: str,
    memberships: Sequence[Membership],
) -> list[Row | None]:
    """The row that holds on each day; None where none does."""
    result: list[Row | None] = [None] * calendar.days
    for row in in_order(rows):
        if row.place == place:
            for begin, stop in days_held(calendar, row, citizenship, memberships):
                result[begin:stop] = [row] * (stop - begin)
    return result


def holding(
    date: datetime.date,
    rows: Iterable[Row],
    place: str,
    citizenship: str,
    memberships: Sequence[Membership],
) -> Row | None:
    """The row that holds on a date, or None."""
    return winners(Calendar.between(date, date), rows, place, citizenship, memberships)[0]


def spread(
    calendar: Calendar,
    rows: Iterable[Row],
    hosts: Sequence[str],
    citizenships: Sequence[str],
    memberships: Sequence[Membership],
    value: Callable[[Row, int, int], FloatArray | float],
) -> FloatArray:
    """[day, D, C] values of the row that holds, 0 where none does.

    `value` gives a row's value over the days from its second to its third argument.
    """
    result = np.zeros((calendar.days, len(hosts), len(citizenships)))
    for row in in_order(rows):
        if row.place not in hosts:
            continue
        host = hosts.index(row.place)
        for index, citizenship in enumerate(citizenships):
            for begin, stop in days_held(calendar, row, citizenship, memberships):
                result[begin:stop, host, index] = value(row, begin, stop)
    return result
