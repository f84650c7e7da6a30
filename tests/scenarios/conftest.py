"""Runs of the real case under its scenarios, three replicates each, on common random numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest

from sapar.results.tables import Tables
from sapar.simulation.branches import Trunk
from tests.worlds import SEED, Outcome, World, system_of, tables_of

SIZE: dict[str, Any] = {"people_per_agent": 1000, "replicates": 3}


@pytest.fixture(scope="session")
def outcome(central_asia: World) -> Outcome:
    """Tables of the real case under a scenario, each simulated once, from where it first differs."""

    @cache
    def trunks(parameters: tuple[tuple[str, float], ...]) -> tuple[Trunk, ...]:
        ensemble = central_asia.ensemble(**SIZE, parameters=dict(parameters))
        return tuple(
            Trunk(system_of(ensemble, draw.replicate), seed=SEED, replicate=draw.replicate)
            for draw in ensemble.draws
        )

    @cache
    def simulated(scenario: str | None, parameters: tuple[tuple[str, float], ...]) -> Tables:
        ensemble = central_asia.ensemble(**SIZE, scenario=scenario, parameters=dict(parameters))
        runs = [trunk.branch(system_of(ensemble, number)) for number, trunk in enumerate(trunks(parameters))]
        return tables_of(ensemble, runs)

    def tables(scenario: str | None, parameters: Mapping[str, float] | None = None) -> Tables:
        return simulated(scenario, tuple((parameters or {}).items()))

    return tables
