"""Events: dated closures, limits, corridors, shocks and facts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from sapar.position import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all events share."""

    id: str
    """Its name within the study."""
    kind: str
    """What it does."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: it does not end within the study, or lasts one day, as its kind says."""
    title: Mapping[str, str]
    """By language."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure(Event):
    """Links that carry nobody concerned."""

    between: tuple[str, ...] = ()
    """Two countries whose links are shut; empty where links are named."""
    links: tuple[str, ...] = ()
    """Names of links; empty where countries are named."""
    modes: tuple[str, ...] = ()
    """Modes concerned; empty: all."""
    citizenships: tuple[str, ...] = ("*",)
    """Whom it concerns."""
    toward: str | None = None
    """Country toward which nobody may travel; None: both directions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit(Event):
    """People a day who may travel between host and home while the ordinary ways are shut."""

    host: str
    """Country or outside place they live in."""
    citizenship: str
    """Whose citizens."""
    seats_per_day: int
    """Persons a day."""
    direction: str
    """`home` or `out`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor(Event):
    """Vehicles that take people from a camp home."""

    camp: str
    """Where they start."""
    citizenship: str
    """Whom they take."""
    mode: str
    """How they travel."""
    vehicles: int
    """On each of its days."""
    seats: int
    """In each vehicle."""
    feeder_from: tuple[str, ...] = ()
    """Further camps whose people feeder buses bring to the departure."""
    feeder_vehicles: int | None = None
    """Feeder buses that bring people to where it starts; None: feeders limit nothing."""
    feeder_seats: int | None = None
    """In each feeder bus."""
    feeder_trips: int | None = None
    """Journeys of each feeder bus before a departure."""
    fleet: int | None = None
    """Vehicles there are in all; None: as many as every departure wants."""
    cycle_days: int | None = None
    """Days after which a vehicle of the fleet can leave again."""
    every_days: int | None = None
    """Repeats after so many days until `until`; None: `from` alone."""
    quota: int | None = None
    """Persons on each of its days."""
    hours: float
    """Duration of the way."""
    fare: float
    """A head, in `currency`."""
    currency: str
    """ISO 4217."""

    @property
    def dates(self) -> tuple[datetime.date, ...]:
        """Its departures."""
        if self.every_days is None or self.until is None:
            return (self.from_,)
        count = (self.until - self.from_).days // self.every_days + 1
        return tuple(self.from_ + datetime.timedelta(days=turn * self.every_days) for turn in range(count))


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLoss(Event):
    """Days on which the unemployed share of a host is held."""

    place: str
    """Host country or outside place."""
    share: float
    """0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota(Event):
    """Days on which a host limits the number of its work permits."""

    place: str
    """Host country or outside place."""
    permits: float
    """A year, for all who need one; a twelfth each month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rumour(Event):
    """A day on which belief that a crossing lets people through rises."""

    camp: str
    """At which crossing people gather."""
    size: float
    """0 to 1."""
    citizenships: tuple[str, ...] = ("*",)
    """Whose belief rises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Information(Event):
    """Days on which people at a crossing are told what is true: belief that it lets people through falls."""

    camp: str
    """At which crossing people gather."""
    size: float
    """Share of belief lost a day, 0 to 1."""
    citizenships: tuple[str, ...] = ("*",)
    """Who is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger(Event):
    """A day on which perceived danger rises, to decay afterwards."""

    place: str
    """Host country or outside place."""
    size: float
    """By how much."""
    citizenships: tuple[str, ...] = ("*",)
    """Whom it concerns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Event):
    """A dated fact without effect, kept for the reader and for checks of order."""


EVENT_CLASSES: Mapping[str, type[Event]] = {
    "closure": Closure,
    "limit": Limit,
    "corridor": Corridor,
    "job_loss": JobLoss,
    "quota": Quota,
    "rumour": Rumour,
    "information": Information,
    "danger": Danger,
    "record": Record,
}
"""The class of each kind."""
