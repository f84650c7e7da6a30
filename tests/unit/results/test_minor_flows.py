"""Minor flows: refused where they contradict themselves, drawn within their ranges, apart from everything simulated."""

from __future__ import annotations

import datetime
import json
import shutil
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray

from sapar.errors import BrokenStudy
from sapar.files.schema import Schema
from sapar.frame.calendar import Calendar
from sapar.model.declarations.minor_flows import MinorFlow
from sapar.report import render
from sapar.report.given_section import given_as_data, say_given
from sapar.report.language import Language
from sapar.results.minor_flows import draw_minor_flows, with_minor_flows
from sapar.results.tables import Tables
from sapar.scenarios.apply import apply_scenario
from sapar.scenarios.schemas import schemas
from sapar.study import Options, Study, open_study, run_study
from sapar.study.ask import reply
from sapar.study.explain import explain
from sapar.study.minor_flows import minor_flows_of
from sapar.study.open import BUNDLED
from sapar.study.page import page_of

HEADER = "kind,origin,destination,from,until,value,low,high,claims,source,grade,note\n"
FAIR = "student,QAA,DEU,2030,2030,100,50,200,C1,authors,X,assumed"
CALENDAR = Calendar.between(datetime.date(2030, 1, 1), datetime.date(2031, 12, 31))


def flow(**values: Any) -> MinorFlow:
    """A row about students from QAA to Germany."""
    usual: dict[str, Any] = {
        "kind": "student", "origin": "QAA", "destination": "DEU", "from_": datetime.date(2030, 1, 1), "value": 100.0,
        "low": 50.0, "high": 400.0, "source": "authors", "grade": "X", "note": "assumed",
    }  # fmt: skip
    return MinorFlow(**(usual | values))


def study_with(tmp_path: Path, *rows: str, scenario: str = "") -> Study:
    """A copy of the smallest study with these rows, and a scenario."""
    folder = tmp_path / "two-places"
    shutil.copytree(BUNDLED / "two-places", folder)
    (folder / "minor_flows.csv").write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    if scenario:
        (folder / "scenarios" / "minor.yaml").write_text(scenario, encoding="utf-8")
    return open_study(str(folder))


FAULTS = {
    "student,QAA,ZZZ,2010,2010,100,50,200,,authors,X,assumed": "unknown-place",
    "student,QAA,QAA,2011,2011,100,50,200,,authors,X,assumed": "link-to-itself",
    "student,QAA,DEU,2012,2012,100,50,200,C99,authors,X,assumed": "unknown-claim",
    "student,QAA,DEU,2013,2013,100,50,200,,nobody,X,assumed": "unknown-source",
    "student,QAA,DEU,2014,2014,300,50,200,,authors,X,assumed": "value-outside-range",
    "student,QAA,DEU,2015,2015,100,200,50,,authors,X,assumed": "range-reversed",
    "student,QAA,DEU,2016,2016,-1,-1,200,,authors,X,assumed": "out-of-range",
    "student,QAA,DEU,2017,2017,100,50,200,,authors,X,": "missing-value",
    "tourist,QAA,DEU,2018,2018,100,50,200,,authors,X,assumed": "unknown-choice",
    "student,QAA,DEU,2031,2030,100,50,200,,authors,X,assumed": "dates-reversed",
}


def test_every_fault_of_a_table_is_reported_at_once(tmp_path: Path) -> None:
    """Each at its line, in file order."""
    with pytest.raises(BrokenStudy) as caught:
        study_with(tmp_path, *FAULTS)

    found = [(problem.position.line, problem.code) for problem in caught.value.problems]
    assert set(enumerate(FAULTS.values(), start=2)) <= set(found)
    assert all(problem.position.file == "minor_flows.csv" for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((FAIR, "student,QAA,DEU,2030-06,,1,1,1,,authors,X,assumed"), "overlapping-rows"),
        ((FAIR, FAIR), "duplicate-row"),
    ],
)
def test_one_flow_has_one_number_a_day(tmp_path: Path, rows: tuple[str, ...], code: str) -> None:
    """Two rows of a flow do not hold on the same day; of different kinds they may."""
    with pytest.raises(BrokenStudy) as caught:
        study_with(tmp_path, *rows)

    assert code in {problem.code for problem in caught.value.problems}
    assert study_with(tmp_path / "fair", FAIR, FAIR.replace("student", "skilled")).declarations.minor_flows


def test_the_schema_names_the_table() -> None:
    """An editor completes kinds of flows."""
    described: Schema = schemas()["minor_flows.csv"]

    assert "ethnic_return" in json.dumps(described)


def test_draws_lie_in_the_range_and_spread_over_it() -> None:
    """The first replicate is the default, half of the others lie on each side of it, and none outside."""
    drawn = draw_minor_flows([flow()], CALENDAR, replicates=41, seed=7).sel(year=2030).values[:, 0]

    assert drawn[0] == 100.0
    assert drawn.min() >= 50.0
    assert drawn.max() <= 400.0
    assert (drawn[1:] < 100.0).sum() == (drawn[1:] > 100.0).sum() == 20
    assert drawn.max() > 380.0
    assert not np.array_equal(
        drawn, draw_minor_flows([flow()], CALENDAR, replicates=41, seed=8).values[:, 0, 0]
    )


def test_other_rows_change_no_draw() -> None:
    """A flow is drawn by its own key: a row of another flow, or another row of its own, leaves it as it is."""
    alone = draw_minor_flows([flow(until=datetime.date(2030, 12, 31))], CALENDAR, replicates=9, seed=7)
    later = flow(from_=datetime.date(2031, 1, 1), value=10.0, low=5.0, high=40.0)
    among = draw_minor_flows(
        [flow(kind="skilled"), later, flow(until=datetime.date(2030, 12, 31))], CALENDAR, replicates=9, seed=7
    )

    name = "student.QAA.DEU"
    assert np.array_equal(among.sel(move=name, year=2030), alone.sel(move=name, year=2030))
    assert np.allclose(among.sel(move=name, year=2031), among.sel(move=name, year=2030) / 10.0)
    assert not np.array_equal(among.sel(move="skilled.QAA.DEU", year=2030), among.sel(move=name, year=2030))


def test_a_year_is_the_mean_of_its_days() -> None:
    """A row that ends on 14 January holds on 14 days of 365; without a row the flow is nothing."""
    ended = flow(until=datetime.date(2030, 1, 14))
    found = draw_minor_flows([ended], CALENDAR, replicates=1, seed=7).values[0, :, 0]

    assert found == pytest.approx([100.0 * 14 / 365, 0.0])


SCENARIO = """
id: fewer
title: {en: "Fewer", ru: "Меньше"}
changes:
  - close_rows: {table: minor_flows, where: {kind: student}, from: 2031-01-01}
  - add_row:
      table: minor_flows
      row: {kind: student, origin: QAA, destination: DEU, from: 2031, value: 10, low: 5, high: 20, note: assumed}
"""


def test_a_scenario_patches_rows_and_keeps_their_luck(tmp_path: Path) -> None:
    """What it leaves as it is has the same draw; what it changes lies at the same place of the other range."""
    study = study_with(tmp_path, FAIR.replace("2030,2030", "2030,"), scenario=SCENARIO)
    scenario = study.scenario("fewer")
    assert scenario is not None
    declared, _ = apply_scenario(study.declarations, scenario)

    base, patched = (
        draw_minor_flows(each.minor_flows, CALENDAR, replicates=9, seed=7).values[..., 0]
        for each in (study.declarations, declared)
    )
    assert np.array_equal(base[:, 0], patched[:, 0])
    assert np.allclose(patched[:, 1] * 10.0, base[:, 1])


def test_a_scenario_adds_no_row_that_contradicts_itself(tmp_path: Path) -> None:
    """Its rows are judged as those of the table are."""
    with pytest.raises(BrokenStudy) as caught:
        study_with(tmp_path, FAIR, scenario=SCENARIO.replace("low: 5", "low: 15"))

    assert [problem.code for problem in caught.value.problems] == ["value-outside-range"]


QUICK = Options(people_per_agent=200, replicates=2, jobs=1)
ROWS = (
    "student,QAA,DEU,2030,,100,50,400,C1,authors,X,told by nobody",
    "skilled,QAA,QXX,2030,,3,3,3,,authors,C,told by somebody",
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Tables]:
    """A run of the smallest study, which names no minor flow."""
    study = study_with(tmp_path_factory.mktemp("bare"))
    return study, run_study(study, QUICK).tables


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> tuple[Study, Tables]:
    """The same with two minor flows, as the store keeps it."""
    study = study_with(tmp_path_factory.mktemp("given"), *ROWS)
    run_study(study, QUICK)
    return study, run_study(study, QUICK).tables


def test_minor_flows_enter_no_other_table(bare: tuple[Study, Tables], given: tuple[Study, Tables]) -> None:
    """With them every simulated variable, the digests of states and of tables stay to the bit as they were."""
    without, beside = bare[1], given[1]

    assert "minor_flow" not in without.dataset
    assert beside.dataset["minor_flow"].dims == ("replicate", "year", "move")
    assert beside.dataset["minor_flow"].attrs["units"] == "persons per year"
    xarray.testing.assert_identical(
        beside.dataset.drop_vars(["minor_flow", "year", "move"]), without.dataset.load()
    )
    for name in ("state_digest", "tables_digest"):
        assert beside.meta[name] == without.meta[name]


WORDS = {
    "en": ("Taken as given, not simulated", "Moves to study: Qarania → Germany", "people a year"),
    "ru": ("Принято как данность, не смоделировано", "→ Германия", "человек в год"),
}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_report_shows_every_row_apart(
    bare: tuple[Study, Tables], given: tuple[Study, Tables], language: str
) -> None:
    """A section of its own with number, grade and reason; rows graded X stand among the assumptions, others do not."""
    page = page_of(*given)

    names = [row.parameter for row in page.assumptions]
    assert "minor_flow.student.QAA.DEU.2030" in names
    assert "minor_flow.skilled.QAA.QXX.2030" not in names
    text = render(page, language)
    section = text[text.index('<section id="given">') :]
    section = section[: section.index("</section>")].replace("\u00a0", " ")
    for words in (
        *WORDS[language],
        "told by nobody",
        "told by somebody",
        escape(Language(language).small(10)),
    ):
        assert words in section
    assert not any("minor_flow" in answer.id for answer in page.answers)
    assert '<section id="given">' not in render(page_of(*bare), language)


def test_small_flows_are_hidden_on_the_way_out(
    given: tuple[Study, Tables], capsys: pytest.CaptureFixture[str]
) -> None:
    """Fewer than ten people a year leave as such, in the terminal and as data."""
    found = minor_flows_of(*given)

    say_given(found, 10.0, "en")
    printed = capsys.readouterr().out
    assert "not simulated" in printed
    assert "<10" in printed
    students, skilled = given_as_data(found, 10.0)
    assert skilled["median"] is None
    assert 50.0 <= students["median"] <= 400.0
    assert skilled["simulated"] is False


def test_a_number_leads_to_its_row_and_claims(central_asia_study: Study) -> None:
    """Row, grade, claims and source of a flow that nothing simulates; no assumption of the model is said to move it."""
    declared, calendar = central_asia_study.declarations, central_asia_study.declarations.frame.calendar
    empty = Tables(
        dataset=xarray.Dataset(coords={"replicate": np.arange(5)}),
        meta={"seed": 1, "scenario": "baseline", "pulls": [], "held_out": []},
    )
    tables = with_minor_flows(empty, declared.minor_flows, calendar)
    found = explain(central_asia_study, tables, "minor_flow.ethnic_return.UZB.KAZ.2023")

    assert [(row.grade, row.source) for row in found.given] == [("D", "uzb-statistics-moves-2023")]
    assert [said.claim.claim for said in found.claims] == ["O164", "S3-29"]
    assert 7026.0 <= found.low80 <= found.median <= found.high80 <= 14051.0
    assert not found.drivers


@pytest.mark.parametrize(("id_", "most"), [("q07", 14051.0), ("q08", 0.0)])
def test_questions_about_them_need_no_run(central_asia_study: Study, id_: str, most: float) -> None:
    """Ethnic Kazakhs and Turkmenistan's workers: number, row and claims without anything simulated."""
    question = next(each for each in central_asia_study.declarations.questions if each.id == id_)
    found = reply(central_asia_study, question, None)

    assert found.numbers
    assert not found.missing
    assert all(0.0 <= each.median <= most for each in found.numbers)
    assert len(found.assumptions) == len(found.numbers)
    assert found.claims


def test_every_flow_of_the_real_case_has_a_reason(central_asia_study: Study) -> None:
    """Rows without a number in print are graded X and wide; what ended is zero by a source."""
    rows = central_asia_study.declarations.minor_flows
    assumed = [row for row in rows if row.source == "study-authors"]

    assert all(row.grade == "X" and row.high >= 2.0 * row.value for row in assumed)
    assert {row.kind for row in rows} == {"ethnic_return", "skilled", "student", "contract_work"}
    assert [row.high for row in rows if row.kind == "contract_work" and row.until is None] == [0.0]
