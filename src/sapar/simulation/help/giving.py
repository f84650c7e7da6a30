"""Money of institutions: what comes in, which staff it pays, which kits it buys and who gets them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sapar.maths import IntArray
from sapar.model.institutions import CENTS
from sapar.model.mechanisms import aid, membership
from sapar.model.system import System
from sapar.simulation.help.people import Workers
from sapar.simulation.help.record import DESKS, PURSE, WORKERS


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


def give(
    system: System,
    stores: Stores,
    record: dict[str, Any],
    month: int,
    people: Workers,
    members: IntArray,
    kits_to_camps: IntArray,
) -> IntArray:
    """Take in money, pay staff, buy and deliver kits; [I] cases that the staff paid can serve."""
    institutions, parameters = system.institutions, system.parameters
    is_open = institutions.is_open[month]
    days = int(system.calendar.month_length[month])
    first = int(system.calendar.month_start[month])
    is_shut = bool(system.restricted[first : first + days].any())
    dues = membership.dues_paid(
        np.where(is_open, members, 0), institutions.dues[month], parameters["paid_share"]
    )
    free = 1.0 - institutions.restriction[month]
    grants = np.floor(institutions.grants[month] * free).astype(np.int64)
    donations = institutions.campaign[month] + institutions.appeal[month] * is_shut
    stores.money += dues + grants
    stores.donated += donations
    staff = membership.staff_paid(institutions.staff[month], institutions.staff_cost[month], stores.money)
    spent = np.floor(staff * institutions.staff_cost[month] + 0.5).astype(np.int64)
    spent = np.minimum(spent, stores.money)
    stores.money -= spent
    kit_cost = int(parameters["kit_cost"] * CENTS + 0.5)
    bought = np.where(is_open, aid.kits_for(stores.donated, kit_cost), 0)
    stores.donated -= bought * kit_cost
    stores.kits += bought
    to_camps, delivered = _deliver(system, stores, record, month, people)
    kits_to_camps[month] = to_camps.sum(axis=0)
    amounts = {
        "dues": dues,
        "grants": grants,
        "donations": donations,
        "staff": spent,
        "kits": bought * kit_cost,
        "balance": stores.money + stores.donated,
    }
    for name, amount in amounts.items():
        record["help_purse"][month, :, PURSE.index(name)] = amount
    record["help_staff"][month] = np.where(is_open, staff, 0.0)
    counts = {
        "kits_bought": bought,
        "kits_delivered": delivered,
        "kits_to_camps": to_camps.sum(axis=1),
        "kits_kept": stores.kits,
    }
    for name, values in counts.items():
        record["help_desks"][month, :, DESKS.index(name)] = values
    return membership.capacity(np.where(is_open, staff, 0.0), institutions.cases_per_week[month], days)


def _deliver(
    system: System, stores: Stores, record: dict[str, Any], month: int, people: Workers
) -> tuple[IntArray, IntArray]:
    """[I, K] kits to people at camps, then [I] kits to people in need in the hosts; one kit a person and month."""
    institutions = system.institutions
    need = aid.in_need(system.parameters, people.idle)
    open_need = need.copy()
    at_camp = people.waiting.copy()
    to_camps = np.zeros((institutions.size, at_camp.shape[0]), np.int64)
    delivered = np.zeros(institutions.size, np.int64)
    for index in np.flatnonzero(stores.kits > 0):
        serves = institutions.serves[month, index]
        wanted = at_camp * serves[None, :] * institutions.at_camp[month, index][:, None]
        given = aid.shared_out(int(stores.kits[index]), wanted.reshape(-1)).reshape(wanted.shape)
        at_camp -= given
        to_camps[index] = given.sum(axis=1)
        reached = np.floor(open_need * institutions.covers[month, index][None, :]).astype(np.int64)
        reached *= serves[:, None]
        in_hosts = aid.shared_out(int(stores.kits[index] - given.sum()), reached.reshape(-1)).reshape(
            reached.shape
        )
        open_need -= in_hosts
        delivered[index] = given.sum() + in_hosts.sum()
        stores.kits[index] -= delivered[index]
    record["help_workers"][month, ..., WORKERS.index("need")] = need
    record["help_workers"][month, ..., WORKERS.index("reached")] = need - open_need
    return to_camps, delivered
