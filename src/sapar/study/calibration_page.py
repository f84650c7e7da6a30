"""From a study and its calibration to the page about it."""

from __future__ import annotations

from pathlib import Path

from sapar import __version__
from sapar.calibration.result import Calibration
from sapar.files.write import write_text
from sapar.report.calibration.page import CalibrationPage
from sapar.report.calibration.render import render_calibration
from sapar.study.open import Study


def calibration_page(study: Study, calibration: Calibration) -> CalibrationPage:
    """Everything the page shows."""
    declarations = study.declarations
    return CalibrationPage(
        calibration=calibration,
        assumptions=declarations.assumptions,
        places=tuple(declarations.frame.places),
        texts={each.figure: {"en": each.text_en, "ru": each.text_ru} for each in study.ledger.figures},
        study=study.name,
        title=declarations.settings.title,
        version=__version__,
        threshold=float(declarations.settings.disclosure_threshold),
    )


def write_calibration_page(study: Study, calibration: Calibration, beside: Path, language: str) -> Path:
    """Write the page beside the members and say where.

    Parameters
    ----------
    beside
        The file of the members.
    language
        `en` or `ru`.
    """
    path = beside.with_name("calibration.html" if language == "en" else f"calibration.{language}.html")
    write_text(path, render_calibration(calibration_page(study, calibration), language))
    return path
