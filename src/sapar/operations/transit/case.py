"""A transit case: who waits, who comes, what carries them and what limits it, as arrays over queues and days."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray, IntArray

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class TravellerClass:
    """People of one class."""

    name: str
    """In the sheet."""
    weight: float
    """How much one day of waiting counts."""
    group_size: int = 1
    """Persons who stay together in one vehicle."""
    escort_seats: int = 0
    """Seats a group needs besides its own, for people who go along."""
    pays: float = 1.0
    """Share of the fare that they pay themselves."""


KNOWN_CLASSES = (
    TravellerClass(name="medical", weight=5.0),
    TravellerClass(name="unaccompanied_children", weight=4.5, escort_seats=1, pays=0.0),
    TravellerClass(name="pregnant", weight=4.0),
    TravellerClass(name="families", weight=3.0, group_size=4),
    TravellerClass(name="elderly", weight=2.0),
    TravellerClass(name="without_money", weight=1.5, pays=0.0),
    TravellerClass(name="others", weight=1.0),
)
"""Used for classes that the sheet of weights leaves out: an assumption, said in every output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """Groups of people who wait together and are alike in everything the plan looks at."""

    camp: str
    """Where."""
    traveller_class: TravellerClass
    """Of which class."""
    citizenship: str
    """ISO code."""
    size: int
    """Persons in one group."""
    seats: int
    """Seats one group takes, escorts included."""
    slot: int
    """Seats one group takes in the count that keeps groups in one vehicle."""
    waited: int
    """Days that those waiting at the start have waited already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """People who come each day."""

    low: float
    """The least, persons per day."""
    likely: float
    """Most likely, persons per day."""
    high: float
    """The most, persons per day."""
    first: int
    """First day."""
    last: int
    """Last day, included."""
    shares: FloatArray
    """[queue] share of the people who join each queue; sums to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fleet:
    """Vehicles of one kind."""

    name: str
    """In the plan."""
    mode: str
    """`bus` or `train`."""
    vehicles: int
    """How many there are."""
    seats: int
    """Effective seats of one vehicle."""
    cycle: int
    """Days from one departure of a vehicle to its next."""
    feeder: int
    """Days from the camp to the crossing."""
    haul: int
    """Days from the crossing to the far end."""
    fare: float
    """Money per person."""
    departure_cost: float
    """Money per departure."""
    payer: str
    """Who pays what the travellers do not."""
    breakdown: float
    """Chance that a planned departure does not leave."""
    least_filled: float
    """Share of a vehicle's seats below which no departure is planned."""
    first: int
    """First day of its window."""
    last: int
    """Last day of its window, included."""
    serves: BoolArray
    """[queue] whether it takes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLimit:
    """A ceiling on people who pass or stay somewhere."""

    kind: str
    """`processing`, `quota` or `beds`."""
    citizenship: str
    """Whose, or empty for all together."""
    counts: BoolArray
    """[queue] who counts."""
    amount: FloatArray
    """[day] ceiling, `inf` where there is none; as long as the case's `reach`."""
    at_far_end: bool
    """Whether it is met at the far end and not at the crossing."""
    window: int = 1
    """Days that a person counts."""

    @property
    def name(self) -> str:
        """As outputs call it."""
        return f"{self.kind}:{self.citizenship}" if self.citizenship else self.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything a plan needs."""

    name: str
    """Of the sheet."""
    start: datetime.date
    """Day 0."""
    days: int
    """Days planned."""
    queues: tuple[Queue, ...]
    """Those whose documents are not ready wait in the same queue, counted apart."""
    ready: IntArray
    """[queue] groups waiting at the start whose documents are ready."""
    unready: IntArray
    """[queue] groups waiting at the start whose documents are not ready."""
    arrivals: tuple[Arrivals, ...]
    """Who comes."""
    fleets: tuple[Fleet, ...]
    """What carries them."""
    limits: tuple[PeopleLimit, ...]
    """Processing, quotas, beds."""
    escorted: FloatArray
    """[day] road vehicles that can be escorted over the crossing, `inf` where there is no limit."""
    documents: FloatArray
    """[day] persons given papers, `inf` where there is no limit."""
    longest_wait: int | None
    """Days that nobody should wait longer than."""
    supplies: dict[str, float]
    """Persons each camp can shelter and feed; a camp without an entry is not limited."""
    quota_lost: float
    """Chance that a day's crossing is lost."""
    daily_cost: float
    """Money per person and waiting day."""
    currency: str
    """Of all money; empty where none is stated."""
    in_cities: float
    """Persons who may still come where arrivals react to announcements."""
    assumed: tuple[tuple[str, str], ...] = field(default=())
    """Names and values of defaults that the sheet did not state."""

    @property
    def reach(self) -> int:
        """Days that ceilings must be known for: the last departure's people are under way or in a bed that long."""
        return reach_of(self.days, self.fleets, self.limits)

    @property
    def sizes(self) -> IntArray:
        """[queue] persons in one group."""
        return np.array([queue.size for queue in self.queues], dtype=np.int64)

    @property
    def weights(self) -> FloatArray:
        """[queue] weight of one person's day of waiting."""
        return np.array([queue.traveller_class.weight for queue in self.queues])

    @property
    def people(self) -> int:
        """Persons waiting at the start."""
        return int(((self.ready + self.unready) * self.sizes).sum())

    @property
    def camps(self) -> tuple[str, ...]:
        """Names of all camps, sorted."""
        return tuple(sorted({queue.camp for queue in self.queues}))

    def date(self, day: int) -> datetime.date:
        """The date of a day."""
        return self.start + datetime.timedelta(days=int(day))


def reach_of(days: int, fleets: tuple[Fleet, ...], limits: tuple[PeopleLimit, ...]) -> int:
    """Days that ceilings must be known for."""
    lag = max((fleet.feeder + fleet.haul for fleet in fleets), default=0)
    return days + lag + max((limit.window for limit in limits), default=1)


def lag_of(limit: PeopleLimit, fleet: Fleet) -> int:
    """Days from a departure to the day on which its people meet the ceiling."""
    return fleet.feeder + (fleet.haul if limit.at_far_end else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Togetherness:
    """Ceilings on seats of groups that guarantee that no group is split between vehicles."""

    least: tuple[int, ...]
    """[rule] the smallest slot that counts."""
    usable: IntArray
    """[rule, fleet] seats of one vehicle that those groups may take."""


def togetherness(case: Case) -> Togetherness:
    """Rules under which filling the largest groups first always seats every group in one vehicle.

    Where each size divides the next larger one, the rules are exact: groups of at least `g` seats take at
    most `g * floor(seats / g)` of a vehicle. For other sizes: groups of two or more take at most
    `seats - largest + 1`; a group that fits nowhere would mean that every vehicle holds more than that.
    """
    slots = sorted({queue.slot for queue in case.queues if queue.slot > 1})
    seats = np.array([fleet.seats for fleet in case.fleets], dtype=np.int64)
    if not slots:
        return Togetherness(least=(), usable=np.zeros((0, len(seats)), dtype=np.int64))
    if all(large % small == 0 for small, large in pairwise(slots)):
        usable = np.array([slot * (seats // slot) for slot in slots])
        return Togetherness(least=tuple(slots), usable=usable)
    return Togetherness(least=(2,), usable=np.maximum(seats - slots[-1] + 1, 0)[None, :])
