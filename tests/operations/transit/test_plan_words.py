"""What a transit plan says of itself: sentences that agree with its numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.operations.transit.answer import Answer, Ask, answer, plan_rows, record
from sapar.operations.transit.case import Case, TravellerClass
from sapar.operations.transit.objective import Objective
from sapar.operations.transit.read import read_case
from sapar.operations.transit.template import TEMPLATES
from sapar.report.language import Language
from sapar.report.plan_charts import plan_charts
from sapar.report.plan_tables import hidden_in_margins, plan_tables
from sapar.report.plan_words import headlines
from tests.operations.transit.cases import case, fleet, queue
from tests.operations.transit.test_outcome import uncertain

QUICK = Ask(replicates=40, seconds=0.0)


def says(found: Answer, code: str = "en") -> list[str]:
    """The sentences, with plain spaces."""
    return [sentence.replace("\u202f", " ") for sentence in headlines(found, Language(code), 0.0)]


def bundled(name: str) -> Case:
    """A bundled sheet."""
    return read_case(TEMPLATES.folder(name), name)


def test_chance_leads_and_the_course_without_bad_luck_follows() -> None:
    """The first date is the median of the replicates, the second that of the run in which nothing fails."""
    made = uncertain(3)
    found = answer(made, QUICK)
    english = Language("en")
    dates = [english.date(made.date(found.spread.clearing_day(share))) for share in (0.5, 0.1, 0.9)]
    first, second = says(found)[:2]

    assert found.cleared_on is not None
    assert [first.index(date) for date in dates] == sorted(first.index(date) for date in dates)
    assert first.startswith("Under chance")
    assert second.startswith("If nothing breaks down")
    assert english.date(made.date(found.cleared_on)) in second


def test_people_who_wait_again_are_said() -> None:
    """The bundled trains clear the first crowd within days and leave 225 of those who come later at the end."""
    found = answer(bundled("mashtakovo-trains"), QUICK)
    waiting = found.plan.waiting.sum(axis=0)
    assert found.cleared_on is not None
    again = says(found)[2]

    assert waiting[-1] == 225
    assert "225" in again
    assert str(waiting[found.cleared_on :].max()) in again
    assert "225" in says(found, "ru")[2]
    assert record(found)["waiting_at_end"] == 225
    middle = record(found)["under_chance"]["waiting_at_end"]["0.5"]
    assert (
        (found.spread.waiting[:, -1] < middle).mean() < 0.5 <= (found.spread.waiting[:, -1] <= middle).mean()
    )


def test_nobody_who_waits_again_is_not_said() -> None:
    """A camp that stays empty; and one that never is."""
    stays = answer(case([fleet(seats=60)], ready=[50], days=5), QUICK)
    assert stays.waits_again is None
    assert not any("again" in sentence for sentence in says(stays))
    never = answer(case([fleet(seats=5, cycle=9)], ready=[50], days=5), QUICK)
    assert never.cleared_on is None
    assert "45 people still wait" in says(never)[1]
    assert "do not empty" in says(never)[0]


def test_the_pencil_gives_an_average_and_no_bound() -> None:
    """The weekly train clears after 92 days when it leaves on day 1, and a steady flow after 112: no contradiction."""
    weekly = bundled("weekly-train")
    plain = replace(weekly, fleets=(replace(weekly.fleets[0], first=0),))
    found = answer(plain, QUICK)
    pencil = next(sentence for sentence in says(found) if sentence.startswith("By pencil"))

    assert found.cleared_on == 91
    assert "about 112 days" in pencil
    assert "no bound" in pencil
    assert "at least" not in pencil


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "train: 50 % (least_filled in the sheet)"), ("ru", "train: 50 % (least_filled в листе)")],
)
def test_what_keeps_more_vehicles_from_helping_is_named(code: str, words: str) -> None:
    """The template's train leaves only half full; that is said in words, of the fleet whose it is."""
    made = bundled("template")
    day = 19
    found = answer(made, replace(QUICK, clear_by=day, fleets=("train",)))

    assert found.smallest.alone[0].binds == ("least_filled:train",)
    assert any(words in sentence for sentence in says(found, code))


@pytest.mark.parametrize(
    ("code", "words"), [("en", "coaches 7 (there are 1)"), ("ru", "coaches – 7 (есть 1)")]
)
def test_several_fleets_together_are_said(code: str, words: str) -> None:
    """Two fleets for two camps: each needs more."""
    serves = [np.array([True, False]), np.array([False, True])]
    fleets = [
        fleet(name, 2, cycle=9, serves=takes)
        for name, takes in zip(("coaches", "train"), serves, strict=True)
    ]
    made = case(fleets, queues=[queue(camp="a"), queue(camp="b")], ready=[70, 20], days=8)
    found = answer(made, replace(QUICK, clear_by=5))

    assert any(words in sentence for sentence in says(found, code))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (5.0, ("optimal", "no plan is better")),
        (0.0, ("as asked with --time-limit 0", "not known", "no time")),
    ],
)
def test_how_good_a_plan_is_said_plainly(seconds: float, words: tuple[str, ...]) -> None:
    """A plan proven best, and one without any bound; neither is a share of better plans."""
    last = says(answer(case([fleet(seats=7, cycle=2)], ready=[20], days=9), replace(QUICK, seconds=seconds)))[
        -1
    ]

    assert all(word in last for word in words)
    assert "0 %" not in last


@pytest.mark.parametrize(("bound", "word"), [(95.0, "within 5 %"), (50.0, "the bound is weak here")])
def test_a_weak_bound_is_called_weak(bound: float, word: str) -> None:
    """Five in a hundred is close; a half says little."""
    found = answer(case([fleet()], ready=[5], days=3), QUICK)
    last = says(replace(found, plan=replace(found.plan, value=100.0, bound=bound)))[-1]

    assert word in last


def test_why_somebody_waits_too_long_is_readable() -> None:
    """What binds is too few vehicles of a fleet, not one of it."""
    made = case([fleet(seats=5, cycle=3)], ready=[50], days=9, longest_wait=6)
    late = next(
        sentence for sentence in says(answer(made, replace(QUICK, seconds=5.0))) if "longer than" in sentence
    )

    assert "too few vehicles of train (1, each leaving every 3 days)" in late


@pytest.mark.parametrize(("code", "words"), [("en", "medical 7, others 1"), ("ru", "больные 7, остальные 1")])
def test_weights_of_the_sheet_are_said(code: str, words: str) -> None:
    """Where the aim looks at them; not where all days count alike."""
    heavy = TravellerClass(name="medical", weight=7.0)
    made = case([fleet(queues=2)], queues=[queue(), queue(heavy)], ready=[9, 9], days=4)

    assert any(words in sentence for sentence in says(answer(made, QUICK), code))
    plain = answer(made, replace(QUICK, objective=Objective.WAITING))
    assert not any(words in sentence for sentence in says(plain, code))


def test_the_page_has_the_plan_by_day_camp_class_and_fleet_and_each_camp() -> None:
    """Every row of the plan is in its table, small counts apart; a readable name for each row of departures."""
    found = answer(bundled("template"), QUICK)
    table = plan_tables(found, Language("en"), 10.0)[0]
    rows = plan_rows(found.plan)

    assert len(table["rows"]) == len(rows)
    assert str(len(rows)) in table["fold"]
    for row, cells in zip(rows, table["rows"], strict=True):
        assert cells[1] == row["fleet"]
        assert cells[3] == row["camp"]
        assert cells[6] in (Language("en").number(row["people"]), "\u2013")
        assert row["people"] >= 10 or cells[6] == "\u2013"
    charts = {chart.id: chart for chart in plan_charts(found, Language("en"), 10.0)}
    assert {row[1] for row in charts["camps"].main.rows} == {"camp-a", "camp-b"}
    lanes = {row[1] for row in charts["departures"].main.rows}
    assert {"coaches 1", "train 1"} <= lanes
    assert not any("|" in str(lane) for lane in lanes)


def test_people_of_all_camps_are_those_who_wait() -> None:
    """Camps add up to the total in every case and on every day."""
    spread = answer(bundled("template"), QUICK).spread

    assert np.array_equal(spread.by_camp.sum(axis=1), spread.waiting)


@given(
    counts=st.lists(st.integers(1, 40), min_size=1, max_size=12),
    data=st.data(),
)
@settings(max_examples=100, deadline=None)
def test_no_margin_of_the_day_plan_tells_a_hidden_count(counts: list[int], data: st.DataObject) -> None:
    """With the total of any departure, and of any class, at least two of its counts are hidden, or none, or all."""
    size = len(counts)
    margins = [data.draw(st.lists(st.integers(0, 2), min_size=size, max_size=size)) for _ in range(2)]
    hidden = hidden_in_margins(counts, margins, 10.0)

    assert all(hides for hides, count in zip(hidden, counts, strict=True) if count < 10)
    for margin in margins:
        for group in set(margin):
            members = [hides for hides, mine in zip(hidden, margin, strict=True) if mine == group]
            assert sum(members) != 1 or len(members) == 1
