"""A replicate that was ended after any month goes on to the same bytes, over any number of shards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from numpy.typing import NDArray

from sapar.files.sealed import read_sealed, write_sealed
from sapar.model.system import System
from sapar.simulation.lane_shard import LaneCrew
from sapar.simulation.simulate import simulate
from tests.crews import Processor, whole
from tests.twin.systems import small_system
from tests.worlds import SEED, World


class Ended(Exception):  # noqa: N818 - not an error
    """The process is gone."""


class File:
    """Keeps what it is given after one month in a file, and ends the run then."""

    def __init__(self, path: Path, month: int) -> None:
        self._path, self._left = path, month

    def is_due(self, month: int, seconds: float) -> bool:  # noqa: ARG002
        """No month is too short to be kept."""
        return True

    def keep(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Write the arrays of the chosen month."""
        self._left -= 1
        if self._left == 0:
            write_sealed(self._path, arrays)
            raise Ended

    def kept(self) -> dict[str, NDArray[Any]] | None:
        """What was kept."""
        return read_sealed(self._path) if self._path.exists() else None


def assert_restarts(system: System, months: Iterable[int], folder: Path) -> None:
    """Ended after each of the months, then gone on with: one digest."""
    whole = simulate(system, seed=SEED, replicate=0).digest
    for month in months:
        file = File(folder / str(month), month)
        with pytest.raises(Ended):
            simulate(system, seed=SEED, replicate=0, shards=1 + month % 3, keeper=file)

        assert simulate(system, seed=SEED, replicate=0, shards=1 + month % 2, keeper=file).digest == whole


def test_a_run_goes_from_an_accelerator_to_a_processor_and_back(two_places: World, tmp_path: Path) -> None:
    """What one keeps the other goes on from, to one digest."""
    system = small_system(two_places.declarations, 4)
    digest = simulate(system, seed=SEED, replicate=0).digest
    for month, lanes_first in ((5, True), (14, False)):
        file = File(tmp_path / str(month), month)
        crews = [LaneCrew(whole(system, SEED), Processor()), None]
        first, then = crews if lanes_first else reversed(crews)
        with pytest.raises(Ended):
            simulate(system, seed=SEED, replicate=0, keeper=file, crew=first)

        assert simulate(system, seed=SEED, replicate=0, keeper=file, crew=then).digest == digest


@pytest.mark.parametrize(
    "number", [*range(5), *(pytest.param(number, marks=pytest.mark.long) for number in range(5, 10))]
)
def test_small_systems_restart_after_every_month(two_places: World, number: int, tmp_path: Path) -> None:
    """Generated systems with closures, lists, convoys and rumours."""
    system = small_system(two_places.declarations, number)

    assert_restarts(system, range(1, system.calendar.months), tmp_path)


def test_the_real_case_restarts(central_asia: World, tmp_path: Path) -> None:
    """Before, in and after the closure of 2020, when people stand in queues, camps and convoys."""
    system = central_asia.system(people_per_agent=1000)

    assert_restarts(system, (1, 76, 83, 143), tmp_path)


@pytest.mark.long
def test_the_real_case_restarts_after_every_month(central_asia: World, tmp_path: Path) -> None:
    """All of its months."""
    system = central_asia.system(people_per_agent=2000)

    assert_restarts(system, range(1, system.calendar.months), tmp_path)
