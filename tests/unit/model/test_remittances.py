"""What is sent home and how households answer, against closed forms."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.model.mechanisms import danger, remittances
from sapar.model.mechanisms.remittances import usual
from sapar.model.system import System
from tests.unit.model.test_mechanisms import aggregates, prepared, with_values

CALM = {"insurance": 0.0, "remitted_share": 0.5}


def steady(system: System) -> System:
    """Nothing about money ever changes."""
    series = system.series
    same = {
        name: np.repeat(getattr(series, name)[:1], system.calendar.months, axis=0)
        for name in ("home_wage", "host_wage", "home_rate", "host_rate")
    }
    return replace(system, series=replace(series, **same))


def with_fall(system: System, country: int, factor: float, month: int) -> System:
    """One host's currency falls to `factor` of its value from a month on; its pay in dollars falls with it."""
    rate, wage = system.series.host_rate.copy(), system.series.host_wage.copy()
    rate[month:, country] /= factor
    wage[month:, country] *= factor
    return replace(system, series=replace(system.series, host_rate=rate, host_wage=wage))


@pytest.mark.parametrize("factor", [0.7, 0.9, 1.2])
def test_money_received_answers_the_exchange_rate_with_its_elasticity(
    two_places_system: System, factor: float
) -> None:
    """A currency at 70 % of its value brings home 0.7^0.6 of the home money, as long as the old rate is remembered."""
    system = with_values(steady(two_places_system), remittance_elasticity=0.6, **CALM)
    host = system.axes.countries.index("QXX")
    fallen = with_fall(system, host, factor, 10)

    before, after = (
        remittances.prepare(each)["sent_share"] * each.series.host_wage[:, None, :] * each.series.home_rate[:, :, None]
        for each in (system, fallen)
    )  # fmt: skip
    assert np.allclose(after[10, :, host] / before[10, :, host], factor**0.6)
    assert np.allclose(after[:10], before[:10])
    other = system.axes.countries.index("QYY")
    assert np.allclose(after[:, :, other], before[:, :, other])


def test_both_hosts_count_by_their_own_currency(two_places_system: System) -> None:
    """When both currencies fall alike, what is sent of a month's pay changes alike, and nobody gains on the other."""
    system = with_values(steady(two_places_system), **CALM)
    both = with_fall(with_fall(system, 0, 0.7, 10), 1, 0.7, 10)
    sent = remittances.prepare(both)["sent_share"][10]

    assert np.allclose(sent[:, 0], sent[:, 1])


def test_a_rate_is_forgotten_after_the_memory(two_places_system: System) -> None:
    """With a memory of six months, half a year after a fall the share sent is the usual one again."""
    system = with_values(steady(two_places_system), remittance_memory=6.0, **CALM)
    sent = remittances.prepare(with_fall(system, 0, 0.7, 8))["sent_share"]

    assert sent[8, 0, 0] > 0.5
    assert sent[14, 0, 0] == pytest.approx(0.5)


def test_scaling_a_currency_changes_nothing(two_places_system: System) -> None:
    """Striking three zeros off a host's or a home's money, in every month, changes no table."""
    system = two_places_system
    series = replace(
        system.series, host_rate=system.series.host_rate / 1000.0, home_rate=system.series.home_rate * 1000.0
    )
    one, other = (remittances.prepare(each) for each in (system, replace(system, series=series)))

    for name, table in one.items():
        assert np.allclose(table, other[name]), name


def test_more_is_sent_when_pay_at_home_falls(two_places_system: System) -> None:
    """With an insurance of 0.2, a tenth less pay at home raises the share sent by 0.9^-0.2."""
    system = with_values(steady(two_places_system), insurance=0.2, remitted_share=0.5)
    poorer = system.series.home_wage.copy()
    poorer[10:] *= 0.9
    sent = remittances.prepare(replace(system, series=replace(system.series, home_wage=poorer)))["sent_share"]

    assert np.allclose(sent[10] / sent[9], 0.9**-0.2)


def test_what_is_usual() -> None:
    """Means of the two months before; the first month is its own, the second has one month before it."""
    assert usual(np.array([4.0, 6.0, 8.0, 10.0]), 2).tolist() == [4.0, 4.0, 5.0, 7.0]


@pytest.mark.parametrize("weight", [0.0, 0.3, 1.0])
def test_households_make_good_for_their_weight_of_the_fall(two_places_system: System, weight: float) -> None:
    """Leaving over returning rises by g^-w: stocks in the long run, so that receipts change by g^(1 - w)."""
    system = with_values(steady(two_places_system), target_earner=weight)
    share = 1.0 - 0.8 * (1.0 - system.constants.resting_unemployment)
    known = replace(aggregates(system), unemployed_share=share, unemployed_now=share)
    found = remittances.fill(system, known, prepared(remittances.MECHANISM, system))

    citizenship = system.layout.citizenship_of_origin
    grown = found["leave_response"][:, None] / found["stay_response"]
    assert np.allclose(grown, 0.8**-weight)
    assert found["leave_response"].shape == citizenship.shape


def test_a_rise_changes_nothing(two_places_system: System) -> None:
    """Households that receive more than usual send nobody back."""
    system = with_values(steady(two_places_system), target_earner=1.0)
    found = remittances.fill(
        system, aggregates(system, unemployed=0.0), prepared(remittances.MECHANISM, system)
    )

    assert (found["leave_response"] == 1.0).all()
    assert (found["stay_response"] == 1.0).all()


def test_danger_by_hand(two_places_system: System) -> None:
    """One victim among 20,000 in a year is 50 a million; ten times as many unrecorded, 0.5 a thousand: 0.25 more."""
    system = with_values(two_places_system, danger_per_attack=0.5, underreporting=10.0)
    host = system.axes.countries.index("QXX")
    found = danger.prepare(system)

    assert found["attacks"][0, host] == pytest.approx(10.0 * 1e6 / 20_000 * 365.25 / 365)
    level = system.parameters["danger:QXX"]
    assert found["danger"][0, host, 0] == pytest.approx(level + 0.5 * found["attacks"][0, host] / 1000.0)
    assert found["danger"][0, 1 - host, 0] == pytest.approx(system.parameters["danger:QYY"])
