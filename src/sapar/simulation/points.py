"""Points above people: the kernels by which the layers of `sapar.simulation.layers` name who may act."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sapar.maths import random_words

CHUNK_CALLS = 256
"""Calls of the random function at a time; four words each."""

CHUNK = 4 * CHUNK_CALLS
"""Points, or people, whose words are made at a time."""

_NUMBERS = 1 << 28
_POINTS = 1 << 31

pointing = njit(cache=True, _nrt=False, no_cpython_wrapper=True, no_cfunc_wrapper=True)  # type: ignore[call-overload]
"""Compiles a function that allocates nothing and is called by kernels only."""


class Scratch(NamedTuple):
    """What one thread works with."""

    numbers: NDArray[np.int64]
    """[layer] points of the block at hand."""
    points: NDArray[np.uint32]
    """[4, call] words of points."""
    named: NDArray[np.int64]
    """[point] people who act if they can."""
    words: NDArray[np.uint32]
    """[4, person] words of those named."""


def scratch(layers: int) -> Scratch:
    """Room for one thread."""
    return Scratch(
        numbers=np.zeros(layers + 4, np.int64),
        points=np.zeros((4, CHUNK_CALLS), np.uint32),
        named=np.zeros(CHUNK, np.int64),
        words=np.zeros((4, CHUNK), np.uint32),
    )


@pointing
def draw_words(words: Any, calls: int, key: Any) -> None:
    """Turn [who, when, decision, -] of each call into its four random words, in place."""
    for call in range(calls):
        first, second, third, fourth = random_words(
            key[0], key[1], words[0, call], words[1, call], words[2, call]
        )
        words[0, call] = first
        words[1, call] = second
        words[2, call] = third
        words[3, call] = fourth


@pointing
def ask(words: Any, calls: int, who: int, when: int, decision: int) -> None:
    """Set down calls for one `who` whose decisions follow each other."""
    for call in range(calls):
        words[0, call] = who
        words[1, call] = when
        words[2, call] = decision + call


@pointing
def number_of_points(word: Any, counts: Any, fewest: Any, guide: Any) -> Any:
    """A Poisson number by its word."""
    entry = guide[word >> 24]
    while word >= counts[entry]:
        entry += 1
    return fewest + entry


@pointing
def draw_numbers(
    numbers: Any, words: Any, layers: Any, opened: int, key: Any, block: int, when: int, decision: int
) -> int:
    """Points of each opened layer above a block, for a day or a month; returns their sum."""
    calls = (opened + 3) // 4
    ask(words, calls, block, when, _NUMBERS + (decision << 8))
    draw_words(words, calls, key)
    total = 0
    for layer in range(opened):
        numbers[layer] = number_of_points(
            np.int64(words[layer & 3, layer >> 2]),
            layers.counts[layer],
            layers.fewest[layer],
            layers.guide[layer],
        )
        total += numbers[layer]
    return total


@pointing
def draw_points(points: Any, first: int, last: int, key: Any, block: int, when: int, decision: int) -> None:
    """The words of the points from `first`, a multiple of four, to before `last`: point p in [p & 3, p >> 2]."""
    calls = (last - first + 3) // 4
    ask(points, calls, block, when, _POINTS + (decision << 24) + first // 4)
    draw_words(points, calls, key)
