"""The store of runs: one folder a question, named by the digest of everything the answer depends on."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from sapar.files.write import read_bytes, remove_leftovers, write_bytes, write_text
from sapar.results.tables import Tables
from sapar.simulation.run import Run

TABLES = "tables.nc"
RECORD = "run.json"
INPUTS = (".yaml", ".csv", ".xlsx")


def digest_code() -> str:
    """Digest of Sapar's own modules: a changed rule asks the question anew."""
    seal = hashlib.sha256()
    package = Path(__file__).resolve().parent.parent
    for path in sorted(package.rglob("*.py")):
        seal.update(path.relative_to(package).as_posix().encode())
        seal.update(read_bytes(path))
    return seal.hexdigest()[:16]


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
    """One question's folder."""

    path: Path

    @property
    def is_complete(self) -> bool:
        """Whether tables and record are there."""
        return (self.path / TABLES).is_file() and (self.path / RECORD).is_file()

    def prepare(self) -> None:
        """Make the folder, and clear what an interrupted writer left."""
        self._parts.mkdir(parents=True, exist_ok=True)
        remove_leftovers(self.path)
        remove_leftovers(self._parts)

    def keep_replicate(self, replicate: int, run: Run) -> None:
        """Keep a finished replicate until all are done."""
        buffer = io.BytesIO()
        np.savez(buffer, **{name: getattr(run, name) for name in Run.__dataclass_fields__})
        write_bytes(self._parts / f"{replicate:05d}.npz", buffer.getvalue())

    def kept_replicates(self) -> dict[int, Run]:
        """Finished replicates of an earlier, interrupted run of the same question."""
        kept = {}
        for path in sorted(self._parts.glob("*.npz")):
            with np.load(io.BytesIO(read_bytes(path)), allow_pickle=False) as stored:
                values = {name: stored[name] for name in Run.__dataclass_fields__}
            for name in ("digest", "capped"):
                values[name] = str(values[name])
            kept[int(path.stem)] = Run(**values)
        return kept

    def forget(self) -> None:
        """Remove everything kept for this question."""
        for path in [*self._parts.glob("*.npz"), *self.path.glob("*.nc"), *self.path.glob("*.json")]:
            path.unlink()

    def forget_replicates(self) -> None:
        """Remove the single replicates once the tables hold them all."""
        for path in self._parts.glob("*.npz"):
            path.unlink()
        self._parts.rmdir()

    def write_record(self, record: dict[str, Any]) -> None:
        """Write `run.json`."""
        write_text(self.path / RECORD, json.dumps(record, indent=1, ensure_ascii=False) + "\n")

    def read_record(self) -> dict[str, Any]:
        """Read `run.json`."""
        record: dict[str, Any] = json.loads(read_bytes(self.path / RECORD))
        return record

    def write_tables(self, tables: Tables) -> None:
        """Write tables and record, and let go of the single replicates."""
        packed = {name: {"zlib": True, "complevel": 1, "shuffle": True} for name in tables.dataset.data_vars}
        packed = {name: each for name, each in packed.items() if tables.dataset[name].dtype.kind in "if"}
        content = tables.dataset.to_netcdf(engine="h5netcdf", encoding=packed)
        write_bytes(self.path / TABLES, bytes(content))
        self.write_record(tables.meta)
        self.forget_replicates()

    def read_tables(self) -> Tables:
        """Tables of a finished run."""
        import xarray

        stored = io.BytesIO(read_bytes(self.path / TABLES))
        with xarray.open_dataset(stored, engine="h5netcdf", decode_timedelta=False) as dataset:
            return Tables(dataset=dataset.load(), meta=self.read_record())

    @property
    def _parts(self) -> Path:
        """Where single replicates wait."""
        return self.path / "replicates"
