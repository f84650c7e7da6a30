"""Who acts on a day, at a cost that follows the number of those who act.

Each person has, for each day, one exponential number, the same in every scenario; the person acts if it is
below the day's hazard. Only the lowest of these numbers are ever made: the line of hazards is cut into fixed
layers, and the points of a layer within a fixed block of people are as many as a Poisson word says, each at a
uniform person and height. A hazard opens the layers that begin below it, so few people acting means few words.

Source
------
docs/decisions/0006-layers-or-a-monthly-pass.md; Kingman (1993), Poisson Processes, section 2.2: points of a
Poisson process above people and hazards, of which the lowest above each person is exponential.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.maths import WORD_RANGE, FloatArray, log

BLOCK_BITS = 14
BLOCK = 1 << BLOCK_BITS
"""People of a block: 16,384. Part of the definition of the random words, like the edges below."""
HEIGHT_BITS = 32 - BLOCK_BITS
"""Bits of a point's word that say how high in its layer it lies."""
HEIGHTS = 1 << HEIGHT_BITS

_HALVINGS = 11
_DOUBLINGS = 4
_SPREAD = 12.0
"""Standard deviations of a Poisson number that its table covers."""


class Layers(NamedTuple):
    """The cut of the hazards, and the numbers of points in each layer of a block."""

    edges: FloatArray
    """[layer + 1] hazards a day between which each layer lies: 0, then powers of the square root of two."""
    counts: NDArray[np.int64]
    """[layer, entry] cumulative chances of the numbers of points, in words; ends in 2 to the power 32."""
    fewest: NDArray[np.int64]
    """[layer] number of points of the first entry."""
    guide: NDArray[np.int64]
    """[layer, 256] entry from which to search, by the upper eight bits of the word."""


@lru_cache(maxsize=1)
def fixed_layers() -> Layers:
    """The layers of every run; nobody writes into them."""
    halves = np.arange(-2 * _HALVINGS, 2 * _DOUBLINGS + 1)
    powers = np.ldexp(np.where(halves % 2 == 0, 1.0, np.sqrt(2.0)), halves // 2)
    edges = np.concatenate([[0.0], powers])
    rows = [_poisson(BLOCK * float(width)) for width in np.diff(edges)]
    longest = max(row.size for _, row in rows)
    counts = np.full((len(rows), longest), int(WORD_RANGE), np.int64)
    guide = np.zeros((len(rows), 256), np.int64)
    for layer, (_, row) in enumerate(rows):
        counts[layer, : row.size] = row
        guide[layer] = np.searchsorted(row, np.arange(256) << 24, side="right")
    return Layers(edges=edges, counts=counts, fewest=np.array([first for first, _ in rows]), guide=guide)


def _poisson(mean: float) -> tuple[int, NDArray[np.int64]]:
    """First number and cumulative chances of a Poisson number, by products outwards from its mode."""
    reach = int(_SPREAD * float(np.sqrt(mean))) + 32
    mode = int(mean)
    first = max(0, mode - reach)
    chances = [1.0]
    for number in range(mode + 1, mode + reach):
        chances.append(chances[-1] * mean / number)
    below = [1.0]
    for number in range(mode, first, -1):
        below.append(below[-1] * number / mean)
    running = np.cumsum([*below[:0:-1], *chances])
    words = np.floor(running / running[-1] * WORD_RANGE + 0.5).astype(np.int64)
    return first, words[: int(np.searchsorted(words, int(WORD_RANGE))) + 1]


def limits(layers: Layers, probabilities: FloatArray) -> NDArray[np.int32]:
    """[layer, place] heights below which a point makes a person of the place act, of `HEIGHTS`.

    Parameters
    ----------
    layers
        The fixed layers.
    probabilities
        [place] a day, 0 to 1. Those above 1 - exp(-16) count as that much: whoever must act needs no word.
    """
    hazards = np.minimum(-log(1.0 - np.asarray(probabilities, np.float64)), layers.edges[-1])
    width = np.diff(layers.edges)[:, None]
    share = (hazards[None, :] - layers.edges[:-1, None]) / width
    return np.asarray(np.floor(np.clip(share, 0.0, 1.0) * HEIGHTS + 0.5), np.int32)


def opened(limits_of_layers: NDArray[np.int32]) -> int:
    """How many layers hold a point that can make anybody act."""
    used = np.flatnonzero(limits_of_layers.any(axis=1))
    return int(used[-1]) + 1 if used.size else 0
