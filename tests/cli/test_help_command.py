"""`sapar plan help` from a terminal."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from sapar.cli import app
from sapar.operations.help.answer import Ask, answer
from sapar.operations.help.read import read_case
from sapar.operations.help.template import TEMPLATES
from sapar.report.help_charts import help_charts
from sapar.report.help_words import headlines
from sapar.report.language import Language

QUICK = ("--replicates", "12")
EXAMPLE = ("--example", "union-and-associations")


def plan_help(*words: str) -> tuple[int, str, str]:
    """Exit code, what was printed, what was said."""
    result = CliRunner().invoke(app, ["plan", "help", *words])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    "objective",
    ["fewest-arrivals", "maximise-returns", "expulsions", "deportations", "detect", "меньше-прибытий"],
)
def test_harmful_objectives_are_refused_with_the_reason(objective: str) -> None:
    """Exit code 2, before anything is read or planned."""
    code, printed, said = plan_help(*EXAMPLE, "--objective", objective)

    assert code == 2
    assert printed == ""
    assert "harmful-objective" in said


def test_an_unknown_objective_is_refused_with_those_there_are() -> None:
    """Exit code 2."""
    code, _, said = plan_help(*EXAMPLE, "--objective", "fastest")

    assert code == 2
    assert "unmet-need" in said


@pytest.mark.parametrize(
    "words", [(), (*EXAMPLE, "sheet.xlsx"), (*EXAMPLE, "--lang", "kk"), ("--example", "x")]
)
def test_wrong_use_is_exit_code_two(words: tuple[str, ...]) -> None:
    """No sheet, two sheets, a language or an example that is not there."""
    assert plan_help(*words)[0] == 2


def test_a_faulty_sheet_is_exit_code_one_with_every_problem(tmp_path: Path) -> None:
    """Row and column of each."""
    assert plan_help("--template", str(tmp_path / "sheet"))[0] == 0
    for name, old, new in (("staff", "lawyer", "boss"), ("cases", "RUS", "rus")):
        path = tmp_path / "sheet" / f"{name}.csv"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    code, _, said = plan_help(str(tmp_path / "sheet"))

    assert code == 1
    assert "staff.csv:2:13" in said
    assert "cases.csv:2:19" in said


KEYS = [
    "notice", "sheet", "start", "months", "currency", "objective", "replicates", "institutions", "shelters",
    "sheltered", "formulas", "one_more", "losses", "law_restriction", "target_wait_weeks", "target_chance",
    "smallest_staff", "assumed", "sources",
]  # fmt: skip
BAND = {"low", "middle", "high"}


def test_the_json_object_has_its_keys_and_repeats_itself() -> None:
    """The same keys in the same order, numbers or null within, and the same bytes for the same seed."""
    words = (*EXAMPLE, "--json", "--target-wait", "2", "--chance", "0.8", *QUICK)
    code, printed, _ = plan_help(*words)
    found = json.loads(printed)

    assert code == 0
    assert list(found) == KEYS
    assert "Infinity" not in printed
    assert "NaN" not in printed
    union = found["institutions"][0]
    assert list(union) == [
        "institution", "wait_weeks", "wait_abroad_weeks", "months_until_clear", "served_share", "person_weeks_waited",
        "contacts", "cases", "resolved", "solved_at_home", "resolved_abroad", "without_partner",
        "wage_cases_recovered", "wages_recovered", "counts_money", "kits_delivered", "aid_coverage", "by_month",
    ]  # fmt: skip
    assert set(union["wait_weeks"]) == BAND
    assert set(union["by_month"][0]) == {
        "month", "opened", "begun", "waiting", "waiting_abroad", "members", "money_in", "money_out", "balance",
    }  # fmt: skip
    assert len(union["by_month"]) == found["months"] == 12
    assert {each["holds"] for each in found["formulas"]} <= {
        "erlang", "fluid", "fluid_then_erlang", "simulation", "nobody", "idle",
    }  # fmt: skip
    assert found["smallest_staff"][0]["chance"] >= 0.8
    assert plan_help(*words)[1] == printed
    assert plan_help(*words, "--seed", "2")[1] != printed


def test_everything_is_written_in_both_languages(tmp_path: Path) -> None:
    """Terminal, workbook and page; the page asks nothing of the network, hides counts below ten, and is marked."""
    for language, words, first in (
        ("en", "not for publication", "a new case waits"),
        ("ru", "не для публикации", "время ожидания юриста"),
    ):
        page, book = tmp_path / f"{language}.html", tmp_path / f"{language}.xlsx"
        code, printed, _ = plan_help(
            *EXAMPLE,
            "--lang",
            language,
            "--html",
            str(page),
            "--xlsx",
            str(book),
            "--target-wait",
            "3",
            *QUICK,
        )
        assert code == 0
        assert words in printed
        assert first in printed.split("\n")[1]
        text = page.read_text(encoding="utf-8")
        assert "default-src" in text
        assert 'src="http' not in text
        payload = re.search(r'id="payload">(.*?)</script>', text, re.DOTALL)
        assert payload is not None
        assert not small_counts(json.loads(payload[1]))
        names = CalamineWorkbook.from_path(str(book)).sheet_names
        assert names == [
            "summary", "institutions", "months", "shelters", "one more", "losses", "formulas", "smallest staff",
            "assumptions", "sources",
        ]  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_plainest_sheet_is_planned_and_drawn(tmp_path: Path, language: str) -> None:
    """One kind of case and one lawyer, a month, no money, no partner, no currency; also without anybody to help."""
    for people in (1, 0):
        folder = tmp_path / f"{people}"
        folder.mkdir()
        for name, text in (
            ("period", "start,months\n2026-12-01,1\n"),
            ("cases", "institution,kind,country,cases_week\nunion,wages,RUS,5\n"),
            ("staff", f"institution,role,people,cases_week\nunion,lawyer,{people},6\n"),
        ):
            (folder / f"{name}.csv").write_text(text, encoding="utf-8")
        files = ("--html", str(folder / "plan.html"), "--xlsx", str(folder / "plan.xlsx"))
        code, _, said = plan_help(str(folder), "--lang", language, *files, *QUICK)

        assert code == 0, said
        assert json.loads(plan_help(str(folder), "--json", *QUICK)[1])["losses"][0]["change"] == "law"


def small_counts(payload: object) -> list[object]:
    """Rows of people waiting with a count above 0 and below 10."""
    found: list[object] = []

    def look(value: object) -> None:
        if isinstance(value, dict):
            if {"month", "low", "middle", "high"} <= set(value):
                found.extend(
                    v for k, v in value.items() if k != "month" and isinstance(v, int) and 0 < v < 10
                )
            for each in value.values():
                look(each)
        elif isinstance(value, list):
            for each in value:
                look(each)

    look(payload)
    return found


def test_russian_has_no_english_sentences() -> None:
    """Apart from names of the sheet, what is printed in Russian is Cyrillic."""
    code, printed, _ = plan_help(*EXAMPLE, "--lang", "ru", *QUICK)
    words = re.findall(r"[A-Za-z]{4,}", printed)
    names = {
        "trade",
        "union",
        "association",
        "associations",
        "uzbek",
        "kyrgyz",
        "state",
        "identification",
        "shelter",
    }
    names |= {"assistance", "xlsx", "html"}

    assert code == 0
    assert set(words) <= names


@pytest.mark.parametrize("language", ["en", "ru"])
def test_sentences_about_waiting_and_the_chart_agree(language: str) -> None:
    """Each sentence says which queue it is about; both queues end where their lines in the chart end."""
    case = read_case(TEMPLATES.folder("union-and-associations"), "union-and-associations")
    found = answer(case, Ask(replicates=12))
    words = Language(language)
    (union,) = [sentence for sentence in headlines(found, words, 0.0) if sentence.startswith("trade-union")][
        :1
    ]
    chart = next(chart for chart in help_charts(found, words, 0.0) if chart.id == "waiting-0")
    last = {str(row[1]): row[2:] for row in chart.main.rows if row[0] == chart.main.rows[-1][0]}
    home, abroad = (words.text(f"help.waiting.{where}") for where in ("home", "abroad"))
    end = union.split(words.text("help.head.end", home="", abroad="").split(":")[0])[1]

    assert ("queue at home" if language == "en" else "Очередь дома") in union
    assert list(last) == [home, abroad]
    for where in (home, abroad):
        assert words.number(float(last[where][1] or 0), 3) in end
    assert ("cases" if language == "en" else "дел") in chart.title
    assert ("people" if language == "en" else "людей") not in chart.title


@pytest.mark.parametrize(("language", "title"), [("en", "claims paid"), ("ru", "оплачено требований")])
def test_paid_claims_are_called_so(language: str, title: str) -> None:
    """The column counts claims, not money."""
    assert title in plan_help(*EXAMPLE, "--lang", language, *QUICK)[1]
