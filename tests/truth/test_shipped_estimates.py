"""The estimates of stocks that come with the bundled studies belong to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sapar.estimates import QUICK_LOOK, SAMPLED
from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.digest import digest_problem
from sapar.estimates.stocks.estimate import probe
from sapar.estimates.stocks.keeping import FILE, read_estimate
from sapar.estimates.stocks.structure import build_structure
from sapar.study import Study, open_study
from sapar.study.circumstances import stock_setting
from sapar.study.estimates import FOLDER, assemble_for_estimate, estimates_at_hand, kept_estimate
from sapar.study.evidence import estimate
from sapar.study.open import bundled_studies

MOST_BYTES = 400_000
REMAKE = "run: python tools/ship_estimates.py"


@pytest.fixture(params=bundled_studies())
def study(request: pytest.FixtureRequest, tmp_path: Path) -> Study:
    """A bundled study whose runs go elsewhere."""
    return replace(open_study(request.param), results_folder=tmp_path)


def test_the_estimate_belongs_to_the_study(study: Study) -> None:
    """Its digest is that of today's claims and priors, its formulas are today's, and it has converged."""
    path = study.folder / FOLDER / FILE
    kept = read_estimate(path)
    setting = stock_setting(study, assemble_for_estimate(study))
    terms = compile_claims(study.ledger, setting)

    assert kept.record.digest == digest_problem(study.ledger, setting), REMAKE
    assert kept.record.probe == pytest.approx(probe(build_structure(terms.used, setting)), rel=1e-9), REMAKE
    assert kept.record.sampling.has_converged
    assert {fit.claim for fit in kept.record.claims} == {term.claim.claim for term in terms.used}
    assert path.stat().st_size < MOST_BYTES


def test_a_run_starts_from_it(study: Study) -> None:
    """Every draw of the run is a draw of the file, and the run's question names the file."""
    found = estimate(study, assemble_for_estimate(study), draws=4, seed=1)
    kept = read_estimate(study.folder / FOLDER / FILE)

    assert found.method == SAMPLED
    assert found.digest == kept.record.digest
    assert all((kept.dataset["stock_year"].values == draw).all(axis=(1, 2, 3)).any() for draw in found.draws)
    assert len(estimates_at_hand(study)) == 1


def test_a_changed_study_gets_a_quick_look(study: Study) -> None:
    """Without one claim the file no longer belongs to the study, and least squares stand in."""
    used = {fit.claim for fit in read_estimate(study.folder / FOLDER / FILE).record.claims}
    fewer = tuple(claim for claim in study.ledger.claims if claim.claim != min(used))
    changed = replace(study, ledger=replace(study.ledger, claims=fewer))
    system = assemble_for_estimate(changed)

    assert kept_estimate(changed, system) is None
    assert estimate(changed, system, draws=2, seed=1).method == QUICK_LOOK


def test_a_note_changes_nothing(study: Study) -> None:
    """What nobody counts with, such as a note, does not make the estimate of another study."""
    noted = tuple(replace(claim, note="read again") for claim in study.ledger.claims)
    changed = replace(study, ledger=replace(study.ledger, claims=noted))

    assert kept_estimate(changed, assemble_for_estimate(changed)) is not None


def test_bundled_numbers_are_sane() -> None:
    """Where sources agree the estimate lies with them: some two million Uzbek citizens in Russia in 2019."""
    kept = read_estimate(open_study("central-asia").folder / FOLDER / FILE)
    stock = kept.dataset["stock_year"].sel(citizenship="UZB", host="RUS", year=2019).values

    assert 1.5e6 < np.median(stock) < 2.7e6
    assert 1.1 < np.quantile(stock, 0.9) / np.quantile(stock, 0.1) < 2.0
