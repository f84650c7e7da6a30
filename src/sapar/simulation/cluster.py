"""Work on many machines: an executor over a Ray cluster, and crews of shards that live in it."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Generator, Iterable
from types import TracebackType
from typing import Any

from sapar.errors import ClusterUnavailable, WorkerDiffers, WorkersLost
from sapar.simulation.cluster_connection import AUTO, imported, start
from sapar.simulation.cluster_worker import Board, Holder, Worker, packed, versions_here
from sapar.simulation.executor import (
    LOOK_EVERY,
    MOST_LOST,
    Common,
    Item,
    Result,
    Watch,
    Work,
)

LARGE = 100_000
"""Bytes from which arguments are sent once to the store of the cluster, not once to each shard."""

Factory = Callable[[int, int], Any]
"""Makes one shard from its index and the number of shards."""


class RayCluster:
    """An executor over a Ray cluster; connects when it is first used, one thread a worker."""

    def __init__(self, address: str = AUTO, *, jobs: int | None = None) -> None:
        """
        Parameters
        ----------
        address
            `auto`, `host:port` from a machine of the cluster, or `ray://host:port` from anywhere.
        jobs
            Items at work at a time; None takes all processors of the cluster.
        """
        self.address = address
        self.jobs = jobs
        self._ray: Any = None
        self._connected_here = False
        self._workers: list[Any] = []
        """Kept from one use to the next."""

    def __enter__(self) -> RayCluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Leave the cluster, and end it if it was started here."""
        if self._ray is not None:
            self._dismiss()
        if self._connected_here:
            self._ray.shutdown()
        self._ray, self._connected_here = None, False

    def map(
        self,
        work: Work[Common, Item, Result],
        common: Common,
        items: Iterable[Item],
        *,
        watch: Watch[Item] | None = None,
    ) -> Generator[tuple[Item, Result]]:
        """Items as they finish; those of a lost machine are done again on another.

        Raises
        ------
        ClusterUnavailable, WorkerDiffers, WorkersLost
        """
        waiting = deque(items)
        if not waiting:
            return
        ray = self._connect()
        shared, versions = ray.put(packed((work, common))), versions_here()
        board = _BoardView(ray) if watch is not None else None
        busy: dict[Any, tuple[Any, Item | None]] = {}
        """By reference the worker and its item; no item while it unpacks what all share."""
        idle: list[Any] = []
        lost = 0
        left = len(waiting)
        try:
            for worker in self._workers:
                busy[worker.begin.remote(versions, shared)] = worker, None
            while left:
                wanted = min(left, self._places())
                for worker in self._hire(wanted - len(self._workers)):
                    busy[worker.begin.remote(versions, shared)] = worker, None
                while waiting and idle:
                    item, worker = waiting.popleft(), idle.pop()
                    busy[worker.do.remote(item, board and board.actor)] = worker, item
                ready, _ = ray.wait(list(busy), num_returns=1, timeout=LOOK_EVERY)
                if board is not None and watch is not None:
                    for told, (done, total) in board.news().items():
                        watch(told, done, total)
                for reference in ready:
                    worker, at_work = busy.pop(reference)
                    try:
                        result = _opened(ray, reference)
                    except WorkersLost:
                        self._workers.remove(worker)
                        lost += 1
                        if lost > MOST_LOST * wanted:
                            raise
                        if at_work is not None:
                            waiting.appendleft(at_work)
                        continue
                    if at_work is None:
                        idle.append(worker)
                        continue
                    lost = 0
                    left -= 1
                    if waiting:
                        following = waiting.popleft()
                        busy[worker.do.remote(following, board and board.actor)] = worker, following
                    else:
                        idle.append(worker)
                    yield at_work, result
        finally:
            for worker, _ in busy.values():
                ray.kill(worker)
                self._workers.remove(worker)
            if board is not None:
                ray.kill(board.actor)

    def crew(self, make_shard: Factory, *, count: int) -> RayCrew:
        """Shards that stay on workers of the cluster.

        Parameters
        ----------
        make_shard
            Called with index and count where the shard is to live.

        Raises
        ------
        ClusterUnavailable
            The cluster has too few processors.
        """
        ray = self._connect()
        there = int(ray.cluster_resources().get("CPU", 0))
        if count > there:
            raise ClusterUnavailable(
                found=self.address,
                why=f"has {there} processors, and {count} shards need one each",
                try_="fewer shards, or more machines",
            )
        self._dismiss()
        return RayCrew(ray, make_shard, count=count)

    def _places(self) -> int:
        """Workers there may be."""
        there = max(1, int(self._ray.cluster_resources().get("CPU", 1)))
        return there if self.jobs is None else self.jobs

    def _hire(self, count: int) -> list[Any]:
        """New workers, whose first answer comes when the cluster has found them a place."""
        kind = self._ray.remote(num_cpus=1, scheduling_strategy="SPREAD")(Worker)
        hired = [kind.remote() for _ in range(count)]
        self._workers += hired
        return hired

    def _dismiss(self) -> None:
        """Let go of the workers, who may hold much and keep their places while they wait."""
        for worker in self._workers:
            self._ray.kill(worker)
        self._workers = []

    def _connect(self) -> Any:
        """The module `ray`, connected; a connection that is already there is used and left."""
        if self._ray is None:
            ray = imported()
            if not ray.is_initialized():
                start(ray, self.address)
                self._connected_here = True
            self._ray = ray
        return self._ray


class RayCrew:
    """Shards in order, each on a worker of its own, which keeps it from one question to the next."""

    def __init__(self, ray: Any, make_shard: Factory, *, count: int) -> None:
        self._ray = ray
        holder = ray.remote(num_cpus=1, scheduling_strategy="SPREAD")(Holder)
        self._holders = [holder.remote() for _ in range(count)]
        factory = ray.put(packed(make_shard))
        try:
            self._gather(
                [
                    each.begin.remote(versions_here(), factory, index, count)
                    for index, each in enumerate(self._holders)
                ]
            )
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> RayCrew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, name: str, *arguments: Any) -> list[Any]:
        """Call a method of every shard at the same time; results in the order of the shards.

        Raises
        ------
        WorkersLost
            A shard is gone, and with it the people it held.
        """
        sent: Any = packed(arguments)
        if len(sent) > LARGE:
            sent = self._ray.put(sent)
        return self._gather([each.ask.remote(name, sent) for each in self._holders])

    def close(self) -> None:
        """Let go of all shards."""
        for each in self._holders:
            self._ray.kill(each)
        self._holders = []

    def _gather(self, references: list[Any]) -> list[Any]:
        """What all shards answer."""
        return [_opened(self._ray, each) for each in references]


def _opened(ray: Any, reference: Any) -> Any:
    """What a worker gave back, or its error raised here."""
    try:
        answer = ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        raise WorkerDiffers(
            why=f"a worker of the cluster could not run Sapar: {str(error).strip().splitlines()[-1]}",
            try_="the same version of sapar[cluster] on every machine of the cluster",
        ) from error
    except ray.exceptions.RayError as error:
        raise WorkersLost(
            why=f"workers of the cluster were lost: {str(error).strip().splitlines()[0]}",
            try_="more memory for each worker or more people to an agent; finished replicates are kept",
        ) from error
    succeeded, value = pickle.loads(answer)
    if succeeded:
        return value
    raise value


class _BoardView:
    """Looks at a board without ever waiting for it; where the board is lost there is no news."""

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        self.actor = ray.remote(num_cpus=0, max_restarts=-1)(Board).remote()
        self._asked: Any = None

    def news(self) -> dict[Any, tuple[int, int]]:
        """Items heard of since the last look."""
        if self._asked is None:
            self._asked = self.actor.news.remote()
        ready, _ = self._ray.wait([self._asked], timeout=0)
        if not ready:
            return {}
        asked, self._asked = self._asked, None
        try:
            found: dict[Any, tuple[int, int]] = self._ray.get(asked)
        except self._ray.exceptions.RayError:
            return {}
        return found
