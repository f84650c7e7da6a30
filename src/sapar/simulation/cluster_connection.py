"""The way to a Ray cluster: found, started or reached by its address, or refused in clear words."""

from __future__ import annotations

import importlib
import logging
import os
import socket
from typing import Any
from urllib.parse import urlsplit

from sapar.errors import ClusterUnavailable

AUTO = "auto"
"""The cluster that the environment variable RAY_ADDRESS names, or else a new one for this process alone."""

CLIENT_PORT = 10001
"""Where a cluster answers addresses that begin with `ray://`."""

LONGEST_SILENCE = 5.0
"""Seconds within which an address answers."""


def imported() -> Any:
    """The module `ray`, told to keep to itself."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ.setdefault("RAY_ENABLE_UV_RUN_RUNTIME_ENV", "0")
    try:
        return importlib.import_module("ray")
    except ModuleNotFoundError as missing:
        raise ClusterUnavailable(
            why="work on a cluster needs the package ray, which is not installed",
            try_="pip install 'sapar[cluster]', or go without --cluster",
        ) from missing


def start(ray: Any, address: str) -> None:
    """Connect to the address, or start a cluster on this machine.

    Ray's own search for a cluster is not used: it also finds those that have died, and those that another program
    keeps for itself and may end at any moment.
    """
    if address == AUTO:
        address = os.environ.get("RAY_ADDRESS") or "local"
    if address != "local":
        _require_answer(address)
    try:
        ray.init(
            address=address,
            include_dashboard=False,
            log_to_driver=False,
            logging_level=logging.ERROR,
        )
    except SystemExit as silent:
        raise ClusterUnavailable(
            found=address,
            why="leads to no Ray cluster: what should answer there did not for minutes",
            try_="the address that `ray start --head` printed, or --cluster auto",
        ) from silent
    except (OSError, ValueError, RuntimeError, ray.exceptions.RayError) as error:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        raise ClusterUnavailable(
            found=address,
            why=f"is no Ray cluster that can be used from here: {lines[0]}",
            try_="the address that `ray start --head` printed, with the same versions of Python and ray; "
            "from a machine outside the cluster, ray://HOST:10001",
        ) from error


def _require_answer(address: str) -> None:
    """Something listens at the address; Ray itself would wait for minutes."""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme == "ray":
        port = port or CLIENT_PORT
    if not host or not port or parts.scheme not in ("", "ray"):
        raise ClusterUnavailable(
            found=address, why="is not the address of a cluster", try_="auto, HOST:6379 or ray://HOST:10001"
        )
    try:
        socket.create_connection((host, port), timeout=LONGEST_SILENCE).close()
    except OSError as silent:
        raise ClusterUnavailable(
            found=address,
            why=f"does not answer ({silent.strerror or silent})",
            try_="`ray status` there to see whether the cluster runs; a firewall may also stand between",
        ) from silent
