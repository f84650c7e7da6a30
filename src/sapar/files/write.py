"""The one writer: at every instant the disk holds the old file or the new one, complete."""

from __future__ import annotations

import os
from pathlib import Path

from sapar.errors import WriteFailed
from sapar.position import Position

_PREFIX = ".sapar-unfinished-"


def write_bytes(path: Path, content: bytes) -> None:
    """Put the content at the path in one step.

    Parameters
    ----------
    path
        Where to; its folder is made if it is missing.
    content
        The whole file.

    Raises
    ------
    WriteFailed
        The disk refused; what is there now is the old file or the new one, whole.
    """
    temporary = path.parent / f"{_PREFIX}{path.name}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_and_sync(temporary, content)
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as cause:
        _remove(temporary)
        raise _failure(path, cause) from cause
    except BaseException:
        _remove(temporary)
        raise


def write_text(path: Path, text: str) -> None:
    """Put the text at the path in one step, as UTF-8."""
    write_bytes(path, text.encode("utf-8"))


def read_bytes(path: Path) -> bytes:
    """All bytes of a file that Sapar itself wrote, or of an input that was checked before."""
    return path.read_bytes()


def remove_leftovers(folder: Path) -> int:
    """Remove what an interrupted writer left in the folder and below it; how many files that were."""
    leftovers = [path for path in sorted(folder.rglob(f"{_PREFIX}*")) if path.is_file() or path.is_symlink()]
    for leftover in leftovers:
        _remove(leftover)
    return len(leftovers)


def _write_and_sync(path: Path, content: bytes) -> None:
    """Write all bytes and wait until they are on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o644)
    try:
        remaining = memoryview(content)
        while remaining:
            written = os.write(descriptor, remaining)
            remaining = remaining[written:]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_folder(folder: Path) -> None:
    """Wait until the folder's entry is on the disk; some systems cannot open folders and do not need it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove(path: Path) -> None:
    """Remove a file that may not be there."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _failure(path: Path, cause: OSError) -> WriteFailed:
    """The error in words, with what can be done about it."""
    return WriteFailed(
        at=Position(file=str(path)),
        why=f"could not be written: {cause.strerror or cause}",
        try_="check the free space and the permissions of its folder, then run the command again",
    )
