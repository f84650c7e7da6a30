"""Channels: through whom people find work abroad, what it costs them, and who pays the journey."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from sapar.errors import MissingValue, SharesDoNotSum
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import TableSpec
from sapar.model.declarations.rows import FROM, GRADE, NOTE, SOURCE, UNTIL, References, read_rows
from sapar.position import Position
from sapar.problems import Problems

CHANNELS = ("network", "broker", "agency", "organised")
"""Relatives and friends; informal brokers; private agencies; recruitment organised by states."""

NETWORK, BROKER, AGENCY, ORGANISED = range(4)
"""Their order along the axis."""

CHANNEL_TERMS = TableSpec(
    file="economy/channels.csv",
    describe="Through whom people find work abroad, what it costs them, and who pays the journey.",
    optional=True,
    columns=(
        Field(name="citizenship", kind=Kind.CODES, describe="a code, several, or *"),
        Field(name="place", kind=Kind.NAMES, describe="host country or outside place, or *"),
        Field(name="channel", kind=Kind.CHOICE, choices=CHANNELS),
        FROM,
        UNTIL,
        Field(
            name="share",
            kind=Kind.NUMBER,
            required=False,
            low=0,
            high=1,
            describe="of those who set out; blank for network: the rest",
        ),
        Field(name="fee", kind=Kind.NUMBER, required=False, low=0, unit="currency", describe="a head"),
        Field(name="currency", kind=Kind.CODE, required=False),
        Field(
            name="employer_pays",
            kind=Kind.NUMBER,
            required=False,
            low=0,
            high=1,
            describe="share of the journey and of obtaining papers",
        ),
        SOURCE,
        GRADE,
        NOTE,
    ),
    key=("citizenship", "place", "channel", "from", "until"),
)
"""`economy/channels.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelTerms:
    """What one channel is over the days of one row."""

    citizenship: tuple[str, ...]
    """Codes, or `("*",)` for all; an explicit code wins over `*`."""
    place: tuple[str, ...]
    """Host countries or outside places, or `("*",)`; an explicit one wins over `*`."""
    channel: str
    """One of `CHANNELS`."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still valid."""
    share: float | None = None
    """Of those who set out; None for the network: the rest."""
    fee: float | None = None
    """A head, in `currency`; None: nothing is asked."""
    currency: str | None = None
    """ISO 4217."""
    employer_pays: float | None = None
    """Share of the journey and of obtaining papers; None: nothing."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""

    def rank(self, citizenship: str, place: str) -> int:
        """How closely it is about the two: 3 names both, 2 the citizenship, 1 the place, 0 neither, -1 not at all."""
        names = [self.citizenship == ("*",) or citizenship in self.citizenship]
        names.append(self.place == ("*",) or place in self.place)
        return 2 * (self.citizenship != ("*",)) + (self.place != ("*",)) if all(names) else -1


def read_channels(
    folder: StudyFolder, references: References, problems: Problems
) -> tuple[ChannelTerms, ...]:
    """Read `economy/channels.csv`: every channel but the network states its share, every fee its currency."""
    known = {
        "citizenship": references.citizenships,
        "place": references.states,
        "currency": references.currencies,
        "source": references.sources,
    }
    rows = tuple(ChannelTerms(**row.fields) for row in read_rows(folder, CHANNEL_TERMS, known, problems))
    for row in rows:
        if (row.share is None) != (row.channel == CHANNELS[NETWORK]):
            why = "the share of the network is what the other channels leave" if row.share is not None else ""
            why = why or f"the share of the channel {row.channel} is blank"
            hint = "leave it blank" if row.share is not None else "the share of those who set out, 0 to 1"
            problems.add(SharesDoNotSum(at=row.at, why=why, try_=hint))
        if row.fee is not None and row.currency is None:
            why = "the fee has no currency"
            problems.add(MissingValue(at=row.at, why=why, try_="three capital letters, such as USD"))
    return rows


def closest(rows: Iterable[ChannelTerms], channel: str, citizenship: str, place: str) -> list[ChannelTerms]:
    """The rows of a channel that name citizenship and place most closely."""
    ranked = [(row.rank(citizenship, place), row) for row in rows if row.channel == channel]
    best = max((rank for rank, _ in ranked), default=-1)
    return [row for rank, row in ranked if rank == best >= 0]
