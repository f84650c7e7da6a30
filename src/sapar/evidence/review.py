"""Candidates under review: a table that a person fills in, and the claims that come of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sapar.errors import MissingColumn, NotADate, UnknownChoice
from sapar.evidence.definitions import DEFINITION
from sapar.evidence.reading.candidate import Candidate
from sapar.evidence.rows import Row, free_name, period_text, text_of
from sapar.position import Position

DECISIONS = ("", "accept", "refuse")
"""What a person writes; blank is undecided and stays out of the ledger."""
COLUMNS = (
    "decision", "number", "kind", "definition", "quantity", "citizenship", "place", "from", "until", "value", "low",
    "high", "before", "unit", "hedge", "attribution", "as_printed", "sentence", "confidence", "reasons", "note",
)  # fmt: skip
"""Columns of a table of candidates; everything but the sentence may be corrected in place."""
_KEPT = (
    "definition", "quantity", "citizenship", "place", "from", "until", "low", "high", "unit", "hedge", "as_printed",
)  # fmt: skip
_KIND_DEFINITION = {"share": "share", "ratio": "ratio", "growth": "ratio", "no_data": "no_data"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a table of candidates comes to."""

    accepted: tuple[Row, ...]
    """Rows for the ledger."""
    refused: int
    """How many were refused."""
    open: int
    """How many are undecided."""


def candidate_rows(candidates: Sequence[Candidate]) -> list[Row]:
    """Candidates as rows of a table to be reviewed, all undecided."""
    rows = []
    for number, each in enumerate(candidates, start=1):
        first, last = period_text(each.from_, each.until)
        start, end = each.span
        rows.append(
            {
                "decision": "",
                "number": str(number),
                "kind": each.kind,
                "definition": each.definition or _KIND_DEFINITION.get(each.kind, ""),
                "quantity": quantity_of(each),
                "citizenship": text_of(each.origin),
                "place": text_of(each.place),
                "from": first,
                "until": last,
                "value": text_of(each.value),
                "low": text_of(each.low) if each.hedge != "vague" else "",
                "high": text_of(each.high) if each.hedge != "vague" else "",
                "before": text_of(each.before),
                "unit": each.unit or "",
                "hedge": each.hedge,
                "attribution": each.attribution or "",
                "as_printed": _printed(each),
                "sentence": each.sentence,
                "confidence": f"{each.confidence:.2f}",
                "reasons": "; ".join(each.reasons),
                "note": f"characters {start} to {end}",
            }
        )
    return rows


def _printed(candidate: Candidate) -> str:
    """The number's own words, with a little around them."""
    return " ".join(candidate.sentence.split())[:300]


def quantity_of(candidate: Candidate) -> str:
    """In a few words what is counted."""
    group = (candidate.group or candidate.unit or "number").replace("_", " ")
    change = {"growth": "change of ", "ratio": "ratio of ", "share": "share: ", "change": ""}.get(
        candidate.kind, ""
    )
    return f"{change}{group}"


def candidates_csv(rows: Sequence[Row]) -> str:
    """The table of candidates as CSV text."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue()


def read_candidates(text: str, file: str) -> list[Row]:
    """The rows of a table of candidates.

    Raises
    ------
    MissingColumn
        The file is no table of candidates.
    """
    first_line = text.split("\n", 1)[0]
    separator = ";" if first_line.count(";") > first_line.count(",") else ","
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=separator))
    missing = [name for name in ("decision", "definition", "sentence") if rows and name not in rows[0]]
    if missing or not rows:
        raise MissingColumn(
            at=Position(file=file, line=1),
            why=f"is no table of candidates: {', '.join(missing) or 'it has no rows'}",
            try_="write one with: sapar evidence read DOCUMENT --save candidates.csv",
        )
    return [{name: (row.get(name) or "").strip() for name in COLUMNS} for row in rows]


def review(
    rows: Sequence[Mapping[str, str]], *, source: str, grade: str, taken: Sequence[str], file: str
) -> Review:
    """The rows for the ledger that the accepted candidates give.

    A change from one number to another becomes two claims; a candidate without a definition is refused
    with its line, since a number that counts nobody knows what must not enter.

    Raises
    ------
    UnknownChoice, NotADate
        A decision or a definition that does not exist; an accepted row without a period.
    """
    accepted: list[Row] = []
    names = list(taken)
    for line, row in enumerate(rows, start=2):
        if row["decision"] not in DECISIONS:
            at = Position(file=file, line=line)
            raise UnknownChoice(at=at, found=row["decision"], known=[each for each in DECISIONS if each])
        if row["decision"] != "accept":
            continue
        if row["definition"] not in DEFINITION:
            at = Position(file=file, line=line)
            raise UnknownChoice(at=at, found=row["definition"] or "(blank)", known=tuple(DEFINITION))
        if not row["from"] and row["definition"] not in ("rule", "statement", "no_data"):
            raise NotADate(
                at=Position(file=file, line=line),
                why="an accepted number has no period: stocks change, so it cannot be compared with anything",
                try_="fill from and until, such as 2020 or 2020-08-05",
            )
        for claim in _claims_of(row):
            name = free_name(source, names)
            names.append(name)
            accepted.append({**claim, "claim": name, "source": source, "grade": grade})
    decisions = [row["decision"] for row in rows]
    return Review(accepted=tuple(accepted), refused=decisions.count("refuse"), open=decisions.count(""))


def _claims_of(row: Mapping[str, str]) -> list[Row]:
    """One claim, or two of a change; the day of the earlier number is not the later one's and stays blank."""
    same = {
        name: row[name]
        for name in (
            "definition",
            "quantity",
            "citizenship",
            "place",
            "from",
            "until",
            "low",
            "high",
            "unit",
            "hedge",
            "as_printed",
        )
    }
    said = f"said by: {row['attribution']}" if row["attribution"] else ""
    same["note"] = "; ".join(part for part in (said, row["note"]) if part)
    if row["kind"] != "change" or not row["before"]:
        return [{**same, "value": row["value"]}]
    earlier = {
        **same,
        "from": "",
        "until": "",
        "value": row["before"],
        "quantity": f"{row['quantity']}, before the change",
    }
    return [earlier, {**same, "value": row["value"], "quantity": f"{row['quantity']}, after the change"}]
