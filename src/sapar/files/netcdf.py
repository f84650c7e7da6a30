"""What netCDF files of results carry beside their numbers: a record as compressed JSON, and a seal over everything."""

from __future__ import annotations

import hashlib
import io
import zlib
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from sapar.files.limits import LIMITS

if TYPE_CHECKING:
    import xarray


RECORD, SEAL = "record", "seal"
"""Names of the variable that holds the record and of the attribute that holds the seal."""


def seal_of(dataset: xarray.Dataset) -> str:
    """Digest of all numbers of a dataset, the record included."""
    seal = hashlib.sha256()
    for name in sorted(str(each) for each in dataset.data_vars):
        seal.update(name.encode())
        seal.update(np.ascontiguousarray(dataset[name].values).tobytes())
    return seal.hexdigest()


def sealed_dataset(content: bytes) -> tuple[xarray.Dataset, bytes]:
    """The numbers of a file that was written with a record and a seal, and the record's text.

    Raises
    ------
    ValueError, KeyError, OSError
        The file is not to the bit what was written.
    """
    import xarray

    with xarray.open_dataset(io.BytesIO(content), engine="h5netcdf", decode_timedelta=False) as opened:
        dataset = opened.load()
    record = unpacked_record(np.asarray(dataset[RECORD].values))
    if dataset.attrs.get(SEAL) != seal_of(dataset):
        raise ValueError("the seal is broken")
    return dataset.drop_vars(RECORD), record


def packed_record(text: bytes) -> NDArray[np.uint8]:
    """[byte] the text, compressed."""
    return np.frombuffer(zlib.compress(text, 9), dtype=np.uint8)


def unpacked_record(packed: NDArray[np.uint8]) -> bytes:
    """The text again.

    Raises
    ------
    ValueError
        The bytes are not such a text.
    """
    try:
        return zlib.decompressobj().decompress(packed.tobytes(), LIMITS.unpacked_bytes)
    except zlib.error as cause:
        raise ValueError("the record cannot be unpacked") from cause
