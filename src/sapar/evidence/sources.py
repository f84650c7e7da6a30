"""Sources: who says so, how they know, and what they have at stake."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from sapar.files.fields import Field, Kind
from sapar.files.tables import TableSpec
from sapar.position import Position

SOURCE_KINDS = (
    "destination_registry",
    "origin_ministry",
    "press",
    "official",
    "survey",
    "expert",
    "association",
    "derived",
)
"""How a source comes to know."""
GRADES = ("A", "B", "C", "R", "D", "X")
"""A official and dated; B unclear definition or date, or a survey; C a single press estimate; R recalled, not
checked; D derived by arithmetic; X assumed."""

SOURCES = TableSpec(
    file="evidence/sources.csv",
    describe="Who says so.",
    key=("source",),
    columns=(
        Field(name="source", kind=Kind.NAME),
        Field(name="name", describe="of the institution or publication"),
        Field(name="kind", kind=Kind.CHOICE, choices=SOURCE_KINDS),
        Field(name="interest", required=False, describe="what it has at stake"),
        Field(name="address", required=False, describe="where it can be found"),
        Field(name="date_read", kind=Kind.DATE_FROM, required=False),
        Field(name="grade", kind=Kind.CHOICE, choices=GRADES),
        Field(name="note", required=False),
        Field(name="licence", required=False, describe="on what terms its numbers may be passed on"),
    ),
)
"""`evidence/sources.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One source."""

    source: str
    """Its name within the study."""
    name: str
    """The institution or publication."""
    kind: str
    """One of `SOURCE_KINDS`."""
    interest: str | None = None
    """What it has at stake."""
    address: str | None = None
    """Where it can be found."""
    date_read: datetime.date | None = None
    """When somebody read it."""
    grade: str
    """One of `GRADES`."""
    note: str | None = None
    """Anything a reader should know."""
    licence: str | None = None
    """On what terms its numbers may be passed on."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""
