"""What each claim does to the estimate, and what the others say without it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.kernels import ABOVE, BELOW, BOX, both_densities, chance_below, print_numbers
from sapar.estimates.stocks.latent import World, biases, live, see
from sapar.estimates.stocks.leave_out import MOST_K, leave_each_out
from sapar.estimates.stocks.result import ClaimFit, Range
from sapar.estimates.stocks.sample import Draws, Sampler, sample
from sapar.estimates.stocks.structure import Structure
from sapar.estimates.stocks.whiten import Whitening, whitened
from sapar.maths import FloatArray

SMOOTHED, ANEW, APPROXIMATE = "smoothed weights", "sampled anew", "approximate"
_SETTLE, _REFIT_DRAWS = 50, 250
_EDGE = 1e-12
FAR = 2.0
"""Factor from which a claim is far off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refit:
    """How to sample anew without some claims."""

    sampler: Sampler
    whitening: Whitening
    draws: Draws
    """The full run, whose steps and last states are used."""
    seconds: float
    """No new refit starts after so many."""
    seed: int
    progress: Callable[[float, int], None] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What is known with one claim left out."""

    chance_below: float
    stocks: FloatArray
    """[corridor] median stock of the claim's year."""
    k: float
    how: str


def fit_claims(
    structure: Structure, unknowns: FloatArray, refit: Refit | None, seed: int
) -> tuple[ClaimFit, ...]:
    """Every claim beside the estimate.

    Parameters
    ----------
    unknowns
        [draw, unknown]
    refit
        How to sample anew where weights are not to be trusted; None: they stay approximate.
    """
    library, names, inputs = numpy_library(), structure.names, structure.inputs
    measured = inputs.measured
    if not structure.terms:
        return ()
    world = live(unknowns, inputs, names, library)
    seen = see(unknowns, inputs, names, library, world)
    usual, wild = both_densities(measured.printed, seen.mean, seen.spread, measured.outliers, library)
    outlier = np.exp(wild - np.logaddexp(usual, wild)).mean(axis=0)
    off = far_off(structure, unknowns, seen.mean).mean(axis=0)
    random = np.random.Generator(np.random.Philox([seed, 1]))
    drawn = print_numbers(measured.printed, seen.mean, seen.spread, measured.outliers, random)
    above = (drawn > measured.printed.centre).mean(axis=0)
    quantiles = np.exp(np.quantile(seen.mean, [0.5, 0.1, 0.9], axis=0))
    without = _without(structure, world, seen.mean, seen.spread, np.logaddexp(usual, wild), refit)
    weights = _information(structure)
    fits = []
    for index, term in enumerate(structure.terms):
        left, claim = without[index], term.claim
        z = _z(left.chance_below)
        year = _year_stocks(structure, world, term.middle.year)
        with_it = np.median(year, axis=0)
        change = np.log(with_it / left.stocks)
        own = sorted(term.counted.corridors) or list(range(len(names.corridors)))
        most = max(own, key=lambda corridor: abs(with_it[corridor] - left.stocks[corridor]))
        fits.append(
            ClaimFit(
                claim=claim.claim,
                source=claim.source,
                kind=term.kind,
                definition=claim.definition,
                meaning=term.counted.meaning,
                citizenships=claim.citizenship,
                places=claim.place,
                year=term.middle.year,
                said=term.printed.number,
                estimate=Range(
                    median=float(quantiles[0, index]),
                    low80=float(quantiles[1, index]),
                    high80=float(quantiles[2, index]),
                ),
                predictive_p=float(2.0 * min(above[index], 1.0 - above[index])),
                outlier=float(outlier[index]),
                off=float(off[index]),
                conflict_z=z,
                conflict_p=_two_sided(z),
                pareto_k=left.k,
                how=left.how,
                corridor="-".join(names.corridors[most]),
                moved=float(np.expm1(change[most])),
                moved_people=float(with_it[most] - left.stocks[most]),
                spread=float(np.median(seen.spread[:, index])),
                weight=weights[index],
            )
        )
    return tuple(fits)


def far_off(structure: Structure, unknowns: FloatArray, mean: FloatArray) -> NDArray[np.bool_]:
    """[draw, n] whether a claim is off by more than a factor of two from what a source of its kind would have seen.

    The source's own bias counts as an error; what its words leave open does not.
    """
    measured = structure.inputs.measured
    printed = measured.printed
    own = biases(unknowns, structure.inputs, structure.names, numpy_library()) @ measured.source.T
    meant = printed.centre + np.select(
        [printed.kernel == ABOVE, printed.kernel == BELOW], [printed.excess, -printed.excess], 0.0
    )
    room = np.where(printed.kernel == BOX, printed.half, 0.0)
    return np.asarray(np.abs(meant - (mean - own)) - room > np.log(FAR))


def _without(
    structure: Structure,
    world: World,
    mean: FloatArray,
    spread: FloatArray,
    likelihood: FloatArray,
    refit: Refit | None,
) -> list[Without]:
    """Each claim left out: by smoothed weights, or sampled anew where these are not to be trusted."""
    left = leave_each_out(likelihood)
    below = chance_below(structure.inputs.measured.printed, mean, spread, numpy_library())
    found = []
    for index, term in enumerate(structure.terms):
        weights = left.weights[:, index]
        year = _year_stocks(structure, world, term.middle.year)
        found.append(
            Without(
                chance_below=float(weights @ below[:, index]),
                stocks=_weighted_median(year, weights),
                k=float(left.k[index]),
                how=SMOOTHED if left.k[index] <= MOST_K else APPROXIMATE,
            )
        )
    doubtful = [index for index in np.argsort(-left.k) if left.k[index] > MOST_K]
    for index, better in _refits(structure, doubtful, refit).items():
        found[index] = Without(
            chance_below=better.chance_below, stocks=better.stocks, k=found[index].k, how=better.how
        )
    return found


def _refits(structure: Structure, doubtful: list[int], refit: Refit | None) -> dict[int, Without]:
    """As many of the claims as time allows, each by a chain that leaves it out; nothing is compiled anew."""
    found: dict[int, Without] = {}
    if refit is None or not doubtful:
        return found
    started, library, names = time.perf_counter(), numpy_library(), structure.names
    inputs = structure.inputs
    chains = refit.draws.unknowns.shape[0]
    random = np.random.Generator(np.random.Philox([refit.seed, 2]))
    pool = refit.draws.unknowns.reshape(-1, names.size)
    for begin in range(0, len(doubtful), chains):
        group = doubtful[begin : begin + chains]
        if time.perf_counter() - started > refit.seconds:
            break
        weights = np.ones((chains, len(structure.terms)))
        for chain in range(chains):
            weights[chain, group[chain % len(group)]] = 0.0
        drawn = sample(
            refit.sampler,
            inputs._replace(measured=inputs.measured._replace(weight=weights)),
            refit.whitening,
            draws=_REFIT_DRAWS,
            seed=refit.seed + 1 + begin,
            white=whitened(pool[random.integers(len(pool), size=chains)], refit.whitening),
            after=refit.draws,
            throw_away=_SETTLE,
        )
        if refit.progress is not None:
            refit.progress(min(begin + chains, len(doubtful)), len(doubtful))
        for place, index in enumerate(group):
            unknowns = drawn.unknowns[place :: len(group)].reshape(-1, names.size)
            world = live(unknowns, structure.inputs, names, library)
            seen = see(unknowns, structure.inputs, names, library, world)
            below = chance_below(structure.inputs.measured.printed, seen.mean, seen.spread, library)
            year = _year_stocks(structure, world, structure.terms[index].middle.year)
            found[index] = Without(
                chance_below=float(below[:, index].mean()), stocks=np.median(year, axis=0), k=0.0, how=ANEW
            )
    return found


def _year_stocks(structure: Structure, world: World, year: int) -> FloatArray:
    """[draw, corridor] mean stock of a year, the nearest of the period."""
    return year_means(
        structure, world.stock, min(max(year, structure.setting.years[0]), structure.setting.years[-1])
    )


def year_means(structure: Structure, stock: FloatArray, year: int) -> FloatArray:
    """[..., corridor] mean over the year of stocks by instant, half of its two ends each."""
    inside = np.array([day.year == year for day in structure.setting.quarters])
    quarters = 0.5 * (stock[..., :-1] + stock[..., 1:])
    return np.asarray(quarters[..., inside].mean(axis=-1))


def _weighted_median(values: FloatArray, weights: FloatArray) -> FloatArray:
    """[corridor] median of [draw, corridor] values."""
    order = np.argsort(values, axis=0)
    reached = np.cumsum(weights[order], axis=0) >= 0.5
    middle = np.take_along_axis(order, reached.argmax(axis=0)[None], axis=0)
    return np.asarray(np.take_along_axis(values, middle, axis=0)[0])


def _z(chance_below: float) -> float:
    """Standard normal score: positive where the claim is above what the others predict."""
    from scipy.special import ndtri

    return float(ndtri(min(max(chance_below, _EDGE), 1.0 - _EDGE)))


def _two_sided(z: float) -> float:
    """Chance of a larger standard normal, to either side."""
    from scipy.special import ndtr

    return float(2.0 * ndtr(-abs(z)))


def _information(structure: Structure) -> list[float]:
    """Share of the information on each claim's corridors and year that comes from it."""
    total: dict[tuple[int, int], float] = {}
    for term in structure.terms:
        for corridor in term.counted.corridors:
            key = corridor, term.middle.year
            total[key] = total.get(key, 0.0) + term.spread**-2
    return [
        float(
            np.mean(
                [term.spread**-2 / total[corridor, term.middle.year] for corridor in term.counted.corridors]
                or [0.0]
            )
        )
        for term in structure.terms
    ]
