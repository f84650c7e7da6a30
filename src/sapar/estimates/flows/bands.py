"""How uncertain flows are because stocks are, and the rule that chooses among flows: the estimate over many draws."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sapar.estimates.flows.checks import square
from sapar.estimates.flows.estimate import MINIMUM_SHARE
from sapar.estimates.flows.rules import SEED_SPREAD, WEIGHT_ERROR, Rule, draw_rule
from sapar.maths import FloatArray

PERSISTENCE = 0.95
"""Correlation of a stock's relative error with the one at the next date: an assumption, since successive
revisions share their censuses and definitions. Independent errors would add moves that never happened."""
BAND = 0.9
"""Chance that the truth lies between the ends of a band."""

Progress = Callable[[int, int], None]


FlowsBetween = Callable[[int, FloatArray, FloatArray, Rule], FloatArray]
"""Flows of a period: its number, the table at its start, the one at its end, the rule. Called from several threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncertainty:
    """How far stocks of people living abroad, and the rule that chooses flows, may be from the truth."""

    relative_error: float | FloatArray = 0.05
    """Standard error over the stock, one for all or [date, birthplace, residence]."""
    persistence: float = PERSISTENCE
    """Correlation of a stock's relative error at successive dates."""
    weight: float = MINIMUM_SHARE
    """Share of the smallest migration in the mixture."""
    weight_error: float = WEIGHT_ERROR
    """Its standard error; drawn from a beta distribution, 0 for certain."""
    seed_spread: float = SEED_SPREAD
    """Standard deviation of the logs of what movers prefer, corridor by corridor; 0 where the seed is certain."""
    draws: int = 1000
    """How many times the tables are drawn."""
    kept: int = 0
    """How many draws of the flows are kept whole, for models that take draws."""
    seed: int = 1
    """Of all random numbers."""
    threads: int = 2
    """Draws worked on at the same time; the result does not depend on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """What many draws of the stocks say about the flows of one period."""

    low: FloatArray
    """[origin, destination] persons, below it the truth is with a chance of 5 %."""
    median: FloatArray
    """[origin, destination] persons."""
    high: FloatArray
    """[origin, destination] persons, above it the truth is with a chance of 5 %."""
    total: FloatArray
    """[draw] persons who move in all corridors together."""
    kept: FloatArray | None = None
    """[draw, origin, destination] the first draws, where they were asked for."""

    @property
    def total_band(self) -> tuple[float, float]:
        """Both ends of the band of all moves."""
        ordered, tail = np.sort(self.total), (1.0 - BAND) / 2.0
        return float(_quantile(ordered, tail)), float(_quantile(ordered, 1.0 - tail))


def monte_carlo(
    tables: Sequence[ArrayLike],
    flows_between: FlowsBetween,
    uncertainty: Uncertainty,
    *,
    keep_populations: bool = True,
    progress: Progress | None = None,
) -> list[Bands]:
    """Bands of the flows of every period between successive tables.

    Every stock of people living abroad is multiplied by exp(s z - s^2 / 2), which leaves its mean as it is; s
    follows from the relative error, and z, standard normal, is correlated from date to date. Where
    populations are kept, a residence's people are then scaled back to its population, so that the native born
    take up the difference. With every draw comes a rule: a weight of the mixture and a preference of movers for
    every corridor, exp(s z), the same in all periods. Draw number d is the same whatever the number of draws or
    threads, and the same table is used for the end of one period and the start of the next.

    Parameters
    ----------
    tables
        [date] stock tables [birthplace, residence], native born on the diagonals.
    flows_between
        Flows of a period from any two tables by any rule.
    keep_populations
        Whether the diagonals hold people; without native born only stocks abroad are drawn.
    progress
        Told how many draws are finished, of how many.

    Returns
    -------
    bands
        [period].

    Source
    ------
    docs/method/flows.md, section 6.
    """
    stocks = [square(table, None, "stocks") for table in tables]
    number, periods = stocks[0].shape[0], len(stocks) - 1
    spread = np.broadcast_to(
        np.asarray(uncertainty.relative_error, dtype=np.float64), (len(stocks), number, number)
    )
    if not (spread >= 0).all() or not 0.0 <= uncertainty.persistence <= 1.0:
        raise ValueError("relative errors are not negative, and a persistence is between 0 and 1")
    drawn = np.zeros((periods, uncertainty.draws, number, number), dtype=np.float32)

    def live(draw: int) -> None:
        """One draw of all tables, and the flows between them."""
        changed = draw_tables(stocks, spread, uncertainty, draw, keep_populations=keep_populations)
        rule = draw_rule(
            draw,
            number,
            weight=uncertainty.weight,
            weight_error=uncertainty.weight_error,
            spread=uncertainty.seed_spread,
            seed=uncertainty.seed,
        )
        for period in range(periods):
            drawn[period, draw] = flows_between(period, changed[period], changed[period + 1], rule)

    with ThreadPoolExecutor(max_workers=max(1, uncertainty.threads)) as pool:
        for finished, _ in enumerate(pool.map(live, range(uncertainty.draws)), start=1):
            if progress is not None:
                progress(finished, uncertainty.draws)
    return [_bands(drawn[period], uncertainty.kept) for period in range(periods)]


def draw_tables(
    stocks: Sequence[FloatArray],
    spread: FloatArray,
    uncertainty: Uncertainty,
    draw: int,
    *,
    keep_populations: bool,
) -> list[FloatArray]:
    """All tables of one draw; a function of the seed and the draw's number only."""
    random = np.random.Generator(np.random.Philox(key=[uncertainty.seed, draw]))
    number = stocks[0].shape[0]
    kept, fresh = uncertainty.persistence, np.sqrt(1.0 - uncertainty.persistence**2)
    level = np.zeros((number, number))
    changed = []
    for date, table in enumerate(stocks):
        news = random.standard_normal((number, number))
        level = news if date == 0 else kept * level + fresh * news
        scale = np.sqrt(np.log1p(spread[date] ** 2))
        np.fill_diagonal(scale, 0.0)
        drawn = table * np.exp(scale * level - 0.5 * scale**2)
        if keep_populations:
            now = drawn.sum(axis=0)
            drawn *= np.where(now > 0, table.sum(axis=0) / np.where(now > 0, now, 1.0), 1.0)
        changed.append(drawn)
    return changed


def _bands(drawn: np.ndarray, kept: int) -> Bands:
    """The ends and the middle of the draws of one period."""
    tail = (1.0 - BAND) / 2.0
    low, median, high = (np.zeros(drawn.shape[1:]) for _ in range(3))
    for origin in range(drawn.shape[1]):
        moved = np.sort(drawn[:, origin, :], axis=0)
        for target, share in ((low, tail), (median, 0.5), (high, 1.0 - tail)):
            target[origin] = _quantile(moved, share)
    return Bands(
        low=low,
        median=median,
        high=high,
        total=drawn.sum(axis=(1, 2), dtype=np.float64),
        kept=drawn[:kept].astype(np.float64) if kept else None,
    )


def _quantile(ordered: np.ndarray, share: float) -> FloatArray:
    """A quantile of draws that stand in order along the first axis, between neighbours by distance.

    One more draw is below it with just that chance, however few the draws are: of n draws, as many gaps as n + 1 are
    equally likely to hold it.
    """
    last = ordered.shape[0] - 1
    place = min(max(share * (ordered.shape[0] + 1) - 1.0, 0.0), float(last))
    below = int(np.floor(place))
    above = min(below + 1, last)
    weight = place - below
    return np.asarray((1.0 - weight) * ordered[below] + weight * ordered[above], dtype=np.float64)
