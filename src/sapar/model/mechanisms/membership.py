"""M15 Membership: who joins and leaves a union, what dues come in, how many cases its money and staff can serve."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.mechanism import Account
from sapar.model.parameters import Parameters

DAYS_A_WEEK = 7.0


def joins(
    parameters: Parameters, members: FloatArray, workers: FloatArray, restriction: FloatArray
) -> FloatArray:
    """[I] people expected to join this month: word of mouth among those who may join.

    joins = (p + q M / Mmax) (Mmax - M) (1 - restriction),  Mmax = awareness * workers served

    References
    ----------
    Bass (1969), A new product growth for model consumer durables, Management Science 15(5).
    """
    most = parameters["union_awareness"] * workers
    rate = parameters["join_alone"] + parameters["join_told"] * members / np.maximum(most, 1.0)
    return np.asarray(rate * np.maximum(most - members, 0.0) * (1.0 - restriction))


def bass_members(most: float, alone: float, told: float, months: FloatArray) -> FloatArray:
    """Members after some months from none, nobody leaving: Mmax (1 - e^-(p+q)t) / (1 + q/p e^-(p+q)t)."""
    fading = np.exp(-(alone + told) * np.asarray(months))
    return np.asarray(most * (1.0 - fading) / (1.0 + told / alone * fading))


def dues_paid(members: IntArray, dues: IntArray, paid_share: float) -> IntArray:
    """[...] cents: members times dues times the share paid, rounded down."""
    return np.asarray(np.floor(members * dues * paid_share), np.int64)


def staff_paid(staff: FloatArray, cost: IntArray, money: IntArray) -> FloatArray:
    """[I] staff that the money at hand pays for, to a tenth; all of it where it is paid from elsewhere (cost 0)."""
    affordable = np.floor(10.0 * money / np.maximum(cost, 1)) / 10.0
    return np.where(cost > 0, np.minimum(staff, affordable), staff)


def capacity(staff: FloatArray, cases_per_week: FloatArray, days: IntArray) -> IntArray:
    """[..., I] cases that can be served in months of so many days, rounded to whole ones."""
    return np.asarray(np.floor(staff * cases_per_week * days / DAYS_A_WEEK + 0.5), np.int64)


def wait_in_weeks(backlog: IntArray, served: IntArray, days: IntArray) -> FloatArray:
    """[..., I] weeks that a case newly come waits: backlog over what is served a week; NaN where nothing is served."""
    a_week = served * DAYS_A_WEEK / days
    return np.where(served > 0, backlog / np.maximum(a_week, 1e-12), np.where(backlog > 0, np.nan, 0.0))


ACCOUNT = Account(
    code="M15",
    name="membership",
    parameters=("union_awareness", "join_alone", "join_told", "leave_rate", "paid_share"),
)
