"""M16 Aid: kits bought with donations and delivered to people in need, at camps first."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.mechanism import Account
from sapar.model.parameters import Parameters


def in_need(parameters: Parameters, without_work: IntArray) -> IntArray:
    """[C, D] people in need of aid: a share of those without work or stranded, rounded down."""
    return np.asarray(np.floor(parameters["need_share"] * without_work), np.int64)


def kits_for(money: IntArray, kit_cost: int) -> IntArray:
    """[I] whole kits that the money buys; the rest is kept."""
    return np.asarray(money // max(kit_cost, 1))


def shared_out(total: int, wanted: IntArray) -> IntArray:
    """[n] whole numbers that come nearest to sharing a total in proportion, none above what is wanted.

    Everybody gets what is wanted where it suffices; otherwise the largest remainders, the first of equals, get one
    more (Hamilton's method).
    """
    demand = int(wanted.sum())
    if demand <= total:
        return wanted.copy()
    whole = wanted * total // demand
    rest = wanted * total % demand
    missing = total - int(whole.sum())
    order = np.argsort(-rest, kind="stable")[:missing]
    whole[order] += 1
    return np.asarray(whole)


def coverage(delivered: IntArray, need: IntArray) -> FloatArray:
    """[...] share of those in need who were reached, NaN where nobody is in need."""
    return np.where(need > 0, delivered / np.maximum(need, 1), np.nan)


ACCOUNT = Account(code="M16", name="aid", parameters=("need_share", "kit_cost", "kit_days"))
