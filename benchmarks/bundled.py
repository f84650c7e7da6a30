"""How long the bundled study takes: months lived at once, the monthly pass, events, and a pass over the same records.

Months lived at once are what users get. The monthly pass and the events are told apart by living every month day by
day, which does the same and a little more. All times are those of one process; a shard has a thread of its own.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.model.build import assemble, build, ranges_of
from sapar.model.parameters import defaults
from sapar.model.system import System
from sapar.simulation.people import AGENT, BLOCK, settle_people
from sapar.simulation.shard import Shard, blocks_of
from sapar.simulation.simulate import simulate
from sapar.simulation.start import agents_by_group
from sapar.study import open_study
from sapar.study.evidence import estimate


@dataclass(slots=True, kw_only=True)
class Laps:
    """What one simulation spent where; seconds."""

    total: float = 0.0
    lived: float = 0.0
    """In quiet months lived at once."""
    quiet_months: int = 0
    drawn: float = 0.0
    """In the monthly pass, of months lived day by day."""
    days: float = 0.0
    """In the events of days, of months lived day by day."""
    events: int = 0
    """Events drawn, of months lived day by day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Medians of a few simulations; times of one person are nanoseconds."""

    agents: int
    months: int
    bytes_an_agent: int
    seconds: dict[int, float]
    """One replicate, by threads."""
    lived: float
    """A person-month of the quiet months, lived at once."""
    drawn: float
    """A person-month of the monthly pass."""
    event: float
    events_a_month: float
    """For each hundred agents."""
    reference: dict[int, float]
    """A person of the pass over the records, by threads."""
    spread: float
    """Slowest over fastest simulation."""


class TimedCrew:
    """One shard whose verbs are timed; `at_once` says whether quiet months are lived at once."""

    def __init__(self, shard: Shard, *, at_once: bool) -> None:
        self.shard = shard
        self.laps = Laps()
        self._at_once = at_once

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The shard's answer."""
        if verb != "begin":
            return [getattr(self.shard, verb)(*arguments)]
        month, first, last, tables, is_quiet = arguments
        started = time.perf_counter()
        self.shard.begin(month, first, last, tables, is_quiet and self._at_once)
        took = time.perf_counter() - started
        if is_quiet and self._at_once:
            self.laps.lived += took
            self.laps.quiet_months += 1
        elif is_quiet:
            self._days(first, last, took)
        return [None]

    def close(self) -> None:
        """Nothing to let go of."""

    def _days(self, first: int, last: int, drawing: float) -> None:
        """Live the days of a quiet month one by one."""
        seats = np.zeros_like(self.shard.world.seats)
        started = time.perf_counter()
        for day in range(first, last + 1):
            self.shard.live(day, seats)
        self.laps.days += time.perf_counter() - started
        self.laps.drawn += drawing
        self.laps.events += int(self.shard.world.events.starts[:, -1].sum())
        self.laps.quiet_months += 1


def bundled_system(name: str, *, people_per_agent: int | None = None) -> System:
    """The first replicate of a bundled study: default parameters, median stocks."""
    study = open_study(name)
    settings = study.declarations.settings
    system = assemble(study.declarations, people_per_agent=people_per_agent)
    posterior = estimate(study, system, draws=1, seed=settings.seed)
    years = [settings.reference_year_of(code) for code in posterior.citizenships]
    reference = np.stack([posterior.of_year(year)[0, index] for index, year in enumerate(years)])
    start = posterior.of_year(settings.from_.year)[0]
    return build(system, defaults(ranges_of(study.declarations)), start, reference)


def measure(system: System, *, repeats: int, threads: Sequence[int] = (1, 2)) -> Speed:
    """Simulate once to compile, then `repeats` times in turn, so that a busy minute hurts all alike."""
    agents = int(agents_by_group(system).sum())
    lap(system, at_once=True)
    lap(system, at_once=False)
    records = all_records(system)
    at_once, by_days = [], []
    wholes: dict[int, list[float]] = {number: [] for number in threads}
    touches: dict[int, list[float]] = {number: [] for number in threads}
    for _ in range(repeats):
        at_once.append(lap(system, at_once=True))
        by_days.append(lap(system, at_once=False))
        for number in threads:
            wholes[number].append(whole_run(system, number))
            touches[number].append(touch(records, number))
    months = system.calendar.months
    events = by_days[0].events / max(by_days[0].quiet_months, 1)
    return Speed(
        agents=agents,
        months=months,
        bytes_an_agent=AGENT.itemsize,
        seconds={number: _median(each) for number, each in wholes.items()},
        lived=1e9 * _median(each.lived / max(each.quiet_months, 1) for each in at_once) / agents,
        drawn=1e9 * _median(each.drawn / max(each.quiet_months, 1) for each in by_days) / agents,
        event=1e9 * _median(each.days / max(each.events, 1) for each in by_days),
        events_a_month=100.0 * events / agents,
        reference={number: 1e9 * _median(each) / records.size for number, each in touches.items()},
        spread=max(wholes[threads[0]]) / min(wholes[threads[0]]),
    )


def lap(system: System, *, at_once: bool) -> Laps:
    """One simulation in one shard, its verbs timed."""
    agents = agents_by_group(system)
    crew = TimedCrew(Shard(system, 1, 0, blocks_of(int(agents.sum()), 0, 1), agents), at_once=at_once)
    simulate(system, seed=1, replicate=0, crew=crew)
    return crew.laps


def whole_run(system: System, threads: int) -> float:
    """Seconds of one replicate."""
    started = time.perf_counter()
    simulate(system, seed=1, replicate=0, shards=threads)
    return time.perf_counter() - started


def all_records(system: System) -> NDArray[Any]:
    """The records of everyone on the first day."""
    agents = agents_by_group(system)
    blocks = blocks_of(int(agents.sum()), 0, 1)
    return settle_people(blocks, agents, system.layout.origin_of_group.astype(np.uint8)).people


def touch(records: NDArray[Any], threads: int) -> float:
    """Seconds that NumPy takes to read and write every byte of the records once, block after block."""
    words = records.view(np.uint16)
    length = BLOCK * AGENT.itemsize // 2
    parts = np.array_split(np.arange(0, words.size, length), threads)

    def part(starts: NDArray[np.int64]) -> None:
        for start in starts:
            block = words[start : start + length]
            np.add(block, 1, out=block)

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(part, parts))
        started = time.perf_counter()
        list(pool.map(part, parts))
        return time.perf_counter() - started


def _median(values: Iterable[float]) -> float:
    """The middle one."""
    return float(np.median(list(values)))
