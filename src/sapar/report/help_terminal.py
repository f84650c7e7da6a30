"""A plan for help in a terminal, with exact counts for those who carry it out."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from sapar.operations.help.answer import Answer
from sapar.report.help_tables import HelpTable, help_tables, month_table
from sapar.report.help_words import assumptions, headlines
from sapar.report.language import Language

LEAST_WIDTH = 170
"""Columns the tables need."""


def say_help(found: Answer, code: str) -> None:
    """Sentences, then who asks, what helps, what formulas say, and every institution month by month."""
    language = Language(code)
    console = Console()
    console = console if console.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)

    def line(text: str) -> None:
        console.print(text, markup=False, highlight=False, soft_wrap=True)

    def table(one: HelpTable) -> None:
        line(f"\n{one.title}")
        if one.how:
            line(f"  {one.how}")
        console.print(_drawn(one))

    line(language.text("help.title", name=found.case.name))
    for sentence in headlines(found, language, 0.0):
        line(f"  {sentence}")
    line(f"\n{language.text('plan.exact')}")
    for one in help_tables(found, language, 0.0):
        table(one)
    for number in range(len(found.case.institutions)):
        table(month_table(found, number, language, 0.0))
    line(f"\n{language.text('plan.assumed.title')}")
    for sentence in assumptions(found, language):
        line(f"  {sentence}")
    if found.case.sources:
        line(f"  {language.text('help.sources', n=len(found.case.sources))}")


def _drawn(one: HelpTable) -> Table:
    """A table of rich."""
    drawn = Table(box=None, padding=(0, 2, 0, 0))
    rows = [[cell.replace(" (", "\n(") for cell in row] for row in one.rows]
    for column, (title, is_number) in enumerate(zip(one.titles, one.numeric, strict=True)):
        longest = max((len(line) for row in rows for line in row[column].split("\n")), default=1)
        drawn.add_column(title, justify="right" if is_number else "left", min_width=min(longest, 44))
    for row in rows:
        drawn.add_row(*row)
    return drawn
