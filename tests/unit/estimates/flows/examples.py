"""Small published stock tables, and random ones."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

PLACES = ("A", "B", "C", "D")


def table(*columns: float) -> Table:
    """[birthplace, residence] from numbers residence after residence, as papers print them."""
    return np.array(columns, dtype=np.float64).reshape(4, 4).T


SCIENCE_2014 = (
    table(1000, 55, 80, 20, 100, 555, 40, 25, 10, 50, 800, 20, 0, 5, 40, 200),
    table(950, 80, 90, 40, 100, 505, 30, 45, 60, 75, 800, 0, 0, 5, 40, 180),
)
"""Without births and deaths: Abel (2013), Abel and Sander (2014)."""
REVIEW_2018 = (
    table(100, 20, 10, 20, 10, 55, 40, 25, 10, 25, 140, 20, 0, 10, 65, 200),
    table(70, 25, 10, 40, 30, 60, 55, 45, 10, 10, 140, 0, 10, 15, 50, 180),
)
"""Without births and deaths: Abel (2018)."""
GROWING_2013 = (
    table(1000, 55, 80, 20, 100, 555, 40, 25, 10, 50, 800, 20, 0, 5, 40, 200),
    table(1060, 45, 70, 30, 60, 540, 75, 30, 10, 40, 770, 20, 10, 0, 70, 230),
)
"""With births and deaths: Abel (2013)."""
BIRTHS_2013, BIRTHS_2014, DEATHS_2013 = (80, 20, 40, 60), (80, 20, 60, 60), (70, 30, 50, 10)
"""Births that do not, and that do, make the world balance; deaths."""


def random_tables(number: int, seed: int) -> tuple[Table, Table]:
    """Two tables between which people of every birthplace only moved, with some empty corridors."""
    random = np.random.default_rng(seed)
    start = random.integers(0, 60, (number, number)) * (random.random((number, number)) < 0.7)
    np.fill_diagonal(start, random.integers(100, 900, number))
    end = np.zeros_like(start)
    for birthplace in range(number):
        shares = random.dirichlet(np.ones(number))
        moving = random.binomial(start[birthplace], 0.2)
        end[birthplace] = start[birthplace] - moving + random.multinomial(moving.sum(), shares)
    return start.astype(np.float64), end.astype(np.float64)
