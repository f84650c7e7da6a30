"""What validation says: losses as losses, failures first, in both languages."""

from __future__ import annotations

import json

import pytest

from sapar.commands.validation import as_json
from sapar.report.language import Language
from sapar.report.sensitivity_words import driver_rows, how_found
from sapar.report.validation_words import holdout_rows, verdicts
from sapar.results.validation import JUDGED, Validation, failures_first
from sapar.sensitivity.result import Sensitivity
from sapar.study import open_study
from sapar.study.kept import SENSITIVITY_FILE, VALIDATION_FILE, read_kept, shipped_path


@pytest.fixture(scope="module")
def found() -> Validation:
    """The result that comes with the real case, whatever its age."""
    value = read_kept(shipped_path(open_study("central-asia"), VALIDATION_FILE), Validation)
    assert value is not None
    return value


@pytest.mark.parametrize(("code", "word"), [("en", "loses"), ("ru", "проигрывает")])
def test_losses_are_said(found: Validation, code: str, word: str) -> None:
    """One sentence says "loses" for each measure in which a baseline is better, and no other does."""
    said = verdicts(found, Language(code))
    lost = sum(each.is_nearer for each in found.baselines) + sum(
        each.scores_better for each in found.baselines
    )

    assert sum(word in line for line in said) == lost


def test_failures_come_first(found: Validation) -> None:
    """Judged figures outside stand before all others, and hold-outs outside before those inside, the worst first."""
    verdict = [each.verdict == "outside" and each.role in JUDGED for each in failures_first(found.figures)]
    rows = holdout_rows(found, Language("en"), lambda code: code)
    inside = [each.is_inside for each in found.holdouts]

    assert verdict == sorted(verdict, reverse=True)
    assert inside == sorted(inside)
    assert [row[0] for row in rows] == [each.claim for each in found.holdouts]
    worst = [each.score for each in found.holdouts if not each.is_inside]
    assert worst == sorted(worst, reverse=True)


def test_the_json_has_the_summary_and_everything_else(found: Validation) -> None:
    """The keys that programs read, every figure and every hold-out with its range and verdict."""
    plain = as_json(found, 10.0)
    json.dumps(plain, allow_nan=False)

    assert {"figures_inside", "figures_total", "holdout_coverage_80", "interval_score", "baselines"} <= set(
        plain
    )
    assert len(plain["figures"]) == len(found.figures)
    assert all({"low80", "high80", "observed", "inside"} <= set(row) for row in plain["holdouts"])
    assert all("interval_score" in row for row in plain["baselines"])


@pytest.mark.parametrize("code", ["en", "ru"])
def test_drivers_of_every_answer_are_shown(code: str) -> None:
    """Five rows at most for each of ten answers and more, those on help among them, and how they were found."""
    value = read_kept(shipped_path(open_study("central-asia"), SENSITIVITY_FILE), Sensitivity)
    assert value is not None
    words = Language(code)

    assert len(value.answers) > 10
    assert {"backlog", "claims_paid_share"} <= {each.answer for each in value.answers}
    assert len(driver_rows(value, words, 10.0)) == sum(len(each.drivers) for each in value.answers)
    assert str(len(value.screened)) in how_found(value, words)[0]
