"""The tables of a help sheet: columns, units and the words they take."""

from __future__ import annotations

from sapar.files.fields import Field, Kind
from sapar.files.tables import TableSpec
from sapar.operations.help.case import KINDS, ROLES


def _number(
    name: str, unit: str, describe: str, high: float, *, low: float = 0, blank: bool = False
) -> Field:
    """A column of numbers."""
    return Field(
        name=name, kind=Kind.NUMBER, low=low, high=high, required=not blank, unit=unit, describe=describe
    )


def _count(name: str, unit: str, describe: str, high: float, *, low: float = 0, blank: bool = False) -> Field:
    """A column of whole numbers."""
    return Field(
        name=name, kind=Kind.INTEGER, low=low, high=high, required=not blank, unit=unit, describe=describe
    )


def _range(
    name: str, unit: str, describe: str, high: float, *, low: float = 0, blank: bool = False
) -> tuple[Field, ...]:
    """Three columns: the most likely number, the least and the most."""
    return (
        _number(f"{name}_low", unit, "the least; blank: as the most likely", high, low=low, blank=True),
        _number(name, unit, describe, high, low=low, blank=blank),
        _number(f"{name}_high", unit, "the most; blank: as the most likely", high, low=low, blank=True),
    )


_MOST_MONEY = 1e12
FIGURE_ITEMS: dict[str, Field] = {
    field.name: field
    for field in (
        _number("members", "persons", "members when the plan starts; blank: 0", 1e8),
        _number("joins", "persons per month", "people who become members; blank: 0", 1e7),
        _number("leaves", "per month", "share of members who leave; blank: 0", 1),
        _number("dues", "money per member per month", "membership dues", 1e7),
        _number("paid_share", "1", "share of members who pay their dues; blank: 1", 1),
        _number("grants", "money per month", "grants and donations that pay for the desk", _MOST_MONEY),
        _number("balance", "money", "money at the start", _MOST_MONEY),
        _number(
            "other_costs", "money per month", "rent and the like, paid before salaries; blank: 0", _MOST_MONEY
        ),
        _number(
            "restriction", "1", "share of joins, grants and partners' work that a law keeps away; blank: 0", 1
        ),
        _number(
            "wage_claim", "money per case", "wages withheld in one case; blank: money is not counted", 1e10
        ),
        _number("contract_share", "1", "share of wage cases with a written contract", 1),
        _number("contract_advantage", "1", "how many times as likely to succeed with a contract", 100, low=1),
        _number("recovery_share", "1", "wage cases without contract that bring money in 6 months", 1),
        _number("recovered_part", "1", "part of the amount that is paid", 1),
        _number("solved_at_home", "1", "share of cases that advice from home solves", 1),
        _number("contacts_per_case", "1", "people who ask for each case opened", 1000, low=1),
        _number("aid_need", "persons per month", "people who need a kit; blank: 0", 1e7),
        _number("kit_cost", "money per kit", "price of a kit for one person; blank: 0", 1e8),
        _number("kits", "kits", "kits in stock at the start; blank: 0", 1e8),
    )
}
"""What a row of `figures` may state."""

_INSTITUTION = Field(
    name="institution", kind=Kind.NAME, describe="a role in Latin letters, such as union; never a person"
)
_COUNTRY = Field(name="country", kind=Kind.CODE, describe="where: three capital letters, such as KAZ")

_SOURCE = (
    Field(
        name="grade",
        kind=Kind.TEXT,
        required=False,
        describe="as in the ledger: A official, B reported, C weak, D derived, R recalled, X assumed",
    ),
    Field(name="source", kind=Kind.TEXT, required=False, describe="who says so, or why it is assumed"),
)

PERIOD = TableSpec(
    file="period.csv",
    columns=(
        Field(name="start", kind=Kind.DATE_FROM, describe="first day of the plan"),
        _count("months", "months", "length of the plan; blank: 12", 60, low=1, blank=True),
        Field(name="currency", kind=Kind.CODE, required=False, describe="of all money in the sheet"),
    ),
    describe="When the plan starts and how long it is: one row.",
)
CASES = TableSpec(
    file="cases.csv",
    columns=(
        _INSTITUTION,
        Field(
            name="kind",
            kind=Kind.CHOICE,
            choices=KINDS,
            describe="what the cases are about: " + ", ".join(KINDS),
        ),
        _COUNTRY,
        *_range("cases_week", "cases per week", "cases opened", 5_000),
        _count("backlog", "cases", "waiting when the plan starts; blank: 0", 100_000, blank=True),
        _number(
            "solved_at_home", "1", "share that advice from home solves; blank: as in figures", 1, blank=True
        ),
        _number("nationals_share", "1", "share who are nationals of the country; blank: 0", 1, blank=True),
        *_SOURCE,
    ),
    key=("institution", "kind", "country"),
    describe="Cases by kind and country. Counts, never names.",
)
STAFF = TableSpec(
    file="staff.csv",
    columns=(
        _INSTITUTION,
        Field(name="role", kind=Kind.CHOICE, choices=ROLES, describe="lawyer, or other: takes advice only"),
        _count("people", "persons", "how many", 500),
        *_range("cases_week", "cases per week each", "cases that one finishes", 500, low=0.01),
        _number("salary_month", "money per person per month", "salary; blank: 0", 1e9, blank=True),
        *_SOURCE,
    ),
    key=("institution", "role"),
    describe="Who works on cases at home.",
)
PARTNERS = TableSpec(
    file="partners.csv",
    columns=(
        _INSTITUTION,
        _COUNTRY,
        _count("people", "persons", "who work on its cases", 500),
        *_range("cases_week", "cases per week each", "cases that one finishes", 500, low=0.01),
        *_SOURCE,
    ),
    key=("institution", "country"),
    optional=True,
    describe="Partners abroad: without one, cases that need presence in a country stay unresolved.",
)
SHELTERS = TableSpec(
    file="shelters.csv",
    columns=(
        Field(name="shelter", kind=Kind.NAME, describe="a role, such as state-shelter; never an address"),
        _COUNTRY,
        _count("places", "places", "how many", 500),
        *_range("stay_weeks", "weeks", "how long one person stays", 520, low=0.1),
        Field(
            name="takes",
            kind=Kind.CHOICE,
            choices=("nationals", "foreigners", "all"),
            describe="who is eligible",
        ),
        *_SOURCE,
    ),
    key=("shelter",),
    optional=True,
    describe="Places for people who were exploited.",
)
CAMPAIGNS = TableSpec(
    file="campaigns.csv",
    columns=(
        _INSTITUTION,
        Field(name="date", kind=Kind.DATE_FROM, describe="a day of the month in which the money comes"),
        *_range("income", "money", "money raised", _MOST_MONEY),
        _number(
            "aid_share", "1", "share that buys kits, the rest pays for the desk; blank: 1", 1, blank=True
        ),
        *_SOURCE,
    ),
    optional=True,
    describe="Fundraising.",
)
FIGURES = TableSpec(
    file="figures.csv",
    columns=(
        Field(name="item", kind=Kind.CHOICE, choices=tuple(FIGURE_ITEMS), describe="what the number is"),
        Field(name="institution", kind=Kind.NAME, required=False, describe="blank: all of the sheet"),
        _number("low", "of the item", "the least; blank: as the most likely", _MOST_MONEY, blank=True),
        _number("likely", "of the item", "most likely", _MOST_MONEY),
        _number("high", "of the item", "the most; blank: as the most likely", _MOST_MONEY, blank=True),
        *_SOURCE,
    ),
    key=("item", "institution"),
    optional=True,
    describe="Members, money, aid and shares, each with its range and source.",
)
TABLES = (PERIOD, CASES, STAFF, PARTNERS, SHELTERS, CAMPAIGNS, FIGURES)
"""The sheets of a workbook, or the files of a folder."""
