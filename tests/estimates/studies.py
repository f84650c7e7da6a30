"""A small invented study: two citizenships, two hosts, eight quarters, and one claim of each kind."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

import numpy as np

from sapar.estimates.reconcile import Belief
from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.setting import StockSetting
from sapar.estimates.stocks.structure import Structure, build_structure
from sapar.evidence.claims import Claim
from sapar.evidence.ledger import Ledger
from sapar.evidence.sources import Source

CITIZENSHIPS = ("AA", "BB")
HOSTS = ("east", "west")
KINDS = {
    "register": "destination_registry",
    "second-register": "destination_registry",
    "ministry": "origin_ministry",
    "second-ministry": "origin_ministry",
    "paper": "press",
    "weekly": "press",
}
"""Kind of each source."""


def belief(value: float, low: float, high: float) -> Belief:
    """A median and an 80 % range."""
    return Belief(value=value, low=low, high=high)


ASSUMPTIONS: Mapping[str, Belief] = {
    "prior_stock:AA-east": belief(300e3, 150e3, 600e3),
    "prior_stock:BB-east": belief(80e3, 40e3, 160e3),
    "prior_stock:AA-west": belief(150e3, 75e3, 300e3),
    "prior_stock:BB-west": belief(500e3, 250e3, 1000e3),
    "worker_share:AA-east": belief(0.8, 0.7, 0.9),
    "worker_share:BB-west": belief(0.75, 0.6, 0.9),
    "coverage:destination_registry": belief(1.0, 0.8, 1.25),
    "coverage:origin_ministry": belief(0.75, 0.55, 1.0),
    "coverage:press": belief(1.0, 0.65, 1.5),
    "registrations_per_person_year:east": belief(1.5, 1.1, 2.0),
    "registrations_per_person_year:west": belief(1.8, 1.3, 2.5),
    "entries_per_arrival:west": belief(1.6, 1.1, 2.3),
    "permits_per_person_year:east": belief(0.9, 0.6, 1.35),
    "official_share:AA-east": belief(0.4, 0.25, 0.6),
}
"""Priors of the invented study."""


def small_setting(changed: Mapping[str, Belief] | None = None) -> StockSetting:
    """Eight quarters; the ways from BB to the west shut in one of them, the currency of the east falls in another."""
    quarters = tuple(datetime.date(year, month, 1) for year in (2018, 2019) for month in (1, 4, 7, 10))
    shut, fallen = np.zeros((2, 2, 8)), np.zeros((2, 8))
    shut[1, 1, 4] = 0.8
    fallen[0, 2] = 1.0
    return StockSetting(
        citizenships=CITIZENSHIPS,
        hosts=HOSTS,
        quarters=quarters,
        end=datetime.date(2020, 1, 1),
        reference_year={"AA": 2018, "BB": 2019},
        assumptions={**ASSUMPTIONS, **(changed or {})},
        free_work={("AA", "east"): belief(0.4, 0.25, 0.6)},
        shut=shut,
        fallen=fallen,
        populations={"west": 20_000_000},
    )


def claim(
    name: str,
    source: str,
    definition: str,
    people: str,
    place: str,
    days: str,
    said: str,
    *,
    quantity: str = "people",
    unit: str = "persons",
    hedge: str = "point",
    grade: str = "B",
    words: str = "",
    copy_of: str | None = None,
) -> Claim:
    """A claim in few words: days as `2018-07-01` or `2018-01-01..2018-12-31`, a number or `low..high`."""
    first, _, last = days.partition("..")
    low, _, high = said.partition("..")
    is_range = bool(high)
    return Claim(
        claim=name,
        source=source,
        definition=definition,
        quantity=quantity,
        citizenship=tuple(people.split()),
        place=tuple(place.split()),
        from_=datetime.date.fromisoformat(first),
        until=datetime.date.fromisoformat(last or first),
        value=None if is_range else float(low),
        low=float(low) if is_range else None,
        high=float(high) if is_range else None,
        unit=unit,
        hedge=hedge,
        as_printed=words or said,
        grade=grade,
        copy_of=copy_of,
    )


YEAR_ONE, YEAR_TWO = "2018-01-01..2018-12-31", "2019-01-01..2019-12-31"

CLAIMS = (
    claim("stock", "register", "workers_present", "AA", "east", "2018-07-01", "312000", grade="A"),
    claim("all-present", "register", "citizens_present", "AA", "east", YEAR_TWO, "400000", hedge="about"),
    claim("registered", "register", "registrations", "AA BB", "east", YEAR_ONE, "560000", unit="registrations"),
    claim("west-present", "register", "citizens_present", "BB", "west", "2018-04-01", "700000", grade="A"),
    claim("permits", "second-register", "permits_issued", "AA BB", "east", YEAR_TWO, "70000", unit="permits"),
    claim("employed", "second-register", "officially_employed", "AA", "east", "2019-04-01", "118000"),
    claim("foreigners", "second-register", "workers_present", "*", "west", "2018-10-01", "910000"),
    claim("over", "ministry", "workers_present", "AA", "east", YEAR_ONE, "200000", hedge="at_least"),
    claim(
        "at-least", "ministry", "workers_present", "BB", "west", YEAR_ONE, "300000",
        hedge="at_least", words="at least 300,000",
    ),
    claim("nearly", "second-ministry", "workers_present", "AA", "west", YEAR_TWO, "120000", hedge="nearly"),
    claim(
        "up-to", "weekly", "workers_present", "BB", "east", YEAR_TWO, "100000",
        hedge="at_most", words="up to 100,000", grade="C",
    ),
    claim("between", "paper", "workers_present", "BB", "west", "2019-07-01", "400000..600000", hedge="range"),
    claim("crossings", "paper", "entries", "AA BB", "west", YEAR_TWO, "1500000", unit="entries", hedge="about"),
    claim(
        "share", "weekly", "share", "BB", "west", YEAR_ONE, "2.5",
        unit="percent", quantity="share of the population", hedge="about",
    ),
    claim(
        "part", "paper", "share", "AA", "west", YEAR_TWO, "18",
        unit="percent", quantity="share of all foreigners",
    ),
    claim(
        "growth", "second-ministry", "ratio", "BB", "west", "2018-01-01..2020-01-01", "1.1",
        unit="times", hedge="nearly",
    ),
)  # fmt: skip
"""Every definition that stocks can hold and every hedge."""


def ledger_of(claims: Sequence[Claim], kinds: Mapping[str, str] | None = None) -> Ledger:
    """The claims with their sources."""
    kinds = {**KINDS, **(kinds or {})}
    used = sorted({each.source for each in claims})
    sources = tuple(Source(source=source, name=source, kind=kinds[source], grade="B") for source in used)
    return Ledger(sources=sources, claims=tuple(claims), history=tuple(claims))


def structure_of(
    claims: Sequence[Claim], setting: StockSetting, kinds: Mapping[str, str] | None = None
) -> Structure:
    """Compiled claims; every one of them must have a term."""
    terms = compile_claims(ledger_of(claims, kinds), setting)
    assert not terms.unused, terms.unused
    return build_structure(terms.used, setting)
