"""What accounts of help know from month to month, and where a changed system can go on from."""

from __future__ import annotations

import copy
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.maths import IntArray
from sapar.model.system import System
from sapar.simulation.help.desks import Desks
from sapar.simulation.help.giving import Stores
from sapar.simulation.help.people import Workers
from sapar.simulation.help.victims import Exploited

Accounts = dict[str, NDArray[Any]]


@dataclass(kw_only=True)
class HelpState:
    """What goes on from month to month."""

    month: int
    """Months lived."""
    desks: Desks
    stores: Stores
    exploited: Exploited
    members: IntArray
    """[I]"""
    is_counted: NDArray[np.bool_]
    """[I] whose first members have been counted."""
    kits_to_camps: IntArray
    """[M, K] kits delivered so far."""

    @classmethod
    def first(cls, system: System, people: Workers) -> HelpState:
        """The eve of the first month."""
        count, axes = system.institutions.size, system.axes
        return cls(
            month=0,
            desks=Desks.empty(count, len(axes.citizenships), len(axes.countries)),
            stores=Stores.empty(count),
            exploited=Exploited.at_rest(system, people),
            members=np.zeros(count, np.int64),
            is_counted=np.zeros(count, np.bool_),
            kits_to_camps=np.zeros((system.calendar.months, len(axes.camps)), np.int64),
        )


class HelpMemory:
    """States and accounts after some months of one run; a branch goes on from them and keeps none of its own."""

    def __init__(self, every: int) -> None:
        self._every, self._after = every, 0
        self._kept: dict[int, tuple[HelpState, Accounts]] = {}

    def branch(self, month: int) -> HelpMemory:
        """Of a run that is the same for so many months."""
        other = HelpMemory(0)
        other._kept, other._after = self._kept, month
        return other

    def keep(self, state: HelpState, accounts: Accounts) -> None:
        """Keep a copy, if the month is one of those kept."""
        if self._every and state.month % self._every == 0:
            self._kept[state.month] = copy.deepcopy((state, accounts))

    def last(self) -> tuple[HelpState, Accounts] | None:
        """The last ones that hold for this run."""
        held = [month for month in self._kept if month <= self._after]
        return copy.deepcopy(self._kept[max(held)]) if held else None
