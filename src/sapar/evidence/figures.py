"""Figures: what the model is confronted with, each resting on claims."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from sapar.files.fields import Field, Kind
from sapar.files.tables import TableSpec
from sapar.position import Position

ROLES = ("input", "calibration", "validation", "ledger")
"""What a figure is used for."""
TOLERANCES = ("X", "B", "C", "F", "G", "P", "Q", "-")
"""X exact, B 10 %, C 25 %, F factor 1.5, G factor 3, P what chance leaves of a small count, Q sign or order, - none."""

FIGURES = TableSpec(
    file="evidence/figures.csv",
    describe="The figures the model is confronted with.",
    key=("figure",),
    columns=(
        Field(name="figure", kind=Kind.NAME),
        Field(name="claims", kind=Kind.NAMES, required=False, describe="the claims it rests on"),
        Field(name="operator", kind=Kind.NAME, describe="how the model's results are read for it"),
        Field(name="citizenship", kind=Kind.CODES, required=False),
        Field(name="place", kind=Kind.NAMES, required=False),
        Field(name="from", kind=Kind.DATE_FROM, required=False),
        Field(name="until", kind=Kind.DATE_UNTIL, required=False),
        Field(name="value", kind=Kind.NUMBER, required=False),
        Field(name="low", kind=Kind.NUMBER, required=False),
        Field(name="high", kind=Kind.NUMBER, required=False),
        Field(name="unit", kind=Kind.UNIT, required=False),
        Field(name="role", kind=Kind.CHOICE, choices=ROLES),
        Field(name="tolerance", kind=Kind.CHOICE, choices=TOLERANCES),
        Field(name="text_en", describe="what it says, in English"),
        Field(name="text_ru", describe="what it says, in Russian"),
    ),
)
"""`evidence/figures.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure."""

    figure: str
    """Its name within the study."""
    claims: tuple[str, ...] = ()
    """The claims it rests on."""
    operator: str
    """How the model's results are read for it."""
    citizenship: tuple[str, ...] = ()
    """Codes; `("*",)` for all, empty where it does not apply."""
    place: tuple[str, ...] = ()
    """Places; `("*",)` for all, empty where it does not apply."""
    from_: datetime.date | None = None
    """First day it is about."""
    until: datetime.date | None = None
    """Last day it is about."""
    value: float | None = None
    """Central value, in `unit`."""
    low: float | None = None
    """Lower end, if it is a range."""
    high: float | None = None
    """Upper end, if it is a range."""
    unit: str | None = None
    """Its unit."""
    role: str
    """One of `ROLES`."""
    tolerance: str
    """One of `TOLERANCES`."""
    text_en: str
    """What it says, in English."""
    text_ru: str
    """What it says, in Russian."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""
