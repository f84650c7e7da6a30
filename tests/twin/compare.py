"""The engine beside its twin: the first event, field or count in which they differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from sapar.model.system import System
from sapar.simulation.run import Run
from sapar.simulation.shard import Shard
from sapar.simulation.simulate import simulate
from sapar.simulation.tables import Tallies
from tests.crews import whole
from tests.twin.people import ACTIVITIES, EVENTS, FIELDS, STATUSES
from tests.twin.twin import Event, Life, live

PLACES = 16_384


@dataclass(slots=True, kw_only=True)
class Recorder:
    """A crew of one shard that lives every month day by day and notes what the twin notes."""

    shard: Shard
    every_day: bool
    """Whether to note everyone's state every day, not at the end of each month only."""
    first_day: list[tuple[int, ...]] = field(default_factory=list)
    states: dict[int, list[tuple[int, ...]]] = field(default_factory=dict)
    drawn: list[list[Event]] = field(default_factory=list)
    seals: list[int] = field(default_factory=list)
    """Of each day."""
    counts: list[Tallies] = field(default_factory=list)
    _day: int = -1

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The shard's answer."""
        if verb == "begin":
            self._begin(*arguments)
            return [None]
        if verb == "live":
            return [self._live(*arguments)]
        answer = getattr(self.shard, verb)(*arguments)
        if verb == "place":
            self.first_day = self._fields()
        if verb == "counts":
            self.states[self._day] = self._fields()
            self.counts.append(Tallies(*(each.copy() for each in answer)))
        return [answer]

    def close(self) -> None:
        """Nothing to let go of."""

    def _begin(self, month: int, first: int, last: int, tables: Any, is_quiet: bool) -> None:
        """Draw the month; live its days if nothing else will."""
        self.shard.begin(month, first, last, tables, False)
        events = self.shard.world.events
        packed = events.sorted[0, : events.starts[0, -1]].tolist()
        self.drawn.append(sorted((first + (each >> 18), (each >> 4) % PLACES, each % 16) for each in packed))
        if is_quiet:
            for day in range(first, last + 1):
                self._live(day, np.zeros_like(self.shard.world.seats))

    def _live(self, day: int, seats: Any) -> Any:
        """Live a day; the one before it is over."""
        if self.every_day and day > 0:
            self.states[day - 1] = self._fields()
        self._day = day
        before = int(self.shard.tallies.seal[0])
        answer = self.shard.live(day, seats)
        self.seals.append((int(self.shard.tallies.seal[0]) - before) % 2**64)
        return answer

    def _fields(self) -> list[tuple[int, ...]]:
        """Fields of each agent."""
        people = self.shard.blocks.people[: int(self.shard.blocks.rows["size"][0])]
        return list(zip(*(people[name].tolist() for name in FIELDS), strict=True))


def first_difference(system: System, seed: int, replicate: int = 0) -> str | None:
    """What the engine and its twin first differ in, in words; None where they are the same.

    States are compared at the end of each month; where something differs, once more at the end of every day.
    """
    for every_day in (False, True):
        recorder = Recorder(shard=whole(system, seed, replicate), every_day=every_day)
        assert recorder.shard.numbers.size == 1
        run = simulate(system, seed=seed, replicate=replicate, crew=recorder)
        life = live(system, seed, replicate, every_day=every_day)
        difference = next(_differences(system, recorder, run, life), None)
        if difference is None:
            break
    if difference is not None:
        return difference
    at_once = simulate(system, seed=seed, replicate=replicate)
    return (
        None if at_once.digest == run.digest else "months lived at once differ from months lived day by day"
    )


def _differences(system: System, recorder: Recorder, run: Run, life: Life) -> Iterator[str]:
    """All differences, in order of time."""
    yield from _states("before the first day", recorder.first_day, life.first_day, [])
    for month, (first, length) in enumerate(
        zip(system.calendar.month_start.tolist(), system.calendar.month_length.tolist(), strict=True)
    ):
        for ours, theirs in zip(life.drawn[month], recorder.drawn[month], strict=False):
            if ours != theirs:
                yield f"events of month {month}: engine {_event(theirs)}, twin {_event(ours)}"
        if len(life.drawn[month]) != len(recorder.drawn[month]):
            yield f"month {month}: engine draws {len(recorder.drawn[month])}, twin {len(life.drawn[month])} events"
        for day in range(first, first + length):
            lived = life.lived[day]
            if day in life.states:
                yield from _states(f"on day {day}", recorder.states[day], life.states[day], lived)
            if recorder.seals[day] != life.seal_of(day):
                yield f"the seal of day {day}; the twin lived {[_event(each) for each in lived]}"
            yield from _camps(system, run, life, day)
        yield from _counts(system, recorder.counts[month], life, month)
        banned = life.banned[month]
        yield from _table(
            f"banned at the start of month {month}", run.banned[month], banned, system.people_per_agent
        )
    k = system.people_per_agent
    yield from _table("waits", run.waits, life.waiters.waits, k)
    yield from _table("boarded", run.boarded, {(key,): n for key, n in life.waiters.boarded.items()}, k)


def _states(
    when: str, engine: list[tuple[int, ...]], twin: list[tuple[int, ...]], lived: list[Event]
) -> Iterator[str]:
    """Agents who differ."""
    if engine == twin:
        return
    if len(engine) != len(twin):
        yield f"{when}: engine has {len(engine)} agents, twin {len(twin)}"
        return
    for number, (theirs, ours) in enumerate(zip(engine, twin, strict=True)):
        if theirs != ours:
            named = [
                f"{name} engine {_word(name, one)}, twin {_word(name, other)}"
                for name, one, other in zip(FIELDS, theirs, ours, strict=True)
                if one != other
            ]
            events = [_event(each) for each in lived if each[1] == number]
            yield f"{when}: agent {number}: {'; '.join(named)} (events {events})"


def _camps(system: System, run: Run, life: Life, day: int) -> Iterator[str]:
    """What days count, in people."""
    k, today = system.people_per_agent, life.camps[day]
    waiting = {key: number for key, number in life.waiting[day].items() if key[0] >= 0}
    in_cities = {(key[1],): number for key, number in life.waiting[day].items() if key[0] < 0}
    rows = (waiting, today.joined, today.boarded, today.gone)
    for name, kind, counts in zip(("waiting", "joined", "boarded", "gone"), range(4), rows, strict=True):
        yield from _table(f"{name} in camps on day {day}", run.camp[kind, day], counts, k)
    yield from _table(f"stranded in cities on day {day}", run.stranded[day, :, 0], in_cities, k)
    turned_back = {(camp,): people for camp, people in today.attempts.items()}
    yield from _table(f"turned back on day {day}", run.pushed_back[day], turned_back, 1)
    attempts = {(camp,): 1 for camp in today.attempts}
    yield from _table(f"attempts on day {day}", run.attempts[day], attempts, 1)
    if not np.array_equal(run.belief[day], life.belief[day]):
        yield f"belief on day {day}: engine {run.belief[day].tolist()}, twin {life.belief[day].tolist()}"


def _counts(system: System, engine: Tallies, life: Life, month: int) -> Iterator[str]:
    """What months count."""
    counts = life.counts[month]
    for name in ("flow", "refused", "crossing", "stock", "standing", "families"):
        yield from _table(f"{name} of month {month}", getattr(engine, name), getattr(counts, name), 1)
    for name in ("unable", "first_departures"):
        by_citizenship = {(key,): number for key, number in getattr(counts, name).items()}
        yield from _table(f"{name} of month {month}", getattr(engine, name), by_citizenship, 1)
    first = int(system.calendar.month_start[month])
    days = range(first, first + int(system.calendar.month_length[month]))
    if int(engine.seal[0]) != sum(life.seal_of(day) for day in days) % 2**64:
        yield f"the seal of month {month}"


def _table(name: str, engine: Any, twin: Mapping[tuple[int, ...], int], factor: int) -> Iterator[str]:
    """An array of the engine against the twin's counts."""
    table = np.zeros_like(engine)
    for key, number in twin.items():
        table[key] = number * factor
    if not np.array_equal(table, engine):
        at = tuple(int(each[0]) for each in np.nonzero(table != engine))
        yield f"{name} at {at}: engine {engine[at]}, twin {table[at]}"


def _event(event: Event) -> str:
    """An event in words."""
    day, number, kind = event
    return f"day {day} agent {number} {EVENTS[kind]}"


def _word(name: str, value: int) -> str:
    """A field's value in words."""
    return (
        {"activity": ACTIVITIES, "status": STATUSES}[name][value]
        if name in ("activity", "status")
        else str(value)
    )
