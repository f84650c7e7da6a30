"""Accounts that stop a run when they do not balance, and the first day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.errors import Imbalance
from sapar.model.build import build
from sapar.model.system import System
from sapar.simulation.accounts import check_capacity, check_moves
from sapar.simulation.people import CITIZEN, EMPLOYED, HOME, STRANDED, WORD
from sapar.simulation.shard import Shard
from sapar.simulation.simulate import simulate
from sapar.simulation.start import whole_agents
from tests.crews import Spoiling, whole


def test_a_move_that_was_not_booked_stops_the_run() -> None:
    """Five left and two came back, so three more are away: any other number is an imbalance."""
    flow = np.zeros((1, 2, 2), np.int64)
    flow[0, 0, 1], flow[0, 1, 0] = 5, 2
    before, home = np.array([10]), np.array([0])

    check_moves(before, np.array([13]), flow, np.array([0]), home, "2030-01-01")
    for after in (12, 14):
        with pytest.raises(Imbalance):
            check_moves(before, np.array([after]), flow, np.array([0]), home, "2030-01-01")


def test_more_passengers_than_seats_stop_the_run() -> None:
    """As many as there are seats may travel, one more may not."""
    check_capacity("buses", 40, 40, "2030-01-01")
    with pytest.raises(Imbalance):
        check_capacity("buses", 41, 40, "2030-01-01")


def a_traveller_gone(shard: Shard) -> None:
    """Someone abroad is suddenly at home."""
    someone = int(np.flatnonzero(shard.blocks.people["activity"] == EMPLOYED)[0])
    shard.blocks.people["activity"][someone] = HOME
    shard.blocks.people["status"][someone] = CITIZEN


def a_group_swapped(shard: Shard) -> None:
    """Someone is suddenly of another group."""
    shard.blocks.people["group"][0] += 1


def a_waiting_one_unlisted(shard: Shard) -> None:
    """Someone waits, and stands in no list."""
    someone = int(np.flatnonzero(shard.blocks.people["activity"] == EMPLOYED)[0])
    shard.blocks.people["activity"][someone] = STRANDED


def a_citizen_abroad(shard: Shard) -> None:
    """Someone abroad has the status of someone at home."""
    someone = int(np.flatnonzero(shard.blocks.people["activity"] == EMPLOYED)[0])
    shard.blocks.people["status"][someone] = CITIZEN


def one_more_away(shard: Shard) -> None:
    """Someone at home is looked for among those away."""
    someone = int(np.flatnonzero(shard.blocks.people["activity"] == HOME)[0])
    shard.absence.away[someone // WORD] |= np.uint64(1 << someone % WORD)


@pytest.mark.parametrize(
    ("spoil", "stops"),
    [
        (a_traveller_gone, "2030-02-01"),
        (a_waiting_one_unlisted, "2030-02-01"),
        (a_citizen_abroad, "2030-02-01"),
        (a_group_swapped, "2030-12-01"),
        (one_more_away, "2030-12-01"),
    ],
)
def test_people_out_of_account_stop_the_run(
    two_places_system: System, spoil: Callable[[Shard], None], stops: str
) -> None:
    """When people change without an event between two months, the run stops: at the next month if they are away.

    Those at home are looked at one by one in December.
    """
    system = replace(two_places_system, people_per_agent=100)
    built = build(system, system.parameters, system.start_stock, system.reference_stock)

    with pytest.raises(Imbalance, match=stops):
        simulate(built, seed=1, replicate=0, crew=Spoiling([whole(built, 1)], spoil))


@given(st.lists(st.floats(0.0, 1e4), min_size=1, max_size=30))
def test_whole_agents_add_up(amounts: list[float]) -> None:
    """Amounts become integers less than one away from them, whose sum is the rounded sum."""
    found = whole_agents(np.array(amounts))

    assert int(found.sum()) == int(np.floor(np.sum(amounts) + 0.5))
    assert np.abs(found - np.array(amounts)).max() <= 1.0
