"""The sheet: written, read back, and refused with every problem at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sapar.errors import BrokenStudy, NoSuchExample, PersonalRecord
from sapar.operations.transit.answer import plan_rows
from sapar.operations.transit.case import Case
from sapar.operations.transit.hand_plan import read_hand_plan
from sapar.operations.transit.objective import Objective
from sapar.operations.transit.plan import evaluate_hand, plan_transit
from sapar.operations.transit.read import read_case
from sapar.operations.transit.template import TEMPLATES

GOOD = {
    "waiting": "camp,class,citizenship,people\nnorth,others,UZB,100\nnorth,families,UZB,10\n",
    "fleets": "fleet,mode,vehicles,seats,cycle_days\ncoach,bus,2,20,2\n",
    "limits": "item,value\nstart,2026-12-01\ndays,10\n",
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


def same(first: Case, second: Case) -> bool:
    """Whether two cases say the same."""
    return (
        first.queues == second.queues
        and first.ready.tolist() == second.ready.tolist()
        and first.unready.tolist() == second.unready.tolist()
        and [each.name for each in first.fleets] == [each.name for each in second.fleets]
        and all(
            np.array_equal(one.amount, other.amount)
            for one, other in zip(first.limits, second.limits, strict=True)
        )
        and first.supplies == second.supplies
        and first.start == second.start
    )


@pytest.mark.parametrize("example", TEMPLATES.examples)
def test_a_template_reads_back_the_same_from_a_workbook_and_from_csv(tmp_path: Path, example: str) -> None:
    """What `--template` writes is what the bundled sheet says, either way."""
    TEMPLATES.write(tmp_path / "sheet.xlsx", example)
    TEMPLATES.write(tmp_path / "sheet", example)
    bundled = read_case(TEMPLATES.folder(example))

    assert same(bundled, read_case(tmp_path / "sheet.xlsx"))
    assert same(bundled, read_case(tmp_path / "sheet"))
    assert same(bundled, read_case(tmp_path / "sheet" / "waiting.csv"))


def test_groups_are_kept_and_the_rest_is_a_group_of_its_own(tmp_path: Path) -> None:
    """Ten people in families of four: two groups of four and one of two."""
    made = read_case(sheet(tmp_path))
    families = [queue for queue in made.queues if queue.traveller_class.name == "families"]

    assert [(queue.size, queue.slot) for queue in families] == [(4, 4), (2, 4)]
    assert made.people == 110
    assert ("class", "families: 3, 4, 0, 1") in made.assumed


@pytest.mark.parametrize("column", ["name", "passport", "phone", "birth_date", "фамилия", "tugilgan_sana"])
def test_a_record_about_persons_is_refused(tmp_path: Path, column: str) -> None:
    """Names, papers, phones and birth dates never get in."""
    text = f"camp,class,citizenship,people,{column}\nnorth,others,UZB,1,x\n"
    with pytest.raises(BrokenStudy) as refused:
        read_case(sheet(tmp_path, waiting=text))

    assert any(isinstance(each, PersonalRecord) for each in refused.value.problems)


def test_every_problem_is_said_at_once_with_its_place(tmp_path: Path) -> None:
    """Faults in three tables are three messages, each with file, line and column."""
    said = problems(
        tmp_path,
        waiting="camp,class,citizenship,people\nnorth,others,UZB,many\n",
        fleets="fleet,mode,vehicles,seats,cycle_days\ncoach,plane,2,20,2\n",
        limits="item,value\nstart,2026-12-01\nquotas,5\n",
    )

    assert "waiting.csv:2:18" in said
    assert "fleets.csv:2:7" in said
    assert "limits.csv:3:1" in said


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("waiting", "camp,class,citizenship,people\nnorth,nobles,UZB,5\n", '"nobles"'),
        ("waiting", "camp,class,citizenship,people\n", "names nobody"),
        ("limits", "item,value\ndays,10\n", "no row start"),
        ("limits", "item,value\nstart,2026-12-01\nstart,2026-12-02\n", "only one"),
        ("limits", "item,value\nstart,tomorrow\n", "not a date"),
        ("limits", "item,value,citizenship\nstart,2026-12-01,\nprocessing,9,UZB\n", "column citizenship"),
        ("limits", "item,value,camp\nstart,2026-12-01,\nsupplies,9,\n", "supplies are those of a camp"),
        ("fleets", "fleet,mode,vehicles,seats,cycle_days\ncoach,bus,2,3,2\n", "4 seats of one group"),
        ("fleets", "fleet,mode,vehicles,seats,cycle_days,camps\ncoach,bus,2,30,2,south\n", '"south"'),
        ("arrivals", "camp,low,likely,high\nnorth,5,4,9\n", "not in order"),
        ("arrivals", "camp,low,likely,high\nsouth,1,2,3\n", "nobody waits in south"),
    ],
)
def test_what_cannot_be_planned_is_said(tmp_path: Path, table: str, text: str, said: str) -> None:
    """Each fault has a message that names what was found."""
    assert said in problems(tmp_path, **{table: text})


def test_an_unknown_example_is_refused() -> None:
    """With the names there are."""
    with pytest.raises(NoSuchExample):
        TEMPLATES.folder("../../etc")


def test_a_plan_written_out_and_read_back_by_hand_is_the_same_plan(tmp_path: Path) -> None:
    """The day plan can be edited and evaluated; unedited, it waits as long."""
    made = read_case(TEMPLATES.folder("mashtakovo-coaches"))
    plan = plan_transit(made)
    rows = plan_rows(plan)
    lines = [",".join(rows[0]), *(",".join(str(value) for value in row.values()) for row in rows)]
    (tmp_path / "plan.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")

    hand = evaluate_hand(made, Objective.WEIGHTED_WAITING, read_hand_plan(tmp_path / "plan.csv", made))

    assert hand.method == "hand"
    assert hand.value == pytest.approx(plan.value)
    assert hand.course.vehicles.tolist() == plan.course.vehicles.tolist()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2020-08-04,ship,1,,,,", '"ship"'),
        ("2021-08-04,coaches,1,,,,", "outside the plan"),
        ("2020-08-04,coaches,1,mashtakovo,,,5", "one is missing"),
        ("2020-08-04,coaches,1,mashtakovo,kings,KGZ,5", "kings"),
    ],
)
def test_a_faulty_plan_by_hand_is_refused(tmp_path: Path, row: str, said: str) -> None:
    """Unknown fleets, days outside, people of nobody."""
    made = read_case(TEMPLATES.folder("mashtakovo-coaches"))
    header = "date,fleet,vehicles,camp,class,citizenship,people\n"
    (tmp_path / "plan.csv").write_text(header + row + "\n", encoding="utf-8")

    with pytest.raises(BrokenStudy, match=said):
        read_hand_plan(tmp_path / "plan.csv", made)


def test_a_missing_start_hides_no_other_problem(tmp_path: Path) -> None:
    """No first day, an unknown class, an unknown camp and a range in the wrong order: four messages at once."""
    said = problems(
        tmp_path,
        waiting="camp,class,citizenship,people\nnorth,nobles,UZB,5\nnorth,others,UZB,5\n",
        arrivals="camp,low,likely,high\nnorth,5,4,9\n",
        limits="item,value,camp\ndays,10,\nsupplies,9,south\n",
    )

    assert "no row start" in said
    assert '"nobles"' in said
    assert '"south"' in said
    assert "not in order" in said
    assert "the sheet has 4 problems" in said


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("coach,bus,9999,20,2,0.1\n", "a number from 0 to 2,000 vehicles"),
        ("coach,bus,2,20,2,3\n", "a number from 0 to 1  "),
    ],
)
def test_bounds_are_written_out_and_a_share_has_no_unit(tmp_path: Path, row: str, hint: str) -> None:
    """Thousands with commas; `1` as a unit is not a number to read."""
    said = problems(tmp_path, fleets=f"fleet,mode,vehicles,seats,cycle_days,breakdown_chance\n{row}")
    assert hint in said
    millions = problems(tmp_path, waiting="camp,class,citizenship,people\nnorth,others,UZB,9000000\n")
    assert "a number from 0 to 1,000,000 persons" in millions
