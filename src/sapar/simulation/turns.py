"""First come, first served: which day and which key a line's places reach, asked of shards that hold its people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.maths import IntArray
from sapar.simulation.crew import Crew

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
    joined = np.sum(crew.ask("turns", line_of_queue, places.size), axis=0)
    day = np.full(places.size, EVERYONE, np.int64)
    key = np.zeros(places.size, np.uint64)
    for line, number in enumerate(places):
        reached = np.cumsum(joined[line])
        if reached[-1] <= number:
            continue
        day[line] = int(np.searchsorted(reached, number, side="right"))
        last = int(day[line])
        left = int(number - (reached[last - 1] if last > 0 else 0))
        if left > 0:
            answers = crew.ask("turns_of_day", line_of_queue, places.size, line, last)
            key[line] = lowest(np.concatenate(answers), left)
    return Cut(day=day, key=key)


def lowest(keys: NDArray[np.uint64], number: int) -> np.uint64:
    """A bound below which just so many of the keys lie; keys are distinct and at least so many."""
    return np.uint64(np.partition(keys, number - 1)[number - 1] + np.uint64(1))


def outward_cuts(crew: Crew, day: int, places: IntArray) -> NDArray[np.uint64]:
    """[queue] bound of the keys of those who get one of the day's `places` [queue] outward."""
    asking = np.concatenate(crew.ask("asking", day))
    cuts = np.zeros(places.size, np.uint64)
    for queue, number in enumerate(places):
        keys = asking[asking[:, 0] == queue, 1]
        if 0 < number < keys.size:
            cuts[queue] = lowest(keys, int(number))
        elif number > 0:
            cuts[queue] = np.iinfo(np.uint64).max
    return cuts
