"""The rows of a mapped table as rows of the ledger."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sapar.evidence.importers.codes import country_code
from sapar.evidence.importers.layouts import Mapping
from sapar.evidence.rows import Row, free_name
from sapar.files.names import is_name

_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")
_HALF = re.compile(r"(\d{4})-?[SH]([12])")
_MONTH = re.compile(r"(\d{4})-?M(\d\d)")
_SPAN = re.compile(r"(\d{4})\s*[-–/]\s*(\d{4})")
_DATE = re.compile(r"(\d{4})(-\d\d)?(-\d\d)?(?:T.*)?")
_REVERSED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_SPACES = re.compile(r"[ \u00a0\u2009\u202f]")

_WHOLE = frozenset(
    ("", "t", "total", "_t", "both", "both sexes", "all", "all ages", "total_all", "оба", "все", "всего")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What a table gives."""

    rows: tuple[Row, ...]
    """Rows for the ledger."""
    skipped: dict[str, int]
    """How many rows were left out, by reason."""


def import_claims(
    rows: Sequence[Sequence[str]],
    mapping: Mapping,
    *,
    source: str,
    grade: str,
    known_places: Iterable[str],
    taken: Iterable[str],
) -> Imported:
    """Rows for the ledger, one for every number.

    Parameters
    ----------
    rows
        [row][column] the table.
    mapping
        What its columns mean, confirmed by the user.
    source
        Name of the source all of them come from.
    grade
        How good the evidence is.
    known_places
        Codes the study has; rows about others are left out and counted.
    taken
        Names of claims that are there already.
    """
    places, names = frozenset(known_places), set(taken)
    stem = free_name(source, ())[:-3]
    made: list[Row] = []
    skipped: Counter[str] = Counter()
    for row in rows[mapping.first_row :]:
        for value, year in _numbers(row, mapping):
            claim, reason = _claim(row, mapping, value, year, places)
            if claim is None:
                skipped[reason] += 1
                continue
            name = _next_name(stem, names)
            names.add(name)
            made.append({**claim, "claim": name, "source": source, "grade": grade})
    return Imported(rows=tuple(made), skipped=dict(skipped))


def _next_name(stem: str, names: set[str]) -> str:
    """The next free name; counting starts behind what is there."""
    number = len(names) + 1
    while f"{stem}-{number:04}" in names:
        number += 1
    return f"{stem}-{number:04}"


def _numbers(row: Sequence[str], mapping: Mapping) -> list[tuple[str, str]]:
    """Value and period of each number of a row."""
    if mapping.years:
        return [
            (row[index], str(year))
            for index, year in mapping.years.items()
            if index < len(row) and row[index]
        ]
    return [(_cell(row, mapping, "value"), _cell(row, mapping, "period"))]


def _cell(row: Sequence[str], mapping: Mapping, role: str) -> str:
    """The text of a role: its column's, or what all rows share."""
    index = mapping.columns.get(role)
    text = row[index].strip() if index is not None and index < len(row) else ""
    return text or mapping.constants.get(role, "")


def _claim(
    row: Sequence[str], mapping: Mapping, value: str, period: str, places: frozenset[str]
) -> tuple[Row | None, str]:
    """One row for the ledger, or why there is none."""
    number = number_text(value)
    low, high = number_text(_cell(row, mapping, "low")), number_text(_cell(row, mapping, "high"))
    if number is None and low is None and high is None:
        return None, "no number" if not value else f'"{value[:20]}" is no number'
    dates = period_of(period)
    if dates is None:
        return None, f'"{period[:20]}" is no period' if period else "no period"
    place, origin = _code(_cell(row, mapping, "place"), places), _code(_cell(row, mapping, "origin"), places)
    for text, code, role in (
        (_cell(row, mapping, "place"), place, "place"),
        (_cell(row, mapping, "origin"), origin, "origin"),
    ):
        if text and code is None:
            return None, f"{role} is not in the study"
    if place == "*":
        return None, "a total over all places"
    last = period_of(_cell(row, mapping, "until"))
    is_range = number is None and low is not None and high is not None
    return {
        "definition": _cell(row, mapping, "definition"),
        "quantity": "; ".join([_cell(row, mapping, "quantity") or "imported number", *_parts(row, mapping)]),
        "citizenship": origin or "",
        "place": place or "",
        "from": dates[0],
        "until": last[1] if last else dates[1],
        "value": number or "",
        "low": low or "",
        "high": high or "",
        "unit": _cell(row, mapping, "unit") or "persons",
        "hedge": "range" if is_range else "point",
        "as_printed": _cell(row, mapping, "as_printed") or value or f"{low} to {high}",
        "note": _cell(row, mapping, "note"),
    }, ""


def _parts(row: Sequence[str], mapping: Mapping) -> list[str]:
    """Which part of the people a row counts, such as "sex F"; nothing for all of them."""
    return [
        f"{name} {row[index].strip()}"
        for name, index in mapping.parts.items()
        if index < len(row) and row[index].strip().lower() not in _WHOLE
    ]


def _code(text: str, places: frozenset[str]) -> str | None:
    """The study's name of a place or citizenship."""
    if is_name(text) and text in places:
        return text
    code = country_code(text) if text else None
    return code if code == "*" or code in places else None


def number_text(text: str) -> str | None:
    """Digits with a decimal point, or None where the cell holds no number."""
    bare = _SPACES.sub("", text).replace("−", "-")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", bare):
        bare = bare.replace(",", "")
    elif re.fullmatch(r"-?\d+,\d+", bare):
        bare = bare.replace(",", ".")
    if not re.fullmatch(r"-?\d+(?:\.\d+)?(?:[eE]\+?\d+)?", bare):
        return None
    value = float(bare)
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def period_of(text: str) -> tuple[str, str] | None:
    """`from` and `until` of a period as statistical tables write it."""
    text = text.strip()
    if found := _QUARTER.fullmatch(text):
        first = 3 * int(found[2]) - 2
        return f"{found[1]}-{first:02}", f"{found[1]}-{first + 2:02}"
    if found := _HALF.fullmatch(text):
        first = 6 * int(found[2]) - 5
        return f"{found[1]}-{first:02}", f"{found[1]}-{first + 5:02}"
    if found := _MONTH.fullmatch(text):
        return (f"{found[1]}-{found[2]}",) * 2
    if found := _SPAN.fullmatch(text):
        return found[1], found[2]
    if found := _REVERSED.fullmatch(text):
        return (f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}",) * 2
    if found := _DATE.fullmatch(text):
        return ("".join(part or "" for part in found.groups()),) * 2
    return None
