"""What a sheet says: institutions with their people, money, cases and partners; shelters."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

WEEKS_PER_MONTH = 52.0 / 12.0
"""A month of the plan is a twelfth of 52 weeks."""
MINOR = 100
"""Minor units in one unit of money."""
KINDS = ("wages", "documents", "detention", "exploitation", "family", "advice")
"""What cases are about."""
ROLES = ("lawyer", "other")
"""Who works on cases; others take advice, lawyers the rest, and advice where there is nobody else."""
MONEY_ITEMS = ("dues", "grants", "balance")
"""Figures that say where an institution's money comes from; without any, money limits nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """An uncertain number."""

    low: float
    """The least."""
    likely: float
    """Most likely."""
    high: float
    """The most; equal to `low` where the number is known."""

    @property
    def said(self) -> str:
        """As text."""
        return (
            f"{self.likely:g}"
            if self.low == self.high
            else f"{self.likely:g} ({self.low:g} to {self.high:g})"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """People of one role at a desk."""

    role: str
    """`lawyer` or `other`."""
    people: int
    """How many are on the payroll."""
    rate: Range
    """Cases a week each."""
    salary: int
    """Minor units of money a month each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """Cases of one kind from one country."""

    kind: str
    """One of `KINDS`."""
    country: str
    """Where the person is."""
    weekly: Range
    """Cases a week."""
    backlog: int
    """Cases waiting when the plan starts."""
    solved_at_home: Range
    """Share that advice from home solves."""
    nationals: float
    """Share who are nationals of the country, for eligibility to shelters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Those who help on the spot in one country."""

    country: str
    """Where."""
    people: int
    """Who work on cases."""
    rate: Range
    """Cases a week each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """Money raised in one month."""

    month: int
    """Of the plan, from 0."""
    income: Range
    """Minor units of money."""
    for_aid: float
    """Share that buys kits; the rest pays for the desk."""
    times: int = 1
    """How often it brings its income; 2 where fundraising is doubled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A union, an association, an office that helps."""

    name: str
    """Its role; never a person."""
    staff: tuple[Staff, ...]
    """In the order of `ROLES`; roles nobody has are left out."""
    demands: tuple[Demand, ...]
    """Who asks."""
    partners: tuple[Partner, ...]
    """One a country."""
    campaigns: tuple[Campaign, ...]
    """By month."""
    figures: Mapping[str, Range]
    """Every other number by item; money in minor units."""
    counts_money: bool
    """Whether the sheet says where the money comes from."""
    lent: int = 0
    """Lawyers whom somebody else pays."""

    def people(self, role: str) -> int:
        """People of a role on the payroll."""
        return sum(each.people for each in self.staff if each.role == role)

    def desk_of(self, kind: str) -> str:
        """The role that works on a kind of case."""
        return "other" if kind == "advice" and self.people("other") else "lawyer"

    def staffed(self, role: str) -> Staff | None:
        """The row of a role."""
        return next((each for each in self.staff if each.role == role), None)

    @property
    def countries(self) -> tuple[str, ...]:
        """Where people who ask are."""
        return tuple(dict.fromkeys(each.country for each in self.demands))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelter:
    """Places for people who were exploited."""

    name: str
    """Its role."""
    country: str
    """Where."""
    places: int
    """How many."""
    stay: Range
    """Weeks that one person stays."""
    takes: str
    """`nationals`, `foreigners` or `all`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says what a row says."""

    table: str
    """Of the sheet."""
    row: str
    """What the row is about."""
    grade: str
    """As in the ledger: A official, B reported, C weak, D derived, R recalled, X assumed; blank where not stated."""
    source: str
    """Who says so, or why it is assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpCase:
    """Everything a sheet says."""

    name: str
    """What outputs call it."""
    start: datetime.date
    """First day."""
    months: int
    """Length."""
    currency: str
    """Of all money; blank where not stated."""
    institutions: tuple[Institution, ...]
    """In the order of the sheet."""
    shelters: tuple[Shelter, ...]
    """In the order of the sheet."""
    assumed: tuple[tuple[str, str], ...] = ()
    """Names and values of what the sheet does not state."""
    sources: tuple[Source, ...] = ()
    """Of the rows that state one."""

    @property
    def weeks(self) -> float:
        """Length."""
        return self.months * WEEKS_PER_MONTH

    def with_institution(self, changed: Institution) -> HelpCase:
        """The same with one institution replaced by that of the same name."""
        found = tuple(changed if each.name == changed.name else each for each in self.institutions)
        return replace(self, institutions=found)

    def month_start(self, month: int) -> datetime.date:
        """First day of a month of the plan."""
        count = self.start.month - 1 + month
        return datetime.date(self.start.year + count // 12, count % 12 + 1, 1)
