"""Validation in a terminal: sentences, failures first, then everything else."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table

from sapar.report.catalogue import MESSAGES
from sapar.report.language import Language
from sapar.report.terminal import number_in_words, wide_console
from sapar.report.validation_words import (
    baseline_rows,
    baseline_titles,
    caveats,
    claimed_in_words,
    holdout_rows,
    holdout_titles,
    verdicts,
)
from sapar.results.validation import Validation


def say_validation(found: Validation, threshold: float, language: str) -> None:
    """Everything, in the order of a page."""
    words, console = Language(language), wide_console()
    for line in verdicts(found, words):
        console.print(line, markup=False)
    console.print()
    figures = Table(box=None, padding=(0, 2, 0, 0))
    for key in ("figure", "verdict", "printed", "model", "counted", "tolerance", "role"):
        figures.add_column(words.text(f"column.{key}"))
    for each in found.figures:
        numbers = [
            number_in_words(value, each.unit, threshold, words)
            for value in (each.median, each.low80, each.high80)
        ]
        held = f" ({words.text('val.held_out')})" if each.figure in found.figures_held_out else ""
        figures.add_row(
            each.figure,
            words.text(f"verdict.{each.verdict}"),
            claimed_in_words(each, words),
            "\u2013" if each.median != each.median else f"{numbers[0]} ({numbers[1]} \u2013 {numbers[2]})",
            _known(words, "operator", each.operator),
            _known(words, "tolerance", each.tolerance),
            _known(words, "role", each.role) + held,
        )
    console.print(figures)
    if found.holdouts:
        console.print()
        _print(holdout_titles(words), holdout_rows(found, words, lambda code: code))
    if found.baselines:
        console.print()
        _print(baseline_titles(words), baseline_rows(found, words))
    console.print()
    for line in caveats(found, words):
        console.print(line, markup=False)


def _print(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A plain table."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title)
    for row in rows:
        table.add_row(*row)
    wide_console().print(table)


def _known(words: Language, family: str, word: str) -> str:
    """The catalogue's word for a code; the code where it has none."""
    key = f"{family}.{word}"
    return words.text(key) if key in MESSAGES else word
