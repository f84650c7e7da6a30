"""Replicates spread over processes; each is the same bytes wherever it runs."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, get_context, parent_process

from sapar.maths import FloatArray
from sapar.model.build import build, rebuild
from sapar.model.parameters import Parameters
from sapar.model.system import System
from sapar.simulation.run import Run
from sapar.simulation.simulate import rehearse, simulate


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What one replicate draws."""

    replicate: int
    parameters: Parameters
    """As the scenario has them."""
    baseline_parameters: Parameters
    start_stock: FloatArray
    """[C, D] people"""
    reference_stock: FloatArray
    """[C, D] people"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """Everything replicates share."""

    system: System
    """As the scenario has it."""
    baseline: System
    """As the study has it; constants are solved here."""
    seed: int
    draws: tuple[Draw, ...]

    def live(self, replicate: int, progress: Callable[[int, int], None] | None = None) -> Run:
        """One replicate, from its draw to its run."""
        draw = self.draws[replicate]
        baseline = build(self.baseline, draw.baseline_parameters, draw.start_stock, draw.reference_stock)
        system = rebuild(self.system, draw.parameters, baseline)
        rehearse(system, backwards=replicate % 2 == 1)
        return simulate(system, seed=self.seed, replicate=replicate, progress=progress)


def live_all(ensemble: Ensemble, *, replicates: Iterable[int], jobs: int) -> Generator[tuple[int, Run]]:
    """Replicates as they finish, over `jobs` processes; one job runs them here. Closing it ends the processes."""
    wanted = list(replicates)
    if jobs <= 1 or len(wanted) <= 1:
        for replicate in wanted:
            yield replicate, ensemble.live(replicate)
        return
    context = get_context("spawn")
    others = active_children()
    pool = ProcessPoolExecutor(
        max_workers=min(jobs, len(wanted)), mp_context=context, initializer=_receive, initargs=(ensemble,)
    )
    try:
        with _cancelling_ignored():
            pending = {pool.submit(_live, replicate): replicate for replicate in wanted}
        for finished in as_completed(pending):
            yield pending[finished], finished.result()
    except BaseException:
        for worker in set(active_children()).difference(others):
            worker.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _cancelling_ignored() -> Iterator[None]:
    """While workers start they inherit that Ctrl-C is not theirs: the parent alone decides."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_received: dict[str, Ensemble] = {}


def _receive(ensemble: Ensemble) -> None:
    """Keep the ensemble in a worker, which uses one thread."""
    import numba

    numba.set_num_threads(1)
    _received["ensemble"] = ensemble
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """A worker whose parent was killed has nobody to work for."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _live(replicate: int) -> Run:
    """One replicate in a worker."""
    return _received["ensemble"].live(replicate)


def processors() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
