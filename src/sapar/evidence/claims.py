"""Claims: one number, or one "no data", that one source states."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from sapar.evidence.definitions import DEFINITION
from sapar.evidence.sources import GRADES
from sapar.files.fields import Field, Kind
from sapar.files.tables import TableSpec
from sapar.position import Position

DEFINITIONS = tuple(DEFINITION)
"""What a source counts; sources of one corridor differ mostly because they count different things."""
WORDLESS = ("rule", "no_data", "statement", "withdrawn")
"""Definitions that need no number."""
HEDGES = ("point", "about", "nearly", "at_least", "at_most", "range", "vague", "none")
"""How firmly the number is stated."""

CLAIMS = TableSpec(
    file="evidence/claims.csv",
    describe="One number one source states, as printed.",
    key=("claim",),
    columns=(
        Field(name="claim", kind=Kind.NAME),
        Field(name="source", kind=Kind.NAME),
        Field(name="definition", kind=Kind.CHOICE, choices=DEFINITIONS),
        Field(name="quantity", describe="in a few words"),
        Field(name="citizenship", kind=Kind.CODES, required=False),
        Field(name="place", kind=Kind.NAMES, required=False),
        Field(name="from", kind=Kind.DATE_FROM, required=False),
        Field(name="until", kind=Kind.DATE_UNTIL, required=False),
        Field(name="value", kind=Kind.NUMBER, required=False),
        Field(name="low", kind=Kind.NUMBER, required=False),
        Field(name="high", kind=Kind.NUMBER, required=False),
        Field(name="unit", kind=Kind.UNIT, required=False),
        Field(name="hedge", kind=Kind.CHOICE, choices=HEDGES),
        Field(name="as_printed", describe="the source's own words"),
        Field(name="grade", kind=Kind.CHOICE, choices=GRADES),
        Field(name="note", required=False),
        Field(
            name="replaces",
            kind=Kind.NAME,
            required=False,
            describe="the claim this row corrects or withdraws",
        ),
        Field(
            name="copy_of", kind=Kind.NAME, required=False, describe="the claim another outlet took it from"
        ),
    ),
)
"""`evidence/claims.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One number that one source states about one quantity."""

    claim: str
    """Its name within the study."""
    source: str
    """Who says so."""
    definition: str
    """What is counted; one of `DEFINITIONS`."""
    quantity: str
    """What is counted, in words."""
    citizenship: tuple[str, ...] = ()
    """Codes; `("*",)` for all, empty where it does not apply."""
    place: tuple[str, ...] = ()
    """Places; `("*",)` for all, empty where it does not apply."""
    from_: datetime.date | None = None
    """First day it is about."""
    until: datetime.date | None = None
    """Last day it is about."""
    value: float | None = None
    """As printed, in `unit`; never converted here."""
    low: float | None = None
    """Lower end of a range as printed."""
    high: float | None = None
    """Upper end of a range as printed."""
    unit: str | None = None
    """The source's own unit."""
    hedge: str
    """How firmly; one of `HEDGES`."""
    as_printed: str
    """The source's own words."""
    grade: str
    """How good the evidence is; one of `GRADES`."""
    note: str | None = None
    """Anything a reader should know."""
    replaces: str | None = None
    """The earlier claim that this one corrects or withdraws."""
    copy_of: str | None = None
    """The claim it only repeats, if it does."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""
