"""What if, at once: a changed system is lived only from the first month in which it differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.model.institutions import NOT_DATED, Institutions
from sapar.model.system import Series, System
from sapar.simulation.help import HelpMemory
from sapar.simulation.run import Run
from sapar.simulation.simulate import simulate
from sapar.simulation.state import Arrays

MONTHS_BETWEEN = 6
"""Months between states that a trunk keeps."""


class Trunk:
    """One replicate, lived once, with states from which changed systems branch off."""

    def __init__(self, system: System, *, seed: int, replicate: int, shards: int = 1) -> None:
        self._system, self._seed, self._replicate, self._shards = system, seed, replicate, shards
        self._states, self._help = _States(None, keeps=True), HelpMemory(MONTHS_BETWEEN)
        self.run = self._live(system, self._states, self._help)

    def branch(self, system: System) -> Run:
        """The run of a changed system: the same bytes as if it had been lived from its start."""
        month = first_difference(self._system, system)
        help_month = min(month, first_difference_of_help(self._system.institutions, system.institutions))
        memory = self._help.branch(help_month)
        kept = [each for each in self._states.by_month if each <= month]
        if not kept:
            return self._live(system, _States(None, keeps=False), memory)
        start = dict(self._states.by_month[max(kept)])
        start["record/boarded"] = self._boarded(start["record/boarded"], system)
        return self._live(system, _States(start, keeps=False), memory)

    def _boarded(self, boarded: NDArray[Any], system: System) -> NDArray[Any]:
        """[operation] people carried so far, in the order of the changed system's operations."""
        carried = dict(zip(self._system.operations, boarded.tolist(), strict=True))
        return np.array([carried.get(each, 0) for each in system.operations], np.int64)

    def _live(self, system: System, states: _States, memory: HelpMemory) -> Run:
        """From the state there is, or from the start."""
        return simulate(
            system,
            seed=self._seed,
            replicate=self._replicate,
            shards=self._shards,
            keeper=states,
            memory=memory,
        )


class _States:
    """States in memory, by months lived; those of a branch are not kept."""

    def __init__(self, start: Arrays | None, *, keeps: bool) -> None:
        self.by_month: dict[int, Arrays] = {}
        self._start, self._keeps = start, keeps

    def is_due(self, month: int, seconds: float) -> bool:  # noqa: ARG002
        """Every few months, on a trunk."""
        return self._keeps and month % MONTHS_BETWEEN == 0

    def keep(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Keep a copy."""
        copied = {name: array.copy() for name, array in arrays.items()}
        self.by_month[int(copied["state/month"])] = copied

    def kept(self) -> Arrays | None:
        """Where to start from."""
        return self._start


def first_difference(one: System, other: System) -> int:
    """The first month in which two systems can differ for their people; the number of months when they never do."""
    if not _same_frame(one, other):
        return 0
    calendar = one.calendar
    days = [
        _first(one.restricted, other.restricted, 0),
        *(_first(getattr(one.law, name), getattr(other.law, name), 2) for name in one.law._fields),
        _first_day_of_ways(one, other),
        *(each.day for each in set(one.operations) ^ set(other.operations)),
        *(each.day for each in set(one.rumours) ^ set(other.rumours)),
        *(each.first for each in set(one.information) ^ set(other.information)),
    ]
    months = [
        *(
            _first(getattr(one.series, each.name), getattr(other.series, each.name), 0)
            for each in fields(Series)
        ),
        *(each.month for each in set(one.dangers) ^ set(other.dangers)),
    ]
    starts = np.append(calendar.month_start, calendar.days)
    of_days = [int(np.searchsorted(starts, day, side="right")) - 1 for day in days]
    return max(0, min([calendar.months, *months, *of_days]))


def first_difference_of_help(one: Institutions, other: Institutions) -> int:
    """The first month in which what institutions do can differ; the number of months when it never does."""
    months = int(one.is_open.shape[0])
    if not all(_equal(getattr(one, name), getattr(other, name)) for name in NOT_DATED):
        return 0
    dated = [name for name in one._fields if name not in NOT_DATED]
    return min([months, *(_first(getattr(one, name), getattr(other, name), 0) for name in dated)])


def _same_frame(one: System, other: System) -> bool:
    """Everything that holds for the whole period is equal; institutions and supplies move nobody."""
    dated = {"series", "travel", "ways", "law", "seats", "restricted", "operations", "rumours", "dangers"}
    dated |= {"information", "institutions", "camp_supplies"}
    return all(
        _equal(getattr(one, each.name), getattr(other, each.name))
        for each in fields(System)
        if each.name not in dated
    )


def _equal(one: Any, other: Any) -> bool:
    """Equal values, arrays within them compared element by element."""
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
    if isinstance(one, tuple):
        return len(one) == len(other) and all(_equal(*pair) for pair in zip(one, other, strict=True))
    if hasattr(one, "__dataclass_fields__"):
        return all(_equal(getattr(one, name), getattr(other, name)) for name in one.__dataclass_fields__)
    return bool(one == other)


def _first(one: NDArray[Any], other: NDArray[Any], axis: int) -> int:
    """First index along an axis at which two arrays differ, its length when they never do."""
    differs = one != other
    if one.dtype.kind == "f":
        differs &= ~(np.isnan(one) & np.isnan(other))
    along = np.moveaxis(differs, axis, 0).reshape(one.shape[axis], -1).any(axis=1)
    return int(np.argmax(along)) if along.any() else one.shape[axis]


def _first_day_of_ways(one: System, other: System) -> int:
    """First day on which a way, its cost or its seats differ; epochs may be numbered differently."""
    same: dict[tuple[int, int], bool] = {}
    for day, pair in enumerate(zip(one.ways.epoch.tolist(), other.ways.epoch.tolist(), strict=True)):
        if pair not in same:
            same[pair] = _same_epoch(one, other, *pair)
        if not same[pair]:
            return day
    return int(one.ways.epoch.size)


def _same_epoch(one: System, other: System, epoch: int, other_epoch: int) -> bool:
    """Ways, costs, camps and seats of an epoch of each are equal."""
    for name in ("is_open", "days", "crossings"):
        if not np.array_equal(getattr(one.ways, name)[:, epoch], getattr(other.ways, name)[:, other_epoch]):
            return False
    for name in ("fare", "hours"):
        here, there = getattr(one.travel, name)[:, epoch], getattr(other.travel, name)[:, other_epoch]
        if not np.array_equal(here, there, equal_nan=True):
            return False
    camps = all(
        np.array_equal(getattr(one.ways, name)[epoch], getattr(other.ways, name)[other_epoch])
        for name in ("camp", "next_camp")
    )
    return camps and np.array_equal(one.seats[epoch], other.seats[other_epoch])
