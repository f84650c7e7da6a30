"""Answers to questions in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from rich.console import Console

from sapar.evidence.claims import Claim
from sapar.evidence.ledger import Ledger
from sapar.frame.places import Places
from sapar.model.declarations.assumptions import Assumption
from sapar.model.declarations.questions import Question
from sapar.model.regime import Regime
from sapar.model.stay_ends import StayEnd
from sapar.report.language import Language
from sapar.report.law_terminal import say_regime
from sapar.report.terminal import effects_table, say_answers
from sapar.results.answers import KeyAnswer
from sapar.scenarios.effects import Effect
from sapar.scenarios.scenario import Scenario


class ReplyLike(Protocol):
    """The answer to one question."""

    @property
    def question(self) -> Question: ...
    @property
    def numbers(self) -> Sequence[KeyAnswer]: ...
    @property
    def effects(self) -> Sequence[Effect]: ...
    @property
    def missing(self) -> Sequence[str]: ...
    @property
    def assumptions(self) -> Sequence[Assumption]: ...
    @property
    def claims(self) -> Sequence[Claim]: ...
    @property
    def regime(self) -> Regime | None: ...
    @property
    def end(self) -> StayEnd | None: ...


def say_questions(bank: Iterable[Question], language: str) -> None:
    """Every question of the bank with its id."""
    questions, words = tuple(bank), Language(language)
    for each in questions:
        _line(f"{each.id}  {words.choose(each.title)}")
    if not questions:
        _line(words.text("ask.none"))


def say_unclear(
    near: Iterable[Question],
    numbers: Sequence[KeyAnswer],
    scenarios: Iterable[Scenario],
    threshold: float,
    study: str,
    language: str,
) -> None:
    """Questions that may be meant, then numbers and scenarios that share words with what was asked."""
    words = Language(language)
    _line(words.text("ask.unclear"))
    for each in near:
        _line(f"  {each.id}  {words.choose(each.title)}")
    if numbers:
        _heading(words.text("ask.near_numbers"))
        say_answers(numbers, threshold, language)
        _line(words.text("ask.explained", command=f"sapar explain {study} {numbers[0].explain}"))
    for place, scenario in enumerate(scenarios):
        if place == 0:
            _heading(words.text("ask.near_scenarios"))
        _line(f"  {words.choose(scenario.title)}: sapar compare {study} base {scenario.id}")
    _line(words.text("ask.law_for_one"))


def say_reply(
    found: ReplyLike,
    ledger: Ledger,
    places: Places,
    likeness: float,
    threshold: float,
    language: str,
    compare: str,
) -> None:
    """The question as understood, its answer, and what the answer rests on.

    Parameters
    ----------
    compare
        The command that gives the effects of the question's scenario, where no results of it are kept.
    """
    words, question = Language(language), found.question
    _line(words.text("ask.understood", id=question.id, n=words.number(round(likeness))))
    _line(words.choose(question.title), style="bold")
    _line(words.choose(question.says))
    if found.numbers:
        say_answers(found.numbers, threshold, language)
        for definition, asked in _definitions(found.numbers, words).items():
            _line(f"  {asked[0]} {definition}" if len(asked) == 1 else f"  {definition}")
    for name in found.missing:
        _line(words.text("ask.missing", name=name))
    if found.effects:
        _heading(words.text("ask.effects", scenario=question.scenario))
        effects_table(found.effects, threshold, language, ("base", str(question.scenario)))
    elif question.scenario is not None:
        _line(words.text("ask.not_run", scenario=question.scenario, command=compare))
    if found.regime is not None and found.end is not None:
        _say_law(found.regime, found.end, places, ledger, language)
    if found.numbers:
        _heading(words.text("ask.assumptions"))
        for row in found.assumptions:
            _line(f"  {row.parameter} = {row.value:g} ({row.low:g} – {row.high:g} {row.unit}): {row.why}")
        if not found.assumptions:
            _line("  " + words.text("ask.no_assumptions"))
    if found.claims:
        _heading(words.text("ask.evidence"))
        for claim in found.claims:
            _line(f"  {claim.claim}  {_printed(claim)}  [{claim.grade}] — {_who(claim, ledger.source)}")
    _heading(words.text("ask.change"))
    _line("  " + words.choose(question.change))


def _definitions(numbers: Sequence[KeyAnswer], words: Language) -> dict[str, list[str]]:
    """Each definition once, with the numbers that it is of."""
    found: dict[str, list[str]] = {}
    for number in numbers:
        found.setdefault(words.choose(number.definition), []).append(words.choose(number.question))
    return found


def _say_law(found: Regime, end: StayEnd, places: Places, ledger: Ledger, language: str) -> None:
    """What the law says, row by row with sources, and how to ask it for others."""
    words = Language(language)
    command = f"sapar law show {found.citizenship} {found.place} {found.date.isoformat()}"
    _heading(words.text("ask.law"))
    say_regime(found, end, places, ledger, language)
    _line(words.text("ask.command", command=command))


def _printed(claim: Claim) -> str:
    """What the source says, of what, and about when."""
    when = " – ".join(dict.fromkeys(str(date) for date in (claim.from_, claim.until) if date is not None))
    said = claim.as_printed if claim.as_printed == claim.quantity else f"{claim.quantity}: {claim.as_printed}"
    return f"{said} ({claim.definition}, {when})"


def _who(claim: Claim, sources: Mapping[str, object]) -> str:
    """The source's name."""
    return str(getattr(sources[claim.source], "name", claim.source))


def _heading(text: str) -> None:
    """A line before a part."""
    _line("")
    _line(text, style="bold")


def _line(text: str, style: str | None = None) -> None:
    """A line, its text taken as it is."""
    Console().print(text, style=style, markup=False, highlight=False)
