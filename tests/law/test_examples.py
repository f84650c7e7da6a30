"""The examples of the law, asked one by one as they stand in the file."""

from __future__ import annotations

import csv
import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from sapar.model.declarations.law_tables import QUESTIONS
from sapar.model.law_answers import answer, check_examples
from sapar.model.regime import regime
from sapar.problems import Problems
from sapar.study import Study, open_study
from sapar.study.open import BUNDLED, bundled_studies

LEAST = 60
"""Examples that the real case must have."""


def examples(study: str) -> list[dict[str, str]]:
    """The rows of a study's examples, read as plain data."""
    with (BUNDLED / study / "law" / "examples.csv").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


ALL = [(study, row) for study in bundled_studies() for row in examples(study)]


def name(case: object) -> str:
    """A short name of an example."""
    if isinstance(case, str):
        return case
    assert isinstance(case, dict)
    return " ".join(case[key] for key in ("citizenship", "place", "date", "purpose", "question"))


@pytest.fixture(scope="module")
def studies() -> dict[str, Study]:
    """The bundled studies."""
    return {name: open_study(name) for name in bundled_studies()}


@pytest.mark.parametrize(("study", "row"), ALL, ids=name)
def test_the_law_answers_as_the_example_expects(
    studies: dict[str, Study], study: str, row: dict[str, str]
) -> None:
    """Each example is answered so, by rows that can be pointed at, or is known to be unknown."""
    declared = studies[study].declarations
    date = datetime.date.fromisoformat(row["date"])
    found = regime(declared, row["citizenship"], row["place"], date, row["purpose"])
    given = answer(declared.law, found, row["question"])

    assert given.value == row["answer"]
    assert given.rows or given.value in ("unknown", "none", "citizen")
    assert all(each.at is not None and each.at.line > 1 and each.source for each in given.rows)


def test_there_are_enough_examples_and_they_ask_everything() -> None:
    """The real case has sixty examples at least, and no question is left without one."""
    real = examples("central-asia")

    assert len(real) >= LEAST
    assert {row["question"] for row in real} == set(QUESTIONS)
    assert {row["purpose"] for row in real} == {"work", "visit", "family", "study"}


def test_an_example_that_is_not_so_is_an_error_of_the_study() -> None:
    """Every single example notices a changed answer: nothing is compared in vain."""
    declared = open_study("central-asia").declarations
    wrong = tuple(replace(each, answer=each.answer + "x") for each in declared.examples)
    problems = Problems()
    check_examples(replace(declared, examples=wrong), problems)

    assert len(problems) == len(wrong)
    assert {problem.code for problem in problems.in_file_order} == {"example-differs"}
    assert [problem.position.line for problem in problems.in_file_order if problem.position] == list(
        range(2, len(wrong) + 2)
    )


def test_every_question_stands_in_the_reference() -> None:
    """The page on the law names each question."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "reference" / "law.md").read_text(encoding="utf-8")

    assert not [question for question in QUESTIONS if f"`{question}`" not in page]


def test_the_python_example_of_the_reference_is_so(studies: dict[str, Study]) -> None:
    """The values that the page on the law prints behind its example."""
    found = studies["central-asia"].regime("UZB", "RUS", datetime.date(2025, 1, 1), "work")

    assert found.stay is not None
    assert found.work is not None
    assert found.work.at is not None
    assert found.registry is not None
    assert (found.stay.days, found.stay.counting) == (90, "calendar_year")
    assert (found.authorisation, found.work.fee, found.limit.kind) == ("patent", 8900.0, "papers")
    assert found.work.at.label == "law/work.csv:15"
    assert found.registry.lost_rights == (False,) * 6
