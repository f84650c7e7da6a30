"""`sapar ask` from a terminal."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sapar.cli import app
from sapar.study import Options, open_study, run_study
from sapar.study.open import BUNDLED

QUICK = Options(people_per_agent=200, replicates=2, jobs=1)


def ask(*words: str) -> str:
    """What is printed."""
    result = CliRunner().invoke(app, ["ask", *words])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(("language", "sentence"), [("en", "rights lost"), ("ru", "утраченные права")])
def test_a_question_on_law_is_answered_by_the_law(language: str, sentence: str) -> None:
    """What holds is shown row by row with file, line and source, not a command alone."""
    printed = ask("q15", "--lang", language)

    assert sentence in " ".join(printed.split())
    assert "registry.csv:3" in printed
    assert "260-FZ" in printed
    assert "sapar law show UZB RUS 2025-03-01" in " ".join(printed.split())


def test_a_what_if_question_shows_its_effect_once_there_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without results of its scenario the command that makes them is printed, with them the paired effect."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BUNDLED / "two-places", "here")
    questions = Path("here/questions.yaml")
    questions.write_text(
        questions.read_text("utf-8").replace("  claims: [C1]", "  scenario: closure"), "utf-8"
    )
    asked = ("here", "q1", "--people-per-agent", "200", "--replicates", "2", "--jobs", "1")

    before = " ".join(ask(*asked).split())
    assert "sapar compare here base closure --people-per-agent 200 --replicates 2" in before
    assert "Against the baseline" not in before
    run_study(open_study("here"), replace(QUICK, scenario="closure"))
    after = " ".join(ask(*asked).split())
    assert "sapar compare" not in after
    assert "Against the baseline, under closure" in after


QUICKLY = ("--people-per-agent", "200", "--replicates", "2", "--jobs", "1")


def test_a_study_may_stand_before_the_question_and_words_need_no_quotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As for `sapar explain`; without a question its bank is listed."""
    monkeypatch.chdir(tmp_path)
    run_study(open_study("two-places"), QUICK)
    words = ("How", "many", "people", "live", "abroad?")

    assert ask("two-places", *words, *QUICKLY) == ask("two-places", " ".join(words), *QUICKLY)
    assert ask("two-places").startswith("q1 ")


def test_an_unclear_question_is_shown_what_shares_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Numbers of results that are kept, scenarios with the command that runs them, and where to ask the law."""
    monkeypatch.chdir(tmp_path)
    run_study(open_study("two-places"), QUICK)
    asked = CliRunner().invoke(
        app, ["ask", "two-places", "Gate shut for those without legal status?", *QUICKLY]
    )
    printed = " ".join(asked.output.split())

    assert asked.exit_code == 2
    assert "How many have no legal status" in printed
    assert "sapar compare two-places base closure" in printed
    assert "sapar law show" in printed
