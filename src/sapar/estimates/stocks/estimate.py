"""The verb: from a ledger and a study's priors to draws of stocks, with everything learnt on the way."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.checks import predictive_checks
from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.contradictions import contradictions
from sapar.estimates.stocks.dataset import make_dataset
from sapar.estimates.stocks.defaults import DEFAULTS
from sapar.estimates.stocks.diagnostics import Convergence, convergence
from sapar.estimates.stocks.digest import digest_problem
from sapar.estimates.stocks.helpful import helpful
from sapar.estimates.stocks.influence import Refit, fit_claims, year_means
from sapar.estimates.stocks.latent import biases, factors, live, log_posterior
from sapar.estimates.stocks.learnt import flow_labels, headlines, learn_coverages, learn_rates, learn_sources
from sapar.estimates.stocks.result import (
    Sampling,
    SeriesConvergence,
    StockEstimate,
    StockRecord,
    UnusedClaim,
)
from sapar.estimates.stocks.sample import Draws, compile_sampler, require_numpyro, sample
from sapar.estimates.stocks.setting import StockSetting
from sapar.estimates.stocks.structure import Structure, build_structure
from sapar.estimates.stocks.whiten import compile_slopes, find_whitening
from sapar.evidence.ledger import Ledger
from sapar.maths import FloatArray

Progress = Callable[[float, int], None]

KEPT = 1000
"""Draws that the result keeps; convergence is judged on all."""
MOST_CONTRADICTIONS = 100
"""Pairs that the result keeps, the worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateOptions:
    """How the posterior is sampled."""

    chains: int = 4
    draws: int = 1200
    """Of each chain."""
    seed: int = 1
    seconds: float = 42.0
    """No further claim is left out by sampling anew once so much time has gone."""


def estimate_stocks(
    ledger: Ledger, setting: StockSetting, options: EstimateOptions, progress: Progress | None = None
) -> StockEstimate:
    """Sample the posterior of stocks and judge it.

    Parameters
    ----------
    progress
        Called with draws made and draws in all.

    Raises
    ------
    MissingExtra
        NumPyro is not installed.
    """
    require_numpyro()
    clock = _Clock()
    terms = compile_claims(ledger, setting)
    structure = build_structure(terms.used, setting)
    whitening = find_whitening(structure.names, structure.inputs, compile_slopes(structure.names))
    clock.lap("prepare")
    sampler = compile_sampler(structure.names)
    drawn = sample(
        sampler,
        structure.inputs,
        whitening,
        chains=options.chains,
        draws=options.draws,
        seed=options.seed,
        progress=progress,
    )
    clock.lap("sample")
    sampling = _judge(structure, drawn, options.draws)
    kept = thinned(drawn.unknowns, KEPT)
    clock.lap("judge")
    left = options.seconds - sum(clock.laps.values())
    refit = Refit(sampler=sampler, whitening=whitening, draws=drawn, seconds=left, seed=options.seed)
    claims = fit_claims(structure, kept, refit, options.seed)
    clock.lap("claims")
    random = np.random.Generator(np.random.Philox([options.seed, 6]))
    record = StockRecord(
        digest=digest_problem(ledger, setting),
        seed=options.seed,
        sampling=sampling,
        claims=claims,
        unused=tuple(UnusedClaim(claim=each.claim, reason=each.reason) for each in terms.unused),
        coverages=learn_coverages(structure, kept),
        sources=learn_sources(structure, kept),
        rates=learn_rates(structure, kept),
        flows=flow_labels(structure, kept),
        contradictions=contradictions(structure, options.seed)[:MOST_CONTRADICTIONS],
        checks=predictive_checks(structure, kept, options.seed),
        helpful=helpful(structure, kept, options.seed),
        headlines=headlines(structure, kept, random.standard_normal((KEPT, structure.names.size))),
        defaults=defaults_in_use(setting),
        probe=probe(structure),
        seconds={},
    )
    dataset = make_dataset(structure, kept)
    clock.lap("results")
    return StockEstimate(record=replace(record, seconds=clock.laps), dataset=dataset)


def probe(structure: Structure) -> float:
    """Logarithm of the density at a fixed point: the same as long as the formulas are."""
    unknowns = 0.1 * np.sin(np.arange(structure.names.size))
    return float(log_posterior(unknowns, structure.inputs, structure.names, numpy_library()))


def thinned(unknowns: FloatArray, most: int) -> FloatArray:
    """[draw, unknown] evenly spaced over all chains."""
    flat = unknowns.swapaxes(0, 1).reshape(-1, unknowns.shape[-1])
    return np.asarray(flat[np.linspace(0, len(flat) - 1, min(most, len(flat))).astype(int)])


def defaults_in_use(setting: StockSetting) -> tuple[str, ...]:
    """Defaults that no row of the study overrides."""
    return tuple(name for name in DEFAULTS if name not in setting.assumptions)


def _judge(structure: Structure, drawn: Draws, wanted: int) -> Sampling:
    """Convergence of every number that is reported."""
    library, names, inputs = numpy_library(), structure.names, structure.inputs
    world = live(drawn.unknowns, inputs, names, library)
    corridors = ["-".join(pair) for pair in names.corridors]
    instants = [f"{day:%Y-%m}" for day in structure.setting.instants]
    quarters = instants[:-1]
    years = [str(year) for year in structure.setting.years]
    yearly = np.stack([year_means(structure, world.stock, year) for year in structure.setting.years], axis=-1)
    groups = [
        ("stocks by quarter", np.log(world.stock), [f"{one} {two}" for one in corridors for two in instants]),
        ("mean stocks by year", np.log(yearly), [f"{one} {two}" for one in corridors for two in years]),
        ("inflows", np.log(world.inflow), [f"{one} {two}" for one in corridors for two in quarters]),
        ("outflows", np.log(world.outflow), [f"{one} {two}" for one in corridors for two in quarters]),
    ]
    if names.sources:
        groups += [
            ("coverages, rates and shares", factors(drawn.unknowns, inputs, names), list(names.factors)),
            ("biases of sources", biases(drawn.unknowns, inputs, names, library), list(names.sources)),
        ]
    return Sampling(
        chains=drawn.unknowns.shape[0],
        wanted=wanted,
        draws=drawn.unknowns.shape[1],
        divergences=int(drawn.divergent.sum()),
        acceptance=drawn.acceptance,
        steps=float(drawn.steps.mean()),
        seconds=drawn.seconds,
        groups=tuple(_group(what, convergence(values), labels) for what, values, labels in groups),
    )


def _group(what: str, found: Convergence, labels: list[str]) -> SeriesConvergence:
    """The worst of a group."""
    badness = np.maximum(found.r_hat - 1.0, 1.0 / np.minimum(found.bulk, found.tail)).ravel()
    return SeriesConvergence(
        what=what,
        r_hat=float(found.r_hat.max()),
        bulk=float(found.bulk.min()),
        tail=float(found.tail.min()),
        worst=labels[int(badness.argmax())],
        holds=bool(found.holds.all()),
    )


class _Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """A stage is over."""
        now = time.perf_counter()
        self.laps[stage] = now - self._last
        self._last = now
