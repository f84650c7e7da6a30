"""A calibration: equally likely members, and what was learnt about every parameter and target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sapar.maths import FloatArray

if TYPE_CHECKING:
    import xarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A median and a 90 % range."""

    median: float
    low90: float
    high90: float


def spread_of(values: FloatArray) -> Spread:
    """Of values that are equally likely."""
    low, median, high = np.quantile(values, [0.05, 0.5, 0.95])
    return Spread(median=float(median), low90=float(low), high90=float(high))


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """One parameter before and after."""

    parameter: str
    before: Spread
    after: Spread
    narrowed: float
    """Part of the variance of its normal score that the evidence took away; about 0 where it says nothing."""
    shifted: float
    """Change of the mean of its normal score, in standard deviations of the prior."""
    is_learnt: bool
    """Whether that is more than chance among so many members would show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two parameters that the evidence knows together better than each."""

    first: str
    second: str
    correlation: float
    """Of their normal scores over the members."""
    together: float
    """Part of the variance taken away from what they do together: the better known of their sum and difference."""
    is_unidentified: bool
    """Whether each is left wide while what they do together is known: the evidence cannot tell one from the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Residual:
    """One target before and after: what it says, and what members answer through its operator."""

    id: str
    claims: tuple[str, ...]
    citizenship: tuple[str, ...]
    place: tuple[str, ...]
    year: int
    unit: str
    said: Spread
    """As printed, with its tolerance as the range; for stocks what the members' own estimates say."""
    before: Spread
    after: Spread
    was_inside: bool
    """Whether the median before lies within the tolerance; for stocks within the estimate's 90 % range."""
    is_inside: bool
    apart: float
    """Median after over what is said, as a logarithm in standard deviations of the target's error."""
    unused: str | None
    """Why it was watched, not fitted: a key of `UNUSABLE`; None: fitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationRecord:
    """Everything about a calibration but its members."""

    digest: str
    """Of all inputs it depends on."""
    seed: int
    luck: int
    """The replicate whose random words all members met."""
    people_per_agent: int
    steps: int
    estimate: str
    """How the stocks came about, and the digest of the estimate where it was sampled."""
    held_out: tuple[str, ...]
    """Claims and figures it has not seen."""
    fixed: tuple[str, ...]
    """Parameters that mechanisms read and that stay as assumed by the study's wish."""
    discrepancy: float
    memory: float
    learnt: tuple[Learnt, ...]
    pairs: tuple[Pair, ...]
    residuals: tuple[Residual, ...]
    missing: tuple[str, ...]
    """Figures of role calibration that could not be fitted, and why, as `FIGURE:KEY`."""
    probe: tuple[float, ...]
    """What the first member answers to each target: another version of the model would answer otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Members, each as likely as any other."""

    record: CalibrationRecord
    dataset: xarray.Dataset
    """`parameter_value` [member, parameter], `start_stock` and `reference_stock` [member, citizenship, country]."""

    @property
    def members(self) -> int:
        """How many there are."""
        return int(self.dataset.sizes["member"])

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the parameters that were calibrated."""
        return tuple(str(name) for name in self.dataset["parameter"].values)

    def values(self, member: int) -> dict[str, float]:
        """The calibrated parameters of one member."""
        row = self.dataset["parameter_value"].values[member]
        return {name: float(value) for name, value in zip(self.parameters, row, strict=True)}

    def start_stock(self, member: int) -> FloatArray:
        """[C, D] people when the period begins."""
        return np.asarray(self.dataset["start_stock"].values[member])

    def reference_stock(self, member: int) -> FloatArray:
        """[C, D] people in each citizenship's own reference year."""
        return np.asarray(self.dataset["reference_stock"].values[member])

    def order(self, replicates: int, seed: int) -> list[int]:
        """Which member each replicate of a run takes: keyed by the seed, the same however many replicates there are."""
        order = np.random.Generator(np.random.Philox([seed, self.members])).permutation(self.members)
        return [int(order[replicate % self.members]) for replicate in range(replicates)]
