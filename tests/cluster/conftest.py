"""An ensemble small enough to be lived three times, and what it gives in one process."""

from __future__ import annotations

import os
import secrets

import pytest

from sapar.simulation.ensemble import Ensemble, live_all
from sapar.simulation.executor import Here
from sapar.study import Study
from tests.worlds import world

REPLICATES = 6

os.environ.setdefault("RAY_AUTH_MODE", "token")
os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
"""Clusters of tests answer nobody else; Ray reads this when it is first imported."""


@pytest.fixture(scope="session")
def ensemble(central_asia_study: Study) -> Ensemble:
    """Six replicates of the real case, each long enough to be interrupted."""
    return world(central_asia_study, draws=REPLICATES).ensemble(people_per_agent=500, replicates=REPLICATES)


@pytest.fixture(scope="session")
def here(ensemble: Ensemble) -> dict[int, str]:
    """Digest of each replicate, lived in this process."""
    lives = live_all(ensemble, replicates=range(REPLICATES), executor=Here())
    return {replicate: run.digest for replicate, run in lives}
