"""Named arrays in one file that notices when a single bit of it changes.

A file is, in this order: eight letters that say what it is, the length of the header in eight bytes (little-endian),
the header (JSON: name, type and shape of every array), the bytes of every array, and the SHA-256 of all of this.
"""

from __future__ import annotations

import hashlib
import io
import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, Field, TypeAdapter

from sapar.errors import DamagedFile
from sapar.files.write import Piece, unreadable, write_pieces
from sapar.position import Position

_MAGIC = b"SAPAR-A1"
_LENGTH = 8
_DIGEST = hashlib.sha256().digest_size
_LONGEST_HEADER = 1024**2
_PIECE = 8 * 1024**2


class _Entry(BaseModel):
    """One array as the header announces it."""

    name: str
    dtype: Annotated[str, Field(pattern=r"^[<>|][biufSU][0-9]{1,6}$")]
    """Numbers and texts of fixed length only: nothing that runs code when it is read."""
    shape: Annotated[tuple[Annotated[int, Field(ge=0, le=2**48)], ...], Field(max_length=32)]

    @property
    def size(self) -> int:
        """Bytes of the array."""
        return math.prod(self.shape) * np.dtype(self.dtype).itemsize


_HEADER = TypeAdapter(list[_Entry])


def write_sealed(path: Path, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Write the arrays to a file, one after another, without a second copy of them.

    Raises
    ------
    WriteFailed
        The disk refused; what is there now is the old file or the new one, whole.
    """
    entries = [_Entry(name=name, dtype=array.dtype.str, shape=array.shape) for name, array in arrays.items()]
    header = _HEADER.dump_json(entries)
    start = _MAGIC + len(header).to_bytes(_LENGTH, "little") + header
    size = len(start) + sum(entry.size for entry in entries) + _DIGEST
    write_pieces(path, _sealed(start, arrays), size=size)


def read_sealed(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a file, if it is to the last bit as it was written.

    Raises
    ------
    DamagedFile
        It is not.
    UnreadableFile
        The operating system refused.
    """
    try:
        with path.open("rb") as stream:
            return _unsealed(stream, path.stat().st_size)
    except OSError as cause:
        raise unreadable(path, cause) from cause
    except (ValueError, TypeError) as cause:
        raise DamagedFile(
            at=Position(file=str(path)),
            why="is not as it was written: part of it is missing or was changed",
            try_="nothing; what it held is computed again",
        ) from cause


def _sealed(start: bytes, arrays: Mapping[str, NDArray[Any]]) -> Iterator[Piece]:
    """The pieces of a file; the digest follows what it covers."""
    seal = hashlib.sha256(start)
    yield start
    for array in arrays.values():
        content = np.ascontiguousarray(array).reshape(-1).view(np.uint8).data
        for first in range(0, len(content), _PIECE):
            piece = content[first : first + _PIECE]
            seal.update(piece)
            yield piece
    yield seal.digest()


def _unsealed(stream: io.BufferedReader, size: int) -> dict[str, NDArray[Any]]:
    """The arrays; a ValueError where the bytes cannot be what was written."""
    seal = hashlib.sha256()
    start = _exactly(stream, len(_MAGIC) + _LENGTH)
    length = int.from_bytes(start[len(_MAGIC) :], "little")
    if not start.startswith(_MAGIC) or length > _LONGEST_HEADER:
        raise ValueError("another kind of file")
    header = _exactly(stream, length)
    seal.update(start)
    seal.update(header)
    entries = _HEADER.validate_json(header)
    if len(start) + length + sum(entry.size for entry in entries) + _DIGEST != size:
        raise ValueError("longer or shorter than announced")
    arrays = {}
    for entry in entries:
        array = np.empty(entry.shape, np.dtype(entry.dtype))
        _fill(stream, array.reshape(-1).view(np.uint8).data, seal)
        arrays[entry.name] = array
    if _exactly(stream, _DIGEST) != seal.digest():
        raise ValueError("the digest differs")
    return arrays


def _fill(stream: io.BufferedReader, content: memoryview, seal: Any) -> None:
    """Read an array in place."""
    for first in range(0, len(content), _PIECE):
        piece = content[first : first + _PIECE]
        if stream.readinto(piece) != len(piece):
            raise ValueError("the end is missing")
        seal.update(piece)


def _exactly(stream: io.BufferedReader, length: int) -> bytes:
    """So many bytes, or a ValueError."""
    content = stream.read(length)
    if len(content) != length:
        raise ValueError("the end is missing")
    return content
