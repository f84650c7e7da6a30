"""The units a study may use: a closed list, each with its dimension."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One unit of a claim, a figure or a parameter."""

    name: str
    """As written in the `unit` column."""
    dimension: str
    """What it measures; units of one dimension can be converted into each other."""
    scale: float = 1.0
    """One of this unit in the first unit of its dimension."""


def _units(dimension: str, **scales: float) -> tuple[Unit, ...]:
    """Units of one dimension; underscores in the names stand for spaces."""
    return tuple(
        Unit(name=name.replace("_", " "), dimension=dimension, scale=scale) for name, scale in scales.items()
    )


_DIMENSIONLESS = (
    Unit(name="1", dimension="ratio"),
    Unit(name="share", dimension="ratio"),
    Unit(name="ratio", dimension="ratio"),
    Unit(name="times", dimension="ratio"),
    Unit(name="percent", dimension="ratio", scale=0.01),
)
_TIME = _units("time", days=1.0, weeks=7.0, months=365.25 / 12, years=365.25, hours=1 / 24)
_RATES = _units("rate", per_month=1.0, per_day=365.25 / 12, per_year=1 / 12)
_CALENDAR = _units("place in the year", month=1.0)
_COUNTS = tuple(
    Unit(name=name, dimension=name)
    for name in (
        "persons", "registrations", "permits", "patents", "entries", "contracts", "contacts", "cases",
        "calls", "members", "households", "children", "families", "buses", "trains", "flights", "vehicles",
        "seats", "types", "events", "attempts", "camps", "offices", "organisations", "countries", "places",
        "rank", "rows", "jobs", "visits", "complaints", "volunteers", "lawyers", "employers", "quotas",
        "departures", "applications",
    )
)  # fmt: skip
_FLOWS = tuple(
    Unit(name=f"{what} per {period}", dimension=f"{what} per time")
    for what in ("persons", "registrations", "buses", "trains", "seats")
    for period in ("day", "month", "year", "person-year", "bus", "train", "seat")
)
_MONEY = tuple(
    Unit(name=name, dimension=name)
    for name in ("USD", "USD per month", "USD per hour", "USD per day", "home pay", "months of home pay")
)
_DISTANCE = _units("distance", km=1.0)
_SUPPLIES = tuple(
    Unit(name=name, dimension=name)
    for name in (
        "litres per person-day", "square metres per person", "rations per person-day",
        "consultations per person-week", "blankets per person",
    )
)  # fmt: skip

UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        *_DIMENSIONLESS, *_TIME, *_RATES, *_CALENDAR, *_COUNTS, *_FLOWS, *_MONEY, *_DISTANCE, *_SUPPLIES,
        Unit(name="date", dimension="date"),
        Unit(name="none", dimension="none"),
    )
}  # fmt: skip
"""Every unit by its name."""


def is_unit(name: str) -> bool:
    """Whether a study may use this unit: one of the list, or a currency, alone or per day, month or year."""
    return name in UNITS or _is_currency_amount(name)


def _is_currency_amount(name: str) -> bool:
    """`RUB`, `RUB per month` and the like."""
    code, _, period = name.partition(" per ")
    is_code = len(code) == 3 and code.isascii() and code.isalpha() and code.isupper()
    return is_code and period in ("", "day", "month", "year", "hour", "ticket", "patent")
