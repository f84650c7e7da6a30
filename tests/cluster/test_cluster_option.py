"""The command line on clusters: one it starts for itself, and one it reaches from outside."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.test_addresses import free_port

pytest.importorskip("ray")

COMMAND = [sys.executable, "-c", "from sapar.cli import main; main()"]
QUESTION = ("run", "two-places", "--people-per-agent", "20", "--replicates", "3", "--json")


def told(folder: Path, *words: str, **environment: str) -> dict[str, Any]:
    """The JSON object a command printed in a folder."""
    done = subprocess.run(
        [*COMMAND, *words],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The answer of this machine alone."""
    return told(tmp_path_factory.mktemp("here"), *QUESTION, "--jobs", "1")


@pytest.fixture
def client_address() -> Iterator[tuple[str, str]]:
    """Address and word of a cluster that answers from outside."""
    port, word = free_port(), secrets.token_hex(32)
    environment = {
        **os.environ,
        "RAY_AUTH_MODE": "token",
        "RAY_AUTH_TOKEN": word,
        "RAY_USAGE_STATS_ENABLED": "0",
    }
    start = ("start", "--head", "--block", "--num-cpus=2", "--include-dashboard=false")
    ports = (f"--port={free_port()}", f"--ray-client-server-port={port}")
    with subprocess.Popen(
        [sys.executable, "-m", "ray.scripts.scripts", *start, *ports],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as head:
        assert head.stdout is not None
        said = []
        for line in head.stdout:
            said.append(line)
            if "--block" in line:
                break
        else:
            pytest.fail("".join(said))
        yield f"ray://127.0.0.1:{port}", word
        head.terminate()
        head.communicate(timeout=60)


@pytest.mark.long
def test_a_cluster_of_its_own_gives_the_same_answer(tmp_path: Path, here: dict[str, Any]) -> None:
    """`--cluster auto` where there is none starts one, and the tables are those of one process."""
    found = told(tmp_path, *QUESTION, "--cluster", "auto", "--jobs", "2")

    assert found["state_digest"] == here["state_digest"]
    assert found["tables_digest"] == here["tables_digest"]


@pytest.mark.long
def test_a_cluster_reached_from_outside_gives_the_same_answer(
    tmp_path: Path, here: dict[str, Any], client_address: tuple[str, str]
) -> None:
    """`--cluster ray://...` sends the work to a cluster this machine is no part of."""
    address, word = client_address
    found = told(tmp_path, *QUESTION, "--cluster", address, RAY_AUTH_TOKEN=word)

    assert found["state_digest"] == here["state_digest"]
    assert found["tables_digest"] == here["tables_digest"]
