"""The store of runs: one folder a question, named by the digest of everything the answer depends on."""

from __future__ import annotations

import hashlib
import io
import json
import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sapar.errors import DamagedFile, UnreadableFile
from sapar.files.sealed import write_sealed
from sapar.files.write import (
    make_folder,
    read_bytes,
    remove_empty_folder,
    remove_folder,
    remove_leftovers,
    write_bytes,
    write_text,
)
from sapar.position import Position
from sapar.results.tables import Tables
from sapar.simulation.run import Run
from sapar.study.checkpoints import Checkpoints, kept_arrays

TABLES = "tables.nc"
RECORD = "run.json"
SEAL = "seal"
"""Key of the record under which the digests of the tables and of the rest of the record stand."""
INPUTS = (".yaml", ".csv", ".xlsx")

_TEXTS = ("digest", "capped")
_log = logging.getLogger(__name__)


def digest_inputs(folder: Path, question: dict[str, Any]) -> str:
    """Sixteen hexadecimal digits over all files of a study but its scenarios and runs, and the question asked."""
    seal = hashlib.sha256(json.dumps(question, sort_keys=True, ensure_ascii=False).encode())
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and path.suffix in INPUTS and inside.parts[0] not in ("runs", "scenarios"):
            seal.update(inside.as_posix().encode())
            seal.update(read_bytes(path))
    return seal.hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFolder:
    """One question's folder.

    An answer counts once tables and record are there and no unfinished run lies beside them.
    """

    path: Path

    @property
    def checkpoints(self) -> Checkpoints:
        """States of unfinished replicates."""
        return Checkpoints(self._parts)

    def answer(self) -> Tables | None:
        """Tables of a finished run; None, and a warning, where they are not to the bit as they were written."""
        if self._parts.exists() or not (self.path / TABLES).is_file() or not (self.path / RECORD).is_file():
            return None
        try:
            return self._read()
        except (DamagedFile, UnreadableFile) as damage:
            _log.warning("%s", damage)
            return None

    def prepare(self) -> None:
        """Make the folder for replicates, and clear what an interrupted writer left."""
        self.remove_leftovers()
        make_folder(self._parts)

    def remove_leftovers(self) -> None:
        """Clear what interrupted writers left."""
        remove_leftovers(self.path)
        remove_empty_folder(self._parts)

    def keep_replicate(self, replicate: int, run: Run) -> None:
        """Keep a finished replicate until all are done; its checkpoint is no longer needed."""
        arrays = {name: np.asarray(getattr(run, name)) for name in Run.__dataclass_fields__}
        write_sealed(self._parts / f"{replicate:05d}.replicate", arrays)
        self.checkpoints.forget(replicate)

    def kept_replicates(self) -> dict[int, Run]:
        """Finished replicates of an earlier, interrupted run of the same question."""
        kept = {}
        for path in sorted(self._parts.glob("[0-9]*.replicate")):
            arrays = kept_arrays(path)
            if arrays is not None and arrays.keys() == Run.__dataclass_fields__.keys():
                values: dict[str, Any] = {**arrays, **{name: str(arrays[name]) for name in _TEXTS}}
                kept[int(path.stem)] = Run(**values)
        return kept

    def forget_replicates(self) -> None:
        """Remove single replicates and checkpoints, in one step."""
        remove_folder(self._parts)

    def write(self, tables: Tables) -> None:
        """Write tables and record, and let go of the single replicates."""
        packed = {name: {"zlib": True, "complevel": 1, "shuffle": True} for name in tables.dataset.data_vars}
        packed = {name: each for name, each in packed.items() if tables.dataset[name].dtype.kind in "if"}
        content = bytes(tables.dataset.to_netcdf(engine="h5netcdf", encoding=packed))
        write_bytes(self.path / TABLES, content)
        seal = {TABLES: hashlib.sha256(content).hexdigest(), RECORD: _digest_record(tables.meta)}
        write_text(self.path / RECORD, _text({**tables.meta, SEAL: seal}) + "\n")
        self.forget_replicates()

    def _read(self) -> Tables:
        """Tables and record, if their digests are right."""
        import xarray

        content, record = read_bytes(self.path / TABLES), self._read_record()
        seal = record.pop(SEAL)
        if seal != {TABLES: hashlib.sha256(content).hexdigest(), RECORD: _digest_record(record)}:
            raise self._damaged()
        with xarray.open_dataset(io.BytesIO(content), engine="h5netcdf", decode_timedelta=False) as dataset:
            return Tables(dataset=dataset.load(), meta=record)

    def _read_record(self) -> dict[str, Any]:
        """`run.json`, which has at least a seal."""
        try:
            record = json.loads(read_bytes(self.path / RECORD))
        except (ValueError, RecursionError) as cause:
            raise self._damaged() from cause
        if not isinstance(record, dict) or SEAL not in record:
            raise self._damaged()
        return record

    def _damaged(self) -> DamagedFile:
        """The error in words."""
        return DamagedFile(
            at=Position(file=str(self.path)),
            why=f"holds an answer that is not as it was written: {TABLES} or {RECORD} was changed",
            try_="nothing; the question is answered again",
        )

    @property
    def _parts(self) -> Path:
        """Where single replicates wait."""
        return self.path / "replicates"


def _digest_record(record: dict[str, Any]) -> str:
    """Digest of a record without its seal, the same before it is written and after it is read."""
    return hashlib.sha256(_text(record).encode("utf-8", "surrogatepass")).hexdigest()


def _text(record: dict[str, Any]) -> str:
    """A record as it stands in its file."""
    return json.dumps(record, indent=1, ensure_ascii=False)
