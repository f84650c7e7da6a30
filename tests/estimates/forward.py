"""The model once more, told forwards in plain NumPy from its description: no sampler, no structure, no shared formula.

Only names and priors are taken from the study; the course of stocks, what each definition counts and what sources
print are written here a second time, one world at a time turned into arrays over worlds. An error in one of the two
tellings shows as ranks that are not uniform.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.estimates.reconcile import Belief
from sapar.estimates.stocks.defaults import DEFAULTS
from sapar.estimates.stocks.setting import StockSetting
from sapar.evidence.claims import Claim

Array = NDArray[np.float64]

BETWEEN_TENTHS = 2.563
"""Standard deviations between the 10th and the 90th percentile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueWorlds:
    """What is so; worlds first."""

    stock: Array
    """[world, corridor, instant]"""
    present: Array
    """[world, corridor, instant]"""
    inflow: Array
    """[world, corridor, quarter]"""
    outflow: Array
    """[world, corridor, quarter]"""
    log_factor: dict[str, Array]
    """By name: [world] coverages, rates, shares and series."""
    bias: dict[str, Array]
    """By source: [world] logarithm."""
    noise_scale: dict[str, Array]
    """By kind: [world] logarithm."""
    bias_scale: dict[str, Array]
    """By kind: [world] logarithm."""
    yearly_change: Array
    """[world]"""
    exit_rate: Array
    """[world, corridor] per year."""
    season: Array
    """[world, host, quarter of the year]"""


def _believed(setting: StockSetting, family: str, member: str | None = None) -> Belief | None:
    """The study's row, else the default."""
    for name in [family] if member is None else [f"{family}:{member}", f"{family}:"]:
        if name in setting.assumptions:
            return setting.assumptions[name]
        if name in DEFAULTS:
            entry = DEFAULTS[name]
            return Belief(value=entry.value, low=entry.low, high=entry.high)
    return None


def _fixed(setting: StockSetting, family: str, member: str | None = None) -> float:
    """A number that is not drawn."""
    found = _believed(setting, family, member)
    assert found is not None, (family, member)
    return found.value


def _drawn(found: Belief | None, worlds: int, random: np.random.Generator) -> Array:
    """[world] logarithms; zero where nothing is believed."""
    if found is None:
        return np.zeros(worlds)
    spread = np.log(found.high / found.low) / BETWEEN_TENTHS
    return np.log(found.value) + spread * random.standard_normal(worlds)


def worlds_from_prior(setting: StockSetting, worlds: int, random: np.random.Generator) -> TrueWorlds:
    """Stocks and flows; factors and biases come with the claims."""
    corridors, quarters = setting.corridors, len(setting.quarters)
    yearly = np.exp(_drawn(_believed(setting, "yearly_change"), worlds, random))
    spread = _fixed(setting, "season_spread")
    mean = np.array([_fixed(setting, f"season_{each}") for each in ("first", "second", "third", "fourth")])
    season = {}
    for host in setting.hosts:
        own = mean + spread * random.standard_normal((worlds, 4))
        season[host] = own - own.mean(axis=1, keepdims=True)
    stocks, presents, inflows, outflows, exits = [], [], [], [], []
    for code, host in corridors:
        course = _changes(setting, worlds, random) * yearly[:, None]
        course = course + _shocks(setting, code, host, worlds, random)
        year = min(max(setting.reference_year[code], setting.years[0]), setting.years[-1])
        inside = [index for index, day in enumerate(setting.quarters) if day.year == year]
        course = course - course[:, inside].mean(axis=1, keepdims=True)
        level = _drawn(_believed(setting, "prior_stock", f"{code}-{host}"), worlds, random)
        of_year = [(day.month - 1) // 3 for day in setting.instants]
        stock = np.exp(level[:, None] + course + season[host][:, of_year])
        share = np.exp(_drawn(_believed(setting, "worker_share", f"{code}-{host}"), worlds, random))
        rate = np.exp(_drawn(_believed(setting, "exit_rate", host), worlds, random))
        gone = stock[:, :-1] * (1.0 - np.exp(-rate / 4.0))[:, None]
        needed = stock[:, 1:] - (stock[:, :-1] - gone)
        arrived = 0.5 * (needed + np.sqrt(needed**2 + (0.02 * stock[:, :-1]) ** 2))
        stocks.append(stock)
        presents.append(stock / share[:, None])
        inflows.append(arrived)
        outflows.append(stock[:, :-1] + arrived - stock[:, 1:])
        exits.append(rate)
    assert quarters == inflows[0].shape[1]
    return TrueWorlds(
        stock=np.stack(stocks, axis=1),
        present=np.stack(presents, axis=1),
        inflow=np.stack(inflows, axis=1),
        outflow=np.stack(outflows, axis=1),
        log_factor={},
        bias={},
        noise_scale={},
        bias_scale={},
        yearly_change=yearly,
        exit_rate=np.stack(exits, axis=1),
        season=np.stack([season[host] for host in setting.hosts], axis=1),
    )


def _changes(setting: StockSetting, worlds: int, random: np.random.Generator) -> Array:
    """[world, instant] sums of autoregressive quarterly changes; within four quarters a standard deviation of 1."""
    kept = _fixed(setting, "change_persistence")
    change = random.standard_normal(worlds)
    course = [np.zeros(worlds)]
    for quarter in range(len(setting.quarters)):
        if quarter:
            change = kept * change + np.sqrt(1.0 - kept**2) * random.standard_normal(worlds)
        course.append(course[-1] + change)
    apart = np.abs(np.subtract.outer(np.arange(4), np.arange(4)))
    return np.stack(course, axis=1) / np.sqrt((kept**apart).sum())


def _shocks(setting: StockSetting, code: str, host: str, worlds: int, random: np.random.Generator) -> Array:
    """[world, instant] what closures and falls of the currency leave, fading."""
    left = _fixed(setting, "shock_persistence")
    of_code, of_host = setting.citizenships.index(code), setting.hosts.index(host)
    course = [np.zeros(worlds)]
    for quarter in range(len(setting.quarters)):
        shut = setting.shut[of_code, of_host, quarter]
        closure = shut * _fixed(setting, "closure_shock") if shut > 0.05 else 0.0
        fall = setting.fallen[of_host, quarter] * _fixed(setting, "currency_shock")
        size = np.sqrt(closure**2 + fall**2)
        course.append(left * course[-1] + size * random.standard_normal(worlds))
    return np.stack(course, axis=1)


def mean_over(setting: StockSetting, by_instant: Array, first: datetime.date, last: datetime.date) -> Array:
    """[world] mean over days of a course that is straight between instants; up to 45 days: their middle day."""
    begin, end = max(first, setting.instants[0]), min(last, setting.instants[-1])
    days = [begin + datetime.timedelta(days=each) for each in range((end - begin).days + 1)]
    if (last - first).days <= 45:
        days = [days[len(days) // 2]]
    at = [day.toordinal() for day in setting.instants]
    wanted = [day.toordinal() for day in days]
    return np.array([np.interp(wanted, at, course).mean() for course in by_instant])


def sum_over(setting: StockSetting, by_quarter: Array, first: datetime.date, last: datetime.date) -> Array:
    """[world] sum over days of a flow that is even within each quarter."""
    total = np.zeros(len(by_quarter))
    day = first
    while day <= last:
        quarter = max(index for index, start in enumerate(setting.instants) if start <= day)
        if quarter < len(setting.quarters):
            length = (setting.instants[quarter + 1] - setting.instants[quarter]).days
            total += by_quarter[:, quarter] / length
        day += datetime.timedelta(days=1)
    return total


class Reporters:
    """What sources would see and print; factors and biases are drawn once, when first needed."""

    def __init__(
        self,
        setting: StockSetting,
        truth: TrueWorlds,
        kind_of: dict[str, str],
        random: np.random.Generator,
        *,
        is_wild: bool = True,
    ) -> None:
        self.setting, self.truth, self.kind_of, self.random = setting, truth, kind_of, random
        self.is_wild = is_wild
        """Whether one claim in ten is much further off."""
        self.worlds = len(truth.stock)

    def factor(self, name: str, spreads: Sequence[float] | None = None) -> Array:
        """[world] logarithm of a named factor."""
        known = self.truth.log_factor
        if name not in known:
            family, _, member = name.partition(":")
            if spreads is not None:
                known[name] = np.sqrt(sum(each**2 for each in spreads)) * self.random.standard_normal(
                    self.worlds
                )
            else:
                found = _believed(self.setting, family, member)
                assert found is not None, name
                known[name] = _drawn(found, self.worlds, self.random)
        return known[name]

    def counted_by(self, claim: Claim) -> str:
        """Kind of whoever counted: what only offices of the host count is theirs, whichever paper or expert says it."""
        kind = self.kind_of[claim.source]
        of_offices = claim.definition in ("registrations", "entries", "permits_issued", "officially_employed")
        return "destination_registry" if of_offices and kind in ("press", "expert", "association") else kind

    def own_scale(self, kind: str, of: dict[str, Array]) -> Array:
        """[world] factor on the noise, or the biases, of a kind of source."""
        if kind not in of:
            of[kind] = _fixed(self.setting, "noise_scale") * self.random.standard_normal(self.worlds)
        return np.exp(of[kind])

    def bias(self, source: str) -> Array:
        """[world] logarithm of a source's bias beside that of its kind: 80 % as the normal has it, tails far wider."""
        if source not in self.truth.bias:
            kind = self.kind_of[source]
            spread = _fixed(self.setting, "source_spread", kind) * self.own_scale(kind, self.truth.bias_scale)
            wide = np.sinh(0.7 * self.random.standard_normal(self.worlds)) / np.sinh(
                0.7 * BETWEEN_TENTHS / 2.0
            )
            self.truth.bias[source] = spread * wide * BETWEEN_TENTHS / 2.0
        return self.truth.bias[source]

    def expected(self, claim: Claim) -> Array:
        """[world] logarithm of what the source would see without noise."""
        setting, truth = self.setting, self.truth
        first, last = claim.from_, claim.until
        assert first is not None
        assert last is not None
        (place,) = claim.place
        everybody = claim.citizenship == ("*",)
        codes = setting.citizenships if everybody else claim.citizenship
        own = [
            number for number, (code, host) in enumerate(setting.corridors) if code in codes and host == place
        ]
        there = [number for number, (_, host) in enumerate(setting.corridors) if host == place]

        def people(
            by_instant: Array, corridors: list[int], start: datetime.date, stop: datetime.date
        ) -> Array:
            return sum(
                (mean_over(setting, by_instant[:, each], start, stop) for each in corridors), np.zeros(())
            )

        definition = claim.definition
        reported = self.factor(f"coverage:{self.counted_by(claim)}") + self.bias(claim.source)
        if definition == "ratio":
            year = datetime.timedelta(days=364)
            after, before = (
                people(truth.stock, own, last - year, last),
                people(truth.stock, own, first, first + year),
            )
            return np.log(after / before)
        if definition == "share" and "population" not in claim.quantity:
            part = people(truth.stock, own, first, last) / people(truth.stock, there, first, last)
            return np.log(part) + self.factor(f"study_share:{place}")
        if definition == "share":
            return np.log(people(truth.stock, own, first, last) / setting.populations[place]) + reported
        if definition == "entries":
            came = sum((sum_over(setting, truth.inflow[:, each], first, last) for each in own), np.zeros(()))
            days = (last - first).days + 1
            back = people(truth.stock, own, first, last) * (days / 365.25)
            seen = np.log(0.5 * came + 0.5 * back)
            seen = seen + self.factor(f"entries_per_arrival:{place}")
        elif definition == "citizens_present":
            seen = np.log(people(truth.present, own, first, last))
        else:
            if definition == "permits_issued":
                own = [each for each in own if setting.corridors[each] not in setting.free_work]
            seen = np.log(people(truth.stock, own, first, last))
        years = ((last - first).days + 1) / 365.25
        if definition == "registrations":
            seen = seen + np.log(years) + self.factor(f"registrations_per_person_year:{place}")
        elif definition == "permits_issued":
            seen = seen + np.log(years) + self.factor(f"permits_per_person_year:{place}")
        elif definition == "officially_employed":
            shares = [self.factor(f"official_share:{setting.corridors[each][0]}-{place}") for each in own]
            seen = seen + sum(shares) / len(shares)
        seen = seen + self._series(claim, place, everybody)
        if everybody:
            seen = seen - self.factor(f"study_share:{place}")
        return seen + reported

    def _series(self, claim: Claim, place: str, everybody: bool) -> Array:
        """[world] what claims of one series share, and those of a definition in one host and year."""
        of_all = _fixed(self.setting, "series_spread", "all")
        if claim.definition in ("registrations", "permits_issued", "entries"):
            spreads = [
                _fixed(self.setting, "series_spread", claim.definition),
                *([of_all] if everybody else []),
            ]
            part = "all" if everybody else "some"
            own = self.factor(f"series:{claim.definition}:{place}:{part}:{claim.quantity}", spreads)
            assert claim.from_ is not None
            assert claim.until is not None
            year = (claim.from_ + (claim.until - claim.from_) / 2).year
            of_year = [_fixed(self.setting, "year_spread", claim.definition)]
            return own + self.factor(f"rules:{claim.definition}:{place}:{year}", of_year)
        if everybody:
            return self.factor(f"series:all:{place}:{claim.definition}", [of_all])
        return np.zeros(self.worlds)

    def spread(self, claim: Claim) -> Array:
        """[world] standard deviation of the noise."""
        kind = self.counted_by(claim)
        squares = _fixed(self.setting, "grade_spread", claim.grade) ** 2
        squares += _fixed(self.setting, "definition_spread", claim.definition) ** 2
        if claim.definition in ("registrations", "entries", "permits_issued"):
            assert claim.from_ is not None
            left = max(0.0, 1.0 - (((claim.until or claim.from_) - claim.from_).days + 1) / 365.25)
            squares += 0.25**2 * left / 0.75
        if claim.definition == "ratio":
            assert claim.from_ is not None
            assert claim.until is not None
            years = (claim.until - claim.from_).days / 365.25 - 1.0
            squares += (_fixed(self.setting, "coverage_drift", kind) * years) ** 2
        return np.sqrt(squares) * self.own_scale(kind, self.truth.noise_scale)

    def sees(self, claim: Claim) -> Array:
        """[world] logarithm of what the source sees, noise included."""
        noise = self.spread(claim)
        if self.is_wild:
            share, times = _fixed(self.setting, "outlier_share"), _fixed(self.setting, "outlier_factor")
            noise = np.where(self.random.random(self.worlds) < share, times * noise, noise)
        return self.expected(claim) + noise * self.random.standard_normal(self.worlds)

    def prints(self, claim: Claim, width: float) -> Array:
        """[world] logarithm of the number printed, by the claim's own hedge.

        Parameters
        ----------
        width
            Half the width of a box in logarithms; or the mean excess, positive where what was seen lies above the
            number, negative where below.
        """
        sees = self.sees(claim)
        if claim.hedge in ("at_least", "at_most", "nearly"):
            gap = self.random.standard_exponential(self.worlds) * width
            return sees - gap if claim.hedge == "at_least" else sees + gap
        return sees + width * self.random.uniform(-1.0, 1.0, self.worlds)
