"""The law: what a citizen may do in a host country on a day, as dated rows; a kind of row for each subject."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from sapar.position import Position

RIGHTS = ("residence", "driving", "bank", "marriage", "property", "school")
"""Rights that a registry of people without status may take: to change the place of residence, drive a car, use
a bank, marry, trade property, enrol children at school."""

STANDING_CHANGES = (
    "registry", "expulsion", "expulsion_from_registry", "regularisation", "naturalisation", "lifted_ban",
)  # fmt: skip
"""What the authorities do to somebody's standing: enter people without status into the registry; expel people without
status, or those in the registry; give a permit to people without status during an amnesty; make holders of contracts
and permits citizens; take people off the list of entry bans."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LawRow:
    """What all rows of law about a place and citizenships share."""

    place: str
    """Host country or outside place."""
    citizenship: tuple[str, ...]
    """Codes, or `("*",)` for all; an explicit code wins over `*`."""
    union: str | None = None
    """If given, the row holds only while place and citizenship are members of this union, and wins over
    rows without one."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still valid."""
    status: str = "in_force"
    """One of `STATUSES`; proposed rows are never active."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def is_in_force(self) -> bool:
        """Whether the row can be active."""
        return self.status == "in_force"

    @property
    def part(self) -> str:
        """What within its table it is about; rows about different parts never overlap."""
        return ""

    def names(self, citizenship: str) -> bool:
        """Whether it names the citizenship, or all."""
        return citizenship in self.citizenship or self.citizenship == ("*",)

    def covers(self, citizenship: str, date: datetime.date) -> bool:
        """Whether it names the citizenship, or all, and the day; says nothing about which row wins."""
        return self.names(citizenship) and self.from_ <= date and (self.until is None or date <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class StayRule(LawRow):
    """How long a visitor may stay."""

    days: int
    """Days allowed."""
    counting: str
    """One of `COUNTINGS`."""
    window: int | None = None
    """Days of the rolling window."""
    entry_days: int | None = None
    """Days that one entry gives within `days`; None: as many as `days`. The simulation does not read it."""
    exempt: tuple[str, ...] = ()
    """Those of `EXEMPTIONS` whose holders' days are not counted. The simulation does not read it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRule(LawRow):
    """What working takes and costs."""

    authorisation: str
    """One of `AUTHORISATIONS`."""
    fee: float | None = None
    """`currency` per month."""
    one_off: float | None = None
    """`currency`, to obtain it."""
    currency: str | None = None
    """Of the fee and of obtaining."""
    test: bool | None = None
    """Whether a test of language, history and law is asked for."""
    employers: str | None = None
    """One of `EMPLOYERS`: for whom it lets its holder work; None: not known."""
    apply_days: int | None = None
    """Days after entry within which it has to be applied for; None: not known."""
    longest_months: int | None = None
    """For how many months it can be paid or issued at most; None: not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension(LawRow):
    """Days on which the clock of stays is stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Amnesty(LawRow):
    """Days on which the consequences of a stay without status are lifted or can be undone."""

    offer: str
    """One of `OFFERS`."""

    @property
    def part(self) -> str:
        """Its offer."""
        return self.offer


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction(LawRow):
    """Entry ban that may follow a stay without status, and the fine."""

    ban_days: int
    """Days of the ban that is taken as typical."""
    ban_low: int | None = None
    """Days of the shortest ban the law or reports know."""
    ban_high: int | None = None
    """Days of the longest."""
    fine: float | None = None
    """`currency`, the largest."""
    currency: str | None = None
    """Of the fine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistryRule(LawRow):
    """What people without status lose beside their right to be there, and who decides on expulsion."""

    lost: tuple[str, ...] = ()
    """Those of `RIGHTS` that are lost."""
    expulsion: str | None = None
    """One of `EXPULSIONS`; None: not known."""

    @property
    def lost_rights(self) -> tuple[bool, ...]:
        """The vector of rights: for each of `RIGHTS` whether it is lost."""
        return tuple(right in self.lost for right in RIGHTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRule(LawRow):
    """What is asked of people who cross the border or have just arrived."""

    requirement: str
    """A key of `REQUIREMENTS`."""
    answer: str
    """One of the words of that requirement."""
    days: int | None = None
    """Days before the journey (`notice`) or after arrival (`registration`)."""

    @property
    def part(self) -> str:
        """Its requirement."""
        return self.requirement


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyRule(LawRow):
    """A right of the family of somebody who works in the host country."""

    right: str
    """A key of `FAMILY_RIGHTS`."""
    answer: str
    """One of the words of that right."""

    @property
    def part(self) -> str:
        """Its right."""
        return self.right


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate(LawRow):
    """How often the authorities bring people to another standing, as the rules of the day are applied."""

    change: str
    """One of `STANDING_CHANGES`."""
    per_year: float
    """Events per person at risk and year."""

    @property
    def part(self) -> str:
        """Its change."""
        return self.change


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A country's membership of a union of states."""

    union: str
    """The union's name."""
    member: str
    """Code of the country."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still valid."""
    status: str = "in_force"
    """One of `STATUSES`; proposed rows are never active."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    @property
    def is_in_force(self) -> bool:
        """Whether the row can be active."""
        return self.status == "in_force"


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A question about the law with the answer a lawyer expects."""

    citizenship: str
    """Whose law is asked for."""
    place: str
    """Host country or outside place."""
    date: datetime.date
    """The day."""
    purpose: str
    """One of `PURPOSES`."""
    question: str
    """One of `QUESTIONS`."""
    answer: str
    """The answer as that question gives it."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where its answer is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """All tables of law."""

    stay: tuple[StayRule, ...] = ()
    """`law/stay.csv`."""
    work: tuple[WorkRule, ...] = ()
    """`law/work.csv`."""
    suspensions: tuple[Suspension, ...] = ()
    """`law/suspensions.csv`."""
    sanctions: tuple[Sanction, ...] = ()
    """`law/sanctions.csv`."""
    unions: tuple[Membership, ...] = ()
    """`law/unions.csv`."""
    family: tuple[FamilyRule, ...] = ()
    """`law/family.csv`."""
    entry: tuple[EntryRule, ...] = ()
    """`law/entry.csv`."""
    registry: tuple[RegistryRule, ...] = ()
    """`law/registry.csv`."""
    amnesties: tuple[Amnesty, ...] = ()
    """`law/amnesties.csv`."""
    rates: tuple[Rate, ...] = ()
    """`law/rates.csv`."""
    examples: tuple[Example, ...] = ()
    """`law/examples.csv`."""
