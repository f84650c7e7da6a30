"""What the evidence says together: stocks by citizenship, host and year, as draws."""

from __future__ import annotations

from dataclasses import dataclass, field

from sapar.maths import FloatArray

QUICK_LOOK, SAMPLED = "least squares", "sampled"
"""How a posterior came about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPull:
    """What one claim said, and what the estimate says through the claim's own definition."""

    claim: str
    citizenships: tuple[str, ...]
    country: str
    year: int
    said: float
    """People (or registrations) as printed; the middle of a range."""
    fitted: float
    """The same quantity by the estimate."""
    spread: float
    """Standard deviation of the logarithm that the claim is given."""
    weight: float
    """Share of the information on its corridors and year that comes from it, 0 to 1."""
    moved: float | None = None
    """Factor minus one by which the stock it moves most is larger with it than without; None: not worked out."""
    moves: str | None = None
    """The corridor whose stock that is, as CITIZENSHIP-HOST."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posterior:
    """Stocks of people abroad by year, from the full posterior or from a quick look.

    The quick look speaks of stocks had no border been shut, the full posterior of those that were; for the first and
    the reference year, from which a simulation starts, both mean the same.
    """

    citizenships: tuple[str, ...]
    countries: tuple[str, ...]
    years: tuple[int, ...]
    median: FloatArray
    """[C, D, year] people, mean over the year; 0 for corridors nobody is said to take."""
    draws: FloatArray
    """[draw, C, D, year] people; of the quick look, the first draw is the median."""
    pulls: tuple[ClaimPull, ...]
    """Every claim used."""
    held_out: tuple[str, ...]
    """Claims about stocks that were not used, because ways were shut at their date."""
    bias: dict[str, float]
    """Factor by which each kind of source is estimated to count more or less than is there."""
    bias_spread: dict[str, float] = field(default_factory=dict)
    """Standard deviation of the logarithm of each of these factors."""
    method: str = QUICK_LOOK
    """`least squares`, or `sampled`."""
    digest: str | None = None
    """Of the claims and priors that a sampled posterior belongs to."""
    has_converged: bool = True
    """Whether the sampler's chains agree; the quick look has none."""
    defaults: tuple[str, ...] = ()
    """Names of defaults of the estimate that the study does not override."""

    def of_year(self, year: int) -> FloatArray:
        """[draw, C, D] people in a year; the nearest year of the period where it lies outside."""
        nearest = min(max(year, self.years[0]), self.years[-1])
        return self.draws[..., self.years.index(nearest)]
