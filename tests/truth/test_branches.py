"""A changed system branched off a trunk has the bytes of one lived from its start."""

from __future__ import annotations

import pytest

from sapar.model.build import build, rebuild
from sapar.model.system import System
from sapar.simulation.branches import Trunk, first_difference, first_difference_of_help
from sapar.simulation.simulate import simulate
from tests.worlds import SEED, World

SCENARIOS = ("SC-01", "SC-03", "SC-05a", "SC-07a", "SC-10")
OF_HELP = ("SC-16", "SC-17a", "SC-18", "SC-19")


def system_of(study: World, scenario: str | None) -> System:
    """The real case with few agents, as a scenario has it, with the constants of the baseline."""
    ensemble = study.ensemble(people_per_agent=2000, scenario=scenario)
    draw = ensemble.draws[0]
    baseline = build(ensemble.baseline, draw.baseline_parameters, draw.start_stock, draw.reference_stock)
    return rebuild(ensemble.system, draw.parameters, baseline)


@pytest.fixture(scope="module")
def trunk(central_asia: World) -> Trunk:
    """The baseline."""
    return Trunk(system_of(central_asia, None), seed=SEED, replicate=0)


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_branch_is_the_whole_run(central_asia: World, trunk: Trunk, scenario: str) -> None:
    """Closures, convoys, exchange rates, prices and law: the months before the change are not lived again."""
    changed = system_of(central_asia, scenario)

    assert trunk.branch(changed).digest == simulate(changed, seed=SEED, replicate=0).digest
    assert 0 < first_difference(system_of(central_asia, None), changed) < changed.calendar.months


@pytest.mark.parametrize("scenario", OF_HELP)
def test_more_help_moves_nobody(central_asia: World, trunk: Trunk, scenario: str) -> None:
    """Lawyers, laws on unions, donations, shelters: people are not lived again, help only from the change on."""
    base, changed = system_of(central_asia, None), system_of(central_asia, scenario)

    assert trunk.branch(changed).digest == simulate(changed, seed=SEED, replicate=0).digest
    assert first_difference(base, changed) == changed.calendar.months
    month = first_difference_of_help(base.institutions, changed.institutions)
    assert 0 < month < changed.calendar.months


def test_no_change_is_no_difference(central_asia: World, trunk: Trunk) -> None:
    """The baseline branched off itself differs in no month and has the trunk's bytes."""
    same = system_of(central_asia, None)

    assert first_difference(same, system_of(central_asia, None)) == same.calendar.months
    assert trunk.branch(same).digest == trunk.run.digest
