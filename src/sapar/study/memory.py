"""Whether a run fits into memory: what it needs, what there is, and a refusal before it starts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import psutil

from sapar.errors import NotEnoughMemory, UnreadableFile
from sapar.files.sizes import size_in_words
from sapar.files.write import read_bytes

FIRST = 315 * 10**6
"""Bytes of the first process before it has agents: Python, libraries, compiled kernels, the tables of the system."""

WORKER = 125 * 10**6
"""The same of every further process, which shares the code of the libraries with the first."""

PAGE = 435 * 10**6
"""Bytes of the first process while it writes the report, when agents and workers are gone."""

AGENT = 27
"""Bytes of an agent in the process that simulates it: state, the month's events and what puts them in order."""

RECORDS = 3
"""Copies of the tables of a replicate that are in memory while all replicates are brought together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Share:
    """Of some memory, in bytes."""

    ceiling: int
    """What may be held at most."""
    left: int
    """What nobody holds yet."""


_PROCESS = Path("/proc/self/cgroup")
_GROUPS = Path("/sys/fs/cgroup")


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a run asks of memory."""

    agents: int
    """In one replicate."""
    jobs: int
    """Replicates simulated at once, each in a process of its own unless it is one."""
    replicates: int
    record: int
    """Bytes of the tables of one replicate."""


def need(load: Load) -> int:
    """Bytes a run holds at its highest point.

    Source
    ------
    docs/reference/runs.md, where the constants and how they were measured stand.
    """
    tables = RECORDS * load.replicates * load.record
    workers = load.jobs * WORKER if load.jobs > 1 else 0
    return max(PAGE, FIRST + workers + load.jobs * load.agents * AGENT) + tables


def room() -> int:
    """Bytes this process and its workers may hold: what it has, what is free, and no more than its container may."""
    machine = psutil.virtual_memory()
    own = psutil.Process().memory_info().rss
    kept = [_Share(ceiling=machine.total, left=machine.available), *_shares_of_groups()]
    return min(min(share.ceiling, share.left + own) for share in kept)


def require_memory(load: Load, there: int) -> None:
    """Refuse a run that does not fit.

    Raises
    ------
    NotEnoughMemory
        With the options under which it would.
    """
    if need(load) <= there:
        return
    raise NotEnoughMemory(
        why=f"the run needs about {size_in_words(need(load))} of memory, and there are {size_in_words(there)}",
        try_=_what_fits(load, there),
    )


def _what_fits(load: Load, there: int) -> str:
    """Fewer processes first, since they change no number; then fewer agents."""
    fewer = [jobs for jobs in range(load.jobs - 1, 0, -1) if need(_changed(load, jobs, load.agents)) <= there]
    if fewer:
        return f"--jobs {fewer[0]}"
    if need(_changed(load, 1, 0)) < there:
        left = there - FIRST - RECORDS * load.replicates * load.record
        times = math.ceil(load.agents * AGENT / left)
        return f"--jobs 1 with a --people-per-agent {times} times as large"
    return "a machine with more memory, or ending other programs"


def _changed(load: Load, jobs: int, agents: int) -> Load:
    """The load with other jobs and agents."""
    return Load(agents=agents, jobs=jobs, replicates=load.replicates, record=load.record)


def _shares_of_groups() -> list[_Share]:
    """The ceiling of each control group of Linux that this process is in, of the old kind and the new."""
    shares = []
    for line in _text(_PROCESS).splitlines():
        _, kinds, path = line.split(":", 2)
        if kinds == "":
            shares += _shares(_GROUPS, path, "memory.max", "memory.current", "inactive_file")
        elif "memory" in kinds.split(","):
            limit, used = "memory.limit_in_bytes", "memory.usage_in_bytes"
            shares += _shares(_GROUPS / "memory", path, limit, used, "total_inactive_file")
    return shares


def _shares(root: Path, path: str, limit: str, used: str, reclaimable: str) -> list[_Share]:
    """A group and those around it; what only holds files can be taken back and counts as left."""
    inner = PurePosixPath(path.lstrip("/"))
    shares = []
    for group in (root / inner, *(root / around for around in inner.parents)):
        ceiling, held = _text(group / limit).strip(), _text(group / used).strip()
        if ceiling.isdecimal() and held.isdecimal():
            files = dict(line.split() for line in _text(group / "memory.stat").splitlines())
            left = int(ceiling) - int(held) + int(files.get(reclaimable, 0))
            shares.append(_Share(ceiling=int(ceiling), left=max(0, left)))
    return shares


def _text(path: Path) -> str:
    """What a file of the system says; nothing where there is none."""
    try:
        return read_bytes(path).decode()
    except UnreadableFile:
        return ""
