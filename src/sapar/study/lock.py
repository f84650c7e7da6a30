"""One process at a time answers a question: a lock that the system takes back whenever its holder ends."""

from __future__ import annotations

import datetime
import platform
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from filelock import FileLock, SoftFileLock, Timeout
from pydantic import BaseModel, ConfigDict, ValidationError

from sapar.errors import FolderInUse, UnreadableFile, WriteFailed
from sapar.files.write import (
    make_folder,
    read_bytes,
    remove_empty_folder,
    remove_file,
    remove_leftovers,
    write_text,
)
from sapar.position import Position

_PATIENCE = 0.5
"""Seconds to wait for a holder that is just leaving, or just writing who it is."""

_SAME_START = 1.0
"""Seconds by which two readings of the start of one process may differ."""


class Holder(BaseModel):
    """Who holds a folder."""

    model_config = ConfigDict(frozen=True, strict=True)

    process: int
    """Its number."""
    started: float
    """Seconds from the start of the machine to that of the process; tells it from a later one of the same number."""
    host: str
    since: str
    """Date and time with the distance to UTC."""
    command: str

    @classmethod
    def myself(cls) -> Holder:
        """This process, now."""
        return cls(
            process=psutil.Process().pid,
            started=_start(psutil.Process()),
            host=platform.node(),
            since=datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            command=shlex.join([Path(sys.argv[0]).name, *sys.argv[1:]]),
        )

    @property
    def is_alive(self) -> bool:
        """Whether that very process still runs; of another machine that cannot be known and is assumed."""
        if self.host != platform.node():
            return True
        try:
            return abs(_start(psutil.Process(self.process)) - self.started) <= _SAME_START
        except psutil.Error:
            return False


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Keep other processes from writing to the folder, until the block or the process ends.

    Raises
    ------
    FolderInUse
        Another process holds it; says which, since when, and by which command.
    WriteFailed
        The disk refused.
    """
    path = lock_of(folder)
    make_folder(path.parent)
    lock = FileLock(path, timeout=_PATIENCE)
    try:
        lock.acquire()
    except Timeout as cause:
        raise _in_use(folder) from cause
    except OSError as cause:
        raise WriteFailed(
            at=Position(file=str(path)),
            why=f"could not be locked: {cause.strerror or cause}",
            try_="check the disk and the permissions of its folder, then run the command again",
        ) from cause
    try:
        remove_leftovers(path.parent)
        write_text(note_of(folder), Holder.myself().model_dump_json() + "\n")
        yield
    finally:
        try:
            remove_empty_folder(folder)
            remove_file(note_of(folder))
            if not isinstance(lock, SoftFileLock):
                remove_file(path)
        finally:
            with suppress(OSError):  # the system takes the lock back in any case
                lock.release()


def lock_of(folder: Path) -> Path:
    """The file that is locked through the system: beside the folder, and empty."""
    return folder.with_name(f"{folder.name}.lock")


def note_of(folder: Path) -> Path:
    """The file that says who holds the lock; without a lock it is out of date."""
    return folder.with_name(f"{folder.name}.lock.json")


def clear_stale(folder: Path) -> None:
    """Remove the lock of a process that was ended after its last act."""
    if lock_of(folder).exists() or note_of(folder).exists():
        with suppress(FolderInUse, WriteFailed), hold(folder):
            pass


def holder_of(folder: Path) -> Holder | None:
    """Who says to hold the folder; None where nobody does, or nobody that still runs."""
    try:
        holder = Holder.model_validate_json(read_bytes(note_of(folder)))
    except (UnreadableFile, ValidationError):
        return None
    return holder if holder.is_alive else None


def _start(process: psutil.Process) -> float:
    """Seconds from the start of the machine to that of a process: the same whatever is done to the clock."""
    return float(process.create_time() - psutil.boot_time())


def _in_use(folder: Path) -> FolderInUse:
    """The error in words."""
    holder = holder_of(folder)
    if holder is None:
        who, way_out = "another process", "wait for it to end, then run the command again"
    else:
        who = f"process {holder.process} on {holder.host} since {holder.since} ({holder.command})"
        way_out = f"wait for process {holder.process} to end, or stop it; then run the command again"
    return FolderInUse(
        at=Position(file=str(folder)),
        why=f"is in use: {who} answers the same question there",
        try_=way_out,
    )
