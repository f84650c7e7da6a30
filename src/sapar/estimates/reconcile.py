"""The verb of this stage: weighted reconciliation of claims that count different things.

The logarithm of each corridor's stock in each year is unknown, and so is the bias of each kind of source. Each
usable claim is one equation: log(printed) = log(operator(stock)) + log(bias of its kind of source), with a
spread set by grade, definition and hedge. Stocks of neighbouring years lie close, and each corridor has a wide
prior in the reference year. The equations are solved together by robust least squares; draws come from the
normal approximation around the solution.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sapar.estimates.posterior import ClaimPull, Posterior
from sapar.evidence.claims import Claim
from sapar.evidence.ledger import Ledger
from sapar.maths import FloatArray, exp, log

GRADE_SPREAD = {"A": 0.08, "B": 0.15, "C": 0.25, "D": 0.2, "R": 0.35, "X": 0.5}
"""Standard deviation of a claim's logarithm by grade: about 8 % for an official dated count."""

DEFINITION_SPREAD = {
    "citizens_present": 0.15,
    "workers_present": 0.15,
    "registrations": 0.2,
    "officially_employed": 0.05,
}
"""Further spread because the definition is not quite a mean stock of the year (season, purpose, repeats)."""

HEDGE_SPREAD = {"at_least": 0.15, "at_most": 0.15, "vague": 0.5, "range": 0.1, "about": 0.05, "nearly": 0.05}
YEARLY_SPREAD = 0.12
"""Standard deviation of the change of a stock's logarithm from one year to the next."""

ROBUST_FROM = 1.5
"""Residuals beyond so many standard deviations count ever less."""

EIGHTY_PERCENT = 2.563
"""Width of an 80 % range of the normal distribution, in standard deviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belief:
    """A median and an 80 % range, all positive."""

    value: float
    low: float
    high: float

    @property
    def spread(self) -> float:
        """Standard deviation of the logarithm."""
        return max(float(log(self.high) - log(self.low)) / EIGHTY_PERCENT, 0.01)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What reconciliation needs besides the ledger."""

    citizenships: tuple[str, ...]
    countries: tuple[str, ...]
    years: tuple[int, ...]
    reference_year: Callable[[str], int]
    """Year of the prior of each citizenship's corridors."""
    prior_stock: Mapping[tuple[str, str], Belief]
    """By citizenship and host; corridors without a prior are empty."""
    coverage: Mapping[str, Belief]
    """By kind of source: what it counts over what is there."""
    registrations_per_person: Mapping[str, float]
    """By host: registrations a year of a person present all year."""
    official_share: Mapping[tuple[str, str], float]
    """By citizenship and host: share of people there who are officially employed, where work is free."""
    worker_share: Mapping[tuple[str, str], float]
    """By citizenship and host: share of workers among citizens present for all purposes; 1 where not given."""
    is_shut: Callable[[datetime.date], bool]
    """Whether ways were shut on a day; claims of such days are held out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Equation:
    """One claim in terms of the unknowns."""

    claim: Claim
    cells: NDArray[np.int64]
    """Unknowns whose stocks add up."""
    factor: float
    """Operator: printed over people."""
    kind: int
    said: float
    spread: float
    year: int


def reconcile(ledger: Ledger, setting: Setting, *, draws: int, seed: int) -> Posterior:
    """Stocks by citizenship, host and year that agree best with all usable claims.

    Parameters
    ----------
    draws
        How many; the first is the median.
    seed
        Of the draws.
    """
    from scipy.optimize import least_squares

    corridors = sorted(setting.prior_stock)
    cell = {
        (*corridor, year): i
        for i, (corridor, year) in enumerate((c, y) for c in corridors for y in setting.years)
    }
    kinds = sorted(setting.coverage)
    equations, held_out = _equations(ledger, setting, cell, kinds)
    start = np.concatenate(
        [
            np.repeat(
                log([setting.prior_stock[corridor].value for corridor in corridors]), len(setting.years)
            ),
            log([setting.coverage[kind].value for kind in kinds]),
        ]
    )
    residuals = _residuals(setting, corridors, cell, kinds, equations)
    fit = least_squares(residuals, start, loss="soft_l1", f_scale=ROBUST_FROM)
    covariance = np.linalg.inv(fit.jac.T @ fit.jac + 1e-9 * np.eye(start.size))
    spread = np.linalg.cholesky(covariance)
    normal = np.random.Generator(np.random.Philox(seed)).standard_normal((draws, start.size))
    normal[0] = 0.0
    samples = exp(fit.x + normal @ spread.T)
    shape = (len(setting.citizenships), len(setting.countries), len(setting.years))
    stocks = np.zeros((draws, *shape))
    for (citizenship, country, year), index in cell.items():
        place = setting.citizenships.index(citizenship), setting.countries.index(country)
        stocks[:, place[0], place[1], setting.years.index(year)] = samples[:, index]
    return Posterior(
        citizenships=setting.citizenships,
        countries=setting.countries,
        years=setting.years,
        median=stocks[0],
        draws=stocks,
        pulls=_pulls(equations, fit.x, len(cell)),
        held_out=held_out,
        bias={kind: float(exp(fit.x[len(cell) + index])) for index, kind in enumerate(kinds)},
        bias_spread={
            kind: float(np.sqrt(covariance[len(cell) + index, len(cell) + index]))
            for index, kind in enumerate(kinds)
        },
    )


def printed_value(claim: Claim) -> float | None:
    """The one number a claim stands for: its value, the middle of its range, or its bound."""
    if claim.value is not None:
        return claim.value
    if claim.low is not None and claim.high is not None:
        return float(np.sqrt(claim.low * claim.high))
    return claim.low if claim.low is not None else claim.high


def _equations(
    ledger: Ledger, setting: Setting, cell: Mapping[tuple[str, str, int], int], kinds: Sequence[str]
) -> tuple[list[_Equation], tuple[str, ...]]:
    """The usable claims as equations, and those held out because ways were shut."""
    equations, held_out = [], []
    for claim in ledger.claims:
        said = printed_value(claim)
        kind = ledger.counted_by(claim)
        if said is None or said <= 0 or claim.definition not in DEFINITION_SPREAD or kind not in kinds:
            continue
        if (
            len(claim.place) != 1
            or claim.from_ is None
            or not set(claim.citizenship) <= set(setting.citizenships)
        ):
            continue
        country = claim.place[0]
        middle = claim.from_ + ((claim.until or claim.from_) - claim.from_) / 2
        cells = [cell[key] for code in claim.citizenship if (key := (code, country, middle.year)) in cell]
        factor = _operator(claim, country, setting)
        if not cells or factor is None:
            continue
        if setting.is_shut(middle):
            held_out.append(claim.claim)
            continue
        spread = np.sqrt(
            GRADE_SPREAD[claim.grade] ** 2
            + DEFINITION_SPREAD[claim.definition] ** 2
            + HEDGE_SPREAD.get(claim.hedge, 0.0) ** 2
        )
        equations.append(
            _Equation(
                claim=claim,
                cells=np.array(cells),
                factor=factor,
                kind=kinds.index(kind),
                said=said,
                spread=float(spread),
                year=middle.year,
            )
        )
    return equations, tuple(held_out)


def _operator(claim: Claim, country: str, setting: Setting) -> float | None:
    """What is printed for one person present all year; None where the claim cannot be used."""
    if claim.definition == "registrations":
        return setting.registrations_per_person.get(country)
    if claim.definition == "officially_employed":
        shares = [setting.official_share.get((code, country)) for code in claim.citizenship]
        return None if None in shares or not shares else float(np.mean([share for share in shares if share]))
    if claim.definition == "citizens_present":
        return 1.0 / float(
            np.mean([setting.worker_share.get((code, country), 1.0) for code in claim.citizenship])
        )
    return 1.0


def _residuals(
    setting: Setting,
    corridors: Sequence[tuple[str, str]],
    cell: Mapping[tuple[str, str, int], int],
    kinds: Sequence[str],
    equations: Sequence[_Equation],
) -> Callable[[FloatArray], FloatArray]:
    """Claims, yearly changes and priors, each in standard deviations."""
    years = setting.years
    references = [
        cell[(*corridor, min(max(setting.reference_year(corridor[0]), years[0]), years[-1]))]
        for corridor in corridors
    ]
    priors = log([setting.prior_stock[corridor].value for corridor in corridors])
    prior_spread = np.array([setting.prior_stock[corridor].spread for corridor in corridors])
    covered = log([setting.coverage[kind].value for kind in kinds])
    covered_spread = np.array([setting.coverage[kind].spread for kind in kinds])
    said = log([each.said / each.factor for each in equations])
    spread = np.array([each.spread for each in equations])
    kind = np.array([len(cell) + each.kind for each in equations], dtype=np.int64)

    def residuals(unknown: FloatArray) -> FloatArray:
        stocks = unknown[: len(cell)].reshape(len(corridors), len(years))
        fitted = np.array([np.log(np.exp(unknown[each.cells]).sum()) for each in equations]) + unknown[kind]
        return np.concatenate(
            [
                (fitted - said) / spread,
                (np.diff(stocks, axis=1) / YEARLY_SPREAD).ravel(),
                (unknown[references] - priors) / prior_spread,
                (unknown[len(cell) :] - covered) / covered_spread,
            ]
        )

    return residuals


def _pulls(equations: Sequence[_Equation], unknown: FloatArray, cells: int) -> tuple[ClaimPull, ...]:
    """What each claim says beside the estimate, and its share of the information in its cells."""
    information: dict[int, float] = {}
    for each in equations:
        for index in each.cells:
            information[int(index)] = information.get(int(index), 0.0) + 1.0 / each.spread**2
    pulls = []
    for each in equations:
        fitted = float(exp(unknown[each.cells]).sum() * exp(unknown[cells + each.kind]) * each.factor)
        share = np.mean([1.0 / each.spread**2 / information[int(index)] for index in each.cells])
        pulls.append(
            ClaimPull(
                claim=each.claim.claim,
                citizenships=each.claim.citizenship,
                country=each.claim.place[0],
                year=each.year,
                said=each.said,
                fitted=fitted,
                spread=each.spread,
                weight=float(share),
            )
        )
    return tuple(pulls)
