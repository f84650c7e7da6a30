"""A small estimate without sampling: draws from the prior, judged as draws from a posterior are."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import numpy as np

from sapar.estimates import Belief
from sapar.estimates.stocks.checks import predictive_checks
from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.contradictions import contradictions
from sapar.estimates.stocks.dataset import make_dataset
from sapar.estimates.stocks.expected import prior_stock
from sapar.estimates.stocks.gaps import corridor_figures
from sapar.estimates.stocks.helpful import helpful
from sapar.estimates.stocks.influence import fit_claims
from sapar.estimates.stocks.keeping import read_estimate, write_estimate
from sapar.estimates.stocks.learnt import flow_labels, headlines, learn_coverages, learn_rates, learn_sources
from sapar.estimates.stocks.result import (
    Sampling,
    SeriesConvergence,
    StockEstimate,
    StockRecord,
    UnusedClaim,
)
from sapar.estimates.stocks.structure import build_structure
from sapar.evidence.claims import Claim
from sapar.frame.places import Place
from sapar.model.declarations.assumptions import Assumption
from sapar.report.estimate.page import EstimatePage
from tests.unit.estimates.stocks.worlds import claim, ledger, setting

DAY = datetime.date(2030, 1, 1)
CLAIMS = (
    claim("registered", 250_000.0, definition="registrations", from_=DAY, until=datetime.date(2030, 12, 31)),
    claim("ministry", 60_000.0, source="ministry", hedge="about", as_printed="some 60 thousand"),
    claim(
        "guild", 110_000.0, source="guild", from_=datetime.date(2029, 2, 1), until=datetime.date(2029, 2, 1)
    ),
    claim("few", 7.0, place=("Y",), source="paper", as_printed="seven workers"),
    claim("share", 2.0, definition="share", unit="percent", quantity="share of the population"),
    claim("hidden", 100.0, definition="count_event", as_printed="a hundred at the station"),
    claim("nobody", None, definition="no_data", as_printed="nobody counts them"),
)
"""Five with a term, two without; `few` is a small count."""
SMALL = Belief(value=6.0, low=4.0, high=8.0)
GROUP = SeriesConvergence(
    what="stocks by quarter", r_hat=1.002, bulk=900.0, tail=800.0, worst="A-X 2030-01", holds=True
)


def small_page(folder: Path, *, converged: bool = True, threshold: float = 10.0) -> EstimatePage:
    """The page of a small estimate that was written to a folder and read back."""
    said = ledger(*CLAIMS)
    where = setting(prior_stock__A_TO_Y=SMALL)
    path = folder / "stocks.nc"
    write_estimate(path, _estimate(CLAIMS, converged=converged))
    estimate = read_estimate(path)
    terms = compile_claims(said, where).used
    return EstimatePage(
        estimate=estimate,
        prior=prior_stock(terms, where, draws=60, seed=1),
        figures=corridor_figures(estimate.dataset, terms, where),
        claims=said.claims,
        sources=said.sources,
        assumptions=(_row("coverage:press", "Why this range."),),
        defaults=(_row("outlier_share", "Why this default."),),
        places=(Place(place="X", kind="country", name_en="Exland", name_ru="Иксландия"),),
        study="tiny",
        title={"en": "A tiny study", "ru": "Крошечное исследование"},
        version="9.9",
        threshold=threshold,
        populations=where.populations,
    )


def _row(parameter: str, why: str) -> Assumption:
    """An assumption."""
    return Assumption(parameter=parameter, value=1.0, low=0.5, high=2.0, unit="ratio", grade="X", why=why)


def _estimate(claims: tuple[Claim, ...], *, converged: bool) -> StockEstimate:
    """Draws and everything learnt from them."""
    where = setting(prior_stock__A_TO_Y=SMALL)
    found = compile_claims(ledger(*claims), where)
    structure = build_structure(found.used, where)
    random = np.random.Generator(np.random.Philox(5))
    before, unknowns = (random.standard_normal((60, structure.names.size)) for _ in range(2))
    group = GROUP if converged else replace(GROUP, r_hat=1.3, bulk=12.0, holds=False)
    record = StockRecord(
        digest="0123456789abcdef",
        seed=1,
        sampling=Sampling(
            chains=4,
            wanted=15,
            draws=15,
            divergences=0,
            acceptance=0.8,
            steps=7.0,
            seconds=1.0,
            groups=(group,),
        ),
        claims=fit_claims(structure, unknowns, None, 1),
        unused=tuple(UnusedClaim(claim=each.claim, reason=each.reason) for each in found.unused),
        coverages=learn_coverages(structure, unknowns),
        sources=learn_sources(structure, unknowns),
        rates=learn_rates(structure, unknowns),
        flows=flow_labels(structure, unknowns),
        contradictions=contradictions(structure, 1),
        checks=predictive_checks(structure, unknowns, 1),
        helpful=helpful(structure, unknowns, 1),
        headlines=headlines(structure, unknowns, before),
        defaults=("outlier_share",),
        probe=0.0,
        seconds={"sample": 1.0},
    )
    return StockEstimate(record=record, dataset=make_dataset(structure, unknowns))
