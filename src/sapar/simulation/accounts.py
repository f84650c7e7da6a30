"""Accounts that must balance every month; an imbalance stops the run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sapar.errors import Imbalance


def check_people(agents: NDArray[np.int64], stock: NDArray[np.int64], waiting: int, when: str) -> None:
    """Everyone is somewhere, exactly once.

    Parameters
    ----------
    agents
        [G] agents of each group at the start.
    stock
        [G, H + 1, 5, 3] agents counted this month.
    waiting
        Agents who stand in the lists of those waiting for a way home.
    when
        Date shown in the message.
    """
    by_group = stock.sum(axis=(1, 2, 3))
    if by_group.sum() != agents.sum():
        raise _imbalance(when, f"{agents.sum()} agents at the start, {by_group.sum()} counted now")
    if not np.array_equal(by_group, agents):
        raise _imbalance(when, "a group has gained or lost people")
    if int(stock[:, :-1, :, 2].sum()) != waiting:
        counted = int(stock[:, :-1, :, 2].sum())
        raise _imbalance(when, f"{counted} agents wait for a way home, {waiting} stand in the queues")
    if np.any(stock < 0):
        raise _imbalance(when, "a stock is negative")
    if stock[:, :-1, 0, :].any():
        raise _imbalance(when, "someone abroad has the status of someone at home")


def check_homes(answers: Sequence[tuple[NDArray[np.int64], NDArray[np.int64], bool]], when: str) -> None:
    """Those at home, of whom only the number is kept from month to month, are who everyone's own record says.

    Parameters
    ----------
    answers
        Of each shard: [G] agents at home as kept, and as found by looking at everyone; whether the same are away.
    when
        Date shown in the message.
    """
    for kept, found, is_same in answers:
        if not is_same or not np.array_equal(kept, found):
            raise _imbalance(when, f"{kept.sum()} agents are kept as at home, {found.sum()} are found there")


def check_moves(
    before: NDArray[np.int64],
    after: NDArray[np.int64],
    flow: NDArray[np.int64],
    settled: NDArray[np.int64],
    nodes: NDArray[np.int64],
    when: str,
) -> None:
    """People away from home change by departures less returns and those who settle, for every citizenship.

    `before`, `after` [C] agents away from home at the starts of two months; a journey out counts as away, a
    journey home as back. `settled` [C] agents who became citizens of a host; `nodes` [C] index of the home
    country.
    """
    out = np.array([flow[each, node].sum() for each, node in enumerate(nodes)])
    back = np.array([flow[each, :, node].sum() for each, node in enumerate(nodes)])
    if not np.array_equal(after - before, out - back - settled):
        raise _imbalance(
            when, f"stocks abroad changed by {after - before}, moves explain {out - back - settled}"
        )


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
