"""`sapar law`: what the law of a study says, when it changes, and all of it at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sapar.commands.terminal import Json, guarded, print_json, require_language, require_word, study_or_exit

if TYPE_CHECKING:
    import datetime

    from sapar.model.declarations import Declarations
    from sapar.study import Study

law = typer.Typer(
    name="law",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="The law: what a citizen may do where and when, and which row says so.",
)

StudyName = Annotated[str, typer.Option("--study", help="A study folder, or a bundled study.")]
Scenario = Annotated[str | None, typer.Option(help="Id of a scenario: the law as it would be.")]
Language = Annotated[str, typer.Option("--lang", "--language", help="en or ru.")]
Purpose = Annotated[str, typer.Option(help="work, visit, family (of a worker), study, asylum or residence.")]


@law.command()
def show(
    citizenship: Annotated[str, typer.Argument(help="Code of a country, such as UZB.")],
    place: Annotated[str, typer.Argument(help="Code of a host country, such as RUS.")],
    date: Annotated[str | None, typer.Argument(help="A day; default: the last of the period.")] = None,
    purpose: Purpose = "work",
    study: StudyName = "central-asia",
    scenario: Scenario = None,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Say what a citizen may do in a place on a day, what it costs, and which row says so."""
    require_language(lang)
    from sapar.model.declarations.law_tables import PURPOSES

    require_word(purpose, PURPOSES, "--purpose")
    opened = study_or_exit(study)
    declarations = _with_scenario(opened, scenario)
    day = _day(date, "DATE") or declarations.frame.calendar.end
    from sapar.model.regime import regime
    from sapar.model.stay_ends import stay_end

    found = guarded(lambda: regime(declarations, citizenship, place, day, purpose))
    if json:
        from sapar.study.law_rows import regime_record

        print_json(regime_record(declarations, found))
        return
    from sapar.report.law_terminal import say_regime

    end = stay_end(declarations.law, found.citizenship, found.place, found.date)
    say_regime(found, end, declarations.frame.places, opened.ledger, lang)


@law.command()
def changes(
    place: Annotated[str, typer.Argument(help="Code of a host country, such as RUS.")],
    from_: Annotated[str | None, typer.Option("--from", help="The first day; default: the period's.")] = None,
    until: Annotated[str | None, typer.Option(help="The last day; default: the period's.")] = None,
    citizenship: Annotated[str | None, typer.Option(help="Only what concerns its citizens.")] = None,
    study: StudyName = "central-asia",
    scenario: Scenario = None,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """List what begins and ends in the law of a place, by day."""
    require_language(lang)
    opened = study_or_exit(study)
    declarations = _with_scenario(opened, scenario)
    calendar = declarations.frame.calendar
    first = _day(from_, "--from") or calendar.start
    last = _day(until, "--until", last=True) or calendar.end
    from sapar.model.law_changes import law_changes
    from sapar.model.regime import require_citizenship, require_day, require_host

    host = guarded(lambda: require_host(declarations, place))
    for day in (first, last):
        guarded(lambda day=day: require_day(calendar, day))  # type: ignore[misc]
    if citizenship is not None:
        guarded(lambda: require_citizenship(declarations, citizenship))
    if first > last:
        raise typer.BadParameter(f"{first} is after {last}", param_hint="--from")
    found = law_changes(declarations, host, first, last, citizenship)
    if json:
        from sapar.study.law_rows import change_record

        print_json([change_record(change) for change in found])
        return
    from sapar.report.law_terminal import say_changes

    say_changes(found, host, (first, last), declarations.frame.places, lang)


@law.command()
def matrix(
    date: Annotated[str, typer.Argument(help="A day.")],
    study: StudyName = "central-asia",
    scenario: Scenario = None,
    csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one row a citizenship and host.")] = False,
    lang: Language = "en",
    json: Json = False,
) -> None:
    """Show the days, the papers for work and the union of every citizenship in every host on a day."""
    require_language(lang)
    opened = study_or_exit(study)
    declarations = _with_scenario(opened, scenario)
    day = _day(date, "DATE")
    assert day is not None, "the argument is required"
    from sapar.model.regime import regime
    from sapar.study.law_rows import matrix_csv, matrix_rows

    frame = declarations.frame
    hosts = (*frame.hosts, *frame.places.outside)
    regimes = guarded(
        lambda: [[regime(declarations, code, host, day) for host in hosts] for code in frame.places.countries]
    )
    if json:
        print_json(matrix_rows(declarations, regimes))
    elif csv:
        print(matrix_csv(matrix_rows(declarations, regimes)), end="")
    else:
        from sapar.report.law_terminal import say_matrix

        say_matrix(regimes, frame.places, lang)


def _with_scenario(study: Study, scenario: str | None) -> Declarations:
    """What the study declares, or what a scenario makes of it."""
    chosen = guarded(lambda: study.scenario(scenario))
    if chosen is None:
        return study.declarations
    from sapar.scenarios.apply import apply_scenario

    return apply_scenario(study.declarations, chosen)[0]


def _day(text: str | None, option: str, *, last: bool = False) -> datetime.date | None:
    """The day that a year, a month or a day names; its last one where asked."""
    if text is None:
        return None
    from sapar.errors import NotADate
    from sapar.files.fields import read_date
    from sapar.position import Position

    try:
        return read_date(text, lambda: Position(file=option), last=last)
    except NotADate as error:
        raise typer.BadParameter(f"{error.message}; try {error.try_}", param_hint=option) from error
