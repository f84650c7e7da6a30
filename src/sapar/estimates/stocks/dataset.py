"""Draws with named axes, units and definitions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.influence import year_means
from sapar.estimates.stocks.latent import biases, factors, live
from sapar.estimates.stocks.structure import Structure
from sapar.maths import FloatArray

if TYPE_CHECKING:
    import xarray

_DIMS = ("draw", "citizenship", "host")


def make_dataset(structure: Structure, unknowns: FloatArray) -> xarray.Dataset:
    """Stocks and flows by draw, citizenship, host and quarter; factors and biases by draw.

    `stock_end = stock + inflow - outflow`, and the next quarter's `stock` is this one's `stock_end`: exactly, in the
    double precision of this dataset.

    Parameters
    ----------
    unknowns
        [draw, unknown]
    """
    import xarray

    library, names, setting = numpy_library(), structure.names, structure.setting
    world = live(unknowns, structure.inputs, names, library)
    citizenships, hosts = list(setting.citizenships), list(setting.hosts)
    quarter = [f"{day.year}-Q{(day.month + 2) // 3}" for day in setting.quarters]

    def spread_out(values: FloatArray) -> FloatArray:
        table = np.zeros((len(unknowns), len(citizenships), len(hosts), values.shape[-1]))
        for index, (citizenship, host) in enumerate(names.corridors):
            table[:, citizenships.index(citizenship), hosts.index(host)] = values[:, index]
        return table

    yearly = np.stack([year_means(structure, world.stock, year) for year in setting.years], axis=-1)
    people = {"units": "persons"}
    return xarray.Dataset(
        {
            "stock": (
                (*_DIMS, "quarter"),
                spread_out(world.stock[..., :-1]),
                people | {"definition": _STOCK},
            ),
            "stock_end": (
                (*_DIMS, "quarter"),
                spread_out(world.stock[..., 1:]),
                people | {"definition": _END},
            ),
            "present": (
                (*_DIMS, "quarter"),
                spread_out(world.present[..., :-1]),
                people | {"definition": _PRESENT},
            ),
            "inflow": ((*_DIMS, "quarter"), spread_out(world.inflow), people | {"definition": _INFLOW}),
            "outflow": ((*_DIMS, "quarter"), spread_out(world.outflow), people | {"definition": _OUTFLOW}),
            "stock_year": ((*_DIMS, "year"), spread_out(yearly), people | {"definition": _YEAR}),
            "factor_value": (
                ("draw", "factor"),
                np.exp(factors(unknowns, structure.inputs, names)),
                {"units": "1", "definition": _FACTOR},
            ),
            "source_bias": (
                ("draw", "source"),
                np.exp(biases(unknowns, structure.inputs, names, library)),
                {"units": "1", "definition": _BIAS},
            ),
        },
        coords={
            "draw": np.arange(len(unknowns)),
            "citizenship": citizenships,
            "host": hosts,
            "quarter": quarter,
            "year": list(setting.years),
            "factor": list(names.factors),
            "source": list(names.sources),
        },
    )


_STOCK = "People of the citizenship who work or seek work in the host on the first day of the quarter; 0 where no prior"
_END = "The same at the end of the quarter; stock + inflow - outflow"
_PRESENT = "Citizens present in the host on the first day of the quarter for any purpose"
_INFLOW = "Arrivals during the quarter; mostly prior where no claim counts arrivals"
_OUTFLOW = "Departures during the quarter; mostly prior where no claim counts arrivals"
_YEAR = "Mean of the stock over the year"
_FACTOR = "Coverage of each kind of source, rates by person, shares and series"
_BIAS = "What a source reports over what its kind usually reports"
