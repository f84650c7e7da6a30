"""Work on a Ray cluster of three nodes on this machine; the last test kills one of them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sapar.errors import ClusterUnavailable, Imbalance, WorkerDiffers, WorkersLost
from sapar.model.declarations import Declarations
from sapar.simulation import cluster as clustering
from sapar.simulation import ensemble as ensembles
from sapar.simulation.cluster import LARGE, RayCluster, RayCrew
from sapar.simulation.ensemble import Ensemble, ShardMaker, live_all
from sapar.simulation.executor import Here
from sapar.study.checkpoints import Checkpoints
from tests.cluster.conftest import REPLICATES
from tests.cluster.test_processes import PROMPT
from tests.cluster.work import Shard, dawdles, refuses, sum_written, times
from tests.worlds import World, crowded_gate, with_event

ray = pytest.importorskip("ray")

HEALTH = {
    "health_check_initial_delay_ms": 500,
    "health_check_period_ms": 300,
    "health_check_failure_threshold": 4,
}
"""A killed node is missed after seconds, not after a quarter of a minute."""


@pytest.fixture(scope="module")
def nodes() -> Iterator[Any]:
    """A head that only directs and two nodes of one processor."""
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 0, "include_dashboard": False, "_system_config": HEALTH}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    for _ in range(2):
        cluster.add_node(num_cpus=1, wait=False)
    cluster.wait_for_nodes()
    yield cluster
    ray.shutdown()
    cluster.shutdown()


@pytest.fixture(scope="module")
def crowded(two_places: World) -> Declarations:
    """People wait at the gate, take seats both ways and board."""
    return with_event(crowded_gate(two_places), "gate-buses", seats=4)


@pytest.fixture(scope="module")
def cluster(nodes: Any) -> Iterator[RayCluster]:
    """The executor, connected by address."""
    with RayCluster(nodes.address) as connected:
        yield connected


def test_the_cluster_gives_the_same_bytes(
    cluster: RayCluster, ensemble: Ensemble, here: dict[int, str]
) -> None:
    """Replicates lived on two nodes have the digests of those lived here, and are seen on their way."""
    seen: list[tuple[int, int, int]] = []
    lives = live_all(
        ensemble,
        replicates=range(REPLICATES),
        executor=cluster,
        watch=lambda *told: seen.append(told),
    )

    assert {replicate: run.digest for replicate, run in lives} == here
    assert all(0 < months <= all_months for _, months, all_months in seen)


def test_people_split_over_the_cluster_live_the_same_lives(
    cluster: RayCluster, two_places: World, crowded: Declarations
) -> None:
    """One replicate whose blocks live on two nodes, with queues, seats and convoys, has the bytes of one here."""
    ensemble = two_places.ensemble(people_per_agent=5, declarations=crowded)
    make_crew = partial(cluster.crew, count=2)

    (_, apart), *_ = live_all(ensemble, replicates=[0], executor=Here(), make_crew=make_crew)

    assert apart.camp.sum() > 0
    assert apart.digest == ensemble.live(0).digest


class Fragile:
    """A crew that loses a shard as it begins a month."""

    def __init__(self, crew: RayCrew, month: int) -> None:
        self._crew, self._month = crew, month

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The answers, as long as all shards are there."""
        if verb == "begin" and arguments[0] == self._month:
            ray.kill(self._crew._holders[0])
        return self._crew.ask(verb, *arguments)

    def close(self) -> None:
        """Let go of those that are left."""
        self._crew.close()


@pytest.mark.parametrize("month", [pytest.param(0, marks=pytest.mark.long), 7])
def test_a_lost_shard_changes_nothing(
    cluster: RayCluster, two_places: World, crowded: Declarations, tmp_path: Path, month: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """A shard dies in the middle: new ones go on from the last checkpoint, to the same bytes."""
    monkeypatch.setattr(ensembles, "KEEP_EVERY", 0.0)
    ensemble = two_places.ensemble(people_per_agent=5, declarations=crowded)
    crews: list[Fragile] = []

    def make_crew(make_shard: ShardMaker) -> Fragile:
        crews.append(Fragile(cluster.crew(make_shard, count=2), month if not crews else -1))
        return crews[-1]

    apart = replace(ensemble, checkpoints=Checkpoints(tmp_path)).live_over(0, make_crew=make_crew)

    assert len(crews) == 2
    assert apart.digest == ensemble.live(0).digest


def test_workers_may_write_to_what_they_share(cluster: RayCluster) -> None:
    """Arrays arrive as ordinary arrays: kernels compiled for those run, and nothing else is compiled."""
    shared = np.arange(100_000)

    assert list(cluster.map(sum_written, shared, [5])) == [(5, int(shared.sum()))]


def test_stopping_leaves_a_cluster_that_works(cluster: RayCluster, tmp_path: Path) -> None:
    """Whoever stops after the first result keeps it; the cluster is free again at once."""
    results = cluster.map(dawdles, str(tmp_path), range(5))
    assert next(results) == (0, 0)
    while not list(tmp_path.iterdir()):
        time.sleep(0.01)
    started = time.monotonic()
    results.close()

    assert dict(cluster.map(times, 3, range(4))) == {item: 3 * item for item in range(4)}
    assert time.monotonic() - started < PROMPT


def test_an_error_is_that_of_the_work(cluster: RayCluster) -> None:
    """What work on a machine raises is raised here, with everything it carries."""
    with pytest.raises(Imbalance, match="is wrong in") as raised:
        list(cluster.map(refuses, "a thing", [1, 2]))

    assert raised.value.found == "a thing"


def test_a_worker_with_other_code_is_given_nothing(
    cluster: RayCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Workers whose code has another digest than that of this machine refuse, and say which differs."""
    here = clustering.versions_here()
    monkeypatch.setattr(clustering, "versions_here", lambda: {**here, "sapar": "0123456789abcdef"})

    with pytest.raises(WorkerDiffers, match=f"sapar is {here['sapar']} and not 0123456789abcdef"):
        list(cluster.map(times, 3, [1]))


def test_shards_answer_in_order_and_remember(cluster: RayCluster) -> None:
    """Each shard is made once where it lives, keeps its state between questions and answers in its place.

    A fault that one finds is raised here; a shard whose process is lost is an error, and nobody waits for it.
    """
    with cluster.crew(Shard, count=2) as crew:
        first = crew.ask("add", 5)
        second = crew.ask("add", 2)
        values = np.arange(LARGE)
        shares = crew.ask("share", values)
        with pytest.raises(Imbalance, match="people are missing"):
            crew.ask("refuse")
        with pytest.raises(WorkersLost):
            crew.ask("die")

    assert [each.tolist() for each in first] == [[0, 2, 5], [1, 2, 5]]
    assert [each.tolist() for each in second] == [[0, 2, 7], [1, 2, 7]]
    assert all(np.array_equal(shares[index], values[index::2] + index) for index in range(2))


def test_too_many_shards_are_refused(cluster: RayCluster) -> None:
    """A crew that the cluster has no room for would wait for ever."""
    with pytest.raises(ClusterUnavailable, match="has 2 processors, and 3 shards"):
        cluster.crew(Shard, count=3)


def test_a_killed_node_changes_nothing(
    nodes: Any, cluster: RayCluster, ensemble: Ensemble, here: dict[int, str]
) -> None:
    """A node is killed while replicates live on it: they are lived again elsewhere, to the same digests."""
    lives = live_all(ensemble, replicates=range(REPLICATES), executor=cluster)
    first, run = next(lives)
    nodes.remove_node(nodes.worker_nodes.copy().pop(), allow_graceful=False)
    found = {first: run.digest, **{replicate: each.digest for replicate, each in lives}}

    assert found == here
