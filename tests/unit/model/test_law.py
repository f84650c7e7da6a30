"""Law by day."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import numpy as np

from sapar.model.build import assemble
from sapar.model.declarations import Declarations
from sapar.model.declarations.law import Membership, StayRule, Suspension, WorkRule
from sapar.model.system import CALENDAR_YEAR, PER_ENTRY, ROLLING, System
from tests.worlds import World

BASIC: dict[str, Any] = {"place": "QXX", "source": "authors", "grade": "X"}


def day(text: str) -> datetime.date:
    """A date."""
    return datetime.date.fromisoformat(text)


def stays(declared: Declarations, *rows: StayRule) -> System:
    """The system with these rules of stay."""
    return assemble(replace(declared, stay=rows))


def test_an_explicit_code_beats_the_rule_for_all_in_any_order(two_places: World) -> None:
    """A row that names a citizenship holds for it wherever the row for `*` stands."""
    for_all = StayRule(
        **BASIC, citizenship=("*",), from_=day("2030-01-01"), days=90, counting="rolling", window=180
    )
    named = StayRule(
        **BASIC,
        citizenship=("QBB",),
        from_=day("2030-01-01"),
        until=day("2030-12-31"),
        days=30,
        counting="per_entry",
    )
    for rows in ((for_all, named), (named, for_all)):
        system = stays(two_places.declarations, *rows)
        host, one, other = (
            system.axes.countries.index("QXX"), system.axes.citizenships.index("QAA"),
            system.axes.citizenships.index("QBB"),
        )  # fmt: skip
        days, counting = system.series.stay_days, system.series.stay_counting

        assert (days[:, host, one] == 90).all()
        assert days[:12, host, other].tolist() == [30] * 12
        assert days[12:, host, other].tolist() == [90] * 12
        assert (counting[:12, host, other] == PER_ENTRY).all()
        assert (counting[:, host, one] == ROLLING).all()
        assert (system.series.stay_window[:, host, one] == 180).all()


def test_proposed_rows_never_hold(two_places_system: System) -> None:
    """A rule that was only proposed (45 days from 2032 in the study) leaves the rule in force as it is."""
    system = two_places_system
    host = system.axes.countries.index("QYY")

    assert (system.series.stay_days[:, host] == 60).all()
    assert (system.series.stay_counting[:, host] == CALENDAR_YEAR).all()


def test_membership_needs_both_host_and_citizen(two_places: World) -> None:
    """Work is free while host and citizenship are in one union, from the later of the two accessions on."""
    rows = (
        Membership(union="u", member="QYY", from_=day("2030-03-01"), source="authors", grade="X"),
        Membership(
            union="u",
            member="QBB",
            from_=day("2030-06-01"),
            until=day("2031-05-31"),
            source="authors",
            grade="X",
        ),
        Membership(union="other", member="QAA", from_=day("2030-01-01"), source="authors", grade="X"),
        Membership(
            union="u", member="QAA", from_=day("2030-01-01"), status="proposed", source="authors", grade="X"
        ),
    )
    system = assemble(replace(two_places.declarations, unions=rows))
    host, member, other = (
        system.axes.countries.index("QYY"), system.axes.citizenships.index("QBB"),
        system.axes.citizenships.index("QAA"),
    )  # fmt: skip
    free = system.law.is_member[host, member]
    first, last = (system.calendar.day_of(day(text)) for text in ("2030-06-01", "2031-05-31"))

    assert not free[:first].any()
    assert free[first : last + 1].all()
    assert not free[last + 1 :].any()
    assert not system.law.is_member[:, other].any()
    assert system.series.member[5, host, member] == 1.0
    assert system.series.member[4, host, member] == 0.0


def test_suspended_days_are_not_counted(two_places: World) -> None:
    """The clock of stays stands still on suspended days, and only for those whom the decree names."""
    row = Suspension(**BASIC, citizenship=("QAA",), from_=day("2030-02-01"), until=day("2030-02-10"))
    system = assemble(replace(two_places.declarations, suspensions=(row,)))
    host = system.axes.countries.index("QXX")
    ours, theirs = (system.law.counted[host, system.axes.citizenships.index(code)] for code in ("QAA", "QBB"))

    assert ours[30] == theirs[30] == 31
    assert (ours[31:41] == 31).all()
    assert theirs[-1] - ours[-1] == 10
    assert (np.diff(theirs) == 1).all()


def test_the_real_suspension_of_2020_stops_the_clock(central_asia_system: System) -> None:
    """From 15 March to 15 June 2020 no day counts against a stay in Russia."""
    system = central_asia_system
    first, last = (system.calendar.day_of(day(text)) for text in ("2020-03-16", "2020-06-15"))
    host = system.axes.countries.index("RUS")

    for code in ("KGZ", "TJK", "UZB"):
        counted = system.law.counted[host, system.axes.citizenships.index(code)]
        assert counted[last] == counted[first]


def test_kyrgyz_work_is_free_in_russia_from_accession(central_asia_system: System) -> None:
    """Citizens of Kyrgyzstan work in Russia without a patent from August 2015 on, Uzbeks and Tajiks never."""
    system = central_asia_system
    host = system.axes.countries.index("RUS")
    free = {code: system.law.is_member[host, i] for i, code in enumerate(system.axes.citizenships)}
    accession = system.calendar.day_of(day("2015-08-12"))

    assert not free["KGZ"][:accession].any()
    assert free["KGZ"][accession + 1 :].all()
    assert not free["UZB"].any()
    assert not free["TJK"].any()


def test_fees_are_converted_at_the_rate_of_the_day(two_places: World) -> None:
    """A fee of 800 in a currency of 20 and later 22 to the dollar costs 40 and later 800/22 dollars a month."""
    row = WorkRule(
        **BASIC, citizenship=("*",), from_=day("2030-01-01"), authorisation="patent", fee=800.0, one_off=2200.0,
        currency="QXC", test=True,
    )  # fmt: skip
    system = assemble(replace(two_places.declarations, work=(row,)))
    host = system.axes.countries.index("QXX")

    assert np.allclose(system.series.fee[:12, host], 40.0)
    assert np.allclose(system.series.fee[12:, host], 800.0 / 22.0)
    assert np.allclose(system.series.one_off[12:, host], 100.0)
    assert (system.series.test[:, host] == 1.0).all()
