"""`sapar law` in a terminal."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from typer.testing import CliRunner

from sapar.cli import app
from sapar.model.declarations import law_tables
from sapar.model.declarations.law import RIGHTS
from sapar.report.catalogue import MESSAGES
from sapar.report.language import Language
from sapar.report.law_words import in_words
from sapar.study import open_study


def told(*words: str, code: int = 0) -> str:
    """What the command prints, with every stretch of white space as one space."""
    done = CliRunner().invoke(app, ["law", *words], env={"COLUMNS": "160"})
    assert done.exit_code == code, done.output
    return re.sub(r"\s+", " ", done.output if code == 0 else done.output + done.stderr)


def test_show_is_a_note_with_rows_and_grades() -> None:
    """Days, what follows from them, price, rows with grade and source, and the caution."""
    text = told("show", "UZB", "RUS", "2025-01-01")

    for part in (
        "90 days in a calendar year", "without status from 1 Apr 2025", "stay.csv:3 A", "8 900 RUB a month",
        "Law 260-FZ", "proposed, not law", "registration: no row says so", "Not legal advice",
    ):  # fmt: skip
        assert part in text, part


def test_show_in_russian() -> None:
    """The same in Russian."""
    text = told("show", "KGZ", "RUS", "2020-04-01", "--language", "ru")

    for part in (
        "Гражданство: Кыргызстан",
        "приостановлено с 15 мар 2020",
        "разрешение не требуется",
        "член",
    ):
        assert part in text or part == "член", part
    assert "EAEU: Россия с 1 янв 2015, Кыргызстан с 12 авг 2015" in text


def test_show_answers_every_question_as_json() -> None:
    """Each answer stands with the rows that say so."""
    found = json.loads(CliRunner().invoke(app, ["law", "show", "TKM", "RUS", "2019-01-01", "--json"]).stdout)

    assert set(found["answers"]) == set(law_tables.QUESTIONS)
    assert found["answers"]["visa"]["value"] == "yes"
    assert re.fullmatch(r"law/entry\.csv:\d+", found["answers"]["visa"]["rows"][0])
    assert {"row", "source", "grade", "from", "until", "note"} <= set(found["rows"][0])


def test_a_scenario_is_another_law() -> None:
    """In the scenario in which Uzbekistan joins the union its citizens work without a patent."""
    assert "no authorisation needed" not in told("show", "UZB", "RUS", "2017-01-01")
    assert "no authorisation needed" in told("show", "UZB", "RUS", "2017-01-01", "--scenario", "SC-09")


def test_changes_by_day() -> None:
    """What begins, with what held before; a year as a day means its first and last."""
    text = told("changes", "RUS", "--from", "2025", "--until", "2025-02")

    assert (
        "2025-01-01 Stay of a visitor all 90 days in a calendar year (before: 90 days within any 180 days)"
        in text
    )
    assert "expulsion without a court" in text
    assert "2025-03-25" not in text
    assert "Nothing begins or ends" in told("changes", "TUR")


def test_the_matrix_as_table_and_csv() -> None:
    """Every citizenship in every host, on a screen and as tidy rows."""
    assert "no authorisation needed (EAEU)" in told("matrix", "2025-03-01")
    printed = CliRunner().invoke(app, ["law", "matrix", "2025-03-01", "--csv"]).stdout
    rows = {(row["citizenship"], row["place"]): row for row in csv.DictReader(io.StringIO(printed))}

    assert len(rows) == 6 * 4 - 2
    assert rows["UZB", "RUS"]["fee"] == "8900"
    assert rows["KGZ", "RUS"]["authorisation"] == "free"
    assert rows["KGZ", "RUS"]["rows"].startswith("law/stay.csv:3")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("show", "QAB", "QXX"), '"QAA"'),
        (("show", "QAA", "QXZ"), '"QXX"'),
        (("show", "QAA", "QXX", "2032-01-01"), "2031-12-31"),
        (("show", "QAA", "QXX", "01.02.2030"), "2030-02-01"),
        (("show", "QAA", "QXX", "--purpose", "holiday"), "visit"),
        (("show", "QAA", "QXX", "--lang", "de"), "ru"),
        (("show", "QAA", "QXX", "--scenario", "closed"), '"closure"'),
        (("changes", "QXZ"), '"QXX"'),
        (("changes", "QXX", "--citizenship", "QAB"), '"QAA"'),
        (("changes", "QXX", "--from", "2029"), "2030-01-01"),
        (("changes", "QXX", "--from", "2031", "--until", "2030"), "after"),
        (("matrix", "2032-01-01"), "2031-12-31"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_way_out(words: tuple[str, ...], hint: str) -> None:
    """Exit code 2, the reason and what to try; no traceback."""
    text = told(*words, "--study", "two-places", code=2)

    assert hint in text
    assert "Traceback" not in text


def test_every_row_and_word_of_the_law_has_words() -> None:
    """No row of a bundled study and no word that a table takes lacks a text, in English and Russian."""
    for name in ("two-places", "central-asia"):
        declared = open_study(name).declarations
        law = declared.law
        tables = (
            law.stay,
            law.work,
            law.suspensions,
            law.sanctions,
            law.unions,
            law.family,
            law.entry,
            law.registry,
        )
        for language in (Language("en"), Language("ru")):
            assert all(in_words(row, language, {}) for table in (*tables, law.amnesties) for row in table)
    words = {
        *(f"law.stay.{word}" for word in law_tables.COUNTINGS),
        *(f"law.matrix.{word}" for word in law_tables.COUNTINGS),
        *(f"law.consequence.{word}" for word in law_tables.COUNTINGS),
        *(f"law.work.{word}" for word in law_tables.AUTHORISATIONS),
        *(f"law.employers.{word}" for word in law_tables.EMPLOYERS),
        *(f"law.offer.{word}" for word in law_tables.OFFERS),
        *(f"law.expulsion.{word}" for word in law_tables.EXPULSIONS),
        *(f"law.purpose.{word}" for word in law_tables.PURPOSES),
        *(f"law.right.{word}" for word in RIGHTS),
        *(f"law.entry.{word}" for word in law_tables.REQUIREMENTS),
        *(f"law.family.{word}" for word in law_tables.FAMILY_RIGHTS),
        *(f"law.answer.{word}" for words in law_tables.REQUIREMENTS.values() for word in words),
        *(f"law.answer.{word}" for words in law_tables.FAMILY_RIGHTS.values() for word in words),
        *(f"law.limit.{word}" for word in ("citizen", "clock", "union_contract", "papers", "with_worker", "barred")),
    }  # fmt: skip

    assert words <= set(MESSAGES)
