"""What an effect depends on: its mean where an assumption was drawn low, and where it was drawn high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sapar.results.drivers import drivers
from sapar.results.headline import Headline
from sapar.results.tables import Tables
from sapar.scenarios.effects import Effect, effect

MOST_BARS = 8
"""Bars of one tornado."""
MOST_TORNADOES = 6
"""Effects that a tornado is drawn for: those with drivers that stand out most from their Monte Carlo error."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One assumption."""

    parameter: str
    low: float
    """Mean effect over the replicates that drew it below its median."""
    high: float
    """Mean effect over the others."""
    correlation: float
    """Rank correlation of its draws with the effect."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tornado:
    """One effect and the assumptions that move it more than luck lets expect, the widest bar first."""

    effect: Effect
    bars: tuple[Bar, ...]


def tornadoes(
    tables: Tables, baseline: Sequence[Headline], scenario: Sequence[Headline]
) -> tuple[Tornado, ...]:
    """Tornadoes of the effects that have drivers.

    Parameters
    ----------
    tables
        Of the baseline: the parameters drawn.
    baseline, scenario
        Headlines of the same seed, draws and people.
    """
    others = {each.answer.id: each for each in scenario}
    found = []
    for each in baseline:
        other = others.get(each.answer.id)
        if other is None:
            continue
        bars = _bars(tables, each, other)
        if bars:
            found.append(Tornado(effect=effect(each, other), bars=bars))
    found.sort(key=lambda one: -_firmness(one.effect))
    return tuple(found[:MOST_TORNADOES])


def _bars(tables: Tables, baseline: Headline, scenario: Headline) -> tuple[Bar, ...]:
    """Assumptions that go with the effect."""
    difference = scenario.values - baseline.values
    if not np.isfinite(difference).all():
        return ()
    names = [str(name) for name in tables.dataset["parameter"].values]
    drawn = tables.dataset["parameter_value"].values
    bars = []
    for name, correlation in drivers(tables, difference):
        values = drawn[:, names.index(name)]
        is_low = values <= np.median(values)
        if is_low.all():
            continue
        low, high = float(difference[is_low].mean()), float(difference[~is_low].mean())
        bars.append(Bar(parameter=name, low=low, high=high, correlation=correlation))
    bars.sort(key=lambda bar: -abs(bar.high - bar.low))
    return tuple(bars[:MOST_BARS])


def _firmness(one: Effect) -> float:
    """Mean effect in Monte Carlo errors."""
    return abs(one.mean) / one.error if one.error > 0 else 0.0
