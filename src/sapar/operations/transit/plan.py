"""The plan of a case: greedy first, then the best that HiGHS finds in time, made whole within every ceiling."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.operations.transit.case import Case
from sapar.operations.transit.coarse import coarse, shortened
from sapar.operations.transit.execute import Course, Schedule, execute, improvised
from sapar.operations.transit.luck import expected
from sapar.operations.transit.objective import Objective
from sapar.operations.transit.programme import Programme, programme, values_of
from sapar.operations.transit.shadow import Saving, savings
from sapar.operations.transit.solve import Relaxed, solve

FEW_WHOLE = 400
"""Boardings up to which HiGHS decides over whole groups at once."""
MOST_WHOLE = 4_000
"""Boardings (queue, fleet, day) up to which HiGHS itself decides over whole groups; beyond, only over vehicles."""
COARSE_GAP = 0.005
"""Accepted relative gap of the programme in which the people of a camp are taken together."""
DEFAULT_SECONDS = 5.0
"""Time limit of the optimiser unless another is asked for."""
_EVEN = 1e-6
_LEAST_SECONDS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What leaves when, with whom, if arrivals are as is most likely and nothing fails."""

    case: Case
    """What was planned for."""
    objective: Objective
    """What was minimised."""
    schedule: Schedule
    """What the plan asks for."""
    course: Course
    """[one replicate] what follows from it."""
    value: float
    """Of the objective."""
    greedy_value: float
    """Of the objective under the greedy plan."""
    bound: float
    """No plan can do better."""
    method: str
    """`optimised`, `greedy` where the optimiser found nothing better in time, or `hand`."""
    is_proven: bool
    """Whether nothing better exists, as far as numbers can tell."""
    seconds: float
    """The whole planning took."""
    savings: tuple[Saving, ...] = ()
    """What one more of each ceiling saves, the largest first."""

    @property
    def gap(self) -> float:
        """How far the plan may be from the best one, as a share of its value."""
        return max(0.0, self.value - self.bound) / self.value if self.value > 0 else 0.0

    @property
    def people(self) -> IntArray:
        """[queue, fleet, day] persons who board."""
        return np.asarray(self.course.boarded[0] * self.case.sizes[:, None, None])

    @property
    def waiting(self) -> IntArray:
        """[queue, day] persons who wait at the end of each day."""
        return np.asarray(self.course.waiting[0] * self.case.sizes[:, None])


def plan_transit(
    case: Case,
    objective: Objective = Objective.WEIGHTED_WAITING,
    *,
    seconds: float = DEFAULT_SECONDS,
    with_savings: bool = True,
) -> Plan:
    """Plan a case.

    Parameters
    ----------
    case
        Who waits, what carries them, what limits it.
    objective
        What is minimised.
    seconds
        Time limit of the optimiser; at 0 the greedy plan is kept.
    with_savings
        Whether to find what one more of each ceiling saves.
    """
    began = time.perf_counter()
    luck = expected(case)
    greedy = execute(case, greedy_schedule(case), luck)
    found = programme(case, objective, greedy.arrived[0])
    start = values_of(found, greedy, case)
    greedy_value = float(found.cost @ start)
    best, method, is_proven = (_as_schedule(greedy), greedy, greedy_value), "greedy", False
    if seconds <= 0:
        return _plan(case, objective, best, greedy_value, -np.inf, method, is_proven, began, ())
    relaxed = Relaxed(found, seconds=seconds)
    bound = relaxed.value if relaxed.is_solved else -np.inf
    saved = savings(case, found, relaxed, seconds=0.3 * seconds) if with_savings and relaxed.is_solved else ()
    answers: list[FloatArray] = []
    boardings, left = len(found.whole_groups), seconds - (time.perf_counter() - began)
    if left > _LEAST_SECONDS and boardings > FEW_WHOLE and relaxed.is_solved:
        share = 0.6 if boardings > MOST_WHOLE else 0.25
        for vehicles in (greedy.vehicles[0], _coarse_vehicles(case, objective, greedy, seconds=share * left)):
            values = _with_vehicles(found, relaxed, vehicles, seconds=seconds)
            answers += [] if values is None else [values]
    best, method = _best_of(case, found, answers, best, method)
    left = seconds - (time.perf_counter() - began)
    if left > _LEAST_SECONDS and boardings <= MOST_WHOLE:
        start = values_of(found, best[1], case)
        answer = solve(found, start, seconds=left, whole_groups=True, gap=0.0)
        bound, is_proven = max(bound, answer.bound), answer.is_proven
        best, method = _best_of(case, found, [] if answer.values is None else [answer.values], best, method)
    if best[2] <= bound + _EVEN * max(1.0, abs(bound)):
        method, is_proven = "optimised", True
    return _plan(case, objective, best, greedy_value, bound, method, is_proven, began, saved)


_Best = tuple[Schedule, Course, float]


def _best_of(
    case: Case, found: Programme, answers: list[FloatArray], best: _Best, method: str
) -> tuple[_Best, str]:
    """The best of what is known and of what solutions become once groups are whole."""
    for values in answers:
        for fills in (False, True):
            schedule = _scheduled(found, values, fills=fills)
            course = execute(case, schedule, expected(case))
            value = float(found.cost @ values_of(found, course, case))
            if value < best[2] - _EVEN:
                best, method = (_as_schedule(course), course, value), "optimised"
    return best, method


def greedy_schedule(case: Case) -> Schedule:
    """The greedy plan: people by weight and arrival; vehicles in the order (as listed, largest or smallest first)
    that empties the camps soonest when everybody counts the same."""
    smaller, _ = coarse(case, np.zeros((len(case.queues), case.days), dtype=np.int64))
    seats = np.array([fleet.seats for fleet in case.fleets])
    orders = [np.arange(len(seats)), np.argsort(-seats, kind="stable"), np.argsort(seats, kind="stable")]
    schedules = [replace(improvised(case), order=tuple(order.tolist())) for order in orders]
    tried = [
        int(execute(smaller, replace(improvised(smaller), order=one.order), expected(smaller)).waiting.sum())
        for one in schedules
    ]
    return schedules[int(np.argmin(tried))]


def _coarse_vehicles(case: Case, objective: Objective, greedy: Course, *, seconds: float) -> IntArray:
    """[fleet, day] vehicles of the best plan found with all people of a camp taken together, until it is empty."""
    smaller, arrived = coarse(case, greedy.arrived[0])
    empty = np.flatnonzero(greedy.waiting[0].sum(axis=0) == 0)
    days = min(case.days, int(empty[0] if len(empty) else case.days) + 1)
    shorter = shortened(smaller, days)
    aim = objective if objective is not Objective.DEPRIVATION else Objective.WEIGHTED_WAITING
    found = programme(shorter, aim, arrived[:, :days])
    known = Schedule(
        vehicles=greedy.vehicles[0][:, :days],
        boarded=np.zeros(found.boarded.shape),
        papers=np.zeros(found.papers.shape),
    )
    start = values_of(found, execute(shorter, known, expected(shorter)), shorter)
    answer = solve(found, start, seconds=seconds, whole_groups=False, gap=COARSE_GAP)
    values = start if answer.values is None else answer.values
    wanted = np.zeros(greedy.vehicles[0].shape, dtype=np.int64)
    wanted[:, :days] = np.where(found.vehicles >= 0, np.rint(values[np.maximum(found.vehicles, 0)]), 0)
    tail = replace(improvised(case), vehicles=wanted, improvises_from=days)
    return np.asarray(execute(case, tail, expected(case)).vehicles[0])


def _with_vehicles(
    found: Programme, relaxed: Relaxed, vehicles: IntArray, *, seconds: float
) -> FloatArray | None:
    """[variable] the best boarding for given departures, in fractions."""
    allowed = found.vehicles >= 0
    relaxed.fix(found.vehicles[allowed], vehicles[allowed].astype(np.float64))
    values = relaxed.again(seconds)
    relaxed.release(found.vehicles[allowed])
    return values


def evaluate_hand(
    case: Case, objective: Objective, schedule: Schedule, *, seconds: float = DEFAULT_SECONDS
) -> Plan:
    """A plan made by hand, within the ceilings, under the same expectations as Sapar's own."""
    began = time.perf_counter()
    course = execute(case, schedule, expected(case))
    found = programme(case, objective, course.arrived[0])
    value = float(found.cost @ values_of(found, course, case))
    own = plan_transit(case, objective, seconds=seconds)
    whole = _plan(
        case, objective, (schedule, course, value), own.greedy_value, own.bound, "hand", False, began, ()
    )
    return replace(whole, savings=own.savings)


def _plan(
    case: Case,
    objective: Objective,
    best: _Best,
    greedy_value: float,
    bound: float,
    method: str,
    is_proven: bool,
    began: float,
    saved: tuple[Saving, ...],
) -> Plan:
    """The plan with what is known about it."""
    return Plan(
        case=case,
        objective=objective,
        schedule=best[0],
        course=best[1],
        value=best[2],
        greedy_value=greedy_value,
        bound=max(bound, 0.0),
        method=method,
        is_proven=is_proven,
        seconds=time.perf_counter() - began,
        savings=saved,
    )


def _as_schedule(course: Course) -> Schedule:
    """A course (of one replicate) as a plan that asks for just that."""
    return Schedule(
        vehicles=course.vehicles[0],
        boarded=course.boarded[0].astype(np.float64),
        papers=course.papers[0].astype(np.float64),
    )


def _scheduled(found: Programme, values: FloatArray, *, fills: bool) -> Schedule:
    """What a solution asks for; vehicles are rounded up, the ceilings are kept when the days pass."""

    def at(numbers: IntArray) -> FloatArray:
        return np.where(numbers >= 0, values[np.maximum(numbers, 0)], 0.0)

    return Schedule(
        vehicles=np.ceil(at(found.vehicles) - _EVEN).astype(np.int64),
        boarded=at(found.boarded),
        papers=at(found.papers),
        fills=fills,
    )
