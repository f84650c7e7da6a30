"""An estimate as one netCDF file: draws, the record as JSON, and a seal over both."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from sapar.errors import DamagedFile
from sapar.estimates.stocks.result import StockEstimate, StockRecord
from sapar.files.netcdf import RECORD, SEAL, packed_record, seal_of, sealed_dataset
from sapar.files.write import read_bytes, write_bytes
from sapar.position import Position

FILE = "stocks.nc"
SHIPPED_DRAWS = 200
"""Draws of an estimate that comes with a study."""
_SHIPPED = ("stock_year", "factor_value")
_ADAPTER = TypeAdapter(StockRecord)


def write_estimate(path: Path, estimate: StockEstimate, *, small: bool = False) -> None:
    """Write the file completely, under a temporary name first; numbers in single precision.

    Parameters
    ----------
    small
        Only what a simulation starts from, and fewer draws: for estimates that come with a study.
    """
    dataset = estimate.dataset
    if small:
        every = np.linspace(0, dataset.sizes["draw"] - 1, min(SHIPPED_DRAWS, dataset.sizes["draw"])).astype(
            int
        )
        dataset = dataset[list(_SHIPPED)].isel(draw=every)
    single = {name: dataset[name].astype(np.float32) for name in dataset.data_vars}
    record = packed_record(_ADAPTER.dump_json(estimate.record))
    dataset = dataset.assign(single).assign({RECORD: ("byte", record)})
    dataset.attrs |= {
        "title": "Stocks of people abroad: draws from the posterior",
        "digest": estimate.record.digest,
        "converged": str(estimate.record.sampling.has_converged).lower(),
        "note": "`record` holds the claims, checks and priors as compressed JSON; `sapar estimate --json` prints it",
        SEAL: seal_of(dataset),
    }
    encoding = {str(name): {"zlib": True, "complevel": 6, "shuffle": True} for name in single}
    write_bytes(path, bytes(dataset.to_netcdf(engine="h5netcdf", encoding=encoding)))


def read_estimate(path: Path) -> StockEstimate:
    """The estimate of a file, if it is as it was written.

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
        return StockEstimate(record=_ADAPTER.validate_json(record), dataset=dataset)
    except (ValueError, KeyError, OSError, ValidationError) as cause:
        raise DamagedFile(
            at=Position(file=str(path)),
            why="holds an estimate that is not as it was written",
            try_="sapar estimate with --fresh: the file is written anew",
        ) from cause


def record_as_json(record: StockRecord) -> dict[str, object]:
    """The record as plain values."""
    plain: dict[str, object] = _ADAPTER.dump_python(record, mode="json")
    return plain
