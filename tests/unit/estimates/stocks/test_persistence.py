"""Misses of one count persist: conditional normal distributions by hand, and correlations found again."""

from __future__ import annotations

import math

import numpy as np
import pytest

from sapar.estimates.stocks.persistence import (
    MOST_ALIKE,
    Miss,
    Persistence,
    given_misses,
    learn_persistence,
    miss,
)

HERE = ("registrations", ("UZB",), ("RUS",))
THERE = ("registrations", ("TJK",), ("RUS",))
NORMAL = np.random.default_rng(1).standard_normal(200_001)


def persistence(correlation: float, years: float) -> Persistence:
    """As if learnt."""
    return Persistence(correlation=correlation, years=years, misses=2, set_aside=0)


def seen(size: float, moment: float, count: tuple[str, tuple[str, ...], tuple[str, ...]] = HERE) -> Miss:
    """A claim that was missed by as much."""
    return Miss(count=count, moment=moment, size=size)


def test_one_earlier_miss_moves_and_narrows_as_two_normals_do() -> None:
    """Correlation 0.8 at no distance, 4 years to a third, 4 years on: 0.8 / e of the miss, and what is left."""
    prints = 10.0 + 0.5 * NORMAL
    found = given_misses(prints, HERE, 2020.0, [seen(1.5, 2016.0)], persistence(0.8, 4.0))
    alike = 0.8 / math.e

    assert np.median(found) == pytest.approx(np.median(prints) + 0.5 * alike * 1.5, abs=0.01)
    assert found.std() == pytest.approx(0.5 * math.sqrt(1.0 - alike**2), rel=0.01)


def test_two_earlier_misses_by_hand() -> None:
    """At no distance all three correlate by one half: weights are a third each, and a third of the variance goes."""
    found = given_misses(NORMAL, HERE, 5.0, [seen(1.0, 5.0), seen(2.0, 5.0)], persistence(0.5, 9.0))

    assert np.median(found) == pytest.approx(1.0, abs=0.01)
    assert found.std() == pytest.approx(math.sqrt(2.0 / 3.0), rel=0.01)


def test_what_is_a_claims_own_does_not_persist() -> None:
    """Half of one variance its own and a quarter of the other's: the correlation falls by both roots."""
    prints = 10.0 + 0.5 * NORMAL
    before = miss(2.0 * NORMAL, 2.0, HERE, 2016.0, own=math.sqrt(2.0))
    found = given_misses(prints, HERE, 2020.0, [before], persistence(0.8, 4.0), own=0.25)
    alike = 0.8 / math.e * math.sqrt(0.5) * math.sqrt(0.75)

    assert np.median(found) == pytest.approx(np.median(prints) + 0.5 * alike * before.size, abs=0.01)
    assert found.std() == pytest.approx(0.5 * math.sqrt(1.0 - alike**2), rel=0.01)


def test_other_counts_and_gross_errors_tell_nothing() -> None:
    """What is printed of other people, and a number five times too high, leave a prediction as it was."""
    others = [seen(2.0, 2019.0, THERE), seen(-6.0, 2019.5)]

    assert given_misses(NORMAL, HERE, 2020.0, others, persistence(0.9, 5.0)) is NORMAL


def test_a_range_is_never_wider_for_knowing_more() -> None:
    """Whatever was missed, before or after."""
    random = np.random.default_rng(7)
    for _ in range(50):
        misses = [seen(random.normal(), random.uniform(2014, 2026)) for _ in range(random.integers(1, 6))]
        found = given_misses(NORMAL[:999], HERE, 2020.0, misses, persistence(random.uniform(0, 0.95), 3.0))
        assert found.std() <= NORMAL[:999].std() + 1e-12


def test_a_miss_is_measured_in_the_spread_of_the_prediction() -> None:
    """Printed two spreads above the median."""
    found = miss(3.0 + 0.25 * NORMAL, 3.5, HERE, 2020.0)

    assert found.size == pytest.approx(2.0, abs=0.02)


@pytest.mark.parametrize(("correlation", "years"), [(0.7, 6.0), (0.0, 1.0)])
def test_what_misses_were_drawn_with_is_found_again(correlation: float, years: float) -> None:
    """Five claims in each of 300 counts, one gross error among them that is set aside."""
    random = np.random.default_rng(11)
    moments = np.array([0.0, 1.0, 3.0, 6.0, 10.0])
    covariance = correlation * np.exp(-np.abs(moments[:, None] - moments) / years)
    np.fill_diagonal(covariance, 1.0)
    rows = np.clip(random.multivariate_normal(np.zeros(5), covariance, size=300), -2.99, 2.99)
    misses = [
        seen(float(size), float(moment), ("entries", (str(number),), ("RUS",)))
        for number, row in enumerate(rows)
        for size, moment in zip(row, moments, strict=True)
    ]
    found = learn_persistence([*misses, seen(9.0, 1.0, ("entries", ("0",), ("RUS",)))])

    assert found.misses == 1500
    assert found.set_aside == 1
    for distance in (1.0, 3.0, 7.0):
        alike = found.of(np.zeros(1), np.array([distance]))[0, 0]
        assert alike == pytest.approx(correlation * math.exp(-distance / years), abs=0.08)


def test_nothing_printed_twice_teaches_nothing() -> None:
    """One claim of each count: no correlation; two that agree beyond measure: no more than the most."""
    assert learn_persistence([seen(1.0, 2019.0), seen(1.0, 2019.0, THERE)]).correlation == 0.0
    alike = [seen(size, 2019.0, ("entries", (str(size),), ())) for size in (-2.0, 1.5, 2.5)]
    assert learn_persistence([*alike, *alike]).correlation == pytest.approx(MOST_ALIKE)
