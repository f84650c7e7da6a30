"""Constants solved so that the reference stocks hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.errors import UnstableNetwork
from sapar.model.build import build
from sapar.model.constants import require_stable
from sapar.model.mechanism import Aggregates, run_schedule
from sapar.model.mechanisms import SCHEDULE, standing
from sapar.model.mechanisms.earnings import by_country
from sapar.model.mechanisms.when import propensity
from sapar.model.parameters import Parameters
from sapar.model.stays import stays
from sapar.model.system import System
from tests.worlds import World, calm_system


def reference(system: System, month: int) -> Aggregates:
    """People as at reference conditions."""
    share = system.constants.resting_unemployment
    return Aggregates(
        month=month, abroad=system.reference_stock, unemployed_share=share, unemployed_now=share,
        home=system.group_people,
    )  # fmt: skip


def test_inflow_equals_outflow_in_the_tables(two_places: World) -> None:
    """With constant conditions, those who leave for each host are exactly those who return from it."""
    stocks = np.array([[9000.0, 800.0], [1200.0, 5000.0]])
    system = calm_system(two_places.declarations, {}, start=stocks, reference=stocks)
    tables = run_schedule(SCHEDULE, system, reference(system, 4))
    origin, citizenship = system.layout.origin_of_group, system.layout.citizenship_of_origin
    readiness = propensity(system)
    weight = np.bincount(origin, readiness * system.group_people)
    part = weight / np.bincount(citizenship, weight)[citizenship]
    abroad = stocks[citizenship] * part[:, None]

    assert np.allclose(readiness, 1.0)
    at_home = weight - abroad.sum(axis=1)
    leaving = tables["leave_home"][[int(np.flatnonzero(origin == o)[0]) for o in range(citizenship.size)]]
    by_host = np.zeros_like(abroad)
    for region, country in enumerate(system.layout.country_of_region):
        by_host[:, int(country)] += tables["destination"][:, region]
    arriving = (at_home * leaving)[:, None] * by_host / by_host.sum(axis=1, keepdims=True)
    returning = abroad * system.parameters["reconsider_abroad"]

    assert np.allclose(arriving, returning, rtol=1e-9)


@pytest.mark.parametrize("name", ["two_places_system", "central_asia_system"])
def test_hosts_are_worth_their_reference_value_in_the_reference_year(
    request: pytest.FixtureRequest, name: str
) -> None:
    """Over the reference year the mean value of each host is its reference value, so that returns are unchanged."""
    system: System = request.getfixturevalue(name)
    exists = np.isfinite(system.constants.attraction)
    for index in range(len(system.axes.citizenships)):
        ours = system.layout.citizenship_of_origin == index
        months = np.flatnonzero(system.reference_months[index])
        values = [run_schedule(SCHEDULE, system, reference(system, int(month)))["value"] for month in months]
        mean = np.mean(values, axis=0)
        chosen = exists & ours[:, None]
        assert np.allclose(mean[chosen], system.constants.reference_value[chosen], atol=1e-9)


@pytest.mark.parametrize("name", ["two_places_system", "central_asia_system"])
def test_the_reference_formal_share_is_reproduced(request: pytest.FixtureRequest, name: str) -> None:
    """In the reference year the formal share of those without membership is the one assumed, within two points."""
    system: System = request.getfixturevalue(name)
    wanted = system.parameters.at("formal_share", system.axes.countries)
    members = system.parameters.at("formal_share_member", system.axes.countries)
    for index in range(len(system.axes.citizenships)):
        ours = system.layout.citizenship_of_origin == index
        months = np.flatnonzero(system.reference_months[index])
        share = np.mean(
            [
                run_schedule(SCHEDULE, system, reference(system, int(month)))["formal"][ours]
                for month in months
            ],
            axis=0,
        )
        free = system.series.member[months, :, index].mean(axis=0) > 0.5
        cap = 0.98 * system.parameters["formal_slot_share"]
        assert np.allclose(share, np.minimum(np.where(free, members, wanted), cap), atol=0.02)


def test_without_a_limit_of_stay_the_exit_rate_is_the_return_rate(
    two_places: World, two_places_system: System
) -> None:
    """Where visitors may stay for ever, one over the mean stay is the return rate itself."""
    stocks = two_places_system.reference_stock
    system = calm_system(two_places.declarations, {}, start=stocks, reference=stocks)
    tables = run_schedule(SCHEDULE, system, reference(system, 4))

    assert np.allclose(
        stays(system, tables, 4, standing.hazards(system)).exits, system.parameters["reconsider_abroad"]
    )


def test_the_mean_stay_agrees_with_people_followed_one_by_one(two_places_system: System) -> None:
    """The closed form of the mean stay and of bans is that of 200,000 stays drawn from the same hazards, to 2 %."""
    system = two_places_system
    month = 3
    tables = run_schedule(SCHEDULE, system, reference(system, month))
    host = system.axes.countries.index("QXX")
    origin = system.axes.origins.index("QAA-SUR")
    parameters = system.parameters
    rate, weighing = parameters["reconsider_abroad"], parameters["mode_reconsideration"]
    formal = float(tables["formal"][origin, host])
    days = float(system.series.stay_days[month, host, system.axes.citizenships.index("QAA")])
    limit = days / 30.4
    found = standing.hazards(system)
    people = host, system.axes.citizenships.index("QAA")
    expelled, settles = float(found.expulsion[month][people]), float(found.naturalisation[month][people])
    assert expelled > 0.0
    assert settles > 0.0
    rng = np.random.default_rng(11)
    number = 200_000
    stay, here = np.zeros(number), np.ones(number, bool)
    is_formal, without = rng.random(number) < formal, np.zeros(number, bool)
    left, ended_without = np.full(number, limit), np.zeros(number, bool)
    while here.any():
        leaving = rng.exponential(1.0, number) / np.where(
            without, rate * parameters["return_no_status"] + expelled, rate + is_formal * settles
        )
        weighs = np.where(without, np.inf, rng.exponential(1.0, number) / weighing)
        expires = np.where(is_formal | without, np.inf, left)
        passed = np.minimum(np.minimum(leaving, weighs), expires)
        stay[here] += passed[here]
        left -= passed
        takes, word = rng.random(number) < formal, rng.random(number)
        weighing_now, expiring = weighs == passed, expires == passed
        left[weighing_now & is_formal & ~takes] = limit
        is_formal = np.where(weighing_now, takes, is_formal)
        formalises = expiring & (word < parameters["formalise_at_expiry"])
        goes = (
            expiring
            & ~formalises
            & (word < parameters["formalise_at_expiry"] + parameters["leave_at_expiry"])
        )
        is_formal |= formalises
        without |= expiring & ~formalises & ~goes
        ended_without |= here & (leaving == passed) & without
        here &= ~(leaving == passed) & ~goes

    found_stays = stays(system, tables, month, found)
    assert 1.0 / found_stays.exits[origin, host] == pytest.approx(stay.mean(), rel=0.02)
    leaves = rate * parameters["return_no_status"]
    ban = (leaves * float(tables["ban"][people]) + expelled) / (leaves + expelled)
    length = float(tables["ban_days"][people]) / 30.4
    assert length > 0.0
    assert found_stays.banned[origin, host] == pytest.approx(ended_without.mean() * ban * length, rel=0.02)


def test_too_large_a_stock_is_capped_and_named(two_places_system: System) -> None:
    """Where more would have to leave than weigh leaving, the home is named instead of a number made up."""
    system = two_places_system
    stocks = system.reference_stock.copy()
    stocks[0] *= 8.0
    capped = build(system, system.parameters, stocks, stocks).constants.capped

    assert set(capped) == {"QAA-SUR", "QAA-NOR"}
    assert system.constants.capped == ()


def test_networks_that_feed_on_themselves_are_refused(two_places_system: System) -> None:
    """A pull of networks of at least the dissimilarity has no stable stock."""
    values = {**two_places_system.parameters.values, "beta_network": 0.5, "dissimilarity": 0.5}

    with pytest.raises(UnstableNetwork):
        require_stable(replace(two_places_system, parameters=Parameters(values)))


def test_nobody_goes_where_nobody_is_said_to_be(central_asia_system: System) -> None:
    """A corridor without a stock does not exist: its attraction is minus infinity and its choice zero."""
    system = central_asia_system
    tajik, host = system.axes.citizenships.index("TJK"), system.axes.countries.index("TUR")
    ours = system.layout.citizenship_of_origin == tajik
    tables = run_schedule(SCHEDULE, system, reference(system, 66))

    assert system.reference_stock[tajik, host] == 0.0
    assert np.isneginf(system.constants.attraction[ours, host]).all()
    shares = by_country(
        tables["destination"], np.ones(len(system.axes.regions)), system.layout.country_of_region,
        len(system.axes.countries),
    )  # fmt: skip
    assert (shares[ours, host] == 0.0).all()
