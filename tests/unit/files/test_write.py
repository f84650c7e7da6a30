"""After any failure the disk holds the old file or the new one, complete, and nothing else."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from sapar.errors import WriteFailed
from sapar.files.write import remove_leftovers, write_bytes, write_text


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """The new content stands there, and no other file."""
    write_text(tmp_path / "runs" / "a.txt", "old")
    write_text(tmp_path / "runs" / "a.txt", "новое")

    assert (tmp_path / "runs" / "a.txt").read_text(encoding="utf-8") == "новое"
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["a.txt"]


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace", "close"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES])
def test_a_failing_disk_keeps_the_old_file(
    call: str, number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever operation fails, the old file is whole, and the error names it and what to do."""
    path = tmp_path / "a.txt"
    path.write_text("old")
    real = getattr(os, call)

    def fail(*arguments: Any, **options: Any) -> Any:
        if call == "close":
            real(*arguments, **options)
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(WriteFailed) as raised:
            write_text(path, "new")

    assert path.read_text() == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]
    assert str(path) in str(raised.value)
    assert raised.value.try_


def test_short_writes_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that takes a few bytes at a time still gets all of them."""
    real = os.write
    content = bytes(range(256)) * 10
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", lambda descriptor, view: real(descriptor, view[:7]))
        write_bytes(tmp_path / "a.bin", content)

    assert (tmp_path / "a.bin").read_bytes() == content


def test_an_interrupted_writer_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle of a write removes the unfinished file."""

    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            write_text(tmp_path / "a.txt", "new")

    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_a_killed_writer_are_removed(tmp_path: Path) -> None:
    """What a power cut left is removed at the next start, and only that."""
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / ".sapar-unfinished-x.nc").write_text("half")
    (tmp_path / "b" / "x.nc").write_text("whole")

    assert remove_leftovers(tmp_path) == 1
    assert [path.name for path in (tmp_path / "b").iterdir()] == ["x.nc"]
