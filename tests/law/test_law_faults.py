"""Rows of law that overlap, are missing or make no sense are errors of the study, at file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from sapar.scenarios.inputs import read_inputs
from tests.hostile.planted import Fault, add, copy_of_study, judge, swap

FAULTS = [
    add("law/family.csv", "QYY,*,,2031-05,,school,open,in_force,authors,X,", "overlapping-rows"),
    add("law/family.csv", "QYY,*,common-market,2031-05,,stay,barred,in_force,authors,X,", "overlapping-rows"),
    add("law/entry.csv", "QXX,QBB QAA,,2030-12-31,,visa,no,,in_force,authors,X,", "overlapping-rows"),
    add("law/registry.csv", "QXX,*,2031-06,,bank,court,in_force,authors,X,", "overlapping-rows"),
    add("law/amnesties.csv", "QXX,*,2031-09-30,,leave_without_ban,in_force,authors,X,", "overlapping-rows"),
    swap("law/family.csv", "school,test", "school,with_worker", "unknown-choice", hint="open"),
    swap("law/entry.csv", "visa,no", "visa,all_crossings", "unknown-choice"),
    swap("law/entry.csv", "visa,no", "vise,no", "unknown-choice", hint="visa"),
    swap("law/registry.csv", "bank driving", "bank drving", "unknown-choice", hint="driving", column=24),
    swap("law/family.csv", "common-market", "comon-market", "unknown-union", hint="common-market"),
    swap("law/entry.csv", "QXX,QBB", "QXX,QBC", "unknown-citizenship", hint="QBB"),
    swap("law/amnesties.csv", "gazette-qxx", "gazete-qxx", "unknown-source", hint="gazette-qxx"),
    swap("law/stay.csv", "2030-01-01,,60", "2030-01-01,2031-06-30,60", "missing-law", hint="2031-07-01"),
    swap("law/stay.csv", "QYY,*,2030-01-01,,60", "QYY,QAA QBB QXX,2031-01-01,,60", "missing-law", line=0),
    swap("law/work.csv", "QXX,*,2030-01-01", "QXX,*,2030-02-01", "missing-law", line=0, hint="2030-01-01"),
    swap("law/registry.csv", "2030-12-31", "2030-12-30", "missing-law", hint="2030-12-31"),
    swap("law/entry.csv", "QXX,*,,2030-01-01", "QXX,*,,2031-02-01", "missing-law", line=3),
    swap("law/examples.csv", "days,90", "days,91", "example-differs", hint="90", column=31),
    swap("law/stay.csv", "QXX,*,2030-01-01,,90", "QXX,*,2030-01-01,,89", "example-differs",
         at="law/examples.csv", line=2),
    swap("law/examples.csv", "visit,days", "visit,dais", "unknown-choice", hint="days"),
    swap("law/examples.csv", "2030-05-01", "2029-05-01", "outside-period", hint="period"),
    swap("law/examples.csv", "visit,days", "holiday,days", "unknown-choice"),
    swap("scenarios/zero.yaml", "[]", "[{add_row: {table: law/stay, row: {place: QYY, citizenship: '*', union: market, "
         "from: 2031-01-01, days: 5, counting: per_entry}}}]", "unknown-union"),
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_of_the_law_is_pointed_at(fault: Fault, tmp_path: Path) -> None:
    """The report names file, line and what to try."""
    judge(fault, tmp_path)


FINE = {
    "law/entry.csv": [
        "QXX,*,,2030-01-01,,biometrics,no,,in_force,authors,X,",
        "QXX,QAA,,2030-06-01,,visa,yes,,in_force,authors,X,",
        "QYY,QAA,,2030-01-01,2030-06-30,registration,no,,in_force,authors,X,",
        "QYY,QXX,common-market,2030-01-01,,registration,yes,90,in_force,authors,X,",
        "QXX,*,,2030-01-01,,visa,yes,,proposed,authors,X,",
    ],
    "law/family.csv": ["QYY,*,,2030-01-01,,work,own_papers,in_force,authors,X,"],
    "law/amnesties.csv": ["QXX,*,2031-08-16,,regularise,in_force,gazette-qxx,A,"],
}


@pytest.mark.parametrize(("file", "row"), [(file, row) for file, rows in FINE.items() for row in rows])
def test_rows_about_other_things_or_of_another_rank_do_not_overlap(
    file: str, row: str, tmp_path: Path
) -> None:
    """Another requirement, right or offer, a named citizenship, a union and a proposal stand beside each other."""
    study = copy_of_study(tmp_path)
    with (study / file).open("a", encoding="utf-8") as table:
        table.write(row + "\n")

    read_inputs(study)


@pytest.mark.parametrize("file", ["family", "entry", "registry", "amnesties", "examples"])
def test_tables_that_the_simulation_does_not_read_may_be_missing(file: str, tmp_path: Path) -> None:
    """Silence about a whole subject is no error: the law says that it is not known."""
    study = copy_of_study(tmp_path)
    (study / "law" / f"{file}.csv").unlink()
    (study / "law" / "examples.csv").unlink(missing_ok=True)

    read_inputs(study)
