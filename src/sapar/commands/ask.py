"""`sapar ask`: a question in words, answered from the run, the law and the evidence of a study."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sapar.commands.terminal import WRONG_USE, guarded, require_language, say, study_or_exit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sapar.model.declarations.questions import Question
    from sapar.results.tables import Tables
    from sapar.study import Options, Study

CENTRAL_ASIA = "central-asia"
"""The study asked where none is named."""
Language = Annotated[
    str | None, typer.Option("--lang", help="en or ru; default: the language of the question.")
]


def ask(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="[STUDY] QUESTION", help="In English or Russian, or an id of --list."),
    ] = None,
    show_all: Annotated[bool, typer.Option("--list", help="List the questions the study answers.")] = False,
    people_per_agent: Annotated[int | None, typer.Option(min=1, help="As for `sapar run`.")] = None,
    replicates: Annotated[int | None, typer.Option(min=1, max=10_000, help="As for `sapar run`.")] = None,
    jobs: Annotated[int | None, typer.Option(min=1, help="As for `sapar run`.")] = None,
    lang: Language = None,
) -> None:
    """Answer a question: value, range, definition, date, assumptions, evidence, and what would change it."""
    from sapar.report.ask_terminal import say_questions, say_reply
    from sapar.study import Options
    from sapar.study.ask import reply
    from sapar.study.asking import hear

    if lang is not None:
        require_language(lang)
    study, question = _split(words or [])
    opened = study_or_exit(study)
    bank = opened.declarations.questions
    language = lang or ("ru" if _is_russian(question) else "en")
    if show_all or not question:
        say_questions(bank, language)
        return
    heard = hear(bank, question)
    options = Options(people_per_agent=people_per_agent, replicates=replicates, jobs=jobs)
    if heard.question is None:
        _say_near(study, opened, options, question, heard.near, language)
        raise typer.Exit(WRONG_USE)
    base, changed = _tables(opened, heard.question, options)
    found = guarded(lambda: reply(opened, heard.question, base, changed))  # type: ignore[arg-type]
    threshold = opened.declarations.settings.disclosure_threshold
    say_reply(
        found,
        opened.ledger,
        opened.declarations.frame.places,
        heard.likeness,
        threshold,
        language,
        _compare(study, heard.question, options),
    )


def _split(words: list[str]) -> tuple[str, str]:
    """The study, if the first word names one, and the question; words need no quotes."""
    from sapar.study.open import is_study

    if words and is_study(words[0]):
        return words[0], " ".join(words[1:])
    return CENTRAL_ASIA, " ".join(words)


def _say_near(
    name: str, study: Study, options: Options, text: str, near: Sequence[Question], language: str
) -> None:
    """What may be meant: questions of the bank, numbers of the results that are kept, scenarios."""
    from sapar.report.ask_terminal import say_unclear
    from sapar.study.asking import sharing_words
    from sapar.study.page import compared_headlines
    from sapar.study.run import stored_tables

    tables = stored_tables(study, options)
    pool = (
        () if tables is None else compared_headlines(study, tables, (study.declarations.settings.until.year,))
    )
    numbers = sharing_words(((each.answer.question[language], each.answer) for each in pool), text)
    scenarios = sharing_words(((each.title[language], each) for each in study.scenarios), text)
    say_unclear(near, numbers, scenarios, study.declarations.settings.disclosure_threshold, name, language)


def _tables(study: Study, question: Question, options: Options) -> tuple[Tables | None, Tables | None]:
    """Tables of the baseline, if a number asked for is simulated, and of the question's scenario if they are kept."""
    from dataclasses import replace

    from sapar.report.terminal import progress_shown
    from sapar.study import run_study
    from sapar.study.minor_flows import is_minor_flow
    from sapar.study.run import stored_tables

    if all(map(is_minor_flow, question.numbers)):
        return None, None
    with progress_shown() as progress:
        base = guarded(lambda: run_study(study, options, progress, say)).tables
    if question.scenario is None:
        return base, None
    return base, guarded(lambda: stored_tables(study, replace(options, scenario=question.scenario)))


def _compare(study: str, question: Question, options: Options) -> str:
    """The command that simulates the question's scenario on the same people and shows its effects."""
    given = {"--people-per-agent": options.people_per_agent, "--replicates": options.replicates}
    extra = [f"{name} {value}" for name, value in given.items() if value is not None]
    return " ".join(["sapar compare", study, "base", str(question.scenario), *extra])


def _is_russian(text: str) -> bool:
    """Whether a text has Cyrillic letters."""
    return any("\u0400" <= letter <= "\u04ff" for letter in text)
