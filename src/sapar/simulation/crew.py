"""A crew: shards that are asked together, each in its own thread."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

from numpy.typing import NDArray

from sapar.simulation.shard import Shard


class Crew(Protocol):
    """Shards of one population, wherever they are."""

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The answer of each shard to one of its verbs, in order of shards."""

    def close(self) -> None:
        """Let go of threads, processes or machines."""


def added(answers: Sequence[NDArray[Any]]) -> NDArray[Any]:
    """The sum of what shards counted."""
    total = answers[0]
    for answer in answers[1:]:
        total = total + answer
    return total


MANY_BLOCKS = 64
"""Blocks of a shard from which on every verb is worth a thread; waking one takes longer than a small shard's day."""

LONG_VERBS = frozenset({"begin", "place", "digests"})
"""Verbs that go over everyone."""


class LocalCrew:
    """Shards in this process; kernels let other threads run."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._shards = list(shards)
        self._is_large = any(shard.numbers.size >= MANY_BLOCKS for shard in self._shards)
        self._threads = ThreadPoolExecutor(len(self._shards)) if len(self._shards) > 1 else None

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The answer of each shard to one of its verbs, in order of shards."""
        if self._threads is None or not (self._is_large or verb in LONG_VERBS):
            return [getattr(shard, verb)(*arguments) for shard in self._shards]
        return list(self._threads.map(lambda shard: getattr(shard, verb)(*arguments), self._shards))

    def close(self) -> None:
        """Let go of the threads."""
        if self._threads is not None:
            self._threads.shutdown()
