"""On a graphics processor people live as on a processor, to the last bit; skipped where there is none."""

from __future__ import annotations

import pytest
from numba import cuda

from sapar.model.system import System
from sapar.simulation.cuda import cuda_crew
from sapar.simulation.ensemble import ShardMaker
from sapar.simulation.simulate import simulate
from tests.twin.systems import small_system
from tests.worlds import SEED, World

pytestmark = pytest.mark.skipif(not cuda.is_available(), reason="needs a graphics processor with CUDA")


def assert_same(system: System) -> None:
    """The digest of state, events and tables, here and there."""
    here = simulate(system, seed=SEED, replicate=0)
    there = simulate(
        system, seed=SEED, replicate=0, crew=cuda_crew(ShardMaker(system=system, seed=SEED, replicate=0))
    )

    assert there.digest == here.digest


@pytest.mark.parametrize("number", range(10))
def test_made_up_systems_live_as_on_a_processor(two_places: World, number: int) -> None:
    """Closures, lists, convoys, rumours, bans and unions, as the plain twin is asked about them."""
    assert_same(small_system(two_places.declarations, number))


@pytest.mark.parametrize("people_per_agent", [100, pytest.param(1, marks=pytest.mark.long)])
def test_the_real_case_lives_as_on_a_processor(central_asia: World, people_per_agent: int) -> None:
    """Twelve years, one agent to a hundred people; and, as a long test, everyone."""
    assert_same(central_asia.system(people_per_agent=people_per_agent))
