"""Stocks as the priors alone expect them, for pictures that show where the claims speak."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import xarray

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.claims import Term
from sapar.estimates.stocks.latent import live
from sapar.estimates.stocks.setting import StockSetting
from sapar.estimates.stocks.structure import build_structure


def prior_stock(terms: Sequence[Term], setting: StockSetting, *, draws: int, seed: int) -> xarray.DataArray:
    """[draw, citizenship, host, quarter] stocks drawn before any claim is seen; 0 where there is no prior."""
    structure = build_structure(terms, setting)
    random = np.random.Generator(np.random.Philox([seed, 7]))
    unknowns = random.standard_normal((draws, structure.names.size))
    stock = live(unknowns, structure.inputs, structure.names, numpy_library()).stock[..., :-1]
    citizenships, hosts = list(setting.citizenships), list(setting.hosts)
    table = np.zeros((draws, len(citizenships), len(hosts), stock.shape[-1]))
    for index, (citizenship, host) in enumerate(structure.names.corridors):
        table[:, citizenships.index(citizenship), hosts.index(host)] = stock[:, index]
    return xarray.DataArray(
        table,
        dims=("draw", "citizenship", "host", "quarter"),
        coords={"citizenship": citizenships, "host": hosts},
        attrs={"units": "persons"},
    )


def share_left(dataset: xarray.Dataset, prior: xarray.DataArray) -> dict[tuple[str, str], float]:
    """By citizenship and host: spread of the stock's logarithm after the claims over that before, mean of quarters.

    Near 1 the claims taught nothing. Corridors without a prior are left out.
    """
    found = {}
    for citizenship in (str(code) for code in dataset["citizenship"].values):
        for host in (str(code) for code in dataset["host"].values):
            after = dataset["stock"].sel(citizenship=citizenship, host=host).values.astype(np.float64)
            before = prior.sel(citizenship=citizenship, host=host).values
            if before.max() > 0.0:
                found[citizenship, host] = float(
                    np.mean(np.log(after).std(axis=0) / np.log(before).std(axis=0))
                )
    return found
