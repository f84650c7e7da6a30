"""The one writer: at every instant the disk holds the old file or the new one, complete."""

from __future__ import annotations

import errno
import itertools
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import psutil

from sapar.errors import UnreadableFile, WriteFailed
from sapar.files.sizes import size_in_words
from sapar.position import Position

Piece = bytes | memoryview

_PREFIX = ".sapar-unfinished-"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_LARGEST_WRITE = 8 * 1024**2
"""Bytes handed to the system at once, so that Ctrl-C is heard while a large file is written."""

_turns = itertools.count()
_open: set[str] = set()
"""Names of what this process is writing just now."""


def write_pieces(path: Path, pieces: Iterable[Piece], *, size: int) -> None:
    """Put a file made of pieces at the path in one step, with one piece in memory at a time.

    Parameters
    ----------
    path
        Where to; its folder is made if it is missing.
    pieces
        The file from its start to its end.
    size
        Bytes of all pieces, for the message when they do not fit.

    Raises
    ------
    WriteFailed
        The disk refused; what is there now is the old file or the new one, whole.
    """
    temporary = _unfinished(path)
    _open.add(temporary.name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_and_sync(temporary, pieces)
        os.replace(temporary, path)
        _sync_folder(path.parent)
    except OSError as cause:
        _remove(temporary)
        raise _failure(path, cause, size) from cause
    except BaseException:
        _remove(temporary)
        raise
    finally:
        _open.discard(temporary.name)


def write_bytes(path: Path, content: bytes) -> None:
    """Put the content at the path in one step."""
    write_pieces(path, [content], size=len(content))


def write_text(path: Path, text: str) -> None:
    """Put the text at the path in one step, as UTF-8."""
    write_bytes(path, text.encode("utf-8"))


def read_bytes(path: Path) -> bytes:
    """All bytes of a file that Sapar itself wrote, or of an input that was checked before.

    Raises
    ------
    UnreadableFile
        The operating system refused.
    """
    try:
        return path.read_bytes()
    except OSError as cause:
        raise unreadable(path, cause) from cause


def unreadable(path: Path, cause: OSError) -> UnreadableFile:
    """The error in words for a file of Sapar's own that cannot be read."""
    return UnreadableFile(
        at=Position(file=str(path)),
        why=f"could not be read: {cause.strerror or cause}",
        try_="check the disk and the permissions of its folder, then run the command again",
    )


def make_folder(path: Path) -> None:
    """Make a folder and those above it.

    Raises
    ------
    WriteFailed
        The disk refused.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as cause:
        raise _failure(path, cause, 0) from cause


def remove_folder(path: Path) -> None:
    """Take a folder away in one step, and then, as far as the disk allows, what was in it.

    Raises
    ------
    WriteFailed
        The folder is still there under its name, whole.
    """
    if not path.exists():
        return
    unfinished = _unfinished(path)
    try:
        os.replace(path, unfinished)
    except OSError as cause:
        raise _failure(path, cause, 0) from cause
    _remove(unfinished)


def remove_empty_folder(path: Path) -> None:
    """Remove the folder if it is there and empty."""
    try:
        path.rmdir()
    except OSError:
        return


def remove_file(path: Path) -> None:
    """Remove a file that may not be there; where the disk refuses, it stays."""
    _remove(path)


def remove_leftovers(folder: Path) -> int:
    """Remove what interrupted writers left in the folder and below it, but nothing of a writer that still lives.

    Returns
    -------
    removed
        How many files and folders that were.
    """
    leftovers = [path for path in sorted(folder.rglob(f"{_PREFIX}*")) if not _is_being_written(path)]
    for leftover in leftovers:
        _remove(leftover)
    return len(leftovers)


def _unfinished(path: Path) -> Path:
    """A name that no other writer uses, and that tells whose it is."""
    return path.parent / f"{_PREFIX}{os.getpid()}-{next(_turns)}-{path.name}"


def _is_being_written(path: Path) -> bool:
    """Whether this process, or another that lives, may still finish the file."""
    writer = path.name.removeprefix(_PREFIX).split("-")[0]
    if not writer.isdecimal() or int(writer) == os.getpid():
        return path.name in _open
    return psutil.pid_exists(int(writer))


def _write_and_sync(path: Path, pieces: Iterable[Piece]) -> None:
    """Write all bytes and wait until they are on the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o644)
    try:
        for piece in pieces:
            remaining = memoryview(piece)
            while remaining:
                written = os.write(descriptor, remaining[:_LARGEST_WRITE])
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
    """Remove a file or a folder that may not be there, as far as the disk allows."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return


def _failure(path: Path, cause: OSError, size: int) -> WriteFailed:
    """The error in words, with what can be done about it."""
    if cause.errno not in _NO_ROOM:
        return WriteFailed(
            at=Position(file=str(path)),
            why=f"could not be written: {cause.strerror or cause}",
            try_="check the disk and the permissions of its folder, then run the command again",
        )
    needed = f"{size_in_words(size)} needed, {_free(path)} free"
    return WriteFailed(
        at=Position(file=str(path)),
        why=f"could not be written: {cause.strerror or cause}; {needed}",
        try_="make room, then run the command again",
    )


def _free(path: Path) -> str:
    """Free space where the path is to be, in words."""
    present = next((folder for folder in path.parents if folder.is_dir()), Path("."))
    try:
        return size_in_words(shutil.disk_usage(present).free)
    except OSError:
        return "an unknown amount"
