"""The help sheet: written, read back, and refused with every problem at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sapar.errors import BrokenStudy, NoSuchExample, PersonalRecord
from sapar.operations.help.read import default_figures, read_case
from sapar.operations.help.tables import FIGURE_ITEMS
from sapar.operations.help.template import TEMPLATES

GOOD = {
    "period": "start,months,currency\n2026-12-01,6,KGS\n",
    "cases": "institution,kind,country,cases_week\nunion,wages,RUS,5\n",
    "staff": "institution,role,people,cases_week\nunion,lawyer,2,6\n",
}


def sheet(folder: Path, **changed: str) -> Path:
    """A folder of CSV files."""
    for name, text in (GOOD | changed).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, **changed: str) -> str:
    """What is said about a faulty sheet."""
    with pytest.raises(BrokenStudy) as refused:
        read_case(sheet(folder, **changed))
    return str(refused.value)


@pytest.mark.parametrize("example", TEMPLATES.examples)
def test_a_template_reads_back_the_same_from_a_workbook_and_from_csv(tmp_path: Path, example: str) -> None:
    """What `--template` writes is what the bundled sheet says, either way, sources included."""
    TEMPLATES.write(tmp_path / "sheet.xlsx", example)
    TEMPLATES.write(tmp_path / "sheet", example)
    bundled = read_case(TEMPLATES.folder(example), "sheet")

    assert read_case(tmp_path / "sheet.xlsx") == bundled
    assert read_case(tmp_path / "sheet") == bundled
    assert read_case(tmp_path / "sheet" / "cases.csv", "sheet") == bundled
    assert all(each.grade and each.source for each in bundled.sources)


def test_a_plain_sheet_takes_assumptions_and_says_so(tmp_path: Path) -> None:
    """Blank numbers are known ones; what is not stated is named with its range; no money is stated, so none limits."""
    made = read_case(sheet(tmp_path))
    (union,) = made.institutions

    assert union.demands[0].weekly.low == union.demands[0].weekly.high == 5.0
    assert ("recovery_share", "0.25 (0.15 to 0.35)") in made.assumed
    assert ("no_money", "union") in made.assumed
    assert not union.counts_money
    assert {each.row for each in made.sources} == set(default_figures())


def test_a_figure_of_one_institution_comes_before_that_of_all(tmp_path: Path) -> None:
    """In minor units of money; the range of the row."""
    text = "item,institution,low,likely,high\ndues,,50,100,300\ndues,union,10,20,30\n"
    made = read_case(sheet(tmp_path, figures=text))

    assert (made.institutions[0].figures["dues"].low, made.institutions[0].figures["dues"].high) == (
        1000,
        3000,
    )
    assert made.institutions[0].counts_money


def test_assumptions_lie_within_what_a_sheet_may_state() -> None:
    """Each is an item of the sheet, in order, with a grade and a reason."""
    for item, (given, grade, why) in default_figures().items():
        field = FIGURE_ITEMS[item]
        assert (field.low or 0.0) <= given.low <= given.likely <= given.high <= (field.high or 0.0)
        assert grade == "X"
        assert len(why) > 20


@pytest.mark.parametrize("column", ["name", "passport", "phone", "birth_date", "фамилия", "tugilgan_sana"])
@pytest.mark.parametrize("table", ["cases", "staff"])
def test_a_record_about_persons_is_refused(tmp_path: Path, column: str, table: str) -> None:
    """Names, papers, phones and birth dates never get in, neither of those who ask nor of those who help."""
    header, row = GOOD[table].strip().split("\n")
    with pytest.raises(BrokenStudy) as refused:
        read_case(sheet(tmp_path, **{table: f"{header},{column}\n{row},x\n"}))

    assert any(isinstance(each, PersonalRecord) for each in refused.value.problems)


def test_every_problem_is_said_at_once_with_its_place(tmp_path: Path) -> None:
    """Faults in five tables are five messages, each with file, line and column."""
    said = problems(
        tmp_path,
        cases="institution,kind,country,cases_week\nunion,wages,RUS,many\nunion,advice,RUS,1\n",
        staff="institution,role,people,cases_week\nunion,boss,2,6\n",
        partners="institution,country,people,cases_week\nclub,RUS,2,6\n",
        shelters="shelter,country,places,stay_weeks,takes\nhome,KAZ,2,6,men\n",
        figures="item,institution,low,likely,high\npaid_share,union,0.2,1.5,\n",
    )

    for place in (
        "cases.csv:2:17",
        "staff.csv:2:7",
        "partners.csv:2:1",
        "shelters.csv:2:14",
        "figures.csv:2:22",
    ):
        assert place in said


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("period", "start,months,currency\n", "no row"),
        ("period", "start,months,currency\n2026-12-01,6,KGS\n2026-12-01,6,KGS\n", "only one"),
        ("period", "start,months,currency\n2026-12-01,90,KGS\n", "months"),
        ("cases", "institution,kind,country,cases_week\n", "no cases"),
        ("cases", "institution,kind,country,cases_week\nunion,theft,RUS,5\n", '"theft"'),
        ("cases", "institution,kind,country,cases_week\nunion,wages,Russia,5\n", "three capital letters"),
        (
            "cases",
            "institution,kind,country,cases_week\nunion,wages,RUS,5\nunion,wages,RUS,6\n",
            "cases.csv:3",
        ),
        (
            "cases",
            "institution,kind,country,cases_week_low,cases_week\nunion,wages,RUS,7,5\n",
            "not in order",
        ),
        ("staff", "institution,role,people,cases_week\nclub,lawyer,2,6\n", '"club"'),
        ("staff", "institution,role,people,cases_week\nunion,lawyer,2.5,6\n", "whole number"),
        ("campaigns", "institution,date,income\nunion,2027-12-01,6\n", "outside the plan"),
        ("figures", "item,institution,likely\nbribes,union,6\n", '"bribes"'),
        ("figures", "item,institution,low,likely\ndues,union,7,6\n", "not in order"),
    ],
)
def test_what_cannot_be_planned_is_said(tmp_path: Path, table: str, text: str, said: str) -> None:
    """Each fault has a message that names what was found."""
    assert said in problems(tmp_path, **{table: text})


def test_a_problem_in_a_workbook_names_sheet_and_cell(tmp_path: Path) -> None:
    """As in a CSV file."""
    from openpyxl import load_workbook

    (path,) = TEMPLATES.write(tmp_path / "sheet.xlsx")
    book = load_workbook(path)
    book["staff"]["C2"] = "three"
    book.save(path)
    with pytest.raises(BrokenStudy) as refused:
        read_case(path)

    assert "sheet.xlsx[staff]:2:3" in str(refused.value)


def test_an_unknown_example_is_refused() -> None:
    """With the names there are."""
    with pytest.raises(NoSuchExample):
        TEMPLATES.folder("../../etc")


def test_replicates_are_fewer_where_cases_are_very_many() -> None:
    """Memory is bounded: a sheet of 5,000 cases a week for five years is drawn less often, never under 20 times."""
    from sapar.operations.help.answer import FEWEST, replicates_of
    from tests.operations.help.sheets import case, demand, institution

    large = case(institution(demands=(demand(weekly=5000.0),)), months=60)

    assert replicates_of(large, 300) == FEWEST
    assert replicates_of(replace(large, months=1), 300) < 300
    assert replicates_of(case(), 300) == 300
