"""Whole numbers with a given total, the same ones every time."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from sapar.errors import TotalsDisagree


def whole_numbers(values: ArrayLike, total: int | None = None) -> NDArray[np.int64]:
    """Whole numbers as near to the values as their total allows, by largest remainders.

    Parameters
    ----------
    values
        Any shape, not negative or not positive alike; scaled to `total` where that is given.
    total
        What they sum to; left out: the rounded sum of the values.

    Returns
    -------
    whole
        Each is the value rounded down or up. Among equal remainders the first ones in order are rounded up:
        no chance is involved.

    Raises
    ------
    TotalsDisagree
        The values sum to zero and the total does not.
    """
    given = np.asarray(values, dtype=np.float64)
    flat = given.reshape(-1)
    if total is None:
        wanted, scaled = round(float(flat.sum())), flat
    else:
        wanted = int(total)
        here = float(flat.sum())
        if here == 0.0 and wanted != 0:
            raise TotalsDisagree(
                found=f"0 and {wanted}",
                why="are the totals of the values and the one wanted",
                try_="values above zero",
            )
        scaled = flat if here == 0.0 else flat * (wanted / here)
    down = np.floor(scaled + 1e-9 * np.minimum(np.abs(scaled), 1.0))
    remainders = scaled - down
    more = wanted - int(down.sum())
    order = np.argsort(-np.round(remainders, 9), kind="stable")
    whole = down.astype(np.int64)
    whole[order[:more]] += 1
    return np.asarray(whole.reshape(given.shape))
