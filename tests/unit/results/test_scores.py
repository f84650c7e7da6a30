"""Interval scores, coverage and naive baselines, against hand-made numbers and closed forms."""

from __future__ import annotations

import datetime
import math
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from sapar.results.baselines import last_growth, last_value, walk_spread
from sapar.results.scores import coverage, interval_score
from sapar.results.validation import HoldoutAnswer, score_baseline


def test_interval_scores_by_hand() -> None:
    """Width inside; below and above, ten times the distance on top at 80 %."""
    scores = interval_score([1.0, 1.0, 1.0], [3.0, 3.0, 3.0], [2.0, 0.5, 4.0])

    assert scores.tolist() == pytest.approx([2.0, 2.0 + 10 * 0.5, 2.0 + 10 * 1.0])
    assert coverage([1.0, 1.0, 1.0], [3.0, 3.0, 3.0], [2.0, 0.5, 3.0]) == pytest.approx(2 / 3)


def test_true_quantiles_score_best() -> None:
    """Of a normal variable no other central range has a smaller mean score than the one between its true quantiles."""
    seen = norm.ppf((np.arange(20_000) + 0.5) / 20_000)
    widths = np.linspace(0.5, 2.5, 41)
    means = [float(interval_score(-width, width, seen).mean()) for width in widths]

    assert widths[int(np.argmin(means))] == pytest.approx(norm.ppf(0.9), abs=0.05)


def term(year: int, value: float, *, definition: str = "workers_present", days: int = 1) -> Any:
    """What baselines look at of a term."""
    first = datetime.date(year, 7, 1)
    last = first + datetime.timedelta(days=days - 1)
    claim = SimpleNamespace(
        definition=definition, citizenship=("UZB",), place=("RUS",), from_=first, until=last
    )
    return SimpleNamespace(
        claim=claim, printed=SimpleNamespace(centre=math.log(value), number=value), middle=first
    )


def test_persistence_repeats_and_growth_goes_on() -> None:
    """The last value, and the last growth continued; later numbers and other counts are not looked at."""
    kept = [
        term(2015, 100.0),
        term(2016, 110.0),
        term(2019, 999.0),
        term(2016, 5.0, definition="entries", days=365),
    ]
    held = term(2017, 130.0)

    repeated, grown = last_value(held, kept, 0.1), last_growth(held, kept, 0.1)

    assert repeated is not None
    assert grown is not None
    assert repeated.median == pytest.approx(110.0, rel=1e-9)
    assert grown.median == pytest.approx(121.0, rel=1e-3)
    assert math.log(repeated.high80 / repeated.median) == pytest.approx(1.2816 * 0.1, rel=2e-3)
    assert math.log(grown.high80 / grown.median) == pytest.approx(1.2816 * 0.1 * math.sqrt(2), rel=2e-3)
    assert last_value(term(2014, 1.0), kept, 0.1) is None
    assert last_growth(term(2016, 1.0), kept, 0.1) is None


def test_counts_over_periods_are_taken_per_year() -> None:
    """Half a year's entries predict a whole year's twice as large."""
    half, whole = (
        term(year, 50.0, definition="entries", days=days) for year, days in ((2017, 183), (2018, 366))
    )
    found = last_value(whole, [half], 0.1)

    assert found is not None
    assert found.median == pytest.approx(100.0, rel=1e-9)


def test_the_walk_is_as_wide_as_its_steps() -> None:
    """Yearly steps of 10 % up and down give a spread of 0.1 over the median distance of a normal."""
    kept = [term(2010 + year, 100.0 * 1.1 ** (year % 2)) for year in range(8)]

    assert walk_spread(kept) == pytest.approx(math.log(1.1) / 0.6745, rel=2e-3)
    assert walk_spread(kept[:3]) is None


def test_a_baseline_that_does_better_is_said_to() -> None:
    """Losses are on record: nearer medians and better scores of a baseline are told apart."""
    from sapar.results.baselines import Guess

    answer = HoldoutAnswer(
        claim="c", source="s", definition="workers_present", citizenship=("UZB",), place=("RUS",),
        from_="2019-01-01", until="2019-12-31", unit="persons", printed="100", why={}, observed=100.0,
        median=200.0, low80=150.0, high80=250.0, alone=Guess(median=300.0, low80=150.0, high80=400.0),
        baselines={"last_value": Guess(median=110.0, low80=90.0, high80=130.0)},
    )  # fmt: skip
    found = score_baseline("last_value", [answer])

    assert found.is_nearer
    assert found.scores_better
    assert not answer.is_inside
    assert found.interval_score == pytest.approx(math.log(130 / 90))
    assert found.model_interval_score == pytest.approx(math.log(250 / 150) + 10 * math.log(150 / 100))
