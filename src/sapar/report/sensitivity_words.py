"""What moves the answers, in rows, for terminals and pages."""

from __future__ import annotations

import math

from sapar.report.language import Language
from sapar.report.terminal import number_in_words, unit_of_difference
from sapar.sensitivity.result import STOCKS, AnswerDrivers, Driver, Sensitivity

ROUGH = 64
"""Points of the sequence below which indices are called rough."""


def how_found(found: Sensitivity, language: Language) -> list[str]:
    """How it was done."""
    lines = [
        language.text(
            "sens.how",
            screened=len(found.screened),
            trajectories=found.trajectories,
            survivors=len(found.survivors),
            base=found.base,
            runs=language.number(found.runs),
            people=language.number(found.people_per_agent),
        )
    ]
    return [*lines, language.text("sens.few")] if found.base < ROUGH else lines


def driver_titles(language: Language) -> list[str]:
    """Columns of `driver_rows`."""
    keys = ("answer", "parameter", "total", "first", "effect")
    return [language.text(f"sens.column.{key}") for key in keys]


def driver_rows(found: Sensitivity, language: Language, threshold: float) -> list[list[str]]:
    """Five rows an answer; the answer stands in the first of them."""
    return [
        [
            question_of(answer, language) if index == 0 else "",
            name_of(driver, language),
            share_of(driver, language),
            f"{100 * driver.first:.0f} %" if driver.is_measured else "\u2013",
            effect_of(driver, answer.unit, threshold, language),
        ]
        for answer in found.answers
        for index, driver in enumerate(answer.drivers)
    ]


def question_of(answer: AnswerDrivers, language: Language) -> str:
    """The answer's question and date."""
    return f"{language.choose(answer.question)} ({answer.date})"


def name_of(driver: Driver, language: Language) -> str:
    """The input's name; the draw of the estimate in words."""
    return language.text("sens.stocks") if driver.parameter == STOCKS else driver.parameter


def effect_of(driver: Driver, unit: str, threshold: float, language: Language) -> str:
    """What the whole range of the input does to the answer, with its sign."""
    sign = "+" if driver.effect >= 0 else ""
    return f"{sign}{number_in_words(driver.effect, unit_of_difference(unit), threshold, language)}"


def share_of(driver: Driver, language: Language) -> str:
    """Total index with its error."""
    if not driver.is_measured:
        return language.text("sens.screened")
    error = "" if math.isnan(driver.total_error) else f" \u00b1 {100 * driver.total_error:.0f}"
    return f"{100 * driver.total:.0f}{error} %"
