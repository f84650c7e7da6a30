"""M16 Aid: kits bought with donations and delivered to people in need, at camps first."""

from __future__ import annotations

import numpy as np

from sapar.compiling import apart, door
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
    asked = np.ascontiguousarray(wanted, np.int64)
    parts, rests = np.zeros((2, asked.size), np.int64)
    share_out(total, asked, parts, rests)
    return np.asarray(parts)


@door
def share_out(total: int, wanted: IntArray, parts: IntArray, rests: IntArray) -> None:
    """Write into `parts` what `shared_out` says; what is in `rests` [n] does not matter."""
    demand = 0
    for index in range(wanted.size):
        demand += wanted[index]
    if demand > total:
        apportion(total, wanted, wanted.size, parts, rests)
        return
    for index in range(wanted.size):
        parts[index] = wanted[index]


@apart
def apportion(total: int, weights: IntArray, size: int, parts: IntArray, rests: IntArray) -> None:
    """Write into `parts` a whole number in proportion to the first `size` weights, by largest remainders.

    Where all weigh nothing, the first gets it all.
    """
    weight = 0
    for index in range(size):
        weight += weights[index]
        parts[index] = 0
    if weight == 0:
        parts[0] = total
        return
    missing = total
    for index in range(size):
        exact = weights[index] * total
        parts[index] = exact // weight
        rests[index] = exact % weight
        missing -= parts[index]
    for _ in range(missing):
        largest = 0
        for index in range(1, size):
            if rests[index] > rests[largest]:
                largest = index
        parts[largest] += 1
        rests[largest] = -1


def coverage(delivered: IntArray, need: IntArray) -> FloatArray:
    """[...] share of those in need who were reached, NaN where nobody is in need."""
    return np.where(need > 0, delivered / np.maximum(need, 1), np.nan)


ACCOUNT = Account(code="M16", name="aid", parameters=("need_share", "kit_cost", "kit_days"))
