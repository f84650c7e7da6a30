"""Parameters without a source: their defaults, ranges and the draws that replicates use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from sapar.errors import MissingInput
from sapar.maths import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """Default and bounds of one parameter."""

    name: str
    """As in `assumptions.csv`, with `:PLACE` where it belongs to a place."""
    value: float
    """Default."""
    low: float
    """Smallest value a replicate draws."""
    high: float
    """Largest value a replicate draws."""


@dataclass(frozen=True, slots=True)
class Parameters:
    """Values of all parameters in one draw."""

    values: Mapping[str, float]
    """By name."""

    def __getitem__(self, name: str) -> float:
        try:
            return self.values[name]
        except KeyError as missing:
            raise MissingInput(
                found=name,
                why="is a parameter that no row of assumptions.csv gives",
                try_="add a row with its default, range and reason",
            ) from missing

    def at(self, name: str, places: Iterable[str]) -> FloatArray:
        """[place] value for each place: the one named `name:PLACE`."""
        return np.array([self[f"{name}:{place}"] for place in places], dtype=np.float64)

    def by(self, name: str, labels: Iterable[str], *, reference: str) -> FloatArray:
        """[label] value named `name_LABEL` for each label, 1 for the reference label."""
        return np.array([1.0 if label == reference else self[f"{name}_{label}"] for label in labels])


def defaults(ranges: Iterable[Range]) -> Parameters:
    """Every parameter at its default."""
    return Parameters({each.name: each.value for each in ranges})


def draw_parameters(ranges: Iterable[Range], *, replicates: int, seed: int) -> tuple[Parameters, ...]:
    """One set of parameters for each replicate, spread evenly over all ranges (Latin hypercube).

    Half of the draws of each parameter fall below its default and half above, evenly within each half.
    The first replicate uses the defaults. Fixed parameters keep their place among the draws, so that fixing one
    leaves the draws of all others as they are.
    """
    from scipy.stats import qmc

    ordered = sorted(ranges, key=lambda each: each.name)
    fixed = {each.name: each.value for each in ordered}
    draws = [Parameters(fixed)]
    if replicates > 1 and ordered:
        sampler = qmc.LatinHypercube(d=len(ordered), rng=np.random.default_rng(np.random.Philox(seed)))
        for point in sampler.random(replicates - 1):
            drawn = {
                each.name: quantile(each, float(share)) for each, share in zip(ordered, point, strict=True)
            }
            draws.append(Parameters({**fixed, **drawn}))
    return tuple(draws + [draws[0]] * (replicates - len(draws)))


def quantile(range_: Range, share: float) -> float:
    """Value below which the given share of draws falls: linear from low to the default and from it to high."""
    if share < 0.5:
        return range_.low + (range_.value - range_.low) * 2.0 * share
    return range_.value + (range_.high - range_.value) * (2.0 * share - 1.0)
