"""The rows that `sapar evidence add` writes: a claim, a correction, a withdrawal, a table."""

from __future__ import annotations

from collections.abc import Mapping as Pairs
from dataclasses import replace
from pathlib import Path

import typer

from sapar.commands.terminal import WRONG_USE, guarded, say
from sapar.errors import UnknownChoice, UnknownClaim, UnknownColumn
from sapar.evidence import Ledger
from sapar.evidence.claims import CLAIMS
from sapar.evidence.definitions import DEFINITION
from sapar.evidence.importers import LAYOUTS, guess_mapping, import_claims
from sapar.evidence.importers.layouts import ROLES
from sapar.evidence.rows import Row, free_name, row_of
from sapar.files.grids import read_rows
from sapar.position import Position
from sapar.study import Study

_AT = Position(file="evidence/claims.csv")


def correction(
    ledger: Ledger, given: Pairs[str, str], replaces: str | None, source: str | None, grade: str
) -> list[Row]:
    """One new row; one that corrects starts from the row it replaces."""
    for name in given:
        if name not in [column.name for column in CLAIMS.columns]:
            _refuse(UnknownColumn(at=_AT, found=name, known=[column.name for column in CLAIMS.columns]))
    start: Row = {"grade": grade, "hedge": "point"}
    if replaces is not None:
        _require_claim(ledger, replaces)
        start = row_of(ledger.claim[replaces]) | {"replaces": replaces}
    row = start | dict(given) | ({"source": source} if source else {})
    wanted = given.get("claim") or free_name(replaces or row.get("source") or "claim", ledger.claim)
    return [row | {"claim": wanted}]


def withdrawal(ledger: Ledger, claim: str, given: Pairs[str, str]) -> list[Row]:
    """The row that says a claim no longer holds."""
    _require_claim(ledger, claim)
    if not given.get("note"):
        raise typer.BadParameter("a withdrawal needs its reason: --set note=...", param_hint="--withdraw")
    held = row_of(ledger.claim[claim])
    kept = {
        name: held[name] for name in ("source", "quantity", "citizenship", "place", "from", "until", "grade")
    }
    return [
        kept
        | {
            "claim": free_name(f"{claim}-withdrawn", ledger.claim),
            "definition": "withdrawn",
            "hedge": "none",
            "as_printed": held["as_printed"],
            "replaces": claim,
            "note": given["note"],
        }
    ]


def table(
    study: Study,
    file: Path,
    source: str,
    grade: str,
    layout: str | None,
    sheet: str | None,
    columns: Pairs[str, str],
    constants: Pairs[str, str],
    is_confirmed: bool,
) -> list[Row]:
    """The rows of a table, once its mapping is confirmed."""
    if layout is not None and layout not in LAYOUTS:
        raise typer.BadParameter(
            f"there is no layout {layout}; there are {', '.join(LAYOUTS)}", param_hint="--layout"
        )
    rows = guarded(lambda: read_rows(file, sheet))
    mapping = guess_mapping(rows, layout)
    header = rows[max(0, mapping.first_row - 1)]
    for role, name in columns.items():
        if role not in ROLES:
            _refuse(UnknownChoice(at=Position(file=file.name), found=role, known=ROLES))
        if name not in header:
            _refuse(
                UnknownColumn(at=Position(file=file.name, line=mapping.first_row), found=name, known=header)
            )
    mapping = mapping.with_columns(header, dict(columns))
    mapping = replace(mapping, constants={**mapping.constants, **constants})
    has_definition = "definition" in mapping.columns or mapping.constants.get("definition") in DEFINITION
    if not has_definition:
        say("what the table counts is not known; numbers of different definitions must not be mixed")
        say(f"   try: --const definition=NAME, one of {', '.join(DEFINITION)}")
        raise typer.Exit(WRONG_USE)
    imported = import_claims(
        rows,
        mapping,
        source=source,
        grade=grade,
        known_places=study.declarations.frame.places.index,
        taken=study.ledger.claim,
    )
    say(f"{file.name}: read as {mapping.layout}")
    for role in ROLES:
        if role in mapping.names or role in mapping.constants:
            meant = (
                f"column {mapping.names[role]}"
                if role in mapping.names
                else f"always {mapping.constants[role]}"
            )
            say(f"   {role:12} {meant}")
    header = rows[max(0, mapping.first_row - 1)]
    if mapping.parts:
        say(
            f"   {'quantity':12} with columns {', '.join(mapping.parts)} where they name a part of the people"
        )
    if unused := mapping.unused(header):
        say(f"   not used     {', '.join(unused)}: if one of them is needed, --map role=column")
    for reason, count in imported.skipped.items():
        say(f"   left out     {count} rows: {reason}")
    for row in imported.rows[:3]:
        people = f"{row['citizenship'] or '-'} > {row['place'] or '-'}"
        say(f"   such as      {people}, {row['from']}: {row['value'] or row['low']} {row['unit']}")
    if not imported.rows:
        say("no row of the table can become a claim of this study")
        raise typer.Exit(WRONG_USE)
    if not is_confirmed and not typer.confirm(
        f"Add {len(imported.rows)} claims with this mapping?", err=True
    ):
        raise typer.Exit(WRONG_USE)
    return list(imported.rows)


def _require_claim(ledger: Ledger, claim: str) -> None:
    """Leave with a message unless the claim is there and holds."""
    if claim not in ledger.claim:
        _refuse(UnknownClaim(at=_AT, found=claim, known=ledger.claim))
    later = ledger.replaced_by.get(claim)
    if later is not None:
        say(f'"{claim}" is replaced by {later} already\n   try: {later}')
        raise typer.Exit(WRONG_USE)


def _refuse(error: Exception) -> None:
    """Leave with the error's message."""
    say(str(error))
    raise typer.Exit(WRONG_USE)
