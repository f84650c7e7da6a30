"""What is true of every account of help: nobody and no cent is lost, and no more is helped than came."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.simulation.help.record import help_tables
from tests.help.conftest import Help, Helping


@pytest.fixture(scope="session")
def both(base: Help, small: Helping) -> tuple[Help, Help]:
    """The real case and the smallest one."""
    return base, small()


def differing(one: Help, other: Help) -> list[str]:
    """Names of the tables in which two accounts differ."""
    mine, theirs = help_tables(one.record), help_tables(other.record)
    return [name for name in mine if not np.array_equal(mine[name], theirs[name], equal_nan=True)]


def test_the_same_question_gives_the_same_counts(base: Help, helping: Helping) -> None:
    """Accounts kept twice are equal to the last cent."""
    assert differing(base, helping()) == []


def test_no_more_are_helped_than_come_and_no_more_come_than_need(both: tuple[Help, Help]) -> None:
    """Helped <= intake <= demand: claims <= complaints <= thefts, served and backlog never exceed what came."""
    for each in both:
        assert (each.workers("complaints") <= each.workers("thefts")).all()
        assert (each.workers("routed") <= each.workers("complaints")).all()
        arrived = each.desks("intake").cumsum(axis=0)
        assert (each.desks("served").cumsum(axis=0) <= arrived).all()
        assert (each.desks("won").cumsum(axis=0) <= arrived).all()
        ended = sum(each.workers(name).cumsum(axis=0) for name in ("cases_won", "cases_closed"))
        assert (ended <= each.workers("routed").cumsum(axis=0)).all()


def test_every_case_is_somewhere(both: tuple[Help, Help]) -> None:
    """What came to a desk was served, gave up, was turned away, or still waits."""
    for each in both:
        closed = ~each.system.institutions.is_open
        left = each.desks("served") + each.desks("gave_up") + np.where(closed, each.desks("no_partner"), 0)
        assert np.array_equal(
            each.desks("intake").cumsum(axis=0), left.cumsum(axis=0) + each.desks("backlog")
        )


def test_money_claimed_is_paid_given_up_or_still_claimed(both: tuple[Help, Help]) -> None:
    """Cents: claimed = recovered + given up + in hand, recovered <= claimed <= withheld, for every pair and month."""
    for each in both:
        claimed, recovered, given_up = (
            each.pay(name).cumsum(axis=0) for name in ("claimed", "recovered", "given_up")
        )
        assert np.array_equal(claimed, recovered + given_up + each.pay("in_hand"))
        assert (each.pay("claimed") <= each.pay("withheld")).all()
        assert (recovered <= claimed).all()


def test_the_purse_balances(both: tuple[Help, Help]) -> None:
    """Cents: what came in is spent on staff and kits or still there, and nothing is spent that is not there."""
    for each in both:
        came = sum(each.purse(name).cumsum(axis=0) for name in ("dues", "grants", "donations"))
        spent = sum(each.purse(name).cumsum(axis=0) for name in ("staff", "kits"))
        assert np.array_equal(came, spent + each.purse("balance"))
        assert (each.purse("balance") >= 0).all()


def test_kits_are_bought_delivered_or_kept(both: tuple[Help, Help]) -> None:
    """No kit is lost, none given to somebody not in need."""
    for each in both:
        bought, given = (each.desks(name).cumsum(axis=0) for name in ("kits_bought", "kits_delivered"))
        assert np.array_equal(bought, given + each.desks("kits_kept"))
        assert (each.workers("reached") <= each.workers("need")).all()


def test_members_are_those_who_joined_less_those_who_left(both: tuple[Help, Help]) -> None:
    """Members of every union and month."""
    for each in both:
        is_union = np.array([kind == "union" for kind in each.system.institutions.kinds])
        start = np.where(is_union, each.system.institutions.first_members, 0)
        expected = start + (each.desks("joined") - each.desks("left")).cumsum(axis=0)
        is_open = each.system.institutions.is_open
        assert np.array_equal(np.where(is_open & is_union, expected, 0), each.desks("members") * is_union)


def test_dues_are_members_times_rate_times_the_share_paid(both: tuple[Help, Help]) -> None:
    """Rounded down to the cent."""
    for each in both:
        share = each.system.parameters["paid_share"]
        dues = np.floor(each.desks("members") * each.system.institutions.dues * share)
        assert np.array_equal(each.purse("dues"), dues)


def test_the_exploited_are_conserved(both: tuple[Help, Help]) -> None:
    """Those exploited next month are those of this month, less who got out or was identified, and who fell in."""
    for each in both:
        found = sum(each.workers(f"identified_{who}") for who in ("state", "ngo", "self"))
        after = each.workers("exploited") - found - each.workers("escaped") + each.workers("newly_exploited")
        assert np.array_equal(after[:-1], each.workers("exploited")[1:])
        assert (each.record.help_assisted <= each.record.help_needed[..., None]).all()


def test_without_capacity_nothing_is_recovered(base: Help, helping: Helping, central_asia: object) -> None:
    """[=] Nobody works at any desk: no cent comes back, and thefts and complaints are what they were."""
    declared = central_asia.declarations  # type: ignore[attr-defined]
    idle = tuple(replace(row, staff=0.0) for row in declared.institutions)
    without = helping(declarations=replace(declared, institutions=idle))

    assert without.pay("recovered").sum() == 0
    assert without.desks("served").sum() == 0
    for name in ("thefts", "complaints", "routed"):
        assert np.array_equal(without.workers(name), base.workers(name))


def test_lawyers_for_whom_nobody_waits_change_nothing(
    base: Help, helping: Helping, central_asia: object
) -> None:
    """[=] A desk whose backlog is always empty gets twice the staff: no case and no cent differs."""
    declared = central_asia.declarations  # type: ignore[attr-defined]
    name = "association-kyrgyz-kaz"
    assert base.desks("backlog")[:, base.index(name)].sum() == 0
    more = tuple(
        replace(row, staff=row.staff * 2) if row.institution == name else row for row in declared.institutions
    )
    assert differing(base, helping(declarations=replace(declared, institutions=more))) == ["help_staff"]


def test_another_institution_changes_nobodys_luck(base: Help, helping: Helping, central_asia: object) -> None:
    """[=] A desk that serves nobody is added in front of all others: their counts stay."""
    declared = central_asia.declarations  # type: ignore[attr-defined]
    first = replace(declared.institutions[-1], institution="a-desk")
    added = helping(declarations=replace(declared, institutions=(first, *declared.institutions)))

    assert added.system.institutions.names[0] == "a-desk"
    assert np.array_equal(added.record.help_desks[:, 1:], base.record.help_desks)
    assert np.array_equal(added.record.help_workers, base.record.help_workers)
