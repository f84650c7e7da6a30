"""From a number back to its draws, its assumptions, the claims about it and who made them."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

import numpy as np

from sapar.errors import EXPLANATIONS, UnknownNumber
from sapar.estimates import SAMPLED
from sapar.evidence.claims import Claim
from sapar.files.names import suggestion
from sapar.maths import FloatArray
from sapar.model.declarations.assumptions import Assumption
from sapar.model.declarations.minor_flows import MinorFlow
from sapar.results.drivers import drivers
from sapar.results.headline import Headline
from sapar.results.money_headlines import received_in_year
from sapar.results.operators import OPERATORS, stock
from sapar.results.tables import Tables
from sapar.sensitivity.result import AnswerDrivers
from sapar.study.behind import FIGURES_ABOUT, assumptions_behind
from sapar.study.figures import figure_context
from sapar.study.minor_flows import is_minor_flow, minor_numbers, rows_behind
from sapar.study.movers import MOST, measured_movers
from sapar.study.open import Study
from sapar.study.page import (
    claims_of_operator,
    decided_by_assumption,
    help_answers,
    study_headlines,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAbout:
    """One claim on the way to a number."""

    claim: Claim
    source: str
    """Who says so."""
    fitted: float | None
    """The same quantity by the estimate that the simulation starts from; None if the claim was not used there."""
    weight: float | None
    """Share of the information on its corridor and year."""
    moved: float | None = None
    """Factor minus one by which the stock it moves most is larger with it than without; None: not worked out."""
    moves: str | None = None
    """The corridor whose stock that is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The way from a number back."""

    number: str
    meaning: str
    unit: str
    date: str
    median: float
    low80: float
    high80: float
    replicates: int
    drivers: tuple[tuple[Assumption, float], ...]
    """Assumptions and the rank correlation of their draws with the number."""
    moved_by: AnswerDrivers | None
    """Inputs that move it most by the study's global sensitivity; None where that does not know the number."""
    behind: tuple[Assumption, ...]
    """Assumptions of the rules it follows from, for an answer on help."""
    claims: tuple[SaidAbout, ...]
    starts_from: str
    """What the stocks at the start come from, and how to look at it."""
    given: tuple[MinorFlow, ...] = ()
    """Rows that it is drawn from where nothing simulates it."""


def explain_code(code: str) -> str | None:
    """What an error code means, or None if it is no code."""
    return EXPLANATIONS.get(code.lower())


def explain_parameter(study: Study, name: str) -> Assumption | None:
    """The row of an assumption, or None if there is none of that name."""
    found = [row for row in study.declarations.assumptions if row.parameter == name]
    return found[0] if found else None


def explain(study: Study, tables: Tables, number: str) -> Explanation:
    """Explain `stock.CITIZENSHIP.PLACE.DATE` (with `*` for all), a minor flow, a figure, or an answer of the report.

    Raises
    ------
    UnknownNumber
        The tables have no number of this name.
    """
    if is_minor_flow(number):
        return _explain_minor_flow(study, tables, number)
    headlines = {
        each.answer.explain: each
        for each in (
            *study_headlines(study, tables),
            *help_answers(study, tables),
            *_help_of(study, tables, number),
            *decided_by_assumption(study, tables),
        )
    }
    headlines |= {each.answer.id: each for each in headlines.values()}
    figure = study.ledger.figure.get(number) or study.ledger.figure.get(number.upper())
    if figure is not None:
        operator = OPERATORS.get(figure.operator)
        values = None if operator is None else operator(figure_context(study, tables), figure)
        claims = [_said(study, tables, name) for name in figure.claims if name in study.ledger.claim]
        date = "" if figure.from_ is None else figure.from_.isoformat()
        return _explanation(study, tables, number, figure.text_en, figure.unit or "1", date, values, claims)
    parts = number.split(".")
    if parts[0] == "stock" and len(parts) == 4 and "stock" in tables.dataset:
        name = headlines[number].answer.id if number in headlines else number
        return _explain_stock(study, tables, number, parts, name)
    if parts[0] == "received" and len(parts) == 3 and "remitted" in tables.dataset:
        return _explain_received(study, tables, number, parts)
    if number in headlines:
        headline = headlines[number]
        wanted = ("*", parts[2] if len(parts) > 2 else "-")
        claims = _claims_about(study, tables, *wanted) if parts[0] == "stock" else []
        if parts[0] in FIGURES_ABOUT:
            claims = [
                _said(study, tables, name) for name in claims_of_operator(study, FIGURES_ABOUT[parts[0]])
            ]
        answer = headline.answer
        meaning = f"{answer.question['en']} {answer.definition['en']}"
        return _explanation(
            study, tables, number, meaning, answer.unit, answer.date, headline.values, claims, answer.id
        )
    raise _unknown(study, number, list(headlines))


def _help_of(study: Study, tables: Tables, number: str) -> tuple[Headline, ...]:
    """Answers on help in the year that a number ends in, if it does and is of the period."""
    year = number.rsplit(".", 1)[-1]
    settings = study.declarations.settings
    known = year.isdigit() and settings.from_.year <= int(year) <= settings.until.year
    return help_answers(study, tables, int(year)) if known else ()


def _explain_stock(study: Study, tables: Tables, number: str, parts: list[str], answer: str) -> Explanation:
    """A stock by citizenship and place in a month or a year."""
    _, citizenship, place, when = parts
    dataset = tables.dataset
    known = {"*", *map(str, dataset["citizenship"].values)}
    places = {"*", *map(str, dataset["region"].values), *map(str, dataset["country_of_region"].values)}
    period = _period(when)
    if citizenship not in known or place not in places or period is None:
        raise _unknown(study, number, [f"stock.{c}.{p}.2019" for c in sorted(known) for p in sorted(places)])
    values = stock(figure_context(study, tables), (citizenship,), (place,), *period)
    if values is None:
        raise _unknown(study, number, [f"stock.{citizenship}.{place}.{tables.meta['reference_year']}"])
    meaning = "People present on the first of the month (for a year: mean over its months)."
    claims = _claims_about(study, tables, citizenship, place)
    return _explanation(study, tables, number, meaning, "persons", when, values, claims, answer)


def _explain_received(study: Study, tables: Tables, number: str, parts: list[str]) -> Explanation:
    """Money that households received in a year: `received.CITIZENSHIP.YEAR`."""
    _, citizenship, when = parts
    known = {"*", *map(str, tables.dataset["citizenship"].values)}
    months = tables.dataset["month"].values.astype("datetime64[Y]").astype(int) + 1970
    if citizenship not in known or when not in {str(year) for year in months}:
        raise _unknown(study, number, [f"received.{code}.{months[-1]}" for code in sorted(known)])
    headline = received_in_year(tables, study.declarations.frame.places, citizenship, int(when))
    about = [
        _said(study, tables, claim.claim)
        for claim in study.ledger.claims
        if claim.quantity.startswith("remittances")
        and (citizenship == "*" or citizenship in claim.citizenship)
    ]
    answer = headline.answer
    meaning = f"{answer.question['en']} {answer.definition['en']}"
    return _explanation(study, tables, number, meaning, answer.unit, when, headline.values, about)


def _explain_minor_flow(study: Study, tables: Tables, number: str) -> Explanation:
    """A minor flow in a year, `minor_flow.KIND.ORIGIN.DESTINATION.YEAR`: its rows, their claims and sources."""
    found = minor_numbers(study, tables)
    if number not in found:
        raise _unknown(study, number, list(found))
    answer, rows = found[number].answer, rows_behind(study, number)
    names = dict.fromkeys(name for row in rows for name in row.claims if name in study.ledger.claim)
    return Explanation(
        number=number,
        meaning=f"{answer.question['en']}. {answer.definition['en']}",
        unit=answer.unit,
        date=answer.date,
        median=answer.median,
        low80=answer.low80,
        high80=answer.high80,
        replicates=tables.dataset.sizes["replicate"],
        drivers=(),
        moved_by=None,
        behind=(),
        claims=tuple(_said(study, tables, name) for name in names),
        starts_from="",
        given=rows,
    )


def _claims_about(study: Study, tables: Tables, citizenship: str, place: str) -> list[SaidAbout]:
    """Claims used for the corridor, and those held out, in order of year."""
    country = place if place in study.declarations.frame.places.states else ""
    if place not in ("*", "-") and not country:
        country = study.declarations.frame.places.country_of(place)
    held = [study.ledger.claim[name] for name in tables.meta["held_out"] if name in study.ledger.claim]
    used = [study.ledger.claim[pull["claim"]] for pull in tables.meta["pulls"]]
    about = [
        claim
        for claim in (*used, *held)
        if (place == "*" or country in claim.place or claim.place == ("*",))
        and (citizenship == "*" or citizenship in claim.citizenship)
    ]
    about.sort(key=lambda claim: claim.from_ or datetime.date.min)
    return [_said(study, tables, claim.claim) for claim in about]


def _said(study: Study, tables: Tables, name: str) -> SaidAbout:
    """One claim with what the estimate made of it."""
    claim = study.ledger.claim[name]
    pull = next((pull for pull in tables.meta["pulls"] if pull["claim"] == name), None)
    return SaidAbout(
        claim=claim,
        source=study.ledger.source[claim.source].name,
        fitted=None if pull is None else pull["fitted"],
        weight=None if pull is None else pull["weight"],
        moved=None if pull is None else pull.get("moved"),
        moves=None if pull is None else pull.get("moves"),
    )


def _explanation(
    study: Study,
    tables: Tables,
    number: str,
    meaning: str,
    unit: str,
    date: str,
    values: FloatArray | None,
    claims: list[SaidAbout],
    answer: str | None = None,
) -> Explanation:
    """Put together what was found; `answer` is the number's name among the report's answers where that is another."""
    numbers = (
        [np.nan] * 3 if values is None else [float(each) for each in np.nanquantile(values, [0.5, 0.1, 0.9])]
    )
    strongest = [] if values is None else drivers(tables, values)[:MOST]
    rows = {row.parameter: row for row in study.declarations.assumptions}
    return Explanation(
        number=number,
        meaning=meaning,
        unit=unit,
        date=date,
        median=numbers[0],
        low80=numbers[1],
        high80=numbers[2],
        replicates=tables.dataset.sizes["replicate"],
        drivers=tuple((rows[name], strength) for name, strength in strongest if name in rows),
        moved_by=measured_movers(study).get(answer or number),
        behind=assumptions_behind(study, number),
        claims=tuple(claims),
        starts_from=_start(study, tables),
    )


def _start(study: Study, tables: Tables) -> str:
    """The estimate behind the run's first day."""
    made = tables.meta.get("estimate")
    if made is None:
        return ""
    if made["method"] == SAMPLED:
        note = "" if made["has_converged"] else ", which has not converged"
        return f"stocks start from draws of the estimate {made['digest']}{note}: sapar estimate {study.name}"
    return f"stocks start from a quick look by least squares; the full posterior: sapar estimate {study.name}"


def _period(when: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of a year or month as written, None if it is neither."""
    parts = when.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 2 or len(parts[0]) != 4:
        return None
    year, month = int(parts[0]), int(parts[1]) if len(parts) == 2 else 0
    if month > 12 or (len(parts) == 2 and month < 1):
        return None
    if month == 0:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])


def _unknown(study: Study, number: str, known: list[str]) -> UnknownNumber:
    """The error for a number nobody knows, with the nearest known one."""
    figures = [figure.figure for figure in study.ledger.figures]
    parameters = [row.parameter for row in study.declarations.assumptions]
    return UnknownNumber(
        found=number,
        why="is not a number, figure, parameter or error code known here",
        try_=suggestion(number, [*known, *figures, *parameters]),
    )
