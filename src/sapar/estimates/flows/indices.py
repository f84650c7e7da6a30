"""The field's summary measures of a table of flows.

Populations and flows are in the same unit; shares are shares, not percent. Bell et al. (2002) define most of them; each
function names its source.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sapar.errors import MixedUnits
from sapar.estimates.flows.checks import square, vector
from sapar.estimates.flows.fit import quasi_independent
from sapar.maths import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Intensity:
    """How much people move."""

    crude: float
    """Moves over population, the crude migration intensity or probability (Bell et al. 2002)."""
    courgeau_k: float
    """Crude intensity over the logarithm of the squared number of places (Courgeau 1973)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact:
    """How much moves change where people live."""

    effectiveness: float
    """Migration effectiveness index: net over gross migration, 0 to 1 (Shryock and Siegel 1976)."""
    net_rate: float
    """Aggregate net migration rate: half of all absolute net migration over population (Bell et al. 2002)."""
    preference: float
    """Sum over corridors of moves over those expected if both ends had their shares of population (Bachi 1957)."""
    velocity: float
    """Sum over corridors of moves times all people over the product of both populations (Bogue et al. 1957)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Connectivity:
    """How moves are spread over corridors."""

    connected: float
    """Share of corridors that anybody takes, the index of connectivity (Bell et al. 2002)."""
    inequality: float
    """Half of all absolute differences of the corridors' shares from equal ones (Bell et al. 2002)."""
    inequality_expected: float
    """The same from the shares expected from the totals of both ends alone (Bell et al. 2002)."""
    gini: float
    """Gini index of all corridors, corrected for their number (Plane and Mulligan 1997; Bell et al. 2002)."""
    gini_destinations: float
    """Gini index of the destinations of each origin, weighted by its moves (Bell et al. 2002)."""
    gini_origins: float
    """Gini index of the origins of each destination, weighted by its moves (Bell et al. 2002)."""
    variation: float
    """Coefficient of variation of all corridors (Rogers and Raymer 1998)."""
    variation_destinations: float
    """Coefficient of variation of the destinations of each origin, weighted by its moves (Rogers and Sweeney 1998)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far people move."""

    mean: float
    """Mean distance of a move."""
    median: float
    """Distance that half of the moves do not exceed, interpolated between corridors."""
    decay: float
    """Exponent of distance in a Poisson model with an effect of every origin and destination; negative as a rule."""


def intensity(flows: ArrayLike, population: ArrayLike) -> Intensity:
    """Crude intensity and Courgeau's k of flows [origin, destination] among a population [place].

    Raises
    ------
    MixedUnits
        More people moved than there are.
    """
    table, people = _checked(flows, population)
    crude = float(table.sum() / people.sum())
    return Intensity(crude=crude, courgeau_k=crude / float(np.log(table.shape[0] ** 2)))


def impact(flows: ArrayLike, population: ArrayLike) -> Impact:
    """What flows [origin, destination] do to where a population [place] lives.

    Raises
    ------
    MixedUnits
        More people moved than there are.
    """
    table, people = _checked(flows, population)
    out, into = table.sum(axis=1), table.sum(axis=0)
    net, gross, whole = np.abs(into - out).sum(), (into + out).sum(), people.sum()
    corridors, pairs = _corridors(table), _corridors(np.outer(people, people))
    rates = np.divide(corridors, pairs, out=np.zeros_like(corridors), where=pairs > 0).sum()
    moves = corridors.sum()
    return Impact(
        effectiveness=float(net / gross) if gross > 0 else 0.0,
        net_rate=float(0.5 * net / whole),
        preference=float(rates * whole**2 / moves) if moves > 0 else 0.0,
        velocity=float(rates * whole),
    )


def connectivity(flows: ArrayLike) -> Connectivity:
    """How flows [origin, destination] are spread over corridors; the diagonal is not looked at."""
    table = square(flows, None, "flows")
    np.fill_diagonal(table, 0.0)
    corridors = _corridors(table)
    total, number = corridors.sum(), table.shape[0]
    weight = total if total > 0 else 1.0
    by_origin = corridors.reshape(number, number - 1)
    by_destination = _corridors(table.T).reshape(number, number - 1)
    return Connectivity(
        connected=float((corridors > 0).mean()),
        inequality=float(0.5 * np.abs(corridors / weight - 1.0 / corridors.size).sum()) if total > 0 else 0.0,
        inequality_expected=_unexpected(table) if total > 0 else 0.0,
        gini=gini(corridors),
        gini_destinations=float(sum(gini(row) * row.sum() for row in by_origin) / weight),
        gini_origins=float(sum(gini(row) * row.sum() for row in by_destination) / weight),
        variation=_variation(corridors),
        variation_destinations=float(sum(_variation(row) * row.sum() for row in by_origin) / weight),
    )


def gini(values: ArrayLike) -> float:
    """Gini index corrected for the number of values: 0 where all are equal, 1 where one is everything."""
    ordered = np.sort(np.asarray(values, dtype=np.float64).reshape(-1))
    number, total = ordered.size, float(ordered.sum())
    if number < 2 or total <= 0:
        return 0.0
    ranks = np.arange(1, number + 1)
    return float((2.0 * ranks - number - 1) @ ordered / (total * (number - 1)))


def reach(flows: ArrayLike, distances: ArrayLike) -> Reach:
    """Mean and median distance of flows [origin, destination], and how they decay with it.

    Parameters
    ----------
    distances
        [origin, destination], above zero outside the diagonal, such as kilometres.

    Source
    ------
    Bell et al. (2002); the decay is the slope of the log of distance in the doubly constrained gravity model:
    the exponent with which iterative proportional fitting reproduces the mean log distance of the flows.
    """
    table, apart = square(flows, None, "flows"), square(distances, None, "distances")
    moves, lengths = _corridors(table), _corridors(apart)
    order = np.argsort(lengths, kind="stable")
    middles = np.cumsum(moves[order]) - 0.5 * moves[order]
    return Reach(
        mean=float(moves @ lengths / moves.sum()),
        median=float(np.interp(0.5 * moves.sum(), middles, lengths[order])),
        decay=_decay(table, apart),
    )


def _unexpected(table: FloatArray) -> float:
    """Half of all absolute differences from the quasi-independent table with the same totals, as a share."""
    expected = quasi_independent(table.sum(axis=1), table.sum(axis=0), np.zeros(table.shape[0])).table
    return float(0.5 * np.abs(table - expected).sum() / table.sum())


def _decay(table: FloatArray, apart: FloatArray) -> float:
    """Exponent of distance: the root of a rising function, by the secant method."""
    from scipy.optimize import brentq

    moved = table.copy()
    np.fill_diagonal(moved, 0.0)
    logs = np.log(apart + np.eye(apart.shape[0]))
    wanted = float((moved * logs).sum())

    def excess(exponent: float) -> float:
        """Log distance moved in the model beyond that observed."""
        model = quasi_independent(
            moved.sum(axis=1), moved.sum(axis=0), np.zeros(apart.shape[0]), np.exp(exponent * logs)
        )
        return float((model.table * logs).sum()) - wanted

    return float(brentq(excess, -8.0, 4.0, xtol=1e-12, rtol=1e-12))


def _checked(flows: ArrayLike, population: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Flows without their diagonal, and a population large enough for them."""
    table = square(flows, None, "flows")
    np.fill_diagonal(table, 0.0)
    people = vector(population, None, table.shape[0], "people")
    leaving = table.sum(axis=1)
    if (leaving > people).any():
        place = int(np.argmax(leaving - people))
        raise MixedUnits(
            row=str(place + 1),
            found=f"{leaving[place]:.6g}",
            why=f"people leave a place where {people[place]:.6g} live",
            try_="flows and populations in the same unit, such as persons",
        )
    return table, people


def _corridors(table: FloatArray) -> FloatArray:
    """All cells outside the diagonal, row after row."""
    return np.asarray(table[~np.eye(table.shape[0], dtype=bool)])


def _variation(values: FloatArray) -> float:
    """Standard deviation over mean, all values being the whole population of values."""
    mean = float(values.mean()) if values.size else 0.0
    return float(values.std() / mean) if mean > 0 else 0.0
