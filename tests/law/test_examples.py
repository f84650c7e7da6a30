"""The examples of the law, asked one by one as they stand in the file."""

from __future__ import annotations

import csv
import datetime
from dataclasses import replace

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
