"""`sapar check --validation`: figures, hold-outs and naive baselines, failures first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sapar.commands.terminal import guarded, print_json, say

if TYPE_CHECKING:
    from sapar.results.validation import Validation
    from sapar.study import Options, Study


def check_validation(
    study: Study, options: Options, gravity: Path | None, language: str, *, json: bool
) -> None:
    """Judge the study's model, print it, and keep it for its reports."""
    from sapar.report.terminal import progress_shown
    from sapar.report.validation_terminal import say_validation
    from sapar.study.kept import VALIDATION_FILE, keep, made_path
    from sapar.study.validate import validate

    with progress_shown() as progress:
        found: Validation = guarded(
            lambda: validate(study, options, gravity=gravity, progress=progress, say=say)
        )
    guarded(lambda: keep(made_path(study, VALIDATION_FILE), found))
    threshold = study.declarations.settings.disclosure_threshold
    if json:
        print_json(as_json(found, threshold))
        return
    say_validation(found, threshold, language)


def as_json(found: Validation, threshold: float) -> dict[str, Any]:
    """The summary first, then every figure and every hold-out."""
    from sapar.results.disclose import disclosed
    from sapar.study.kept import as_plain

    plain: dict[str, Any] = as_plain(found)
    holdouts = [
        {**row, "inside": each.is_inside, "error": each.error, "interval_score": each.score}
        for row, each in zip(plain.pop("holdouts"), found.holdouts, strict=True)
    ]
    figures = [
        {**disclosed(row, str(row["unit"]), threshold), "inside": row["verdict"] == "inside"}
        for row in plain.pop("figures")
    ]
    return {
        "figures_inside": found.figures_inside,
        "figures_total": found.figures_total,
        "holdout_coverage_80": found.holdout_coverage_80 if found.holdouts else None,
        "interval_score": found.interval_score if found.holdouts else None,
        "interval_score_alone": found.interval_score_alone if found.holdouts else None,
        "interval_score_of": "natural logarithms, 80 %",
        "baselines": [as_plain(each) for each in found.baselines],
        **plain,
        "figures": figures,
        "holdouts": holdouts,
    }
