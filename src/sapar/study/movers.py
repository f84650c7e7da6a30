"""What moves an answer: by the study's global sensitivity where that is current, else over the replicates of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sapar.results.drivers import drivers
from sapar.results.headline import Headline
from sapar.results.tables import Tables
from sapar.sensitivity.result import SHOWN, AnswerDrivers, Sensitivity
from sapar.study.kept import SENSITIVITY_FILE, kept_result
from sapar.study.open import Study

MOST = SHOWN
"""Inputs named beside an answer: as many as a sensitivity keeps."""

LEAST = 0.01
"""Share of the variance below which a measured input is not named."""


def measured_movers(study: Study) -> Mapping[str, AnswerDrivers]:
    """By name of an answer: its inputs by global sensitivity, without those that hardly matter.

    Empty where that is out of date or was never found.
    """
    kept = kept_result(study, SENSITIVITY_FILE, Sensitivity)
    return {} if kept is None or not kept.is_current else inputs_by_answer(kept.value)


def inputs_by_answer(found: Sensitivity) -> Mapping[str, AnswerDrivers]:
    """By name of an answer: what is worth naming of its inputs."""
    named = [
        replace(each, drivers=tuple(one for one in each.drivers if not one.is_measured or one.total >= LEAST))
        for each in found.answers
    ]
    return {each.answer: each for each in named if each.drivers}


def strongest_inputs(
    measured: Mapping[str, AnswerDrivers], tables: Tables, headline: Headline
) -> list[tuple[str, float]]:
    """Inputs that move an answer most with a strength from 0 to 1, the strongest first; five at most.

    The strength is the total index where one was measured, the size of the rank correlation over the replicates where
    there is no sensitivity, and 0 for what was only screened.
    """
    found = measured.get(headline.answer.id)
    if found is not None:
        return [(each.parameter, min(1.0, max(0.0, each.total))) for each in found.drivers]
    return [(name, abs(strength)) for name, strength in drivers(tables, headline.values)[:MOST]]
