"""Every rule of the model against a closed form or a sum worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.errors import MissingInput
from sapar.model.mechanism import (
    Aggregates,
    Mechanism,
    Table,
    check_schedule,
    prepare_schedule,
    run_schedule,
)
from sapar.model.mechanisms import (
    SCHEDULE,
    closure,
    earnings,
    jobs,
    legal_mode,
    returning,
    travel,
    when,
    where,
)
from sapar.model.mechanisms.closure import CampDay, attempt_chance, updated_beliefs
from sapar.model.mechanisms.danger import prepare as danger_of
from sapar.model.mechanisms.jobs import (
    months_held,
    reference_formal_shares,
    resting_shares,
    resting_unemployment,
)
from sapar.model.mechanisms.travel import DAYS_A_MONTH
from sapar.model.mechanisms.where import nested_choice
from sapar.model.parameters import Parameters, Range, draw_parameters, quantile
from sapar.model.system import AIR, HOMEWARD, LAND, System


def with_values(system: System, **values: float) -> System:
    """A copy in which parameters have other values."""
    return replace(system, parameters=Parameters({**system.parameters.values, **values}))


def aggregates(system: System, month: int = 5, unemployed: float = 0.2) -> Aggregates:
    """People as in the reference year, so many of them without work."""
    share = np.full(system.reference_stock.shape, unemployed)
    return Aggregates(
        month=month, abroad=system.reference_stock, unemployed_share=share, unemployed_now=share,
        home=system.group_people,
    )  # fmt: skip


def prepared(mechanism: Mechanism, system: System, month: int = 5) -> dict[str, Table]:
    """One month of the tables that the system alone decides."""
    return {name: table[month] for name, table in prepare_schedule((mechanism,), system).items()}


@given(st.floats(1.0, 6.0), st.floats(1.0, 13.0))
def test_the_seasons_cancel_over_a_year(ratio: float, peak: float) -> None:
    """The seasonal factor has mean 1 over the twelve months, whatever its shape."""
    factors = [when.seasonal_factor(month, ratio=ratio, peak=peak) for month in range(1, 13)]

    assert np.mean(factors) == pytest.approx(1.0, abs=1e-12)
    assert min(factors) > 0.0


def test_the_season_peaks_where_it_should() -> None:
    """A peak at 4.5 is April, three times the trough in October."""
    factors = [when.seasonal_factor(month, ratio=3.0, peak=4.5) for month in range(1, 13)]

    assert int(np.argmax(factors)) + 1 == 4
    assert max(factors) / min(factors) == pytest.approx(3.0, rel=1e-12)


def test_readiness_has_mean_one_in_every_home(two_places_system: System) -> None:
    """Weighted by people, readiness to leave has mean 1 in each home: profiles move nobody between homes."""
    system = two_places_system
    readiness = when.propensity(system)
    origin = system.layout.origin_of_group

    weighted = np.bincount(origin, readiness * system.group_people) / np.bincount(origin, system.group_people)
    assert np.allclose(weighted, 1.0)
    men, women = (
        readiness[(system.axes.sex_of_group == index) & (origin == 0) & (system.axes.age_of_group == 0)][0]
        for index in (system.axes.sexes.index("male"), system.axes.sexes.index("female"))
    )
    assert women / men == pytest.approx(system.parameters["propensity_female"])


def test_a_nested_choice_by_hand() -> None:
    """Two hosts of values 0 and ln 2 / 2 with l = 1/2: odds 1 to 2, and sqrt 3 to 1 for going."""
    abroad, share = nested_choice(np.array([[0.0, np.log(2.0) / 2.0]]), np.ones((1, 2)), 0.5)

    assert share[0].tolist() == pytest.approx([1.0 / 3.0, 2.0 / 3.0])
    assert abroad[0] == pytest.approx(np.sqrt(3.0) / (1.0 + np.sqrt(3.0)))


def test_a_nest_of_one_is_a_logit() -> None:
    """With a single host the dissimilarity cancels: the chance of going is logistic in the value."""
    for dissimilarity in (0.3, 1.0):
        abroad, share = nested_choice(np.array([[0.7]]), np.ones((1, 1)), dissimilarity)
        assert share[0, 0] == 1.0
        assert abroad[0] == pytest.approx(1.0 / (1.0 + np.exp(-0.7)))


def test_a_closed_alternative_is_never_chosen() -> None:
    """An alternative out of the choice set takes nobody, and where all are closed nobody goes."""
    abroad, share = nested_choice(np.zeros((2, 2)), np.array([[1.0, 0.0], [0.0, 0.0]]), 0.5)

    assert share.tolist() == [[1.0, 0.0], [0.0, 0.0]]
    assert abroad.tolist() == [0.5, 0.0]


@settings(max_examples=40, deadline=None)
@given(st.floats(0.2, 1.0), st.floats(-3, 3), st.floats(-3, 3), st.floats(0.01, 2))
def test_a_better_host_draws_from_home_and_from_the_other(
    dissimilarity: float, first: float, second: float, better: float
) -> None:
    """Raising one host's value raises its own chance and lowers the other's; more of it comes from home at l = 1."""
    total = np.array([[first, second], [first + better, second]])
    abroad, share = nested_choice(total, np.ones((2, 2)), dissimilarity)
    chance = abroad[:, None] * share

    assert chance[1, 0] > chance[0, 0]
    assert chance[1, 1] < chance[0, 1]
    assert abroad[1] > abroad[0]


def test_earnings_by_hand(two_places_system: System) -> None:
    """Expected income of a month is the sum of its parts, worked out with plain arithmetic."""
    system = with_values(
        two_places_system, migrant_wage_ratio=0.5, formal_premium=0.1, living_cost_share=0.3, planned_stay=10.0,
        withheld_share_formal=0.02, withheld_share_informal=0.05,
    )  # fmt: skip
    series = replace(
        system.series,
        host_wage=np.full_like(system.series.host_wage, 1000.0),
        fee=np.full_like(system.series.fee, 40.0),
        one_off=np.full_like(system.series.one_off, 100.0),
        member=np.zeros_like(system.series.member),
    )
    system = replace(system, series=series, wage_ratio=np.ones_like(system.wage_ratio))
    each = np.ones((len(system.axes.origins), len(system.axes.countries)))
    moving = {
        "outlay": 200.0 * each,
        "debt_service": 7.0 * each,
        "employer_share": 0.0 * each,
    }
    found = earnings.fill(system, aggregates(system, unemployed=0.2), moving)

    wage = 1000.0 * 0.5
    worked = wage * 0.8
    assert np.allclose(
        found["income_formal"], worked * 1.1 * 0.98 - 0.3 * wage - 40.0 - (200.0 + 100.0) / 10.0 - 7.0
    )
    assert np.allclose(found["income_informal"], worked * 0.95 - 0.3 * wage - 200.0 / 10.0 - 7.0)

    free = replace(system, series=replace(series, member=np.ones_like(series.member)))
    members = earnings.fill(free, aggregates(free, unemployed=0.2), moving)
    assert np.allclose(members["income_formal"] - found["income_formal"], 40.0 + 10.0)


def test_the_formal_share_is_a_binary_logit(two_places_system: System) -> None:
    """The share that takes papers is the share of employers who sign times a logistic of the advantage."""
    system = with_values(
        two_places_system, theta_income=0.6, theta_ease=0.0, theta_sanction=0.0, formal_slot_share=0.8
    )
    constants = replace(system.constants, formality=np.full_like(system.constants.formality, -0.4))
    system = replace(system, constants=constants)
    shape = constants.formality.shape
    tables = {"income_formal": np.full(shape, 450.0), "income_informal": np.full(shape, 400.0)}
    found = legal_mode.fill(system, aggregates(system), prepared(legal_mode.MECHANISM, system) | tables)

    share = 0.8 / (1.0 + np.exp(-(0.6 * 50.0 / 50.0 - 0.4)))
    assert np.allclose(found["formal"], share)
    assert np.allclose(found["expected_income"], share * 450.0 + (1.0 - share) * 400.0)
    assert np.allclose(found["legal_value"], np.log(1.0 + np.exp(0.6 - 0.4)))


def test_days_of_a_year_outside_the_stay(two_places_system: System) -> None:
    """Ninety days in 180 leave half of a year without status, ninety in a year three quarters, per entry none."""
    series = two_places_system.series
    shape = series.stay_days.shape

    def share(days: int, counting: int, window: int) -> float:
        changed = replace(
            series,
            stay_days=np.full(shape, days),
            stay_counting=np.full(shape, counting),
            stay_window=np.full(shape, window),
        )
        return float(legal_mode.share_without_status(replace(two_places_system, series=changed))[0, 0, 0])

    assert share(90, 1, 180) == pytest.approx(1.0 - 0.5)
    assert share(90, 2, 0) == pytest.approx(1.0 - 90.0 / 365.0)
    assert share(90, 0, 0) == 0.0
    assert share(0, 1, 180) == 0.0


def held(system: System, share: float, months: slice) -> System:
    """A shock that holds unemployment in the first host."""
    loss = np.full_like(system.series.job_loss, np.nan)
    loss[months, 0] = share
    return replace(system, series=replace(system.series, job_loss=loss))


@given(st.floats(0.0, 0.6), st.floats(0.05, 0.9))
def test_a_shock_reaches_the_share_it_holds(two_places_system: System, now: float, target: float) -> None:
    """After the first month of a shock the unemployed share is the stated one, if it was below it before."""
    system = held(two_places_system, target, slice(5, 8))
    found = jobs.fill(system, aggregates(system, month=5, unemployed=now), {})
    losing, finding = found["lose_job"][0, 0], found["find_job"][0, 0]

    after = now * (1.0 - finding) + (1.0 - now) * losing
    if now < target and (target - now) / (1.0 - now) > system.parameters["separation_informal"]:
        assert after.tolist() == pytest.approx([target] * 6)
    assert (after >= 0.0).all()
    assert (after <= 1.0).all()


def test_a_shock_keeps_the_share_it_holds(two_places_system: System) -> None:
    """In its further months losses and finds balance at the held share, and the gap to it closes."""
    system = held(two_places_system, 0.4, slice(5, 12))

    for month in (6, 7, 9):
        found = jobs.fill(system, aggregates(system, month=month, unemployed=0.4), {})
        losing, finding = found["lose_job"][0, 0, 0], found["find_job"][0, 0]
        assert 0.4 * finding == pytest.approx(0.6 * losing)
    for unemployed in (0.2, 0.6):
        found = jobs.fill(system, aggregates(system, month=8, unemployed=unemployed), {})
        after = unemployed * (1.0 - found["find_job"][0, 0]) + (1.0 - unemployed) * found["lose_job"][0, 0, 0]
        assert abs(after - 0.4) < 0.65 * abs(unemployed - 0.4)


def test_a_shock_is_felt_in_its_host_alone(two_places_system: System) -> None:
    """Work elsewhere goes on as usual, and months are counted from the start of the shock."""
    system = held(two_places_system, 0.4, slice(5, 8))
    found = jobs.fill(system, aggregates(system, month=5), {})

    assert np.allclose(found["lose_job"][:, 1, 1:3], system.parameters["separation_formal"])
    assert np.allclose(found["find_job"][:, 1], system.parameters["finding"])
    assert [months_held(system, month, 0) for month in (5, 6, 7)] == [0, 1, 2]


def test_unemployment_rests_where_flows_balance() -> None:
    """Losing 1 in 10 and finding 3 in 10 a month, a quarter have no work."""
    assert resting_unemployment(0.1, 0.3) == pytest.approx(0.25)


def test_unemployment_rests_with_those_who_come_and_go(two_places_system: System) -> None:
    """A corridor lived month by month for fifty years ends at the resting share that is solved."""
    system = with_values(
        two_places_system, separation_formal=0.05, separation_informal=0.12, finding=0.5, employed_on_arrival=0.6,
        reconsider_abroad=0.12, return_unemployed=3.0,
    )  # fmt: skip
    formal = reference_formal_shares(system)
    rows = system.sectors.share * system.sectors.separation
    assert np.allclose(rows.sum(axis=2), rows.sum(axis=2)[:, :1]), (
        "no corridor loses work more often than others"
    )
    separation = 0.05 * formal + 0.12 * (1.0 - formal)
    share = np.full_like(separation, 0.5)
    for _ in range(600):
        leaving = 0.12 / (1.0 + 2.0 * share)
        stays_idle = share * 0.5 * (1.0 - 3.0 * leaving)
        share = stays_idle + (1.0 - share) * separation * (1.0 - leaving) + 0.12 * 0.4

    assert np.allclose(resting_shares(system), share, atol=1e-9)


@pytest.mark.parametrize(("start", "rate"), [(1, 0.1), (1, 0.3), (7, 0.05)])
def test_the_season_of_the_first_day_is_that_of_a_settled_year(
    two_places_system: System, start: int, rate: float
) -> None:
    """A stock that only the seasons move settles, from any beginning, to the factor times its mean of the year."""
    parameters = with_values(
        two_places_system,
        season_out_ratio=3.0,
        season_out_peak=4.5,
        season_back_ratio=1.6,
        season_back_peak=11.5,
    ).parameters
    stock, months = 40.0, []
    for step in range(12 * 100):
        month = (start - 1 + step) % 12 + 1
        months.append(stock)
        back = when.seasonal_factor(month, ratio=1.6, peak=11.5)
        stock += rate * (when.seasonal_factor(month, ratio=3.0, peak=4.5) - back * stock)

    found = when.season_of_stock(parameters, np.array([rate, 0.0]), start)
    assert found[0] == pytest.approx(months[-12] / np.mean(months[-12:]), rel=1e-9)
    assert found[1] == 1.0
    assert (found[0] < 0.95) == (start == 1)


def test_without_seasons_the_first_day_is_like_any_other(two_places_system: System) -> None:
    """With peaks as high as troughs the run begins with the mean of the year."""
    parameters = with_values(two_places_system, season_out_ratio=1.0, season_back_ratio=1.0).parameters

    assert when.season_of_stock(parameters, np.array([0.02, 0.1, 0.4]), 3) == pytest.approx(1.0)


def returning_tables(system: System, change: float = 0.0) -> dict[str, Any]:
    """What M10 needs: hosts worth so much more than at reference conditions."""
    value = system.constants.reference_value + change
    free = np.ones((len(system.axes.countries), len(system.axes.citizenships)))
    return {
        "value": value,
        "reconsider_abroad": np.array(system.parameters["reconsider_abroad"]),
        "stay_response": np.ones_like(value),
        "admission": free,
        "return_ease": free,
    }


def test_mean_return_hazard_is_the_reference_one(two_places_system: System) -> None:
    """At reference conditions returns of employed and unemployed together happen at the reference rate."""
    system = two_places_system
    hazard = returning.fill(system, aggregates(system), returning_tables(system))["go_home"][..., 2]
    layout = system.layout
    jobless = system.constants.resting_unemployment[layout.citizenship_of_origin][:, layout.country_of_region]

    mean = (1.0 - jobless) * hazard[..., 0] + jobless * hazard[..., 1]
    exists = np.isfinite(system.constants.attraction)[:, system.layout.country_of_region]
    assert np.allclose(mean[exists], system.parameters["reconsider_abroad"])


def test_a_host_worth_less_sends_people_home(two_places_system: System) -> None:
    """A fall in the value of hosts raises returns up to 1/q times, a rise lowers them."""
    system = two_places_system
    low, usual, high = (
        returning.fill(system, aggregates(system), returning_tables(system, change))["go_home"][0, 0, 0, 2]
        for change in (-50.0, 0.0, 1.0)
    )

    assert low > usual > high
    assert low / usual == pytest.approx(1.0 / system.parameters["return_choice"], rel=0.02)


def test_those_without_work_or_status_return_more_often(two_places_system: System) -> None:
    """Hazards are multiplied by the stated ratios."""
    system = two_places_system
    hazard = returning.fill(system, aggregates(system), returning_tables(system))["go_home"][0, 0]

    assert hazard[1, 2] / hazard[0, 2] == pytest.approx(system.parameters["return_unemployed"])
    assert hazard[0, 4] / hazard[0, 2] == pytest.approx(system.parameters["return_no_status"])


def test_nobody_moves_on_to_where_they_are(two_places_system: System) -> None:
    """The choice of the next host leaves out the present one."""
    system = two_places_system
    onward = returning.fill(system, aggregates(system), returning_tables(system))["onward"]

    for region, country in enumerate(system.layout.country_of_region):
        assert (onward[:, int(country), region] == 0.0).all()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 5000), st.floats(0, 5000), st.floats(0, 3), st.floats(0, 1)),
        min_size=1,
        max_size=30,
    ),
    st.floats(0, 1),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_belief_stays_a_share(
    two_places_system: System,
    days: list[tuple[float, float, float, float]],
    start: float,
    passed: float,
    stuck: float,
) -> None:
    """Whatever happens at a crossing, belief stays between 0 and 1."""
    system = with_values(two_places_system, belief_passed=passed, belief_stuck=stuck)
    belief = np.full((1, 2), start)
    for waiting, boarded, rumour, told in days:
        today = CampDay(
            waiting=np.full((1, 2), waiting),
            boarded=np.full((1, 2), boarded),
            rumour=np.full((1, 2), rumour),
            told=np.full((1, 2), told),
        )
        belief = updated_beliefs(system, belief, today)
        assert (belief >= 0.0).all()
        assert (belief <= 1.0).all()


@pytest.mark.parametrize(("share", "expected"), [(0.0, 0.2), (0.1, 0.2), (0.5, 0.5), (3.0, 1.0)])
def test_lists_home_are_filled(two_places_system: System, share: float, expected: float) -> None:
    """With seats for half of those who would return half go; with fewer seats than urgent returns, the urgent wait."""
    system = with_values(two_places_system, urgent_home=0.2)
    before = aggregates(system, unemployed=0.0)
    go_home = np.full((len(system.axes.origins), len(system.axes.regions), 2, 6), 0.1)
    seats = np.zeros_like(system.seats, dtype=np.float64)
    seats[:, HOMEWARD] = share * 0.1 * system.reference_stock.T / DAYS_A_MONTH
    chance = closure.blocked_returns(replace(system, seats=seats), before, go_home)

    assert np.allclose(chance[system.reference_stock.T > 0.0], expected)


def test_belief_rises_with_passage_and_falls_with_waiting(two_places_system: System) -> None:
    """A day on which all pass raises belief by its share of what is missing, a day on which none does lowers it."""
    system = with_values(two_places_system, belief_passed=0.2, belief_stuck=0.1)
    crowd, nobody = np.full((1, 1), 500.0), np.zeros((1, 1))

    def after(waiting: np.ndarray, boarded: np.ndarray) -> float:
        today = CampDay(waiting=waiting, boarded=boarded, rumour=nobody, told=nobody)
        return float(updated_beliefs(system, np.full((1, 1), 0.5), today)[0, 0])

    assert after(nobody, crowd) == pytest.approx(0.5 + 0.5 * 0.2)
    assert after(crowd, nobody) == pytest.approx(0.5 - 0.5 * 0.1)
    assert after(nobody, nobody) == 0.5


def test_information_takes_a_share_of_belief(two_places_system: System) -> None:
    """People told what is true lose that share of what they believe, whatever else happened; told nothing, none."""
    belief, nobody = np.full((1, 1), 0.5), np.zeros((1, 1))
    told = [
        CampDay(waiting=nobody, boarded=nobody, rumour=nobody, told=np.full((1, 1), share))
        for share in (0.0, 0.2, 1.0)
    ]
    after = [float(updated_beliefs(two_places_system, belief, today)[0, 0]) for today in told]

    assert after == pytest.approx([0.5, 0.4, 0.0])


def test_attempts_grow_with_the_crowd_and_its_wait(two_places_system: System) -> None:
    """None before the limit; beyond it twice the people try twice as often, and half in want half as often."""
    system = with_values(two_places_system, tension_base=0.01, tension_wait=14.0)

    chance = attempt_chance(
        system.parameters,
        np.array([1000.0, 1000.0, 2000.0, 2000.0, 1e9]),
        np.array([14.0, 28.0, 28.0, 28.0, 99.0]),
        np.array([1.0, 1.0, 1.0, 0.5, 0.1]),
    )
    assert chance.tolist() == pytest.approx([0.0, 0.02, 0.04, 0.02, 1.0])


def test_the_share_that_flies_is_a_logit_of_costs(central_asia_system: System) -> None:
    """Where land and air are both open, the odds of flying are exp of the cost saved over the scale."""
    system = central_asia_system
    month = 66
    found = prepared(travel.MECHANISM, system, month)
    epoch = int(system.ways.epoch[int(system.calendar.month_start[month])])
    hours = system.travel.hours[:, epoch] * system.parameters["value_of_time"]
    land = system.travel.fare[LAND, epoch] + hours[LAND]
    air = travel.air_fares(system, system.ways.epoch[system.calendar.month_start])[month] + hours[AIR]
    citizenship = system.layout.citizenship_of_origin[:, None]
    origins = citizenship.size
    there = origins + np.arange(len(system.axes.regions))
    both = system.ways.is_open[:, epoch, citizenship, np.arange(origins)[:, None], there].all(axis=0)

    share = found["by_air"][both]
    assert share.size > 50
    inside = (share > 1e-12) & (share < 1.0 - 1e-12)
    odds = np.log(share[inside] / (1.0 - share[inside]))
    assert np.allclose(
        odds, ((land - air) / system.parameters["mode_scale"])[both][inside], rtol=1e-6, atol=1e-6
    )
    assert (found["travel_cost"][both] <= np.maximum(land, air)[both] + 1e-9).all()
    assert (found["travel_cost"][both] >= np.minimum(land, air)[both] - 1e-9).all()


def test_danger_decays_by_half_in_its_half_life(two_places_system: System) -> None:
    """A rise of danger is felt in full in its month, by half after `danger_decay` months, by those it concerns."""
    system = with_values(two_places_system, danger_decay=6.0, danger_per_attack=0.0)
    event = system.dangers[0]
    level = system.parameters.at("danger", system.axes.countries)[event.country]
    one = event.citizenships[0]
    other = next(i for i in range(len(system.axes.citizenships)) if i not in event.citizenships)

    danger = danger_of(system)["danger"]
    felt = [danger[event.month + months, event.country] for months in (-1, 0, 6)]
    assert felt[0][one] == pytest.approx(level)
    assert felt[1][one] == pytest.approx(level + event.size)
    assert felt[2][one] == pytest.approx(level + event.size / 2.0)
    assert felt[1][other] == pytest.approx(level)


def test_value_has_the_stated_elasticities(two_places_system: System) -> None:
    """Doubling expected income adds b_wage ln 2 to the value of a host; doubling networks about b_network ln 2."""
    system = two_places_system
    before = aggregates(system)
    tables = run_schedule(SCHEDULE, system, before)
    doubled = {**tables, "expected_income": tables["expected_income"] * 2.0}
    gain = where.value(system, before, doubled) - where.value(system, before, tables)
    exists = np.isfinite(system.constants.attraction)

    assert np.allclose(gain[exists], system.parameters["beta_wage"] * np.log(2.0))
    crowded = replace(before, abroad=before.abroad * 2.0)
    pull = where.value(system, crowded, tables) - where.value(system, before, tables)
    assert np.allclose(pull[exists], system.parameters["beta_network"] * np.log(2.0), atol=1e-3)


@pytest.mark.parametrize("name", ["two_places_system", "central_asia_system"])
def test_every_table_of_chances_is_a_chance(request: pytest.FixtureRequest, name: str) -> None:
    """In every month every chance lies between 0 and 1 and every choice has weights of at least 0."""
    system: System = request.getfixturevalue(name)
    chances = (
        "leave_home", "wish_to_leave", "go_home", "go_home_or_on", "by_air", "formal", "lose_job", "find_job",
        "employed_on_arrival", "able_to_leave", "refusal", "weigh_mode", "leave_at_expiry", "urgent", "to_camp",
    )  # fmt: skip
    for month in range(0, system.calendar.months, 5):
        tables = run_schedule(SCHEDULE, system, aggregates(system, month=month))
        for table in chances:
            assert np.isfinite(tables[table]).all(), (month, table)
            assert tables[table].min() >= 0.0, (month, table)
            assert tables[table].max() <= 1.0, (month, table)
        assert (tables["destination"] >= 0.0).all()
        assert (tables["onward"] >= 0.0).all()
        assert (tables["wish_to_leave"] >= tables["leave_home"] - 1e-12).all(), month


def test_a_missing_table_or_parameter_is_named_before_anything_runs() -> None:
    """A schedule whose rules lack an input says which rule lacks what."""

    def rule(name: str, needs: tuple[str, ...], fills: tuple[str, ...]) -> Mechanism:
        return Mechanism(
            code="M0",
            name=name,
            parameters=("speed", "danger:"),
            needs=needs,
            fills=fills,
            fill=lambda *_: {},
        )

    with pytest.raises(MissingInput) as caught:
        check_schedule((rule("late", ("early_table",), ()),), {"speed", "danger:QXX"}, ("QXX", "QYY"))
    message = str(caught.value)
    assert "early_table" in message
    assert "danger:QYY" in message
    assert "danger:QXX" not in message


RANGES = tuple(Range(name=name, value=2.0, low=1.0, high=4.0) for name in "abcdef")


def test_draws_cover_every_range_evenly() -> None:
    """Half of the draws lie below the default, half above, one in each slice; the first is the default."""
    drawn = draw_parameters(RANGES, replicates=101, seed=3)

    assert drawn[0].values == {each.name: 2.0 for each in RANGES}
    for each in RANGES:
        values = np.sort([draw[each.name] for draw in drawn[1:]])
        cuts = [quantile(each, share) for share in np.arange(1, 100) / 100]
        assert np.diff(np.searchsorted(values, cuts)).tolist() == [1] * 98
        assert (values < 2.0).sum() == 50


def test_setting_one_parameter_leaves_the_draws_of_the_others() -> None:
    """A scenario that sets a parameter does not change what replicates draw for all others."""
    drawn = draw_parameters(RANGES, replicates=6, seed=3)
    fixed = (replace(RANGES[0], value=9.0, low=9.0, high=9.0), *RANGES[1:])
    again = draw_parameters(fixed, replicates=6, seed=3)

    for one, other in zip(drawn, again, strict=True):
        assert other["a"] == 9.0
        assert all(one[each.name] == other[each.name] for each in RANGES[1:])
