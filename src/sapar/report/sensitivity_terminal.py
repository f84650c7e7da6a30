"""What moves the answers, in a terminal."""

from __future__ import annotations

from rich.table import Table

from sapar.report.language import Language
from sapar.report.sensitivity_words import driver_rows, driver_titles, how_found
from sapar.report.terminal import wide_console
from sapar.sensitivity.result import Sensitivity


def say_sensitivity(found: Sensitivity, threshold: float, language: str) -> None:
    """Five inputs for each answer."""
    words, console = Language(language), wide_console()
    table = Table(box=None, padding=(0, 2, 0, 0))
    for index, title in enumerate(driver_titles(words)):
        table.add_column(title, no_wrap=index == 1)
    for row in driver_rows(found, words, threshold):
        table.add_row(*row)
    console.print(table)
    console.print()
    for line in how_found(found, words):
        console.print(line, markup=False)
