"""The code itself as an input: what runs is part of every answer."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sapar.files.write import read_bytes, remove_file

PACKAGE = Path(__file__).resolve().parent.parent


def digest_code() -> str:
    """Digest of Sapar's own modules: a changed rule asks the question anew."""
    seal = hashlib.sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        seal.update(path.relative_to(PACKAGE).as_posix().encode())
        seal.update(read_bytes(path))
    return seal.hexdigest()[:16]


def drop_stale_kernels() -> None:
    """Forget compiled kernels that are older than any source.

    A kernel holds the code of the functions of other modules that it calls, but is compiled anew only when its own
    module changes.
    """
    newest = max(source.stat().st_mtime for source in PACKAGE.rglob("*.py"))
    for index in PACKAGE.rglob("__pycache__/*.nbi"):
        if index.stat().st_mtime < newest:
            remove_file(index)
