"""M14 Recovery: claims for pay that are worked, and what comes back."""

from __future__ import annotations

import numpy as np

from sapar.compiling import kernel
from sapar.maths import FloatArray
from sapar.model.mechanism import Account
from sapar.model.parameters import Parameters

MONTHS_WORKED = 6
"""Months after which a claim without success is closed: the horizon of the published recovery rates."""


def success_chance(parameters: Parameters) -> FloatArray:
    """[with contract, without] chance a month that an open claim is paid: without one h, with one h times a ratio."""
    without = parameters["recovery_rate"]
    return np.array([min(without * parameters["contract_ratio"], 1.0), without])


def won_within(chance: FloatArray, months: int = MONTHS_WORKED) -> FloatArray:
    """Share of claims won within some months of work: 1 - (1 - h)^n."""
    return np.asarray(1.0 - (1.0 - chance) ** months)


@kernel
def part_of(amount: int, part: int, whole: int) -> int:
    """Cents that go with some of the cases that hold an amount together, rounded down; all of it with the last."""
    return int(amount * part // max(whole, 1))


@kernel
def paid_of(amount: int, share: float) -> int:
    """Cents paid of an amount claimed: a fixed share, rounded down."""
    return int(np.floor(amount * share))


ACCOUNT = Account(
    code="M14", name="recovery", parameters=("recovery_rate", "contract_ratio", "recovered_amount")
)
