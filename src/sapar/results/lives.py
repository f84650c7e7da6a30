"""Simulated worlds as the estimate's operators read them: stocks by quarter, arrivals within quarters."""

from __future__ import annotations

import numpy as np

from sapar.estimates.stocks.predict import Lives
from sapar.estimates.stocks.setting import StockSetting
from sapar.results.tables import Tables


def lives_of(tables: Tables, setting: StockSetting) -> Lives:
    """Each replicate's stocks and arrivals in every corridor.

    Parameters
    ----------
    setting
        Of the same study; quarters that begin before the tables take their first month, the end their last.
    """
    stock = tables.dataset["stock"].sum(["sex", "status", "work"]).groupby("country_of_region").sum("region")
    flow = tables.dataset["flow"]
    months = stock["month"].values.astype("datetime64[D]")
    instants = np.array(setting.instants, dtype="datetime64[D]")
    begins = np.clip(np.searchsorted(months, instants, side="left"), 0, months.size - 1)
    quarter_of = np.clip(np.searchsorted(instants, months, side="right") - 1, 0, instants.size - 2)
    within = np.arange(instants.size - 1)[:, None] == quarter_of
    stocks, arrivals = [], []
    for citizenship, host in setting.corridors:
        here = stock.sel(citizenship=citizenship, country_of_region=host).transpose("replicate", "month")
        stocks.append(here.values[:, begins])
        coming = flow.sel(citizenship=citizenship, to_country=host).drop_sel(from_country=host)
        arrivals.append(coming.sum("from_country").transpose("replicate", "month").values @ within.T)
    return Lives(
        stock=np.stack(stocks, axis=1).astype(np.float64),
        inflow=np.stack(arrivals, axis=1).astype(np.float64),
    )
