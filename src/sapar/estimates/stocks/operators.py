"""What each definition counts, in terms of the latent state: weights on stocks and inflows, times named factors."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sapar.estimates.stocks.setting import StockSetting
from sapar.estimates.stocks.times import flow_weights, length_in_years, stock_weights
from sapar.evidence.claims import Claim
from sapar.maths import FloatArray
from sapar.units import UNITS

STOCK, PRESENT, INFLOW = range(3)
"""Parts of the latent state: workers on a day, citizens present for all purposes on a day, arrivals in a quarter."""

OVER_A_PERIOD = ("registrations", "entries", "permits_issued")
"""Definitions that count something over a period: twice as long gives twice as many."""

_OF_POPULATION = re.compile(r"\bpopulation\b|населени")
_OF_FOREIGNERS = re.compile(
    r"\bforeign(ers| citizens)\b|\borigin of migrants\b|\bof all migrants\b|иностранн|иностранц"
)
_YEAR = 365


class NotRead(Exception):  # noqa: N818 - a verdict, not a fault
    """The latent state does not hold what a definition counts; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Piece:
    """A weighted sum over the course of one part of the state in one corridor."""

    state: int
    """`STOCK`, `PRESENT` or `INFLOW`."""
    corridor: int
    weights: FloatArray
    """[instant], or [quarter] for inflows."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counted:
    """The logarithm of what is counted: log(top) - log(bottom) + constant + factors."""

    top: tuple[Piece, ...]
    bottom: tuple[Piece, ...] = ()
    """Empty where nothing is divided by."""
    constant: float = 0.0
    """Known factor, in logarithms."""
    factors: tuple[tuple[str, float], ...] = ()
    """Uncertain factors by name, with the sign of their logarithm."""
    is_biased: bool = True
    """Whether coverage and bias of the source apply; in a ratio of one source they cancel."""
    years_between: float = 0.0
    """Between the two dates of a ratio: the source's coverage may have changed."""
    meaning: str = ""
    """The operator in words."""

    @property
    def corridors(self) -> frozenset[int]:
        """Every corridor it speaks of."""
        return frozenset(piece.corridor for piece in (*self.top, *self.bottom))


def length_of(claim: Claim) -> tuple[datetime.date, datetime.date]:
    """First and last day of what a claim speaks of.

    Raises
    ------
    NotRead
        It has no date.
    """
    first = claim.from_ or claim.until
    if first is None:
        raise NotRead("no date")
    return first, claim.until or first


def count(claim: Claim, setting: StockSetting) -> Counted:
    """What a claim's definition counts.

    Raises
    ------
    NotRead
        With the reason.
    """
    readers = {
        "citizens_present": _present,
        "workers_present": _present,
        "registrations": _registrations,
        "permits_issued": _permits,
        "officially_employed": _employed,
        "entries": _entries,
        "share": _share,
        "ratio": _ratio,
    }
    if claim.definition not in readers:
        raise NotRead(_WHY_NOT.get(claim.definition, "stocks do not hold what it counts"))
    if claim.unit is not None and UNITS[claim.unit].dimension.endswith("per time"):
        raise NotRead(f"a rate in {claim.unit}, not a count")
    return readers[claim.definition](claim, setting)


_WHY_NOT = {
    "irregular": "stocks do not tell people with status from people without, and Sapar ranks nobody by it",
    "residents": "counts residents, whatever their citizenship or purpose",
    "foreign_born": "birth and citizenship differ where borders moved",
    "ever_abroad": "stocks do not hold who was ever abroad",
    "contacts_served": "counts contacts with a helper, not people there",
    "members": "counts members of an organisation",
    "count_event": "counts an event, not people present",
    "rank": "an order has no size",
    "withdrawn": "withdrawn",
}


def _present(claim: Claim, setting: StockSetting) -> Counted:
    """People on a day, or the mean over a period."""
    state = PRESENT if claim.definition == "citizens_present" else STOCK
    corridors = _corridors(claim, setting)
    series = f"series:all:{'+'.join(claim.place)}:{claim.definition}"
    meaning = "citizens present for all purposes" if state == PRESENT else "workers present"
    return Counted(
        top=_stocks(state, corridors, setting, *length_of(claim)),
        factors=_all_foreigners(claim, series),
        meaning=meaning,
    )


def _registrations(claim: Claim, setting: StockSetting) -> Counted:
    """Mean stock, times length of the period, times registrations of one person in a year."""
    return _repeated(
        claim, setting, "registrations_per_person_year", _corridors(claim, setting), "registrations"
    )


def _permits(claim: Claim, setting: StockSetting) -> Counted:
    """Permits of those who need one: taken on arrival, and anew by those who stay longer than they last."""
    needing = [
        index for index in _corridors(claim, setting) if setting.corridors[index] not in setting.free_work
    ]
    if not needing:
        raise NotRead("the people it names work there without a permit")
    return _repeated(claim, setting, "permits_per_person_year", needing, "permits")


def _entries(claim: Claim, setting: StockSetting) -> Counted:
    """Crossings of those who arrive, and of those present who come back from a visit."""
    corridors = _corridors(claim, setting)
    return _repeated(claim, setting, "entries_per_arrival", corridors, "entries")


def _repeated(
    claim: Claim, setting: StockSetting, family: str, corridors: Sequence[int], what: str
) -> Counted:
    """Something one person does several times in a year, a known part of it on arrival in a steady year.

    In a steady year in which stays end at one a year, arrivals are as many as people present, so that the rate is
    that of a person-year and of an arrival alike.
    """
    host = _one_host(claim)
    _require(setting, family, host)
    first, last = length_of(claim)
    on_arrival = setting.number("on_arrival", claim.definition)
    present = (1.0 - on_arrival) * length_in_years(first, last)
    pieces = [
        replace(piece, weights=present * piece.weights)
        for piece in _stocks(STOCK, corridors, setting, first, last)
    ]
    if on_arrival > 0.0:
        weights = flow_weights(setting, first, last)
        if weights is None:
            raise NotRead("speaks of days outside the study's period")
        pieces += [Piece(state=INFLOW, corridor=index, weights=on_arrival * weights) for index in corridors]
    arriving = " and those who arrive" if on_arrival > 0.0 else ""
    return Counted(
        top=tuple(pieces),
        factors=((f"{family}:{host}", 1.0), *_series(claim), *_share_of_all(claim)),
        meaning=f"{what} over the period of those present{arriving}, several a person",
    )


def _employed(claim: Claim, setting: StockSetting) -> Counted:
    """Stock times the share with work and a contract."""
    host = _one_host(claim)
    corridors = _corridors(claim, setting)
    names = []
    for index in corridors:
        citizenship = setting.corridors[index][0]
        given = f"official_share:{citizenship}-{host}"
        if (citizenship, host) not in setting.free_work and setting.belief(given) is None:
            raise NotRead(
                f"nobody says which share of {citizenship} in {host} has a contract: add a row {given}"
            )
        names.append(given)
    if claim.citizenship == ("*",):
        raise NotRead("counts people of every origin, and contracts are not alike for all")
    factors = tuple((name, 1.0 / len(names)) for name in names)
    return Counted(
        top=_stocks(STOCK, corridors, setting, *length_of(claim)),
        factors=factors,
        meaning="workers with a contract",
    )


def _share(claim: Claim, setting: StockSetting) -> Counted:
    """Workers over the host's residents, or over all foreigners there."""
    host = _one_host(claim)
    corridors = _corridors(claim, setting)
    first, last = length_of(claim)
    top = _stocks(STOCK, corridors, setting, first, last)
    if _OF_POPULATION.search(claim.quantity.lower()):
        people = setting.populations.get(host)
        if not people:
            raise NotRead(f"no population of {host} in places.csv")
        return Counted(top=top, constant=-math.log(people), meaning=f"workers over the {people:,} residents")
    if _OF_FOREIGNERS.search(claim.quantity.lower()) and claim.citizenship != ("*",):
        there = [index for index, pair in enumerate(setting.corridors) if pair[1] == host]
        bottom = _stocks(STOCK, there, setting, first, last)
        if set(there) == set(corridors):
            top = bottom = ()
        return Counted(
            top=top,
            bottom=bottom,
            factors=((f"study_share:{host}", 1.0),),
            is_biased=False,
            meaning="part of all foreign workers there",
        )
    raise NotRead("the share is of something that stocks do not hold")


def _ratio(claim: Claim, setting: StockSetting) -> Counted:
    """Workers of the last year of the period over those of its first."""
    if claim.from_ is None or claim.until is None or (claim.until - claim.from_).days < 2 * _YEAR:
        raise NotRead("no two dates at least two years apart")
    corridors = _corridors(claim, setting)
    year = datetime.timedelta(days=_YEAR - 1)
    years = (claim.until - claim.from_).days / 365.25 - 1.0
    return Counted(
        top=_stocks(STOCK, corridors, setting, claim.until - year, claim.until),
        bottom=_stocks(STOCK, corridors, setting, claim.from_, claim.from_ + year),
        is_biased=False,
        years_between=years,
        meaning="workers of the last year over those of the first, by one source",
    )


def _corridors(claim: Claim, setting: StockSetting) -> list[int]:
    """Corridors a claim speaks of."""
    if not claim.citizenship:
        raise NotRead("names no citizenship")
    if not claim.place:
        raise NotRead("names no place")
    hosts = setting.hosts if claim.place == ("*",) else claim.place
    within = [place for place in hosts if place not in setting.hosts]
    if within:
        raise NotRead(f"speaks of {' '.join(within)}, and stocks are by whole host")
    if claim.citizenship == ("*",):
        if claim.place == ("*",) or len(hosts) != 1:
            raise NotRead("speaks of everybody in several places")
        wanted = setting.citizenships
    else:
        wanted = claim.citizenship
    strangers = [code for code in wanted if code not in setting.citizenships]
    if strangers:
        raise NotRead(f"speaks of citizens of {' '.join(strangers)}, of whom the study has no group")
    found = [
        index for index, (code, host) in enumerate(setting.corridors) if code in wanted and host in hosts
    ]
    if not found:
        raise NotRead(f"no row prior_stock:{wanted[0]}-{hosts[0]} in assumptions.csv")
    return found


def _stocks(
    state: int, corridors: Sequence[int], setting: StockSetting, first: datetime.date, last: datetime.date
) -> tuple[Piece, ...]:
    """The mean over some days, corridor by corridor."""
    weights = stock_weights(setting, first, last)
    if weights is None:
        raise NotRead("speaks of days outside the study's period")
    return tuple(Piece(state=state, corridor=index, weights=weights) for index in corridors)


def _one_host(claim: Claim) -> str:
    """The host whose rates apply."""
    if len(claim.place) != 1 or claim.place == ("*",):
        raise NotRead("rates are by host, and it names none or several")
    return claim.place[0]


def _require(setting: StockSetting, family: str, host: str) -> None:
    """A rate that only the study can give."""
    if setting.belief(family, host) is None:
        raise NotRead(f"no row {family}:{host} in assumptions.csv")


def _series(claim: Claim) -> tuple[tuple[str, float], ...]:
    """What claims that count the same thing share, and what all claims of a definition share in a host and year."""
    first, last = length_of(claim)
    year, host = (first + (last - first) / 2).year, claim.place[0]
    part = "all" if claim.citizenship == ("*",) else "some"
    family, _, variant = claim.quantity.partition(": ")
    names = [f"series:{claim.definition}:{host}:{part}:{claim.quantity}"]
    if variant:
        names.append(f"family:{claim.definition}:{host}:{part}:{family}")
    return (*((name, 1.0) for name in names), (f"rules:{claim.definition}:{host}:{year}", 1.0))


def _share_of_all(claim: Claim) -> tuple[tuple[str, float], ...]:
    """A count of all foreigners is more than one of the study's citizens."""
    return ((f"study_share:{claim.place[0]}", -1.0),) if claim.citizenship == ("*",) else ()


def _all_foreigners(claim: Claim, series: str) -> tuple[tuple[str, float], ...]:
    """The same, with a factor of its own for the series."""
    return (*_share_of_all(claim), (series, 1.0)) if claim.citizenship == ("*",) else ()
