"""What a transit plan says of itself: sentences that agree with its numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.operations.transit.answer import Answer, Ask, answer, record
from sapar.operations.transit.case import Case
from sapar.operations.transit.read import read_case
from sapar.operations.transit.template import TEMPLATES
from sapar.report.language import Language
from sapar.report.plan_words import headlines
from tests.operations.transit.cases import case, fleet
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
    from tests.operations.transit.cases import queue

    fleets = [
        fleet(name, 2, cycle=9, serves=takes)
        for name, takes in zip(("coaches", "train"), serves, strict=True)
    ]
    made = case(fleets, queues=[queue(camp="a"), queue(camp="b")], ready=[70, 20], days=8)
    found = answer(made, replace(QUICK, clear_by=5))

    assert any(words in sentence for sentence in says(found, code))
