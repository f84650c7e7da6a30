"""What it costs to live replicates elsewhere: in this process, in processes of this machine, on a Ray cluster."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sapar.model.build import assemble, ranges_of
from sapar.model.parameters import defaults
from sapar.simulation.cluster import RayCluster, RayCrew
from sapar.simulation.ensemble import Draw, Ensemble
from sapar.simulation.executor import Executor, Here, Processes, Tell, processors
from sapar.simulation.run import Run
from sapar.study import open_study
from sapar.study.evidence import estimate

STUDY = "two-places"
PEOPLE_PER_AGENT = 4
REPLICATES = 16
QUESTIONS = 300
"""Asked of a crew of shards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """One replicate, with where and when it lived, by the clock of this machine."""

    run: Run
    process: int
    begun: float
    ended: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one executor took for all replicates."""

    name: str
    seconds: float
    """Until the last replicate was back."""
    first_begun: float
    """Seconds until work on a replicate began."""
    own: float
    """Median seconds of one replicate where it lived, the first of each process apart."""
    overhead: float
    """Median seconds a worker was not at work between two replicates."""
    way_back: float
    """Median seconds from the end of a replicate to its arrival."""


class Echo:
    """A shard that answers at once."""

    def __init__(self, index: int, count: int) -> None:
        self.answer = np.full(count, index)

    def add(self, amount: int) -> NDArray[np.int64]:
        """A small array."""
        return self.answer + amount


def main() -> None:
    """Measure and print."""
    ensemble, jobs = small_ensemble(), processors()
    size = len(pickle.dumps(ensemble, protocol=5))
    print(
        f"{STUDY}, 1:{PEOPLE_PER_AGENT}, {REPLICATES} replicates, {jobs} workers, {size / 1e3:.0f} kB sent to each"
    )
    print(f"  {'':<26}{'all':>9}{'to the first':>14}{'a replicate':>13}{'between two':>13}{'way back':>12}")
    with RayCluster(jobs=jobs) as cluster:
        for each in costs(ensemble, jobs, cluster):
            print(
                f"  {each.name:<26}{each.seconds:>7.2f} s{each.first_begun:>12.2f} s{1e3 * each.own:>10.1f} ms"
                f"{1e3 * each.overhead:>10.2f} ms{1e3 * each.way_back:>9.2f} ms"
            )
        if has_ray():
            with cluster.crew(Echo, count=jobs) as crew:
                print(f"  {f'a question to {jobs} shards on Ray':<46}{1e3 * question(crew):>13.2f} ms")


def has_ray() -> bool:
    """Whether a cluster can be measured."""
    return find_spec("ray") is not None


def small_ensemble() -> Ensemble:
    """Replicates of the smallest study, all with default parameters and median stocks."""
    study = open_study(STUDY)
    settings = study.declarations.settings
    system = assemble(study.declarations, people_per_agent=PEOPLE_PER_AGENT)
    posterior = estimate(study, system, draws=1, seed=settings.seed)
    years = [settings.reference_year_of(code) for code in posterior.citizenships]
    reference = np.stack([posterior.of_year(year)[0, index] for index, year in enumerate(years)])
    start = posterior.of_year(settings.from_.year)[0]
    parameters = defaults(ranges_of(study.declarations))
    draws = tuple(
        Draw(
            replicate=replicate,
            parameters=parameters,
            baseline_parameters=parameters,
            start_stock=start,
            reference_stock=reference,
        )
        for replicate in range(REPLICATES)
    )
    return Ensemble(system=system, baseline=system, seed=settings.seed, draws=draws)


def costs(ensemble: Ensemble, jobs: int, cluster: RayCluster) -> Iterator[Cost]:
    """Of each executor there is; Ray once as it starts, once with workers that are there already."""
    ensemble.live(0)
    yield cost("here", Here(), ensemble)
    yield cost("processes", Processes(jobs=jobs), ensemble)
    if has_ray():
        yield cost("Ray, started for it", cluster, ensemble)
        yield cost("Ray, once it runs", cluster, ensemble)


def cost(name: str, executor: Executor, ensemble: Ensemble) -> Cost:
    """Live all replicates once."""
    started = time.time()
    arrived = {}
    for replicate, each in executor.map(lived, ensemble, range(REPLICATES)):
        arrived[replicate] = each, time.time()
    lives = sorted((each for each, _ in arrived.values()), key=lambda each: (each.process, each.begun))
    pairs = [(one, other) for one, other in pairwise(lives) if one.process == other.process]
    return Cost(
        name=name,
        seconds=max(when for _, when in arrived.values()) - started,
        first_begun=min(each.begun for each in lives) - started,
        own=float(np.median([other.ended - other.begun for _, other in pairs])),
        overhead=float(np.median([other.begun - one.ended for one, other in pairs])),
        way_back=float(np.median([when - each.ended for each, when in arrived.values()])),
    )


def lived(ensemble: Ensemble, replicate: int, tell: Tell) -> Lived:
    """One replicate, timed where it lives."""
    begun = time.time()
    run = ensemble.live(replicate, tell)
    return Lived(run=run, process=os.getpid(), begun=begun, ended=time.time())


def question(crew: RayCrew) -> float:
    """Median seconds until all shards have answered."""
    waits = []
    for amount in range(QUESTIONS):
        asked = time.perf_counter()
        crew.ask("add", amount)
        waits.append(time.perf_counter() - asked)
    return float(np.median(waits))
