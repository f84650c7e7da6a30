"""The smallest fleets that clear the camps by a day with a chance: one alone, several together, or what else binds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import permutations

from sapar.operations.transit.case import Case
from sapar.operations.transit.coarse import shortened
from sapar.operations.transit.loosen import loosened, looseners
from sapar.operations.transit.luck import Luck, draw
from sapar.operations.transit.outcome import spread
from sapar.operations.transit.plan import greedy_schedule

MOST_VEHICLES = 256
"""Vehicles of one fleet that are tried at most."""
MOST_ORDERED = 3
"""Fleets up to which every order of taking vehicles away is tried; beyond, by seats, up and down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Smallest:
    """The smallest number of vehicles of one fleet that clears the camps by a day with a chance."""

    fleet: str
    """Which fleet; the others stay as they are."""
    have: int
    """Vehicles there are."""
    need: int | None
    """Vehicles needed; nothing if no number up to `MOST_VEHICLES` is enough."""
    chance: float
    """Chance with so many, or with the most tried."""
    binds: tuple[str, ...] = ()
    """What keeps the most from being enough, by name: with all of it lifted they are; see `looseners`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """Vehicles of several fleets at once that clear the camps where no fleet alone does."""

    fleets: tuple[str, ...]
    """Which."""
    have: tuple[int, ...]
    """Vehicles there are, by fleet."""
    need: tuple[int, ...] | None
    """Vehicles needed, by fleet; nothing if not even `MOST_VEHICLES` of each are enough."""
    chance: float
    """Chance with so many, or with the most tried."""
    binds: tuple[str, ...] = ()
    """As in `Smallest`."""

    @property
    def added(self) -> int:
        """Vehicles beyond those there are."""
        return sum(self.need or ()) - sum(self.have)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enlargement:
    """What more vehicles can do."""

    alone: tuple[Smallest, ...] = ()
    """By fleet."""
    together: Together | None = None
    """Where several fleets may change and none is enough alone."""


def smallest_fleets(
    case: Case, day: int, chance: float, *, replicates: int, seed: int, names: tuple[str, ...]
) -> Enlargement:
    """Vehicles with which the camps are empty by a day with a chance.

    One fleet alone: by doubling and halving. Several together, where none is enough alone: all grow alike until they
    are enough, then vehicles are taken away from one after the other, in every order of up to `MOST_ORDERED`
    fleets, and the fewest added are kept; one of a fleet is then tried for two or more of another. The result can
    spare no vehicle; that no other mix adds fewer is not proven. People board by priority and vehicles leave as in the
    greedy plan, under the same luck throughout.

    Parameters
    ----------
    case
        Who waits, and what there is.
    day
        By whose end nobody should wait.
    chance
        Share of replicates in which that should be so.
    replicates, seed
        Of the luck.
    names
        Fleets that may change; none: each of them.
    """
    search = _Search(shortened(case, day + 1), draw(shortened(case, day + 1), replicates, seed), chance)
    may = [index for index, fleet in enumerate(case.fleets) if not names or fleet.name in names]
    alone = tuple(search.alone(index) for index in may)
    needs_more = len(may) > 1 and all(each.need is None for each in alone)
    return Enlargement(alone=alone, together=search.together(may) if needs_more else None)


@dataclass
class _Search:
    """Chances by numbers of vehicles, each worked out once."""

    case: Case
    luck: Luck
    chance: float
    tried: dict[tuple[int, ...], float] = field(default_factory=dict)

    @property
    def have(self) -> tuple[int, ...]:
        return tuple(fleet.vehicles for fleet in self.case.fleets)

    def reached(self, counts: tuple[int, ...]) -> bool:
        """Whether so many vehicles of each fleet are enough."""
        if counts not in self.tried:
            self.tried[counts] = self.judged(self.with_vehicles(counts), self.luck)[0]
        return self.tried[counts] >= self.chance

    def with_vehicles(self, counts: tuple[int, ...]) -> Case:
        """The case with so many vehicles."""
        pairs = zip(self.case.fleets, counts, strict=True)
        return replace(self.case, fleets=tuple(replace(fleet, vehicles=count) for fleet, count in pairs))

    def judged(self, case: Case, luck: Luck) -> tuple[float, float]:
        """Chance that nobody waits by the last day, and less the mean of the fewest who wait on any day."""
        found = spread(case, greedy_schedule(case), luck)
        return found.chance_by(case.days - 1), -float(found.waiting.min(axis=1).mean())

    def least(self, counts: tuple[int, ...], index: int, floor: int) -> tuple[int, ...]:
        """Numbers that are enough, with as few of one fleet as still are."""
        low, high = floor - 1, counts[index]
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.reached(_put(counts, index, middle)) else (middle, high)
        return _put(counts, index, high)

    def alone(self, index: int) -> Smallest:
        """One fleet, the others as they are."""
        fleet, count = self.case.fleets[index], 0
        while count < MOST_VEHICLES and not self.reached(_put(self.have, index, count)):
            count = max(1, 2 * count)
        counts = _put(self.have, index, count)
        if not self.reached(counts):
            binds = self.binding(self.with_vehicles(counts), (index,))
            return Smallest(
                fleet=fleet.name, have=fleet.vehicles, need=None, chance=self.tried[counts], binds=binds
            )
        best = self.least(counts, index, 0)
        return Smallest(fleet=fleet.name, have=fleet.vehicles, need=best[index], chance=self.tried[best])

    def together(self, may: list[int]) -> Together:
        """Several fleets at once."""
        have = self.have
        more, counts = 1, have
        while not self.reached(counts) and any(counts[index] < MOST_VEHICLES for index in may):
            counts = tuple(
                max(count, min(MOST_VEHICLES, count + more)) if index in may else count
                for index, count in enumerate(have)
            )
            more *= 2
        names = tuple(self.case.fleets[index].name for index in may)
        own = tuple(have[index] for index in may)
        if not self.reached(counts):
            binds = self.binding(self.with_vehicles(counts), tuple(may))
            return Together(fleets=names, have=own, need=None, chance=self.tried[counts], binds=binds)
        by_seats = sorted(may, key=lambda index: self.case.fleets[index].seats)
        orders = permutations(by_seats) if len(may) <= MOST_ORDERED else (by_seats, by_seats[::-1])
        best = min((self.descended(counts, tuple(order)) for order in orders), key=sum)
        best = self.exchanged(best, by_seats)
        need = tuple(best[index] for index in may)
        return Together(fleets=names, have=own, need=need, chance=self.tried[best])

    def descended(self, counts: tuple[int, ...], order: tuple[int, ...]) -> tuple[int, ...]:
        """As few as are enough, taken away fleet by fleet, never below what there is."""
        for index in order:
            counts = self.least(counts, index, self.case.fleets[index].vehicles)
        return counts

    def exchanged(self, best: tuple[int, ...], may: list[int]) -> tuple[int, ...]:
        """One more of a fleet for two or more of another, as long as that is enough."""
        for more in may:
            for fewer in may:
                while more != fewer and best[more] < MOST_VEHICLES:
                    other = _put(_put(best, more, best[more] + 1), fewer, best[fewer] - 2)
                    if other[fewer] < self.have[fewer] or not self.reached(other):
                        break
                    best = self.least(other, fewer, self.have[fewer])
        return best

    def binding(self, case: Case, may: tuple[int, ...]) -> tuple[str, ...]:
        """What must be lifted for the most vehicles to be enough, what helps most first and nothing to spare."""
        named: list[str] = []
        left = looseners(case, may)
        best = self.judged(case, self.luck)
        while left and best[0] < self.chance:
            found = [(self.without(case, [*named, name], may), -place) for place, name in enumerate(left)]
            best, place = max(found)
            named.append(left.pop(-place))
        if best[0] < self.chance:
            return (*named, "vehicles")
        for name in tuple(named[:-1]):
            others = [each for each in named if each != name]
            if self.without(case, others, may)[0] >= self.chance:
                named = others
        return tuple(named)

    def without(self, case: Case, names: list[str], may: tuple[int, ...]) -> tuple[float, float]:
        """As `judged`, with several things lifted."""
        luck = self.luck
        for name in names:
            case, luck = loosened(case, luck, name, may)
        return self.judged(case, luck)


def _put(counts: tuple[int, ...], index: int, count: int) -> tuple[int, ...]:
    """Numbers with one of them changed."""
    return (*counts[:index], count, *counts[index + 1 :])
