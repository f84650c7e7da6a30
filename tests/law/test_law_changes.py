"""Changes of the law, and the law between them."""

from __future__ import annotations

import datetime
from itertools import pairwise, product
from typing import Any

import pytest

from sapar.model.declarations.law_tables import QUESTIONS
from sapar.model.law_answers import answer
from sapar.model.law_changes import law_changes
from sapar.model.regime import regime
from sapar.study import Study, open_study

OF_THE_DAY = {"last_day"}
"""Answers that depend on the day asked, not only on the law."""
DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module", params=["two-places", "central-asia"])
def study(request: pytest.FixtureRequest) -> Study:
    """Each bundled study."""
    return open_study(request.param)


def answers(study: Study, citizenship: str, place: str, date: datetime.date) -> dict[str, Any]:
    """Every answer of a day."""
    declared = study.declarations
    found = regime(declared, citizenship, place, date)
    law = declared.law
    return {name: answer(law, found, name).value for name in QUESTIONS if name not in OF_THE_DAY}


def test_between_changes_the_law_stands_still(study: Study) -> None:
    """From one listed change to the day before the next every answer is the same, for every citizenship and host."""
    frame = study.declarations.frame
    start, end = frame.calendar.start, frame.calendar.end
    for place, citizenship in product((*frame.hosts, *frame.places.outside), frame.places.countries):
        if place == citizenship:
            continue
        days = {each.date for each in law_changes(study.declarations, place, start, end, citizenship)}
        for first, following in pairwise([start, *sorted(days), end + DAY]):
            stretch = sorted({first, first + (following - first) // 2, following - DAY})
            found = [answers(study, citizenship, place, day) for day in stretch if day >= first]
            assert all(each == found[0] for each in found), (place, citizenship, first)


def test_a_listed_change_changes_an_answer(study: Study) -> None:
    """Each change, of a row in force, changes an answer for somebody it names."""
    frame = study.declarations.frame
    start, end = frame.calendar.start, frame.calendar.end
    for place in (*frame.hosts, *frame.places.outside):
        codes = [code for code in frame.places.countries if code != place]
        for change in law_changes(study.declarations, place, start + DAY, end):
            before, after = change.date - DAY, change.date
            differs = [
                code
                for code in codes
                if answers(study, code, place, before) != answers(study, code, place, after)
            ]
            assert differs or not change.begins or change.row.note, change
            assert differs or type(change.row).__name__ in ("EntryRule", "FamilyRule", "Membership"), change


def test_what_the_real_study_lists_for_russia_since_2024() -> None:
    """The tightening after March 2024, by day."""
    declared = open_study("central-asia").declarations
    found = law_changes(declared, "RUS", datetime.date(2024, 2, 1), datetime.date(2025, 6, 30))
    listed = {(each.date.isoformat(), type(each.row).__name__, each.row.status) for each in found}

    assert {
        ("2024-08-19", "FamilyRule", "proposed"),
        ("2024-12-01", "EntryRule", "in_force"),
        ("2025-01-01", "StayRule", "in_force"),
        ("2025-02-05", "RegistryRule", "in_force"),
        ("2025-03-25", "EntryRule", "proposed"),
        ("2025-06-30", "EntryRule", "in_force"),
    } <= listed
    stay = next(each for each in found if type(each.row).__name__ == "StayRule")
    assert stay.before is not None
    assert (stay.before.counting, stay.row.counting) == ("rolling", "calendar_year")  # type: ignore[union-attr]
