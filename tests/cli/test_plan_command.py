"""`sapar plan transit` from a terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from sapar.cli import app

QUICK = ("--time-limit", "1", "--replicates", "20")


def transit(*words: str) -> tuple[int, str, str]:
    """Exit code, what was printed, what was said."""
    result = CliRunner().invoke(app, ["plan", "transit", *words])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    "objective",
    [
        "minimise-arrivals",
        "maximise-returns",
        "maximise-expulsions",
        "deportations",
        "fewest-entries",
        "detect",
    ],
)
def test_harmful_objectives_are_refused_with_the_reason(objective: str) -> None:
    """Exit code 2, before anything is read or planned."""
    code, printed, said = transit("--example", "template", "--objective", objective)

    assert code == 2
    assert printed == ""
    assert "harmful-objective" in said
    assert "people would pay" in said


def test_an_unknown_objective_is_refused_with_those_there_are() -> None:
    """Exit code 2."""
    code, _, said = transit("--example", "template", "--objective", "fastest")

    assert code == 2
    assert "cost-to-people" in said


@pytest.mark.parametrize("objective", ["weighted-waiting", "waiting", "deprivation", "cost-to-people"])
def test_humanitarian_objectives_are_planned(objective: str) -> None:
    """Each gives a plan that moves people."""
    code, printed, _ = transit("--example", "template", "--objective", objective, "--json", *QUICK)
    found = json.loads(printed)

    assert code == 0
    assert found["boarded"] > 1000
    assert found["objective"] == objective
    assert found["value"] <= found["greedy_value"] + 1e-6


def test_everything_is_written_in_both_languages(tmp_path: Path) -> None:
    """Terminal, workbook and page; the page hides counts below ten, asks nothing of the network, and is marked."""
    for language, words in (("en", "for publication"), ("ru", "не для публикации")):
        page, book = tmp_path / f"{language}.html", tmp_path / f"{language}.xlsx"
        code, printed, _ = transit(
            "--example", "template", "--reacting", "--lang", language, "--html", str(page), "--xlsx", str(book),
            "--clear-by", "2027-01-20", "--chance", "0.5", "--fleet", "train", *QUICK,
        )  # fmt: skip
        assert code == 0
        assert words in printed
        text = page.read_text(encoding="utf-8")
        assert "default-src" in text
        assert 'src="http' not in text
        names = CalamineWorkbook.from_path(str(book)).sheet_names
        assert names == ["summary", "plan", "days", "waits", "savings", "costs", "assumptions"]


def test_the_workbook_of_a_plan_is_read_back_as_a_plan_by_hand(tmp_path: Path) -> None:
    """The sheet `plan` of the output is what `--plan` takes."""
    book = tmp_path / "plan.xlsx"
    transit("--example", "mashtakovo-coaches", "--xlsx", str(book), *QUICK)
    code, printed, _ = transit("--example", "mashtakovo-coaches", "--plan", str(book), "--json", *QUICK)
    found = json.loads(printed)

    assert code == 0
    assert found["method"] == "hand"
    assert found["boarded"] == 2435
    assert found["cleared_on"] == "2020-08-05"


def test_small_counts_stay_off_the_page(tmp_path: Path) -> None:
    """Seven people in one class and eight in another are nowhere on the page, nor in its data."""
    (tmp_path / "waiting.csv").write_text(
        "camp,class,citizenship,people\nnorth,others,UZB,333\nnorth,medical,UZB,7\nnorth,elderly,UZB,8\n"
    )
    (tmp_path / "fleets.csv").write_text("fleet,mode,vehicles,seats,cycle_days\ncoach,bus,2,174,2\n")
    (tmp_path / "limits.csv").write_text("item,value\nstart,2026-12-01\ndays,5\n")
    page = tmp_path / "page.html"
    code, _, _ = transit(str(tmp_path), "--html", str(page), *QUICK)
    text = page.read_text(encoding="utf-8")
    rows = [row for row in text.split("<tr>") if "medical" in row or "elderly" in row]

    assert code == 0
    assert rows
    assert all(">7<" not in row and ">8<" not in row for row in rows)


def test_wrong_use_is_said_without_a_traceback(tmp_path: Path) -> None:
    """No sheet, two sheets, a missing one, a day outside, an unknown fleet."""
    assert transit()[0] == 2
    assert transit("somewhere", "--example", "template")[0] == 2
    code, _, said = transit(str(tmp_path / "none.xlsx"))
    assert code == 1
    assert "is not there" in said
    assert transit("--example", "template", "--clear-by", "2030-01-01")[0] == 2
    assert transit("--example", "template", "--fleet", "ships")[0] == 2
    assert transit("--example", "nowhere")[0] == 2


def test_a_template_is_written_and_planned(tmp_path: Path) -> None:
    """From nothing to a plan in two commands."""
    book = tmp_path / "camp.xlsx"
    assert transit("--template", str(book))[0] == 0
    code, printed, _ = transit(str(book), "--json", *QUICK)

    assert code == 0
    assert json.loads(printed)["waiting_at_start"] == 2816
