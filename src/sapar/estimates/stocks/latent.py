"""The model's formulas, from unknowns to stocks, flows and what each source would see; NumPy and JAX alike.

Every function takes flat unknowns with any leading axes, `[..., unknown]`, standard normal before claims are seen.

Simulating a world and its claims from the prior needs no sampler::

    unknowns = random.standard_normal((draws, structure.names.size))
    seen = see(unknowns, structure.inputs, structure.names, numpy_library())
    centres = print_numbers(measured.printed, seen.mean, seen.spread, measured.outliers, random)

A data set simulated so takes the place of `inputs.measured.printed.centre`; structure and compiled code stay.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from sapar.estimates.stocks.arrays import Library
from sapar.estimates.stocks.kernels import log_density
from sapar.estimates.stocks.structure import Inputs, Names

_SMOOTH = 0.02
"""Share of a stock over which arrivals turn smoothly from what is needed to zero."""
_HEAVINESS = 0.7
"""How far the tails of biases reach: 0 is normal, and from 1 on chains take twice as long to agree."""
_WITHIN_TENTHS = 1.2815515655446004
"""90th percentile of the standard normal."""


class World(NamedTuple):
    """The latent state; c corridors, t instants, q quarters."""

    stock: Any
    """[..., c, t] workers present on the first day of each quarter, and at the end."""
    present: Any
    """[..., c, t] citizens present for all purposes."""
    inflow: Any
    """[..., c, q] arrivals; stock[t + 1] = stock[t] + inflow[t] - outflow[t] exactly."""
    outflow: Any
    """[..., c, q] departures, never fewer than the hazard makes leave."""


class Seen(NamedTuple):
    """What each claim's source would see, in logarithms."""

    mean: Any
    """[..., n]"""
    spread: Any
    """[..., n]"""


def block(unknowns: Any, names: Names, name: str) -> Any:
    """One group of unknowns in its shape."""
    place, shape = names.blocks[name]
    return unknowns[..., place].reshape((*unknowns.shape[:-1], *shape))


def live(unknowns: Any, inputs: Inputs, names: Names, library: Library) -> World:
    """Stocks and flows."""
    xp, latent = library.xp, inputs.latent
    level = latent.level + latent.level_spread * block(unknowns, names, "level")
    size = xp.exp(latent.change_size[0] + latent.change_size[1] * block(unknowns, names, "change_size"))
    change = xp.einsum("ctq,...cq->...ct", latent.change, block(unknowns, names, "change"))
    shock = xp.einsum("ctk,...ck->...ct", latent.shock, block(unknowns, names, "shock"))
    season = latent.season + xp.einsum(
        "sj,...hj->...hs", latent.season_shape, block(unknowns, names, "season")
    )
    seasonal = xp.einsum("ch,...hs,ts->...ct", latent.host_of, season, latent.season_at)
    stock = xp.exp(level[..., None] + size[..., None] * change + shock + seasonal)
    share = xp.exp(latent.worker_share + latent.worker_spread * block(unknowns, names, "worker_share"))
    rate = xp.exp(latent.exit_rate + latent.exit_spread * block(unknowns, names, "exit_rate"))
    before, after = stock[..., :-1], stock[..., 1:]
    leaving = before * -xp.expm1(-0.25 * rate)[..., None]
    needed = after - before + leaving
    inflow = 0.5 * (needed + xp.sqrt(needed**2 + (_SMOOTH * before) ** 2))
    return World(
        stock=stock, present=stock / share[..., None], inflow=inflow, outflow=inflow - (after - before)
    )


def factors(unknowns: Any, inputs: Inputs, names: Names) -> Any:
    """[..., e] logarithms of coverages, rates, shares and series."""
    measured = inputs.measured
    return measured.factor_mean + measured.factor_spread * block(unknowns, names, "factor")


def biases(unknowns: Any, inputs: Inputs, names: Names, library: Library) -> Any:
    """[..., s] logarithm of each source's bias beside that of its kind: any source may be wrong as a whole.

    The hyperbolic sine keeps the 80 % range of the normal distribution and gives tails like those of Student's
    distribution with five degrees of freedom: 1.7 times as far out as the normal one, once in a thousand.
    """
    measured = inputs.measured
    scale = library.xp.exp(measured.noise_scale * block(unknowns, names, "source_scale"))
    spread = measured.source_spread * (scale @ measured.source_kind.T)
    bend = _WITHIN_TENTHS / np.sinh(_HEAVINESS * _WITHIN_TENTHS)
    wide = bend * library.xp.sinh(_HEAVINESS * block(unknowns, names, "source"))
    return spread * wide


def see(unknowns: Any, inputs: Inputs, names: Names, library: Library, world: World | None = None) -> Seen:
    """What each claim's source would see, and with how much noise."""
    xp, measured = library.xp, inputs.measured
    world = live(unknowns, inputs, names, library) if world is None else world
    lead = unknowns.shape[:-1]
    state = xp.concatenate(
        [part.reshape((*lead, -1)) for part in (world.stock, world.present, world.inflow)], axis=-1
    )[..., measured.cells]
    top, bottom = state @ measured.top.T, state @ measured.bottom.T
    mean = (
        xp.log(xp.where(measured.top.any(axis=1), top, 1.0))
        - xp.log(xp.where(measured.bottom.any(axis=1), bottom, 1.0))
        + measured.constant
        + factors(unknowns, inputs, names) @ measured.factor.T
        + biases(unknowns, inputs, names, library) @ measured.source.T
    )
    scale = xp.exp(measured.noise_scale * block(unknowns, names, "noise_scale"))
    return Seen(mean=mean, spread=measured.spread * (scale @ measured.kind.T))


def log_likelihoods(unknowns: Any, inputs: Inputs, names: Names, library: Library) -> Any:
    """[..., n] logarithm of the density of each claim, whatever its weight."""
    seen = see(unknowns, inputs, names, library)
    measured = inputs.measured
    return log_density(measured.printed, seen.mean, seen.spread, measured.outliers, library)


def log_posterior(unknowns: Any, inputs: Inputs, names: Names, library: Library) -> Any:
    """[...] logarithm of the density of unknowns and claims together, but for a constant."""
    fit = (inputs.measured.weight * log_likelihoods(unknowns, inputs, names, library)).sum(axis=-1)
    return fit - 0.5 * (unknowns**2).sum(axis=-1)
