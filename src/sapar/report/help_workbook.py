"""A plan for help as a workbook, with exact counts for those who carry it out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sapar.files.workbooks import Cell, Sheet, write_workbook
from sapar.operations.help.answer import Answer
from sapar.operations.help.record import record
from sapar.report.help_words import assumptions, headlines
from sapar.report.language import Language


def write_help_workbook(path: Path, found: Answer, code: str) -> None:
    """Sheets: summary, institutions, months, one more, losses, formulas, smallest staff, assumptions, sources."""
    language, plain = Language(code), record(found)
    title, exact = language.text("help.title", name=found.case.name), language.text("plan.exact")
    months = [
        {"institution": each["institution"], **month}
        for each in plain["institutions"]
        for month in each["by_month"]
    ]
    sheets = [
        Sheet(
            name="summary",
            columns=(title,),
            rows=[[sentence] for sentence in (exact, *headlines(found, language, 0.0))],
        ),
        _sheet(
            "institutions",
            [{k: v for k, v in each.items() if k != "by_month"} for each in plain["institutions"]],
            exact,
        ),
        _sheet("months", months, exact),
        _sheet("shelters", plain["shelters"], exact),
        _sheet(
            "one more", plain["one_more"], language.text("help.one_more.how", currency=found.case.currency)
        ),
        _sheet("losses", plain["losses"], exact),
        _sheet("formulas", plain["formulas"], language.text("help.formulas.how")),
        _sheet("smallest staff", plain["smallest_staff"], exact),
        Sheet(
            name="assumptions",
            columns=(language.text("plan.assumed.title"),),
            rows=[[sentence] for sentence in assumptions(found, language)],
        ),
        _sheet("sources", plain["sources"], exact),
    ]
    write_workbook(path, sheets, {"title": title, "comments": exact})


def _sheet(name: str, rows: list[dict[str, Any]], above: str) -> Sheet:
    """Records as rows; a band takes three columns."""
    flat = [_flat(row) for row in rows]
    columns = tuple(flat[0]) if flat else ("nothing",)
    return Sheet(
        name=name, columns=columns, rows=[[row[column] for column in columns] for row in flat], above=(above,)
    )


def _flat(row: dict[str, Any]) -> dict[str, Cell]:
    """Bands spread out, truths as words."""
    found: dict[str, Cell] = {}
    for name, value in row.items():
        if isinstance(value, dict):
            found |= {f"{name}_{part}": number for part, number in value.items()}
        else:
            found[name] = ("yes" if value else "no") if isinstance(value, bool) else value
    return found
