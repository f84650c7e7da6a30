"""With births and deaths, closed and open, flows agree with general solvers fed by plain arithmetic."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.optimize import linprog

from sapar.estimates.flows import balance, independence, minimum
from tests.unit.estimates.flows.examples import BIRTHS_2013, BIRTHS_2014, DEATHS_2013, GROWING_2013, Table
from tests.unit.estimates.flows.test_solvers import brute_force

TIGHT = 1e-9


def growing_world(seed: int) -> tuple[Table, Table, Table, Table]:
    """Stocks at both dates, births and deaths that account for the growth of the world as a whole."""
    random = np.random.default_rng(seed)
    start = random.integers(20, 90, (4, 4)).astype(float)
    np.fill_diagonal(start, random.integers(600, 1500, 4))
    births, deaths = random.integers(30, 90, 4).astype(float), random.integers(20, 60, 4).astype(float)
    end = start * random.uniform(0.8, 1.2, (4, 4))
    end *= (start.sum() + births.sum() - deaths.sum()) / end.sum()
    return start, end, births, deaths


def by_hand(start: Table, end: Table, births: Table, deaths: Table, system: str) -> tuple[Table, Table]:
    """Balanced tables, step by step as the papers tell it, one cell after another."""
    number = len(start)
    before, after = start.copy(), end.copy()
    for place in range(number):
        living = start[:, place].sum()
        after[place, place] -= births[place]
        for birthplace in range(number):
            before[birthplace, place] -= deaths[place] * start[birthplace, place] / living
    if system == "closed":
        middle = (before.sum(axis=1) + after.sum(axis=1)) / 2.0
        return tuple(brute_force(each, middle, each.sum(axis=0)) for each in (before, after))  # type: ignore[return-value]
    adjusted = before.copy(), after.copy()
    for birthplace in range(number):
        surplus = before[birthplace].sum() - after[birthplace].sum()
        like_leavers, like_comers = (after, before) if system == "open" else (before, after)
        for place in range(number):
            if surplus > 0:
                share = like_leavers[birthplace, place] / like_leavers[birthplace].sum()
                adjusted[0][birthplace, place] -= surplus * share
            else:
                share = like_comers[birthplace, place] / like_comers[birthplace].sum()
                adjusted[1][birthplace, place] += surplus * share
    return adjusted


def fewest_moves(start: Table, end: Table) -> float:
    """Of all accounts [birthplace, origin, destination] with these sums, the least that move, by a linear programme."""
    number = len(start)
    total = 0.0
    for birthplace in range(number):
        rows = [np.kron(np.eye(number)[place], np.ones(number)) for place in range(number)]
        rows += [np.kron(np.ones(number), np.eye(number)[place]) for place in range(number)]
        solved = linprog(
            (~np.eye(number, dtype=bool)).astype(float).ravel(),
            A_eq=np.array(rows)[:-1],
            b_eq=np.concatenate([start[birthplace], end[birthplace]])[:-1],
            method="highs",
        )
        assert solved.status == 0
        total += solved.fun
    return total


def freest_moves(start: Table, end: Table) -> Table:
    """The flat fit of every birthplace by a general root finder, stayers left out."""
    flows = sum(
        brute_force(np.ones_like(start), start[birthplace], end[birthplace])
        for birthplace in range(len(start))
    )
    found = np.array(flows)
    np.fill_diagonal(found, 0.0)
    return found


WORLDS = {
    "2013": (*GROWING_2013, np.array(BIRTHS_2013, float), np.array(DEATHS_2013, float)),
    "2014": (*GROWING_2013, np.array(BIRTHS_2014, float), np.array(DEATHS_2013, float)),
    **{f"made up {seed}": growing_world(seed) for seed in range(3)},
}


CASES = [(name, system) for name in WORLDS for system in ("open", "open-dr")]
CASES += [(name, "closed") for name in WORLDS if name != "2013"]
"""The births of 2013 do not account for growth; a closed system shifts the native born first."""


@pytest.mark.parametrize(("name", "system"), CASES)
def test_flows_with_births_and_deaths(name: str, system: str) -> None:
    """Balanced tables as by hand; no account moves fewer people; independence as the root finder has it."""
    start, end, births, deaths = WORLDS[name]
    balanced = balance(start, end, births=births, deaths=deaths, system=system)  # type: ignore[arg-type]
    before, after = by_hand(start, end, births, deaths, system)

    assert_allclose(balanced.start, before, rtol=TIGHT, atol=1e-7)
    assert_allclose(balanced.end, after, rtol=TIGHT, atol=1e-7)
    assert minimum(balanced).sum() == pytest.approx(fewest_moves(before, after), rel=TIGHT)
    assert_allclose(independence(balanced), freest_moves(before, after), rtol=1e-7, atol=1e-6)
