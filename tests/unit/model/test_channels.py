"""Channels, debts and who can pay: closed forms and sums worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.errors import SharesDoNotSum
from sapar.model.build import assemble
from sapar.model.declarations.channels import BROKER, CHANNELS, NETWORK
from sapar.model.mechanism import Tables
from sapar.model.mechanisms import channels
from sapar.model.mechanisms.channels import offered_shares, repaid
from sapar.model.system import System
from sapar.results.money import loans
from sapar.simulation.channels import next_stock
from tests.unit.model.test_mechanisms import aggregates, prepared, with_values
from tests.worlds import World


@given(st.floats(0.0, 0.3), st.integers(1, 60))
def test_equal_parts_pay_a_loan_back(interest: float, months: int) -> None:
    """Paying a part each month, with interest on what is left, leaves nothing after the last one."""
    part, left = repaid(interest, months) / months, 1.0
    for _ in range(months):
        left = left * (1.0 + interest) - part

    assert left == pytest.approx(0.0, abs=1e-6)


def test_a_loan_at_seven_percent_over_six_months() -> None:
    """The annuity of 1 over six months at 7 % is 0.20980, as in any table."""
    assert repaid(0.07, 6) / 6 == pytest.approx(0.2097958)


@given(st.lists(st.floats(0.0, 1e6), min_size=1, max_size=30), st.floats(0.0, 0.2), st.integers(1, 12))
def test_debts_are_what_was_lent_and_not_yet_paid_back(
    lent: list[float], interest: float, months: int
) -> None:
    """Every dollar lent is either still owed or was paid back, interest on top: the ledger of all loans balances."""
    paid, left = loans(np.array(lent), interest, months)

    before = 0.0
    for month, new in enumerate(lent):
        assert left[month] == pytest.approx(before * (1.0 + interest) + new - paid[month], abs=1e-3, rel=1e-6)
        before = left[month]


def test_brokers_are_taken_from_relatives_alone() -> None:
    """Half as many brokers leave the rest to relatives; three times as many stop where nobody is left."""
    share = np.array([[0.5, 0.3, 0.1, 0.1]])

    assert offered_shares(share, 0.5)[0] == pytest.approx([0.65, 0.15, 0.1, 0.1])
    assert offered_shares(share, 3.0)[0] == pytest.approx([0.0, 0.8, 0.1, 0.1])


def with_channels(system: System, *, broker: float, fee: float, employer: float) -> System:
    """Relatives and brokers only, one fee, one part of employers, and pay at home of 250 dollars."""
    series = system.series
    share, fees = np.zeros_like(series.channel_share), np.zeros_like(series.channel_fee)
    share[..., NETWORK], share[..., BROKER], fees[..., BROKER] = 1.0 - broker, broker, fee
    changed = replace(
        series,
        channel_share=share,
        channel_fee=fees,
        employer_pays=np.full_like(series.employer_pays, employer),
        home_wage=np.full_like(series.home_wage, 250.0),
    )
    return replace(system, series=changed)


def filled(system: System, cost: float) -> Tables:
    """Tables of a month in which every journey costs the same."""
    journeys = np.full((len(system.axes.origins), len(system.axes.regions)), cost)
    return channels.fill(
        system, aggregates(system), prepared(channels.MECHANISM, system) | {"travel_cost": journeys}
    )


def test_who_can_pay_by_hand(two_places_system: System) -> None:
    """A fare of 200 against 500 dollars at hand: e^-0.4 can pay, brokers lend everything to half of the others."""
    system = with_values(
        two_places_system, broker_ratio=1.0, fee_on_credit=0.6, credit_access=0.5, liquidity_months=2.0,
        debt_interest=0.07, debt_months=6.0, planned_stay=12.0, deception_network=0.03, deception_broker=0.08,
    )  # fmt: skip
    found = filled(with_channels(system, broker=0.4, fee=100.0, employer=0.0), 200.0)

    own, through = np.exp(-200.0 / 500.0), np.exp(-240.0 / 500.0)
    lent = 0.5 * (1.0 - through)
    able = 0.6 * own + 0.4 * (through + lent)
    share = 0.4 * (through + lent) / able
    borrowed = 0.4 * (through * 60.0 + lent * 300.0) / able
    assert np.allclose(found["able_to_leave"], able)
    assert np.allclose(found["channel_share"][..., BROKER], share)
    assert np.allclose(found["channel_share"].sum(axis=2), 1.0)
    assert np.allclose(found["borrowed"], borrowed)
    assert np.allclose(found["outlay"] + found["borrowed"], 200.0 + share * 100.0)
    assert np.allclose(found["debt_service"], borrowed * 6.0 * 0.2097958 / 12.0)
    assert np.allclose(found["deceived_share"], 0.03 * (1.0 - share) + 0.08 * share)
    assert np.allclose(found["journey"], 200.0)


def test_borrowing_lets_more_people_go(two_places_system: System) -> None:
    """The readier brokers lend, the more people can leave, and the more they owe."""
    found = [
        filled(with_channels(with_values(two_places_system, credit_access=access), broker=0.4, fee=0.0, employer=0.0),
               300.0)
        for access in (0.0, 0.5, 1.0)
    ]  # fmt: skip

    for less, more in pairwise(found):
        assert (more["able_to_leave"] > less["able_to_leave"]).all()
        assert (more["borrowed"] > less["borrowed"]).all()
    assert (found[0]["borrowed"] == 0.0).all()


def test_a_paid_journey_costs_nobody_anything(two_places_system: System) -> None:
    """Where employers pay everything and no fee is asked, everyone can leave and nothing is owed."""
    found = filled(with_channels(two_places_system, broker=0.4, fee=0.0, employer=1.0), 900.0)

    assert np.allclose(found["able_to_leave"], 1.0)
    assert np.allclose(found["outlay"], 0.0)
    assert np.allclose(found["borrowed"], 0.0)


def test_the_closest_rows_of_a_channel_hold(two_places: World) -> None:
    """QAA in QXX has brokers of its own, dearer and more frequent than those of everybody else."""
    system = assemble(two_places.declarations)
    own, host = system.axes.citizenships.index("QAA"), system.axes.countries.index("QXX")
    share, fee = system.series.channel_share, system.series.channel_fee

    assert share[0, own, host].tolist() == pytest.approx([0.5, 0.4, 0.05, 0.05])
    assert share[0, 1 - own, host].tolist() == pytest.approx([0.6, 0.3, 0.05, 0.05])
    assert fee[0, own, host, BROKER] == pytest.approx(2400.0 / 20.0)
    assert fee[0, 1 - own, host, BROKER] == pytest.approx(100.0)


def test_more_than_everybody_is_refused(two_places: World) -> None:
    """Shares of brokers, agencies and organised recruitment above one are an error, not a negative network."""
    rows = tuple(
        row if row.channel == CHANNELS[NETWORK] else replace(row, share=0.6)
        for row in two_places.declarations.channels
    )

    with pytest.raises(SharesDoNotSum):
        assemble(replace(two_places.declarations, channels=rows))


@given(st.integers(0, 2**32 - 1))
def test_cohorts_of_channels_follow_people(seed: int) -> None:
    """By channel people change as they do without: by departures less exits; moves between hosts cancel."""
    random = np.random.default_rng(seed)
    stock = random.uniform(0.0, 100.0, (2, 3, 4))
    share = random.dirichlet(np.ones(4), (2, 3))
    departures = random.uniform(0.0, 20.0, (2, 3))
    onward = random.uniform(0.0, 5.0, (2, 3, 3)) * (1.0 - np.eye(3))
    exits = (stock.sum(axis=2) + departures) * 0.3
    after = next_stock(stock, share, departures=departures, onward=onward, exits=exits)

    change = departures - exits + onward.sum(axis=1) - onward.sum(axis=2)
    assert np.allclose(after.sum(axis=2), stock.sum(axis=2) + change)


def test_a_lasting_share_of_departures_becomes_the_share_of_the_stock() -> None:
    """With the same departures every month the channels of those away converge to those of departures."""
    stock, share = np.array([[[100.0, 0.0, 0.0, 0.0]]]), np.array([[[0.2, 0.5, 0.2, 0.1]]])
    for _ in range(200):
        stock = next_stock(
            stock, share, departures=np.array([[10.0]]), onward=np.zeros((1, 1, 1)), exits=np.array([[10.0]])
        )

    assert stock[0, 0].tolist() == pytest.approx((100.0 * share[0, 0]).tolist(), rel=1e-6)
