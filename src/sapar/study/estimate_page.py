"""From a study and its estimate to the page about it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sapar import __version__
from sapar.errors import DamagedFile, UnreadableFile
from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.defaults import DEFAULTS, parameters_of_estimation
from sapar.estimates.stocks.expected import prior_stock
from sapar.estimates.stocks.gaps import corridor_figures
from sapar.estimates.stocks.keeping import FILE, read_estimate
from sapar.estimates.stocks.result import StockEstimate
from sapar.files.write import write_text
from sapar.model.declarations.assumptions import Assumption
from sapar.report.catalogue import LANGUAGES
from sapar.report.estimate.page import EstimatePage
from sapar.report.estimate.render import render_estimate
from sapar.report.page import RunEstimate
from sapar.results.tables import Tables
from sapar.study.circumstances import stock_setting
from sapar.study.estimates import BLIND_FILE, FOLDER, assemble_for_estimate
from sapar.study.open import Study

PRIOR_DRAWS = 1000
"""Worlds drawn before any claim is seen, for the outlines."""


def estimate_page(study: Study, estimate: StockEstimate) -> EstimatePage:
    """Everything the page shows.

    Parameters
    ----------
    estimate
        The full one of this study, as `estimate_study` makes it.
    """
    setting = stock_setting(study, assemble_for_estimate(study))
    terms = compile_claims(study.ledger, setting).used
    declarations = study.declarations
    return EstimatePage(
        estimate=estimate,
        prior=prior_stock(terms, setting, draws=PRIOR_DRAWS, seed=estimate.record.seed),
        figures=corridor_figures(estimate.dataset, terms, setting),
        claims=study.ledger.claims,
        sources=study.ledger.sources,
        assumptions=tuple(row for row in declarations.assumptions if _is_used(row.parameter)),
        defaults=default_rows(estimate.record.defaults),
        places=tuple(declarations.frame.places),
        study=study.name,
        title=declarations.settings.title,
        version=__version__,
        threshold=float(declarations.settings.disclosure_threshold),
        populations=setting.populations,
    )


def write_estimate_page(study: Study, estimate: StockEstimate, beside: Path, language: str) -> Path:
    """Write the page beside the draws and say where.

    Parameters
    ----------
    beside
        The file of the draws.
    language
        `en` or `ru`.
    """
    path = beside.with_name(page_file(language))
    write_text(path, render_estimate(estimate_page(study, estimate), language))
    return path


def run_estimate(study: Study, tables: Tables) -> RunEstimate | None:
    """The estimate that a run started from, in short; None where the run had none or it is not kept any more."""
    digest = (tables.meta.get("estimate") or {}).get("digest")
    if not digest:
        return None
    made = study.results_folder / FOLDER / digest / FILE
    found = next(
        (
            each
            for each in (made, study.folder / FOLDER / FILE, study.folder / FOLDER / BLIND_FILE)
            if each.is_file()
        ),
        None,
    )
    if found is None:
        return None
    try:
        record = read_estimate(found).record
    except (DamagedFile, UnreadableFile):
        return None
    if record.digest != digest:
        return None
    return RunEstimate(
        headlines=record.headlines,
        claims=len(record.claims),
        has_converged=record.sampling.has_converged,
        study=study.name,
        link={
            language: f"../{FOLDER}/{digest}/{page_file(language)}"
            for language in LANGUAGES
            if made.with_name(page_file(language)).is_file()
        },
    )


def page_file(language: str) -> str:
    """Name of the page's file."""
    return "estimates.html" if language == "en" else f"estimates.{language}.html"


def default_rows(names: Iterable[str]) -> tuple[Assumption, ...]:
    """Defaults of the measurement as rows like the study's own."""
    return tuple(
        Assumption(
            parameter=entry.name,
            value=entry.value,
            low=entry.low,
            high=entry.high,
            unit="1" if entry.unit == "none" else entry.unit,
            grade="X",
            why=entry.why,
        )
        for name in names
        if (entry := DEFAULTS.get(name)) is not None
    )


def _is_used(parameter: str) -> bool:
    """Whether the estimate uses a row of `assumptions.csv`."""
    known = parameters_of_estimation()
    return parameter in known or f"{parameter.split(':', 1)[0]}:" in known
