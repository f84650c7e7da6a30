"""M14 Recovery: claims for pay that are worked, and what comes back."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, IntArray
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


def part_of(amount: IntArray, part: IntArray, whole: IntArray) -> IntArray:
    """Cents that go with some of the cases that hold an amount together, rounded down; all of it with the last."""
    return np.asarray(amount * part // np.maximum(whole, 1))


def paid_of(parameters: Parameters, amount: IntArray) -> IntArray:
    """Cents paid of an amount claimed: a fixed share, rounded down."""
    return np.asarray(np.floor(amount * parameters["recovered_amount"]), np.int64)


ACCOUNT = Account(
    code="M14", name="recovery", parameters=("recovery_rate", "contract_ratio", "recovered_amount")
)
