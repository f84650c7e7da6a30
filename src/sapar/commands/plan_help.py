"""`sapar plan help`: how long people wait for help, and what shortens it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sapar.commands.sheets import Refusing, case_of
from sapar.commands.terminal import Json, Language, print_json, require_language

if TYPE_CHECKING:
    from sapar.operations.help.case import HelpCase


def help_capacity(
    sheet: Annotated[
        Path | None,
        typer.Argument(help="A workbook (XLSX), or a folder of CSV files, or one of these files."),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(help="Write a sheet to fill in: a name ending in .xlsx, or a folder for CSV."),
    ] = None,
    example: Annotated[str | None, typer.Option(help="A bundled sheet: union-and-associations.")] = None,
    objective: Annotated[str, typer.Option(help="waiting, resolved, wages or unmet-need.")] = "waiting",
    target_wait: Annotated[
        float | None, typer.Option(min=0.0, max=520.0, help="Weeks: find the fewest lawyers that keep to it.")
    ] = None,
    chance: Annotated[float, typer.Option(min=0.01, max=0.999, help="With this chance.")] = 0.9,
    restriction: Annotated[
        float,
        typer.Option(
            min=0.0, max=1.0, help="Share of joins, grants and partners' work that a law keeps away."
        ),
    ] = 0.5,
    replicates: Annotated[int, typer.Option(min=2, max=10_000, help="Cases of chance drawn.")] = 300,
    seed: Annotated[int, typer.Option(min=0, help="Seed of all random words.")] = 1,
    xlsx: Annotated[
        Path | None, typer.Option(help="Write a workbook with exact counts, for operations.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write a page with pictures; small counts are hidden.")
    ] = None,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Plan help for migrants: waits, backlog, money, and what one more of something saves."""
    from sapar.operations.help.answer import Ask, answer
    from sapar.operations.help.objective import objective_of
    from sapar.operations.help.template import TEMPLATES

    require_language(lang)
    guarded = Refusing(lang, json=json)
    aim = guarded(lambda: objective_of(objective))
    if template is not None:
        for path in guarded(lambda: TEMPLATES.write(template, example)):
            print(f"written: {path}")
        return
    case = _case(sheet, example, guarded)
    ask = Ask(
        objective=aim,
        replicates=replicates,
        seed=seed,
        restriction=restriction,
        target_wait=target_wait,
        chance=chance,
    )
    found = guarded(lambda: answer(case, ask))
    written = []
    if xlsx is not None:
        from sapar.report.help_workbook import write_help_workbook

        guarded(lambda: write_help_workbook(xlsx, found, lang))
        written.append(xlsx)
    if html is not None:
        from sapar.files.write import write_text
        from sapar.report.help_page import help_page

        guarded(lambda: write_text(html, help_page(found, lang)))
        written.append(html)
    if json:
        from sapar.operations.help.record import record

        print_json(record(found))
        return
    from sapar.report.help_terminal import say_help

    say_help(found, lang)
    for path in written:
        print(f"written: {path}")


def _case(sheet: Path | None, example: str | None, guarded: Refusing) -> HelpCase:
    """The case of a sheet or of a bundled one."""
    from sapar.operations.help.read import read_case
    from sapar.operations.help.template import TEMPLATES

    return case_of(sheet, example, TEMPLATES, read_case, guarded)
