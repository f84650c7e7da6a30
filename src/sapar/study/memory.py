"""Whether a run fits into memory: what it needs, what there is, and a refusal before it starts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import psutil

from sapar.errors import NotEnoughMemory, UnreadableFile
from sapar.files.sizes import size_in_words
from sapar.files.write import read_bytes

FIXED = 310 * 10**6
"""Bytes of a process before it has agents: Python, libraries, compiled kernels and the tables of the system."""

WORKER = 200 * 10**6
"""The same of every further process, which shares the code of the libraries with the first."""

AGENT = 92
"""Bytes of an agent in the process that simulates it: state, the month's events and what puts them in order."""

RECORDS = 3
"""Copies of the tables of a replicate that are in memory while all replicates are brought together."""

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
    return FIXED + workers + load.jobs * load.agents * AGENT + tables


def room() -> int:
    """Bytes this process and its workers may hold: what it has, what is free, and no more than its container may."""
    free = min([psutil.virtual_memory().available, *_left_in_groups()])
    return int(free + psutil.Process().memory_info().rss)


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
    left = there - need(_changed(load, 1, 0))
    if left > AGENT:
        times = math.ceil(load.agents * AGENT / left)
        return f"--jobs 1 with a --people-per-agent {times} times as large"
    return "a machine with more memory, or ending other programs"


def _changed(load: Load, jobs: int, agents: int) -> Load:
    """The load with other jobs and agents."""
    return Load(agents=agents, jobs=jobs, replicates=load.replicates, record=load.record)


def _left_in_groups() -> list[int]:
    """Bytes left under the ceiling of each control group of Linux that this process is in, old kind and new."""
    left = []
    for line in _text(_PROCESS).splitlines():
        _, kinds, path = line.split(":", 2)
        if kinds == "":
            left += _left(_GROUPS, path, "memory.max", "memory.current", "inactive_file")
        elif "memory" in kinds.split(","):
            limit, used = "memory.limit_in_bytes", "memory.usage_in_bytes"
            left += _left(_GROUPS / "memory", path, limit, used, "total_inactive_file")
    return left


def _left(root: Path, path: str, limit: str, used: str, reclaimable: str) -> list[int]:
    """Bytes left in a group and in those around it; what only holds files counts as free."""
    inner = PurePosixPath(path.lstrip("/"))
    left = []
    for group in (root / inner, *(root / around for around in inner.parents)):
        ceiling, held = _text(group / limit).strip(), _text(group / used).strip()
        if ceiling.isdecimal() and held.isdecimal():
            files = dict(line.split() for line in _text(group / "memory.stat").splitlines())
            left.append(max(0, int(ceiling) - int(held) + int(files.get(reclaimable, 0))))
    return left


def _text(path: Path) -> str:
    """What a file of the system says; nothing where there is none."""
    try:
        return read_bytes(path).decode()
    except UnreadableFile:
        return ""
