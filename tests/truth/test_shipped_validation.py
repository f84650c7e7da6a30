"""Validation and sensitivity that come with the bundled studies belong to them, and the failure log to both."""

from __future__ import annotations

import pytest

from sapar.results.validation import Validation
from sapar.sensitivity.result import Sensitivity
from sapar.study import open_study
from sapar.study.kept import SENSITIVITY_FILE, VALIDATION_FILE, inputs_digest, read_kept, shipped_path
from sapar.study.open import bundled_studies
from tools.failure_log import PAGE, failure_log, shipped

REMAKE = "run: python tools/ship_validation.py"


@pytest.mark.parametrize("name", bundled_studies())
def test_shipped_results_belong_to_the_study(name: str) -> None:
    """Their digest is that of today's files, and every figure and every hold-out is in them."""
    study = open_study(name)
    found = read_kept(shipped_path(study, VALIDATION_FILE), Validation)
    moved = read_kept(shipped_path(study, SENSITIVITY_FILE), Sensitivity)

    assert found is not None, REMAKE
    assert moved is not None, REMAKE
    assert found.inputs == moved.inputs == inputs_digest(study), REMAKE
    assert {each.figure for each in found.figures} == set(study.ledger.figure)
    assert {each.claim for each in found.holdouts} | set(found.unread) == study.held_out.claims
    assert all(len(each.drivers) <= 5 for each in moved.answers)
    assert all(each.drivers or each.low == each.high for each in moved.answers)


def test_the_failure_log_is_that_of_the_shipped_result() -> None:
    """Every failure is in the docs, with its number."""
    assert PAGE.read_text(encoding="utf-8") == failure_log(shipped()), "run: python tools/failure_log.py"
