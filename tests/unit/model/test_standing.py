"""Standing, families and entry against closed forms and hand-worked examples."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.model.declarations.law import RIGHTS, STANDING_CHANGES
from sapar.model.mechanism import run_schedule
from sapar.model.mechanisms import SCHEDULE, clocks, entry, standing
from sapar.model.parameters import Parameters
from sapar.model.system import System
from tests.unit.model.test_mechanisms import aggregates, prepared

MONTH = 5
RATE = st.floats(0.0, 3.0)


def with_series(system: System, **series: Any) -> System:
    """A copy whose law says the same in every month: a value for every host and citizenship."""
    values = {
        name: np.broadcast_to(value, getattr(system.series, name).shape) for name, value in series.items()
    }
    return replace(system, series=replace(system.series, **values))


def with_rates(system: System, **rates: float) -> System:
    """A copy with these rates a month, under a registry that takes every right and an amnesty."""
    a_month = np.array([rates.get(name, 0.0) for name in STANDING_CHANGES])
    return with_series(system, rates=a_month, lost_rights=1.0, suspended=0.0, second_chance=1.0)


@given(st.lists(RATE, min_size=1, max_size=4))
def test_competing_events_share_the_chance_of_any(rates: list[float]) -> None:
    """Hazards a and b: one of them within a month with chance 1 - exp(-(a + b)), a's part of it a / (a + b)."""
    cumulative = [float(each) for each in standing.competing(*(np.array(rate) for rate in rates))]

    assert cumulative[-1] == pytest.approx(1.0 - np.exp(-sum(rates)), abs=1e-12)
    if sum(rates) > 0.0:
        assert cumulative[0] == pytest.approx(rates[0] / sum(rates) * cumulative[-1], abs=1e-12)


def test_chances_follow_from_rates(two_places_system: System) -> None:
    """Worked by hand: rates of 0.02 expulsions and 0.08 entries a month."""
    system = with_rates(two_places_system, expulsion=0.02, registry=0.08)
    filled = prepared(standing.MECHANISM, system)

    assert filled["expelled"] == pytest.approx(0.2 * (1.0 - np.exp(-0.1)), rel=1e-9)
    assert filled["expelled_or_registered"] == pytest.approx(1.0 - np.exp(-0.1), rel=1e-9)
    assert filled["naturalised"] == pytest.approx(0.0)


def test_nobody_is_registered_where_the_registry_takes_nothing(two_places_system: System) -> None:
    """The rate of entry counts only while the law takes a right; half a month of it is half the hazard."""
    system = with_rates(two_places_system, registry=0.08)
    nothing, half = (with_series(system, lost_rights=share) for share in (0.0, 0.5))

    assert (standing.hazards(nothing).registry == 0.0).all()
    assert standing.hazards(half).registry[MONTH] == pytest.approx(0.04)


def test_nobody_is_expelled_while_clocks_are_stopped(two_places_system: System) -> None:
    """A decree that stops the clocks stops expulsions, of people in the registry, too."""
    system = with_rates(two_places_system, expulsion=0.5, expulsion_from_registry=0.5)
    stopped = standing.hazards(with_series(system, suspended=1.0))

    assert (stopped.expulsion == 0.0).all()
    assert (stopped.expulsion_from_registry == 0.0).all()


def test_sanctions_are_as_severe_as_they_are_frequent(two_places_system: System) -> None:
    """Worked by hand: 0.01 expulsions a month and 0.1 entries, three rights of six."""
    system = with_rates(two_places_system, expulsion=0.01, registry=0.1)
    lost = np.arange(len(RIGHTS)) < 3

    by_hand = 1.0 + (1.0 - np.exp(-0.12)) + 0.5 * (1.0 - np.exp(-1.2))
    assert standing.severity(with_series(system, lost_rights=lost * 1.0))[MONTH] == pytest.approx(by_hand)


def test_a_visa_halves_entries_and_keeps_people_from_going_for_a_break(two_places_system: System) -> None:
    """Entries times 0.55 and returns times exp(-0.35) under a visa all month; neither without one."""
    system = replace(
        two_places_system,
        parameters=Parameters(
            {**two_places_system.parameters.values, "visa_entry": 0.55, "visa_stay_put": 0.35}
        ),
    )
    for visa, admission, ease in ((0.0, 1.0, 1.0), (1.0, 0.55, np.exp(-0.35))):
        filled = prepared(entry.MECHANISM, with_series(system, visa=visa, biometrics=0.0))
        assert filled["admission"] == pytest.approx(admission)
        assert filled["return_ease"] == pytest.approx(ease)


def test_a_visa_lowers_departures_and_returns_by_its_factors(two_places_system: System) -> None:
    """Of the whole schedule: chances of going home fall by exp(-visa_stay_put), of setting out by visa_entry."""
    free, visa = (with_series(two_places_system, visa=share, biometrics=0.0) for share in (0.0, 1.0))
    before, after = (run_schedule(SCHEDULE, system, aggregates(system, MONTH)) for system in (free, visa))
    parameters = two_places_system.parameters

    ratio = after["destination"].sum(axis=1) / before["destination"].sum(axis=1)
    assert ratio == pytest.approx(parameters["visa_entry"], rel=1e-9)
    homeward = after["go_home"] / before["go_home"]
    assert homeward == pytest.approx(np.exp(-parameters["visa_stay_put"]), rel=1e-9)


def test_an_amnesty_lets_people_leave_without_a_ban(two_places_system: System) -> None:
    """On the days of the offer no ban follows."""
    system = with_series(two_places_system, without_ban=1.0)

    assert (prepared(clocks.MECHANISM, system)["ban"] == 0.0).all()
