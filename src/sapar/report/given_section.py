"""Minor flows in a run's report and in the terminal: taken as given, not simulated."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table

from sapar.model.declarations.minor_flows import MinorFlow
from sapar.report.answers import phrase
from sapar.report.language import Language
from sapar.report.terminal import number_in_words, wide_console
from sapar.report.view import View
from sapar.results.disclose import disclosed
from sapar.results.minor_flows import GivenFlow

COLUMNS = (
    "given.column.flow", "given.column.days", "given.column.number", "column.grade", "column.source", "column.why",
)  # fmt: skip
"""Titles of the columns."""


def given_section(view: View) -> dict[str, Any] | None:
    """Every row with its number, grade, source and reason; nothing where a study names none."""
    if not view.page.given:
        return None
    names = {source.source: source.name for source in view.page.sources}
    return {
        "titles": [view.language.text(column) for column in COLUMNS],
        "numeric": [False] * len(COLUMNS),
        "rows": [_cells(view, given, names) for given in view.page.given],
    }


def _cells(view: View, given: GivenFlow, names: dict[str, str]) -> list[str]:
    """One row in words."""
    language, row, answer = view.language, given.row, given.answer
    number, spread = phrase(answer.median, answer.low80, answer.high80, answer.unit, view)
    shown = f"{number} ({spread})" if answer.high80 > 0 else number
    return [
        language.choose(answer.question),
        _days(row, language),
        f"{answer.date}: {shown}",
        row.grade,
        "; ".join((names.get(row.source, row.source), *row.claims)),
        row.note,
    ]


def _days(row: MinorFlow, language: Language) -> str:
    """When it holds; whole years by their number."""
    if row.until is not None:
        return language.period(row.from_, row.until)
    first = row.from_.isoformat().removesuffix("-01-01")
    return language.text("given.since", date=language.date(first))


def say_given(given: Sequence[GivenFlow], threshold: float, language: str) -> None:
    """The flows of the last year in a terminal, apart from the answers."""
    if not given:
        return
    words, last = Language(language), max(each.answer.date for each in given)
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for each in given:
        answer = each.answer
        if answer.date == last:
            middle, low, high = (
                number_in_words(value, answer.unit, threshold, words)
                for value in (answer.median, answer.low80, answer.high80)
            )
            grade = words.text("given.grade", grade=each.row.grade)
            table.add_row(words.choose(answer.question), middle, f"80 %: {low} – {high}", answer.date, grade)
    console = wide_console()
    console.print(words.text("given.terminal"), markup=False)
    console.print(table)


def given_as_data(given: Sequence[GivenFlow], threshold: float) -> list[dict[str, Any]]:
    """The flows for other programs, small counts hidden."""
    return [
        {
            "number": each.answer.id,
            "simulated": False,
            **disclosed(
                {name: getattr(each.answer, name) for name in ("median", "low80", "high80")},
                each.answer.unit,
                threshold,
            ),
            "unit": each.answer.unit,
            "date": each.answer.date,
            "from": each.row.from_.isoformat(),
            "until": None if each.row.until is None else each.row.until.isoformat(),
            "grade": each.row.grade,
            "source": each.row.source,
            "claims": list(each.row.claims),
            "definition": each.answer.definition["en"],
            "note": each.row.note,
        }
        for each in given
    ]
