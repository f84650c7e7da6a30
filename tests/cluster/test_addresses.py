"""A cluster that cannot be used is refused in words, and soon."""

from __future__ import annotations

import socket
import sys

import pytest

from sapar.errors import ClusterUnavailable
from sapar.simulation.cluster import RayCluster
from tests.cluster.work import times


def free_port() -> int:
    """A port at which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.mark.parametrize("form", ["127.0.0.1:{}", "ray://127.0.0.1:{}"])
def test_an_address_that_does_not_answer_is_refused(form: str) -> None:
    """Nothing listens: the error names the address and says what to look at."""
    pytest.importorskip("ray")
    address = form.format(free_port())

    with pytest.raises(ClusterUnavailable, match="does not answer") as raised:
        list(RayCluster(address).map(times, 3, [1]))

    assert address in str(raised.value)


@pytest.mark.parametrize("address", ["nowhere", "http://127.0.0.1:80", "host:port", "ray://", "[::1"])
def test_what_is_no_address_is_refused(address: str) -> None:
    """Words that are no address are refused before anything is sent."""
    pytest.importorskip("ray")

    with pytest.raises(ClusterUnavailable, match="not the address of a cluster"):
        list(RayCluster(address).map(times, 3, [1]))


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ray the error says how to install it."""
    monkeypatch.setitem(sys.modules, "ray", None)

    with pytest.raises(ClusterUnavailable, match="not installed") as raised:
        list(RayCluster().map(times, 3, [1]))

    assert "pip install 'sapar[cluster]'" in str(raised.value)


def test_no_items_need_no_cluster() -> None:
    """A run whose replicates are all kept from before connects to nothing."""
    assert list(RayCluster("127.0.0.1:1").map(times, 3, [])) == []
