"""The law as one function: what a citizen of one country may do in another on a date, and which row says so."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from sapar.errors import DayOutsidePeriod, NoSuchCitizenship, NoSuchHost, NoSuchPurpose
from sapar.files.names import suggestion
from sapar.frame.calendar import Calendar
from sapar.model.declarations import Declarations
from sapar.model.declarations.law import (
    Amnesty,
    EntryRule,
    FamilyRule,
    Law,
    LawRow,
    Membership,
    RegistryRule,
    Sanction,
    StayRule,
    Suspension,
    WorkRule,
)
from sapar.model.declarations.law_tables import FAMILY_RIGHTS, OFFERS, PURPOSES, REQUIREMENTS, UNTOLD
from sapar.model.precedence import Together, holding, together

Basis = LawRow | Membership
"""A row that says so."""

CITIZEN, CLOCK, UNION, PAPERS, WITH_WORKER, BARRED, UNKNOWN = (
    "citizen",
    "clock",
    "union_contract",
    "papers",
    "with_worker",
    "barred",
    "unknown",
)
"""What bounds a stay for its purpose: nothing, as a citizen; the visitor's clock; the contract of a worker of the
union; the validity of a patent or permit; the stay of the worker whose family one is; a ban on families; or
something that no row says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What bounds a stay for its purpose."""

    kind: str
    """One of the seven words above."""
    rows: tuple[Basis, ...]
    """The rows that say so; none for `citizen` and `unknown`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """What the law of a place says to a citizen of another country on a date.

    Every answer is the row that gives it, with its position, source, grade and note. None, or an empty mapping's
    missing key, means that no row says so: it is not known to the study.
    """

    citizenship: str
    """Code of the country of citizenship."""
    place: str
    """Code of the host country or outside place."""
    date: datetime.date
    """The day."""
    purpose: str
    """One of `PURPOSES`."""
    membership: tuple[Membership, Membership] | None
    """Rows of the host and of the country of citizenship in one union."""
    stay: StayRule | None
    """Days of a visitor and how they are counted."""
    suspension: Suspension | None
    """Decree that stops the clock of stays on this day."""
    work: WorkRule | None
    """What working takes where no union opens it."""
    entry: dict[str, EntryRule]
    """What is asked at entry, by requirement."""
    family: dict[str, FamilyRule]
    """Rights of a worker's family, by right."""
    sanction: Sanction | None
    """Ban and fine after a stay without status."""
    registry: RegistryRule | None
    """Rights that people without status lose, and who decides on expulsion."""
    amnesties: dict[str, Amnesty]
    """Offers that hold on this day."""
    proposed: tuple[Basis, ...]
    """Rows of proposals dated so; they are not law and have changed no answer."""

    @property
    def is_home(self) -> bool:
        """Whether somebody is at home, where the law on foreigners does not apply."""
        return self.citizenship == self.place

    @property
    def authorisation(self) -> str | None:
        """What working takes: one of `AUTHORISATIONS`, `free` within a union; None: no row says so."""
        if self.is_home or self.membership is not None:
            return "free"
        return None if self.work is None else self.work.authorisation

    @property
    def limit(self) -> Limit:
        """What bounds a stay for the purpose."""
        if self.is_home:
            return Limit(kind=CITIZEN, rows=())
        if self.purpose in UNTOLD:
            return Limit(kind=UNKNOWN, rows=())
        if self.purpose == "family":
            return self._limit_of_family()
        exempt = () if self.stay is None else self.stay.exempt
        if self.purpose == "work" and self.stay is not None:
            if self.membership is not None and "union" in exempt:
                return Limit(kind=UNION, rows=(self.stay, *self.membership))
            if self.membership is None and self.work is not None and self.work.authorisation in exempt:
                return Limit(kind=PAPERS, rows=(self.stay, self.work))
        return self._clock

    def _limit_of_family(self) -> Limit:
        """What bounds the stay of a worker's family."""
        rule = self.family.get("stay")
        if rule is None:
            return Limit(kind=UNKNOWN, rows=())
        if rule.answer == "as_visitors":
            return Limit(kind=self._clock.kind, rows=(rule, *self._clock.rows))
        return Limit(kind=rule.answer, rows=(rule,))

    @property
    def _clock(self) -> Limit:
        """The visitor's clock as the bound."""
        return Limit(kind=UNKNOWN, rows=()) if self.stay is None else Limit(kind=CLOCK, rows=(self.stay,))

    @property
    def rows(self) -> tuple[Basis, ...]:
        """Every row that says something, each once, in the order of the fields; within a union that of work is
        silent."""
        found: list[Basis | None] = [
            *(self.membership or ()),
            self.stay,
            self.suspension,
            None if self.membership else self.work,
            *self.entry.values(),
            *self.family.values(),
            self.sanction,
            self.registry,
            *self.amnesties.values(),
        ]
        kept: list[Basis] = []
        for row in found:
            if row is not None and not any(row is other for other in kept):
                kept.append(row)
        return tuple(kept)


def regime(
    declarations: Declarations,
    citizenship: str,
    place: str,
    date: datetime.date,
    purpose: str = "work",
) -> Regime:
    """The law of a place for a citizen on a date.

    Parameters
    ----------
    declarations
        The study, as written or as a scenario has it.
    citizenship
        Code of a country of the study.
    place
        A country or outside place; any place within a country stands for it.
    date
        A day of the study's period.
    purpose
        `work`, `visit`, `family` (of somebody who works there), `study`, `asylum` or `residence` (for good).

    Raises
    ------
    NoSuchCitizenship, NoSuchHost, NoSuchPurpose, DayOutsidePeriod
        The study cannot be asked so.
    """
    require_citizenship(declarations, citizenship)
    if purpose not in PURPOSES:
        raise NoSuchPurpose(found=purpose, why="is not a purpose", try_=suggestion(purpose, PURPOSES))
    require_day(declarations.frame.calendar, date)
    host = require_host(declarations, place)
    law = declarations.law if citizenship != host else Law()
    return _regime(law, citizenship, host, date, purpose)


def require_citizenship(declarations: Declarations, citizenship: str) -> None:
    """Refuse what is not a country of the study.

    Raises
    ------
    NoSuchCitizenship
        It is none.
    """
    countries = declarations.frame.places.countries
    if citizenship not in countries:
        why, hint = "is not a citizenship of this study", suggestion(citizenship, countries)
        raise NoSuchCitizenship(found=citizenship, why=why, try_=hint)


def require_host(declarations: Declarations, place: str) -> str:
    """Code of the country or outside place that is, or holds, a place.

    Raises
    ------
    NoSuchHost
        The study has no such place.
    """
    places = declarations.frame.places
    if place not in places:
        why, hint = "is not a place of this study", suggestion(place, places.states)
        raise NoSuchHost(found=place, why=why, try_=hint)
    return places.country_of(place)


def require_day(calendar: Calendar, date: datetime.date) -> None:
    """Refuse a day outside the period.

    Raises
    ------
    DayOutsidePeriod
        It is.
    """
    if not calendar.contains(date):
        why = f"is outside the study's period, {calendar.start} to {calendar.end}"
        hint = f"a day from {calendar.start} to {calendar.end}"
        raise DayOutsidePeriod(found=date.isoformat(), why=why, try_=hint)


def _regime(law: Law, citizenship: str, place: str, date: datetime.date, purpose: str) -> Regime:
    """The rows that win, subject by subject."""
    who = (place, citizenship, law.unions)
    day = Calendar.between(date, date)
    union = next(together(day, law.unions, place, citizenship), None)
    entry = {
        name: holding(date, [row for row in law.entry if row.requirement == name], *who)
        for name in REQUIREMENTS
    }
    family = {
        name: holding(date, [row for row in law.family if row.right == name], *who) for name in FAMILY_RIGHTS
    }
    amnesties = {
        name: holding(date, [row for row in law.amnesties if row.offer == name], *who) for name in OFFERS
    }
    return Regime(
        citizenship=citizenship,
        place=place,
        date=date,
        purpose=purpose,
        membership=_rows_of(union),
        stay=holding(date, law.stay, *who),
        suspension=holding(date, law.suspensions, *who),
        work=None if purpose in ("asylum", "residence") else holding(date, law.work, *who),
        entry={name: row for name, row in entry.items() if row is not None},
        family={name: row for name, row in family.items() if row is not None},
        sanction=holding(date, law.sanctions, *who),
        registry=holding(date, law.registry, *who),
        amnesties={name: row for name, row in amnesties.items() if row is not None},
        proposed=_proposed(law, citizenship, place, date),
    )


def _rows_of(union: Together | None) -> tuple[Membership, Membership] | None:
    """The two rows of a common membership."""
    return None if union is None else (union.host, union.citizen)


def _proposed(law: Law, citizenship: str, place: str, date: datetime.date) -> tuple[Basis, ...]:
    """Proposals that name the place, the citizenship and the day."""
    tables: tuple[tuple[LawRow, ...], ...] = (
        law.stay, law.work, law.suspensions, law.sanctions, law.family, law.entry, law.registry, law.amnesties,
    )  # fmt: skip
    rows = [
        row
        for table in tables
        for row in table
        if not row.is_in_force and row.place == place and row.covers(citizenship, date)
    ]
    unions = [
        row
        for row in law.unions
        if not row.is_in_force
        and row.member in (place, citizenship)
        and row.from_ <= date
        and (row.until is None or date <= row.until)
    ]
    return (*rows, *unions)
