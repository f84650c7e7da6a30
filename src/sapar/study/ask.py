"""Answers to the questions of a study's bank: numbers of a run, the law, claims, assumptions, what would change it."""

from __future__ import annotations

from dataclasses import dataclass

from sapar.evidence.claims import Claim
from sapar.model.declarations.assumptions import Assumption
from sapar.model.declarations.questions import Question
from sapar.model.regime import Regime
from sapar.model.stay_ends import StayEnd, stay_end
from sapar.results.answers import KeyAnswer
from sapar.results.headline import Headline, stocks_in_year
from sapar.results.tables import Tables
from sapar.scenarios.effects import Effect, effect
from sapar.study.minor_flows import is_minor_flow, minor_numbers, rows_behind
from sapar.study.movers import measured_movers, strongest_inputs
from sapar.study.open import Study
from sapar.study.page import decided_by_assumption, help_answers, study_headlines, years_of

MOST_ASSUMPTIONS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to one question."""

    question: Question
    numbers: tuple[KeyAnswer, ...]
    """Value, range, definition and date of each number; none where only evidence or law answers."""
    effects: tuple[Effect, ...]
    """What the question's scenario changes in them."""
    missing: tuple[str, ...]
    """Numbers that the run has no value for."""
    assumptions: tuple[Assumption, ...]
    """Those that move the numbers most, and the rows of minor flows, which nothing simulates."""
    claims: tuple[Claim, ...]
    """What sources say about it."""
    regime: Regime | None
    """The law the question asks for."""
    end: StayEnd | None
    """When a stay that begins on that day ends."""


def reply(study: Study, question: Question, tables: Tables | None, changed: Tables | None = None) -> Reply:
    """Answer a question of the bank.

    Parameters
    ----------
    tables
        Of the baseline; None where the question asks for no number that a run makes.
    changed
        Of the question's scenario, on the same people with the same luck.
    """
    year = _year_of_effect(study, question)
    given = minor_numbers(study, tables) if any(map(is_minor_flow, question.numbers)) else {}
    found = given | ({} if tables is None else _numbers(study, tables, year))
    others = {} if changed is None else _numbers(study, changed, year)
    here = [found[name] for name in question.numbers if name in found]
    rows = [row for each in here if each.answer.id in given for row in rows_behind(study, each.answer.id)]
    simulated = [each for each in here if each.answer.id not in given]
    moving = {} if tables is None else _moving(study, tables, simulated)
    law = study.declarations.law
    regime = None
    if question.citizenship is not None and question.place is not None and question.date is not None:
        regime = study.regime(question.citizenship, question.place, question.date)
    return Reply(
        question=question,
        numbers=tuple(each.answer for each in here),
        effects=tuple(effect(each, others[each.answer.id]) for each in here if each.answer.id in others),
        missing=tuple(name for name in question.numbers if name not in found),
        assumptions=(*tuple(moving.values())[:MOST_ASSUMPTIONS], *(row.as_assumption for row in rows)),
        claims=tuple(study.ledger.claim[name] for name in question.claims),
        regime=regime,
        end=None if regime is None else stay_end(law, regime.citizenship, regime.place, regime.date),
    )


def _year_of_effect(study: Study, question: Question) -> int | None:
    """The year after the first change of the question's scenario, within the period; None: the reference year."""
    touched = years_of([study.scenario(question.scenario)])
    return min(touched[0] + 1, study.declarations.settings.until.year) if touched else None


def _numbers(study: Study, tables: Tables, year: int | None) -> dict[str, Headline]:
    """Every number that a question may name, by its id and by what `sapar explain` takes."""
    places = study.declarations.frame.places
    reference = tables.meta["reference_year"]
    every = (
        *study_headlines(study, tables),
        *help_answers(study, tables, year),
        *decided_by_assumption(study, tables),
    )
    years = {reference, study.declarations.settings.until.year} if "stock" in tables.dataset else set()
    stocks = [each for one in sorted(years) for each in stocks_in_year(tables, places, one)]
    named = {each.answer.explain: each for each in (*stocks, *every)}
    return named | {each.answer.id: each for each in (*stocks, *every)}


def _moving(study: Study, tables: Tables, numbers: list[Headline]) -> dict[str, Assumption]:
    """Assumptions that move the numbers most, the strongest of each first."""
    rows, measured = {row.parameter: row for row in study.declarations.assumptions}, measured_movers(study)
    strongest = sorted(
        (pair for number in numbers for pair in strongest_inputs(measured, tables, number)),
        key=lambda pair: -pair[1],
    )
    return {name: rows[name] for name, _ in strongest if name in rows}
