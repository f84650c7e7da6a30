"""A shard whose people live on an accelerator: the same verbs, each answered by lanes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sapar.errors import NotEnoughMemory
from sapar.maths import IntArray, ThresholdArray
from sapar.simulation.executor import processors
from sapar.simulation.lanes import (
    gather_lane,
    lift_lane,
    live_lane,
    look_lane,
    release_lane,
    serve_lane,
    settle_lane,
    turns_lane,
    waiting_lane,
)
from sapar.simulation.layers import fixed_layers
from sapar.simulation.people import BLOCK, Absence, block_digests, some_blocks
from sapar.simulation.points import scratch
from sapar.simulation.shard import Shard
from sapar.simulation.start import Placement
from sapar.simulation.tables import Events, Month, Tallies, World, empty_events, empty_tallies
from sapar.simulation.waiting import LONGEST_WAIT

MOST_LANES = 4096
"""Lanes at a time; about a megabyte each."""

AGENT_BYTES = 52
"""Memory there of an agent: its record, its place on a list of waiters, and room for its events."""

LANE_BYTES = 1_200_000
"""Memory there of a lane, answers included; measured with the axes of the bundled case on an H100, and rounded up."""

ROOM_FOR_TURNS = 1 << 28
"""Bytes for the days on which people joined, of which every lane needs its own table."""


class Accelerator(Protocol):
    """Where lanes run: memory of its own, and threads by the thousand."""

    def free(self) -> int:
        """Bytes of memory to be had."""

    def put(self, array: NDArray[Any]) -> Any:
        """A copy there."""

    def zeros(self, shape: tuple[int, ...], kind: Any) -> Any:
        """Room there, cleared."""

    def clear(self, array: Any) -> None:
        """Set an array there to zero."""

    def take(self, array: Any) -> NDArray[Any]:
        """A copy here."""

    def add_up(self, array: Any) -> NDArray[Any]:
        """The sum over the first axis, here."""

    def run(self, function: Callable[..., None], lanes: int, world: World, *arguments: Any) -> None:
        """Call a function of `sapar.simulation.lanes` for every lane; arrays among the arguments lie there."""


class LaneCrew:
    """A crew of one shard, on an accelerator; arguments are those of `LaneShard`."""

    def __init__(self, shard: Shard, accelerator: Accelerator, most_lanes: int = MOST_LANES) -> None:
        self._shard = LaneShard(shard, accelerator, most_lanes)

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The answer to a verb."""
        return [getattr(self._shard, verb)(*arguments)]

    def close(self) -> None:
        """Nothing is held but memory, which goes with the shard."""


class LaneShard:
    """Some blocks on an accelerator.

    Parameters
    ----------
    shard
        The same blocks here: where people begin, and where they are brought to be kept or summed up.
    accelerator
        Where they live.
    most_lanes
        At a time.

    Raises
    ------
    NotEnoughMemory
        The people do not fit there.
    """

    def __init__(self, shard: Shard, accelerator: Accelerator, most_lanes: int = MOST_LANES) -> None:
        self._shard, self._there = shard, accelerator
        self._lanes = max(1, min(shard.numbers.size, most_lanes))
        self._require_room()
        self._month = 0, 0
        self._home_at_start = np.zeros(0, np.int64)
        self._rooms: dict[tuple[Any, ...], Any] = {}
        self._world: Any = self._settle()

    def place(self, placement: Placement, tables: Month) -> None:
        """Send the first stock abroad."""
        self._shard.place(placement, tables)
        self._send()

    def begin(self, month: int, first: int, last: int, tables: Month, is_quiet: bool) -> None:
        """Draw the month's events; a quiet month is lived at once."""
        for counts in self._world.tallies:
            self._there.clear(counts)
        self._home_at_start = self._there.add_up(self._world.absence.home)
        self._world = self._world._replace(month=self._put_all(tables))
        self._month = month, first
        if tables.rules["ban_lifted"].any():
            self._run(lift_lane, month, first)
        self._run(live_lane, month, first, last, True, first, last + 1 if is_quiet else first)

    def counts(self) -> Tallies:
        """What the month counted so far."""
        tallies = Tallies(*(self._there.add_up(each) for each in self._world.tallies))
        tallies.stock[:, -1, 0, 0] = self._home_at_start
        return tallies

    def live(self, day: int, seats: IntArray) -> IntArray:
        """Live a day; how many ask for a seat outward, and how many wait for a way home."""
        self._world = self._world._replace(seats=self._there.put(seats))
        month, first = self._month
        self._run(live_lane, month, first, first, False, day, day + 1)
        rows = self._rows()
        return np.array([rows["asking"].sum(), rows["waiting"].sum()])

    def asking(self, day: int) -> NDArray[np.uint64]:
        """[asking, 2] queue and key of those who ask for a seat outward."""
        number, starts = self._starts("asking")
        queues, keys = self._there.zeros((number,), np.int64), self._there.zeros((number,), np.uint64)
        nothing = self._there.zeros((0,), np.uint64)
        self._run(settle_lane, *self._month, day, nothing, queues, keys, starts)
        return np.column_stack([self._there.take(queues).astype(np.uint64), self._there.take(keys)])

    def depart(self, day: int, cuts: NDArray[np.uint64]) -> None:
        """Those who ask and whose key lies below their queue's cut set out. `cuts` [queue]."""
        queues, keys = self._there.zeros((0,), np.int64), self._there.zeros((0,), np.uint64)
        _, starts = self._starts("asking")
        self._run(settle_lane, *self._month, day, self._there.put(cuts), queues, keys, starts)

    def release(self, day: int) -> tuple[IntArray, IntArray]:
        """Those whose way home is open travel: [K, C] from camps, [K, wait] how long they had waited."""
        released, waits = self._camps(), self._waits()
        self._run(release_lane, day, released, waits)
        return self._there.add_up(released), self._there.add_up(waits)

    def turns(self, line_of_queue: IntArray, lines: int) -> IntArray:
        """[line, day] people waiting in each line, by the day they joined."""
        return self._turns(line_of_queue, np.full(lines, -1, np.int64))[0]

    def turns_of_day(self, line_of_queue: IntArray, days: IntArray) -> tuple[IntArray, NDArray[np.uint64]]:
        """Line and key of those who joined on their line's day of `days` [line]."""
        _, lines, keys = self._turns(line_of_queue, np.asarray(days, np.int64))
        found = lines >= 0
        return lines[found], keys[found]

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
        carried = self._room("carried")
        lines, day_of_cut, key_of_cut = (self._there.put(each) for each in (line_of_queue, cut_day, cut_key))
        self._run(
            serve_lane, day, lines, day_of_cut, key_of_cut, activity, travel_days, boarded, waits, carried
        )
        number = int(self._there.take(carried).sum())
        return self._there.add_up(boarded), self._there.add_up(waits), number

    def gather(self, day: int, to_camp: ThresholdArray, give_up: ThresholdArray) -> tuple[IntArray, IntArray]:
        """People join camps and leave them for their city: [K, C] each."""
        joined, gone = self._camps(), self._camps("gone")
        self._run(gather_lane, day, self._there.put(to_camp), self._there.put(give_up), joined, gone)
        return self._there.add_up(joined), self._there.add_up(gone)

    def waiting(self, day: int) -> tuple[IntArray, IntArray, IntArray]:
        """Those who wait at the end of the day: [C] in cities, [K, C] in camps, [K] days waited in camps."""
        axes = self._shard.system.axes
        in_cities, camps = self._room("in cities", len(axes.citizenships)), self._camps()
        waited = self._room("waited", len(axes.camps))
        self._run(waiting_lane, day, in_cities, camps, waited)
        return self._there.add_up(in_cities), self._there.add_up(camps), self._there.add_up(waited)

    def at_home(self) -> tuple[NDArray[np.int64], NDArray[np.int64], bool]:
        """[G] agents at home as kept up to date, and by looking at everyone; whether the same ones are away."""
        kept = self._world.absence
        away = self._there.zeros(self._shard.absence.away.shape, np.uint64)
        home = self._by_lane(self._shard.agents.size)
        self._run(look_lane, away, home)
        is_same = bool(np.array_equal(self._there.take(kept.away), self._there.take(away)))
        return self._there.add_up(kept.home), self._there.add_up(home), is_same

    def digests(self) -> dict[int, bytes]:
        """Digest of the state of each block, on all processors: the accelerator has nothing to do meanwhile."""
        self._fetch()
        parts = np.array_split(np.arange(self._shard.numbers.size), processors())
        with ThreadPoolExecutor(len(parts)) as threads:
            found = threads.map(lambda part: block_digests(some_blocks(self._shard.blocks, part)), parts)
            return {number: digest for digests in found for number, digest in digests.items()}

    def state(self) -> dict[str, NDArray[Any]]:
        """Every array from which the next month follows."""
        self._fetch()
        return self._shard.state()

    def restore(self, pieces: list[dict[str, NDArray[Any]]]) -> None:
        """Take the blocks kept here from the states of shards, however those were cut."""
        self._shard.restore(pieces)
        self._send()

    def _require_room(self) -> None:
        """Refuse people who do not fit."""
        need = self._shard.numbers.size * BLOCK * AGENT_BYTES + self._lanes * LANE_BYTES
        if need > self._there.free():
            raise NotEnoughMemory(
                why=f"the run needs about {need / 1e9:.2g} GB on the accelerator, and there are "
                f"{self._there.free() / 1e9:.2g} GB",
                try_="larger --people-per-agent, or without --gpu",
            )

    def _settle(self) -> World:
        """Room there, and what does not change; people and the month's tables come later."""
        later: Any = None
        shard, layers = self._shard, fixed_layers()
        axes, blocks = shard.system.axes, shard.numbers.size
        one_row = empty_events(1)
        return World(
            people=later,
            blocks=later,
            absence=later,
            map=self._put_all(shard.geography),
            month=later,
            events=Events(
                away=self._by_lane(*one_row.away.shape),
                seen=self._by_lane(*one_row.seen.shape, kind=np.uint64),
                unsorted=self._by_lane(*one_row.unsorted.shape, kind=np.int32),
                sorted=self._there.zeros((blocks, *one_row.sorted.shape[1:]), np.int32),
                starts=self._there.zeros((blocks, *one_row.starts.shape[1:]), np.int64),
            ),
            tallies=Tallies(
                *(self._by_lane(*each.shape, kind=each.dtype) for each in empty_tallies(shard.system))
            ),
            layers=self._put_all(layers),
            scratch=type(shard.scratch)(
                *(self._by_lane(*each.shape, kind=each.dtype) for each in scratch(layers.fewest.size))
            ),
            seats=self._there.zeros((2, len(axes.countries), len(axes.citizenships)), np.int64),
            key=self._there.put(np.array([shard.seed, shard.replicate], np.uint64)),
        )

    def _send(self) -> None:
        """Bring the people here over there; those at home are set down as counted by the first lane."""
        blocks, absence = self._put_all(self._shard.blocks), self._shard.absence
        home = np.zeros((self._lanes, absence.home.size), np.int64)
        home[0] = absence.home
        self._world = self._world._replace(
            people=blocks.people,
            blocks=blocks,
            absence=Absence(away=self._there.put(absence.away), home=self._there.put(home)),
        )

    def _fetch(self) -> None:
        """Bring the people there over here."""
        here, there = self._shard.blocks, self._world.blocks
        for name in ("people", "rows", "arrivals"):
            getattr(here, name)[...] = self._there.take(getattr(there, name))

    def _turns(
        self, line_of_queue: IntArray, days: IntArray
    ) -> tuple[IntArray, IntArray, NDArray[np.uint64]]:
        """[line, day] who joined when, and line and key of those who joined on `days` [line], with gaps of -1."""
        most_lines = 1 << (days.size - 1).bit_length()
        shape = most_lines, self._shard.system.calendar.days
        lanes = max(1, min(self._lanes, ROOM_FOR_TURNS // (8 * shape[0] * shape[1])))
        number, starts = self._starts("waiting")
        joined = self._room("joined", *shape, lanes=lanes)
        lines = self._there.put(np.full(number, -1, np.int64))
        keys = self._there.zeros((number,), np.uint64)
        queues, dated = self._there.put(line_of_queue), self._there.put(days)
        self._there.run(turns_lane, lanes, self._world, queues, joined, dated, lines, keys, starts)
        by_line = self._there.add_up(joined)[: days.size]
        return by_line, self._there.take(lines), self._there.take(keys)

    def _run(self, function: Callable[..., None], *arguments: Any) -> None:
        """On all lanes."""
        self._there.run(function, self._lanes, self._world, *arguments)

    def _rows(self) -> NDArray[Any]:
        """[B] of ROW, here."""
        return self._there.take(self._world.blocks.rows)

    def _starts(self, column: str) -> tuple[int, Any]:
        """How many there are of a column of rows, and [B] how many in the blocks before each, there."""
        counts = self._rows()[column].astype(np.int64)
        return int(counts.sum()), self._there.put(np.cumsum(counts) - counts)

    def _put_all(self, parts: Any) -> Any:
        """A named tuple of arrays, there."""
        return type(parts)(
            *(
                self._there.put(each) if isinstance(each, np.ndarray) else self._put_all(each)
                for each in parts
            )
        )

    def _by_lane(self, *shape: int, kind: Any = np.int64) -> Any:
        """Room of a shape for every lane."""
        return self._there.zeros((self._lanes, *shape), kind)

    def _room(self, name: str, *shape: int, lanes: int = 0) -> Any:
        """Zeros of a shape for every lane, for one answer: what is there is used again."""
        key = (name, *shape, lanes)
        if key in self._rooms:
            self._there.clear(self._rooms[key])
        else:
            self._rooms[key] = self._there.zeros((lanes or self._lanes, *shape), np.int64)
        return self._rooms[key]

    def _camps(self, name: str = "camps") -> Any:
        """[lane, K, C] zeros."""
        axes = self._shard.system.axes
        return self._room(name, len(axes.camps), len(axes.citizenships))

    def _waits(self) -> Any:
        """[lane, K, wait] zeros."""
        return self._room("waits", len(self._shard.system.axes.camps), LONGEST_WAIT + 1)
