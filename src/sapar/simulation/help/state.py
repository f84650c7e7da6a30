"""What accounts of help know from month to month, and where a changed system can go on from."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.maths import IntArray
from sapar.model.system import System
from sapar.simulation.help.desks import Desks
from sapar.simulation.help.giving import Stores
from sapar.simulation.help.record import BY_WEEK, Accounts


@dataclass(kw_only=True)
class HelpState:
    """What goes on from month to month."""

    month: int
    """Months lived."""
    desks: Desks
    stores: Stores
    exploited: IntArray | None
    """[C, D] migrants in forced labour; None: as many as entries and exits balance at."""
    members: IntArray
    """[I]"""
    is_counted: NDArray[np.bool_]
    """[I] whose first members have been counted."""
    kits_to_camps: IntArray
    """[M, K] kits delivered so far."""

    @classmethod
    def first(cls, system: System) -> HelpState:
        """The eve of the first month."""
        count, axes = system.institutions.size, system.axes
        return cls(
            month=0,
            desks=Desks.empty(count, len(axes.citizenships) * len(axes.countries)),
            stores=Stores.empty(count),
            exploited=None,
            members=np.zeros(count, np.int64),
            is_counted=np.zeros(count, np.bool_),
            kits_to_camps=np.zeros((system.calendar.months, len(axes.camps)), np.int64),
        )


class HelpMemory:
    """States after some months of one run, and its accounts; a branch goes on from them and keeps none of its own."""

    def __init__(self, every: int) -> None:
        self._every, self._after = every, 0
        self._states: dict[int, HelpState] = {}
        self._accounts: Accounts = {}

    def branch(self, month: int) -> HelpMemory:
        """Of a run that is the same for so many months."""
        other = HelpMemory(0)
        other._states, other._accounts, other._after = self._states, self._accounts, month
        return other

    def keep(self, state: HelpState) -> None:
        """Keep a copy, if the month is one of those kept."""
        if self._every and state.month % self._every == 0:
            self._states[state.month] = copy.deepcopy(state)

    def hold(self, accounts: Accounts) -> None:
        """Hold on to the accounts of the whole period."""
        if self._every:
            self._accounts = accounts

    def last(self, accounts: Accounts) -> HelpState | None:
        """The last state that holds for this run; the accounts of the months before are copied into those given."""
        held = [month for month in self._states if month <= self._after]
        if not held:
            return None
        for name, table in self._accounts.items():
            if name not in BY_WEEK:
                accounts[name][: max(held)] = table[: max(held)]
        return copy.deepcopy(self._states[max(held)])
