"""Days as they come: arrivals, papers, departures and boarding, in every replicate at once, within every ceiling.

The same days make the greedy plan, round the planned numbers to whole groups, and evaluate any plan under
chance. Nobody boards beyond seats, processing, quota, escort or beds, whatever the plan asks for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.operations.transit.case import BoolArray, Case, Fleet, lag_of, togetherness
from sapar.operations.transit.luck import Luck, failures
from sapar.operations.transit.reacting import Belief, Reaction

HALF_FULL = 0.5
"""A vehicle that would be fuller than this leaves even if the day's ceiling keeps it from being filled."""
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What a plan asks for."""

    vehicles: IntArray
    """[fleet, day] departures."""
    boarded: FloatArray
    """[queue, fleet, day] groups that should board; fractions are made whole by running totals."""
    papers: FloatArray
    """[queue, day] groups that should be given papers."""
    fills: bool = True
    """Whether seats that the plan leaves empty are given to others who wait, by priority."""
    improvises_from: int = 10_000
    """First day on which free vehicles leave without being planned."""
    order: tuple[int, ...] = ()
    """Fleets in the order in which they may leave on a day; none: as they are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happened."""

    vehicles: IntArray
    """[replicate, fleet, day] departures."""
    failed: IntArray
    """[replicate, fleet, day] planned departures that did not leave."""
    boarded: IntArray
    """[replicate, queue, fleet, day] groups, or one day long where only totals were kept."""
    waiting: IntArray
    """[replicate, queue, day] groups at the end of the day, with papers or without."""
    without_papers: IntArray
    """[replicate, queue, day] those of them whose papers are not ready."""
    papers: IntArray
    """[replicate, queue, day] groups given papers."""
    arrived: IntArray
    """[replicate, queue, day] groups that came."""
    left: IntArray
    """[replicate, queue, day] groups that boarded."""


def improvised(case: Case) -> Schedule:
    """A plan that asks for nothing and lets vehicles leave by priority from the first day: the greedy plan."""
    queues, fleets = len(case.queues), len(case.fleets)
    return Schedule(
        vehicles=np.zeros((fleets, case.days), dtype=np.int64),
        boarded=np.zeros((queues, fleets, case.days)),
        papers=np.zeros((queues, case.days)),
        improvises_from=0,
    )


def execute(case: Case, schedule: Schedule, luck: Luck, reaction: Reaction | None = None) -> Course:
    """Let the days of a case pass under a plan."""
    days = _Days(case, schedule, luck, reaction)
    for day in range(case.days):
        days.pass_day(day)
    return days.course()


class _Days:
    """The state of all replicates between two days."""

    def __init__(self, case: Case, schedule: Schedule, luck: Luck, reaction: Reaction | None) -> None:
        self.case, self.schedule, self.luck = case, schedule, luck
        replicates, queues, fleets = luck.replicates, len(case.queues), len(case.fleets)
        self.belief = None if reaction is None else Belief(reaction, replicates, case.in_cities)
        self.sizes, self.rules = case.sizes, togetherness(case)
        self.seats = np.array([queue.seats for queue in case.queues])
        self.slots = np.array([queue.slot for queue in case.queues])
        self.order = np.lexsort((np.array([-queue.waited for queue in case.queues]), -case.weights)).tolist()
        self.ready = np.tile(case.ready, (replicates, 1))
        self.unready = np.tile(case.unready, (replicates, 1))
        self.carried = np.full((replicates, queues), 0.5)
        self.occupied = np.zeros((len(case.limits), replicates, case.reach))
        self.convoy = np.zeros((replicates, case.reach))
        shape = (replicates, queues, case.days)
        self.vehicles = np.zeros((replicates, fleets, case.days), dtype=np.int64)
        self.failed = np.zeros_like(self.vehicles)
        self.keep_boarded = replicates == 1
        self.boarded = np.zeros((replicates, queues, fleets, case.days if self.keep_boarded else 1), np.int64)
        self.waiting, self.without, self.papers, self.arrived, self.left = (
            np.zeros(shape, dtype=np.int64) for _ in range(5)
        )
        self.target = np.cumsum(schedule.boarded, axis=2)
        self.target_papers = np.cumsum(schedule.papers, axis=1)
        self.met = np.zeros((replicates, queues, fleets))
        self.met_papers = np.zeros((replicates, queues))
        self.has_boarding: BoolArray = np.asarray((schedule.boarded != 0).any(axis=0))

    def pass_day(self, day: int) -> None:
        """One day: people come, papers are given, vehicles leave."""
        self._arrive(day)
        if self.unready.any():
            self._give_papers(day)
        for index in self.schedule.order or range(len(self.case.fleets)):
            fleet = self.case.fleets[index]
            if fleet.first <= day <= fleet.last:
                self._leave(day, index, fleet)
        self.waiting[:, :, day] = self.ready + self.unready
        self.without[:, :, day] = self.unready
        if self.belief is not None:
            waiting = (self.waiting[:, :, day] * self.sizes).sum(axis=1)
            self.belief.see((self.left[:, :, day] * self.sizes).sum(axis=1), waiting)

    def course(self) -> Course:
        """Everything that happened."""
        return Course(
            vehicles=self.vehicles,
            failed=self.failed,
            boarded=self.boarded,
            waiting=self.waiting,
            without_papers=self.without,
            papers=self.papers,
            arrived=self.arrived,
            left=self.left,
        )

    def _arrive(self, day: int) -> None:
        """Those who come join their queues in whole groups; what is left over comes with the next."""
        people = np.zeros_like(self.carried)
        for row, each in enumerate(self.case.arrivals):
            people += self.luck.arrivals[:, row, day, None] * each.shares
        if self.belief is not None:
            people *= self.belief.factor[:, None]
            people *= self.belief.arrive(people.sum(axis=1))[:, None]
        self.carried += people / self.sizes
        groups = np.floor(self.carried + _ROUNDING).astype(np.int64)
        self.carried -= groups
        self.ready += groups
        self.arrived[:, :, day] = groups

    def _give_papers(self, day: int) -> None:
        """Papers go first to those for whom the plan has them, then by priority."""
        left = np.full(len(self.ready), self.case.documents[day])
        planned = np.floor(self.target_papers[:, day] + 0.5)[None, :] - self.met_papers
        for wanted in (planned, None):
            for queue in self.order:
                can = np.minimum(self.unready[:, queue], np.floor(left / self.sizes[queue]))
                if wanted is not None:
                    can = np.clip(wanted[:, queue], 0, can)
                groups = np.maximum(can, 0).astype(np.int64)
                self.unready[:, queue] -= groups
                self.ready[:, queue] += groups
                self.papers[:, queue, day] += groups
                self.met_papers[:, queue] += groups
                left = left - groups * self.sizes[queue]

    def _overdue(self, by: int) -> FloatArray | None:
        """[replicate, queue] groups that will have waited too long by a day unless they leave now."""
        if self.case.longest_wait is None:
            return None
        first = np.array([self.case.longest_wait - queue.waited <= by for queue in self.case.queues])
        due = np.where(first, self.case.ready + self.case.unready, 0)
        come = self.arrived[:, :, : max(0, by - self.case.longest_wait + 1)].sum(axis=2)
        return np.asarray(np.maximum(due + come - self.left.sum(axis=2), 0), dtype=np.float64)

    def _room(self, day: int, fleet: Fleet) -> list[FloatArray]:
        """[limit][replicate] persons that may still leave with a fleet today."""
        rooms = []
        for index, limit in enumerate(self.case.limits):
            first = day + lag_of(limit, fleet)
            span = slice(first, first + limit.window)
            rooms.append((limit.amount[span] - self.occupied[index][:, span]).min(axis=1))
        return rooms

    def _leave(self, day: int, index: int, fleet: Fleet) -> None:
        """The departures of one fleet on one day."""
        busy = self.vehicles[:, index, max(0, day - fleet.cycle + 1) : day].sum(axis=1)
        busy += self.failed[:, index, max(0, day - fleet.cycle + 1) : day].sum(axis=1)
        free = np.maximum(fleet.vehicles - busy, 0).astype(np.float64)
        if fleet.mode == "bus":
            free = np.minimum(
                free, self.case.escorted[day + fleet.feeder] - self.convoy[:, day + fleet.feeder]
            )
        rooms = self._room(day, fleet)
        planned = np.minimum(free, self.schedule.vehicles[index, day])
        leaving = planned
        if day >= self.schedule.improvises_from:
            leaving = np.maximum(planned, np.minimum(free, self._wanted(fleet, rooms)))
        leaving = np.where(self.luck.lost[:, day], 0.0, leaving)
        if not leaving.any():
            return
        failed = failures(leaving, self.luck.breakdown[:, index, day], fleet.breakdown)
        self.failed[:, index, day] = failed
        running = self._board(day, index, fleet, leaving - failed, rooms)
        self.vehicles[:, index, day] = running
        if fleet.mode == "bus":
            self.convoy[:, day + fleet.feeder] += running

    def _wanted(self, fleet: Fleet, rooms: list[FloatArray]) -> FloatArray:
        """[replicate] vehicles that can be filled, and a last one if it takes everybody or is half full."""
        stock = np.where(fleet.serves, self.ready, 0)
        seats = (stock * self.seats).sum(axis=1).astype(np.float64)
        load = seats
        for room, limit in zip(rooms, self.case.limits, strict=True):
            inside = (stock * np.where(limit.counts, self.seats, 0)).sum(axis=1)
            load = np.minimum(load, seats - inside + np.minimum(inside, np.maximum(room, 0)))
        whole = np.floor(load / fleet.seats)
        rest = load - whole * fleet.seats
        takes_all = (load >= seats) & (rest > 0)
        enough = np.where(takes_all, fleet.least_filled, max(HALF_FULL, fleet.least_filled)) * fleet.seats
        return np.asarray(whole + ((rest > 0) & (rest >= enough)))

    def _board(
        self, day: int, index: int, fleet: Fleet, running: FloatArray, rooms: list[FloatArray]
    ) -> FloatArray:
        """Fill the seats of what leaves, first as planned, then by priority; returns the vehicles needed for it."""
        seats = running * fleet.seats
        together = [running * usable for usable in self.rules.usable[:, index]]
        if self.has_boarding[index, day]:
            asked = np.floor(self.target[:, index, day] + 0.5)[None, :] - self.met[:, :, index]
            for queue in self.order:
                if fleet.serves[queue] and self.schedule.boarded[queue, index].any():
                    seats = self._take(day, index, queue, seats, together, rooms, asked[:, queue])
        if self.schedule.fills:
            overdue = self._overdue(day + fleet.cycle)
            there: list[bool] = np.asarray(fleet.serves & (self.ready > 0).any(axis=0)).tolist()
            for wanted in (None,) if overdue is None else (overdue, None):
                for queue in self.order:
                    if not there[queue] or (wanted is not None and not wanted[:, queue].any()):
                        continue
                    if not seats.any():
                        break
                    most = None if wanted is None else wanted[:, queue]
                    seats = self._take(day, index, queue, seats, together, rooms, most)
        empty = np.floor(seats / fleet.seats)
        for left, usable in zip(together, self.rules.usable[:, index], strict=True):
            empty = np.minimum(empty, np.floor(left / usable)) if usable else empty
        return running - empty

    def _take(
        self,
        day: int,
        index: int,
        queue: int,
        seats: FloatArray,
        together: list[FloatArray],
        rooms: list[FloatArray],
        wanted: FloatArray | None,
    ) -> FloatArray:
        """Board groups of one queue; returns the seats still free."""
        stock = self.ready[:, queue]
        if not stock.any():
            return seats
        size, need, slot = self.sizes[queue], self.seats[queue], self.slots[queue]
        can = np.minimum(stock, np.floor(seats / need))
        for rule, least in enumerate(self.rules.least):
            if slot >= least:
                can = np.minimum(can, np.floor(together[rule] / slot))
        for room, limit in zip(rooms, self.case.limits, strict=True):
            if limit.counts[queue]:
                can = np.minimum(can, np.floor(room / size))
        if wanted is not None:
            can = np.minimum(can, wanted)
        groups = np.maximum(can, 0).astype(np.int64)
        if not groups.any():
            return seats
        self.ready[:, queue] -= groups
        self.left[:, queue, day] += groups
        self.met[:, queue, index] += groups
        self.boarded[:, queue, index, day if self.keep_boarded else 0] += groups
        for rule, least in enumerate(self.rules.least):
            if slot >= least:
                together[rule] -= groups * slot
        fleet = self.case.fleets[index]
        for number, limit in enumerate(self.case.limits):
            if limit.counts[queue]:
                first = day + lag_of(limit, fleet)
                self.occupied[number][:, first : first + limit.window] += (groups * size)[:, None]
                rooms[number] = rooms[number] - groups * size
        return np.asarray(seats - groups * need)
