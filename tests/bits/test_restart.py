"""A replicate that was ended after any month goes on to the same bytes, over any number of shards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from numpy.typing import NDArray

from sapar.model.system import System
from sapar.simulation.simulate import simulate
from tests.twin.systems import small_system
from tests.worlds import SEED, World


class Ended(Exception):  # noqa: N818 - not an error
    """The process is gone."""


class Memory:
    """Keeps what it is given after one month, and ends the run then."""

    def __init__(self, month: int) -> None:
        self._left = month
        self._arrays: dict[str, NDArray[Any]] | None = None

    def is_due(self, month: int, seconds: float) -> bool:  # noqa: ARG002
        """No month is too short to be kept."""
        return True

    def keep(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Copy the arrays of the chosen month, as a file would."""
        self._left -= 1
        if self._left == 0:
            self._arrays = {name: array.copy() for name, array in arrays.items()}
            raise Ended

    def kept(self) -> dict[str, NDArray[Any]] | None:
        """What was kept."""
        return self._arrays


def assert_restarts(system: System, months: Iterable[int]) -> None:
    """Ended after each of the months, then gone on with: one digest."""
    whole = simulate(system, seed=SEED, replicate=0).digest
    for month in months:
        memory = Memory(month)
        with pytest.raises(Ended):
            simulate(system, seed=SEED, replicate=0, shards=1 + month % 3, keeper=memory)

        assert simulate(system, seed=SEED, replicate=0, shards=1 + month % 2, keeper=memory).digest == whole


@pytest.mark.parametrize("number", range(10))
def test_small_systems_restart_after_every_month(two_places: World, number: int) -> None:
    """Ten generated systems with closures, lists, convoys and rumours."""
    system = small_system(two_places.declarations, number)

    assert_restarts(system, range(1, system.calendar.months))


def test_the_real_case_restarts(central_asia: World) -> None:
    """Before, in and after the closure of 2020, when people stand in queues, camps and convoys."""
    system = central_asia.system(people_per_agent=1000)

    assert_restarts(system, (1, 75, 76, 78, 80, 83, 100, 143))


@pytest.mark.long
def test_the_real_case_restarts_after_every_month(central_asia: World) -> None:
    """All of its months."""
    system = central_asia.system(people_per_agent=2000)

    assert_restarts(system, range(1, system.calendar.months))
