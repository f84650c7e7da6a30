"""Key answers and figures in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sapar.report.catalogue import MESSAGES
from sapar.report.claim_marks import said, source_name
from sapar.report.language import significant
from sapar.report.view import View
from sapar.results.answers import KeyAnswer
from sapar.results.disclose import PEOPLE

PEOPLE_UNITS = PEOPLE | {"persons per month", "registrations", "permits", "entries"}
"""Units of counts of people, of which small ones are hidden."""
SHARES = frozenset({"share", "1", "ratio"})
"""Units written as percent where they stand for a share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords:
    """One answer as readers see it."""

    id: str
    """Its name."""
    question: str
    """What is asked."""
    number: str
    """The median with its unit: "about 410 000 people"."""
    spread: str
    """The range: "80 %: 350 000 to 480 000"; empty where nothing can be said."""
    definition: str
    """What is counted."""
    date: str
    """When."""
    claims: tuple[str, ...]
    """What sources say about it."""
    parameters: tuple[str, ...]
    """Assumptions it depends on most."""
    command: str
    """What to type to see the whole way."""


def answer_words(answer: KeyAnswer, view: View) -> AnswerWords:
    """A key answer in the page's language."""
    language = view.language
    support = view.page.support.get(answer.id)
    number, spread = phrase(answer.median, answer.low80, answer.high80, answer.unit, view)
    dates = [language.date(part) for part in answer.date.split("/")]
    return AnswerWords(
        id=answer.id,
        question=language.choose(answer.question),
        number=number,
        spread=spread,
        definition=language.choose(answer.definition),
        date=" \u2013 ".join(dates),
        claims=_claims(support.claims, view) if support else (),
        parameters=_parameters(support.parameters, view) if support else (),
        command=f"sapar explain {view.page.tables.meta.get('study', '')} '{answer.explain}'",
    )


def phrase(median: float, low: float, high: float, unit: str, view: View) -> tuple[str, str]:
    """A number in words, and its range."""
    language = view.language
    if math.isnan(median):
        return language.text("unknown"), ""
    name, factor = ("percent", 100.0) if unit == "share" else (unit, 1.0)
    threshold = view.threshold if unit in PEOPLE_UNITS else 0.0
    shown = language.count(median * factor, threshold)
    with_unit = f"{shown}\u00a0{_unit(name, median * factor, view)}".rstrip("\u00a0")
    is_exact = median == 0 or 0 < median < threshold
    bounds = {
        "low": language.count(low * factor, threshold),
        "high": language.count(high * factor, threshold),
    }
    return (
        with_unit if is_exact else language.text("about", n=with_unit),
        language.text("range80.small" if 0 < low < threshold else "range80", **bounds),
    )


def _unit(name: str, count: float, view: View) -> str:
    """A unit that agrees with its number; as declared where the catalogue has no word for it."""
    if f"unit.{name}" in MESSAGES:
        return view.language.plural(f"unit.{name}", significant(count, 2))
    return "" if name in SHARES else name


def _claims(names: tuple[str, ...], view: View) -> tuple[str, ...]:
    """Sentences of the claims."""
    language = view.language
    return tuple(
        language.text(
            "claim.sentence",
            source=source_name(claim, view),
            said=said(claim, view.language),
            definition=language.text(f"definition.{claim.definition}"),
            date=language.period(claim.from_, claim.until),
            grade=claim.grade,
        )
        for claim in view.page.claims
        if claim.claim in names
    )


def _parameters(names: tuple[str, ...], view: View) -> tuple[str, ...]:
    """Sentences of the assumptions."""
    language = view.language
    return tuple(
        language.text(
            "parameter.sentence",
            parameter=row.parameter,
            value=language.number(row.value),
            unit="" if row.unit in SHARES else row.unit,
            low=language.number(row.low),
            high=language.number(row.high),
        )
        for row in view.page.assumptions
        if row.parameter in names
    )
