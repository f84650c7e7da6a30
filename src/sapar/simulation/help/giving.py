"""Money of institutions: what comes in, which staff it pays, which kits it buys and who gets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.institutions import CENTS
from sapar.model.mechanisms import aid, membership
from sapar.model.system import System
from sapar.simulation.help.record import DESKS, PURSE, WORKERS, Accounts


@dataclass(kw_only=True)
class Stores:
    """What institutions hold."""

    money: IntArray
    """[I] cents for staff: dues and grants not spent."""
    donated: IntArray
    """[I] cents for aid: donations not spent."""
    kits: IntArray
    """[I]"""

    @classmethod
    def empty(cls, count: int) -> Stores:
        """Nothing."""
        return cls(**{name: np.zeros(count, np.int64) for name in ("money", "donated", "kits")})


class Income(NamedTuple):
    """Cents that come in, month by month."""

    dues: IntArray
    """[month, I]"""
    grants: IntArray
    """[month, I]"""
    donations: IntArray
    """[month, I]"""


def income_by_month(system: System, first: int, members: IntArray) -> Income:
    """What institutions receive in every month from the first on.

    `members` [month, I] at the ends of months, 0 where an institution is not there.
    """
    institutions = system.institutions
    is_shut = np.logical_or.reduceat(system.restricted, system.calendar.month_start)[first:, None]
    free = 1.0 - institutions.restriction[first:]
    return Income(
        dues=membership.dues_paid(members, institutions.dues[first:], system.parameters["paid_share"]),
        grants=np.floor(institutions.grants[first:] * free).astype(np.int64),
        donations=institutions.campaign[first:] + institutions.appeal[first:] * is_shut,
    )


def give(
    system: System,
    stores: Stores,
    record: Accounts,
    month: int,
    income: Income,
    need: IntArray,
    at_camp: IntArray,
    kits_to_camps: IntArray,
) -> None:
    """Take in one month's money, pay staff, buy and deliver kits.

    Parameters
    ----------
    income
        Of that month alone, without the axis of months.
    need
        [C, D] people in need in the hosts.
    at_camp
        [K, C] people at camps.
    """
    institutions = system.institutions
    is_open = institutions.is_open[month]
    cost = institutions.staff_cost[month]
    stores.money += income.dues + income.grants
    stores.donated += income.donations
    staff = membership.staff_paid(institutions.staff[month], cost, stores.money)
    spent = np.minimum(np.floor(staff * cost + 0.5).astype(np.int64), stores.money)
    stores.money -= spent
    kit_cost = int(system.parameters["kit_cost"] * CENTS + 0.5)
    bought = np.where(is_open, aid.kits_for(stores.donated, kit_cost), 0)
    stores.donated -= bought * kit_cost
    stores.kits += bought
    to_camps, delivered, reached = _deliver(system, stores, month, need, at_camp)
    kits_to_camps[month] = to_camps.sum(axis=0)
    record["help_staff"][month] = np.where(is_open, staff, 0.0)
    purse = {"staff": spent, "kits": bought * kit_cost, "balance": stores.money + stores.donated}
    for name, amount in (purse | income._asdict()).items():
        record["help_purse"][month, :, PURSE.index(name)] = amount
    counts = {
        "kits_bought": bought,
        "kits_delivered": delivered,
        "kits_to_camps": to_camps.sum(axis=1),
        "kits_kept": stores.kits,
    }
    for name, values in counts.items():
        record["help_desks"][month, :, DESKS.index(name)] = values
    record["help_workers"][month, ..., WORKERS.index("need")] = need
    record["help_workers"][month, ..., WORKERS.index("reached")] = reached


def cases_servable(system: System, staff: FloatArray, months: int | slice) -> IntArray:
    """[..., I] cases that the staff [M, I] can serve in a month, or in several."""
    days = np.asarray(system.calendar.month_length[months])[..., None]
    return membership.capacity(staff[months], system.institutions.cases_per_week[months], days)


def _deliver(
    system: System, stores: Stores, month: int, need: IntArray, at_camp: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    """[I, K] kits to people at camps, [I] to them and to people in need in the hosts, and [C, D] whom these reach.

    One kit a person and month.
    """
    institutions = system.institutions
    open_need, waiting = need.copy(), at_camp.copy()
    to_camps = np.zeros((institutions.size, waiting.shape[0]), np.int64)
    delivered = np.zeros(institutions.size, np.int64)
    for index in np.flatnonzero(stores.kits > 0):
        serves = institutions.serves[month, index]
        wanted = waiting * serves[None, :] * institutions.at_camp[month, index][:, None]
        given = aid.shared_out(stores.kits[index], wanted.reshape(-1)).reshape(wanted.shape)
        waiting -= given
        to_camps[index] = given.sum(axis=1)
        asked = np.floor(open_need * institutions.covers[month, index][None, :]).astype(np.int64)
        asked *= serves[:, None]
        in_hosts = aid.shared_out(stores.kits[index] - given.sum(), asked.reshape(-1)).reshape(asked.shape)
        open_need -= in_hosts
        delivered[index] = given.sum() + in_hosts.sum()
        stores.kits[index] -= delivered[index]
    return to_camps, delivered, need - open_need
