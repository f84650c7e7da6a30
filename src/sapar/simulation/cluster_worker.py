"""What runs on the workers of a Ray cluster.

What travels is packed on one side, once, and unpacked once by each worker: arrays arrive as ordinary arrays that can
be written to, where Ray alone would hand out read-only ones.
"""

from __future__ import annotations

import pickle
import socket
import time
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from sapar.errors import WorkerDiffers
from sapar.files.code import digest_code
from sapar.simulation.executor import LOOK_EVERY

COUNTING = ("numba", "numpy", "scipy")
"""Packages whose versions may show in the last bits of a result."""


@cache
def versions_here() -> dict[str, str]:
    """What must be the same on all machines."""
    return {"sapar": digest_code(), **{name: version(name) for name in COUNTING}}


def _require_same(versions: dict[str, str]) -> None:
    """This worker calculates as the machine that asks."""
    here = versions_here()
    other = [
        f"{name} is {here[name]} and not {wanted}"
        for name, wanted in versions.items()
        if here[name] != wanted
    ]
    if other:
        raise WorkerDiffers(
            found=socket.gethostname(),
            why=f"would calculate with other code than this machine: {', '.join(other)}",
            try_="the same version of sapar[cluster] and its packages on every machine",
        )


def _attempted(action: Callable[[], Any]) -> bytes:
    """Whether an action succeeded, and its value or its error."""
    try:
        return packed((True, action()))
    except Exception as error:
        return packed((False, error))


def _unpack(packed: bytes) -> Any:
    """What was sent, made of modules that this worker must have."""
    try:
        return pickle.loads(packed)
    except (ImportError, AttributeError) as missing:
        raise WorkerDiffers(
            found=socket.gethostname(),
            why=f"lacks code that the work needs: {missing}",
            try_="the same packages on every machine of the cluster",
        ) from missing


class Worker:
    """A worker that keeps what all items share."""

    def begin(self, versions: dict[str, str], shared: bytes) -> bytes:
        """Unpack work and what its items share."""

        def unpack() -> None:
            _require_same(versions)
            self._work, self._common = _unpack(shared)

        return _attempted(unpack)

    def do(self, item: Any, board: Any) -> bytes:
        """One item."""
        told = time.monotonic()

        def tell(done: int, total: int) -> None:
            nonlocal told
            if board is not None and time.monotonic() - told >= LOOK_EVERY:
                told = time.monotonic()
                board.note.remote(item, done, total)

        return _attempted(lambda: self._work(self._common, item, tell))


class Holder:
    """A worker that keeps one shard."""

    def begin(self, versions: dict[str, str], factory: bytes, index: int, count: int) -> bytes:
        """Make the shard."""

        def make() -> None:
            _require_same(versions)
            self._shard = _unpack(factory)(index, count)

        return _attempted(make)

    def ask(self, name: str, packed: bytes) -> bytes:
        """Call one of its methods."""
        return _attempted(lambda: getattr(self._shard, name)(*pickle.loads(packed)))


class Board:
    """A worker that hears from the others how far they are."""

    def __init__(self) -> None:
        self._news: dict[Any, tuple[int, int]] = {}

    def note(self, item: Any, done: int, total: int) -> None:
        """Hear of one item."""
        self._news[item] = done, total

    def news(self) -> dict[Any, tuple[int, int]]:
        """What was heard since the last time."""
        news, self._news = self._news, {}
        return news


def packed(value: Any) -> bytes:
    """Bytes of a value."""
    return pickle.dumps(value, protocol=5)
