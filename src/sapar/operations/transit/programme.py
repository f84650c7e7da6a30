"""The plan as a mixed-integer programme over days, for HiGHS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_array, csc_array

from sapar.maths import FloatArray, IntArray
from sapar.operations.transit.case import Case, lag_of, togetherness
from sapar.operations.transit.execute import Course
from sapar.operations.transit.objective import Objective

TIE = 1e-3
"""Weight of weighted waiting beside deprivation or cost, which alone leave plans open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """Minimise `cost @ x` with `low <= matrix @ x <= high` and `0 <= x <= most`."""

    cost: FloatArray
    """[variable]"""
    most: FloatArray
    """[variable] upper bounds."""
    whole_vehicles: IntArray
    """Variables that are vehicles."""
    whole_groups: IntArray
    """Variables that are groups."""
    matrix: csc_array
    """[row, variable]"""
    low: FloatArray
    """[row]"""
    high: FloatArray
    """[row]"""
    vehicles: IntArray
    """[fleet, day] variable, -1 where nothing may leave."""
    boarded: IntArray
    """[queue, fleet, day] variable, -1 where nobody may board."""
    papers: IntArray
    """[queue, day] variable, -1 where all are ready."""
    waiting: IntArray
    """[queue, day] variable: those with papers at the end of the day."""
    without: IntArray
    """[queue, day] variable: those without, -1 where all are ready."""
    late: IntArray
    """[queue, day] variable: those who wait longer than anybody should, -1 where none can."""
    beyond: IntArray
    """[camp, day] variable: people beyond the camp's supplies, -1 where it is not limited."""
    due: FloatArray
    """[queue, day] groups that should have left by the end of the day."""
    arrived: IntArray
    """[queue, day] groups that come."""
    rows: dict[str, IntArray] = field(default_factory=dict)
    """Rows of each ceiling, by its name."""


def due_by(case: Case, arrived: IntArray) -> FloatArray:
    """[queue, day] groups that should have left by the end of each day so that nobody waits too long."""
    due = np.zeros(arrived.shape)
    if case.longest_wait is None:
        return due
    for queue, each in enumerate(case.queues):
        first = max(0, case.longest_wait - each.waited)
        if first < case.days:
            due[queue, first] += case.ready[queue] + case.unready[queue]
        if case.longest_wait < case.days:
            due[queue, case.longest_wait :] += arrived[queue, : case.days - case.longest_wait]
    return np.asarray(np.cumsum(due, axis=1))


def late_price(case: Case) -> float:
    """Price of a day beyond the longest wait: more than any plan can gain elsewhere by one seat."""
    return 2.0 * case.days * float(case.weights.max())


_Terms = list[tuple[IntArray, np.ndarray | float]]


class _Builder:
    """Collects variables and rows."""

    def __init__(self) -> None:
        self.costs: list[FloatArray] = []
        self.most: list[FloatArray] = []
        self.count = 0
        self.rows: list[IntArray] = []
        self.columns: list[IntArray] = []
        self.values: list[FloatArray] = []
        self.low: list[float] = []
        self.high: list[float] = []

    def variables(self, allowed: np.ndarray, cost: np.ndarray | float, most: np.ndarray | float) -> IntArray:
        """Numbers of new variables where allowed, -1 elsewhere."""
        numbers = np.full(allowed.shape, -1, dtype=np.int64)
        found = int(allowed.sum())
        numbers[allowed] = np.arange(self.count, self.count + found)
        self.count += found
        self.costs.append(np.broadcast_to(np.asarray(cost, dtype=float), allowed.shape)[allowed])
        self.most.append(np.broadcast_to(np.asarray(most, dtype=float), allowed.shape)[allowed])
        return numbers

    def row(self, terms: Sequence[tuple[IntArray, np.ndarray | float]], low: float, high: float) -> int:
        """A new row; variables numbered -1 are left out."""
        for numbers, values in terms:
            flat = np.ravel(numbers)
            weights = np.ravel(np.broadcast_to(np.asarray(values, dtype=float), np.shape(numbers)))
            kept = flat >= 0
            self.columns.append(flat[kept])
            self.values.append(weights[kept])
            self.rows.append(np.full(int(kept.sum()), len(self.low), dtype=np.int64))
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1


def programme(case: Case, objective: Objective, arrived: IntArray) -> Programme:
    """The programme of a case with arrivals that are taken as known.

    Parameters
    ----------
    case
        Who waits, what carries them, what limits it.
    objective
        What is minimised.
    arrived
        [queue, day] groups that come.
    """
    build, days = _Builder(), case.days
    sizes, weights = case.sizes.astype(float), case.weights
    seats = np.array([float(queue.seats) for queue in case.queues])
    day_price, fare_price, end_price = _prices(case, objective)
    shape = (len(case.queues), days)
    window = np.array(
        [[fleet.first <= day <= fleet.last for day in range(days)] for fleet in case.fleets], dtype=bool
    )
    amount = np.array([[fleet.vehicles] for fleet in case.fleets], dtype=float)
    vehicles = build.variables(window, 0.0, amount)
    serves = np.stack([fleet.serves for fleet in case.fleets], axis=1)
    boarded = build.variables(serves[:, :, None] & window[None], fare_price[:, :, None], np.inf)
    lacking = (case.unready > 0)[:, None] & np.ones(days, dtype=bool)
    waits = np.repeat(day_price[:, None], days, axis=1)
    waits[:, -1] += end_price
    papers = build.variables(lacking, 0.0, np.inf)
    waiting = build.variables(np.ones(shape, dtype=bool), waits, np.inf)
    without = build.variables(lacking, waits, np.inf)
    due = due_by(case, arrived)
    late = build.variables(due > 0, (late_price(case) * sizes * weights)[:, None], np.inf)
    camps = sorted({queue.camp for queue in case.queues})
    limited = np.array([[camp in case.supplies] for camp in camps]) & np.ones(days, dtype=bool)
    if objective is not Objective.DEPRIVATION:
        limited[:] = False
    beyond = build.variables(limited, 1.0, np.inf)
    rows: dict[str, list[int]] = {}

    total = (case.ready + case.unready)[:, None] + np.cumsum(arrived, axis=1)
    for queue in range(len(case.queues)):
        for day in range(days):
            before: _Terms = [(waiting[queue, day - 1 : day], -1.0)] if day else []
            come = float(arrived[queue, day]) + (0.0 if day else float(case.ready[queue]))
            balance: _Terms = [(waiting[queue, day : day + 1], 1.0), *before, (boarded[queue, :, day], 1.0)]
            build.row([*balance, (papers[queue, day : day + 1], -1.0)], come, come)
            if lacking[queue, 0]:
                before = [(without[queue, day - 1 : day], -1.0)] if day else []
                come = 0.0 if day else float(case.unready[queue])
                balance = [(without[queue, day : day + 1], 1.0), *before, (papers[queue, day : day + 1], 1.0)]
                build.row(balance, come, come)
            if late[queue, day] >= 0:
                balance = [(waiting[queue, day : day + 1], -1.0), (without[queue, day : day + 1], -1.0)]
                least = float(due[queue, day] - total[queue, day])
                build.row([*balance, (late[queue, day : day + 1], 1.0)], least, np.inf)
    rules = togetherness(case)
    slots = np.array([float(queue.slot) for queue in case.queues])
    for index, fleet in enumerate(case.fleets):
        for day in range(days):
            if not window[index, day]:
                continue
            leaving = vehicles[index, day : day + 1]
            leaves = (leaving, -float(fleet.seats))
            build.row([(boarded[:, index, day], seats), leaves], -np.inf, 0.0)
            if fleet.least_filled > 0:
                emptiest = (leaving, -fleet.least_filled * fleet.seats)
                build.row([(boarded[:, index, day], seats), emptiest], 0.0, np.inf)
            for slot, usable in zip(rules.least, rules.usable[:, index], strict=True):
                together = np.where(slots >= slot, slots, 0.0)
                numbers = np.where(together > 0, boarded[:, index, day], -1)
                build.row([(numbers, together), (leaving, -float(usable))], -np.inf, 0.0)
            since = vehicles[index, max(0, day - fleet.cycle + 1) : day + 1]
            number = build.row([(since, 1.0)], -np.inf, float(fleet.vehicles))
            rows.setdefault(f"fleet:{fleet.name}", []).append(number)
    for day in range(days):
        if np.isfinite(case.documents[day]) and lacking.any():
            number = build.row([(papers[:, day], sizes)], -np.inf, float(case.documents[day]))
            rows.setdefault("documents", []).append(number)
    for day in range(case.reach):
        terms: _Terms = [
            (vehicles[index, day - fleet.feeder : day - fleet.feeder + 1], 1.0)
            for index, fleet in enumerate(case.fleets)
            if fleet.mode == "bus" and 0 <= day - fleet.feeder < days
        ]
        if terms and np.isfinite(case.escorted[day]):
            rows.setdefault("escorted_vehicles", []).append(
                build.row(terms, -np.inf, float(case.escorted[day]))
            )
        for limit in case.limits:
            if not np.isfinite(limit.amount[day]):
                continue
            terms = []
            for index, fleet in enumerate(case.fleets):
                last = day - lag_of(limit, fleet)
                first = max(0, last - limit.window + 1)
                if last >= 0 and first < days:
                    inside = np.where(
                        limit.counts[:, None], boarded[:, index, first : min(last, days - 1) + 1], -1
                    )
                    terms.append((inside, np.broadcast_to(sizes[:, None], inside.shape)))
            if terms:
                rows.setdefault(limit.name, []).append(build.row(terms, -np.inf, float(limit.amount[day])))
    for camp, name in enumerate(camps):
        here = np.array([queue.camp == name for queue in case.queues])
        for day in range(days):
            if limited[camp, day]:
                terms = [
                    (np.where(here, waiting[:, day], -1), -sizes),
                    (np.where(here, without[:, day], -1), -sizes),
                    (beyond[camp, day : day + 1], 1.0),
                ]
                build.row(terms, -case.supplies[name], np.inf)

    columns, numbers = np.concatenate(build.columns), np.concatenate(build.rows)
    matrix = csc_array(
        coo_array((np.concatenate(build.values), (numbers, columns)), (len(build.low), build.count))
    )
    return Programme(
        cost=np.concatenate(build.costs),
        most=np.concatenate(build.most),
        whole_vehicles=vehicles[vehicles >= 0],
        whole_groups=np.concatenate([boarded[boarded >= 0], papers[papers >= 0]]),
        matrix=matrix,
        low=np.array(build.low),
        high=np.array(build.high),
        vehicles=vehicles,
        boarded=boarded,
        papers=papers,
        waiting=waiting,
        without=without,
        late=late,
        beyond=beyond,
        due=due,
        arrived=arrived,
        rows={name: np.array(found, dtype=np.int64) for name, found in rows.items()},
    )


def _prices(case: Case, objective: Objective) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Price of a group's day, [queue]; of its boarding, [queue, fleet]; of still waiting at the end, [queue]."""
    sizes, weights = case.sizes.astype(float), case.weights
    pays = np.array([queue.traveller_class.pays for queue in case.queues])
    fares = np.array([fleet.fare for fleet in case.fleets])
    none, free = np.zeros(len(sizes)), np.zeros((len(sizes), len(fares)))
    match objective:
        case Objective.WEIGHTED_WAITING:
            return sizes * weights, free, none
        case Objective.WAITING:
            return sizes, free, none
        case Objective.DEPRIVATION:
            return TIE * sizes * weights, free, none
        case Objective.COST_TO_PEOPLE:
            dearest = float(fares.max(initial=0.0))
            return (
                sizes * (case.daily_cost + TIE * weights),
                (sizes * pays)[:, None] * fares[None, :],
                sizes * pays * dearest,
            )


def values_of(found: Programme, course: Course, case: Case) -> FloatArray:
    """[variable] the values that a course (of one replicate) gives to the programme's variables."""
    values = np.zeros(len(found.cost))
    waiting = course.waiting[0] - course.without_papers[0]
    total = (case.ready + case.unready)[:, None] + np.cumsum(course.arrived[0], axis=1)
    late = np.maximum(found.due - (total - course.waiting[0]), 0.0)
    camps = sorted({queue.camp for queue in case.queues})
    people = course.waiting[0] * case.sizes[:, None]
    beyond = np.zeros(found.beyond.shape)
    for index, camp in enumerate(camps):
        here = np.array([queue.camp == camp for queue in case.queues])
        beyond[index] = np.maximum(people[here].sum(axis=0) - case.supplies.get(camp, np.inf), 0.0)
    for numbers, amounts in (
        (found.vehicles, course.vehicles[0]),
        (found.boarded, course.boarded[0]),
        (found.papers, course.papers[0]),
        (found.waiting, waiting),
        (found.without, course.without_papers[0]),
        (found.late, late),
        (found.beyond, beyond),
    ):
        values[numbers[numbers >= 0]] = amounts[numbers >= 0]
    return values
