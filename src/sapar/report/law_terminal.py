"""The law in a terminal: a note on one citizenship in one place, its changes, and a table of all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from sapar.evidence.ledger import Ledger
from sapar.frame.places import Places
from sapar.model.declarations.law_tables import FAMILY_RIGHTS, REQUIREMENTS
from sapar.model.law_changes import LawChange
from sapar.model.regime import Basis, Regime
from sapar.model.stay_ends import StayEnd
from sapar.report.language import Language
from sapar.report.law_words import (
    SUBJECT,
    consequence_words,
    in_words,
    label,
    limit_words,
    price,
    reference,
    stay_words,
    suspension_words,
    whom,
    work_words,
)

LEAST_WIDTH = 100
"""Columns the tables need."""

Line = tuple[str, str, Iterable[Basis | None]]
"""Subject, what holds, and the rows that say so."""


def say_regime(found: Regime, end: StayEnd, places: Places, ledger: Ledger, language: str) -> None:
    """What the law says to a citizen of one country in another on a day, subject by subject."""
    words, console = Language(language), _wide()
    names = names_of(places, language)
    title = words.text(
        "law.title",
        citizenship=names[found.citizenship],
        place=names[found.place],
        date=words.date(found.date),
        purpose=words.text(f"law.purpose.{found.purpose}"),
    )
    console.print(title, style="bold", markup=False, highlight=False)
    console.print()
    table = _table(words, "law.column.subject", "law.column.holds", "law.column.row")
    for subject, text, rows in _lines(found, end, names, words):
        table.add_row(words.text(f"law.subject.{subject}"), text, reference(rows))
    console.print(table)
    console.print()
    later = [row for row in (*end.rules, *end.suspensions) if all(row is not other for other in found.rows)]
    if rows := (*found.rows, *later, *found.proposed):
        console.print(_notes(rows, ledger, words))
        console.print()
    console.print(words.text("law.caution"), markup=False, highlight=False)


def _lines(found: Regime, end: StayEnd, names: Mapping[str, str], words: Language) -> Iterator[Line]:
    """Every subject; what no row says is said to be unknown."""
    unknown = words.text("law.unknown")
    if found.is_home:
        yield "limit", limit_words(found, words), ()
        return
    stay = found.stay
    yield "stay", unknown if stay is None else stay_words(stay, words), (stay,)
    if stay is not None and end.last is not None:
        text = consequence_words(stay, end, found.date, words)
        yield "consequence", text, (*end.rules, *end.suspensions)
    yield "limit", limit_words(found, words), found.limit.rows
    decree = found.suspension
    runs = words.text("law.clock.runs")
    yield "clock", runs if decree is None else suspension_words(decree, words), (decree,)
    yield "union", _union(found, names, words), found.membership or ()
    work = found.work
    if found.membership is not None:
        yield "work", words.text("law.work.free"), found.membership
        yield "test", words.text("law.test.no"), found.membership
    else:
        yield "work", unknown if work is None else work_words(work, words), (work,)
        test = None if work is None or work.test is None else words.text(f"law.test.{_yes(work.test)}")
        yield "test", test or unknown, (work,) if test else ()
    yield from _several("entry", REQUIREMENTS, found.entry, names, words)
    yield from _several("family", FAMILY_RIGHTS, found.family, names, words)
    for subject, row in (("sanction", found.sanction), ("registry", found.registry)):
        yield subject, unknown if row is None else in_words(row, words, names), (row,)
    for offer in found.amnesties.values():
        yield "amnesty", in_words(offer, words, names), (offer,)
    for proposal in found.proposed:
        what = f"{words.text('law.subject.' + SUBJECT[type(proposal)])}: {in_words(proposal, words, names)}"
        yield "proposed", f"{what} ({words.text('law.proposed')})", (proposal,)


def _union(found: Regime, names: Mapping[str, str], words: Language) -> str:
    """The union both belong to."""
    if found.membership is None:
        return words.text("law.union.none")
    host, citizen = found.membership
    return words.text(
        "law.union.both",
        union=host.union,
        place=names[found.place],
        first=words.date(host.from_),
        citizenship=names[found.citizenship],
        last=words.date(citizen.from_),
    )


def _several(
    subject: str, parts: Iterable[str], rows: Mapping[str, Basis], names: Mapping[str, str], words: Language
) -> Iterator[Line]:
    """Every part of a subject; unknown where no row speaks of it."""
    for part in parts:
        row = rows.get(part)
        unknown = f"{words.text(f'law.{subject}.{part}')}: {words.text('law.unknown')}"
        yield subject, unknown if row is None else in_words(row, words, names), (row,)


def _yes(value: bool) -> str:
    """`yes` or `no`."""
    return "yes" if value else "no"


def _notes(rows: Sequence[Basis], ledger: Ledger, words: Language) -> Table:
    """Every row with its days, source and note."""
    table = _table(words, "law.column.row", "law.column.period", "column.source", "law.column.note")
    for row in rows:
        source = ledger.source.get(row.source)
        grade = words.text(f"grade.{row.grade}")
        period = f"{row.from_} {words.text('column.until')} {row.until or '…'}"
        name = row.source if source is None else source.name
        table.add_row(label(row), period, f"{name} ({row.grade}: {grade})", row.note or "")
    return table


def say_changes(
    changes: Sequence[LawChange],
    place: str,
    days: tuple[datetime.date, datetime.date],
    places: Places,
    language: str,
) -> None:
    """What begins and ends, by day."""
    words, console = Language(language), _wide()
    names = names_of(places, language)
    first, last = (words.date(day) for day in days)
    title = words.text("law.changes.title", place=names[place], first=first, last=last)
    console.print(title, style="bold", markup=False, highlight=False)
    console.print()
    if not changes:
        console.print(words.text("law.changes.none"), markup=False, highlight=False)
        return
    columns = ("column.date", "law.column.subject", "law.column.who", "law.column.holds", "law.column.row")
    table = _table(words, *columns)
    for change in changes:
        subject = words.text(f"law.subject.{SUBJECT[type(change.row)]}")
        text = change_words(change, words, names)
        table.add_row(
            change.date.isoformat(), subject, whom(change.row, words), text, reference((change.row,))
        )
    console.print(table)
    console.print()
    console.print(words.text("law.caution"), markup=False, highlight=False)


def change_words(change: LawChange, words: Language, names: Mapping[str, str]) -> str:
    """What a change does, with what held before."""
    text = in_words(change.row, words, names)
    before = "" if change.before is None else in_words(change.before, words, names)
    if not change.begins:
        text = words.text("law.ended", what=text)
    elif before and before != text:
        text = words.text("law.instead", after=text, before=before)
    return text if change.row.is_in_force else f"{text} ({words.text('law.proposed')})"


def say_matrix(regimes: Sequence[Sequence[Regime]], places: Places, language: str) -> None:
    """Days, work authorisation and membership of each citizenship in each host; one row a citizenship."""
    words, console = Language(language), _wide()
    names = names_of(places, language)
    date = regimes[0][0].date
    console.print(
        words.text("law.matrix.title", date=words.date(date)), style="bold", markup=False, highlight=False
    )
    console.print()
    table = Table(box=None, padding=(0, 3, 1, 0))
    for title in (words.text("column.citizenship"), *(names[found.place] for found in regimes[0])):
        table.add_column(Text(title))
    for row in regimes:
        cells = (_cell(found, words) for found in row)
        table.add_row(Text(names[row[0].citizenship]), *(Text(cell) for cell in cells))
    console.print(table)
    console.print(words.text("law.caution"), markup=False, highlight=False)


def _cell(found: Regime, words: Language) -> str:
    """One citizenship in one host, on two lines."""
    if found.is_home:
        return words.text("law.limit.citizen")
    stay, work = found.stay, found.work
    days = "?"
    if stay is not None:
        days = words.text(f"law.matrix.{stay.counting}", n=stay.days, window=stay.window)
        if stay.entry_days is not None:
            days += words.text("law.matrix.entry_days", n=stay.entry_days)
    if found.suspension is not None:
        days += words.text("law.matrix.stopped")
    if found.membership is not None:
        return f"{days}\n{words.text('law.work.free')} ({found.membership[0].union})"
    if work is None:
        return f"{days}\n?"
    papers = words.text(f"law.work.{work.authorisation}")
    if work.fee and work.currency:
        papers += " " + words.text("law.matrix.month", price=price(work.fee, work.currency, words))
    return f"{days}\n{papers}"


def names_of(places: Places, language: str) -> dict[str, str]:
    """The names of all places by their codes."""
    return {place.place: place.name(language) for place in places}


def _table(words: Language, *titles: str) -> Table:
    """A table without lines whose cells are plain text."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(words.text(title), no_wrap=title in ("column.date", "law.column.subject"))
    return table


def _wide() -> Console:
    """A console wide enough for the tables."""
    console = Console()
    return console if console.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)
