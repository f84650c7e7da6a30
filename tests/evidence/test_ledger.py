"""The ledger: rows are only added, corrections name what they replace, and what cannot be right is found."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sapar.cli import app
from sapar.evidence.checks import check_ledger
from sapar.evidence.definitions import DEFINITION
from sapar.study.open import BUNDLED, open_study

ROOT = Path(__file__).resolve().parents[2]
REGISTERED = "registrations of citizens of Qarania,QAA,QXX,2030,2030,21400,,,registrations,point,21400,A,"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    """A copy of the smallest study."""
    folder = tmp_path / "mine"
    shutil.copytree(BUNDLED / "two-places", folder)
    return folder


def sapar(*words: object, said: str | None = None) -> Result:
    """One `sapar evidence` command."""
    return CliRunner().invoke(app, ["evidence", *map(str, words)], input=said)


def with_claims(study: Path, *rows: str) -> list[str]:
    """Names of the checks that find something once the rows stand in the ledger."""
    table = study / "evidence" / "claims.csv"
    table.write_text(table.read_text(encoding="utf-8") + "\n".join(rows) + "\n", encoding="utf-8")
    within = open_study(str(study))
    frame = within.declarations.frame
    return [finding.check for finding in check_ledger(within.ledger, frame.places, frame.groups)]


def test_the_bundled_ledger_has_no_serious_finding_of_units() -> None:
    """Nothing in the bundled studies is counted in the wrong unit or entered twice."""
    for name in ("two-places", "central-asia"):
        within = open_study(name)
        frame = within.declarations.frame
        found = check_ledger(within.ledger, frame.places, frame.groups)
        assert not [each for each in found if each.is_serious]


@pytest.mark.parametrize(
    ("rows", "check"),
    [
        (["N1,ministry-qaa,citizens_present,citizens,QAA,QXX,2030-07-01,2030-07-01,9,,,persons,point,9,B,"], "unit"),
        (["N1,ministry-qaa,citizens_present,citizens,QAA,QXX,2029,2029,9.2,,,persons,point,9.2,B,"], "unit"),
        (["N1,ministry-qaa,share,share of workers,QAA,QXX,2030,2030,240,,,percent,point,240 %,B,"], "unit"),
        (["N1,ministry-qaa,citizens_present,citizens,QAA,QXX,2030,2030,40,,,permits,point,40,B,"], "definition"),
        (["N1,bureau-qxx,citizens_present,registered,QAA,QXX,2029,2029,8000,,,persons,point,8000,B,"], "definition"),
        (["N1,ministry-qaa,workers_present,workers,QAA,QXX,2029,2029,999000111,,,persons,point,too many,B,"], "bounds"),
        ([f"N1,bureau-qxx,registrations,{REGISTERED}"], "duplicate"),
        ([f"N1,ministry-qaa,registrations,{REGISTERED}"], "copy"),
        (
            [
                "N1,bureau-qxx,officially_employed,employed,QAA,QXX,2031,2031,1350,,,persons,point,1350,A,",
                "N2,bureau-qxx,registrations,foreigners registered,*,QXX,2031,2031,60000,,,persons,point,60000,A,",
                "N3,bureau-qxx,share,employed over registered,QAA,QXX,2031,2031,,,2,percent,at_most,less than 2 %,A,",
            ],
            "arithmetic",
        ),
        (
            [
                "N1,bureau-qxx,citizens_present,everybody,QAA QXX,QXX,2031,2031,10000,,,persons,point,10000,A,",
                "N2,bureau-qxx,citizens_present,one,QAA,QXX,2031,2031,3000,,,persons,point,3000,A,",
                "N3,bureau-qxx,citizens_present,other,QXX,QXX,2031,2031,1090,,,persons,point,1090,A,",
            ],
            "arithmetic",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_found(study: Path, rows: list[str], check: str) -> None:
    """Each planted fault is reported by its own check."""
    before = with_claims(study)

    assert check in with_claims(study, *rows)
    assert check not in before


def test_a_correction_is_a_new_row(study: Path) -> None:
    """The old row stays as it was written; only the new one holds."""
    before = (study / "evidence" / "claims.csv").read_text(encoding="utf-8").splitlines()

    done = sapar("add", study, "--replaces", "C1", "--set", "value=9500", "--set", "note=a slip")
    ledger = open_study(str(study)).ledger
    after = (study / "evidence" / "claims.csv").read_text(encoding="utf-8").splitlines()

    assert done.exit_code == 0, done.output
    assert all(new.startswith(old) for old, new in zip(before, after, strict=False))
    assert "C1" not in {claim.claim for claim in ledger.claims}
    assert ledger.claim["C1"].value == 9000
    assert ledger.claim[ledger.replaced_by["C1"]].value == 9500


def test_a_withdrawal_names_the_runs_that_used_the_claim(study: Path) -> None:
    """Whoever takes a claim back learns which results rested on it."""
    run = study / "runs" / "0123456789abcdef"
    run.mkdir(parents=True)
    (run / "run.json").write_text(
        json.dumps({"pulls": [{"claim": "C1"}], "scenario": None}), encoding="utf-8"
    )
    other = study / "runs" / "fedcba9876543210"
    other.mkdir()
    (other / "run.json").write_text(json.dumps({"pulls": [{"claim": "C2"}]}), encoding="utf-8")

    done = sapar("add", study, "--withdraw", "C1", "--set", "note=the ministry took it back")

    assert done.exit_code == 0, done.output
    assert "0123456789abcdef" in done.output
    assert "fedcba9876543210" not in done.output
    assert "C1" not in {claim.claim for claim in open_study(str(study)).ledger.claims}
    assert sapar("add", study, "--withdraw", "C1", "--set", "note=again").exit_code == 2


def test_a_faulty_addition_leaves_the_ledger_as_it_was(study: Path) -> None:
    """A row the study cannot be read with is refused as a whole."""
    table = study / "evidence" / "claims.csv"
    before = table.read_bytes()

    done = sapar(
        "add", study, "--source", "bureau-qxx", "--set", "definition=residents", "--set", "value=many"
    )

    assert done.exit_code == 1
    assert table.read_bytes() == before


def test_nothing_enters_unseen(study: Path, tmp_path: Path) -> None:
    """Undecided and refused candidates stay out; an accepted one enters with its sentence and speaker."""
    note, table = tmp_path / "note.txt", tmp_path / "candidates.csv"
    note.write_text(
        "According to the ministry, 9,100 people were in the camp in May 2030. Another 300 people left. "
        "About 40 people came back in June 2030.",
        encoding="utf-8",
    )
    read = sapar("read", note, "--published", "2030-07-01", "--save", table)
    asked = sapar("review", study, table, "--source", "bureau-qxx", said="a\nr\ns\n")
    ledger = open_study(str(study)).ledger
    (entered,) = [claim for claim in ledger.claims if "9,100" in claim.as_printed]

    assert read.exit_code == asked.exit_code == 0, asked.output
    assert "1 claims added" in asked.output
    assert "1 refused, 1 open" in asked.output
    assert entered.value == 9100
    assert "said by: ministry" in (entered.note or "")
    assert not [claim for claim in ledger.claims if "300 people" in claim.as_printed]


def test_a_table_enters_only_when_its_mapping_is_confirmed(study: Path, tmp_path: Path) -> None:
    """The mapping is shown first; no means no."""
    table = tmp_path / "stock.csv"
    table.write_text("origin,place,year,value\nQAA,QXX,2029,8100\n", encoding="utf-8")
    words = ("add", study, table, "--source", "bureau-qxx", "--const", "definition=citizens_present")

    refused, confirmed = sapar(*words, said="n\n"), sapar(*words, said="y\n")

    assert refused.exit_code == 2
    assert confirmed.exit_code == 0, confirmed.output
    assert "column origin" in refused.output
    assert [claim.value for claim in open_study(str(study)).ledger.claims].count(8100) == 1


def test_bundled_studies_are_not_written_to() -> None:
    """What comes with Sapar is the same for everybody."""
    done = sapar("add", "two-places", "--withdraw", "C1", "--set", "note=no")

    assert done.exit_code == 2
    assert "sapar new" in done.output


def test_sources_can_be_left_out_of_exports(study: Path) -> None:
    """Neither names of sources nor notes go out where they are not to."""
    full, bare = sapar("export", study, "--format", "json"), sapar("export", study, "--without-sources")

    assert json.loads(full.stdout)[0]["source_name"]
    assert "ministry-qaa" not in bare.stdout
    assert "One person registers" not in bare.stdout


def test_every_definition_is_documented() -> None:
    """The closed list stands in the reference, each with its operator."""
    reference = (ROOT / "docs" / "reference" / "evidence.md").read_text(encoding="utf-8")

    for definition in DEFINITION.values():
        assert f"| `{definition.name}` | {definition.counts} | {definition.operator} |" in reference


def test_whoever_repeats_a_register_passes_its_bias_on() -> None:
    """An expert's guess has the coverage of experts; a register's number that the expert quotes, the register's."""
    ledger = open_study("central-asia").ledger
    quoted, guessed = ledger.claim["S3-36"], ledger.claim["S3-35"]

    assert {ledger.source[each.source].kind for each in (quoted, guessed)} == {"expert"}
    assert ledger.counted_by(quoted) == "destination_registry"
    assert ledger.counted_by(guessed) == "expert"
