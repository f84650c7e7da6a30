"""A shard: some blocks of the population and what they need to live, wherever they are kept.

Shards never see each other. The verbs here answer with integer arrays that add up over shards, or with short lists
of keys: that is all that travels between threads, processes or machines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.compiling import Kept
from sapar.maths import IntArray, ThresholdArray
from sapar.model.system import System
from sapar.simulation.days import lift_bans, live_days, settle_seats
from sapar.simulation.layers import fixed_layers
from sapar.simulation.people import (
    AGENT,
    BLOCK,
    ROW,
    Absence,
    Blocks,
    block_digests,
    find_absence,
    list_waiting,
    settle_people,
)
from sapar.simulation.points import Scratch, scratch
from sapar.simulation.start import Placement, place_people
from sapar.simulation.tables import (
    Events,
    Geography,
    Month,
    Tallies,
    World,
    empty_events,
    empty_tallies,
    geography_of,
    write_world,
)
from sapar.simulation.waiting import LONGEST_WAIT, count_turns, count_waiting, gather, release, serve


def blocks_of(agents: int, index: int, count: int) -> NDArray[np.int64]:
    """Numbers of the blocks of one of `count` shards, dealt in turn: neighbours are of one group and equally busy."""
    blocks = (agents + BLOCK - 1) // BLOCK
    return np.arange(index, blocks, count, dtype=np.int64)


@dataclass(slots=True)
class Shard:
    """People of some blocks; every verb is called once a step."""

    system: System
    seed: int
    replicate: int
    numbers: NDArray[np.int64]
    """[B] numbers of the blocks kept here."""
    agents: NDArray[np.int64]
    """[G] agents of each group in the whole population."""
    blocks: Blocks = field(init=False)
    absence: Absence = field(init=False)
    scratch: Scratch = field(init=False)
    tallies: Tallies = field(init=False)
    geography: Geography = field(init=False)
    events: Events = field(init=False)
    world: World = field(init=False)
    kept: Kept = field(init=False)
    """The world as kernels are told of it."""
    month: tuple[int, int] = field(init=False)
    """Index of the month and its first day."""

    def __post_init__(self) -> None:
        homes = self.system.layout.origin_of_group.astype(np.uint8)
        self.blocks = settle_people(self.numbers, self.agents, homes)
        self.absence = find_absence(self.blocks, self.agents.size)
        self.scratch = scratch(fixed_layers().fewest.size)
        self.geography = geography_of(self.system)
        self.events = empty_events(1)
        self.tallies = empty_tallies(self.system)

    def place(self, placement: Placement, tables: Month) -> None:
        """Send the first stock abroad."""
        self._prepare(tables, 0)
        place_people(self.kept, *placement)
        self.absence = find_absence(self.blocks, self.agents.size)

    def begin(self, month: int, first: int, last: int, tables: Month, is_quiet: bool) -> None:
        """Draw the month's events; a quiet month, in which nobody waits and no seat is short, is lived at once."""
        for counts in self.tallies:
            counts[...] = 0
        self.tallies.stock[:, -1, 0, 0] = self.absence.home
        self._prepare(tables, 1 if is_quiet else self.numbers.size)
        self.month = month, first
        if tables.rules["ban_lifted"].any():
            lift_bans(self.kept, month, first)
        end = last + 1 if is_quiet else first
        live_days(self.kept, month, first, last, True, first, end, not is_quiet)

    def rehearsal(self, tables: Month) -> list[Callable[[], object]]:
        """A call of every kernel, so that all are compiled; meant for a shard of no blocks."""
        axes, calendar = self.system.axes, self.system.calendar
        queues = (len(axes.countries) + len(axes.camps)) * len(axes.citizenships)
        lines, cut = np.full(queues, -1, np.int64), np.zeros(1, np.int64)
        keys = np.zeros(queues, np.uint64)
        chances = np.zeros((len(axes.camps), len(axes.citizenships)), np.uint32)
        last = int(calendar.month_length[0]) - 1
        self._prepare(tables, 1)
        self.month = 0, 0
        return [
            lambda: self.live(0, self.world.seats),
            lambda: self.begin(0, 0, last, tables, True),
            lambda: lift_bans(self.kept, 0, 0),
            lambda: self.release(0),
            lambda: self.asking(0),
            lambda: self.depart(0, keys),
            lambda: self.turns(lines, 1),
            lambda: self.turns_of_day(lines, cut),
            lambda: self.serve(0, lines, cut, keys[:1], 0, 1),
            lambda: self.gather(0, chances, chances[0, :1]),
            lambda: self.waiting(0),
            lambda: list_waiting(self.blocks.people, self.blocks.rows, self.blocks.waiting),
            lambda: self.place(Placement(cut, cut, cut, *(np.zeros(1, np.uint32),) * 3), tables),
        ]

    def counts(self) -> Tallies:
        """What the month counted so far."""
        return self.tallies

    def live(self, day: int, seats: IntArray) -> IntArray:
        """Live a day; how many ask for a seat outward, and how many wait for a way home."""
        self.world.seats[...] = seats
        month, first = self.month
        live_days(self.kept, month, first, first, False, day, day + 1, True)
        return np.array([self._number("asking"), self._number("waiting")])

    def asking(self, day: int) -> NDArray[np.uint64]:
        """[asking, 2] queue and key of those who ask for a seat outward."""
        number = self._number("asking")
        queues, keys = np.zeros(number, np.int64), np.zeros(number, np.uint64)
        settle_seats(self.kept, *self.month, day, np.zeros(0, np.uint64), queues, keys)
        return np.column_stack([queues.astype(np.uint64), keys])

    def depart(self, day: int, cuts: NDArray[np.uint64]) -> None:
        """Those who ask and whose key lies below their queue's cut set out. `cuts` [queue]."""
        nothing = np.zeros(0, np.int64)
        settle_seats(self.kept, *self.month, day, cuts, nothing, cuts[:0])

    def release(self, day: int) -> tuple[IntArray, IntArray]:
        """Those whose way home is open travel: [K, C] from camps, [K, wait] how long they had waited."""
        released, waits = self._camps(), self._waits()
        release(self.kept, day, released, waits)
        return released, waits

    def turns(self, line_of_queue: IntArray, lines: int) -> IntArray:
        """[line, day] people waiting in each line, by the day they joined."""
        joined = np.zeros((lines, self.system.calendar.days), np.int64)
        nobody = np.zeros(0, np.int64)
        count_turns(self.kept, line_of_queue, joined, np.full(lines, -1), nobody, np.zeros(0, np.uint64))
        return joined

    def turns_of_day(self, line_of_queue: IntArray, days: IntArray) -> tuple[IntArray, NDArray[np.uint64]]:
        """Line and key of those who joined on their line's day of `days` [line]."""
        number = self._number("waiting")
        lines, keys = np.zeros(number, np.int64), np.zeros(number, np.uint64)
        joined = np.zeros((days.size, self.system.calendar.days), np.int64)
        found = count_turns(self.kept, line_of_queue, joined, days, lines, keys)
        return lines[:found], keys[:found]

    def serve(
        self,
        day: int,
        line_of_queue: IntArray,
        cut_day: IntArray,
        cut_key: NDArray[np.uint64],
        activity: int,
        travel_days: int,
    ) -> tuple[IntArray, IntArray, int]:
        """Those before their line's cut go home: [K, C] from camps, [K, wait] their waits, and how many in all."""
        boarded, waits = self._camps(), self._waits()
        carried = serve(
            self.kept, day, line_of_queue, cut_day, cut_key, activity, travel_days, boarded, waits
        )
        return boarded, waits, carried

    def gather(self, day: int, to_camp: ThresholdArray, give_up: ThresholdArray) -> tuple[IntArray, IntArray]:
        """People join camps and leave them for their city: [K, C] each."""
        joined, gone = self._camps(), self._camps()
        gather(self.kept, day, to_camp, give_up, joined, gone)
        return joined, gone

    def waiting(self, day: int) -> tuple[IntArray, IntArray, IntArray]:
        """Those who wait at the end of the day: [C] in cities, [K, C] in camps, [K] days waited in camps."""
        camps = self._camps()
        in_cities, waited = np.zeros(camps.shape[1], np.int64), np.zeros(camps.shape[0], np.int64)
        count_waiting(self.kept, day, in_cities, camps, waited)
        return in_cities, camps, waited

    def at_home(self) -> tuple[NDArray[np.int64], NDArray[np.int64], bool]:
        """[G] agents at home as kept up to date, and by looking at everyone; whether the same ones are away."""
        found = find_absence(self.blocks, self.agents.size)
        return self.absence.home, found.home, bool(np.array_equal(self.absence.away, found.away))

    def digests(self) -> dict[int, bytes]:
        """Digest of the state of each block."""
        return block_digests(self.blocks)

    def state(self) -> dict[str, NDArray[Any]]:
        """Every array from which the next month follows; records as the bytes of each."""
        blocks = self.blocks
        return {
            "people": blocks.people.view(np.uint8).reshape(-1, AGENT.itemsize),
            "rows": blocks.rows.view(np.uint8).reshape(-1, ROW.itemsize),
            "arrivals": blocks.arrivals,
        }

    def restore(self, pieces: list[dict[str, NDArray[Any]]]) -> None:
        """Take the blocks kept here from the states of shards, however those were cut."""
        kept = self.blocks.people.view(np.uint8).reshape(self.numbers.size, -1)
        for piece in pieces:
            people, rows = piece["people"].reshape(-1, BLOCK * AGENT.itemsize), piece["rows"].view(ROW)[:, 0]
            _, source, target = np.intersect1d(rows["number"], self.numbers, return_indices=True)
            kept[target] = people[source]
            self.blocks.rows[target] = rows[source]
            self.blocks.arrivals[target] = piece["arrivals"][source]
        list_waiting(self.blocks.people, self.blocks.rows, self.blocks.waiting)
        self.absence = find_absence(self.blocks, self.agents.size)

    def _prepare(self, tables: Month, rows: int) -> None:
        """Put together what kernels see this month, with room for the events of so many blocks at a time."""
        axes = self.system.axes
        self.world = World(
            people=self.blocks.people,
            blocks=self.blocks,
            absence=self.absence,
            map=self.geography,
            month=tables,
            events=self._events(rows),
            tallies=self.tallies,
            layers=fixed_layers(),
            scratch=self.scratch,
            seats=np.zeros((2, len(axes.countries), len(axes.citizenships)), np.int64),
            key=np.array([self.seed, self.replicate], np.uint64),
        )
        self.kept = Kept(self.world, write_world)

    def _events(self, rows: int) -> Events:
        """Room for events; what is there is used again."""
        if self.events.sorted.shape[0] < rows:
            self.events = empty_events(rows)
        return self.events

    def _number(self, name: str) -> int:
        """Agents who ask or who wait, over all blocks."""
        return int(self.blocks.rows[name].sum())

    def _camps(self) -> IntArray:
        """[K, C] zeros."""
        return np.zeros((len(self.system.axes.camps), len(self.system.axes.citizenships)), np.int64)

    def _waits(self) -> IntArray:
        """[K, wait] zeros."""
        return np.zeros((len(self.system.axes.camps), LONGEST_WAIT + 1), np.int64)
