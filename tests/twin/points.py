"""The twin's points above people at home: every layer, every point, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from sapar.simulation.layers import BLOCK, Layers
from sapar.simulation.month import DECIDE
from tests.twin.words import words_in_a_row

NUMBERS, POINTS = 1 << 28, 1 << 31
"""Where the decision numbers of the numbers of points, and of the points, begin."""


def points_above(
    people: int, layers: Layers, opened: int, seed: int, replicate: int, month: int
) -> Iterator[tuple[int, int, int]]:
    """Layer, place and height of each point above the people of the first block in the layers opened."""
    of_layers = words_in_a_row(seed, replicate, 0, month, NUMBERS + (DECIDE << 8), opened)
    numbers = [
        int(layers.fewest[layer]) + int(np.sum(layers.counts[layer] <= word))
        for layer, word in enumerate(of_layers.tolist())
    ]
    of_points = words_in_a_row(seed, replicate, 0, month, POINTS + (DECIDE << 24), sum(numbers))
    someones = np.flatnonzero(of_points % BLOCK < people)
    layer_of = np.repeat(np.arange(opened), numbers)[someones]
    words = of_points[someones]
    return zip(layer_of.tolist(), (words % BLOCK).tolist(), (words // BLOCK).tolist(), strict=True)
