"""Studies, systems and small ensembles that tests share; each is made once a session."""

from __future__ import annotations

import signal

import pytest
from hypothesis import settings

from sapar.files.code import drop_stale_kernels
from sapar.model.build import assemble, build
from sapar.model.system import System
from sapar.results.tables import Tables
from sapar.study import Study, open_study
from tests.worlds import World, crowded_gate, world

drop_stale_kernels()
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell that starts the tests in the background ignores Ctrl-C, and what they start would inherit that."""
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def two_places_study() -> Study:
    """The smallest study with every kind of file."""
    return open_study("two-places")


@pytest.fixture(scope="session")
def central_asia_study() -> Study:
    """The real case."""
    return open_study("central-asia")


@pytest.fixture(scope="session")
def two_places(two_places_study: Study) -> World:
    """The smallest study and its stocks."""
    return world(two_places_study)


@pytest.fixture(scope="session")
def central_asia(central_asia_study: Study) -> World:
    """The real case and its stocks."""
    return world(central_asia_study)


@pytest.fixture(scope="session")
def two_places_system(two_places: World) -> System:
    """The smallest study at its defaults, constants solved."""
    draw = two_places.ensemble(people_per_agent=10).draws[0]
    system = assemble(two_places.declarations)
    return build(system, draw.parameters, draw.start_stock, draw.reference_stock)


@pytest.fixture(scope="session")
def central_asia_system(central_asia: World) -> System:
    """The real case at its defaults, constants solved."""
    draw = central_asia.ensemble(people_per_agent=1000).draws[0]
    system = assemble(central_asia.declarations)
    return build(system, draw.parameters, draw.start_stock, draw.reference_stock)


@pytest.fixture(scope="session")
def two_places_tables(two_places: World) -> Tables:
    """The smallest study, one replicate, one agent to ten people."""
    return two_places.tables(people_per_agent=10)


@pytest.fixture(scope="session")
def crowded_tables(two_places: World) -> Tables:
    """The smallest study with a crowd at its crossing, one replicate, one agent to a person."""
    return two_places.tables(people_per_agent=1, declarations=crowded_gate(two_places))


@pytest.fixture(scope="session")
def central_asia_tables(central_asia: World) -> Tables:
    """The real case, one replicate, one agent to two thousand people."""
    return central_asia.tables(people_per_agent=2000)
