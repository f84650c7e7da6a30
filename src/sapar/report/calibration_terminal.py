"""A calibration in a terminal: what was learnt, what cannot be told, what is left apart."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from sapar.report.calibration.page import CalibrationView
from sapar.report.calibration.tables import outside_sentence, pair_sentences, parameter_table, residual_table

LEAST_WIDTH = 118
MOST_ROWS = 20
"""Parameters and pairs that are shown; the page has all."""


def say_calibration(view: CalibrationView, path: Path, *, from_store: bool) -> None:
    """Parameters before and after, figures before and after, what is not identified, where the files lie."""
    console = Console()
    console = console if console.width >= LEAST_WIDTH else Console(width=LEAST_WIDTH)
    text, record = view.language.text, view.record
    learnt = [each for each in record.learnt if each.is_learnt]
    console.print(text("cal.lead", learnt=len(learnt), all=len(record.learnt)), markup=False)
    parameters, figures = parameter_table(view), residual_table(view, view.figures)
    console.print(
        _table(parameters.titles[:-1], [row[:-1] for row in parameters.rows[: len(learnt)][:MOST_ROWS]])
    )
    rows = [(view.label(each), *row[1:-1]) for each, row in zip(view.figures, figures.rows, strict=True)]
    console.print(_table(figures.titles[:-1], rows))
    console.print(outside_sentence(view), markup=False)
    console.print(text("cal.unidentified") + ":", markup=False)
    for sentence in pair_sentences(view)[:MOST_ROWS]:
        console.print(f"  {sentence}", markup=False)
    wide = [each.parameter for each in record.learnt if not each.is_learnt]
    if wide:
        console.print("  " + text("cal.wide", n=len(wide), names=", ".join(sorted(wide))), markup=False)
    where = " (from the store)" if from_store else ""
    console.print(f"calibration{where}: {path}", markup=False, soft_wrap=True)


def _table(titles: tuple[str, ...], rows: list[tuple[str, ...]]) -> Table:
    """Columns without lines between them."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for title in titles:
        table.add_column(title)
    for row in rows:
        table.add_row(*row)
    return table
