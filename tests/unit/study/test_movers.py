"""What moves an answer: global sensitivity where it belongs to the study as it is, else the replicates of the run."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sapar.results.drivers import drivers
from sapar.results.tables import Tables
from sapar.sensitivity.result import AnswerDrivers, Driver, Sensitivity
from sapar.study import Options, Study, run_study
from sapar.study.ask import reply
from sapar.study.explain import explain
from sapar.study.kept import SENSITIVITY_FILE, inputs_digest, keep, made_path
from sapar.study.movers import measured_movers, strongest_inputs
from sapar.study.page import help_answers, page_of

ANSWER = "backlog"


def found_by(study: Study, inputs: str) -> Sensitivity:
    """A result in which one input moves the backlog, one hardly does, and one was only screened."""
    measured, screened = study.declarations.assumptions[3], study.declarations.assumptions[5]
    shape = {"low": 0.0, "high": 1.0, "effect": 12.0, "size": 12.0, "spread": 1.0}
    return Sensitivity(
        study=study.name, inputs=inputs, question="q", version="0", people_per_agent=10, seed=1,
        trajectories=2, base=8, screened=(measured.parameter, screened.parameter),
        survivors=(measured.parameter,), runs=10,
        answers=(
            AnswerDrivers(
                answer=ANSWER, question={"en": "How long is the queue?"}, unit="cases", date="2030",
                low=1.0, median=2.0, high=3.0, measured=0.8, missing=0,
                drivers=(
                    Driver(parameter=measured.parameter, first=0.7, total=0.8, total_error=0.1, **shape),
                    Driver(parameter="beta_wage", first=0.0, total=0.004, total_error=0.1, **shape),
                    Driver(parameter=screened.parameter, first=-1.0, total=-1.0, total_error=-1.0, **shape),
                ),
            ),
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def tables(two_places_study: Study, tmp_path_factory: pytest.TempPathFactory) -> Tables:
    """Of a run with enough replicates to tell a driver from luck."""
    apart = replace(two_places_study, results_folder=tmp_path_factory.mktemp("runs"))
    return run_study(apart, Options(people_per_agent=500, replicates=12, jobs=1)).tables


@pytest.fixture
def study(two_places_study: Study, tmp_path: Path) -> Study:
    """A study that comes without results, and whose own lie apart."""
    folder = tmp_path / "study"
    shutil.copytree(two_places_study.folder, folder, ignore=shutil.ignore_patterns("validation"))
    return replace(two_places_study, folder=folder, results_folder=tmp_path / "runs")


def test_a_current_result_names_the_inputs(study: Study, tables: Tables) -> None:
    """Report, explain and ask name what the sensitivity found, the measured input first."""
    names = [study.declarations.assumptions[index].parameter for index in (3, 5)]
    keep(made_path(study, SENSITIVITY_FILE), found_by(study, inputs_digest(study)))

    assert list(page_of(study, tables).support[ANSWER].parameters) == names
    explained = explain(study, tables, ANSWER).moved_by
    assert explained is not None
    assert [each.parameter for each in explained.drivers] == names
    question = replace(study.declarations.questions[0], numbers=(ANSWER,), scenario=None)
    assert [row.parameter for row in reply(study, question, tables).assumptions] == names


def test_one_out_of_date_is_not_believed(study: Study, tables: Tables) -> None:
    """The replicates of the run speak instead, whose luck may name nothing."""
    keep(made_path(study, SENSITIVITY_FILE), found_by(study, "of other files"))
    (answer,) = (each for each in help_answers(study, tables) if each.answer.id == ANSWER)
    seen = strongest_inputs(measured_movers(study), tables, answer)

    assert ANSWER not in measured_movers(study)
    assert explain(study, tables, ANSWER).moved_by is None
    assert seen == [(name, abs(size)) for name, size in drivers(tables, answer.values)[:5]]


def test_replicates_name_an_input_that_goes_with_the_answer(study: Study, tables: Tables) -> None:
    """Without a sensitivity an answer that is a parameter's own draw is moved by it alone, in full."""
    dataset = tables.dataset
    drawn = dataset["parameter_value"].values
    varied = int(np.flatnonzero(np.ptp(drawn, axis=0) > 0)[0])
    (answer,) = (each for each in help_answers(study, tables) if each.answer.id == ANSWER)
    found = strongest_inputs({}, tables, replace(answer, values=drawn[:, varied]))

    assert found[0] == (str(dataset["parameter"].values[varied]), pytest.approx(1.0))
