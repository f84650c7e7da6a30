"""Members before any evidence is seen: normal scores of parameters, logarithms of stocks, and the way back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np

from sapar.estimates import Posterior
from sapar.maths import FloatArray, log
from sapar.model.declarations.assumptions import is_known
from sapar.model.parameters import Parameters, Range, quantile


@dataclass(frozen=True, slots=True, kw_only=True)
class Prior:
    """What the rows of a state stand for: parameters first, then stocks."""

    ranges: tuple[Range, ...]
    """Of the parameters that are calibrated, by name."""
    rest: Mapping[str, float]
    """All other parameters at their defaults."""
    posterior: Posterior
    """The estimate of stocks; a member is one of its draws before it is moved."""
    start_year: int
    reference_years: tuple[int, ...]
    """[C]"""

    def draw(self, members: int, seed: int) -> FloatArray:
        """[row, member] scores spread evenly over all ranges (Latin hypercube), and logarithms of drawn stocks."""
        from scipy.special import ndtri
        from scipy.stats import qmc

        rng = np.random.default_rng(np.random.Philox(seed))
        scores = ndtri(qmc.LatinHypercube(d=len(self.ranges), rng=rng).random(members)).T
        stocks = self.posterior.draws[np.arange(members) % len(self.posterior.draws)]
        return np.concatenate([scores.reshape(len(self.ranges), members), log(stocks[:, self._present]).T])

    def parameters(self, state: FloatArray) -> tuple[Parameters, ...]:
        """[member] all parameters, each within its range whatever its score."""
        from scipy.special import ndtr

        shares = ndtr(state[: len(self.ranges)])
        return tuple(Parameters({**self.rest, **self._drawn(column)}) for column in shares.T)

    def _drawn(self, shares: FloatArray) -> dict[str, float]:
        """Values below which so large shares of the draws from the ranges fall."""
        return {
            each.name: quantile(each, float(share)) for each, share in zip(self.ranges, shares, strict=True)
        }

    def stocks(self, state: FloatArray) -> FloatArray:
        """[member, C, D, year] people."""
        draws = np.zeros((state.shape[1], *self._present.shape))
        draws[:, self._present] = np.exp(state[len(self.ranges) :].T)
        return draws

    def start(self, stocks: FloatArray) -> FloatArray:
        """[member, C, D] whole people when the period begins."""
        return np.rint(stocks[..., self._at(self.start_year)])

    def reference(self, stocks: FloatArray) -> FloatArray:
        """[member, C, D] whole people in each citizenship's own reference year."""
        years = [self._at(year) for year in self.reference_years]
        return np.rint(np.stack([stocks[:, index, :, year] for index, year in enumerate(years)], axis=1))

    @property
    def _present(self) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
        """[C, D, year] whether anybody is there in every draw."""
        return np.asarray(self.posterior.draws.min(axis=0) > 0)

    def _at(self, year: int) -> int:
        """Index of the year, or of the nearest one."""
        years = self.posterior.years
        return years.index(min(max(year, years[0]), years[-1]))


def calibrated(
    ranges: tuple[Range, ...], read: Collection[str], fixed: Collection[str]
) -> tuple[tuple[Range, ...], Mapping[str, float]]:
    """Parameters to calibrate, by name, and the defaults of all others.

    Parameters
    ----------
    read
        Names that mechanisms and operators read; one that ends in `:` stands for one value a place.
    fixed
        Names that the study keeps as assumed; the part before `:` stands for all places.
    """
    chosen = tuple(
        each
        for each in sorted(ranges, key=lambda each: each.name)
        if each.low < each.high and is_known(each.name, read) and not _is_fixed(each.name, fixed)
    )
    names = {each.name for each in chosen}
    return chosen, {each.name: each.value for each in ranges if each.name not in names}


def _is_fixed(name: str, fixed: Collection[str]) -> bool:
    """Whether the study keeps a parameter, or all of its family, as assumed."""
    return name in fixed or name.partition(":")[0] in fixed
