"""Simulation-based calibration: where the truth ranks among the draws, over many worlds, for every reported quantity.

If sampler, density and forward model agree, the rank of the truth among independent draws is uniform (Talts and others,
2018). Ranks become normal scores; their mean, their variance and a band around their distribution are tested for each
quantity, and once more for each kind of quantity together, with all of a world's quantities averaged first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.influence import year_means
from sapar.estimates.stocks.latent import biases, block, factors, live, log_likelihoods
from sapar.estimates.stocks.sample import ADAPTING, LEDGERS, Sampler, compile_sampler, sample
from sapar.estimates.stocks.structure import Inputs, Structure
from sapar.estimates.stocks.whiten import Slopes, Whitening, compile_slopes, find_whitening
from tests.estimates.forward import Reporters, TrueWorlds, worlds_from_prior
from tests.estimates.studies import KINDS

Array = NDArray[np.float64]
Quantities = Mapping[str, Array]
"""By kind: [world, quantity] of the truth, or [world, draw, quantity]."""

AT_ONCE = 50
"""Data sets sampled side by side: the farthest sets the pace, so not all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulated:
    """Worlds and what would be printed in them."""

    truth: TrueWorlds
    centre: Array
    """[world, claim] logarithm of the printed number."""
    fit: Array
    """[world] logarithm of the density of the claims at the truth."""


def simulate(structure: Structure, worlds: int, seed: int) -> Simulated:
    """Truths from the prior and the numbers that the claims of the structure would carry."""
    random = np.random.default_rng(seed)
    truth = worlds_from_prior(structure.setting, worlds, random)
    reporters = Reporters(structure.setting, truth, KINDS, random)
    columns, fits = [], []
    for term in structure.terms:
        width = term.printed.half if term.printed.kernel == 0 else term.printed.excess
        columns.append(reporters.prints(term.claim, width))
        fits.append(density_of(reporters, term.claim, width, columns[-1]))
    return Simulated(truth=truth, centre=np.stack(columns, axis=1), fit=np.sum(fits, axis=0))


def density_of(reporters: Reporters, claim: object, width: float, printed: Array) -> Array:
    """[world] logarithm of the density of a printed logarithm, by integrating over what might have been seen."""
    from scipy.stats import exponnorm, norm

    mean, spread = reporters.expected(claim), reporters.spread(claim)  # type: ignore[arg-type]
    hedge = claim.hedge  # type: ignore[attr-defined]
    total = np.zeros(len(printed))
    for share, times in ((0.9, 1.0), (0.1, 6.0)):
        sd = spread * times
        if hedge in ("at_most", "nearly"):
            part = exponnorm.pdf(printed, width / sd, loc=mean, scale=sd)
        elif hedge == "at_least":
            part = exponnorm.pdf(-printed, width / sd, loc=-mean, scale=sd)
        else:
            low, high = (printed - width - mean) / sd, (printed + width - mean) / sd
            flip = np.where(low > 0.0, -1.0, 1.0)
            part = np.abs(norm.cdf(flip * high) - norm.cdf(flip * low)) / (2.0 * width)
        total += share * part
    return np.log(total)


def quantities_of_truth(structure: Structure, simulated: Simulated) -> dict[str, Array]:
    """By kind, [world, quantity] in logarithms."""
    truth, names = simulated.truth, structure.names
    worlds = len(truth.stock)

    def flat(values: Array) -> Array:
        return np.log(values).reshape(worlds, -1)

    def column(values: Mapping[str, Array], wanted: tuple[str, ...]) -> Array:
        return np.stack([values[name] for name in wanted], axis=1)

    years = np.stack(
        [
            np.stack(
                [(truth.stock[:, :, index] + truth.stock[:, :, index + 1]) / 2.0 for index in inside], -1
            ).mean(-1)
            for inside in _quarters_by_year(structure)
        ],
        axis=-1,
    )
    return {
        "stocks": flat(truth.stock),
        "yearly stocks": flat(years),
        "inflows": flat(truth.inflow),
        "outflows": flat(truth.outflow),
        "sums over hosts": flat(truth.stock.sum(axis=1)),
        "factors": column(truth.log_factor, names.factors),
        "biases": column(truth.bias, names.sources),
        "noise scales": column(truth.noise_scale, names.kinds),
        "bias scales": column(truth.bias_scale, names.kinds),
        "yearly change": flat(truth.yearly_change),
        "exit rates": flat(truth.exit_rate),
        "present over workers": flat(truth.present[:, :, 0] / truth.stock[:, :, 0])[
            :, _with_others(structure)
        ],
        "seasons": truth.season.reshape(worlds, -1),
        "fit of the claims": simulated.fit[:, None],
    }


def _quarters_by_year(structure: Structure) -> list[list[int]]:
    """Numbers of the quarters of each year."""
    quarters = structure.setting.quarters
    return [
        [index for index, day in enumerate(quarters) if day.year == year] for year in structure.setting.years
    ]


def _with_others(structure: Structure) -> list[int]:
    """Corridors in which not everybody works."""
    given = structure.setting.assumptions
    return [
        place
        for place, pair in enumerate(structure.names.corridors)
        if f"worker_share:{'-'.join(pair)}" in given
    ]


def quantities_of_draws(structure: Structure, unknowns: Array, fit: Array) -> dict[str, Array]:
    """By kind, [world, draw, quantity], as the product computes them."""
    names, inputs, library = structure.names, structure.inputs, numpy_library()
    latent, measured = inputs.latent, inputs.measured
    world = live(unknowns, inputs, names, library)
    lead = unknowns.shape[:2]

    def flat(values: Array) -> Array:
        return np.log(values).reshape(*lead, -1)

    yearly = np.stack([year_means(structure, world.stock, year) for year in structure.setting.years], axis=-1)
    size = np.exp(latent.change_size[0] + latent.change_size[1] * block(unknowns, names, "change_size"))
    rate = np.exp(latent.exit_rate + latent.exit_spread * block(unknowns, names, "exit_rate"))
    season = latent.season + np.einsum(
        "sj,...hj->...hs", latent.season_shape, block(unknowns, names, "season")
    )
    return {
        "stocks": flat(world.stock),
        "yearly stocks": flat(yearly),
        "inflows": flat(world.inflow),
        "outflows": flat(world.outflow),
        "sums over hosts": flat(world.stock.sum(axis=-2)),
        "factors": factors(unknowns, inputs, names),
        "biases": biases(unknowns, inputs, names, library),
        "noise scales": measured.noise_scale * block(unknowns, names, "noise_scale"),
        "bias scales": measured.noise_scale * block(unknowns, names, "source_scale"),
        "yearly change": flat(size),
        "exit rates": flat(rate),
        "present over workers": flat(world.present[..., 0] / world.stock[..., 0])[
            ..., _with_others(structure)
        ],
        "seasons": season.reshape(*lead, -1),
        "fit of the claims": fit[:, :, None],
    }


def with_data(
    inputs: Inputs, centre: Array, half: Array | None = None, excess: Array | None = None
) -> Inputs:
    """Inputs whose printed numbers have a row for each data set."""
    printed = inputs.measured.printed
    rows = printed._replace(
        centre=centre,
        half=np.broadcast_to(printed.half, centre.shape) if half is None else half,
        excess=np.broadcast_to(printed.excess, centre.shape) if excess is None else excess,
    )
    return inputs._replace(measured=inputs.measured._replace(printed=rows))


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What is compiled once for data sets of one shape."""

    sampler: Sampler
    slopes: Slopes


def machine_for(structure: Structure) -> Machine:
    """The product's own sampler and slopes, chains with data sets of their own."""
    names = structure.names
    return Machine(sampler=compile_sampler(names, by_chain=LEDGERS), slopes=compile_slopes(names))


def posteriors(
    structure: Structure,
    inputs: Inputs,
    machine: Machine,
    *,
    draws: int,
    thin: int,
    seed: int,
    throw_away: int = ADAPTING,
    weights: Array | None = None,
) -> tuple[Array, Array]:
    """Draws for each data set, one chain each, each in coordinates found for its own numbers.

    Parameters
    ----------
    inputs
        With a row of printed numbers for each data set.
    weights
        [world, claim] None: every claim counts once.

    Returns
    -------
    unknowns
        [world, draw, unknown] every `thin`-th draw.
    fit
        [world, draw] logarithm of the density of the claims.
    """
    printed = inputs.measured.printed
    worlds, claims = printed.centre.shape
    weights = np.ones((worlds, claims)) if weights is None else weights
    found, fits = [], []
    for begin in range(0, worlds, AT_ONCE):
        rows = np.arange(begin, begin + AT_ONCE) % worlds
        own = with_data(inputs, printed.centre[rows], printed.half[rows], printed.excess[rows])
        own = own._replace(measured=own.measured._replace(weight=weights[rows]))
        drawn = sample(
            machine.sampler,
            own,
            _whitenings(structure, own, machine.slopes),
            draws=draws * thin,
            seed=seed + begin,
            throw_away=throw_away,
        )
        kept = drawn.unknowns[:, thin - 1 : draws * thin : thin]
        rowwise = printed._replace(
            centre=printed.centre[rows, None],
            half=printed.half[rows, None],
            excess=printed.excess[rows, None],
        )
        given = inputs._replace(measured=inputs.measured._replace(printed=rowwise))
        count = min(AT_ONCE, worlds - begin)
        found.append(kept[:count])
        fits.append(log_likelihoods(kept, given, structure.names, numpy_library()).sum(axis=-1)[:count])
    return np.concatenate(found), np.concatenate(fits)


def _whitenings(structure: Structure, inputs: Inputs, slopes: Slopes) -> Whitening:
    """A row for each data set."""
    measured = inputs.measured
    each = []
    for row in range(len(measured.weight)):
        printed = measured.printed._replace(
            centre=measured.printed.centre[row],
            half=measured.printed.half[row],
            excess=measured.printed.excess[row],
        )
        own = inputs._replace(measured=measured._replace(weight=measured.weight[row], printed=printed))
        each.append(find_whitening(structure.names, own, slopes, least=0.0))
    return Whitening(*(np.stack(parts) for parts in zip(*each, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One test of one quantity, or of a kind of quantity."""

    quantity: str
    test: str
    """`mean`, `variance`, `band`, `kind mean` or `kind variance`."""
    value: float
    """Mean or variance of the scores, or largest distance of the distribution functions."""
    chance: float
    """Of a value as extreme where all is right."""


def normal_scores(truth: Array, draws: Array, random: np.random.Generator) -> Array:
    """[world, quantity] standard normal where the truth is one more draw.

    Parameters
    ----------
    truth
        [world, quantity]
    draws
        [world, draw, quantity]
    """
    from scipy.special import ndtri

    below = (draws < truth[:, None]).sum(axis=1)
    ties = (draws == truth[:, None]).sum(axis=1)
    rank = below + random.integers(0, ties + 1)
    return np.asarray(ndtri((rank + random.random(rank.shape)) / (draws.shape[1] + 1.0)))


def judge(scores: Mapping[str, Array]) -> list[Finding]:
    """Every test of every quantity, the least likely first.

    The chance of each finding is exact for one quantity (normal mean, chi-squared variance, Kolmogorov's band) and by
    Student's distribution over worlds for a kind; `alarms` compares it with its share of the whole false-alarm rate.
    """
    from scipy.special import ndtr
    from scipy.stats import chi2, kstwo, t

    findings = []
    for kind, values in scores.items():
        worlds = len(values)
        ordered = np.sort(ndtr(values), axis=0)
        steps = np.arange(1, worlds + 1)[:, None] / worlds
        far = np.maximum(steps - ordered, ordered - steps + 1.0 / worlds).max(axis=0)
        squares = (values**2).sum(axis=0)
        for place in range(values.shape[1]):
            name = f"{kind} {place}"
            mean, square = float(values[:, place].mean()), float(squares[place])
            both_sides = 2.0 * min(chi2.cdf(square, worlds), chi2.sf(square, worlds))
            findings += [
                Finding(
                    quantity=name, test="mean", value=mean, chance=2.0 * ndtr(-abs(mean) * np.sqrt(worlds))
                ),
                Finding(quantity=name, test="variance", value=square / worlds, chance=both_sides),
                Finding(
                    quantity=name, test="band", value=float(far[place]), chance=kstwo.sf(far[place], worlds)
                ),
            ]
        for test, each, expected in (("kind mean", values, 0.0), ("kind variance", values**2, 1.0)):
            by_world = each.mean(axis=1)
            error = by_world.std(ddof=1) / np.sqrt(worlds)
            away = (by_world.mean() - expected) / error
            findings.append(
                Finding(
                    quantity=kind, test=test, value=float(by_world.mean()),
                    chance=float(2.0 * t.sf(abs(away), worlds - 1)),
                )
            )  # fmt: skip
    return sorted(findings, key=lambda each: each.chance)


def alarms(findings: list[Finding], false_alarm: float) -> list[Finding]:
    """Those that are less likely than the whole false-alarm rate divided by the number of tests (Bonferroni)."""
    return [each for each in findings if each.chance < false_alarm / len(findings)]


def calibrate(
    structure: Structure,
    worlds: int,
    *,
    draws: int,
    thin: int,
    seed: int,
    machine: Machine,
    sampled: Structure | None = None,
    reported: Structure | None = None,
    weight: float = 1.0,
    throw_away: int = ADAPTING,
) -> dict[str, Array]:
    """Normal scores by kind of quantity: [world, quantity].

    Parameters
    ----------
    sampled, reported
        What is sampled, and what turns draws into quantities, where they differ from the structure (planted faults).
    weight
        How often each claim counts.
    """
    simulated = simulate(structure, worlds, seed)
    sampled = structure if sampled is None else sampled
    unknowns, fit = posteriors(
        sampled,
        with_data(sampled.inputs, simulated.centre),
        machine,
        draws=draws,
        thin=thin,
        seed=seed,
        throw_away=throw_away,
        weights=np.full(simulated.centre.shape, weight),
    )
    truth = quantities_of_truth(structure, simulated)
    found = quantities_of_draws(structure if reported is None else reported, unknowns, fit)
    random = np.random.default_rng(seed + 1)
    return {kind: normal_scores(truth[kind], found[kind], random) for kind in truth}
