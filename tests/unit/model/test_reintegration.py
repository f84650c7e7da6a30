"""The account of returnees against closed forms, and what it does to the wish to leave."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.model.mechanisms.reintegration import (
    EXPERIENCED,
    WITHOUT_WORK,
    by_citizenship,
    fill,
    next_account,
    reference_account,
    reference_home,
)
from sapar.model.parameters import Parameters
from sapar.model.system import System
from tests.unit.model.test_mechanisms import aggregates


def with_values(system: System, **values: float) -> System:
    """A copy in which parameters have other values."""
    return replace(system, parameters=Parameters({**system.parameters.values, **values}))


@pytest.mark.parametrize("finding", [0.05, 0.12, 0.6])
def test_a_constant_return_flow_settles_at_returns_over_finding(
    two_places_system: System, finding: float
) -> None:
    """Nobody leaves again: the pool is r sum_(k < n) (1 - f)^k after n months, r / f in the end."""
    system = with_values(two_places_system, home_finding=finding)
    citizenships = len(system.axes.citizenships)
    returned, home = np.linspace(40.0, 70.0, citizenships), np.full(citizenships, 1e6)
    account = np.zeros((2, citizenships))
    for month in range(1, 601):
        account = next_account(system, account, returned, np.zeros(citizenships), home)
        if month == 7:
            np.testing.assert_allclose(
                account[WITHOUT_WORK], returned * (1.0 - (1.0 - finding) ** 7) / finding, rtol=1e-12
            )
    np.testing.assert_allclose(account[WITHOUT_WORK], returned / finding, rtol=1e-9)


@pytest.mark.parametrize("memory", [1.0, 60.0, 1e6])
def test_without_leaving_those_who_remember_are_returns_times_the_memory(
    two_places_system: System, memory: float
) -> None:
    """X = r l (1 - (1 - 1 / l)^n) after n months."""
    system = with_values(two_places_system, experience_memory=memory)
    nobody = np.zeros(len(system.axes.citizenships))
    account = np.zeros((2, nobody.size))
    for _ in range(24):
        account = next_account(system, account, nobody + 10.0, nobody, nobody + 1e6)
    np.testing.assert_allclose(
        account[EXPERIENCED], 10.0 * memory * (1.0 - (1.0 - 1.0 / memory) ** 24), rtol=1e-6
    )


@pytest.mark.parametrize(("bonus", "memory"), [(0.0, 24.0), (0.5, 60.0), (0.8, 120.0)])
def test_the_reference_account_stands_still(two_places_system: System, bonus: float, memory: float) -> None:
    """A month of reference departures and returns leaves it as it is, nobody but people at home in it."""
    system = with_values(two_places_system, experience_bonus=bonus, experience_memory=memory)
    usual, returns, home = (
        reference_account(system),
        system.constants.reference_returns,
        reference_home(system),
    )

    after = next_account(system, usual, returns, returns, home)

    assert (returns > 0).all()
    np.testing.assert_allclose(after, usual, rtol=1e-9)
    assert (usual[WITHOUT_WORK] > returns).all()
    assert (usual[EXPERIENCED] < home).all()


def test_the_experienced_leave_so_many_times_as_often(two_places_system: System) -> None:
    """Of a home half of whose people have been abroad, e^b of 1 + e^b departures are theirs."""
    system = with_values(two_places_system, experience_memory=1e12)
    citizenships = len(system.axes.citizenships)
    account, nobody = np.full((2, citizenships), 500.0), np.zeros(citizenships)

    after = next_account(system, account, nobody, nobody + 100.0, nobody + 1000.0)

    odds = np.exp(system.parameters["experience_bonus"])
    np.testing.assert_allclose(500.0 - after[EXPERIENCED], 100.0 * odds / (1.0 + odds), rtol=1e-9)


def test_returnees_pull_by_the_bonus_times_the_change_of_their_share(two_places_system: System) -> None:
    """A hundred more who remember, of H at home, add bonus * 100 / H; a hundred more without work add the push."""
    system = two_places_system
    usual = reference_account(system)
    known = replace(
        aggregates(system),
        home=system.group_people
        * (reference_home(system) / by_citizenship(system, system.group_people)).mean(),
    )
    base = fill(system, replace(known, returnees=usual), {})["remigration"]
    at_home = by_citizenship(system, known.home)[system.layout.citizenship_of_origin]
    for row, name in ((EXPERIENCED, "experience_bonus"), (WITHOUT_WORK, "jobless_return_push")):
        more = usual.copy()
        more[row] += 100.0
        pull = fill(system, replace(known, returnees=more), {})["remigration"] - base
        np.testing.assert_allclose(pull, system.parameters[name] * 100.0 / at_home, rtol=1e-9)


def test_at_reference_conditions_returnees_change_nothing(two_places_system: System) -> None:
    """The constants of hosts hold what is usual."""
    tables = fill(two_places_system, replace(aggregates(two_places_system), returnees=None), {})

    assert not tables["remigration"].any()
