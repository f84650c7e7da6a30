"""First come, first served: which day and which key a line's places reach, asked of shards that hold its people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sapar.maths import IntArray
from sapar.simulation.crew import Crew, added

EVERYONE = 32_767
"""A cut after every day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Those who joined on an earlier day are served, and those of the day whose key is lower."""

    day: NDArray[np.int64]
    """[line]"""
    key: NDArray[np.uint64]
    """[line]"""


def first_in_turn(crew: Crew, line_of_queue: IntArray, places: IntArray) -> Cut:
    """The cut of each line that serves as many as it has places, by day of joining and then by key.

    Parameters
    ----------
    line_of_queue
        [queue] line of each queue, -1 for none.
    places
        [line]
    """
    day, left = _days_reached(added(crew.ask("turns", line_of_queue, places.size)), places)
    key = np.zeros(places.size, np.uint64)
    if left.any():
        answers = crew.ask("turns_of_day", line_of_queue, np.where(left > 0, day, -1))
        lines, keys = (np.concatenate(each) for each in zip(*answers, strict=True))
        for line in np.flatnonzero(left):
            key[line] = lowest(keys[lines == line], int(left[line]))
    return Cut(day=day, key=key)


@njit(cache=True)
def _days_reached(joined: IntArray, places: IntArray) -> tuple[IntArray, IntArray]:
    """[line] the day of joining that a line's places end on, and the places left for that day's people."""
    day, left = np.full(places.size, EVERYONE, np.int64), np.zeros(places.size, np.int64)
    for line in range(places.size):
        free = places[line]
        for joining in range(joined.shape[1]):
            if joined[line, joining] > free:
                day[line], left[line] = joining, free
                break
            free -= joined[line, joining]
    return day, left


def lowest(keys: NDArray[np.uint64], number: int) -> np.uint64:
    """A bound below which just so many of the keys lie; keys are distinct and at least so many."""
    return np.uint64(np.partition(keys, number - 1)[number - 1] + np.uint64(1))


def outward_cuts(crew: Crew, day: int, places: IntArray) -> NDArray[np.uint64]:
    """[queue] bound of the keys of those who get one of the day's `places` [queue] outward."""
    asking = np.concatenate(crew.ask("asking", day))
    queues, keys = asking[:, 0].astype(np.int64), asking[:, 1]
    number = np.bincount(queues, minlength=places.size)
    cuts = np.where(places > 0, np.iinfo(np.uint64).max, np.uint64(0))
    for queue in np.flatnonzero((places > 0) & (number > places)):
        cuts[queue] = lowest(keys[queues == queue], int(places[queue]))
    return cuts
