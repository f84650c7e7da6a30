"""What must hold for every help sheet: zero stays zero, more never hurts, nothing else moves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.casework.resolving import RECOVERY_WEEKS, recovery_chance, recovery_delay
from sapar.operations.help.case import Campaign, Institution
from sapar.operations.help.course import Course, live_all
from sapar.operations.help.desk import live
from sapar.operations.help.levers import losses, one_more, restricted, with_partner, with_shelter
from sapar.operations.help.luck import Luck
from sapar.operations.help.objective import Objective
from sapar.operations.help.outcome import outcome
from tests.operations.help.sheets import (
    MONTHS,
    case,
    demand,
    institution,
    institutions,
    known,
    lawyers,
    partner,
    shelter,
)

LUCK = Luck(seed=11, replicates=5)


def tallies(union: Institution) -> Any:
    """One institution's outcome."""
    return outcome(live(union, MONTHS, LUCK), MONTHS)


@settings(max_examples=40)
@given(union=institutions())
def test_without_anybody_to_help_nothing_is_recovered(union: Institution) -> None:
    """No staff, no partners: resolved and recovered are exactly zero, and everybody waits."""
    nobody = replace(union, staff=tuple(replace(each, people=0) for each in union.staff), partners=())
    tally = tallies(nobody)

    assert not tally.resolved.any()
    assert not tally.recovered.any()
    assert not tally.wages.any()
    assert not tally.begun.any()


@settings(max_examples=150)
@given(union=institutions(), more=st.integers(1, 3))
def test_one_more_lawyer_never_lets_anybody_begin_later(union: Institution, more: int) -> None:
    """Case by case, so also for the person-weeks, the backlog of every month and those whose work is begun."""
    base, other = live(union, MONTHS, LUCK), live(replace(union, lent=more), MONTHS, LUCK)
    before, after = outcome(base, MONTHS), outcome(other, MONTHS)

    assert (other.begun <= base.begun + 1e-9).all()
    assert (after.weeks_waited_home <= before.weeks_waited_home + 1e-9).all()
    assert (after.waiting <= before.waiting).all()


@settings(max_examples=150)
@given(union=institutions(), more=st.integers(1, 2))
def test_one_more_person_at_a_partner_never_lets_anybody_begin_later(union: Institution, more: int) -> None:
    """And stage 1 does not change at all."""
    base = live(union, MONTHS, LUCK)
    for each in union.partners:
        other = live(with_partner(union, each.country, each.people + more), MONTHS, LUCK)
        before, after = outcome(base, MONTHS), outcome(other, MONTHS)

        assert (other.begun_abroad <= base.begun_abroad + 1e-9).all()
        assert np.array_equal(other.begun, base.begun)
        assert (after.resolved >= before.resolved).all()
        assert (after.recovered.sum(axis=1) >= before.recovered.sum(axis=1)).all()


@settings(max_examples=100)
@given(
    union=institutions(), places=st.integers(0, 3), takes=st.sampled_from(["nationals", "foreigners", "all"])
)
def test_one_more_shelter_place_never_makes_the_same_people_wait_longer(
    union: Institution, places: int, takes: str
) -> None:
    """Person by person, with one shelter."""
    sheet = case(union, shelters=(shelter(places, takes),))
    base = live_all(sheet, LUCK)
    other = live_all(with_shelter(sheet, shelter(places + 1, takes)), LUCK, base)

    assert (other.sheltered.placed <= base.sheltered.placed + 1e-9).all()
    assert (other.weeks_for_place <= base.weeks_for_place + 1e-9).all()


def test_a_lawyer_added_where_nobody_waits_changes_nothing() -> None:
    """Exactly: every case of every replicate begins and ends when it did."""
    union = institution(staff=(lawyers(60),), demands=(demand(weekly=8.0), demand("advice", 3.0)))
    base, other = live(union, MONTHS, LUCK), live(replace(union, lent=1), MONTHS, LUCK)

    assert not outcome(base, MONTHS).weeks_waited_home.any()
    assert np.array_equal(base.begun, other.begun)
    assert np.array_equal(base.resolved, other.resolved)
    assert np.array_equal(base.recovered, other.recovered)


@settings(max_examples=40)
@given(union=institutions())
def test_a_lost_partner_resolves_nothing_there_and_stage_one_stays(union: Institution) -> None:
    """Stage-2 resolutions in that country are exactly zero; those elsewhere and stage 1 are the same."""
    base = live(union, MONTHS, LUCK)
    for lost in union.partners:
        left = tuple(each for each in union.partners if each.country != lost.country)
        other = live(replace(union, partners=left), MONTHS, LUCK)
        there = np.array([each.country == lost.country for each in union.demands])[other.opened.row]

        assert not np.isfinite(other.resolved[there & ~other.solved]).any()
        assert np.array_equal(base.begun, other.begun)
        assert np.array_equal(base.done, other.done)
        assert np.array_equal(base.resolved[~there | base.solved], other.resolved[~there | other.solved])


def test_a_shelter_open_to_foreigners_has_everybody_eligible() -> None:
    """The share goes from the nationals' to 1; nationals wait no longer where there are places enough."""
    union = institution(demands=(demand("exploitation", 3.0, nationals=0.4, backlog=20),))
    sheet = case(union, shelters=(shelter(200),))
    base = live_all(sheet, LUCK)
    opened = live_all(with_shelter(sheet, shelter(200, "all")), LUCK, base)

    assert (base.sheltered.by_shelter[0] < 1.0).all()
    assert (opened.sheltered.by_shelter[0] == 1.0).all()
    assert (opened.placed > base.placed).all()
    mine = base.sheltered.national & np.isfinite(base.sheltered.asked)
    assert np.array_equal(opened.sheltered.placed[mine], base.sheltered.placed[mine])


def test_fundraising_raises_coverage_up_to_all_and_no_further() -> None:
    """Doubled again and again, coverage never falls, reaches exactly 1 and stays; what is left stays in the fund."""
    campaign = Campaign(month=0, income=known(4_000.0), for_aid=1.0)
    union = institution(campaigns=(campaign,), figures={"aid_need": 100.0, "kit_cost": 50.0, "grants": 1.0})
    coverages, funds = [], []
    for times in (1, 2, 4, 8, 16):
        money = live(replace(union, campaigns=(replace(campaign, times=times),)), MONTHS, LUCK).money
        coverages.append(float(money.coverage[0]))
        funds.append(int(money.fund[0, -1]))

    assert coverages == sorted(coverages)
    assert coverages[0] == pytest.approx(80 / 300)
    assert coverages[-2:] == [1.0, 1.0]
    assert funds[-1] == 16 * 4_000 - 300 * 50


@settings(max_examples=40)
@given(union=institutions())
def test_a_change_that_changes_nothing_has_exactly_no_effect(union: Institution) -> None:
    """A law that restricts no more than there is, and rows of the sheet in another order."""
    assert restricted(union, 0.0) == union
    shuffled = replace(union, demands=tuple(reversed(union.demands)))
    base, other = tallies(union), tallies(shuffled)

    assert np.array_equal(base.opened, other.opened)
    assert np.array_equal(np.sort(base.waiting), np.sort(other.waiting))
    assert base.weeks_waited == pytest.approx(other.weeks_waited)


def test_effects_are_ranked_by_the_aim_and_losses_lose() -> None:
    """Each aim puts its best lever first; without its partner a union resolves less and people wait longer."""
    union = institution(
        staff=(lawyers(1),), demands=(demand(weekly=9.0), demand("exploitation", 1.0)), partners=(partner(1),),
        figures={"aid_need": 50.0, "kit_cost": 10.0, "grants": 1.0},
    )  # fmt: skip
    sheet = case(union, shelters=(shelter(1),))
    base: Course = live_all(sheet, LUCK)

    for aim in Objective:
        gains = [each.rank(aim) for each in one_more(sheet, base, aim)]
        assert gains == sorted(gains, reverse=True)
    lost = next(each for each in losses(sheet, base, 0.5) if each.lever.kind == "lost_partner")
    assert (lost.resolved < 0).all()
    assert (lost.weeks_waited > 0).all()
    assert (lost.resolved_abroad == lost.resolved).all()


def test_wages_come_back_with_the_stated_chance() -> None:
    """Of 200,000 cases 0.25 within half a year, 0.5 with a contract that doubles it; false alarm 1e-6."""
    patience = -np.log1p(-(np.arange(200_000) + 0.5) / 200_000)
    for contracts, expected in ((0.0, 0.25), (1.0, 0.5), (0.2, 0.3)):
        chance = recovery_chance(np.array(0.25), np.array(contracts), np.array(2.0))
        weeks = recovery_delay(patience, np.full(len(patience), float(chance)))

        assert float(chance) == pytest.approx(expected)
        assert np.isfinite(weeks).mean() == pytest.approx(expected, abs=1e-4)
        assert weeks[np.isfinite(weeks)].max() <= RECOVERY_WEEKS


def test_contacts_cases_and_resolved_are_counted_apart() -> None:
    """Two contacts a case, and no more resolved than were opened or waited."""
    tally = tallies(institution(demands=(demand(weekly=20.0, backlog=5),)))
    opened = tally.opened.sum(axis=1)

    assert np.array_equal(tally.contacts, 2.0 * opened)
    assert (tally.resolved <= opened + 5).all()
    assert (tally.recovered.sum(axis=1) <= tally.resolved).all()
