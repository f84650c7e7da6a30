"""A tiny world for tests of the estimate of stocks: two citizenships, two hosts, two years."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import numpy as np

from sapar.estimates import Belief
from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.setting import StockSetting
from sapar.estimates.stocks.structure import Structure, build_structure
from sapar.evidence.claims import Claim
from sapar.evidence.ledger import Ledger
from sapar.evidence.sources import Source

WIDE = Belief(value=100_000.0, low=50_000.0, high=200_000.0)
SURE = Belief(value=1.0, low=0.999, high=1.001)
KINDS = {
    "register": "destination_registry",
    "ministry": "origin_ministry",
    "paper": "press",
    "guild": "expert",
}
QUARTERS = tuple(datetime.date(year, month, 1) for year in (2029, 2030) for month in (1, 4, 7, 10))


def claim(name: str, value: float | None, *, source: str = "register", **values: Any) -> Claim:
    """So many workers of A in X in the middle of 2030, from an official count."""
    usual: dict[str, Any] = {
        "claim": name, "source": source, "definition": "workers_present", "quantity": "workers", "value": value,
        "citizenship": ("A",), "place": ("X",), "from_": datetime.date(2030, 7, 1), "unit": "persons",
        "until": datetime.date(2030, 7, 1), "hedge": "point", "as_printed": str(value), "grade": "A",
    }  # fmt: skip
    return Claim(**(usual | values))


def ledger(*claims: Claim) -> Ledger:
    """A ledger with a source of each kind."""
    sources = tuple(Source(source=name, kind=kind, name=name, grade="A") for name, kind in KINDS.items())
    return Ledger(sources=sources, claims=claims)


def setting(*, shut: float = 0.0, **assumptions: Belief) -> StockSetting:
    """Corridors A-X, B-X and A-Y; sources count right but for what `assumptions` say (`__` stands for `:`)."""
    usual = {
        "prior_stock:A-X": WIDE, "prior_stock:B-X": WIDE, "prior_stock:A-Y": WIDE,
        **{f"coverage:{kind}": SURE for kind in KINDS.values()},
        "registrations_per_person_year:X": Belief(value=2.5, low=2.0, high=3.0),
        "permits_per_person_year:X": Belief(value=0.5, low=0.3, high=0.8),
        "entries_per_arrival:X": Belief(value=2.0, low=1.0, high=4.0),
    }  # fmt: skip
    given = {name.replace("__", ":").replace("_TO_", "-"): belief for name, belief in assumptions.items()}
    closed = np.zeros((2, 2, len(QUARTERS)))
    closed[..., 5] = shut
    return StockSetting(
        citizenships=("A", "B"),
        hosts=("X", "Y"),
        quarters=QUARTERS,
        end=datetime.date(2031, 1, 1),
        reference_year={"A": 2030, "B": 2030},
        assumptions=usual | given,
        free_work={("B", "X"): Belief(value=0.5, low=0.4, high=0.6)},
        shut=closed,
        fallen=np.zeros((2, len(QUARTERS))),
        populations={"X": 10_000_000, "Y": 1_000_000},
    )


def structure(*claims: Claim, where: StockSetting | None = None) -> Structure:
    """The model of some claims."""
    where = setting() if where is None else where
    return build_structure(compile_claims(ledger(*claims), where).used, where)


def fixed(names: Iterable[str], value: float) -> dict[str, Belief]:
    """Assumptions that are not drawn."""
    return {name: Belief(value=value, low=value, high=value) for name in names}
