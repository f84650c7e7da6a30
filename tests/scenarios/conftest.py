"""Runs of the real case under its scenarios, three replicates each, on common random numbers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pytest

from sapar.results.tables import Tables
from tests.worlds import Outcome, World


@pytest.fixture(scope="session")
def outcome(central_asia: World) -> Outcome:
    """Tables of the real case under a scenario, each simulated once."""

    @cache
    def simulated(scenario: str | None, parameters: tuple[tuple[str, float], ...]) -> Tables:
        return central_asia.tables(
            people_per_agent=1000, replicates=3, scenario=scenario, parameters=dict(parameters)
        )

    def tables(scenario: str | None, parameters: Mapping[str, float] | None = None) -> Tables:
        return simulated(scenario, tuple((parameters or {}).items()))

    return tables
