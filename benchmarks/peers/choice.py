"""What all peers share: who is where in the beginning, and each day's table of choices."""

from __future__ import annotations

import numpy as np

from benchmarks.ring_and_chords import DISTANCE_WEIGHT, PLACES, SHUT, Workload


class Choice:
    """Arcs by place, and their cumulative chances today."""

    def __init__(self, workload: Workload) -> None:
        arcs = workload.arcs
        self.first = np.searchsorted(arcs[:, 0], np.arange(PLACES + 1))
        self.head = arcs[:, 1].copy()
        self.days = arcs[:, 2].copy()
        self.tail = arcs[:, 0].copy()
        self.pull = np.exp(-DISTANCE_WEIGHT * self.days)
        self.is_first_link = arcs[:, 3] == 0
        self.halving = workload.halving

    def cumulative(self, here: np.ndarray, day: int) -> np.ndarray:
        """[arc] cumulative chance among the arcs of its place; the last of each place is 1."""
        weight = self.pull / (1.0 + here[self.head] / self.halving)
        if SHUT[0] <= day <= SHUT[1]:
            weight[self.is_first_link] = 0.0
        running = np.cumsum(weight)
        before = np.concatenate([[0.0], running])[self.first[:-1]]
        total = np.add.reduceat(weight, self.first[:-1])
        result = (running - before[self.tail]) / total[self.tail]
        result[self.first[1:] - 1] = 1.0
        return result


def first_places(workload: Workload) -> np.ndarray:
    """[person] places, evenly spread, in no order."""
    place = np.arange(workload.people) % PLACES
    np.random.default_rng(1).shuffle(place)
    return place
