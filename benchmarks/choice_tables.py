"""A choice among places from tables: what alias and inverse distribution cost, and how they keep scenarios paired."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from numba import njit

CLASSES = 50
CHOICES = 1_000_000
WORDS = 2**32
ALTERNATIVES = (4, 50, 200)
REPEATS = 7
BATCHES = 100
TABLES = 30
"""Tables of weights over which the pairing is averaged."""


def alias(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """[class, K] thresholds and partners of Vose's tables."""
    classes, size = weights.shape
    limit, partner = np.full((classes, size), WORDS, np.int64), np.tile(np.arange(size), (classes, 1))
    for row in range(classes):
        share = weights[row] / weights[row].sum() * size
        small = [entry for entry in range(size) if share[entry] < 1.0]
        large = [entry for entry in range(size) if share[entry] >= 1.0]
        while small and large:
            less, more = small.pop(), large.pop()
            limit[row, less], partner[row, less] = int(share[less] * WORDS), more
            share[more] -= 1.0 - share[less]
            (small if share[more] < 1.0 else large).append(more)
    return limit, partner


def cuts(weights: np.ndarray) -> np.ndarray:
    """[class, K] cumulative thresholds."""
    running = np.cumsum(weights, axis=1)
    table = np.floor(running / running[:, -1:] * WORDS + 0.5).astype(np.int64)
    table[:, -1] = WORDS
    return table


@njit(nogil=True)
def choose_by_alias(classes: Any, words: Any, limit: Any, partner: Any, chosen: Any) -> None:
    """One word picks the entry and, by its rest, the entry or its partner."""
    size = limit.shape[1]
    for index in range(classes.size):
        product = words[index] * size
        entry = product >> 32
        row = classes[index]
        chosen[index] = entry if (product & 0xFFFFFFFF) < limit[row, entry] else partner[row, entry]


@njit(nogil=True)
def choose_by_counting(classes: Any, words: Any, table: Any, chosen: Any) -> None:
    """Entries whose cut the word has passed, all of them compared."""
    for index in range(classes.size):
        row, word, turn = classes[index], words[index], 0
        for entry in range(table.shape[1]):
            turn += np.int64(word >= table[row, entry])
        chosen[index] = turn


@njit(nogil=True)
def choose_by_halves(classes: Any, words: Any, table: Any, chosen: Any) -> None:
    """The first entry whose cut the word has not passed, by halves, without a branch to guess."""
    size = table.shape[1]
    for index in range(classes.size):
        row, word, first, length = classes[index], words[index], 0, size
        while length > 1:
            half = length >> 1
            first += half * np.int64(word >= table[row, first + half - 1])
            length -= half
        chosen[index] = first


def nanoseconds(choose: Callable[..., None], *arguments: np.ndarray) -> float:
    """Of one choice, best of a few."""
    choose(*arguments)
    laps = []
    for _ in range(REPEATS):
        started = time.perf_counter()
        choose(*arguments)
        laps.append(time.perf_counter() - started)
    return 1e9 * min(laps) / CHOICES


def pairing(size: int, change: Callable[[np.ndarray, np.random.Generator], np.ndarray]) -> dict[str, float]:
    """Means of `pairing_of_one` over many tables of weights."""
    several = [pairing_of_one(size, change, np.random.default_rng([size, table])) for table in range(TABLES)]
    return {name: float(np.mean([each[name] for each in several])) for name in several[0]}


def pairing_of_one(
    size: int, change: Callable[[np.ndarray, np.random.Generator], np.ndarray], random: np.random.Generator
) -> dict[str, float]:
    """Of people choosing by the same words before and after a change: share that switch, and variance of effects.

    The variance is that of the paired differences of counts, summed over alternatives, over that of unpaired ones.
    """
    before = random.exponential(1.0, (1, size))
    after = change(before, random)
    chances = [each[0] / each.sum() for each in (before, after)]
    choices = CHOICES // 10
    people = choices // BATCHES
    classes, chosen = np.zeros(choices, np.int64), np.zeros(choices, np.int64)
    words = random.integers(0, WORDS, choices)
    found = {"least": float(np.abs(chances[0] - chances[1]).sum() / 2)}
    unpaired = people * sum(float((each * (1.0 - each)).sum()) for each in chances)
    for name in ("inverse", "alias"):
        taken = []
        for weights in (before, after):
            if name == "alias":
                choose_by_alias(classes, words, *alias(weights), chosen)
            else:
                choose_by_halves(classes, words, cuts(weights), chosen)
            taken.append(chosen.copy())
        counts = [
            np.stack([np.bincount(batch, minlength=size) for batch in each.reshape(BATCHES, people)])
            for each in taken
        ]
        found[f"{name} switch"] = float((taken[0] != taken[1]).mean())
        found[f"{name} variance"] = float((counts[1] - counts[0]).var(axis=0).sum() / unpaired)
    return found


def one_arc(weights: np.ndarray, random: np.random.Generator) -> np.ndarray:  # noqa: ARG001
    """One way in the middle pulls a fifth less."""
    changed = weights.copy()
    changed[0, weights.shape[1] // 2] *= 0.8
    return changed


def crowding(weights: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Another place's hazard has moved people about, so that every pull is a little different: by about 0.2 %."""
    return weights * (1.0 + 0.002 * random.standard_normal(weights.shape))


def main() -> None:
    """Measure and print."""
    random = np.random.default_rng(1)
    classes, words = random.integers(0, CLASSES, CHOICES), random.integers(0, WORDS, CHOICES)
    chosen = np.zeros(CHOICES, np.int64)
    print(f"ns a choice, {CLASSES} tables, best of {REPEATS}")
    print(f"  {'places':>8}{'alias':>10}{'counting':>10}{'halves':>10}")
    for size in ALTERNATIVES:
        weights = random.exponential(1.0, (CLASSES, size))
        table = cuts(weights)
        times = (
            nanoseconds(choose_by_alias, classes, words, *alias(weights), chosen),
            nanoseconds(choose_by_counting, classes, words, table, chosen),
            nanoseconds(choose_by_halves, classes, words, table, chosen),
        )
        print(f"  {size:>8}" + "".join(f"{each:>10.2f}" for each in times))
    print(
        "people with the same words who choose otherwise, in 1000; variance of paired over unpaired effects"
    )
    print(
        f"  {'places':>8}{'change':>10}{'least':>8}{'inverse':>9}{'alias':>8}{'var. inverse':>14}{'var. alias':>12}"
    )
    for size in ALTERNATIVES:
        for change in (one_arc, crowding):
            got = pairing(size, change)
            print(
                f"  {size:>8}{change.__name__:>10}{1e3 * got['least']:>8.2f}{1e3 * got['inverse switch']:>9.2f}"
                f"{1e3 * got['alias switch']:>8.2f}{got['inverse variance']:>14.4f}{got['alias variance']:>12.4f}"
            )


if __name__ == "__main__":
    main()
