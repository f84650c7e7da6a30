"""From tables and ledger to the page of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sapar.estimates import QUICK_LOOK
from sapar.model.declarations.assumptions import Assumption
from sapar.report.page import ReportPage, RunSensitivity, RunValidation, Support
from sapar.results.displaced import displaced_headlines
from sapar.results.exposure import exposure_headlines
from sapar.results.headline import Headline, assumed_answers, headlines, stocks_in_year
from sapar.results.help_headlines import help_headlines
from sapar.results.money_headlines import money_headlines, received_in_year
from sapar.results.tables import Tables
from sapar.results.validation import Validation
from sapar.scenarios.effects import Effect, compare
from sapar.scenarios.scenario import AddEvent, Scenario
from sapar.sensitivity.result import AnswerDrivers, Sensitivity
from sapar.study.behind import FIGURES_ABOUT
from sapar.study.estimate_page import default_rows, run_estimate
from sapar.study.figures import figure_answers
from sapar.study.kept import SENSITIVITY_FILE, VALIDATION_FILE, kept_result
from sapar.study.minor_flows import assumed_rows, minor_flows_of
from sapar.study.movers import inputs_by_answer, strongest_inputs
from sapar.study.open import Study


def study_headlines(study: Study, tables: Tables) -> tuple[Headline, ...]:
    """The answers a report begins with."""
    if study.declarations.settings.rules == "displacement":
        return displaced_headlines(tables, study.declarations.frame.places)
    places = study.declarations.frame.places
    return (*headlines(tables, places), *exposure_headlines(tables), *money_headlines(tables, places))


def decided_by_assumption(study: Study, tables: Tables) -> tuple[Headline, ...]:
    """Answers of the last year that an assumption decides: shown beside those on help, never among the key answers."""
    return assumed_answers(tables, study.declarations.settings.until.year)


def help_answers(study: Study, tables: Tables, year: int | None = None) -> tuple[Headline, ...]:
    """The answers of a report's section on help, for the reference year or another one."""
    return help_headlines(tables, study.declarations.frame.places, year)


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
    """What two scenarios are compared on: stocks and receipts of the years they touch, then the report's answers."""
    places, settings = study.declarations.frame.places, study.declarations.settings
    if settings.rules == "displacement":
        return study_headlines(study, tables)
    inside = [year for year in years if settings.from_.year <= year <= settings.until.year]
    stocks = [each for year in inside for each in stocks_in_year(tables, places, year)]
    homes = ("*", *map(str, tables.dataset["citizenship"].values))
    money = [received_in_year(tables, places, home, year) for year in inside for home in homes]
    helped = (*help_answers(study, tables), *_help_in(study, tables, inside))
    helped += decided_by_assumption(study, tables)
    found = {each.answer.id: each for each in (*stocks, *money, *study_headlines(study, tables), *helped)}
    return tuple(found.values())


def _help_in(study: Study, tables: Tables, years: Iterable[int]) -> tuple[Headline, ...]:
    """Answers on help in other years than the reference year, named by what `sapar explain` takes."""
    others = [year for year in years if year != tables.meta["reference_year"]]
    found = [each for year in others for each in help_answers(study, tables, year)]
    return tuple(replace(each, answer=replace(each.answer, id=each.answer.explain)) for each in found)


def effects_of(study: Study, base: Tables, tables: Tables) -> tuple[Effect, ...]:
    """What the scenario of `tables` changes against the run without it."""
    years = years_of([study.scenario(tables.meta["scenario"])])
    return compare(*(compared_headlines(study, each, years) for each in (base, tables)))


def page_of(study: Study, tables: Tables, effects: Sequence[Effect] = ()) -> ReportPage:
    """Everything one report shows."""
    declarations = study.declarations
    found = study_headlines(study, tables)
    helped = (*help_answers(study, tables), *decided_by_assumption(study, tables))
    given, moved = minor_flows_of(study, tables), _sensitivity(study)
    measured: Mapping[str, AnswerDrivers] = {}
    if moved is not None and moved.value is not None and moved.is_current:
        measured = inputs_by_answer(moved.value)
    return ReportPage(
        tables=tables,
        answers=[each.answer for each in found],
        effects=effects,
        assistance=[each.answer for each in helped],
        figures=figure_answers(study, tables),
        claims=study.ledger.claims,
        sources=study.ledger.sources,
        given=given,
        assumptions=(*declarations.assumptions, *assumed_rows(given), *assumptions_of_estimate(tables)),
        places=tuple(declarations.frame.places),
        institutions={
            row.institution: {"en": row.name_en, "ru": row.name_ru} for row in declarations.institutions
        },
        events=declarations.events,
        question=declarations.settings.question,
        support={each.answer.id: _support(study, tables, each, measured) for each in (*found, *helped)},
        estimate=run_estimate(study, tables),
        validation=_validation(study),
        sensitivity=moved,
    )


def _validation(study: Study) -> RunValidation | None:
    """What was found last about hold-outs; nothing for a study that has none."""
    if not study.declarations.settings.holdouts:
        return None
    kept = kept_result(study, VALIDATION_FILE, Validation)
    return RunValidation() if kept is None else RunValidation(value=kept.value, is_current=kept.is_current)


def _sensitivity(study: Study) -> RunSensitivity | None:
    """What was found last about what moves the answers; nothing where it does not apply."""
    if study.declarations.settings.rules != "labour":
        return None
    kept = kept_result(study, SENSITIVITY_FILE, Sensitivity)
    return RunSensitivity() if kept is None else RunSensitivity(value=kept.value, is_current=kept.is_current)


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


def _support(
    study: Study, tables: Tables, headline: Headline, measured: Mapping[str, AnswerDrivers]
) -> Support:
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
    if parts[0] in FIGURES_ABOUT:
        claims = claims_of_operator(study, FIGURES_ABOUT[parts[0]])
    strongest = tuple(name for name, _ in strongest_inputs(measured, tables, headline))
    return Support(claims=tuple(claims), parameters=strongest)


def claims_of_operator(study: Study, operator: str) -> list[str]:
    """Names of the claims that figures with an operator rest on."""
    return [
        claim for figure in study.ledger.figures if figure.operator == operator for claim in figure.claims
    ]
