"""The tables of a transit sheet: columns, units and the words they take."""

from __future__ import annotations

from sapar.files.fields import Field, Kind
from sapar.files.tables import TableSpec

READY, NOT_READY = "ready", "not_ready"
"""State of a person's documents."""
LIMIT_ITEMS: dict[str, Field] = {
    "start": Field(name="start", kind=Kind.DATE_FROM, describe="first day of the plan"),
    "days": Field(
        name="days", kind=Kind.INTEGER, low=1, high=730, unit="days", describe="length of the plan"
    ),
    "processing": Field(
        name="processing",
        kind=Kind.INTEGER,
        low=0,
        unit="persons per day",
        describe="people the crossing handles",
    ),
    "quota": Field(
        name="quota", kind=Kind.INTEGER, low=0, unit="persons per day", describe="people allowed in transit"
    ),
    "quota_lost_chance": Field(
        name="quota_lost_chance",
        kind=Kind.NUMBER,
        low=0,
        high=1,
        unit="1",
        describe="chance that a day is lost",
    ),
    "escorted_vehicles": Field(
        name="escorted_vehicles",
        kind=Kind.INTEGER,
        low=0,
        unit="vehicles per day",
        describe="road vehicles that can be escorted",
    ),
    "beds": Field(name="beds", kind=Kind.INTEGER, low=0, unit="beds", describe="beds at the far end"),
    "bed_days": Field(
        name="bed_days", kind=Kind.INTEGER, low=1, high=365, unit="days", describe="how long one keeps a bed"
    ),
    "documents": Field(
        name="documents", kind=Kind.INTEGER, low=0, unit="persons per day", describe="people given papers"
    ),
    "longest_wait": Field(
        name="longest_wait", kind=Kind.INTEGER, low=0, high=3650, unit="days", describe="nobody waits longer"
    ),
    "supplies": Field(
        name="supplies",
        kind=Kind.INTEGER,
        low=0,
        unit="persons",
        describe="people a camp can shelter and feed",
    ),
    "daily_cost": Field(
        name="daily_cost",
        kind=Kind.NUMBER,
        low=0,
        unit="money per person per day",
        describe="cost of waiting",
    ),
    "currency": Field(name="currency", kind=Kind.CODE, describe="of all money in the sheet"),
    "in_cities": Field(
        name="in_cities",
        kind=Kind.INTEGER,
        low=0,
        unit="persons",
        describe="people who may still come, for --reacting",
    ),
}
"""What a row of `limits` may state, and how its value is read."""

_FROM = Field(
    name="from", kind=Kind.DATE_FROM, required=False, describe="first day it holds; blank: from the start"
)
_UNTIL = Field(
    name="until", kind=Kind.DATE_UNTIL, required=False, describe="last day it holds; blank: to the end"
)
_CAMP = Field(name="camp", kind=Kind.NAME, describe="a place name in Latin letters")
_CLASS = Field(name="class", kind=Kind.NAME, describe="a class of the sheet weights, or one known without it")

WAITING = TableSpec(
    file="waiting.csv",
    columns=(
        _CAMP,
        _CLASS,
        Field(name="citizenship", kind=Kind.CODE, describe="three capital letters, such as UZB"),
        Field(
            name="documents",
            kind=Kind.CHOICE,
            choices=(READY, NOT_READY),
            required=False,
            describe="ready to cross or not; blank: ready",
        ),
        Field(
            name="people", kind=Kind.INTEGER, low=0, high=1_000_000, unit="persons", describe="how many wait"
        ),
        Field(
            name="waited_days",
            kind=Kind.INTEGER,
            low=0,
            high=3650,
            required=False,
            unit="days",
            describe="how long they have waited already; blank: 0",
        ),
    ),
    key=("camp", "class", "citizenship", "documents", "waited_days"),
    describe="People waiting when the plan starts, counted by camp and class. Never names.",
)
ARRIVALS = TableSpec(
    file="arrivals.csv",
    columns=(
        _CAMP,
        Field(name="class", kind=Kind.NAME, required=False, describe="blank: as those waiting in the camp"),
        Field(
            name="citizenship", kind=Kind.CODE, required=False, describe="blank: as those waiting in the camp"
        ),
        Field(
            name="low", kind=Kind.NUMBER, low=0, high=100_000, unit="persons per day", describe="the least"
        ),
        Field(
            name="likely",
            kind=Kind.NUMBER,
            low=0,
            high=100_000,
            unit="persons per day",
            describe="most likely",
        ),
        Field(
            name="high", kind=Kind.NUMBER, low=0, high=100_000, unit="persons per day", describe="the most"
        ),
        _FROM,
        _UNTIL,
    ),
    optional=True,
    describe="People who come each day, as a range.",
)
FLEETS = TableSpec(
    file="fleets.csv",
    columns=(
        Field(name="fleet", kind=Kind.NAME, describe="its name in the plan"),
        Field(
            name="mode",
            kind=Kind.CHOICE,
            choices=("bus", "train"),
            describe="buses need escort, trains do not",
        ),
        Field(
            name="vehicles",
            kind=Kind.INTEGER,
            low=0,
            high=2_000,
            unit="vehicles",
            describe="how many there are",
        ),
        Field(
            name="seats",
            kind=Kind.INTEGER,
            low=1,
            high=3_000,
            unit="persons per vehicle",
            describe="effective seats: people that it really carries",
        ),
        Field(
            name="cycle_days",
            kind=Kind.INTEGER,
            low=1,
            high=365,
            unit="days",
            describe="from one departure of a vehicle to its next",
        ),
        Field(
            name="feeder_days",
            kind=Kind.INTEGER,
            low=0,
            high=30,
            required=False,
            unit="days",
            describe="from the camp to the crossing; blank: 0",
        ),
        Field(
            name="haul_days",
            kind=Kind.INTEGER,
            low=0,
            high=60,
            required=False,
            unit="days",
            describe="from the crossing to the far end; blank: 0",
        ),
        Field(
            name="fare",
            kind=Kind.NUMBER,
            low=0,
            required=False,
            unit="money per person",
            describe="paid by those who travel, or for those without money by the payer; blank: 0",
        ),
        Field(
            name="departure_cost",
            kind=Kind.NUMBER,
            low=0,
            required=False,
            unit="money per departure",
            describe="paid by the payer; blank: 0",
        ),
        Field(name="payer", kind=Kind.NAME, required=False, describe="who pays what the travellers do not"),
        Field(name="camps", kind=Kind.NAMES, required=False, describe="camps it serves; blank or *: all"),
        Field(name="citizenship", kind=Kind.CODES, required=False, describe="whom it takes; blank or *: all"),
        Field(
            name="breakdown_chance",
            kind=Kind.NUMBER,
            low=0,
            high=1,
            required=False,
            unit="1",
            describe="chance that a planned departure does not leave; blank: 0",
        ),
        Field(
            name="least_filled",
            kind=Kind.NUMBER,
            low=0,
            high=1,
            required=False,
            unit="1",
            describe="share of the seats below which no departure is planned; blank: 0",
        ),
        Field(
            name="from",
            kind=Kind.DATE_FROM,
            required=False,
            describe="day of the first departure at the earliest; blank: every vehicle is free on the first day",
        ),
        _UNTIL,
    ),
    key=("fleet",),
    describe="Buses and trains.",
)
LIMITS = TableSpec(
    file="limits.csv",
    columns=(
        Field(name="item", kind=Kind.CHOICE, choices=tuple(LIMIT_ITEMS), describe="what is limited"),
        Field(name="value", describe="a number; for start a date; for currency three capital letters"),
        Field(name="camp", kind=Kind.NAME, required=False, describe="only for supplies"),
        Field(
            name="citizenship",
            kind=Kind.CODE,
            required=False,
            describe="for quota and beds; blank: all together",
        ),
        _FROM,
        _UNTIL,
    ),
    describe="The day the plan starts, and what bounds it; what is not listed does not bind.",
)
WEIGHTS = TableSpec(
    file="weights.csv",
    columns=(
        _CLASS,
        Field(
            name="weight",
            kind=Kind.NUMBER,
            low=0.01,
            high=1000,
            unit="1",
            describe="how much a day of waiting counts; others: 1",
        ),
        Field(
            name="group_size",
            kind=Kind.INTEGER,
            low=1,
            high=20,
            unit="persons",
            required=False,
            describe="people who stay together in one vehicle; blank: 1",
        ),
        Field(
            name="escort_seats",
            kind=Kind.INTEGER,
            low=0,
            high=5,
            unit="seats per group",
            required=False,
            describe="seats for people who go along; blank: 0",
        ),
        Field(
            name="pays",
            kind=Kind.NUMBER,
            low=0,
            high=1,
            unit="1",
            required=False,
            describe="share of the fare that they pay themselves; blank: 1",
        ),
    ),
    key=("class",),
    optional=True,
    describe="Classes of people: the priority of each, who stays together, who needs an escort seat.",
)
PLAN = TableSpec(
    file="plan.csv",
    columns=(
        Field(name="date", kind=Kind.DATE_FROM, describe="day of departure"),
        Field(name="fleet", kind=Kind.NAME, describe="a fleet of the sheet"),
        Field(
            name="vehicles",
            kind=Kind.INTEGER,
            low=0,
            high=2_000,
            unit="vehicles",
            describe="how many leave that day; the same in every row of the day and fleet",
        ),
        Field(name="camp", kind=Kind.NAME, required=False, describe="blank: seats are filled by priority"),
        Field(name="class", kind=Kind.NAME, required=False, describe="blank: seats are filled by priority"),
        Field(
            name="citizenship", kind=Kind.CODE, required=False, describe="blank: seats are filled by priority"
        ),
        Field(
            name="people", kind=Kind.INTEGER, low=0, required=False, unit="persons", describe="how many board"
        ),
    ),
    describe="A plan made by hand.",
)
TABLES = (WAITING, ARRIVALS, FLEETS, LIMITS, WEIGHTS)
"""The sheets of a workbook, or the files of a folder."""
