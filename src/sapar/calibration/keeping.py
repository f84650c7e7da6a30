"""A calibration as one netCDF file: members, the record as JSON, and a seal over both."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from sapar.calibration.result import Calibration, CalibrationRecord
from sapar.errors import DamagedFile
from sapar.files.netcdf import RECORD, SEAL, packed_record, seal_of, sealed_dataset
from sapar.files.write import read_bytes, write_bytes
from sapar.position import Position

FILE = "members.nc"
_ADAPTER = TypeAdapter(CalibrationRecord)


def write_calibration(path: Path, calibration: Calibration) -> None:
    """Write the file completely, under a temporary name first; the same calibration gives the same bytes."""
    record = packed_record(json.dumps(_ADAPTER.dump_python(calibration.record)).encode())
    dataset = calibration.dataset.assign({RECORD: ("byte", record)})
    dataset.attrs |= {
        "title": "Parameters and stocks that the evidence allows: members, each as likely as any other",
        "digest": calibration.record.digest,
        "note": "`record` holds what was learnt as compressed JSON; `sapar calibrate --json` prints it",
        SEAL: seal_of(dataset),
    }
    encoding = {
        str(name): {"zlib": True, "complevel": 6, "shuffle": True} for name in calibration.dataset.data_vars
    }
    write_bytes(path, bytes(dataset.to_netcdf(engine="h5netcdf", encoding=encoding)))


def read_calibration(path: Path) -> Calibration:
    """The calibration of a file, if it is as it was written.

    Raises
    ------
    DamagedFile
        It is not.
    UnreadableFile
        The operating system refused.
    """
    content = read_bytes(path)
    try:
        dataset, record = sealed_dataset(content)
        return Calibration(record=_ADAPTER.validate_python(json.loads(record)), dataset=dataset)
    except (ValueError, KeyError, OSError, ValidationError) as cause:
        raise DamagedFile(
            at=Position(file=str(path)),
            why="holds a calibration that is not as it was written",
            try_="sapar calibrate with --fresh: the file is written anew",
        ) from cause


def record_as_json(record: CalibrationRecord) -> dict[str, object]:
    """The record as plain values; what has no finite number is null."""
    plain: dict[str, object] = json.loads(_ADAPTER.dump_json(record))
    return plain
