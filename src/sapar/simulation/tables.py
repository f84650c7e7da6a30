"""What the kernels read and write besides people: thresholds of the month, tallies and the waiting pool.

Axes are those of `sapar.model.system`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.maths import cumulative_thresholds, thresholds

Threshold = NDArray[np.uint32]


class Month(NamedTuple):
    """Thresholds and tables of one month, filled by the mechanisms."""

    leave_home: Threshold
    """[G] leaves home this month, given today's ways."""
    wish_to_leave: Threshold
    """[G] would leave if no way, purse or ban stood against it."""
    destination: Threshold
    """[O, H] cumulative choice of host region."""
    go_home: Threshold
    """[O, H, 2, 5] returns, by employed/unemployed and status."""
    go_home_or_on: Threshold
    """[O, H, 2, 5] returns or moves on to another host."""
    onward: Threshold
    """[O, D, H] cumulative choice of the next host region."""
    by_air: Threshold
    """[O, H] chooses to fly where both ways are open."""
    formal: Threshold
    """[O, D] takes the formal mode when it is weighed."""
    weigh_mode: Threshold
    """[D] weighs the legal mode this month."""
    lose_job: Threshold
    """[C, D, 5] by status."""
    find_job: Threshold
    """[C, D]"""
    employed_on_arrival: Threshold
    """[D]"""
    refusal: Threshold
    """[D, C] refused at entry."""
    stay_days: NDArray[np.int16]
    """[D, C] days a visitor may stay, 0 for no limit."""
    stay_counting: NDArray[np.uint8]
    """[D, C] PER_ENTRY, ROLLING or CALENDAR_YEAR."""
    stay_window: NDArray[np.int16]
    """[D, C] days of the rolling window."""
    formalise_at_expiry: Threshold
    """[D]"""
    leave_at_expiry: Threshold
    """[D] cumulative with formalise_at_expiry."""
    ban_days: NDArray[np.int16]
    """[D, C] length of the entry ban after a stay without status."""
    ban: Threshold
    """[1] the ban is imposed."""
    urgent: Threshold
    """[1] a blocked return cannot be put off."""
    settle: Threshold
    """[1] a stranded person gives up returning for now."""


class Tallies(NamedTuple):
    """Counts of agents, added up while a month runs."""

    flow: NDArray[np.int64]
    """[C, country, country] moves begun."""
    unable: NDArray[np.int64]
    """[C] wanted to leave home and could not."""
    refused: NDArray[np.int64]
    """[D, C]"""
    crossing: NDArray[np.int64]
    """[X, 2, C]"""
    first_departures: NDArray[np.int64]
    """[C] departures from home by people not yet abroad this calendar year."""


class Pool(NamedTuple):
    """Agents waiting for a way home, in cities and camps."""

    members: NDArray[np.int32]
    """Agent indices; the first `size[0]` count."""
    size: NDArray[np.int64]
    """[1]"""


def month_of(tables: Mapping[str, NDArray[Any]]) -> Month:
    """Thresholds of one month from the probabilities that the mechanisms filled."""
    cumulative = ("destination", "onward")
    counts = {"stay_days": np.int16, "stay_counting": np.uint8, "stay_window": np.int16, "ban_days": np.int16}
    chosen: dict[str, Any] = {}
    for name in Month._fields:
        if name in counts:
            chosen[name] = np.ascontiguousarray(np.minimum(tables[name], 32_000), dtype=counts[name])
        elif name in cumulative:
            chosen[name] = cumulative_thresholds(tables[name])
        else:
            chosen[name] = np.ascontiguousarray(thresholds(tables[name]))
    return Month(**chosen)
