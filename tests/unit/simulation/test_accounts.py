"""Accounts that stop a run when they do not balance, and the first day."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.errors import Imbalance
from sapar.model.build import build
from sapar.model.system import System
from sapar.simulation import simulate as simulation
from sapar.simulation.accounts import check_capacity, check_moves
from sapar.simulation.start import whole_agents
from sapar.simulation.tables import Tallies


def tallies(flow: np.ndarray) -> Tallies:
    """Moves of a month, and nothing else."""
    none = np.zeros(1, np.int64)
    return Tallies(flow=flow, unable=none, refused=none, crossing=none, first_departures=none)


def test_a_move_that_was_not_booked_stops_the_run() -> None:
    """Five left and two came back, so three more are away: any other number is an imbalance."""
    flow = np.zeros((1, 2, 2), np.int64)
    flow[0, 0, 1], flow[0, 1, 0] = 5, 2
    before, home = np.array([10]), np.array([0])

    check_moves(before, np.array([13]), tallies(flow), home, "2030-01-01")
    for after in (12, 14):
        with pytest.raises(Imbalance):
            check_moves(before, np.array([after]), tallies(flow), home, "2030-01-01")


def test_more_passengers_than_seats_stop_the_run() -> None:
    """As many as there are seats may travel, one more may not."""
    check_capacity("buses", 40, 40, "2030-01-01")
    with pytest.raises(Imbalance):
        check_capacity("buses", 41, 40, "2030-01-01")


def test_a_person_lost_in_a_month_stops_the_run(
    two_places_system: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When someone abroad is suddenly at home without a journey, the run stops at the next month."""
    system = replace(two_places_system, people_per_agent=100)
    live_days = simulation.live_days

    def losing(people, *others):  # type: ignore[no-untyped-def]
        stop = live_days(people, *others)
        someone = int(np.flatnonzero(people.activity >= 2)[0])
        people.activity[someone] = 0
        people.status[someone] = 0
        return stop

    monkeypatch.setattr(simulation, "live_days", losing)
    built = build(system, system.parameters, system.start_stock, system.reference_stock)
    with pytest.raises(Imbalance):
        simulation.simulate(built, seed=1, replicate=0)


@given(st.lists(st.floats(0.0, 1e4), min_size=1, max_size=30))
def test_whole_agents_add_up(amounts: list[float]) -> None:
    """Amounts become integers less than one away from them, whose sum is the rounded sum."""
    found = whole_agents(np.array(amounts))

    assert int(found.sum()) == int(np.floor(np.sum(amounts) + 0.5))
    assert np.abs(found - np.array(amounts)).max() <= 1.0
