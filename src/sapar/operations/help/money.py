"""An institution's money month by month: members, dues, grants, campaigns, salaries, kits. Nothing is lost or made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from sapar.casework.funding import dues_paid, give_aid, members_next, pay
from sapar.maths import FloatArray, IntArray
from sapar.operations.help.case import Institution
from sapar.operations.help.luck import Luck


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """[replicate, month] each; money in minor units."""

    members: FloatArray
    """Members when the month begins."""
    dues: IntArray
    """Paid by members."""
    grants: IntArray
    """Grants and donations for the desk."""
    raised: IntArray
    """By campaigns, for the desk and for kits."""
    other_costs: IntArray
    """Rent and the like, as far as money reaches."""
    salaries: IntArray
    """Paid."""
    kit_costs: IntArray
    """Spent on kits."""
    balance: IntArray
    """Left for the desk when the month ends."""
    fund: IntArray
    """Left for kits when the month ends."""
    opening: IntArray
    """[replicate] balance at the start."""
    paid: IntArray
    """[replicate, month, role] people who are paid, in the order of the institution's staff."""
    need: IntArray
    """People who need a kit."""
    delivered: IntArray
    """Kits delivered."""

    @property
    def coverage(self) -> FloatArray:
        """[replicate] kits delivered as a share of the need; not a number where nobody needs one."""
        need = self.need.sum(axis=1)
        return np.where(need > 0, self.delivered.sum(axis=1) / np.maximum(need, 1), np.nan)


def money(institution: Institution, months: int, luck: Luck) -> Money:
    """The money of every replicate.

    Rent comes before salaries, lawyers before others. Where the sheet says nothing about where money comes from,
    everybody is paid and the balance is what is left over, below zero or not.
    """
    levels = {
        item: luck.level(given, f"{institution.name}|{item}") for item, given in institution.figures.items()
    }
    people = np.array([each.people for each in institution.staff], dtype=np.int64)
    salary = np.array([each.salary for each in institution.staff], dtype=np.int64)
    cost, need = _whole(levels["kit_cost"]), _whole(levels["aid_need"])
    opening = _whole(levels["balance"])
    members, balance = levels["members"], opening
    fund, stock = np.zeros_like(balance), _whole(levels["kits"])
    track: dict[str, list[np.ndarray]] = {}
    for month in range(months):
        dues = dues_paid(members, levels["paid_share"], levels["dues"])
        grants = _whole(levels["grants"] * (1.0 - levels["restriction"]))
        for_desk, for_kits = _raised(institution, month, luck)
        have = balance + dues + grants + for_desk
        costs = _whole(levels["other_costs"])
        if institution.counts_money:
            costs = np.minimum(costs, np.maximum(have, 0))
            wages = pay(have - costs, people, salary)
            staff, salaries = wages.people, wages.salaries
        else:
            staff = np.tile(people, (luck.replicates, 1))
            salaries = np.full_like(have, int(people @ salary))
        balance = have - costs - salaries
        aid = give_aid(stock, fund + for_kits, need, cost)
        now = {
            "members": members, "dues": dues, "grants": grants, "raised": for_desk + for_kits,
            "other_costs": costs, "salaries": salaries, "kit_costs": aid.spent, "balance": balance,
            "fund": aid.fund, "paid": staff, "need": need, "delivered": aid.delivered,
        }  # fmt: skip
        for name, values in now.items():
            track.setdefault(name, []).append(values)
        stock, fund = aid.stock, aid.fund
        members = members_next(members, levels["joins"], levels["leaves"], levels["restriction"])
    return Money(opening=opening, **{name: np.stack(values, axis=1) for name, values in track.items()})


def _raised(institution: Institution, month: int, luck: Luck) -> tuple[IntArray, IntArray]:
    """[replicate] what campaigns of a month bring for the desk, and for kits."""
    desk = np.zeros(luck.replicates, dtype=np.int64)
    kits = np.zeros(luck.replicates, dtype=np.int64)
    for number, each in enumerate(institution.campaigns):
        if each.month == month:
            income = _whole(luck.level(each.income, f"{institution.name}|campaign|{number}")) * each.times
            aid = _whole(income * each.for_aid)
            kits += aid
            desk += income - aid
    return desk, kits


def _whole(amount: ArrayLike) -> IntArray:
    """Whole units."""
    return np.asarray(np.rint(amount), dtype=np.int64)
