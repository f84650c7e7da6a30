"""Simulation-based calibration of the posterior of stocks, and of the calibration itself."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.estimates.stocks import sample as sampling
from sapar.estimates.stocks.sample import ADAPTING
from sapar.estimates.stocks.structure import Structure
from tests.estimates.calibration import Finding, Machine, alarms, calibrate, judge, machine_for
from tests.estimates.planted import FAULTS, Fault, faulty
from tests.estimates.studies import CLAIMS, small_setting, structure_of

pytest.importorskip("numpyro")

FALSE_ALARM = 0.01
"""Chance that any of the tests of one run fails although all is right."""


@pytest.fixture(scope="module")
def structure() -> Structure:
    """Fifteen claims about four corridors in eight quarters."""
    return structure_of(CLAIMS, small_setting())


@pytest.fixture(scope="module")
def machine(structure: Structure) -> Machine:
    """Compiled once for all."""
    return machine_for(structure)


@pytest.mark.long
def test_truths_rank_anywhere_among_the_draws(structure: Structure, machine: Machine) -> None:
    """Over 500 worlds no quantity's scores have a wrong mean, variance or distribution: 1 % false alarm in all.

    For one quantity it notices (with a chance of a half) a bias of 0.18 standard deviations or a standard deviation
    wrong by 12 %; for a kind of quantity together, less than half of either.
    """
    scores = calibrate(structure, 500, draws=127, thin=3, seed=2021, machine=machine)

    findings = judge(scores)
    _tell(scores, findings[:5])
    assert alarms(findings, FALSE_ALARM) == []


@pytest.mark.long
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.what.replace(" ", "-"))
def test_planted_faults_are_noticed(
    structure: Structure, machine: Machine, fault: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each planted fault raises an alarm that the true posterior does not raise."""
    wrong = faulty(structure, fault)
    if fault.density is not None:
        monkeypatch.setattr(sampling, "log_posterior", fault.density)
        machine = machine_for(structure)
    if fault.sampler is not None:
        machine = replace(machine, sampler=fault.sampler(structure.names))

    scores = calibrate(
        structure,
        200,
        draws=63,
        thin=fault.thin,
        seed=2022,
        machine=machine,
        sampled=wrong,
        reported=wrong if fault.is_reported else structure,
        weight=fault.weight,
        throw_away=ADAPTING if fault.throw_away is None else fault.throw_away,
    )

    findings = judge(scores)
    _tell(scores, findings[:3])
    assert alarms(findings, FALSE_ALARM)


@pytest.mark.long
def test_as_many_worlds_without_a_fault_raise_no_alarm(structure: Structure, machine: Machine) -> None:
    """What is asked of planted faults is not asked of the true posterior in vain."""
    scores = calibrate(structure, 200, draws=63, thin=3, seed=2022, machine=machine)

    findings = judge(scores)
    _tell(scores, findings[:3])
    assert alarms(findings, FALSE_ALARM) == []


def _tell(scores: dict[str, np.ndarray], worst: list[Finding]) -> None:
    """Numbers for the page on calibration (`pytest -s`)."""
    for kind, values in scores.items():
        print(
            f"{kind:20s} {values.shape[1]:3d}  mean {values.mean():+.3f}  variance {(values**2).mean():.3f}"
        )
    for each in worst:
        print(each)
