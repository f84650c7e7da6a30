"""The estimate of stocks: draws with named axes, and what was learnt about every claim and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A median and an 80 % range."""

    median: float
    low80: float
    high80: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesConvergence:
    """Whether one group of numbers has converged."""

    what: str
    r_hat: float
    """Largest of the group."""
    bulk: float
    """Fewest effective draws for the middle."""
    tail: float
    """Fewest effective draws for the tails."""
    worst: str
    """The number that has converged least."""
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampling:
    """How the draws came about."""

    chains: int
    wanted: int
    """Draws of each chain asked for."""
    draws: int
    """Of each chain, made."""
    divergences: int
    acceptance: float
    steps: float
    """Mean leapfrog steps for one draw."""
    seconds: float
    groups: tuple[SeriesConvergence, ...]

    @property
    def has_converged(self) -> bool:
        """Whether every number of every group has, and no trajectory was lost."""
        return all(group.holds for group in self.groups) and self.divergences == 0


FLAGGED = 0.5
"""Chance to be off by more than a factor of two from which a claim is flagged: finds five-fold errors and spares honest
claims (docs/method/estimates-calibration.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFit:
    """What one claim says, and what the estimate says through the claim's own definition."""

    claim: str
    source: str
    kind: str
    definition: str
    meaning: str
    """The definition's operator in words."""
    citizenships: tuple[str, ...]
    places: tuple[str, ...]
    year: int
    said: float
    """As printed; for a range its middle (geometric), for shares and ratios a part of one or times."""
    estimate: Range
    """What its source would see."""
    predictive_p: float
    """Two-sided chance of a number as far from what such a source would print, all claims known."""
    outlier: float
    """Chance that its noise is larger than its kind's."""
    off: float
    """Chance that it is off by more than a factor of two, definition, kind of source and words allowed for."""
    conflict_z: float
    """Standard deviations by which it lies above (+) or below (-) what the other claims predict for it."""
    conflict_p: float
    """Two-sided chance of a larger conflict."""
    pareto_k: float
    how: str
    """How the others' prediction was found: `smoothed weights`, `sampled anew`, or `approximate`."""
    corridor: str
    """The corridor it moves most, as CITIZENSHIP-HOST."""
    moved: float
    """Factor minus one by which that corridor's stock of its year is larger with it than without."""
    moved_people: float
    """The same in people."""
    spread: float
    """Standard deviation of its noise in logarithms (posterior median)."""
    weight: float
    """Share of the information on its corridors and year that comes from it, 0 to 1."""

    @property
    def is_flagged(self) -> bool:
        """Whether it is more likely than not off by more than a factor of two."""
        return self.off >= FLAGGED


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedClaim:
    """A claim without a term, and why."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """A coverage, a rate, a share or a bias, before and after the claims."""

    name: str
    prior: Range
    posterior: Range
    shrinkage: float
    """1 minus the ratio of posterior to prior variance of the logarithm; near 0: prior only."""
    claims: int
    """How many claims it enters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims about the same people, at three levels."""

    first: str
    second: str
    corridor: str
    ratio: float
    """What the first says over what the second says, beside what their groups and dates let expect at face value."""
    face_z: float
    """As if both counted the same, each within 5 %."""
    source_z: float
    """With the noise and bias of their sources."""
    definition_z: float
    """With all that their definitions allow."""
    face_p: float
    """Two-sided, adjusted for the number of pairs (Benjamini and Hochberg)."""
    source_p: float
    definition_p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A posterior predictive check: a summary of the claims beside the same of claims drawn from the estimate."""

    name: str
    observed: float
    drawn: Range
    p: float
    """Chance that drawn claims exceed the observed value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpful:
    """One more claim that would narrow a headline series."""

    series: str
    """CITIZENSHIP-HOST YEAR, or host and year."""
    definition: str
    corridor: str
    year: int
    kind: str
    reduction: float
    """Expected part of the variance of the series' logarithm that it would take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One corridor in one year."""

    citizenship: str
    host: str
    year: int
    why: str
    """`first`, `reference`, `closure` or `last`."""
    prior: Range
    stock: Range
    """Mean stock of the year."""
    claims: int
    """Claims that speak of the corridor, in any year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRecord:
    """Everything about an estimate but its draws; kept as JSON beside them."""

    digest: str
    """Of everything the posterior depends on: claims, priors, defaults, circumstances, model."""
    seed: int
    sampling: Sampling
    claims: tuple[ClaimFit, ...]
    unused: tuple[UnusedClaim, ...]
    coverages: tuple[Factor, ...]
    """By kind of source, those included that made no claim."""
    sources: tuple[Factor, ...]
    """Bias of each source beside that of its kind."""
    rates: tuple[Factor, ...]
    """Registrations, permits and crossings a person, shares, series."""
    flows: dict[str, str]
    """By corridor: `mostly prior`, or `informed by claims`."""
    contradictions: tuple[Contradiction, ...]
    """Worst first."""
    checks: tuple[Check, ...]
    helpful: tuple[Helpful, ...]
    """Best first, by series."""
    headlines: tuple[Headline, ...]
    defaults: tuple[str, ...]
    """Names of the defaults in use that the study does not override."""
    probe: float
    """Logarithm of the density, but for a constant, at a fixed point: notices code that no longer fits the draws."""
    seconds: dict[str, float]
    """By stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockEstimate:
    """The whole result."""

    record: StockRecord
    dataset: xarray.Dataset
    """draw x citizenship x host x quarter; units and definitions in the attributes."""
