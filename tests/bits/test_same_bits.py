"""The same question gives the same bytes, however it is executed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sapar.simulation.ensemble import live_all
from sapar.simulation.executor import Processes
from sapar.simulation.people import BLOCK
from sapar.simulation.simulate import simulate
from sapar.simulation.start import agents_by_group
from tests.bits.register import REGISTER, SCALES, digest, label
from tests.worlds import SEED, World

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("name", "scale"), [("two_places", 2), ("central_asia", 500)])
def test_threads_change_nothing(request: pytest.FixtureRequest, name: str, scale: int) -> None:
    """People in 1, 2, 3 and 7 shards, each lived by a thread of its own, give one digest."""
    study: World = request.getfixturevalue(name)
    system = study.system(people_per_agent=scale)
    assert agents_by_group(system).sum() > 4 * BLOCK

    digests = {simulate(system, seed=SEED, replicate=0, shards=shards).digest for shards in (1, 2, 3, 7)}

    assert len(digests) == 1


def test_jobs_change_nothing(two_places: World) -> None:
    """Three replicates in one process and over two give the same digests, in whatever order they finish."""
    ensemble = two_places.ensemble(people_per_agent=20, replicates=3)

    here, apart = (
        {
            number: run.digest
            for number, run in live_all(ensemble, replicates=range(3), executor=Processes(jobs=jobs))
        }
        for jobs in (1, 2)
    )
    assert here == apart
    assert len(set(here.values())) == 3


def test_a_second_process_gives_the_same_bits(two_places: World, central_asia: World) -> None:
    """Another process, started from nothing, registers the digests of this one."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bits.register", "--print"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert json.loads(done.stdout) == {
        label("two-places"): digest(two_places), label("central-asia"): digest(central_asia)
    }  # fmt: skip


def test_another_seed_gives_other_bits(two_places: World) -> None:
    """The seed matters, from its lowest bit to its highest."""
    seeds = (0, 1, 2**32, 2**63 - 1)

    assert len({digest(two_places, seed) for seed in seeds}) == len(seeds)


@pytest.mark.parametrize("name", SCALES)
def test_bits_are_those_of_the_register(request: pytest.FixtureRequest, name: str) -> None:
    """Results are, bit for bit, those that were registered; a change of them is declared."""
    registered = json.loads(REGISTER.read_text(encoding="utf-8"))[label(name)]

    assert digest(request.getfixturevalue(name.replace("-", "_"))) == registered, (
        f"{name} gives other bits than registered. If the change is meant, declare it in CHANGELOG.md and make the "
        "register anew: python -m tests.bits.register"
    )
