"""Flows read off two stock tables without accounting: differences of stocks, and rates."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from sapar.errors import NoSuchTable
from sapar.estimates.flows.checks import square
from sapar.maths import FloatArray


def stock_differences(
    start: ArrayLike, end: ArrayLike, *, returns: bool = True, places: Sequence[str] | None = None
) -> FloatArray:
    """Growth of the people from one place in another, read as moves between the two.

    Parameters
    ----------
    start, end
        [birthplace, residence] persons; the diagonal is not looked at.
    returns
        Whether a decrease counts as a return to the birthplace; otherwise it counts as nothing.

    Returns
    -------
    flows
        [origin, destination] persons.

    Source
    ------
    Bertoli and Fernández-Huertas Moraga (2015) drop decreases, Beine and Parsons (2015) reverse them.
    """
    change = square(end, places, "stocks at the end") - square(start, places, "stocks at the start")
    np.fill_diagonal(change, 0.0)
    flows = np.maximum(change, 0.0)
    return flows + np.maximum(-change, 0.0).T if returns else flows


def flows_by_stock_shares(
    start: ArrayLike, total: float, *, places: Sequence[str] | None = None
) -> FloatArray:
    """A known number of moves spread in proportion to the people already abroad.

    Parameters
    ----------
    total
        Moves of all corridors together, such as the sum of all absolute net migration.

    Source
    ------
    Dennett (2015).
    """
    abroad = square(start, places, "stocks")
    np.fill_diagonal(abroad, 0.0)
    if abroad.sum() <= 0.0:
        raise NoSuchTable(why="nobody lives abroad at the start", try_="a table with people abroad")
    return np.asarray(total * abroad / abroad.sum())


def flows_by_growth(start: ArrayLike, end: ArrayLike, *, places: Sequence[str] | None = None) -> FloatArray:
    """The moves if everybody living in a place moved at the same rates, wherever they were born.

    Returns
    -------
    flows
        [origin, destination] persons; negative where no such rates exist, which says that the assumption fails there.

    Raises
    ------
    NoSuchTable
        The birthplaces of two residences are so alike that the rates cannot be told apart.

    Source
    ------
    Rogers and von Rabenau (1971).
    """
    before = square(start, places, "stocks at the start")
    after = square(end, places, "stocks at the end")
    if np.linalg.matrix_rank(before) < before.shape[0]:
        raise NoSuchTable(
            why="the birthplaces of some residences at the start are too alike: their rates cannot be told apart",
            try_="another method, or fewer places",
        )
    flows = np.linalg.solve(before, after) * before.sum(axis=0)[:, None]
    np.fill_diagonal(flows, 0.0)
    return np.asarray(flows)
