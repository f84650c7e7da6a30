"""A study of displacement from its folder to its table, by the ordinary commands."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.ring_and_chords import write_study
from sapar.cli import app
from sapar.errors import BrokenStudy
from sapar.scenarios.inputs import read_inputs

WRITTEN = Path(__file__).resolve().parents[2] / "benchmarks" / "ring-and-chords"
PEOPLE = 40_000


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference workload with few people."""
    return write_study(tmp_path_factory.mktemp("studies") / "small", PEOPLE)


def told(*words: str) -> dict[str, object]:
    """What a command prints as JSON."""
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_the_written_study_is_current(tmp_path: Path) -> None:
    """The folder in the repository is what the generator writes for a million people."""
    made = write_study(tmp_path / "made", 1_000_000)
    names = sorted(path.relative_to(made) for path in made.rglob("*.*"))

    assert names == sorted(
        path.relative_to(WRITTEN)
        for path in WRITTEN.rglob("*.*")
        if "runs" not in path.relative_to(WRITTEN).parts
    )
    for name in names:
        assert (made / name).read_bytes() == (WRITTEN / name).read_bytes()


def test_check_counts_what_there_is() -> None:
    """The study as written has no problems."""
    found = told("check", str(WRITTEN))

    assert found["problems"] == []
    assert (found["places"], found["links"], found["groups"]) == (51, 100, 50)


def test_run_is_stored_and_repeated(small: Path) -> None:
    """A second run comes from the store; a fresh one on other threads gives the same bytes."""
    first = told("run", str(small), "--jobs", "1")
    again = told("run", str(small))
    fresh = told("run", str(small), "--fresh", "--jobs", "3")

    assert (first["from_store"], again["from_store"], fresh["from_store"]) == (False, True, False)
    assert first["state_digest"] == again["state_digest"] == fresh["state_digest"]
    assert first["tables_digest"] == fresh["tables_digest"]
    assert first["people"] == PEOPLE


def test_the_table_hides_small_counts(small: Path) -> None:
    """People by day and place, counts below the threshold as such, and nothing else."""
    few = told("run", str(small), "--people-per-agent", "4", "--replicates", "2")
    lines = Path(str(few["report"])).read_text(encoding="utf-8").splitlines()

    assert lines[0].startswith("day,P00,P01,")
    assert len(lines) == 101
    cells = [cell for line in lines[1:] for cell in line.split(",")[1:]]
    assert all(re.fullmatch(r"0|<10|[1-9]\d+", cell) for cell in cells)


def test_a_scenario_without_changes_changes_nothing(small: Path) -> None:
    """Not one cell differs; and where the shut link stays open, many do."""
    assert told("compare", str(small), "base", "zero")["differing_cells"] == 0
    assert int(str(told("compare", str(small), "base", "open")["differing_cells"])) > 100


def test_numbers_can_be_explained(small: Path) -> None:
    """A place's number leads to its meaning, and a name that is none is refused with those that are."""
    known = CliRunner().invoke(app, ["explain", str(small), "people.P07"])
    unknown = CliRunner().invoke(app, ["explain", str(small), "stock.P07.P08.2030"])

    assert known.exit_code == 0
    assert "Place 07" in known.output
    assert unknown.exit_code == 2
    assert "unknown-number" in unknown.output


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "column"),
    [
        ("links.csv", "road,1,", "road,0,", "out-of-range", 22),
        ("links.csv", "P01,P02", "P01,P2", "unknown-place", 13),
        ("links.csv", "P03,P04", "P03,RNG", "unknown-place", 13),
        ("links.csv", "P03,P04", "P03,P03", "link-to-itself", 13),
        ("groups.csv", "P09,20000", "P09,many", "not-a-number", 14),
        ("groups.csv", "place,people", "origin,people", "unknown-column", 7),
        ("assumptions.csv", "leave_probability:P03,", "leave_chance:P03,", "unknown-parameter", 1),
        (
            "assumptions.csv",
            "leave_probability:P00,0.005,0.005,0.005",
            "leave_probability:P00,2,2,2",
            "out-of-range",
            None,
        ),
        ("events.yaml", "ring-00", "ring-99", "unknown-link", 11),
        ("events.yaml", "kind: closure", "kind: eruption", "unknown-kind", 9),
        ("study.yaml", "rules: displacement", "rules: [displacement]", "wrong-shape", 8),
        ("places.csv", "P11,RNG", "P11,RMG", "unknown-place", 5),
    ],
)
def test_faults_are_pointed_at(
    tmp_path: Path, file: str, old: str, new: str, code: str, column: int | None
) -> None:
    """File, line and column of a planted fault."""
    study = tmp_path / "study"
    shutil.copytree(WRITTEN, study)
    text = (study / file).read_text(encoding="utf-8")
    assert old in text
    (study / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BrokenStudy) as broken:
        read_inputs(study)
    found = [problem for problem in broken.value.problems if problem.code == code]

    assert found, str(broken.value)
    assert found[0].position is not None
    assert found[0].position.file == file
    assert found[0].position.line == text.count("\n", 0, text.index(old)) + 1
    if column is not None:
        assert found[0].position.column == column


def test_events_of_labour_are_refused(tmp_path: Path) -> None:
    """An event that displacement does not know is named, in the study and in a scenario."""
    study = tmp_path / "study"
    shutil.copytree(WRITTEN, study)
    event = (
        "id: slump, kind: danger, from: 2030-02-01, title: {en: Slump}, "
        "place: RNG, size: 1, source: authors, grade: X"
    )
    with (study / "events.yaml").open("a", encoding="utf-8") as events:
        events.write("- {" + event + "}\n")
    (study / "scenarios" / "bad.yaml").write_text(
        "id: bad\ntitle: {en: Bad}\nchanges:\n"
        f"  - event: {{{event.replace('slump', 'other')}}}\n"
        "  - add_row: {table: law/unions, row: {union: U, member: RNG, from: 2030-01-01}}\n",
        encoding="utf-8",
    )
    with pytest.raises(BrokenStudy) as broken:
        read_inputs(study)
    codes = [(problem.position.file, problem.code) for problem in broken.value.problems if problem.position]

    assert ("events.yaml", "unknown-kind") in codes
    assert ("scenarios/bad.yaml", "unknown-kind") in codes
    assert ("scenarios/bad.yaml", "empty-change") in codes
