"""The law as plain values: for JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sapar.model.declarations import Declarations
from sapar.model.declarations.law_tables import QUESTIONS
from sapar.model.law_answers import answer, label_of
from sapar.model.law_changes import LawChange
from sapar.model.regime import Basis, Regime

MATRIX_COLUMNS = (
    "citizenship", "place", "days", "counting", "window", "entry_days", "clock", "member", "authorisation", "fee",
    "one_off", "currency", "test",
)  # fmt: skip
"""Of the table of all citizenships and hosts, before the rows that say so."""


def regime_record(declarations: Declarations, found: Regime) -> dict[str, Any]:
    """A regime with the answer to every question and the rows that say so."""
    law = declarations.law
    answers = {question: answer(law, found, question) for question in QUESTIONS}
    return {
        "citizenship": found.citizenship,
        "place": found.place,
        "date": found.date.isoformat(),
        "purpose": found.purpose,
        "answers": {
            name: {"value": each.value, "rows": [label_of(row) for row in each.rows]}
            for name, each in answers.items()
        },
        "rows": [row_record(row) for row in (*found.rows, *found.proposed)],
    }


def row_record(row: Basis) -> dict[str, Any]:
    """A row of law as it stands in its table, with its place in the file."""
    values = {name.rstrip("_"): value for name, value in asdict(row).items() if name != "at"}
    dates = {name: None if values[name] is None else values[name].isoformat() for name in ("from", "until")}
    return {"row": label_of(row), **values, **dates}


def change_record(change: LawChange) -> dict[str, Any]:
    """A change of the law."""
    return {
        "date": change.date.isoformat(),
        "begins": change.begins,
        "row": row_record(change.row),
        "before": None if change.before is None else row_record(change.before),
    }


def matrix_rows(declarations: Declarations, regimes: Sequence[Sequence[Regime]]) -> list[dict[str, str]]:
    """One row a citizenship and host."""
    law = declarations.law
    rows = []
    for found in (found for row in regimes for found in row if not found.is_home):
        values = {name: answer(law, found, name).value for name in MATRIX_COLUMNS[2:]}
        basis = [found.stay, found.suspension, *(found.membership or (found.work,))]
        labels = " ".join(label_of(row) for row in basis if row is not None)
        rows.append({"citizenship": found.citizenship, "place": found.place, **values, "rows": labels})
    return rows


def matrix_csv(rows: Sequence[dict[str, str]]) -> str:
    """The same as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, (*MATRIX_COLUMNS, "rows"), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
