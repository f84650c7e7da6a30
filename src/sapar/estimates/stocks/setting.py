"""What estimation needs to know of a study besides its ledger."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from sapar.estimates.reconcile import Belief
from sapar.estimates.stocks.defaults import DEFAULTS
from sapar.maths import FloatArray, log


@dataclass(frozen=True, slots=True, kw_only=True)
class StockSetting:
    """Axes, priors and circumstances of one study."""

    citizenships: tuple[str, ...]
    hosts: tuple[str, ...]
    quarters: tuple[datetime.date, ...]
    """First day of each quarter of the period, in order."""
    end: datetime.date
    """First day after the last quarter."""
    reference_year: Mapping[str, int]
    """By citizenship: year of the prior of its corridors."""
    assumptions: Mapping[str, Belief]
    """Rows of `assumptions.csv`, by name."""
    free_work: Mapping[tuple[str, str], Belief]
    """By citizenship and host where work needs no permit: share of those there who are officially employed."""
    shut: FloatArray
    """[citizenship, host, quarter] part of the quarter and of the ways home on which all were shut, 0 to 1."""
    fallen: FloatArray
    """[host, quarter] 1 where the host's currency fell by more than `currency_fall`."""
    populations: Mapping[str, int] = field(default_factory=dict)
    """Residents by place."""

    @property
    def instants(self) -> tuple[datetime.date, ...]:
        """First days of all quarters and the day after the last."""
        return (*self.quarters, self.end)

    @property
    def years(self) -> tuple[int, ...]:
        """Calendar years of the period."""
        return tuple(sorted({quarter.year for quarter in self.quarters}))

    @property
    def corridors(self) -> tuple[tuple[str, str], ...]:
        """Citizenship and host of every corridor with a prior, sorted."""
        named = (name.split(":", 1)[1] for name in self.assumptions if name.startswith("prior_stock:"))
        pairs = (tuple(name.split("-", 1)) for name in named)
        known = (pair for pair in pairs if len(pair) == 2)
        return tuple(
            sorted((one, two) for one, two in known if one in self.citizenships and two in self.hosts)
        )

    def belief(self, family: str, member: str | None = None) -> Belief | None:
        """The prior of a name, or of a family's member: the study's row, else the default; None where neither is."""
        names = [family] if member is None else [f"{family}:{member}", f"{family}:"]
        for name in names:
            if name in self.assumptions:
                return self.assumptions[name]
            if name in DEFAULTS:
                entry = DEFAULTS[name]
                return Belief(value=entry.value, low=entry.low, high=entry.high)
        return None

    def number(self, family: str, member: str | None = None) -> float:
        """The value of a prior that has a default."""
        found = self.belief(family, member)
        if found is None:
            raise KeyError(f"{family}:{member}")
        return found.value


def log_spread(belief: Belief) -> tuple[float, float]:
    """Mean and standard deviation of the logarithm; a belief without a range has none."""
    mean = float(log(belief.value))
    return mean, 0.0 if belief.low == belief.high else belief.spread
