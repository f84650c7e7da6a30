"""The smallest number of lawyers with which a case waits no longer than a target, with a chance."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sapar.casework.erlang import servers_for
from sapar.maths import FloatArray
from sapar.operations.help.case import Staff
from sapar.operations.help.course import Course
from sapar.operations.help.desk import Desk, work_at_home

Tried = dict[int, float]
"""Chance by number of lawyers."""
MOST_LAWYERS = 256
"""Lawyers that are tried at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smallest:
    """Lawyers of one institution, all of them paid."""

    institution: str
    """Whose."""
    have: int
    """Lawyers there are."""
    reached_now: float
    """Chance with those, paid as the money reaches."""
    need: int | None
    """Lawyers needed; nothing if no number up to `MOST_LAWYERS` is enough."""
    reached: float
    """Chance with so many, or with the most tried."""
    by_formula: int | None
    """What Erlang's formula asks for at the most likely numbers, without the backlog of the start."""
    cost: int
    """Minor units of money a month for those who are missing."""


def smallest_staff(base: Course, target: float, chance: float) -> tuple[Smallest, ...]:
    """For each institution with lawyers, by doubling and halving, under the same luck.

    The chance is that of a case opened during the plan, over all replicates: uncertain numbers are part of it.
    """
    found = []
    for desk in base.desks:
        institution = desk.institution
        lawyer = institution.staffed("lawyer")
        mine = [each for each in institution.demands if institution.desk_of(each.kind) == "lawyer"]
        if lawyer is None or not mine:
            continue
        staff = tuple(
            replace(each, people=0) if each.role == "lawyer" else each for each in institution.staff
        )
        tried: Tried = {}

        def reached(
            count: int, desk: Desk = desk, staff: tuple[Staff, ...] = staff, tried: Tried = tried
        ) -> bool:
            if count not in tried:
                other = replace(desk.institution, staff=staff, lent=count)
                begun, _ = work_at_home(other, desk.opened, desk.money, base.luck)
                tried[count] = chance_within(desk, begun, target)
            return tried[count] >= chance

        high = 0
        while high < MOST_LAWYERS and not reached(high):
            high = max(1, 2 * high)
        low = high // 2
        while reached(high) and high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if reached(middle) else (middle, high)
        have = lawyer.people + institution.lent
        enough = reached(high)
        found.append(
            Smallest(
                institution=institution.name,
                have=have,
                reached_now=chance_within(desk, desk.begun, target),
                need=high if enough else None,
                reached=tried[high],
                by_formula=servers_for(
                    target,
                    chance,
                    sum(each.weekly.likely for each in mine),
                    lawyer.rate.likely,
                    most=MOST_LAWYERS,
                ),
                cost=max(high - have, 0) * lawyer.salary if enough else 0,
            )
        )
    return tuple(found)


def chance_within(desk: Desk, begun: FloatArray, target: float) -> float:
    """Share of the cases for lawyers opened in the plan that wait no longer than so many weeks; 1 if there are none."""
    counted = desk.is_new & desk.of_role("lawyer")
    waits = begun - np.where(counted, desk.opened.time, 0.0)
    return float((counted & (waits <= target)).sum() / counted.sum()) if counted.any() else 1.0
