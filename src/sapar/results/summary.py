"""From replicates to a median and its ranges."""

from __future__ import annotations

import numpy as np
import xarray

QUANTILES = {
    "median": 0.5,
    "low50": 0.25,
    "high50": 0.75,
    "low80": 0.1,
    "high80": 0.9,
    "low95": 0.025,
    "high95": 0.975,
}
"""Name of every summary and the share of replicates that lie below it."""


def interval(values: xarray.DataArray) -> xarray.Dataset:
    """The median and the 50, 80 and 95 % ranges over replicates, all other axes kept.

    Parameters
    ----------
    values
        [replicate, ...] any unit; missing replicates (NaN) are left out.

    Returns
    -------
    summaries
        `median`, `low50`, `high50`, `low80`, `high80`, `low95`, `high95`, each [...] in the unit of `values`.
    """
    axis = values.dims.index("replicate")
    shares = list(QUANTILES.values())
    numbers = np.asarray(values.values, dtype=np.float64)
    if np.isnan(numbers).any():
        with np.errstate(all="ignore"):
            bounds = np.nanquantile(numbers, shares, axis=axis)
    else:
        bounds = np.quantile(numbers, shares, axis=axis)
    kept = values.isel(replicate=0, drop=True)
    return xarray.Dataset(
        {name: kept.copy(data=bounds[position]).astype(np.float64) for position, name in enumerate(QUANTILES)}
    )
