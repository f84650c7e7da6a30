"""A backlog step by step: what comes, what can be served, what is left. The fluid limit of every queue."""

from __future__ import annotations

from typing import TypeVar

import numpy as np

from sapar.maths import FloatArray, IntArray

Amounts = TypeVar("Amounts", FloatArray, IntArray)


def served(backlog: Amounts, intake: Amounts, capacity: Amounts) -> Amounts:
    """Cases served in one step: never more than there are, nor than can be.

    Parameters
    ----------
    backlog, intake, capacity
        [...] cases that wait when the step begins, that come during it, that can be served in it; whole numbers
        give whole numbers.
    """
    able: Amounts = np.minimum(backlog + intake, capacity)
    return able


def backlogs(start: Amounts, intake: Amounts, capacity: Amounts) -> Amounts:
    """[..., step] cases left at the end of each step.

    Parameters
    ----------
    start
        [...] cases that wait at first.
    intake, capacity
        [..., step] cases that come, and that can be served.
    """
    left = np.zeros_like(intake)
    waiting = start
    for step in range(intake.shape[-1]):
        come, can = intake[..., step], capacity[..., step]
        waiting = waiting + come - served(waiting, come, can)
        left[..., step] = waiting
    return left


def clearing_time(start: float, intake: float, capacity: float) -> float:
    """Time until a backlog is gone at steady rates; infinite where as many come as can be served."""
    if start <= 0.0:
        return 0.0
    return start / (capacity - intake) if capacity > intake else float("inf")


def wait_of_last(backlog: Amounts, capacity: Amounts) -> FloatArray:
    """[...] steps that somebody who joins now waits, first come first served, at the present capacity."""
    some = np.where(capacity > 0, capacity, 1)
    waits = np.where(capacity > 0, backlog / some, np.where(backlog > 0, np.inf, 0.0))
    return np.asarray(waits, dtype=np.float64)
