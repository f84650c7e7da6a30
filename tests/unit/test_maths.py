"""Random words, exp, log and thresholds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numba import njit

from sapar.maths import (
    WORD_RANGE,
    cosine_of_turn,
    cumulative_thresholds,
    exp,
    log,
    logistic,
    logit,
    random_words,
    thresholds,
)
from sapar.simulation.journeys import choose

ALL_ONES = 0xFFFFFFFF


@njit
def chosen_by(cumulative, word):  # type: ignore[no-untyped-def]
    """`choose`, compiled as kernels call it; it has no door to Python of its own."""
    return choose(cumulative, word)


def ulps(found: np.ndarray, true: np.ndarray) -> np.ndarray:
    """Distance in units in the last place of the true value."""
    return np.abs(found - true) / np.spacing(np.abs(true))


@pytest.mark.parametrize(
    ("seed", "counter", "words"),
    [
        (0, (0, 0, 0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        (2**64 - 1, (ALL_ONES,) * 4, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            0x299F31D0_A4093822,
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_words_are_the_published_ones(seed: int, counter: tuple[int, ...], words: tuple[int, ...]) -> None:
    """The generator is Philox4x32-10: it gives the known answers that its authors published."""
    who, when, decision, replicate = counter

    found = random_words(np.uint64(seed), replicate, who, when, decision)

    assert tuple(int(word) for word in found) == words


def test_every_part_of_the_key_changes_the_words() -> None:
    """Another seed, replicate, person, day or decision gives another word."""
    keys = [(1, 0, 0, 0, 0), (0, 1, 0, 0, 0), (0, 0, 1, 0, 0), (0, 0, 0, 1, 0), (0, 0, 0, 0, 1)]
    first = {random_words(np.uint64(key[0]), *key[1:])[0] for key in [(0, 0, 0, 0, 0), *keys]}

    assert len(first) == 6


@settings(max_examples=60, deadline=None)
@given(arrays(np.float64, 50, elements=st.floats(-700.0, 700.0)))
def test_exp_is_good_to_two_units_in_the_last_place(values: np.ndarray) -> None:
    """The library's own exp differs from numpy's by at most two units in the last place."""
    assert ulps(exp(values), np.exp(values)).max() <= 2.0


@settings(max_examples=60, deadline=None)
@given(arrays(np.float64, 50, elements=st.floats(1e-300, 1e300)))
def test_log_is_good_to_two_units_in_the_last_place(values: np.ndarray) -> None:
    """The library's own log differs from numpy's by at most two units in the last place."""
    true = np.log(values)
    away = values[np.abs(true) > 1e-3]

    assert away.size == 0 or ulps(log(away), np.log(away)).max() <= 2.0
    assert np.abs(log(values) - true).max() <= 1e-13 * max(1.0, np.abs(true).max())


def test_extremes_do_not_overflow() -> None:
    """Exponents beyond the range end at 0 or at a large finite number, and the log of nothing is -708."""
    ends = exp([-1e4, -709.0, 0.0, 709.0, 1e4])

    assert ends[0] == ends[1] == 0.0
    assert ends[2] == 1.0
    assert np.isfinite(ends[3:]).all()
    assert log([0.0, -1.0]).tolist() == [-708.0, -708.0]


@given(st.floats(1e-6, 1.0 - 1e-6))
def test_logit_undoes_logistic(share: float) -> None:
    """logistic(logit(p)) is p."""
    assert float(logistic(logit(share))) == pytest.approx(share, rel=1e-12)


@given(st.floats(-50.0, 50.0))
def test_cosine_agrees_with_numpy(turns: float) -> None:
    """The cosine of an angle in turns is that of numpy, to 1e-12."""
    assert float(cosine_of_turn(turns)) == pytest.approx(np.cos(2.0 * np.pi * turns), abs=1e-12)


@given(st.floats(0.0, 1.0))
def test_a_threshold_happens_with_its_chance(chance: float) -> None:
    """Of the 2^32 words, the share below the threshold is the chance, to one word."""
    below = float(thresholds(chance))

    assert abs(below - chance * WORD_RANGE) <= 1.0


@given(st.floats(-5.0, 5.0), st.floats(0.0, 1.0))
def test_thresholds_grow_with_the_chance(chance: float, more: float) -> None:
    """A larger chance never has a smaller threshold, so that a change acts on nobody the other way."""
    assert thresholds(chance) <= thresholds(chance + more)


@given(arrays(np.float64, st.integers(1, 8), elements=st.sampled_from([0.0, 1e-9, 0.1, 1.0, 3.0])))
def test_choice_has_the_weights_shares(weights: np.ndarray) -> None:
    """Each entry owns its share of the words, to two words an entry; an entry of weight zero owns none."""
    cuts = cumulative_thresholds(weights).astype(np.float64)
    if weights.sum() == 0.0:
        assert not cuts.any()
        assert chosen_by(cumulative_thresholds(weights), np.uint64(0)) == -1
        return
    owned = np.diff(np.concatenate([[0.0], cuts]))

    assert (owned >= 0).all()
    assert np.abs(owned - weights / weights.sum() * WORD_RANGE).max() <= 2.0
    for word in (0, 1, ALL_ONES // 2, ALL_ONES - 1, ALL_ONES):
        chosen = chosen_by(cumulative_thresholds(weights), np.uint64(word))
        assert weights[chosen] > 0.0
