"""What sources of claims that nothing was fitted to would print, were a given world the real one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.claims import Term
from sapar.estimates.stocks.kernels import print_numbers
from sapar.estimates.stocks.latent import World, see
from sapar.estimates.stocks.result import StockEstimate
from sapar.estimates.stocks.setting import StockSetting
from sapar.estimates.stocks.structure import Structure, build_structure
from sapar.maths import FloatArray, exp, log


@dataclass(frozen=True, slots=True, kw_only=True)
class Lives:
    """Stocks and arrivals that a model brought forth; 0 where a corridor has nobody."""

    stock: FloatArray
    """[life, corridor, instant] workers on the first day of each quarter, and at the end."""
    inflow: FloatArray
    """[life, corridor, quarter] arrivals."""


def predict_prints(
    terms: Sequence[Term],
    setting: StockSetting,
    lives: Lives,
    learnt: StockEstimate | None,
    *,
    repeats: int,
    seed: int,
) -> FloatArray:
    """Numbers that each claim's source might print of each life.

    Coverages, rates and series are drawn as an estimate without these claims learnt them, or from their priors where
    it did not; the source's own bias and noise, and the words around the number, from their priors.

    Parameters
    ----------
    terms
        The claims, compiled; nothing may have been fitted to them.
    learnt
        An estimate that has not seen the claims; None: priors only.
    repeats
        Draws of the measurement for each life.

    Returns
    -------
    numbers
        [life * repeat, claim] in the unit of the claim; shares as parts of one, ratios as times.
    """
    structure = build_structure(terms, setting)
    names, inputs = structure.names, structure.inputs
    random = np.random.Generator(np.random.Philox([seed, 8]))
    count = len(lives.stock) * repeats
    unknowns = random.standard_normal((count, names.size))
    if learnt is not None:
        _learn(unknowns, structure, learnt, random)
    share = exp(
        inputs.latent.worker_share + inputs.latent.worker_spread * _block(unknowns, structure, "worker_share")
    )
    stock = np.maximum(np.repeat(lives.stock, repeats, axis=0), 1e-6)
    inflow = np.maximum(np.repeat(lives.inflow, repeats, axis=0), 1e-6)
    world = World(stock=stock, present=stock / share[..., None], inflow=inflow, outflow=inflow)
    seen = see(unknowns, inputs, names, numpy_library(), world)
    measured = inputs.measured
    return np.asarray(exp(print_numbers(measured.printed, seen.mean, seen.spread, measured.outliers, random)))


def _learn(
    unknowns: FloatArray, structure: Structure, learnt: StockEstimate, random: np.random.Generator
) -> None:
    """Put draws of the estimate, all factors of one draw together, where the priors of factors stood."""
    measured = structure.inputs.measured
    there = [str(name) for name in learnt.dataset["factor"].values]
    values = log(learnt.dataset["factor_value"].transpose("draw", "factor").values.astype(np.float64))
    rows = random.integers(len(values), size=len(unknowns))
    place = structure.names.blocks["factor"][0]
    for index, name in enumerate(structure.names.factors):
        if name in there and measured.factor_spread[index] > 0.0:
            drawn = values[rows, there.index(name)]
            unknowns[:, place.start + index] = (drawn - measured.factor_mean[index]) / measured.factor_spread[
                index
            ]


def _block(unknowns: FloatArray, structure: Structure, name: str) -> FloatArray:
    """One group of unknowns."""
    return unknowns[:, structure.names.blocks[name][0]]
