"""`sapar plan`: planners that stand alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sapar.commands.plan_help import help_capacity
from sapar.commands.sheets import Refusing, case_of
from sapar.commands.terminal import Json, Language, print_json, require_language

if TYPE_CHECKING:
    from sapar.operations.transit.case import Case

plan = typer.Typer(
    name="plan",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Plan help for people: a sheet of counts in, a plan with ranges out.",
)


plan.command("help")(help_capacity)


@plan.command()
def transit(
    sheet: Annotated[
        Path | None,
        typer.Argument(help="A workbook (XLSX), or a folder of CSV files, or one of these files."),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(help="Write a sheet to fill in: a name ending in .xlsx, or a folder for CSV."),
    ] = None,
    example: Annotated[
        str | None,
        typer.Option(help="A bundled sheet: template, mashtakovo-coaches, mashtakovo-trains, weekly-train."),
    ] = None,
    objective: Annotated[
        str, typer.Option(help="weighted-waiting, waiting, deprivation or cost-to-people.")
    ] = "weighted-waiting",
    hand: Annotated[
        Path | None, typer.Option("--plan", help="Evaluate this plan (CSV or XLSX) instead.")
    ] = None,
    reacting: Annotated[
        bool, typer.Option("--reacting", help="Also show arrivals that react to announcements.")
    ] = False,
    clear_by: Annotated[
        str | None, typer.Option(help="A day: find the smallest fleets that empty the camps by it.")
    ] = None,
    chance: Annotated[float, typer.Option(min=0.01, max=1.0, help="With this chance.")] = 0.9,
    fleet: Annotated[
        list[str] | None, typer.Option(help="A fleet that may grow for it; default: each.")
    ] = None,
    time_limit: Annotated[
        float, typer.Option(min=0.0, max=3600.0, help="Seconds for the optimiser; 0: the greedy plan.")
    ] = 5.0,
    replicates: Annotated[int, typer.Option(min=1, max=10_000, help="Cases drawn.")] = 300,
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
    """Plan who leaves a closed border when, and with what."""
    from sapar.operations.transit.answer import Ask, answer, record
    from sapar.operations.transit.hand_plan import read_hand_plan
    from sapar.operations.transit.objective import objective_of
    from sapar.operations.transit.reacting import Reaction
    from sapar.operations.transit.template import TEMPLATES

    require_language(lang)
    guarded = Refusing(lang, json=json)
    aim = guarded(lambda: objective_of(objective))
    if template is not None:
        for path in guarded(lambda: TEMPLATES.write(template, example)):
            print(f"written: {path}")
        return
    case = _case(sheet, example, guarded)
    last_day = None if clear_by is None else _day(case, clear_by)
    known = {each.name for each in case.fleets}
    for name in fleet or ():
        if name not in known:
            raise typer.BadParameter(f"{name} is none of {', '.join(sorted(known))}", param_hint="--fleet")
    schedule = None if hand is None else guarded(lambda: read_hand_plan(hand, case))
    ask = Ask(
        objective=aim,
        seconds=time_limit,
        replicates=replicates,
        seed=seed,
        reaction=Reaction() if reacting else None,
        clear_by=last_day,
        chance=chance,
        fleets=tuple(fleet or ()),
    )
    found = guarded(lambda: answer(case, ask, schedule))
    written = []
    if xlsx is not None:
        from sapar.report.plan_workbook import write_plan_workbook

        guarded(lambda: write_plan_workbook(xlsx, found, lang))
        written.append(xlsx)
    if html is not None:
        from sapar.files.write import write_text
        from sapar.report.plan_page import plan_page

        guarded(lambda: write_text(html, plan_page(found, lang)))
        written.append(html)
    if json:
        print_json(record(found))
        return
    from sapar.report.plan_terminal import say_plan

    say_plan(found, lang)
    for path in written:
        print(f"written: {path}")


def _case(sheet: Path | None, example: str | None, guarded: Refusing) -> Case:
    """The case of a sheet or of a bundled one."""
    from sapar.operations.transit.read import read_case
    from sapar.operations.transit.template import TEMPLATES

    return case_of(sheet, example, TEMPLATES, read_case, guarded)


def _day(case: Case, text: str) -> int:
    """The day of a date within the plan."""
    from sapar.errors import NotADate
    from sapar.files.fields import read_date
    from sapar.position import Position

    try:
        date = read_date(text, lambda: Position(file="--clear-by"), last=True)
    except NotADate as error:
        raise typer.BadParameter(f"{error.message}; try {error.try_}", param_hint="--clear-by") from error
    day = (date - case.start).days
    if not 0 <= day < case.days:
        span = f"{case.start} to {case.date(case.days - 1)}"
        raise typer.BadParameter(f"{date} is outside the plan, {span}", param_hint="--clear-by")
    return day
