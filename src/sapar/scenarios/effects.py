"""Effects: what a scenario changes, replicate by replicate, on the same people with the same luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray

from sapar.results.headline import Headline
from sapar.results.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A paired difference: scenario less baseline."""

    answer: str
    """Name of the answer."""
    question: dict[str, str]
    date: str
    """Date or period of the answer."""
    unit: str
    baseline: float
    """Median of the baseline, in `unit`."""
    scenario: float
    """Median of the scenario."""
    difference: float
    """Median of the paired differences."""
    low80: float
    """Tenth percentile of the paired differences."""
    high80: float
    """Ninetieth percentile."""
    share_up: float
    """Share of replicates in which the scenario is higher."""
    mean: float
    """Mean of the paired differences."""
    error: float
    """Monte Carlo error: standard error of `mean` over the replicates; NaN of one."""


def compare(baseline: Sequence[Headline], scenario: Sequence[Headline]) -> tuple[Effect, ...]:
    """Effects on the answers that both have a number for, in the baseline's order.

    The two must come from the same seed, draws and people: then a change that changes nothing gives exactly 0.
    """
    others = {each.answer.id: each for each in scenario}
    return tuple(
        effect(each, others[each.answer.id])
        for each in baseline
        if each.answer.id in others and np.isfinite(others[each.answer.id].values - each.values).any()
    )


def effect(baseline: Headline, scenario: Headline) -> Effect:
    """The effect on one answer, which at least one replicate has a number for in both."""
    difference = scenario.values - baseline.values
    known = difference[np.isfinite(difference)]
    low, middle, high = np.quantile(known, [0.1, 0.5, 0.9])
    return Effect(
        answer=baseline.answer.id,
        question=baseline.answer.question,
        date=baseline.answer.date,
        unit=baseline.answer.unit,
        baseline=baseline.answer.median,
        scenario=scenario.answer.median,
        difference=float(middle),
        low80=float(low),
        high80=float(high),
        share_up=float((known > 0).mean()),
        mean=float(known.mean()),
        error=float(known.std(ddof=1) / np.sqrt(known.size)) if known.size > 1 else float("nan"),
    )


def differing_cells(baseline: Tables, scenario: Tables) -> dict[str, int]:
    """By variable: how many cells of two sets of tables differ; zero everywhere if nothing was changed."""
    counts = {}
    for name in baseline.dataset.data_vars:
        one, other = baseline.dataset[name], scenario.dataset.get(name)
        counts[str(name)] = one.size if other is None or one.shape != other.shape else _differing(one, other)
    return counts


def _differing(one: xarray.DataArray, other: xarray.DataArray) -> int:
    """Cells that differ; missing equals missing."""
    if one.dtype.kind in "fc":
        return int((~np.isclose(one.values, other.values, rtol=0, atol=0, equal_nan=True)).sum())
    return int((one.values != other.values).sum())
