"""Counts drawn by one word: quantiles of their distributions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sapar.simulation.help.draws import Luck, binomial_quantile, normal_quantile, number_of, poisson_quantile

SHARES = (np.arange(2000) + 0.5) / 2000
KEY = np.array([1, 2], np.uint64)


@pytest.mark.parametrize(
    ("number", "chance"), [(5, 0.3), (1000, 0.001), (700, 0.9), (300, 0.5), (400_000, 0.02), (10**7, 0.25)]
)
def test_binomial_quantiles_are_those_of_scipy(number: int, chance: float) -> None:
    """The least count reached; one off in at most 1 % of words where the expansion is used."""
    ours = np.array([binomial_quantile(share, number, chance) for share in SHARES])
    theirs = stats.binom.ppf(SHARES, number, chance)

    assert np.abs(ours - theirs).max() <= (number * chance * (1 - chance) >= 100)
    assert (ours != theirs).mean() <= 0.01


@pytest.mark.parametrize("mean", [0.01, 1.0, 40.0, 99.0, 101.0, 5000.0])
def test_poisson_quantiles_are_those_of_scipy(mean: float) -> None:
    """The least count reached; one off in at most 1 % of words where the expansion is used."""
    ours = np.array([poisson_quantile(share, mean) for share in SHARES])
    theirs = stats.poisson.ppf(SHARES, mean)

    assert np.abs(ours - theirs).max() <= (mean >= 100)
    assert (ours != theirs).mean() <= 0.01


def test_normal_quantiles_are_those_of_scipy() -> None:
    """To six digits, tails included."""
    shares = np.concatenate([SHARES, 10.0 ** -np.arange(1, 10)])

    assert [normal_quantile(share) for share in shares] == pytest.approx(stats.norm.ppf(shares), abs=1e-6)


@given(st.floats(0.001, 0.999), st.integers(0, 90), st.floats(0.0, 1.0), st.integers(0, 50))
def test_more_tries_never_give_fewer(share: float, number: int, chance: float, more: int) -> None:
    """The same word with more tries gives at least as many, and never more than there are tries."""
    few, many = (binomial_quantile(share, each, chance) for each in (number, number + more))

    assert 0 <= few <= many <= number + more


def test_a_name_keeps_its_luck() -> None:
    """Draws of one institution do not depend on which others there are."""
    luck = Luck(KEY, np.array([7]))
    numbers, chance = np.full((1, 3, 4), 50), np.asarray(0.3)

    alone = luck.binomial(1, numbers, chance, number_of("union"))
    again = Luck(KEY, np.array([7])).binomial(1, numbers, chance, number_of("union"))
    other = luck.binomial(1, numbers, chance, number_of("shelter"))

    assert np.array_equal(alone, again)
    assert not np.array_equal(alone, other)


def test_a_month_keeps_its_luck() -> None:
    """Draws of a month are the same alone and among others."""
    months = np.array([3, 7, 8])
    numbers, chance = np.full((3, 4), 50), np.asarray(0.3)
    luck = Luck(KEY, months)

    together = luck.binomial(1, numbers, chance), luck.poisson(2, numbers * 0.5)
    for row, alone in enumerate(luck.by_month()):
        assert np.array_equal(together[0][[row]], alone.binomial(1, numbers[[row]], chance))
        assert np.array_equal(together[1][[row]], alone.poisson(2, numbers[[row]] * 0.5))
    assert not np.array_equal(together[0][0], together[0][1])
