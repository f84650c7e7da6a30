"""Members, dues and who can be paid: one month of an organisation's money, in whole units of money."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.maths import FloatArray, IntArray


def members_next(
    members: FloatArray, joins: FloatArray, leaves: FloatArray, restriction: FloatArray
) -> FloatArray:
    """[...] members a month later: a law that restricts keeps that share of those who would join away."""
    return np.asarray(members * (1.0 - leaves) + joins * (1.0 - restriction))


def dues_paid(members: FloatArray, share: FloatArray, dues: FloatArray) -> IntArray:
    """[...] dues of one month."""
    return np.asarray(np.rint(members * share * dues), dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Who is paid in a month, and what is left."""

    people: IntArray
    """[..., role] people paid, never more than there are."""
    salaries: IntArray
    """[...] paid to them."""
    left: IntArray
    """[...] money left, never below zero if there was no debt."""


def pay(money: IntArray, people: IntArray, salary: IntArray) -> Paid:
    """Pay people from the first role to the last, as many as the money reaches for.

    Parameters
    ----------
    money
        [...] what there is.
    people, salary
        [role] people employed, and the salary of each for a month.
    """
    left = money.copy()
    paid = np.zeros((*money.shape, len(people)), dtype=np.int64)
    for role, (count, each) in enumerate(zip(people.tolist(), salary.tolist(), strict=True)):
        affordable = np.maximum(left, 0) // each if each > 0 else np.full_like(left, count)
        paid[..., role] = np.minimum(affordable, count)
        left = left - paid[..., role] * each
    return Paid(people=paid, salaries=money - left, left=left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid:
    """A month of aid kits."""

    delivered: IntArray
    """[...] kits, never more than are needed."""
    stock: IntArray
    """[...] kits left."""
    fund: IntArray
    """[...] money left for kits."""
    spent: IntArray
    """[...] money spent on kits."""


def give_aid(stock: IntArray, fund: IntArray, need: IntArray, cost: IntArray) -> Aid:
    """Kits are bought when they are needed and the fund reaches for them; coverage is what is delivered of the need."""
    wanted = np.maximum(need - stock, 0)
    price = np.where(cost > 0, cost, 1)
    bought = np.where(cost > 0, np.minimum(wanted, np.maximum(fund, 0) // price), wanted)
    spent = bought * cost
    delivered = np.minimum(stock + bought, need)
    return Aid(delivered=delivered, stock=stock + bought - delivered, fund=fund - spent, spent=spent)
