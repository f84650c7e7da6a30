"""Tables changed as little as possible until arrivals less departures are as wanted in every place.

Three meanings of "as little as possible": the Kullback-Leibler divergence from the prior table, the sum of absolute
changes, and the sum of squared changes. Each is solved to its optimum, and the prior enters all three.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sapar.errors import NoSuchTable
from sapar.estimates.flows.checks import RELATIVE, names_of, require_same_total, square
from sapar.maths import FloatArray

MOST_STEPS = 500
"""Newton steps after which a solution is given up."""


def net_by_tilting(prior: ArrayLike, net: ArrayLike, *, places: Sequence[str] | None = None) -> FloatArray:
    """prior[i, j] times factor[i] over factor[j]: the smallest Kullback-Leibler divergence from the prior.

    Parameters
    ----------
    prior
        [origin, destination] flows; zeros stay zero, the diagonal is not looked at.
    net
        [place] arrivals less departures, with sum zero.

    Raises
    ------
    TotalsDisagree
        The net totals do not sum to zero.
    NoSuchTable
        The prior's zeros leave a net total out of reach.
    """
    table, wanted = _checked(prior, net, places)
    level = np.zeros(wanted.size)
    for _ in range(MOST_STEPS):
        flows = table * np.exp(np.subtract.outer(-level, -level))
        gap = flows.sum(axis=0) - flows.sum(axis=1) - wanted
        if _is_small(gap, wanted, flows):
            return np.asarray(flows)
        both = flows + flows.T
        slope = np.diag(both.sum(axis=1)) - both
        level = level - np.clip(_potential(slope, gap), -2.0, 2.0)
        level -= level.mean()
        if np.abs(level).max() > 300.0:
            break
    raise _unreachable(gap, places)


def net_by_least_squares(
    prior: ArrayLike, net: ArrayLike, *, places: Sequence[str] | None = None
) -> FloatArray:
    """The table of no negative flow with these net totals and the smallest sum of squared changes.

    Parameters, errors: as in `net_by_tilting`; here a zero of the prior may grow.
    """
    table, wanted = _checked(prior, net, places)
    level = np.zeros(wanted.size)
    away = ~np.eye(wanted.size, dtype=bool)

    def moved(levels: FloatArray) -> FloatArray:
        """Flows that are best at these levels."""
        return np.where(away, np.maximum(table + levels[None, :] - levels[:, None], 0.0), 0.0)

    def shortfall(levels: FloatArray) -> float:
        """The function whose lowest point is the solution."""
        return float(0.5 * (moved(levels) ** 2).sum() - wanted @ levels)

    for _ in range(MOST_STEPS):
        flows = moved(level)
        gap = flows.sum(axis=0) - flows.sum(axis=1) - wanted
        if _is_small(gap, wanted, flows):
            return flows
        active = (flows > 0.0).astype(np.float64)
        both = active + active.T + 1e-9 * away
        step = _potential(np.diag(both.sum(axis=1)) - both, gap)
        length, here = 1.0, shortfall(level)
        while shortfall(level - length * step) > here - 1e-4 * length * float(gap @ step) and length > 1e-9:
            length *= 0.5
        level = level - length * step
    raise _unreachable(gap, places)


def net_by_least_change(
    prior: ArrayLike, net: ArrayLike, *, places: Sequence[str] | None = None
) -> FloatArray:
    """A table of no negative flow with these net totals and the smallest sum of absolute changes.

    Several tables may share the optimum; this is one of them. Parameters, errors: as in `net_by_tilting`;
    here a zero of the prior may grow.
    """
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix, hstack

    table, wanted = _checked(prior, net, places)
    number = wanted.size
    origins, destinations = np.nonzero(~np.eye(number, dtype=bool))
    cells = np.arange(origins.size)
    ones = np.ones(cells.size)
    balance = csr_matrix(
        (np.concatenate([ones, -ones]), (np.concatenate([destinations, origins]), np.tile(cells, 2))),
        shape=(number, cells.size),
    )
    flows = table[origins, destinations]
    missing = wanted - (table.sum(axis=0) - table.sum(axis=1))
    solved = linprog(
        np.ones(2 * cells.size),
        A_eq=hstack([balance, -balance]),
        b_eq=missing,
        bounds=[*((0.0, None) for _ in cells), *((0.0, flow) for flow in flows)],
        method="highs",
    )
    if solved.x is None:
        raise _unreachable(missing, places)
    changed = table.copy()
    changed[origins, destinations] = flows + solved.x[: cells.size] - solved.x[cells.size :]
    return np.maximum(changed, 0.0)


def _checked(prior: ArrayLike, net: ArrayLike, places: Sequence[str] | None) -> tuple[FloatArray, FloatArray]:
    """The prior without its diagonal, and net totals of sum zero."""
    table = square(prior, places, "prior flows")
    np.fill_diagonal(table, 0.0)
    wanted = np.array(net, dtype=np.float64)
    if wanted.shape != (table.shape[0],):
        square(np.zeros((wanted.size, wanted.size)), names_of(places, table.shape[0]), "net totals")
    require_same_total(
        float(np.maximum(wanted, 0.0).sum()),
        float(np.maximum(-wanted, 0.0).sum()),
        ("all gains", "all losses"),
        "net totals that sum to zero, or an outside place that takes the rest",
    )
    return table, wanted


def _potential(slope: FloatArray, gap: FloatArray) -> FloatArray:
    """Solution with mean zero of a system whose rows sum to zero."""
    solution = np.linalg.lstsq(slope, gap, rcond=1e-13)[0]
    return np.asarray(solution - solution.mean())


def _is_small(gap: FloatArray, wanted: FloatArray, flows: FloatArray) -> bool:
    """Whether net totals are met, relative to the people who move."""
    return bool(np.abs(gap).max() <= 1e-3 * RELATIVE * max(float(flows.sum()), float(np.abs(wanted).sum())))


def _unreachable(gap: FloatArray, places: Sequence[str] | None) -> NoSuchTable:
    """Points at the place whose net total is missed most."""
    place = int(np.argmax(np.abs(gap)))
    return NoSuchTable(
        row=names_of(places, gap.size)[place],
        found=f"{gap[place]:+.6g}",
        why="people are still missing from this place's net total: the zeros of the prior leave it out of reach",
        try_="a small flow instead of zero where people may move",
    )
