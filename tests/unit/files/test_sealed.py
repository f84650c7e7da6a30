"""A sealed file gives back exactly what was written, or says that it cannot."""

from __future__ import annotations

import tracemalloc
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra import numpy as arrays_of
from numpy.typing import NDArray

from sapar.errors import DamagedFile, UnreadableFile
from sapar.files.sealed import read_sealed, write_sealed

TYPES = ("<i8", "<i2", "|u1", "<f8", "<f4", "|b1", "<U3", ">i4", "|S4")


def same(first: NDArray[Any], second: NDArray[Any]) -> bool:
    """Type, shape and every bit."""
    return first.dtype == second.dtype and first.shape == second.shape and first.tobytes() == second.tobytes()


@given(
    content=some.dictionaries(
        some.text(max_size=5),
        some.sampled_from(TYPES).flatmap(
            lambda kind: arrays_of.arrays(kind, arrays_of.array_shapes(min_dims=0, min_side=0, max_side=4))
        ),
        max_size=4,
    )
)
def test_arrays_come_back_bit_by_bit(
    content: dict[str, NDArray[Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Names, order, types, shapes and bits of any arrays survive, empty ones and single values included."""
    path = tmp_path_factory.getbasetemp() / "any.sealed"
    write_sealed(path, content)
    found = read_sealed(path)

    assert list(found) == list(content)
    assert all(same(found[name], content[name]) for name in content)


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A small file with numbers and text."""
    path = tmp_path / "a.sealed"
    write_sealed(path, {"numbers": np.arange(40, dtype=np.int16), "text": np.array("слово")})
    return path


def test_every_changed_byte_is_noticed(sealed: Path) -> None:
    """Each byte, with its last bit turned and with all of them turned."""
    content = sealed.read_bytes()
    for place in range(len(content)):
        for turned in (0x01, 0xFF):
            sealed.write_bytes(content[:place] + bytes([content[place] ^ turned]) + content[place + 1 :])
            with pytest.raises(DamagedFile) as raised:
                read_sealed(sealed)
            assert str(sealed) in str(raised.value)


def test_every_other_length_is_noticed(sealed: Path) -> None:
    """Each shorter file, and longer ones."""
    content = sealed.read_bytes()
    for changed in [*(content[:length] for length in range(len(content))), content + b"\0", content * 2]:
        sealed.write_bytes(changed)
        with pytest.raises(DamagedFile):
            read_sealed(sealed)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """What cannot be opened is refused with its path."""
    with pytest.raises(UnreadableFile, match=r"nowhere\.sealed"):
        read_sealed(tmp_path / "nowhere.sealed")


def test_a_large_array_is_written_without_a_copy(tmp_path: Path) -> None:
    """Writing 64 MB takes next to no memory, reading them little more than the array itself."""
    size = 64 * 1024**2
    large = {"large": np.arange(size // 8)}
    tracemalloc.start()
    write_sealed(tmp_path / "large.sealed", large)
    written = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    found = read_sealed(tmp_path / "large.sealed")
    read = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert np.array_equal(found["large"], large["large"])
    assert written < 0.1 * size
    assert read < 1.1 * size
