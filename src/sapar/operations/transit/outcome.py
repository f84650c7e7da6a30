"""What follows from a plan: how long people wait, what it costs and who pays, and how far chance moves it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.operations.transit.case import Case
from sapar.operations.transit.execute import Course, Schedule, execute
from sapar.operations.transit.luck import Luck, draw
from sapar.operations.transit.plan import Plan
from sapar.operations.transit.reacting import Reaction

REPLICATES = 300
"""Replicates of an evaluation unless others are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long the people of one queue wait, first come first served within it."""

    camp: str
    """Where."""
    traveller_class: str
    """Who."""
    citizenship: str
    """Whose."""
    people: int
    """Persons who waited at the start or came."""
    boarded: int
    """Persons who boarded."""
    mean: float
    """Days, of those who boarded; days before the plan's start included."""
    longest: int
    """Days; of those still waiting at the end, until then."""
    late: int
    """Persons who wait longer than anybody should."""


def waits(case: Case, course: Course) -> tuple[Wait, ...]:
    """Waits by camp, class and citizenship of a course of one replicate, the longest first."""
    found: dict[tuple[str, str, str], list[tuple[int, IntArray, int]]] = {}
    for index, queue in enumerate(case.queues):
        start = int(case.ready[index] + case.unready[index])
        came = np.concatenate(
            [np.full(start, -queue.waited), np.repeat(np.arange(case.days), course.arrived[0, index])]
        )
        went = np.repeat(np.arange(case.days), course.left[0, index])
        days = np.concatenate([went, np.full(len(came) - len(went), case.days)]) - came
        key = (queue.camp, queue.traveller_class.name, queue.citizenship)
        found.setdefault(key, []).append((queue.size, days, len(went)))
    result = []
    for key, parts in found.items():
        people = sum(size * len(days) for size, days, _ in parts)
        boarded = sum(size * went for size, _, went in parts)
        waited = sum(size * int(days[:went].sum()) for size, days, went in parts)
        limit = case.longest_wait
        late = 0 if limit is None else sum(size * int((days > limit).sum()) for size, days, _ in parts)
        result.append(
            Wait(
                camp=key[0],
                traveller_class=key[1],
                citizenship=key[2],
                people=people,
                boarded=boarded,
                mean=waited / boarded if boarded else float("nan"),
                longest=max((int(days.max(initial=0)) for _, days, _ in parts), default=0),
                late=late,
            )
        )
    return tuple(sorted(result, key=lambda wait: (-wait.longest, -wait.people)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a fleet costs under a plan, and who pays."""

    fleet: str
    """Its name."""
    payer: str
    """Who pays what the travellers do not."""
    people: int
    """Persons carried."""
    departures: int
    """Vehicles that left."""
    seats_filled: float
    """Share of the seats, escorts not counted."""
    by_people: float
    """Money paid by the travellers."""
    by_payer: float
    """Money paid by the payer."""


def costs(plan: Plan) -> tuple[Cost, ...]:
    """Costs by fleet."""
    case, people = plan.case, plan.people
    pays = np.array([queue.traveller_class.pays for queue in case.queues])
    result = []
    for index, fleet in enumerate(case.fleets):
        carried = people[:, index].sum(axis=1)
        departures = int(plan.course.vehicles[0, index].sum())
        by_people = float((carried * pays).sum() * fleet.fare)
        result.append(
            Cost(
                fleet=fleet.name,
                payer=fleet.payer,
                people=int(carried.sum()),
                departures=departures,
                seats_filled=float(carried.sum()) / (departures * fleet.seats)
                if departures
                else float("nan"),
                by_people=by_people,
                by_payer=float(carried.sum() * fleet.fare - by_people + departures * fleet.departure_cost),
            )
        )
    return tuple(result)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """A plan under chance."""

    waiting: FloatArray
    """[replicate, day] persons who wait at the end of each day."""
    by_camp: FloatArray
    """[replicate, camp, day] those of each of the case's camps."""
    clearing: IntArray
    """[replicate] first day at whose end nobody waits; the plan's length where there is none."""
    person_days: FloatArray
    """[replicate] days that all people together wait."""
    came: FloatArray
    """[replicate] persons who came."""

    def chance_by(self, day: int) -> float:
        """Share of replicates in which the camps were empty by the end of a day."""
        return float((self.clearing <= day).mean())

    def clearing_day(self, share: float) -> int:
        """Day by which that share of the replicates is clear; the plan's length where fewer are."""
        return int(np.sort(self.clearing)[max(0, int(np.ceil(share * len(self.clearing))) - 1)])

    def left(self, share: float) -> float:
        """Persons who wait at the end of the plan: that share of the replicates have as many or fewer."""
        return float(np.quantile(self.waiting[:, -1], share, method="inverted_cdf"))


def evaluate(plan: Plan, replicates: int, seed: int, reaction: Reaction | None = None) -> Spread:
    """Let chance play with a plan.

    Free vehicles that Sapar's own plan does not use leave if they can be filled; a plan made by hand is
    followed as written until its last departure, and then goes on in the same way.
    """
    schedule = plan.schedule
    last = np.flatnonzero(schedule.vehicles.any(axis=0))
    after = int(last[-1]) + 1 if len(last) else 0
    schedule = replace(schedule, fills=True, improvises_from=after if plan.method == "hand" else 0)
    return spread(plan.case, schedule, draw(plan.case, replicates, seed), reaction)


def spread(case: Case, schedule: Schedule, luck: Luck, reaction: Reaction | None = None) -> Spread:
    """Let given luck play with a schedule."""
    course = execute(case, schedule, luck, reaction)
    there = np.array([[queue.camp == camp for queue in case.queues] for camp in case.camps]) * case.sizes
    by_camp = np.einsum("rqd,cq->rcd", course.waiting, there).astype(np.float64)
    waiting = by_camp.sum(axis=1)
    empty = waiting == 0
    clearing = np.where(empty.any(axis=1), empty.argmax(axis=1), case.days)
    return Spread(
        waiting=waiting,
        by_camp=by_camp,
        clearing=clearing,
        person_days=waiting.sum(axis=1),
        came=np.einsum("rqd,q->r", course.arrived, case.sizes).astype(np.float64),
    )
