"""How long the bundled study takes: the monthly pass, its events, and a NumPy pass over the same columns."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sapar.model.build import assemble, build, ranges_of
from sapar.model.parameters import defaults
from sapar.model.system import System
from sapar.simulation import simulate as simulation
from sapar.simulation.people import People
from sapar.simulation.start import first_people
from sapar.study import open_study
from sapar.study.evidence import estimate


@dataclass(slots=True, kw_only=True)
class Laps:
    """What one simulation spent where."""

    total: float = 0.0
    """Seconds."""
    in_pass: float = 0.0
    """Seconds in the monthly pass."""
    in_days: float = 0.0
    """Seconds living through the days."""
    events: int = 0
    """Events drawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """Medians of a few simulations."""

    agents: int
    months: int
    bytes_an_agent: int
    seconds: float
    pass_nanoseconds: float
    """A person-month."""
    event_nanoseconds: float
    events_a_month: float
    """For each hundred agents."""
    reference_nanoseconds: float
    """A person-month of the NumPy pass."""
    spread: float
    """Slowest over fastest simulation."""


@dataclass(slots=True, kw_only=True)
class _Clock:
    """What a function took and gave back."""

    seconds: float = 0.0
    results: list[Any] = field(default_factory=list)


def bundled_system(name: str) -> System:
    """The first replicate of a bundled study: default parameters, median stocks."""
    study = open_study(name)
    settings = study.declarations.settings
    system = assemble(study.declarations)
    posterior = estimate(study, system, draws=1, seed=settings.seed)
    years = [settings.reference_year_of(code) for code in posterior.citizenships]
    reference = np.stack([posterior.of_year(year)[0, index] for index, year in enumerate(years)])
    start = posterior.of_year(settings.from_.year)[0]
    return build(system, defaults(ranges_of(study.declarations)), start, reference)


def measure(system: System, *, repeats: int) -> Speed:
    """Simulate once to compile, then `repeats` times."""
    lap(system)
    laps = [lap(system) for _ in range(repeats)]
    people = first_people(system)
    months = system.calendar.months
    agent_months = people.number * months

    def median(values: Iterator[float]) -> float:
        return float(np.median(list(values)))

    return Speed(
        agents=people.number,
        months=months,
        bytes_an_agent=sum(column.itemsize for column in people),
        seconds=median(each.total for each in laps),
        pass_nanoseconds=1e9 * median(each.in_pass for each in laps) / agent_months,
        event_nanoseconds=1e9 * median(each.in_days / max(each.events, 1) for each in laps),
        events_a_month=100.0 * laps[0].events / agent_months,
        reference_nanoseconds=1e9 * median(touch(people) for _ in range(repeats)) / people.number,
        spread=max(each.total for each in laps) / min(each.total for each in laps),
    )


def lap(system: System) -> Laps:
    """One simulation, timed from outside."""
    with _timed("draw_month") as in_pass, _timed("_draw") as drawing, _timed("_live_month") as in_days:
        started = time.perf_counter()
        simulation.simulate(system, seed=1, replicate=0)
        total = time.perf_counter() - started
    events = sum(int(drawn[0].size) for drawn in drawing.results)
    return Laps(total=total, in_pass=in_pass.seconds, in_days=in_days.seconds, events=events)


def touch(people: People) -> float:
    """Seconds that NumPy takes to read and write every column once."""
    started = time.perf_counter()
    for column in people:
        np.add(column, 1, out=column)
    return time.perf_counter() - started


@contextmanager
def _timed(name: str) -> Iterator[_Clock]:
    """A function of the simulation, replaced for a while by one that notes its time and results."""
    clock, original = _Clock(), getattr(simulation, name)

    def noted(*arguments: Any) -> Any:
        started = time.perf_counter()
        result = original(*arguments)
        clock.seconds += time.perf_counter() - started
        clock.results.append(result)
        return result

    setattr(simulation, name, noted)
    try:
        yield clock
    finally:
        setattr(simulation, name, original)
