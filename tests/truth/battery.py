"""A battery of tests of random words: by chance it fails with `FALSE_ALARM`, however many tests it has."""

from __future__ import annotations

import numpy as np
from scipy.stats import chi2, norm

from tests.worlds import FALSE_ALARM

Words = np.ndarray
"""Of uint64; each holds 32 random bits."""

CELLS = 256


class Battery:
    """Chances of what was seen, if nothing is wrong; each test takes an equal part of the false alarms."""

    def __init__(self) -> None:
        self.chances: dict[str, float] = {}

    def chi_square(self, name: str, counts: np.ndarray, expected: np.ndarray | float) -> None:
        """Counts against those expected, of the same sum; far too good a fit is as suspect as a bad one."""
        statistic = float(((counts - expected) ** 2 / expected).sum())
        freedom = counts.size - 1
        self._note(name, 2.0 * min(chi2.sf(statistic, freedom), chi2.cdf(statistic, freedom)))

    def normal(self, name: str, score: float) -> None:
        """A standard normal score."""
        self._note(name, 2.0 * float(norm.sf(abs(score))))

    def uniform(self, name: str, words: Words) -> None:
        """Every byte of the words is uniform, and every bit is as often one as zero."""
        for shift in (0, 8, 16, 24):
            counts = np.bincount(
                ((words >> np.uint64(shift)) & np.uint64(0xFF)).astype(np.int64), minlength=CELLS
            )
            self.chi_square(f"{name}, byte at bit {shift}", counts, words.size / CELLS)
        ones = np.array([float(((words >> np.uint64(bit)) & np.uint64(1)).sum()) for bit in range(32)])
        scores = (ones - words.size / 2) / np.sqrt(words.size / 4)
        self._note(
            f"{name}, bits", 2.0 * min(chi2.sf((scores**2).sum(), 32), chi2.cdf((scores**2).sum(), 32))
        )

    def unrelated(self, name: str, one: Words, other: Words) -> None:
        """Two words of a pair say nothing about each other: by correlation, and by their highest and lowest bits."""
        scaled = one / 2.0**32 - 0.5, other / 2.0**32 - 0.5
        self.normal(f"{name}, correlation", float((scaled[0] * scaled[1]).sum()) * 12.0 / np.sqrt(one.size))
        for end, shift in (("high", 28), ("low", 0)):
            first, second = (
                ((each >> np.uint64(shift)) & np.uint64(15)).astype(np.int64) for each in (one, other)
            )
            counts = np.bincount(first * 16 + second, minlength=CELLS)
            self.chi_square(f"{name}, pairs of {end} bits", counts, one.size / CELLS)

    def stream(self, name: str, words: Words) -> None:
        """Words in a row: each uniform, neighbours at distances 1, 2 and 4 unrelated."""
        self.uniform(name, words)
        for lag in (1, 2, 4):
            self.unrelated(f"{name}, {lag} apart", words[:-lag], words[lag:])

    def worst(self) -> tuple[str, float]:
        """The least likely finding and its chance, made comparable with `FALSE_ALARM`."""
        name = min(self.chances, key=lambda each: self.chances[each])
        return name, self.chances[name] * len(self.chances)

    def check(self) -> None:
        """Fail if something is wrong."""
        name, chance = self.worst()
        assert chance >= FALSE_ALARM, f"{name}: so odd once in {1.0 / max(chance, 1e-300):.0f} batteries"

    def _note(self, name: str, chance: float) -> None:
        """One test's finding."""
        assert name not in self.chances, name
        self.chances[name] = float(chance)
