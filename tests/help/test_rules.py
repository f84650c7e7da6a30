"""The rules of help against closed forms and examples worked by hand."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import numpy as np
import pytest
import xarray
from hypothesis import given
from hypothesis import strategies as st

from sapar.evidence.figures import Figure
from sapar.model.declarations.channels import BROKER, NETWORK
from sapar.model.mechanisms import (
    aid,
    camp_needs,
    exploitation,
    help_seeking,
    membership,
    recovery,
    wage_theft,
)
from sapar.model.parameters import Parameters
from sapar.results.confront import poisson_interval
from sapar.results.help_operators import HELP_OPERATORS

VALUES = {
    "wage_theft_formal": 0.007, "wage_theft_informal": 0.025, "brigade_share": 0.3, "brigade_theft": 1.5,
    "theft_months": 2.0, "documents_kept": 0.05,
    "exploitation_entry": 0.0032, "risk_broker": 3.0, "risk_informal": 2.0, "risk_debt": 1.5, "risk_documents": 4.0,
    "fee_on_credit": 0.5, "in_debt_other": 0.1, "exploited_escape": 1.0,
    "detect_national": 0.035, "detect_foreigner": 0.001, "detect_eligible": 0.25,
    "seek_base": -1.7, "seek_trust": 0.4, "seek_awareness": 0.5, "seek_loss": 0.3, "seek_fear": 1.0,
    "seek_documents": 1.0,
    "route_association": 0.3, "route_union": 0.15, "route_consulate": 0.3, "route_ngo": 0.1,
    "recovery_rate": 0.037, "contract_ratio": 2.0, "recovered_amount": 0.6,
    "union_awareness": 0.05, "join_alone": 0.005, "join_told": 0.12,
    "standard_water": 15.0, "standard_shelter": 3.5, "standard_food": 1.0, "standard_medical": 0.04,
    "standard_warmth": 1.0, "cold_first": 10.0, "cold_last": 4.0, "tension_base": 0.02, "tension_wait": 14.0,
    "need_share": 0.3,
}  # fmt: skip
PARAMETERS = Parameters(VALUES)


def changed(**values: float) -> Parameters:
    """Other values of some parameters."""
    return Parameters({**VALUES, **values})


def test_brigades_raise_the_theft_of_informal_workers() -> None:
    """0.025 with 30 % in brigades at 1.5 times is 0.025 * 1.15 a month; with a contract it is 0.007."""
    assert wage_theft.theft_chance(PARAMETERS) == pytest.approx([0.007, 0.007, 0.02875, 0.02875, 0.02875])


def test_the_risk_of_a_broker_with_debt_and_kept_documents() -> None:
    """By hand: 3 for the broker, 1 + 0.5 * 0.5 for debt, 2 without papers, 1 + 0.05 * 3 for documents."""
    risk = exploitation.relative_risk(PARAMETERS)

    assert risk[BROKER] == pytest.approx([3.75, 3.75 * 2 * 1.15])
    assert risk[NETWORK] == pytest.approx([1.05, 2.1])


def test_one_in_a_hundred_workers_is_exploited_at_rest() -> None:
    """At the mean of channels and papers from which the entry was derived, entries and exits balance at 1 %."""
    channels = np.array([[[0.5, 0.38, 0.04, 0.08]]])
    entry = exploitation.entry_hazard(PARAMETERS, channels, np.array([[0.45]]))

    assert exploitation.resting_share(entry, np.asarray(1.0))[0, 0] == pytest.approx(0.01, rel=0.05)


def test_more_brokers_mean_more_exploitation() -> None:
    """Entries rise with the share of brokers, whatever the papers."""
    shares = np.linspace(0.0, 1.0, 11)
    channels = np.stack([1.0 - shares, shares, 0 * shares, 0 * shares], axis=1)[None]
    entries = exploitation.entry_hazard(PARAMETERS, channels, np.full((1, 11), 0.4))[0]

    assert (np.diff(entries) > 0).all()


def test_a_yearly_hazard_by_month() -> None:
    """Twelve months of it leave exp(-h) of those there."""
    assert (1.0 - exploitation.monthly(np.array([0.6]))) ** 12 == pytest.approx(np.exp(-0.6))


def test_detection_rises_only_where_the_shelter_takes_foreigners() -> None:
    """0.001 a year; with shelters open a quarter of the gap to nationals' 0.035."""
    found = exploitation.state_detection(PARAMETERS, np.array([0.0, 1.0]))

    assert found == pytest.approx([0.001, 0.001 + 0.25 * 0.034])


def test_between_5_and_25_percent_seek_help() -> None:
    """15 % with papers and nobody to trust; 6 % without status; 21 % with an own organisation."""
    nobody, kept = np.zeros((1, 1)), np.zeros((1, 1, 5))
    alone = help_seeking.seeking(PARAMETERS, nobody, nobody, kept)[0, 0]
    with_own = help_seeking.seeking(PARAMETERS, nobody + 1, nobody, kept)[0, 0]

    assert alone == pytest.approx([0.154, 0.154, 0.154, 0.063, 0.063], abs=1e-3)
    assert with_own[0] == pytest.approx(0.214, abs=1e-3)


def test_kept_documents_and_fear_lower_help_seeking() -> None:
    """Whose documents are kept turns to somebody less often, in proportion to how many they are."""
    nobody = np.zeros((1, 1))
    none, half, all_ = (
        help_seeking.seeking(PARAMETERS, nobody, nobody, np.full((1, 1, 5), share))
        for share in (0.0, 0.5, 1.0)
    )

    assert (all_ < none).all()
    assert half == pytest.approx((none + all_) / 2)


def test_a_missing_kind_gives_its_share_to_nobody() -> None:
    """Where the consulate is not there, the association gets no more than with it."""
    reach, told = np.ones((2, 1)), np.ones((2, 1))
    both = help_seeking.routes(PARAMETERS, ("association", "consulate"), reach, told)
    one = help_seeking.routes(PARAMETERS, ("association", "consulate"), np.array([[1.0], [0.0]]), told)

    assert both[:, 0] == pytest.approx([0.3, 0.3])
    assert one[:, 0] == pytest.approx([0.3, 0.0])


def test_two_associations_share_what_one_would_get() -> None:
    """Institutions of one kind divide its share by reach; a union has no more than its members tell."""
    kinds = ("association", "association", "union")
    shares = help_seeking.routes(PARAMETERS, kinds, np.ones((3, 1)), np.full((3, 1), 0.02))

    assert shares[:, 0] == pytest.approx([0.15, 0.15, 0.02])


def test_a_quarter_of_claims_is_paid_in_half_a_year() -> None:
    """With 30 % under contract: 0.7 (1 - 0.963^6) + 0.3 (1 - 0.926^6) = 0.25."""
    with_contract, without = recovery.won_within(recovery.success_chance(PARAMETERS))

    assert 0.3 * with_contract + 0.7 * without == pytest.approx(0.2528, abs=1e-3)


def test_membership_follows_the_curve_of_bass() -> None:
    """Small months of the rule come to the closed form while nobody leaves."""
    steps, months = 100, 24
    parameters = changed(join_alone=0.005 / steps, join_told=0.12 / steps)
    members, workers = np.zeros(1), np.array([500_000.0])
    for _ in range(months * steps):
        members = members + membership.joins(parameters, members, workers, np.zeros(1))
    expected = membership.bass_members(25_000.0, 0.005, 0.12, np.array([float(months)]))

    assert members == pytest.approx(expected, rel=2e-3)


def test_a_union_shut_by_law_gains_nobody() -> None:
    """Restriction 1 ends joins, restriction 0.5 halves them."""
    free, half, shut = (
        membership.joins(PARAMETERS, np.array([100.0]), np.array([1e5]), np.array([each]))[0]
        for each in (0.0, 0.5, 1.0)
    )

    assert (half, shut) == (pytest.approx(free / 2), 0.0)


def test_money_pays_for_so_much_staff() -> None:
    """1,000 dollars at 300 each pay 3.3; those not paid from it are all there."""
    staff = membership.staff_paid(np.array([6.0, 6.0]), np.array([30_000, 0]), np.array([100_000, 0]))

    assert staff.tolist() == [3.3, 6.0]


def test_the_wait_is_the_backlog_over_what_is_served() -> None:
    """60 cases at 30 served in a month of 30 days wait 60 / 7 weeks; nothing served is no number."""
    waits = membership.wait_in_weeks(np.array([60, 0, 5]), np.array([30, 0, 0]), np.array(30))

    assert waits[:2] == pytest.approx([60 / 7, 0.0])
    assert np.isnan(waits[2])


@given(st.integers(0, 300), st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_shares_are_whole_and_nearest_to_proportion(total: int, wanted: list[int]) -> None:
    """Nobody gets more than wanted, all is given that can be, and each is within one of the exact part."""
    given_ = aid.shared_out(total, np.array(wanted))
    exact = np.array(wanted) * min(1.0, total / max(sum(wanted), 1))

    assert given_.sum() == min(total, sum(wanted))
    assert (given_ <= wanted).all()
    assert (np.abs(given_ - exact) < 1).all()


def test_what_a_camp_lacks() -> None:
    """By hand: 1,000 people, 6,000 of 15,000 litres, no shelter at all, warmth only in winter."""
    supply = np.array([[[6000.0, 0.0, 1000.0, 20.0, 0.0]], [[6000.0, 0.0, 1000.0, 20.0, 0.0]]])
    standard = camp_needs.standards(PARAMETERS, np.array([7, 12]))
    lack = camp_needs.shortfalls(supply, standard, np.array([[1000.0], [1000.0]]))

    assert lack[0, 0] == pytest.approx([0.6, 1.0, 0.0, 0.5, 0.0])
    assert lack[1, 0] == pytest.approx([0.6, 1.0, 0.0, 0.5, 1.0])


def test_tension_needs_people_time_and_want() -> None:
    """2,000 people, 28 days with a limit of 14, half their needs unmet: 0.02 * 2 * 2 * 0.5; none if fed and housed."""
    people, wait = np.array([[2000.0]]), np.array([[28.0]])

    assert camp_needs.tension(PARAMETERS, people, wait, np.array([[0.5]])) == pytest.approx(0.04)
    assert camp_needs.tension(PARAMETERS, people, wait, np.array([[0.0]])) == 0.0


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 6)), min_size=1, max_size=25))
def test_the_mean_wait_is_that_of_a_queue(days: list[tuple[int, int]]) -> None:
    """The closed form against a list of people of whom the first come leave first."""
    queue: list[int] = []
    waiting, joined, expected = [], [], []
    for day, (come, go) in enumerate(days):
        queue += [day] * come
        queue = queue[min(go, len(queue)) :]
        waiting.append(len(queue))
        joined.append(come)
        expected.append(day - sum(queue) / len(queue) if queue else 0.0)

    assert camp_needs.mean_wait(np.array(waiting), np.array(joined)) == pytest.approx(expected)


def test_chance_leaves_32_to_59_of_44() -> None:
    """The exact interval of a Poisson count, as the figure's source of 44 victims allows."""
    assert [round(bound) for bound in poisson_interval(44)] == [32, 59]


@given(st.floats(0.005, 0.2), st.floats(0.0, 500.0))
def test_the_state_identifies_as_many_nationals_as_it_counted(chance: float, counted: float) -> None:
    """However small the chance of being identified, the exploited are as many as make the count of the state."""
    parameters = changed(detect_national=chance, **{"identified_nationals:QXX": counted})

    assert exploitation.exploited_nationals(parameters, ["QXX"])[0] * chance == pytest.approx(counted)


def test_an_offices_share_is_of_all_who_came_to_it() -> None:
    """157 of 670 people who came to an office are 23.4 %, whatever happens at the desk of a union."""
    came, paid = np.array([[[670, 10_000]]]), np.array([[[157, 0]]])
    axes = ("replicate", "month", "institution")
    months = xarray.Dataset(
        {
            "institution_intake": (axes, came),
            "institution_paid": (axes, paid),
            "institution_serves": (("institution", "citizenship"), np.array([[True], [True]])),
        },
        coords={"citizenship": ["QAA"], "kind_of_institution": ("institution", ["consulate", "union"])},
    )
    figure = cast("Figure", SimpleNamespace(citizenship=("QAA",), place=("QXX",)))

    assert HELP_OPERATORS["paid_at_offices"](months, figure).tolist() == pytest.approx([100 * 157 / 670])
