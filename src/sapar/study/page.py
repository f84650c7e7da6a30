"""From tables and ledger to the page of a report."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sapar.estimates import QUICK_LOOK
from sapar.maths import FloatArray
from sapar.model.declarations.assumptions import Assumption
from sapar.report.page import ReportPage, Support
from sapar.results.confront import confront
from sapar.results.displaced import displaced_headlines
from sapar.results.exposure import exposure_headlines
from sapar.results.figures import FigureAnswer
from sapar.results.headline import Headline, headlines, stocks_in_year
from sapar.results.operators import Context
from sapar.results.tables import Tables
from sapar.scenarios.scenario import AddEvent, Scenario
from sapar.study.estimate_page import default_rows, run_estimate
from sapar.study.open import Study

FALSE_DRIVERS = 0.05
"""Chance that any assumption is named beside an answer by luck alone."""

MOST_DRIVERS = 5
"""Assumptions named beside an answer: those that move it most over the replicates."""


def figure_context(study: Study, tables: Tables) -> Context:
    """What the operators of figures need."""
    declarations = study.declarations
    return Context(
        tables=tables,
        ledger=study.ledger,
        bias=tables.meta["bias"],
        populations={place.place: place.population or 0 for place in declarations.frame.places},
        event_dates={event.id: event.from_ for event in declarations.events},
    )


def figure_answers(study: Study, tables: Tables) -> tuple[FigureAnswer, ...]:
    """Every figure of the ledger beside the model's answer."""
    return confront(figure_context(study, tables))


def study_headlines(study: Study, tables: Tables) -> tuple[Headline, ...]:
    """The answers a report begins with."""
    if study.declarations.settings.rules == "displacement":
        return displaced_headlines(tables, study.declarations.frame.places)
    return (*headlines(tables, study.declarations.frame.places), *exposure_headlines(tables))


def years_of(scenarios: Iterable[Scenario | None]) -> tuple[int, ...]:
    """The first and the last year that dated changes of the scenarios touch."""
    starts, ends = [], []
    for scenario in scenarios:
        for change in scenario.changes if scenario is not None else ():
            dated = change.event if isinstance(change, AddEvent) else change
            starts += [date.year for date in (getattr(dated, "from_", None),) if date is not None]
            ends += [date.year for date in (getattr(dated, "until", None),) if date is not None]
    return tuple(sorted({min(starts), max([*starts, *ends])})) if starts else ()


def compared_headlines(study: Study, tables: Tables, years: tuple[int, ...]) -> tuple[Headline, ...]:
    """What two scenarios are compared on: stocks in the years their changes touch, then the report's answers."""
    places, settings = study.declarations.frame.places, study.declarations.settings
    if settings.rules == "displacement":
        return study_headlines(study, tables)
    inside = [year for year in years if settings.from_.year <= year <= settings.until.year]
    stocks = [each for year in inside for each in stocks_in_year(tables, places, year)]
    return (*stocks, *study_headlines(study, tables))


def page_of(study: Study, tables: Tables) -> ReportPage:
    """Everything one report shows."""
    declarations = study.declarations
    found = study_headlines(study, tables)
    return ReportPage(
        tables=tables,
        answers=[each.answer for each in found],
        figures=figure_answers(study, tables),
        claims=study.ledger.claims,
        sources=study.ledger.sources,
        assumptions=(*declarations.assumptions, *assumptions_of_estimate(tables)),
        places=tuple(declarations.frame.places),
        events=declarations.events,
        question=declarations.settings.question,
        support={each.answer.id: _support(study, tables, each) for each in found},
        estimate=run_estimate(study, tables),
    )


def assumptions_of_estimate(tables: Tables) -> tuple[Assumption, ...]:
    """What the stocks at the start take for granted beside the study's own rows: defaults, or the quick look."""
    made = tables.meta.get("estimate")
    if made is None:
        return ()
    if made["method"] == QUICK_LOOK:
        return (_quick_look(),)
    return default_rows(made["defaults"])


def _quick_look() -> Assumption:
    """That stocks were not sampled."""
    return Assumption(
        parameter="estimate_of_stocks",
        value=0.0,
        low=0.0,
        high=0.0,
        unit="1",
        grade="X",
        why="0: the stocks at the start come from a quick look by weighted least squares, not from the full posterior.",
    )


def drivers(tables: Tables, values: FloatArray) -> list[tuple[str, float]]:
    """Parameters whose draws go with the answer over the replicates: rank correlation, strongest first.

    Named only where luck alone would bring forth so strong a correlation among all parameters less than once in
    twenty times; with few replicates that may be none.
    """
    from scipy.stats import rankdata, t

    drawn = tables.dataset["parameter_value"].values
    names = [str(name) for name in tables.dataset["parameter"].values]
    replicates = drawn.shape[0]
    if replicates < 5 or np.nanstd(values) == 0:
        return []
    varied = int((np.ptp(drawn, axis=0) > 0).sum())
    limit = float(t.ppf(1.0 - FALSE_DRIVERS / (2.0 * max(varied, 1)), replicates - 2))
    least = limit / np.sqrt(replicates - 2 + limit**2)
    ranks = rankdata(np.nan_to_num(values))
    found = []
    for index, name in enumerate(names):
        if np.ptp(drawn[:, index]) > 0:
            found.append((name, float(np.corrcoef(rankdata(drawn[:, index]), ranks)[0, 1])))
    strong = [each for each in found if abs(each[1]) >= least]
    return sorted(strong, key=lambda each: (-abs(each[1]), each[0]))


def _support(study: Study, tables: Tables, headline: Headline) -> Support:
    """Claims about the answer's country and the assumptions that move it most."""
    parts = headline.answer.explain.split(".")
    country = parts[2] if len(parts) > 2 else ""
    claims = [
        pull["claim"]
        for pull in tables.meta["pulls"]
        if parts[0] == "stock" and country in ("*", pull["country"])
    ]
    if parts[0] in ("stranded", "camp", "boarded"):
        camps = {place.place for place in study.declarations.frame.places.of_kind("camp", "crossing")}
        claims = [
            claim.claim
            for claim in study.ledger.claims
            if set(claim.place) & camps and claim.value is not None
        ]
    strongest = [name for name, _ in drivers(tables, headline.values)[:MOST_DRIVERS]]
    return Support(claims=tuple(claims), parameters=tuple(strongest))
