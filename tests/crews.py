"""Crews that look on: the same shards and verbs, with every month lived day by day or with people tampered with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.compiling import door
from sapar.model.system import System
from sapar.simulation.crew import LocalCrew
from sapar.simulation.run import Run
from sapar.simulation.shard import Shard, blocks_of
from sapar.simulation.simulate import simulate
from sapar.simulation.start import agents_by_group
from sapar.simulation.tables import World

Watch = Callable[[Shard, str, int, np.ndarray], None]
"""Called after a verb of a day: the shard, the verb, the day, and a copy of its people as they were before."""


class DayByDay:
    """One shard that lives every month day by day, the quiet ones too."""

    def __init__(self, shard: Shard, watch: Watch | None = None, verbs: Sequence[str] = ()) -> None:
        self.shard = shard
        self._watch = watch
        self._verbs = verbs

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The shard's answer; `begin` of a quiet month lives all its days."""
        if verb == "begin" and arguments[-1]:
            month, first, last, tables, _ = arguments
            self.shard.begin(month, first, last, tables, False)
            for day in range(first, last + 1):
                self._ask("live", day, np.zeros_like(self.shard.world.seats))
            return [None]
        return [self._ask(verb, *arguments)]

    def close(self) -> None:
        """Nothing to let go of."""

    def _ask(self, verb: str, *arguments: Any) -> Any:
        """One verb, watched if it is among those to watch."""
        if self._watch is None or verb not in self._verbs:
            return getattr(self.shard, verb)(*arguments)
        before = self.shard.blocks.people.copy()
        answer = getattr(self.shard, verb)(*arguments)
        self._watch(self.shard, verb, int(arguments[0]), before)
        return answer


class Spoiling(LocalCrew):
    """Shards whose people are changed by hand at the end of the first month."""

    def __init__(self, shards: Sequence[Shard], spoil: Callable[[Shard], None]) -> None:
        super().__init__(shards)
        self._spoil = spoil
        self._done = False

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The shards' answers; the first `counts` is followed by the damage."""
        answers = super().ask(verb, *arguments)
        if verb == "counts" and not self._done:
            self._done = True
            for shard in self._shards:
                self._spoil(shard)
        return answers


class Processor:
    """Lanes one after the other on this processor: everything of an accelerator but the accelerator."""

    def __init__(self, room: int = 1 << 40) -> None:
        self._room = room

    def free(self) -> int:
        """As much as it was made with."""
        return self._room

    def put(self, array: NDArray[Any]) -> NDArray[Any]:
        """A copy."""
        return np.array(array, order="C")

    def zeros(self, shape: tuple[int, ...], kind: Any) -> NDArray[Any]:
        """Room, cleared."""
        return np.zeros(shape, kind)

    def clear(self, array: NDArray[Any]) -> None:
        """Set to zero."""
        array[...] = np.zeros((), array.dtype)

    def take(self, array: NDArray[Any]) -> NDArray[Any]:
        """A copy."""
        return array.copy()

    def add_up(self, array: NDArray[Any]) -> NDArray[Any]:
        """The sum over the first axis."""
        return np.asarray(array.sum(axis=0, dtype=array.dtype))

    def run(self, function: Callable[..., None], lanes: int, world: World, *arguments: Any) -> None:
        """Lane after lane."""
        _in_turn(function)(lanes, world, arguments)


@cache
def _in_turn(function: Callable[..., None]) -> Any:
    """A function of lanes, compiled for all of them in turn."""

    @door
    def run(lanes: int, world: Any, arguments: Any) -> None:
        for lane in range(lanes):
            function(world, lane, lanes, *arguments)

    return run


def whole(system: System, seed: int, replicate: int = 0) -> Shard:
    """Everyone in one shard."""
    agents = agents_by_group(system)
    return Shard(system, seed, replicate, blocks_of(int(agents.sum()), 0, 1), agents)


def watched(system: System, seed: int, watch: Watch, *verbs: str) -> Run:
    """The run of a system, lived day by day; `watch` sees people before and after each of the verbs."""
    return simulate(system, seed=seed, replicate=0, crew=DayByDay(whole(system, seed), watch, verbs))


class ProcessCrew:
    """Shards in processes of their own, asked through pipes; they share nothing."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        context = get_context("fork")
        self._pipes: list[Any] = []
        self._processes = []
        for shard in shards:
            ours, theirs = context.Pipe()
            process = context.Process(target=_answer, args=(shard, theirs), daemon=True)
            process.start()
            theirs.close()
            self._pipes.append(ours)
            self._processes.append(process)

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The answer of each shard, in order of shards."""
        for pipe in self._pipes:
            pipe.send((verb, arguments))
        answers = [pipe.recv() for pipe in self._pipes]
        for answer in answers:
            if isinstance(answer, Exception):
                raise answer
        return answers

    def close(self) -> None:
        """End the processes."""
        for pipe in self._pipes:
            pipe.send(None)
            pipe.close()
        for process in self._processes:
            process.join(timeout=10)


def _answer(shard: Shard, pipe: Any) -> None:
    """Answer a shard's verbs until nothing is asked any more."""
    while (asked := pipe.recv()) is not None:
        verb, arguments = asked
        try:
            pipe.send(getattr(shard, verb)(*arguments))
        except Exception as problem:
            pipe.send(problem)
