"""Copying a bundled study to start one's own."""

from __future__ import annotations

from pathlib import Path

from sapar.errors import WriteFailed
from sapar.files.write import read_bytes, write_bytes


def copy_study(source: Path, target: Path) -> None:
    """Copy all files of a study into a folder that does not exist yet.

    Raises
    ------
    WriteFailed
        The folder exists, or the disk refuses.
    """
    if target.exists():
        raise WriteFailed(
            found=str(target), why="is there already, and nothing of it is overwritten", try_="another name"
        )
    for path in sorted(source.rglob("*")):
        if path.is_file() and path.relative_to(source).parts[0] != "runs":
            copied = target / path.relative_to(source)
            try:
                copied.parent.mkdir(parents=True, exist_ok=True)
            except OSError as cause:
                raise WriteFailed(
                    found=str(copied.parent), why="cannot be made", try_="another place"
                ) from cause
            write_bytes(copied, read_bytes(path))
