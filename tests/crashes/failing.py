"""Calls to the system that fail, or after which a process is no more, counted on one folder."""

from __future__ import annotations

import errno
import fcntl
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

NAMED = ("open", "mkdir", "rmdir", "unlink", "replace")
"""Calls whose first argument is a path."""

ERRORS = (errno.ENOSPC, errno.EIO, errno.EACCES)
"""No room, a failing disk, no permission: in turn."""


class Killed(BaseException):
    """From here on nothing of the process reaches the disk."""


@dataclass(kw_only=True)
class Failing:
    """The system below a folder, of which one call fails."""

    folder: Path
    turn: int
    """Number of the call that fails, from 0; those before and after it succeed."""
    kills: bool
    """Whether the process ends at that call instead."""
    seen: list[str] = field(default_factory=list)
    """Calls so far."""
    opened: set[int] = field(default_factory=set)
    """Descriptors of files below the folder."""

    @property
    def has_failed(self) -> bool:
        """Whether there were as many calls."""
        return len(self.seen) > self.turn

    def call(self, name: str, real: Any, *arguments: Any, **options: Any) -> Any:
        """One call, counted if it is about the folder."""
        if not self._is_ours(arguments[0]):
            return real(*arguments, **options)
        if name in ("close", "unlock") and not (self.kills and self.has_failed):
            self.seen.append(name)
            failed = len(self.seen) == self.turn + 1
            value = real(*arguments, **options)
        elif name in ("close", "unlock"):
            return real(*arguments, **options)
        else:
            self.seen.append(name)
            failed = len(self.seen) == self.turn + 1 or (self.kills and self.has_failed)
            value = None if failed else real(*arguments, **options)
        if failed and self.kills:
            raise Killed(name)
        if failed:
            number = ERRORS[self.turn % len(ERRORS)]
            raise OSError(number, os.strerror(number))
        if name in ("open", "read"):
            self.opened.add(value if isinstance(value, int) else value.fileno())
        if name == "close":
            self.opened.discard(arguments[0])
        return value

    def _is_ours(self, about: Any) -> bool:
        """Whether a path or a descriptor belongs to the folder."""
        if isinstance(about, int):
            return about in self.opened
        return os.path.abspath(os.fspath(about)).startswith(str(self.folder))


@contextmanager
def failing(folder: Path, turn: int, *, kills: bool) -> Iterator[Failing]:
    """Within the block the call of that number fails, or ends the process."""
    system = Failing(folder=folder, turn=turn, kills=kills)

    def watched(name: str, real: Any) -> Any:
        return lambda *arguments, **options: system.call(name, real, *arguments, **options)

    def locked(real: Any) -> Any:
        return lambda descriptor, kind: system.call(
            "unlock" if kind & fcntl.LOCK_UN else "lock", real, descriptor, kind
        )

    with pytest.MonkeyPatch.context() as patch:
        for name in (*NAMED, "write", "fsync", "close"):
            patch.setattr(os, name, watched(name, getattr(os, name)))
        patch.setattr(io, "open", watched("read", io.open))
        patch.setattr(fcntl, "flock", locked(fcntl.flock))
        yield system
