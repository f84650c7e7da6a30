"""Random words and choices in plain integers: Philox4x32-10, and the hash that seals events."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

ALL_ONES = 0xFFFFFFFF
_64_BITS = (1 << 64) - 1

DECISIONS = (
    "decide", "day", "destination", "arrival", "exit", "queue", "to_camp", "expiry", "mode", "start", "attempt",
    "seat", "standing", "family", "lift",
)  # fmt: skip
"""What a word is for; the place in this list is part of its key."""


def words(seed: int, replicate: int, who: int, when: int, decision: str) -> tuple[int, int, int, int]:
    """Four words of 32 bits for one decision of somebody at a time."""
    one, two, three, four = who & ALL_ONES, when & ALL_ONES, DECISIONS.index(decision), replicate & ALL_ONES
    for low, high in _round_keys(seed):
        left, right = 0xD2511F53 * one, 0xCD9E8D57 * three
        one = (right >> 32) ^ two ^ low
        two = right & ALL_ONES
        three = (left >> 32) ^ four ^ high
        four = left & ALL_ONES
    return one, two, three, four


def words_in_a_row(
    seed: int, replicate: int, who: int, when: int, code: int, number: int
) -> NDArray[np.int64]:
    """[number] words of the decisions numbered from `code` on, four each: the same rounds, many at a time."""
    calls = -(-number // 4)
    one, two, three, four = (
        np.full(calls, value & ALL_ONES, np.uint64) for value in (who, when, 0, replicate)
    )
    three += np.arange(code, code + calls, dtype=np.uint64)
    half, low_half = np.uint64(32), np.uint64(ALL_ONES)
    for low, high in _round_keys(seed):
        left, right = np.uint64(0xD2511F53) * one, np.uint64(0xCD9E8D57) * three
        one = (right >> half) ^ two ^ np.uint64(low)
        two = right & low_half
        three = (left >> half) ^ four ^ np.uint64(high)
        four = left & low_half
    return np.column_stack([one, two, three, four]).reshape(-1)[:number].astype(np.int64)


@cache
def _round_keys(seed: int) -> list[tuple[int, int]]:
    """The keys of the ten rounds."""
    low, high = seed & ALL_ONES, (seed >> 32) & ALL_ONES
    return [
        ((low + turn * 0x9E3779B9) & ALL_ONES, (high + turn * 0xBB67AE85) & ALL_ONES) for turn in range(10)
    ]


def chosen(cuts: Sequence[int], word: int) -> int | None:
    """Which entry of a cumulative row a word falls to; None where nothing can be chosen."""
    for index, cut in enumerate(cuts):
        if word < cut or cut == ALL_ONES:
            return index
    return None


def scaled(word: int, values: int, bits: int = 32) -> int:
    """A word of so many bits as one of the integers below `values`."""
    return (word * values) >> bits


def seal(number: int, day: int, kind: int) -> int:
    """64 bits that stand for one event of one agent on one day: the finalizer of SplitMix64."""
    mixed = ((number << 24) | (day << 4) | kind) + 0x9E3779B97F4A7C15 & _64_BITS
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 & _64_BITS
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB & _64_BITS
    return mixed ^ mixed >> 31
