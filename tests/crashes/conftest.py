"""A run of which everything that touches the disk is as ever, and everything else takes no time."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import xarray

from sapar.results.tables import Tables
from sapar.simulation.run import Run
from sapar.study import Study
from sapar.study import run as running
from sapar.study.checkpoints import Checkpoints
from tests.crashes.asking import REPLICATES
from tests.crashes.processes import Commands, commands
from tests.worlds import World


@pytest.fixture(scope="module")
def lived(two_places: World) -> list[Run]:
    """The replicates, lived through once."""
    ensemble = two_places.ensemble(people_per_agent=50, replicates=REPLICATES)
    return [ensemble.live(replicate) for replicate in range(REPLICATES)]


@pytest.fixture
def quick_path() -> Iterator[Path]:
    """A folder in memory where there is one, so that thousands of flushes take no time."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


@pytest.fixture
def study(two_places: World, lived: list[Run], quick_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study whose replicates are there at once, each after a checkpoint, and whose tables are small.

    Everything that touches the disk is as ever.
    """

    def live_all(ensemble: Any, *, replicates: list[int], **options: Any) -> Iterator[tuple[int, Run]]:
        assert ensemble
        assert options
        kept = Checkpoints(next(quick_path.glob("*/replicates")))
        for replicate in replicates:
            earlier = kept.kept(replicate)
            assert earlier is None or np.array_equal(earlier["state"], np.arange(9))
            kept.keep(replicate, {"state": np.arange(9)})
            yield replicate, lived[replicate]

    def tabulate(system: Any, runs: list[Run], parameters: Any, meta: dict[str, Any]) -> Tables:
        assert system
        assert parameters
        assert [run.digest for run in runs] == [run.digest for run in lived]
        counts = np.stack([run.at_home for run in runs])
        return Tables(dataset=xarray.Dataset({"at_home": (("replicate", "month", "c"), counts)}), meta=meta)

    monkeypatch.setattr(running, "live_all", live_all)
    monkeypatch.setattr(running, "tabulate", tabulate)
    system = running.assemble(two_places.declarations, people_per_agent=50)
    posterior = running.estimate(two_places.study, system, draws=REPLICATES, seed=1)
    monkeypatch.setattr(running, "assemble", lambda *_, **__: system)
    monkeypatch.setattr(running, "estimate", lambda *_, **__: posterior)
    monkeypatch.setattr(running, "digest_code", lambda: "the code")
    return replace(two_places.study, results_folder=quick_path)


@pytest.fixture(scope="session")
def sapar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """The command, started as a process, without its report."""
    with commands(tmp_path_factory.mktemp("streams"), pages=False) as started:
        yield started


@pytest.fixture(scope="session")
def keeping_sapar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """The command, started as a process, without its report, that keeps its state after every month."""
    with commands(tmp_path_factory.mktemp("streams"), pages=False, keeps=True) as started:
        yield started


@pytest.fixture(scope="session")
def whole_sapar(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    """The command, started as a process."""
    with commands(tmp_path_factory.mktemp("streams"), pages=True) as started:
        yield started
