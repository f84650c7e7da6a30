"""Kernels that are told an address find what is kept there."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pytest

from sapar.compiling import Kept, door, refer_to, written


class Inner(NamedTuple):
    """Numbers within."""

    numbers: Any


class Outer(NamedTuple):
    """A weight for each number."""

    weights: Any
    inner: Inner


@door
def write_outer(outer: Any, room: Any) -> int:
    """Write it down."""
    return written(outer, room)  # type: ignore[no-any-return]


@door
def weighed(outer: Any) -> float:
    """The sum of weights times numbers; weights are used up."""
    here = refer_to(outer)
    total = 0.0
    for place in range(here.inner.numbers.size):
        total += here.weights[place] * here.inner.numbers[place]
        here.weights[place] = 0.0
    return total


def test_arrays_are_read_and_written_where_they_are() -> None:
    """What changes in an array between two calls is seen; what a kernel writes is written."""
    outer = Outer(np.array([1.0, 2.0]), Inner(np.array([10, 20])))
    kept = Kept(outer, write_outer)

    assert weighed(kept) == 50.0
    assert outer.weights.tolist() == [0.0, 0.0]
    outer.weights[:] = 3.0
    assert weighed(kept) == 90.0


@pytest.mark.parametrize(
    "numbers",
    [np.arange(8, dtype=np.int64)[::2], np.arange(4, dtype=np.int16) * 2, np.broadcast_to(np.int64(3), 4)],
    ids=["strided", "narrow", "one number"],
)
def test_every_layout_has_a_type_of_its_own(numbers: Any) -> None:
    """Arrays of another step or width, or that may not be written, are read as they are."""
    weights = np.array([1.0, 2.0, 3.0, 4.0])

    assert weighed(Kept(Outer(weights.copy(), Inner(numbers)), write_outer)) == float(weights @ numbers)
    assert weighed(Outer(weights.copy(), Inner(numbers))) == float(weights @ numbers)
