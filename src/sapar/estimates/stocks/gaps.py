"""Why figures of one corridor differ: each printed number over the estimate, as a product of reasons.

A number over the mean stock of the reference year is the product of four factors: its dates (another year, a season),
its definition (repeats, shares, other purposes), the coverage of its kind of source, and what is left (the bias of this
source, rounding, noise). Logarithms are averaged over the draws, so that the factors multiply to the whole exactly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray

from sapar.estimates.stocks.claims import Term
from sapar.estimates.stocks.learnt import range_of
from sapar.estimates.stocks.operators import INFLOW, OVER_A_PERIOD, PRESENT, length_of
from sapar.estimates.stocks.result import Range
from sapar.estimates.stocks.setting import StockSetting
from sapar.estimates.stocks.times import length_in_years, stock_weights
from sapar.maths import FloatArray, exp, log


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureGap:
    """One printed number beside the estimate; the four factors multiply to `people` over the corridor's stock."""

    claim: str
    definition: str
    people: float
    """As printed; a share of the residents as people."""
    seen: Range
    """What the estimate says through the same definition, by the same source, in the same unit as `people`."""
    dates: float
    """Stock of its dates over that of the reference year."""
    counting: float
    """What its definition counts over the stock of its dates."""
    kind: float
    """Coverage of its kind of source."""
    rest: float
    """Bias of this source, rounding and noise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorridorFigures:
    """All figures about exactly one corridor."""

    citizenship: str
    host: str
    year: int
    """Reference year."""
    stock: Range
    """Mean stock of the reference year."""
    by_definition: tuple[tuple[str, Range], ...]
    """The same people counted by each definition that a figure uses, over the whole reference year."""
    figures: tuple[FigureGap, ...]
    """Largest first."""

    @property
    def fold(self) -> float:
        """The largest figure over the smallest."""
        return self.figures[0].people / self.figures[-1].people

    @property
    def ends(self) -> tuple[FigureGap, FigureGap]:
        """The largest figure and the smallest."""
        return self.figures[0], self.figures[-1]


def corridor_figures(
    dataset: xarray.Dataset, terms: Sequence[Term], setting: StockSetting
) -> tuple[CorridorFigures, ...]:
    """Every corridor with at least two figures of its own, those with most ways of counting first, then the widest gap.

    Parameters
    ----------
    dataset
        Draws as `make_dataset` gives them.
    """
    found = []
    for index, (citizenship, host) in enumerate(setting.corridors):
        own = [term for term in terms if _speaks_of(term, index, citizenship, host)]
        if len(own) > 1:
            found.append(_figures(dataset, own, setting, citizenship, host))
    return tuple(sorted(found, key=lambda each: (-len(each.by_definition), -each.fold)))


def _speaks_of(term: Term, corridor: int, citizenship: str, host: str) -> bool:
    """Whether a term is a level of this corridor and of no other."""
    claim, counted = term.claim, term.counted
    is_level = bool(counted.top) and not counted.bottom and counted.is_biased
    return (
        is_level
        and counted.corridors == {corridor}
        and (claim.citizenship, claim.place) == ((citizenship,), (host,))
    )


def _figures(
    dataset: xarray.Dataset, terms: Sequence[Term], setting: StockSetting, citizenship: str, host: str
) -> CorridorFigures:
    """One corridor."""
    here = dataset.sel(citizenship=citizenship, host=host).astype(np.float64)
    year = min(max(setting.reference_year[citizenship], setting.years[0]), setting.years[-1])
    reference = log(here["stock_year"].sel(year=year).values)
    gaps, ways = [], dict[str, list[FloatArray]]()
    for term in terms:
        gap, way = _gap(here, term, setting, reference)
        gaps.append(gap)
        ways.setdefault(term.claim.definition, []).append(way)
    counted = {
        definition: range_of(exp(reference + np.mean(each, axis=0))) for definition, each in ways.items()
    }
    return CorridorFigures(
        citizenship=citizenship,
        host=host,
        year=year,
        stock=range_of(exp(reference)),
        by_definition=tuple(sorted(counted.items(), key=lambda each: -each[1].median)),
        figures=tuple(sorted(gaps, key=lambda each: -each.people)),
    )


def _gap(
    here: xarray.Dataset, term: Term, setting: StockSetting, reference: FloatArray
) -> tuple[FigureGap, FloatArray]:
    """A figure's factors, and [draw] logarithm of what its definition counts in a year over the stock."""
    first, last = length_of(term.claim)
    courses = _courses(here)
    weights = stock_weights(setting, first, last)
    assert weights is not None
    there = log(courses[0] @ weights)
    top = log(np.sum([courses[piece.state] @ piece.weights for piece in term.counted.top], axis=0))
    repeats = np.zeros(reference.size)
    for name, sign in term.counted.factors:
        repeats += sign * log(here["factor_value"].sel(factor=name).values)
    is_share = term.claim.definition == "share"
    scale = -term.counted.constant if is_share else 0.0
    counting = top - there + repeats + (0.0 if is_share else term.counted.constant)
    kind = log(here["factor_value"].sel(factor=f"coverage:{term.kind}").values)
    own = log(here["source_bias"].sel(source=term.claim.source).values)
    seen = there + counting + kind + own
    people = term.printed.centre + scale
    dates = there - reference
    gap = FigureGap(
        claim=term.claim.claim,
        definition=term.claim.definition,
        people=math.exp(people),
        seen=range_of(exp(seen)),
        dates=math.exp(dates.mean()),
        counting=math.exp(counting.mean()),
        kind=math.exp(kind.mean()),
        rest=math.exp((people - reference - dates - counting - kind).mean()),
    )
    yearly = math.log(length_in_years(first, last)) if term.claim.definition in OVER_A_PERIOD else 0.0
    return gap, top - there + repeats - yearly


def _courses(here: xarray.Dataset) -> tuple[FloatArray, FloatArray, FloatArray]:
    """[draw, instant] workers and citizens present, [draw, quarter] arrivals, in the order of the operators' states."""
    stock = here["stock"].values
    instants = np.concatenate([stock, here["stock_end"].values[:, -1:]], axis=1)
    share = stock[:, :1] / here["present"].values[:, :1]
    courses = (instants, instants / share, here["inflow"].values)
    assert (PRESENT, INFLOW) == (1, 2)
    return courses
