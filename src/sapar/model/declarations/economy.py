"""The economy: wages, exchange rates, fares and the regions of hosts."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from sapar.errors import SharesDoNotSum
from sapar.files.fields import Field, Kind
from sapar.files.folder import StudyFolder
from sapar.files.tables import TableSpec
from sapar.model.declarations.rows import (
    FROM,
    GRADE,
    MODES,
    NOTE,
    SOURCE,
    UNTIL,
    References,
    read_rows,
)
from sapar.position import Position
from sapar.problems import Problems

SHARE_TOLERANCE = 0.005
"""How far the shares of a host's regions may be from one, for rounding."""

WAGES = TableSpec(
    file="economy/wages.csv",
    describe="Average nominal monthly pay in a country or outside place.",
    columns=(
        Field(name="place", kind=Kind.NAME, describe="country or outside place"),
        FROM,
        UNTIL,
        Field(name="value", kind=Kind.NUMBER, low=0, unit="currency per month"),
        Field(name="currency", kind=Kind.CODE),
        SOURCE,
        GRADE,
        NOTE,
    ),
    key=("place", "from", "until"),
)
"""`economy/wages.csv`."""

EXCHANGE_RATES = TableSpec(
    file="economy/exchange_rates.csv",
    describe="Units of a currency for one US dollar.",
    columns=(
        Field(name="currency", kind=Kind.CODE),
        FROM,
        UNTIL,
        Field(name="per_usd", kind=Kind.NUMBER, low=1e-9, unit="units for one US dollar"),
        SOURCE,
        GRADE,
        NOTE,
    ),
    key=("currency", "from", "until"),
)
"""`economy/exchange_rates.csv`."""

FARES = TableSpec(
    file="economy/fares.csv",
    describe="One-way fare between two countries in either direction.",
    optional=True,
    columns=(
        Field(name="from_country", kind=Kind.NAME),
        Field(name="to_country", kind=Kind.NAME),
        Field(name="mode", kind=Kind.CHOICE, choices=MODES),
        FROM,
        UNTIL,
        Field(name="value", kind=Kind.NUMBER, low=0, unit="currency"),
        Field(name="currency", kind=Kind.CODE),
        SOURCE,
        GRADE,
        NOTE,
    ),
    key=("from_country", "to_country", "mode", "from", "until"),
)
"""`economy/fares.csv`."""

OUTPUT = TableSpec(
    file="economy/gdp.csv",
    describe="Gross domestic product of a country in a year, against which money sent home is measured.",
    optional=True,
    columns=(
        Field(name="place", kind=Kind.NAME, describe="country"),
        FROM,
        UNTIL,
        Field(name="value", kind=Kind.NUMBER, low=1, unit="US dollars per year"),
        SOURCE,
        GRADE,
        NOTE,
    ),
    key=("place", "from", "until"),
)
"""`economy/gdp.csv`."""

REGIONS = TableSpec(
    file="economy/regions.csv",
    describe="Host regions; a country with rows here is a host.",
    key=("region",),
    columns=(
        Field(name="region", kind=Kind.NAME),
        Field(name="migrant_share", kind=Kind.NUMBER, low=0, high=1, describe="sums to 1 by country"),
        Field(
            name="wage_ratio", kind=Kind.NUMBER, low=0, high=100, describe="pay over the country's average"
        ),
        SOURCE,
        GRADE,
        NOTE,
    ),
)
"""`economy/regions.csv`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wage:
    """Average pay over the days of one row."""

    place: str
    """Country or outside place."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still valid."""
    value: float
    """`currency` per month."""
    currency: str
    """ISO 4217."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """Mean exchange rate over the days of one row."""

    currency: str
    """ISO 4217."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still valid."""
    per_usd: float
    """Units of the currency for one US dollar."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fare:
    """Mean fare between two countries over the days of one row."""

    from_country: str
    """One country or outside place."""
    to_country: str
    """The other."""
    mode: str
    """One of `MODES`."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still valid."""
    value: float
    """One adult, one way, in `currency`."""
    currency: str
    """ISO 4217."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Gross domestic product over the days of one row."""

    place: str
    """Country."""
    from_: datetime.date
    """First day."""
    until: datetime.date | None = None
    """Last day; None: still valid."""
    value: float
    """US dollars of the year, per year."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostRegion:
    """A region that receives migrants."""

    region: str
    """A region of `places.csv`."""
    migrant_share: float
    """Share of the host country's migrants."""
    wage_ratio: float
    """Pay over the country's average."""
    source: str
    """Who says so."""
    grade: str
    """How good the evidence is."""
    note: str | None = None
    """Anything a reader should know."""
    at: Position | None = field(default=None, compare=False, repr=False)
    """Where it is declared."""


def read_exchange_rates(
    folder: StudyFolder, references: References, problems: Problems
) -> tuple[ExchangeRate, ...]:
    """Read `economy/exchange_rates.csv`."""
    rows = read_rows(folder, EXCHANGE_RATES, {"source": references.sources}, problems)
    return tuple(ExchangeRate(**row.fields) for row in rows)


def read_wages(folder: StudyFolder, references: References, problems: Problems) -> tuple[Wage, ...]:
    """Read `economy/wages.csv`."""
    known = {
        "place": references.states,
        "currency": references.currencies,
        "source": references.sources,
    }
    return tuple(Wage(**row.fields) for row in read_rows(folder, WAGES, known, problems))


def read_fares(folder: StudyFolder, references: References, problems: Problems) -> tuple[Fare, ...]:
    """Read `economy/fares.csv`."""
    known = {
        "from_country": references.states,
        "to_country": references.states,
        "currency": references.currencies,
        "source": references.sources,
    }
    return tuple(Fare(**row.fields) for row in read_rows(folder, FARES, known, problems))


def read_output(folder: StudyFolder, references: References, problems: Problems) -> tuple[Output, ...]:
    """Read `economy/gdp.csv`."""
    known = {"place": references.states, "source": references.sources}
    return tuple(Output(**row.fields) for row in read_rows(folder, OUTPUT, known, problems))


def read_regions(folder: StudyFolder, references: References, problems: Problems) -> tuple[HostRegion, ...]:
    """Read `economy/regions.csv`; the shares of each host must add up to one."""
    known = {"region": references.places_of("region"), "source": references.sources}
    before = len(problems)
    regions = tuple(HostRegion(**row.fields) for row in read_rows(folder, REGIONS, known, problems))
    if len(problems) == before and references.places.is_readable:
        _require_shares(regions, references, problems)
    return regions


def _require_shares(regions: Iterable[HostRegion], references: References, problems: Problems) -> None:
    """Report every host whose regions' shares do not add up to one."""
    by_host: dict[str, list[HostRegion]] = {}
    for region in regions:
        if region.region in references.places:
            by_host.setdefault(references.places.country_of(region.region), []).append(region)
    for host, its_regions in by_host.items():
        total = sum(region.migrant_share for region in its_regions)
        if abs(total - 1.0) > SHARE_TOLERANCE:
            last = its_regions[-1]
            rest = 1.0 - (total - last.migrant_share)
            hint = (
                f"{last.migrant_share:g} replaced by {rest:.4g}"
                if 0 <= rest <= 1
                else "divide each by their sum"
            )
            why = f"the migrant shares of the regions of {host} add up to {total:.4g}, not 1"
            problems.add(SharesDoNotSum(at=last.at, why=why, try_=hint))
