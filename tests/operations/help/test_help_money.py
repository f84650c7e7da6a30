"""Money of a help sheet: nothing is lost or made, nobody works unpaid, a law cuts what it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.casework.funding import give_aid, pay
from sapar.operations.help.case import Institution
from sapar.operations.help.desk import live
from sapar.operations.help.levers import restricted
from sapar.operations.help.luck import Luck
from sapar.operations.help.money import money
from tests.operations.help.sheets import MONTHS, demand, institution, institutions, lawyers

LUCK = Luck(seed=3, replicates=6)


@settings(max_examples=200)
@given(union=institutions())
def test_money_in_less_money_out_is_what_is_left(union: Institution) -> None:
    """To the last minor unit, in every month and replicate, for the desk and for kits together."""
    funds = money(union, MONTHS, LUCK)
    came = (funds.dues + funds.grants + funds.raised).cumsum(axis=1)
    went = (funds.other_costs + funds.salaries + funds.kit_costs).cumsum(axis=1)

    assert np.array_equal(funds.opening[:, None] + came - went, funds.balance + funds.fund)
    if union.counts_money:
        assert (funds.balance >= 0).all()
        assert (funds.fund >= 0).all()


@given(
    money_=st.integers(0, 5000),
    people=st.lists(st.integers(0, 6), min_size=1, max_size=3),
    salary=st.lists(st.integers(0, 900), min_size=3, max_size=3),
)
def test_as_many_are_paid_as_the_money_reaches_for(money_: int, people: list[int], salary: list[int]) -> None:
    """The first role first; one more of it could not be paid."""
    paid = pay(np.array([money_]), np.array(people), np.array(salary[: len(people)]))

    assert int(paid.salaries[0]) == sum(
        int(n) * each for n, each in zip(paid.people[0], salary, strict=False)
    )
    assert int(paid.left[0]) == money_ - int(paid.salaries[0]) >= 0
    assert (paid.people[0] <= np.array(people)).all()
    if paid.people[0][0] < people[0]:
        assert money_ < (int(paid.people[0][0]) + 1) * salary[0]


@given(stock=st.integers(0, 90), fund=st.integers(0, 900), need=st.integers(0, 90), cost=st.integers(0, 30))
def test_kits_are_bought_only_where_they_are_needed(stock: int, fund: int, need: int, cost: int) -> None:
    """Delivered never exceeds the need, nothing is spent beyond the fund, and kits are conserved."""
    aid = give_aid(*(np.array([value]) for value in (stock, fund, need, cost)))
    bought = int(aid.spent[0]) // cost if cost else int(aid.delivered[0] + aid.stock[0]) - stock

    assert int(aid.delivered[0]) <= need
    assert int(aid.fund[0]) == fund - int(aid.spent[0]) >= 0
    assert stock + bought == int(aid.delivered[0] + aid.stock[0])
    if int(aid.delivered[0]) < need:
        assert cost > int(aid.fund[0])


def test_who_is_not_paid_begins_no_case() -> None:
    """Money for one month only: work begins in the first month alone."""
    union = institution(
        staff=(lawyers(2, salary=100),), demands=(demand(weekly=30.0),), figures={"balance": 200.0}
    )
    desk = live(union, MONTHS, LUCK)

    assert desk.money.paid[:, :, 0].tolist() == [[2, 0, 0]] * LUCK.replicates
    assert (desk.begun[np.isfinite(desk.begun)] < 52.0 / 12.0).all()


@settings(max_examples=60)
@given(union=institutions(), level=st.sampled_from([0.2, 0.7, 1.0]))
def test_a_law_that_restricts_more_never_brings_more(union: Institution, level: float) -> None:
    """Grants, members, dues and those who are paid weakly fall; at 1 no grant comes and nobody joins."""
    now, then = money(union, MONTHS, LUCK), money(restricted(union, level), MONTHS, LUCK)

    for name in ("grants", "members", "dues", "balance"):
        if name != "balance" or not union.counts_money:
            assert (getattr(then, name) <= getattr(now, name) + 1e-9).all()
    assert (then.paid[:, :, 0] <= now.paid[:, :, 0]).all()
    if level == 1.0:
        assert not then.grants.any()


def test_restriction_stops_a_partner_altogether() -> None:
    """At 1 nothing is resolved abroad, and stage 1 goes on."""
    union = institution(demands=(demand(weekly=10.0),))
    base, other = live(union, MONTHS, LUCK), live(restricted(union, 1.0), MONTHS, LUCK)

    assert np.isfinite(base.begun_abroad).any()
    assert not np.isfinite(other.begun_abroad).any()
    assert np.array_equal(base.begun, other.begun)


def test_restriction_slows_a_partner_by_its_share() -> None:
    """At 0.75 the work on each case abroad takes exactly four times as long."""
    union = institution(demands=(demand(weekly=2.0),))
    base, other = live(union, MONTHS, LUCK), live(restricted(union, 0.75), MONTHS, LUCK)
    both = np.isfinite(base.begun_abroad) & ~base.solved

    took, takes = (each.resolved[both] - each.begun_abroad[both] for each in (base, other))
    assert takes == pytest.approx(4.0 * took)
