"""Tables inside texts: each cell with a number, under its column's heading and beside its row's label.

A table is two or more lines in a row whose cells are parted by " | "; documents are read so that tables of web pages
and of PDF look like that. The line above it, and the first row, say what is counted.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from sapar.evidence.reading.candidate import Candidate
from sapar.evidence.reading.counted import find_nouns
from sapar.evidence.reading.gazetteer import Gazetteer
from sapar.evidence.reading.hedges import hedge
from sapar.evidence.reading.numerals import SCALES
from sapar.evidence.reading.periods import find_periods
from sapar.evidence.reading.quantities import find_quantities
from sapar.evidence.reading.refusals import refusal
from sapar.evidence.reading.roles import role_of
from sapar.evidence.reading.tokens import tokenise

PARTED = " | "
"""Between the cells of a row."""
CONFIDENCE = 0.4
"""Of every cell: a heading says less than a sentence."""
_LINE = re.compile(r"[^\n]+")
_SCALE = re.compile(r"\b(тыс|тысяч|thousands?|millions?|млн)\b", re.IGNORECASE)
_ORIGIN = re.compile(
    r"citizenship|nationality|origin|country of birth|гражданств|выезда|происхожден|рождени", re.I
)
_PLACE = re.compile(r"destination|host|country of stay|residence|пребывани|назначени|проживани", re.I)
_YEAR_ONLY = re.compile(r"(?:19|20)\d\d")
_SUMS = re.compile(r"^(?:total|all|sum|всего|итого)\b", re.IGNORECASE)
_MISSING = frozenset(("", "-", "–", "—", "..", "...", "n/a", "н/д"))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a heading, a label or a caption says."""

    group: str | None
    unit: str | None
    origin: tuple[str, ...]
    place: tuple[str, ...]
    any_place: tuple[str, ...]
    period: tuple[datetime.date, datetime.date] | None
    scale: float


def without_tables(text: str) -> tuple[str, list[tuple[int, list[str], str]]]:
    """The text with its tables blanked out, and each table: its first character, its lines, its caption."""
    tables: list[tuple[int, list[str], str]] = []
    lines = [(match.start(), match.group()) for match in _LINE.finditer(text)]
    first = 0
    while first < len(lines):
        last = first
        while last < len(lines) and PARTED in lines[last][1] and _follows(text, lines, first, last):
            last += 1
        if last - first >= 2:
            above = lines[first - 1] if first else None
            is_near = above is not None and lines[first][0] - above[0] - len(above[1]) <= 2
            tables.append(
                (
                    lines[first][0],
                    [line for _, line in lines[first:last]],
                    above[1] if is_near and above else "",
                )
            )
        first = max(last, first + 1)
    for start, rows, _ in tables:
        length = sum(map(len, rows)) + len(rows) - 1
        text = text[:start] + "\n" * length + text[start + length :]
    return text, tables


def _follows(text: str, lines: list[tuple[int, str]], first: int, last: int) -> bool:
    """Whether a line stands right below the one before it."""
    return last == first or lines[last][0] == lines[last - 1][0] + len(lines[last - 1][1]) + 1


def table_candidates(
    start: int, rows: list[str], caption: str, published: datetime.date | None, names: Gazetteer
) -> Iterator[Candidate]:
    """Every number of a table that counts people or things the ledger knows.

    Parameters
    ----------
    start
        Its first character in the text.
    rows
        Its lines.
    caption
        The line above it.
    published, names
        As for sentences.
    """
    header = rows[0].split(PARTED)
    told = _said(caption, published, names)
    columns = [_said(cell, published, names) for cell in header]
    at = start + len(rows[0]) + 1
    for row in rows[1:]:
        cells = row.split(PARTED)
        label = _said(cells[0], published, names)
        place = at + len(cells[0]) + len(PARTED)
        for column, cell in enumerate(cells[1:], start=1):
            heading = columns[column] if column < len(columns) else columns[0]
            title = header[column] if column < len(header) else ""
            found = _cell(cell, place, (told, label, heading), (caption, cells[0], title, header[0]))
            if found is not None:
                yield found
            place += len(cell) + len(PARTED)
        at += len(row) + 1


def _cell(
    cell: str, start: int, said: tuple[_Said, _Said, _Said], words: tuple[str, str, str, str]
) -> Candidate | None:
    """One cell as a candidate; nothing where it holds no number or nothing known is counted."""
    told, label, heading = said
    tokens = tokenise(cell)
    if cell.strip() in _MISSING or not tokens:
        return None
    quantities = find_quantities(tokens, set())
    if len(quantities) != 1 or refusal(tokens, quantities[0], cell.lower()) is not None:
        return None
    quantity = quantities[0]
    hedge(tokens, quantity)
    is_percent = quantity.unit == "percent" or "%" in words[2]
    group = next((each.group for each in (heading, label, told) if each.unit), None)
    unit = (
        "percent" if is_percent else next((each.unit for each in (heading, label, told) if each.unit), None)
    )
    if unit is None or quantity.kind not in ("level", "share"):
        return None
    scale = 1.0 if is_percent else heading.scale * told.scale
    origin, place = _ends(told, label, heading, words[3])
    period = heading.period or label.period or told.period
    value, low, high = (
        None if each is None else round(each * scale, 6)
        for each in (quantity.value, quantity.low, quantity.high)
    )
    return Candidate(
        kind="share" if is_percent else "level",
        hedge=quantity.hedge,
        value=value,
        low=low,
        high=high,
        unit=unit,
        group=group,
        origin=origin,
        place=place,
        from_=None if period is None else period[0],
        until=None if period is None else period[1],
        span=(start, start + len(cell)),
        sentence=f"{words[0]}: {words[1]}, {words[2]}: {cell}".removeprefix(": "),
        confidence=CONFIDENCE,
        reasons=(
            f'a cell of a table: row "{words[1]}", column "{words[2]}"',
            *((f'caption: "{words[0]}"',) if words[0] else ()),
        ),
    )


def _ends(told: _Said, label: _Said, heading: _Said, corner: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Where people come from and where they are: the caption's ends, and rows and columns for what it leaves open."""
    origin, place = told.origin, told.place
    for said in (label, heading):
        named = said.any_place
        if not named:
            continue
        if said.origin or (said is label and _ORIGIN.search(corner)):
            origin = named
        elif said is label and _PLACE.search(corner):
            place = named
        elif place and not origin:
            origin = named
        elif not place:
            place = named
    return origin, place


def _said(text: str, published: datetime.date | None, names: Gazetteer) -> _Said:
    """What some words say about numbers beside or under them."""
    tokens = tokenise(text)
    mentions = names.find(tokens)
    nouns = find_nouns(tokens, mentions)
    roles = [role_of(tokens, nouns, mentions, which) for which in range(len(mentions))]
    noun = next((each for each in nouns if each is not None), None)
    year = _YEAR_ONLY.fullmatch(text.strip())
    periods = [
        each for each in find_periods(text if year is None else f"in {text.strip()}", published) if each.first
    ]
    scale = _SCALE.search(text)
    codes = {
        role: tuple(
            sorted(
                code for each, its in zip(mentions, roles, strict=True) if its == role for code in each.codes
            )
        )
        for role in ("origin", "place")
    }
    first = periods[0] if periods else None
    return _Said(
        group=None if noun is None else noun[0],
        unit=None if noun is None else noun[1],
        origin=codes["origin"],
        place=codes["place"],
        any_place=tuple(sorted({code for each in mentions for code in each.codes}))
        if not _SUMS.match(text)
        else (),
        period=None
        if first is None or first.first is None or first.last is None
        else (first.first, first.last),
        scale=float(SCALES[scale[1].lower()]) if scale else 1.0,
    )
