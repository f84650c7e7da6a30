"""Accounts that must balance every month; an imbalance stops the run."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sapar.errors import Imbalance
from sapar.simulation.people import People
from sapar.simulation.tables import Pool, Tallies


def check_people(people: People, number: int, stock: NDArray[np.int64], pool: Pool, when: str) -> None:
    """Everyone is somewhere, exactly once.

    Parameters
    ----------
    number
        Agents there were at the start.
    stock
        [G, H + 1, 5, 3] agents counted this month.
    when
        Date shown in the message.
    """
    if int(stock.sum()) != number or people.number != number:
        raise _imbalance(when, f"{number} agents at the start, {int(stock.sum())} counted now")
    by_group = stock.sum(axis=(1, 2, 3))
    expected = np.bincount(people.group, minlength=by_group.size)
    if not np.array_equal(by_group, expected):
        raise _imbalance(when, "a group has gained or lost people")
    waiting = int(stock[:, :-1, :, 2].sum())
    if waiting != int(pool.size[0]):
        raise _imbalance(
            when, f"{waiting} agents wait for a way home, {int(pool.size[0])} stand in the queues"
        )
    if np.any(stock < 0):
        raise _imbalance(when, "a stock is negative")
    if stock[:, :-1, 0, :].any():
        raise _imbalance(when, "someone abroad has the status of someone at home")


def check_moves(
    before: NDArray[np.int64], after: NDArray[np.int64], tallies: Tallies, nodes: NDArray[np.int64], when: str
) -> None:
    """People away from home change by departures less returns, for every citizenship.

    `before`, `after` [C] agents away from home at the starts of two months; a journey out counts as away, a
    journey home as back. `nodes` [C] index of the home country.
    """
    out = np.array([tallies.flow[each, node].sum() for each, node in enumerate(nodes)])
    back = np.array([tallies.flow[each, :, node].sum() for each, node in enumerate(nodes)])
    if not np.array_equal(after - before, out - back):
        raise _imbalance(when, f"stocks abroad changed by {after - before}, moves explain {out - back}")


def check_capacity(name: str, carried: int, offered: int, when: str) -> None:
    """Nobody travels on a seat that was not offered."""
    if carried > offered:
        raise _imbalance(when, f"{name} carried {carried} agents on {offered} seats")


def _imbalance(when: str, what: str) -> Imbalance:
    """The error for an account that does not balance."""
    return Imbalance(
        why=f"an account does not balance at {when}: {what}",
        try_="report this with the study; run with --fresh to see whether it repeats",
    )
