"""Where work is done: here, in processes of this machine, or wherever another executor takes it.

Work is a function of what all items share, one item, and a way to tell how far it is. It must give the same result
wherever and however often it is done: an item whose worker was lost is simply done again.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import active_children, connection, get_context, parent_process
from queue import Empty, SimpleQueue
from typing import Any, Protocol, TypeVar

from sapar.errors import Cancelled, WorkersLost

Common = TypeVar("Common")
Item = TypeVar("Item", bound=Hashable)
Result = TypeVar("Result")

Tell = Callable[[int, int], None]
"""Called by work with steps done and steps in all."""

Work = Callable[[Common, Item, Tell], Result]
"""What all items share, one of them, and how to tell how far it is."""

Watch = Callable[[Item, int, int], None]
"""Called with an item, steps done and steps in all, now and then while work on it goes on."""

LOOK_EVERY = 0.25
"""Seconds between looks at how far workers are."""

MOST_LOST = 3
"""How often in a row workers may be lost without one item finished in between."""


class Executor(Protocol):
    """Does work on items somewhere."""

    def map(
        self,
        work: Work[Common, Item, Result],
        common: Common,
        items: Iterable[Item],
        *,
        watch: Watch[Item] | None = None,
    ) -> Generator[tuple[Item, Result]]:
        """Items with their results, as they finish.

        Closing the generator, or an exception such as Ctrl-C while it waits, stops all workers at once.

        Parameters
        ----------
        work
            Found by its name where workers are.
        common
            Sent once to each worker.
        watch
            Called in this process.

        Raises
        ------
        WorkersLost
            Workers were lost again and again.
        """


@dataclass(frozen=True, slots=True)
class Here:
    """One item after the other in this process, on all of its threads."""

    def map(
        self,
        work: Work[Common, Item, Result],
        common: Common,
        items: Iterable[Item],
        *,
        watch: Watch[Item] | None = None,
    ) -> Generator[tuple[Item, Result]]:
        """Items in their order."""
        for item in items:
            yield item, work(common, item, _telling(item, watch))


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """Items spread over processes of this machine, each on one thread; one job, or one item, is done here."""

    jobs: int

    def map(
        self,
        work: Work[Common, Item, Result],
        common: Common,
        items: Iterable[Item],
        *,
        watch: Watch[Item] | None = None,
    ) -> Generator[tuple[Item, Result]]:
        """Items as they finish; those of a lost process are done again in new ones."""
        missing = list(items)
        if self.jobs <= 1 or len(missing) <= 1:
            yield from Here().map(work, common, missing, watch=watch)
            return
        lost = 0
        while missing:
            try:
                for item, result in self._until_lost(work, common, tuple(missing), watch):
                    lost = 0
                    missing.remove(item)
                    yield item, result
            except BrokenProcessPool as broken:
                lost += 1
                if lost >= MOST_LOST:
                    raise _processes_lost(len(missing)) from broken

    def _until_lost(
        self,
        work: Work[Common, Item, Result],
        common: Common,
        items: tuple[Item, ...],
        watch: Watch[Item] | None,
    ) -> Generator[tuple[Item, Result]]:
        """Items as they finish in one pool, which breaks when one of its processes is lost."""
        board = _Board(len(items))
        finished: SimpleQueue[Future[Result]] = SimpleQueue()
        pool = ProcessPoolExecutor(
            max_workers=min(self.jobs, len(items)),
            mp_context=get_context("spawn"),
            initializer=_receive,
            initargs=(work, common, board),
        )
        pending: dict[Future[Result], Item] = {}
        try:
            with _cancelling_ignored():
                for slot, item in enumerate(items):
                    pending[pool.submit(_do, slot, item)] = item
            for each in pending:
                each.add_done_callback(finished.put)
            look_at = 0.0
            while pending:
                try:
                    future = finished.get(timeout=LOOK_EVERY)
                except Empty:
                    future = None
                if watch is not None and time.monotonic() >= look_at:
                    look_at = time.monotonic() + LOOK_EVERY
                    for slot, done, total in board.news():
                        watch(items[slot], done, total)
                if future is not None:
                    yield pending.pop(future), future.result()
        finally:
            if pending:
                board.stop()
            pool.shutdown(wait=True, cancel_futures=True)


def processors() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _telling(item: Item, watch: Watch[Item] | None) -> Tell:
    """How work done here tells."""

    def tell(done: int, total: int) -> None:
        if watch is not None:
            watch(item, done, total)

    return tell


def _processes_lost(missing: int) -> WorkersLost:
    """Processes die again and again."""
    return WorkersLost(
        why=f"processes of this machine died {MOST_LOST} times in a row, most often for want of memory; "
        f"{missing} items of work are not done",
        try_="fewer --jobs, or more people to an agent; a script needs `if __name__ == '__main__':` around its calls",
    )


class _Board:
    """Shared memory in which each item has a slot, written by the one process that works on it.

    Nothing is locked, so that a process can die at any moment.
    """

    def __init__(self, slots: int) -> None:
        context = get_context("spawn")
        self.stopped = context.RawValue("b", 0)
        self.process = context.RawArray("q", slots)
        """[slot] the process that is at work, 0 where none is."""
        self.done = context.RawArray("q", slots)
        self.total = context.RawArray("q", slots)

    def news(self) -> Iterator[tuple[int, int, int]]:
        """Slot, steps done and steps in all of the items now at work."""
        for slot, process in enumerate(self.process):
            if process and self.total[slot]:
                yield slot, self.done[slot], self.total[slot]

    def stop(self) -> None:
        """Nothing new is begun, and what has begun is given up."""
        self.stopped.value = 1
        working = set(self.process)
        for child in active_children():
            if child.pid in working:
                child.terminate()


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


_received: dict[str, Any] = {}


def _receive(work: Work[Common, Item, Result], common: Common, board: _Board) -> None:
    """Keep in a worker what all items share; it does not outlive its parent."""
    _received.update(work=work, common=common, board=board)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    """End this process when its parent has ended, however it did."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _do(slot: int, item: Item) -> Any:
    """One item in a worker."""
    board: _Board = _received["board"]

    def tell(done: int, total: int) -> None:
        if board.stopped.value:
            raise Cancelled(why="the work was stopped", try_="the same command again")
        board.done[slot], board.total[slot] = done, total

    tell(0, 0)
    board.process[slot] = os.getpid()
    try:
        return _received["work"](_received["common"], item, tell)
    finally:
        board.process[slot] = 0
