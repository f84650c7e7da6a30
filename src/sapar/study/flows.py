"""Flows from a tidy table of stocks: read, check, balance, estimate, bound, draw."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np

from sapar.errors import FlowFault, MissingNatives
from sapar.estimates.flows.balance import (
    MOST_SHIFTED,
    Balanced,
    BirthRule,
    DeathRule,
    System,
    balance,
    implied_natives,
)
from sapar.estimates.flows.bands import (
    PERSISTENCE,
    Bands,
    Progress,
    Uncertainty,
    monte_carlo,
)
from sapar.estimates.flows.differences import flows_by_growth, flows_by_stock_shares, stock_differences
from sapar.estimates.flows.estimate import MINIMUM_SHARE, Bounds, account_gap, bounds, estimate
from sapar.estimates.flows.read import (
    BIRTHS,
    DEATHS,
    read_populations,
    read_stocks,
    read_vital,
    read_weights,
)
from sapar.estimates.flows.rules import SEED_SPREAD, WEIGHT_ERROR, Rule, flows_by_rule
from sapar.maths import FloatArray
from sapar.study.flow_tables import position_of, refuse_totals, with_natives, without_places

Method = Literal["minimum", "independence", "mixture", "differences", "returns", "shares", "growth"]
METHODS: tuple[Method, ...] = (
    "minimum",
    "independence",
    "mixture",
    "differences",
    "returns",
    "shares",
    "growth",
)
"""The first three balance the tables; differences drops decreases, returns reverses them; the last two are rates."""
ACCOUNTING = ("minimum", "independence", "mixture")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowOptions:
    """What is asked of a table of stocks."""

    table: Path
    """Tidy file of stocks."""
    births: Path | None = None
    deaths: Path | None = None
    populations: Path | None = None
    weights: Path | None = None
    """Tidy files beside it."""
    method: Method | None = None
    """Nothing: the mixture where the native born are known, else the smallest migration."""
    system: System = "closed"
    birth_rule: BirthRule = "native"
    death_rule: DeathRule = "proportional"
    foreign_mortality: float = 1.0
    """Death rate of people born elsewhere over that of the native born of a residence."""
    most_shifted: float = MOST_SHIFTED
    weight: float = MINIMUM_SHARE
    """Share of the smallest migration in the mixture."""
    leave_out: tuple[str, ...] = ()
    """Places of the file that are not used, such as totals."""
    draws: int = 0
    error: float = 0.05
    """Relative standard error of stocks that have none in the file."""
    persistence: float = PERSISTENCE
    weight_error: float = WEIGHT_ERROR
    """Standard error of the mixture's weight."""
    seed_spread: float = SEED_SPREAD
    """Standard deviation of the logs of movers' unknown preferences for corridors."""
    kept: int = 0
    """Draws of the flows that are kept whole."""
    seed: int = 1
    threads: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodFlows:
    """Flows of one sex between two dates."""

    first: str
    """Date of the stocks at its start, as written."""
    last: str
    """Date of the stocks at its end."""
    sex: str
    """Empty where the table has no sexes."""
    places: tuple[str, ...]
    """Names of rows and columns."""
    method: Method
    """How they were estimated."""
    flows: FloatArray
    """[origin, destination] persons."""
    bounds: Bounds | None
    """Of the smallest migration; nothing for methods without accounting."""
    bands: Bands | None
    """Over draws of the stocks; nothing where none were asked for."""
    population: FloatArray | None
    """[place] persons, mean of both dates; nothing where the native born are not known."""
    minimum_total: float
    """Persons of the smallest migration that fits the stocks; 0 for methods without accounting."""
    account_gap: float | None
    """Largest part of a place's demographic identity that is left over, persons."""
    shifted: tuple[float, float] = (0.0, 0.0)
    """Persons added to all native born at both dates so that the world's growth adds up."""

    @property
    def total(self) -> float:
        """Persons who moved."""
        return float(self.flows.sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowResult:
    """All periods of a table, and what a reader should know."""

    periods: tuple[PeriodFlows, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inputs:
    """One sex's tables."""

    sex: str
    dates: tuple[str, ...]
    places: tuple[str, ...]
    tables: FloatArray
    errors: FloatArray
    has_natives: bool
    births: FloatArray | None
    deaths: FloatArray | None
    mortality: FloatArray | None
    weights: FloatArray | None


def estimate_flows(options: FlowOptions, progress: Progress | None = None) -> FlowResult:
    """Flows between every two successive dates of a table, for each of its sexes.

    Raises
    ------
    BrokenStudy
        Problems of the files, all of one file at once.
    FlowFault
        The tables do not fit together; row, column and, where it stands in a file, its position are named.
    """
    stocks = without_places(read_stocks(options.table), options.leave_out)
    populations = None if options.populations is None else read_populations(options.populations, stocks)
    births = None if options.births is None else read_vital(options.births, BIRTHS, stocks)
    deaths = None if options.deaths is None else read_vital(options.deaths, DEATHS, stocks)
    weights = None if options.weights is None else read_weights(options.weights, stocks.places)
    notes: list[str] = []
    periods: list[PeriodFlows] = []
    for sex, tables in stocks.tables.items():
        refuse_totals(tables, stocks, sex)
        filled, has_natives = with_natives(
            tables, stocks, sex, None if populations is None else populations[sex]
        )
        if not has_natives and (births is not None or deaths is not None):
            raise MissingNatives(
                why="births and deaths cannot be taken out of tables without native born",
                try_="total populations by place and date (--populations), or the native born in the table",
            )
        mortality = np.full(tables.shape[1:], options.foreign_mortality)
        np.fill_diagonal(mortality, 1.0)
        inputs = _Inputs(
            sex=sex,
            dates=stocks.dates,
            places=stocks.places,
            tables=filled,
            errors=np.where(np.isnan(stocks.errors[sex]), options.error, stocks.errors[sex]),
            has_natives=has_natives,
            births=None if births is None else births[sex].counts,
            deaths=None if deaths is None else deaths[sex].counts,
            mortality=None if options.foreign_mortality == 1.0 else mortality,
            weights=weights,
        )
        method = options.method or ("mixture" if has_natives else "minimum")
        try:
            periods += _periods(inputs, replace(options, method=method), progress)
        except FlowFault as fault:
            fault.position = position_of(fault, stocks, sex, deaths)
            raise
        notes = _notes(inputs, method, options, births is not None, deaths is not None)
    return FlowResult(periods=tuple(periods), notes=tuple(notes))


def _periods(inputs: _Inputs, options: FlowOptions, progress: Progress | None) -> list[PeriodFlows]:
    """Estimates of one sex."""
    method = options.method or "minimum"
    number = len(inputs.dates) - 1
    bases: list[Balanced | None] = [
        _balanced(inputs, options, period, inputs.tables[period], inputs.tables[period + 1], None)
        if method in ACCOUNTING
        else None
        for period in range(number)
    ]

    def flows_between(period: int, start: FloatArray, end: FloatArray, rule: Rule) -> FloatArray:
        """Flows of one period from any two tables by any rule."""
        base = bases[period]
        if base is None:
            return _by_rates(method, start, end, inputs.places)
        balanced = _balanced(inputs, options, period, start, end, base)
        return flows_by_rule(balanced, method, rule, inputs.weights)  # type: ignore[arg-type]

    found = []
    for period, base in enumerate(bases):
        try:
            if base is None:
                flows = _by_rates(method, inputs.tables[period], inputs.tables[period + 1], inputs.places)
            else:
                flows = estimate(base, method, seed=inputs.weights, weight=options.weight)  # type: ignore[arg-type]
        except FlowFault as fault:
            raise _dated(fault, inputs, period) from fault
        found.append(
            PeriodFlows(
                first=inputs.dates[period],
                last=inputs.dates[period + 1],
                sex=inputs.sex,
                places=inputs.places,
                method=method,
                flows=flows,
                bounds=None if base is None else bounds(base),
                bands=None,
                population=inputs.tables[period : period + 2].sum(axis=1).mean(axis=0)
                if inputs.has_natives
                else None,
                minimum_total=0.0 if base is None else float(np.maximum(base.start - base.end, 0.0).sum()),
                account_gap=None if base is None else float(np.abs(account_gap(base, flows)).max()),
                shifted=(0.0, 0.0) if base is None else base.shifted,
            )
        )
    if options.draws == 0:
        return found
    uncertainty = Uncertainty(
        relative_error=inputs.errors,
        persistence=options.persistence,
        weight=options.weight,
        weight_error=options.weight_error,
        seed_spread=options.seed_spread,
        draws=options.draws,
        kept=options.kept,
        seed=options.seed,
        threads=options.threads,
    )
    bands = monte_carlo(
        list(inputs.tables),
        flows_between,
        uncertainty,
        keep_populations=inputs.has_natives,
        progress=progress,
    )
    return [replace(one, bands=band) for one, band in zip(found, bands, strict=True)]


def _balanced(
    inputs: _Inputs,
    options: FlowOptions,
    period: int,
    start: FloatArray,
    end: FloatArray,
    like: Balanced | None,
) -> Balanced:
    """The balance of one period."""
    try:
        if not inputs.has_natives:
            return implied_natives(start, end, places=inputs.places)
        return balance(
            start,
            end,
            births=None if inputs.births is None else inputs.births[period],
            deaths=None if inputs.deaths is None else inputs.deaths[period],
            system=options.system,
            birth_rule=options.birth_rule,
            death_rule=options.death_rule,
            mortality=inputs.mortality,
            most_shifted=options.most_shifted,
            places=inputs.places,
            like=like,
        )
    except FlowFault as fault:
        raise _dated(fault, inputs, period) from fault


def _by_rates(method: Method, start: FloatArray, end: FloatArray, places: tuple[str, ...]) -> FloatArray:
    """Flows of the methods that do no accounting."""
    if method in ("differences", "returns"):
        return stock_differences(start, end, returns=method == "returns", places=places)
    if method == "growth":
        return flows_by_growth(start, end, places=places)
    net = float(np.abs(end.sum(axis=0) - start.sum(axis=0)).sum())
    return flows_by_stock_shares(start, net, places=places)


def _dated(fault: FlowFault, inputs: _Inputs, period: int) -> FlowFault:
    """The fault with its period and sex in words."""
    when = f"{inputs.dates[period]} to {inputs.dates[period + 1]}" + (f", {inputs.sex}" if inputs.sex else "")
    if when not in fault.why:
        fault.why = f"{fault.why} ({when})"
    return fault


def _notes(
    inputs: _Inputs, method: Method, options: FlowOptions, has_births: bool, has_deaths: bool
) -> list[str]:
    """What a reader should know of the estimate."""
    notes = []
    if options.method is None:
        notes.append(f"method {method}: none was chosen")
    empty = (inputs.tables == 0) & ~np.eye(len(inputs.places), dtype=bool)
    appearing = int((empty[:-1] & ~empty[1:]).sum() + (~empty[:-1] & empty[1:]).sum())
    notes.append(
        f"corridors without a row hold nobody; {appearing} times one of them has people at the other date"
    )
    if not inputs.has_natives and method in ACCOUNTING:
        notes.append(
            "the native born are not in the table: people who leave or join those abroad are taken to come from "
            "or go to their birthplace; deaths abroad look like returns and births do not count"
        )
    elif method in ACCOUNTING and not (has_births and has_deaths):
        missing = " and ".join(
            name for name, there in (("births", has_births), ("deaths", has_deaths)) if not there
        )
        notes.append(f"without {missing}: natural change looks like migration")
    if options.draws == 0:
        notes.append("no bands: give --draws to see how uncertain stocks make the flows")
    else:
        notes.append(
            f"bands: 90 % of {options.draws} draws; stocks abroad have a relative standard error of {options.error:g} "
            f"where the file gives none, correlated by {options.persistence:g} from date to date (assumptions)"
        )
        if method in ACCOUNTING:
            weight = (
                f"the weight of the smallest migration {options.weight:g} with standard error "
                f"{options.weight_error:g}, "
                if method == "mixture"
                else ""
            )
            notes.append(
                f"bands hold what the stocks leave open: {weight}movers' preferences for corridors with a spread of "
                f"{options.seed_spread:g} in logs (assumptions); not the definitions of the stocks"
            )
    return notes
