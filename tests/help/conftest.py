"""One run of each bundled study, beside which accounts of help are kept again and again under changed institutions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from sapar.maths import IntArray
from sapar.model.build import assemble, ranges_of
from sapar.model.declarations import Declarations
from sapar.model.economy import Money
from sapar.model.institutions import resolve_institutions, resolve_supplies
from sapar.model.parameters import defaults
from sapar.model.system import System
from sapar.scenarios.apply import apply_scenario
from sapar.simulation.help import HelpRecord, live_help
from sapar.simulation.help.record import DESKS, PAY, PURSE, WORKERS
from tests.worlds import SEED, World, with_parameters

KEY = np.array([SEED, 0], np.uint64)


@dataclass(frozen=True, kw_only=True)
class Help:
    """Accounts of help beside one run of people."""

    system: System
    record: HelpRecord

    def workers(self, name: str) -> IntArray:
        """[M, C, D]"""
        return np.asarray(self.record.help_workers[..., WORKERS.index(name)])

    def pay(self, name: str) -> IntArray:
        """[M, C, D] cents"""
        return np.asarray(self.record.help_pay[..., PAY.index(name)])

    def desks(self, name: str) -> IntArray:
        """[M, I]"""
        return np.asarray(self.record.help_desks[..., DESKS.index(name)])

    def purse(self, name: str) -> IntArray:
        """[M, I] cents"""
        return np.asarray(self.record.help_purse[..., PURSE.index(name)])

    def index(self, institution: str) -> int:
        """Place of an institution along its axis."""
        return self.system.institutions.names.index(institution)

    def host(self, code: str) -> int:
        """Place of a host along its axis."""
        return self.system.axes.countries.index(code)

    def months(self, first: str, last: str) -> slice:
        """Months from the first to the last, both included."""
        months = self.system.calendar.month_dates.astype("datetime64[M]")
        begin, stop = np.searchsorted(months, [np.datetime64(first), np.datetime64(last)])
        return slice(int(begin), int(stop) + 1)


Helping = Callable[..., Help]
"""Accounts under a scenario of the study, changed declarations, or parameters."""


def keeping(world: World, people_per_agent: int) -> Helping:
    """Accounts beside one run, which is lived once: help moves nobody."""
    run = world.ensemble(people_per_agent=people_per_agent).live(0)
    base = assemble(world.declarations, people_per_agent=people_per_agent)
    axes = base.axes
    tables = {name: getattr(run, name) for name in type(run).__dataclass_fields__}

    def helping(
        *,
        scenario: str | None = None,
        declarations: Declarations | None = None,
        parameters: Mapping[str, float] | None = None,
    ) -> Help:
        declared = with_parameters(declarations or world.declarations, parameters or {})
        found = world.study.scenario(scenario)
        changes: Any = ()
        if found is not None:
            declared, changes = apply_scenario(declared, found)
        money = Money(calendar=base.calendar, declarations=declared, changes=changes)
        system = replace(
            base,
            parameters=defaults(ranges_of(declared)),
            institutions=resolve_institutions(declared, money, axes.citizenships, axes.countries, axes.camps),
            camp_supplies=resolve_supplies(declared, base.calendar, axes.camps),
        )
        return Help(system=system, record=live_help(system, tables, KEY))

    return helping


@pytest.fixture(scope="session")
def helping(central_asia: World) -> Helping:
    """Beside the real case."""
    return keeping(central_asia, 1000)


@pytest.fixture(scope="session")
def small(two_places: World) -> Helping:
    """Beside the smallest study."""
    return keeping(two_places, 10)


@pytest.fixture(scope="session")
def base(helping: Helping) -> Help:
    """The real case as it is."""
    return helping()


@pytest.fixture(scope="session")
def under(helping: Helping) -> Callable[[str], Help]:
    """The real case under a scenario, kept once each."""
    return cache(lambda scenario: helping(scenario=scenario))
