"""Tables of help as written: every problem at once, dated rows by month, questions that are understood or listed."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sapar.errors import BrokenStudy
from sapar.model.build import assemble
from sapar.scenarios.apply import apply_scenario
from sapar.study import Study, open_study
from sapar.study.asking import LIKE, hear
from sapar.study.open import BUNDLED

ROW = (
    "{name},{kind},Made up,Выдумано,{citizenship},{statuses},no,{where},{partner},{first},{last},,,1,2,,,,,,,USD,"
    "{services},en,{restriction},authors,X,\n"
)
FAIR = {
    "name": "desk", "kind": "ngo", "citizenship": "QAA", "statuses": "*", "where": "QXX",
    "partner": "", "first": "2030", "last": "", "services": "", "restriction": "0",
}  # fmt: skip


def broken(tmp_path: Path, *rows: dict[str, str]) -> list[str]:
    """Codes of the problems of the smallest study with these rows added."""
    folder = tmp_path / "two-places"
    shutil.copytree(BUNDLED / "two-places", folder)
    with (folder / "institutions.csv").open("a", encoding="utf-8") as table:
        for row in rows:
            table.write(ROW.format(**(FAIR | row)))
    with pytest.raises(BrokenStudy) as caught:
        open_study(str(folder))
    assert all(problem.position is not None for problem in caught.value.problems)
    return [problem.code for problem in caught.value.problems]


def test_every_problem_of_institutions_is_reported_at_once(tmp_path: Path) -> None:
    """Six rows with one fault each give six problems."""
    found = broken(
        tmp_path,
        {"name": "a", "citizenship": "QZZ"},
        {"name": "b", "where": "NOWHERE"},
        {"name": "c", "services": "magic"},
        {"name": "d", "kind": "partner"},
        {"name": "e", "kind": "partner", "partner": "nobody"},
        {"name": "f", "restriction": "2"},
    )

    assert sorted(found) == sorted(
        [
            "unknown-citizenship", "unknown-place", "unknown-choice", "unknown-institution", "unknown-institution",
            "out-of-range",
        ]
    )  # fmt: skip


def test_two_rows_of_one_institution_may_not_overlap(tmp_path: Path) -> None:
    """The second row starts while the first still holds."""
    assert broken(tmp_path, {"first": "2030"}, {"first": "2031"}) == ["overlapping-rows"]


def test_a_row_holds_from_its_first_day_to_its_last(central_asia_study: Study) -> None:
    """Staff of the union by month under a scenario that doubles it in 2020; nothing before it opens."""
    scenario = central_asia_study.scenario("SC-16")
    assert scenario is not None
    declared, changes = apply_scenario(central_asia_study.declarations, scenario)
    system = assemble(declared, changes=changes, people_per_agent=1000)
    union = system.institutions.names.index("union-migrants-kgz")
    staff = dict(
        zip(
            system.calendar.month_dates.astype("datetime64[Y]").astype(str),
            system.institutions.staff[:, union],
            strict=True,
        )
    )

    assert (staff["2018"], staff["2019"], staff["2020"], staff["2025"]) == (0.0, 6.0, 12.0, 12.0)


def test_regions_cover_their_share_of_the_host(central_asia_study: Study) -> None:
    """An organisation in one region serves that region's share of the host's migrants, and no other host."""
    system = assemble(central_asia_study.declarations, people_per_agent=1000)
    index = system.institutions.names.index("diaspora-yekaterinburg")
    share = next(
        row.migrant_share for row in central_asia_study.declarations.regions if row.region == "RUS-SVE"
    )
    covers = system.institutions.covers[-1, index]

    assert covers[system.axes.countries.index("RUS")] == pytest.approx(share)
    assert covers.sum() == pytest.approx(share)


def test_a_study_without_institutions_keeps_no_accounts(two_places_study: Study) -> None:
    """Nothing is asked of its parameters, and no institution has an axis."""
    bare = replace(two_places_study.declarations, institutions=(), camp_supplies=())

    assert assemble(bare).institutions.size == 0
    assert assemble(bare).institutions.staff.shape[1] == 0


QUESTIONS = {
    "How many migrants are there in Kazakhstan now": "q01",
    "сколько сейчас мигрантов в Казахстане": "q01",
    "brokers or agencies?": "q03",
    "What help did foreign victims of trafficking get": "q04",
    "есть ли официальная статистика помощи диаспор?": "q05",
    "если рубль упадет на 30% кто куда поедет": "q16",
    "how many trains per week to clear the camp": "q17",
    "If the union doubles its lawyers how many wages come back": "q18",
    "Q09": "q09",
}


@pytest.mark.parametrize(("text", "expected"), QUESTIONS.items())
def test_questions_are_understood(central_asia_study: Study, text: str, expected: str) -> None:
    """Questions in other words, in both languages, and by id."""
    heard = hear(central_asia_study.declarations.questions, text)

    assert heard.question is not None, [each.id for each in heard.near]
    assert heard.question.id == expected


def test_every_question_of_the_bank_understands_its_own_words(central_asia_study: Study) -> None:
    """Each phrasing of each of the eighteen questions leads to that question."""
    bank = central_asia_study.declarations.questions
    assert len(bank) == 18
    for each in bank:
        for text in each.phrasings:
            heard = hear(bank, text)
            assert heard.question is each, (each.id, text)


@pytest.mark.parametrize(
    "text", ["weather tomorrow", "migrants", "сколько", "сколько людей", "", "who should be deported first"]
)
def test_nothing_is_guessed(central_asia_study: Study, text: str) -> None:
    """What no question of the bank is like, or several are, gives near ones instead of an answer."""
    heard = hear(central_asia_study.declarations.questions, text)

    assert heard.question is None
    assert len(heard.near) == 3
    assert heard.likeness < 100.0 or LIKE < 100.0


def test_numbers_of_the_bank_are_numbers_of_a_run(central_asia_study: Study) -> None:
    """Claims, scenarios and both languages of every question are there."""
    scenarios = {each.id for each in central_asia_study.scenarios}
    for each in central_asia_study.declarations.questions:
        assert each.scenario is None or each.scenario in scenarios
        for texts in (each.title, each.says, each.change):
            assert set(texts) == {"en", "ru"}
        assert np.unique(each.numbers).size == len(each.numbers)
