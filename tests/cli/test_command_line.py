"""The command `sapar`, as a user runs it: words, a folder, two streams and an exit code.

One run, one comparison and the stopped runs are processes of their own; the rest calls the same entry point here.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from sapar.cli import app
from sapar.study.open import BUNDLED

COMMAND = [sys.executable, "-c", "from sapar.cli import main; main()"]
QUICK = ("--people-per-agent", "50", "--replicates", "2", "--jobs", "1")
PROMISED = {
    "run", "report", "digest", "state_digest", "tables_digest", "people", "people_per_agent", "replicates", "seed",
    "scenario", "from_store", "seconds", "warnings", "effects",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Done:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


def process(folder: Path, *words: str) -> Done:
    """Run the command in a folder, as a process of its own."""
    done = subprocess.run(
        [*COMMAND, *words], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )
    return Done(returncode=done.returncode, stdout=done.stdout, stderr=done.stderr)


def sapar(folder: Path, *words: str) -> Done:
    """Run the command in a folder, within this process."""
    with contextlib.chdir(folder):
        done = CliRunner().invoke(app, words)
    return Done(returncode=done.exit_code, stdout=done.stdout, stderr=done.stderr)


def told(done: Done) -> dict[str, Any]:
    """The one JSON object that a command printed; nothing else may stand on standard output."""
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert isinstance(found, dict)
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty working folder."""
    return tmp_path_factory.mktemp("work")


@pytest.fixture(scope="module")
def first(folder: Path) -> dict[str, Any]:
    """The first run of the small study."""
    return told(process(folder, "run", "two-places", *QUICK, "--json"))


def test_a_run_tells_everything_in_one_object(folder: Path, first: dict[str, Any]) -> None:
    """The JSON of a run has the promised keys, and its report is there, a whole page."""
    assert set(first) >= PROMISED
    assert first["from_store"] is False
    assert (first["people_per_agent"], first["replicates"], first["people"]) == (50, 2, 200_000)
    page = (folder / first["report"]).read_text(encoding="utf-8")
    assert page.lstrip().lower().startswith("<!doctype html>")
    assert page.rstrip().endswith("</html>")


def test_the_second_run_answers_from_the_store(folder: Path, first: dict[str, Any]) -> None:
    """The same question again is answered from the store, with the same digests; --fresh simulates anew."""
    again = told(sapar(folder, "run", "two-places", *QUICK, "--json"))
    assert again["from_store"] is True
    assert {name: again[name] for name in ("digest", "state_digest", "tables_digest")} == {
        name: first[name] for name in ("digest", "state_digest", "tables_digest")
    }
    fresh = told(sapar(folder, "run", "two-places", *QUICK, "--fresh", "--json"))
    assert fresh["from_store"] is False
    assert fresh["state_digest"] == first["state_digest"]


def test_options_ask_another_question(folder: Path, first: dict[str, Any]) -> None:
    """Another seed or scale is another question with another answer, kept apart."""
    other = told(sapar(folder, "run", "two-places", *QUICK, "--seed", "99", "--json"))
    coarse = told(sapar(folder, "run", "two-places", "--people-per-agent", "100", *QUICK[2:], "--json"))

    assert other["seed"] == 99
    assert coarse["people_per_agent"] == 100
    assert len({first["digest"], other["digest"], coarse["digest"]}) == 3
    assert len({first["state_digest"], other["state_digest"], coarse["state_digest"]}) == 3


def test_without_json_the_answers_are_words(folder: Path, first: dict[str, Any]) -> None:
    """A run in words ends with the way to its report."""
    done = sapar(folder, "run", "two-places", *QUICK)

    assert done.returncode == 0
    assert "How many people are" in " ".join(done.stdout.split())
    assert f"report: {first['report']}" in done.stdout


def test_base_against_zero_differs_in_no_cell(folder: Path, first: dict[str, Any]) -> None:
    """Comparing the study with the scenario that changes nothing finds no cell that differs and no effect."""
    assert first
    found = told(process(folder, "compare", "two-places", "base", "zero", *QUICK, "--json"))

    assert found["differing_cells"] == 0
    assert found["effects"]
    assert all(each["difference"] in (0.0, None) for each in found["effects"])


def test_a_run_with_a_scenario_says_what_it_changes(folder: Path, first: dict[str, Any]) -> None:
    """Its effects are those of `compare`, its report begins with them, and a run without a scenario has none."""
    assert first["effects"] == []
    found = told(sapar(folder, "run", "two-places", "--scenario", "closure", *QUICK, "--json"))
    compared = told(sapar(folder, "compare", "two-places", "base", "closure", *QUICK, "--json"))
    assert found["effects"] == compared["effects"]
    assert any(each["difference"] for each in found["effects"])

    russian = sapar(folder, "run", "two-places", "--scenario", "closure", *QUICK, "--lang", "ru")
    page = (folder / found["run"] / "report.ru.html").read_text("utf-8")
    assert russian.returncode == 0
    assert "Что меняет сценарий" in page
    assert "What the scenario changes" not in (folder / first["report"]).read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("two-places", "stock.QAA.QXX.2030"), "People present on the first of the month"),
        (("two-places", "T01"), "9,000 citizens of Qarania"),
        (("two-places", "beta_wage"), "Weight in the choice of a host"),
    ],
)
def test_numbers_are_explained(folder: Path, words: tuple[str, ...], expected: str) -> None:
    """A stock, a figure and a parameter are explained in words."""
    done = sapar(folder, "explain", *words)

    assert done.returncode == 0, done.stderr
    assert expected in " ".join(done.stdout.split())


def test_an_error_code_is_explained_without_a_study(folder: Path, tmp_path: Path) -> None:
    """The code of an error that was shown is explained."""
    shown = sapar(folder, "check", str(tmp_path / "nowhere"))
    code = re.findall(r"\[([a-z-]+)\]", shown.stderr)[-1]
    done = sapar(folder, "explain", code)

    assert done.returncode == 0, done.stderr
    assert code.lower() in done.stdout.lower()
    assert len(done.stdout) > 40


def test_a_sound_study_passes_its_check(folder: Path) -> None:
    """Check counts what the study holds and exits with 0."""
    found = told(sapar(folder, "check", "two-places", "--json"))

    assert found["problems"] == []
    assert found["places"] == 12
    assert found["scenarios"] == 2


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A copy of the small study with three faults in two files."""
    copy = tmp_path / "broken"
    shutil.copytree(BUNDLED / "two-places", copy)
    for name, right, wrong in (
        ("groups.csv", "female,18-29,10000", "female,18-29,ten"),
        ("links.csv", "road-nor-gate,QAA-NOR,GATE", "road-nor-gate,QAA-NOR,GAET"),
    ):  # fmt: skip
        path = copy / name
        text = path.read_text(encoding="utf-8")
        assert right in text
        path.write_text(text.replace(right, wrong), encoding="utf-8")
    return copy


def test_a_broken_study_fails_its_check_with_every_fault(folder: Path, broken: Path) -> None:
    """Check exits with 1 and names file and line of each fault at once, in words and as data."""
    done = sapar(folder, "check", str(broken))

    assert done.returncode == 1
    assert "groups.csv:2" in done.stderr
    assert "links.csv:3" in done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    as_data = sapar(folder, "check", str(broken), "--json")
    assert as_data.returncode == 1
    places = {(Path(each["file"]).name, each["line"]) for each in json.loads(as_data.stdout)["problems"]}
    assert {("groups.csv", 2), ("links.csv", 3)} <= places


def test_a_missing_graphics_processor_is_refused_before_anything_is_done(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With words about what to do; and people cannot live in two places."""
    monkeypatch.setattr("numba.cuda.is_available", lambda: False)
    alone = sapar(folder, "run", "two-places", "--gpu")
    both = sapar(folder, "run", "two-places", "--gpu", "--cluster", "auto")

    assert (alone.returncode, both.returncode) == (2, 2)
    assert "no graphics processor" in alone.stderr
    assert "without --gpu" in alone.stderr
    assert "--gpu" in both.stderr


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (("run", "two-place"), "two-places"),
        (("run", "two-places", "--scenario", "closur"), "closure"),
        (("explain", "two-places", "stock.QAA.QXZ.2030"), "stock."),
    ],
)
def test_a_wrong_name_is_refused_with_the_right_one(folder: Path, words: tuple[str, ...], right: str) -> None:
    """An unknown study, scenario or number exits with 2 and says what to try, without a traceback."""
    done = sapar(folder, *words)

    assert done.returncode == 2, done.stderr
    assert "try" in done.stderr.lower()
    assert right in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


KEPT = "runs/two-places/*/replicates/[0-9]*.replicate"
"""Finished replicates; a file that is still being written has a name that starts with a point."""

LONG = ("run", "two-places", "--people-per-agent", "1", "--replicates", "24")


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The longer run, from start to end."""
    return told(sapar(tmp_path_factory.mktemp("unbroken"), *LONG, "--jobs", "1", "--json"))


def hears_ctrl_c() -> None:
    """A process started by one in the background would ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("jobs", [pytest.param("1", marks=pytest.mark.long), "2"])
def test_a_stopped_run_goes_on_where_it_was(tmp_path: Path, unbroken: dict[str, Any], jobs: str) -> None:
    """Ctrl-C exits with 130 and keeps finished replicates; the next run ends with the bytes of an unbroken one."""
    running = subprocess.Popen(
        [*COMMAND, *LONG, "--jobs", jobs], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        start_new_session=True, preexec_fn=hears_ctrl_c,
    )  # fmt: skip
    deadline = time.monotonic() + 90.0
    while not list(tmp_path.glob(KEPT)):
        assert running.poll() is None, running.communicate()
        assert time.monotonic() < deadline, "no replicate was kept"
        time.sleep(0.002)
    os.kill(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=60)
    kept = list(tmp_path.glob(KEPT))

    assert running.returncode == 130, said
    assert b"Traceback" not in said
    assert 1 <= len(kept) < 24
    assert not list(tmp_path.glob("runs/two-places/*/tables.nc"))
    resumed = told(sapar(tmp_path, *LONG, "--jobs", "1", "--json"))
    assert resumed["from_store"] is False
    assert resumed["state_digest"] == unbroken["state_digest"]
    assert resumed["tables_digest"] == unbroken["tables_digest"]
