"""Reviewing candidates in the terminal, one after the other."""

from __future__ import annotations

import typer

from sapar.evidence.rows import Row

_FIELDS = (
    "definition",
    "quantity",
    "citizenship",
    "place",
    "from",
    "until",
    "value",
    "low",
    "high",
    "before",
    "unit",
    "hedge",
    "note",
)


def decide(rows: list[Row]) -> None:
    """Ask about each undecided candidate and write the decision into its row; q leaves the rest undecided."""
    waiting = [row for row in rows if not row["decision"]]
    for number, row in enumerate(waiting, start=1):
        _show(row, number, len(waiting))
        while not row["decision"]:
            answer = (
                typer.prompt("a accept, r refuse, c correct, s skip, q stop", err=True).strip().lower()[:1]
            )
            if answer == "q":
                return
            if answer == "s":
                break
            if answer == "c":
                _correct(row)
                _show(row, number, len(waiting))
            row["decision"] = {"a": "accept", "r": "refuse"}.get(answer, "")


def _show(row: Row, number: int, count: int) -> None:
    """The candidate with its sentence and reasons."""
    typer.echo(f"\n[{number} of {count}] {row['sentence']}", err=True)
    for name in (*_FIELDS, "attribution"):
        if row[name]:
            typer.echo(f"   {name:12} {row[name]}", err=True)
    typer.echo(f"   {'because':12} {row['reasons']}", err=True)


def _correct(row: Row) -> None:
    """Ask for one field and its new text."""
    name = typer.prompt(f"which of {', '.join(_FIELDS)}", err=True).strip()
    if name not in _FIELDS:
        typer.echo(f"there is no field {name}", err=True)
        return
    row[name] = typer.prompt(name, default=row[name], show_default=bool(row[name]), err=True).strip()
