"""What planners refuse, in the reader's language and as JSON."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sapar.cli import app

WAITING, FLEETS, LIMITS = (
    "camp,class,citizenship,people\n",
    "fleet,mode,vehicles,seats,cycle_days,camps\n",
    "item,value,camp\nstart,2026-12-01,\n",
)
TRANSIT_FAULTS = {
    "columns": {"waiting": "camp,klass,citizenship,people\nnorth,others,UZB,1\n"},
    "twice": {"waiting": "camp,camp,class,citizenship,people\nnorth,north,others,UZB,1\n"},
    "person": {"waiting": "camp,class,citizenship,people,passport\nnorth,others,UZB,1,x\n"},
    "ragged": {"waiting": WAITING + "north,others\nnorth,others,UZB,1,2\n"},
    "cells": {"waiting": WAITING + "north,others,uzb,many\nп,,UZB,1.5\nno rth,others,UZB,9000000\n"},
    "numbers": {"waiting": WAITING + "north,others,UZB,1 000\nnorth,elderly,UZB,?\nnorth,medical,UZB,-4\n"},
    "again": {"waiting": WAITING + "north,others,UZB,1\nnorth,others,UZB,2\n"},
    "nobody": {"waiting": WAITING},
    "class": {"waiting": WAITING + "north,nobles,UZB,5\n"},
    "seats": {
        "waiting": WAITING + "north,families,UZB,8\n",
        "fleets": FLEETS + "coach,bus,2,3,2,*\ntrain,train,2,30,2,south\n",
    },
    "list": {"fleets": FLEETS + "coach,bus,2,3,2,a * b\ntrain,train,2,3,2,a  b\nold,bus,2,3,2,a a\n"},
    "start": {"limits": "item,value,camp\ndays,10,\nsupplies,9,south\nsupplies,9,\nprocessing,9,north\n"},
    "dates": {"limits": "item,value\nstart,1.12.2026\n"},
    "month": {"limits": "item,value\nstart,2026-13-01\n"},
    "day": {"limits": "item,value\nstart,2026-02-30\n"},
    "year": {"limits": "item,value\nstart,1026-02-03\n"},
    "item": {"limits": "item,value\nstart,2026-12-01\nstart,2026-12-02\nquotas,3\n"},
    "window": {"limits": "item,value,from,until\nstart,2026-12-01,,\nquota,9,2026-12-09,2026-12-02\n"},
    "order": {"arrivals": "camp,low,likely,high\nnorth,5,4,9\nsouth,1,2,3\n"},
    "empty": {"fleets": ""},
    "header": {"fleets": FLEETS},
}
HELP_FAULTS = {
    "figures": {
        "figures": "institution,item,likely,low,high\n,solved_at_home,3,,\nno-one,solved_at_home,0.5,0.6,0.4\n"
    },
    "period": {"period": "start,months\n2026-12-01,3\n2027-12-01,3\n"},
    "none": {"cases": "institution,kind,country,cases_week\n"},
    "range": {"cases": "institution,kind,country,cases_week,cases_week_low\nunion,wages,RUS,5,7\n"},
    "campaign": {"campaigns": "institution,date,income\nunion,2031-01-01,100\n"},
}
GOOD = {
    "transit": {
        "waiting": WAITING + "north,others,UZB,10\n",
        "fleets": FLEETS + "coach,bus,2,20,2,*\n",
        "limits": LIMITS,
    },
    "help": {
        "period": "start,months\n2026-12-01,2\n",
        "cases": "institution,kind,country,cases_week\nunion,wages,RUS,5\n",
        "staff": "institution,role,people,cases_week\nunion,lawyer,1,6\n",
    },
}


def refused(planner: str, folder: Path, changed: dict[str, str], *words: str) -> tuple[int, str, str]:
    """Exit code, what was printed, what was said about a sheet with faults."""
    for name, text in (GOOD[planner] | changed).items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(app, ["plan", planner, str(folder), *words])
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize(
    ("planner", "fault"),
    [*(("transit", name) for name in TRANSIT_FAULTS), *(("help", name) for name in HELP_FAULTS)],
)
def test_every_fault_of_a_sheet_is_said_in_russian(tmp_path: Path, planner: str, fault: str) -> None:
    """Reasons and hints hold a Russian word each, or nothing but words of the sheet; places and codes stay."""
    faults = TRANSIT_FAULTS if planner == "transit" else HELP_FAULTS
    code, printed, said = refused(planner, tmp_path, faults[fault], "--lang", "ru")
    record = json.loads(refused(planner, tmp_path, faults[fault], "--lang", "ru", "--json")[1])["refused"]

    assert code == 1
    assert printed == ""
    assert "ошибок в листе" in said
    assert record["problems"]
    for problem in record["problems"]:
        assert re.search("[а-я]", problem["why"]), problem
        assert not re.search(r"\b(the|is|are|of|which|has)\b", problem["try"]), problem
        assert problem["why"] in said


def test_faults_are_one_json_object_where_json_is_asked_for(tmp_path: Path) -> None:
    """Code, place, what was found, why and what to try, of every problem; nothing on standard error."""
    code, printed, said = refused("transit", tmp_path, TRANSIT_FAULTS["seats"], "--json")
    found = json.loads(printed)["refused"]

    assert code == 1
    assert said == ""
    assert found["code"] == "broken-study"
    assert found["why"] == "the sheet has 2 problems"
    assert [(each["file"], each["line"]) for each in found["problems"]] == [
        ("fleets.csv", 2),
        ("fleets.csv", 3),
    ]
    assert {each["code"] for each in found["problems"]} == {"unknown-choice", "out-of-range"}
    assert all(each["why"] and each["try"] for each in found["problems"])


@pytest.mark.parametrize(
    ("planner", "example"), [("transit", "template"), ("help", "union-and-associations")]
)
def test_a_refused_objective_is_said_in_russian_and_as_json(planner: str, example: str) -> None:
    """Exit code 2 in each form, with the reason."""
    words = ["plan", planner, "--example", example, "--objective", "maximise-returns", "--lang", "ru"]
    plain = CliRunner().invoke(app, words)
    asjson = CliRunner().invoke(app, [*words, "--json"])

    assert plain.exit_code == asjson.exit_code == 2
    assert "своей безопасностью" in plain.stderr
    assert "harmful-objective" in plain.stderr
    found = json.loads(asjson.stdout)["refused"]
    assert found["code"] == "harmful-objective"
    assert found["found"] == "maximise-returns"
    assert "своей безопасностью" in found["why"]
