"""Work in processes of this machine: the same bytes, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from sapar.errors import Imbalance, WorkersLost
from sapar.simulation import executor as executing
from sapar.simulation.ensemble import Ensemble, live_all
from sapar.simulation.executor import Here, Processes
from tests.cluster.conftest import REPLICATES
from tests.cluster.work import dawdles, dies, refuses, times

PROMPT = 20.0
"""Seconds within which workers are stopped, on a machine with much else to do; their work would take minutes."""


def test_a_killed_process_changes_nothing(ensemble: Ensemble, here: dict[int, str]) -> None:
    """One of two processes is killed in the middle of a replicate: all digests are those of one process."""
    killed: list[int] = []

    def kill_once(replicate: int, months: int, all_months: int) -> None:
        if not killed:
            assert 0 < months < all_months
            killed.append(replicate)
            victim = active_children()[0]
            assert victim.pid is not None
            os.kill(victim.pid, signal.SIGKILL)

    lives = live_all(ensemble, replicates=range(REPLICATES), executor=Processes(jobs=2), watch=kill_once)

    assert {replicate: run.digest for replicate, run in lives} == here
    assert killed


def test_processes_that_always_die_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that kills its process ends with an error that says so, not with new processes for ever."""
    monkeypatch.setattr(executing, "MOST_LOST", 2)

    with pytest.raises(WorkersLost, match="2 times in a row"):
        list(Processes(jobs=2).map(dies, 3, range(4)))

    assert not active_children()


def test_stopping_stops_processes_at_once(tmp_path: Path) -> None:
    """Whoever stops after the first result keeps it; the workers' processes end, though their work would go on."""
    results = Processes(jobs=2).map(dawdles, str(tmp_path), range(4))
    assert next(results) == (0, 0)
    while not list(tmp_path.iterdir()):
        time.sleep(0.01)
    started = time.monotonic()
    results.close()

    assert time.monotonic() - started < PROMPT
    assert not active_children()


def test_an_error_is_that_of_the_work() -> None:
    """What work in a process raises is raised here, with everything it carries."""
    with pytest.raises(Imbalance, match="is wrong in") as raised:
        list(Processes(jobs=2).map(refuses, "a thing", range(2)))

    assert raised.value.found == "a thing"


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_item_is_done_here(jobs: int) -> None:
    """One job, or one item, needs no other process, and is watched all the same."""
    seen: list[tuple[int, int, int]] = []
    items = range(3 if jobs == 1 else 1)
    done = list(Processes(jobs=jobs).map(times, 3, items, watch=lambda *told: seen.append(told)))

    assert done == list(Here().map(times, 3, items)) == [(item, 3 * item) for item in items]
    assert seen == [(item, 1, 1) for item in items]
