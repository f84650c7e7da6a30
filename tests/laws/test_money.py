"""What is true of money in every system: nothing is earned, sent or owed twice."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.model.build import build
from sapar.results.money import (
    Accounts,
    money_accounts,
    monthly_pay,
    moves,
    personal_remittances,
    short_stays,
)
from sapar.results.tables import Tables
from sapar.simulation.run import Run
from sapar.simulation.simulate import simulate
from sapar.simulation.tables import NATURALISED
from tests.twin.systems import small_system
from tests.unit.model.test_mechanisms import with_values
from tests.worlds import World

Case = tuple[Run, Accounts]


@pytest.fixture(scope="module", params=["two-places", "made up 3", "made up 11", "made up 29"])
def case(request: pytest.FixtureRequest, two_places: World) -> Case:
    """The small study, and systems made up at random."""
    if request.param == "two-places":
        system = two_places.system(people_per_agent=20)
    else:
        system = small_system(two_places.declarations, int(request.param.split()[-1]))
    run = simulate(system, seed=5, replicate=0)
    return run, money_accounts(system, run)


def test_wages_are_paid_or_withheld(two_places: World) -> None:
    """What is paid and what is withheld add up to what the employed earned, by hand for one corridor and month."""
    system = two_places.system(people_per_agent=20)
    run = simulate(system, seed=5, replicate=0)
    accounts = money_accounts(system, run)
    month, own, host = 10, 0, system.axes.countries.index("QXX")
    here = run.stock[month, own][:, system.layout.country_of_region == host].sum(axis=(0, 1))

    premium = 1.0 + system.parameters["formal_premium"]
    due = monthly_pay(system)[month, host] * (premium * here[:2, 0].sum() + here[2:, 0].sum())
    paid, withheld = accounts.wages_paid[month, own, host], accounts.wages_withheld[month, own, host]
    assert here.sum() > 0
    assert paid + withheld == pytest.approx(due)
    assert 0.0 < withheld < 0.2 * paid


def test_nobody_sends_what_is_not_there(case: Case) -> None:
    """What is sent is never more than the month's net pay and the savings kept."""
    _, money = case
    net = money.wages_paid - money.living - money.papers - money.debt_repaid

    assert (money.remitted >= 0.0).all()
    assert (money.remitted <= np.maximum(net + money.savings, 0.0) + 1e-6).all()
    assert money.remitted.sum() > 0.0


def test_savings_are_kept_like_a_bank_account(case: Case) -> None:
    """Savings of a month and its net pay are sent, carried home, kept, or were not enough."""
    _, money = case
    net = money.wages_paid - money.living - money.papers - money.debt_repaid
    left = money.savings + net - money.remitted - money.carried_home + money.unmet

    assert np.allclose(left[:-1], money.savings[1:], atol=1e-5)
    assert (money.savings >= 0.0).all()
    assert (money.carried_home >= 0.0).all()


def test_what_is_received_does_not_depend_on_how_it_travels(two_places: World) -> None:
    """Savings carried in pockets or sent ahead come to the same sum; in pockets none, or all, are carried."""
    system = two_places.system(people_per_agent=20)
    run = simulate(system, seed=5, replicate=0)
    none, some, every = (
        money_accounts(with_values(system, carried_in_cash=share, settled_sends=0.0), run)
        for share in (0.0, 0.3, 1.0)
    )

    assert np.allclose(none.received, every.received)
    assert np.allclose(some.carried_home, 0.3 * every.carried_home)
    assert (none.carried_home == 0.0).all()
    assert every.carried_home.sum() > 0.0


def test_the_naturalised_send_their_part_of_what_others_send(two_places: World) -> None:
    """Who became a citizen of the host before a month sends half of what a head there sends; nobody, nothing."""
    system = two_places.system(people_per_agent=20)
    run = simulate(system, seed=5, replicate=0)
    standing = np.zeros_like(run.standing)
    standing[3, NATURALISED, 0, 0] = 700
    standing[5, NATURALISED, 0, 0] = 100
    accounts = money_accounts(with_values(system, settled_sends=0.5), replace(run, standing=standing))
    present = run.stock[:, 0][:, :, system.layout.country_of_region == 0].sum(axis=(1, 2, 3, 4))
    a_head = accounts.remitted[:, 0, 0] / present

    assert (accounts.sent_by_settled[:4] == 0.0).all()
    assert np.allclose(accounts.sent_by_settled[4:6, 0, 0], 350.0 * a_head[4:6])
    assert np.allclose(accounts.sent_by_settled[6:, 0, 0], 400.0 * a_head[6:])
    assert (accounts.sent_by_settled[:, 1] == 0.0).all()
    assert np.allclose(
        accounts.received, accounts.remitted + accounts.sent_by_settled + accounts.carried_home
    )


def test_personal_remittances_count_the_whole_pay_of_short_stays(case: Case) -> None:
    """All stays short: all pay; none: what is sent and carried; what the naturalised send counts in full."""
    _, money = case
    shape = money.wages_paid.shape[1:]
    nobody, everybody = (personal_remittances(money, np.full(shape, share)) for share in (0.0, 1.0))

    assert np.allclose(nobody, money.received)
    assert np.allclose(everybody, money.wages_paid + money.sent_by_settled)


def test_the_share_of_short_stays_is_that_of_stays_drawn(two_places: World) -> None:
    """Of those present at a time, so many are in a stay of less than a year, by 200,000 stays drawn one by one."""
    system = two_places.system(people_per_agent=20)
    run = simulate(system, seed=5, replicate=0)
    present = run.stock[:, 0][:, :, system.layout.country_of_region == 0].sum()
    rate = moves(system, run)[1][:, 0, 0].sum() / present
    lasts = np.random.default_rng(3).exponential(1.0 / rate, 200_000)

    expected = lasts[lasts < 12.0].sum() / lasts.sum()
    assert short_stays(system, run)[0, 0] == pytest.approx(expected, abs=0.01)


def test_where_nobody_is_there_is_no_money(case: Case) -> None:
    """A corridor without people pays, owes and sends nothing."""
    run, money = case
    present = run.channel_stock.sum(axis=3)

    for name in ("wages_paid", "living", "papers", "remitted"):
        assert (getattr(money, name)[present < 0.5] == 0.0).all(), name


def test_channels_count_the_people_away(case: Case) -> None:
    """Over channels and hosts, people away are those at the start, plus departures, less returns, in every month."""
    run, _ = case
    by_channel = run.channel_stock

    assert (by_channel >= -1e-6).all()
    total = by_channel.sum(axis=(2, 3))
    assert np.allclose(total[0], run.stock[0].sum(axis=(1, 2, 3, 4)))
    assert total.max() > 0.0


def test_channels_change_by_moves_alone(two_places: World) -> None:
    """From month to month people by channel change by departures less returns, to the person."""
    system = two_places.system(people_per_agent=20)
    run = simulate(system, seed=5, replicate=0)
    departures, exits = moves(system, run)

    change = np.diff(run.channel_stock.sum(axis=(2, 3)), axis=0)
    assert np.allclose(change, (departures - exits).sum(axis=2)[:-1], atol=1e-6)


def test_a_currency_in_other_units_changes_no_dollar(two_places: World) -> None:
    """Accounts in US dollars are the same when the hosts' and homes' money loses three zeros."""
    system = two_places.system(people_per_agent=20)
    run = simulate(system, seed=5, replicate=0)
    series = replace(
        system.series, host_rate=system.series.host_rate / 1000.0, home_rate=system.series.home_rate * 1000.0
    )

    one, other = (money_accounts(each, run) for each in (system, replace(system, series=series)))
    assert np.allclose(one.remitted, other.remitted)


def test_rebuilding_a_system_changes_no_account(two_places: World) -> None:
    """Accounts follow from parameters, series and counts: constants that were solved again change nothing."""
    system = two_places.system(people_per_agent=20)
    run = simulate(system, seed=5, replicate=0)
    again = build(system, system.parameters, system.start_stock, system.reference_stock)

    assert np.array_equal(money_accounts(system, run).received, money_accounts(again, run).received)


def test_tables_hold_the_accounts(two_places_tables: Tables) -> None:
    """What households receive in home money is what was sent and carried, at the month's rate of both homes."""
    dataset = two_places_tables.dataset
    dollars = dataset["remitted"] + dataset["carried_home"]
    rate = (dataset["received"] / dollars).where(dollars > 0)

    assert rate.sel(citizenship="QAA").median().item() == pytest.approx(10.0)
    assert rate.sel(citizenship="QBB").median().item() == pytest.approx(50.0)
    shares = dataset["channel_share"].sum("channel").values
    assert np.allclose(shares[shares > 0], 1.0)


def test_a_home_that_is_also_a_host_holds_no_migrants_of_its_own(central_asia: World) -> None:
    """Citizens of Kazakhstan, which others move to, are away by channel where they are away, and never at home."""
    system = central_asia.system(people_per_agent=4000)
    run = simulate(system, seed=5, replicate=0)
    own, home = system.axes.citizenships.index("KAZ"), system.axes.countries.index("KAZ")

    assert (run.channel_stock[:, own, home] == 0.0).all()
    assert np.isfinite(run.channel_stock).all()
    away = run.stock[:, own].sum(axis=(1, 2, 3, 4)) + run.travelling[:, own] + run.settled[:, own]
    assert run.channel_stock[:, own].sum(axis=(1, 2)) == pytest.approx(away, abs=0.1 * away.max())
