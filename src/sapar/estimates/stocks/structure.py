"""The model as arrays: what stays fixed while sampling, and what may change without compiling anew."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.estimates.stocks.claims import Term
from sapar.estimates.stocks.kernels import Outliers, Printed
from sapar.estimates.stocks.operators import INFLOW, PRESENT, STOCK, Piece
from sapar.estimates.stocks.paths import courses
from sapar.estimates.stocks.setting import StockSetting, log_spread
from sapar.maths import FloatArray

SHARED_BY_A_FAMILY = math.sqrt(0.5)
"""Spread that a family of series has in common, over that of one series: half of its variance."""


class Latent(NamedTuple):
    """Priors and linear maps of the latent layer. c corridors, h hosts, t instants, q quarters, k shocks."""

    level: Any
    """[c] prior mean of the logarithm of the mean stock of the reference year."""
    level_spread: Any
    """[c]"""
    change: Any
    """[c, t, q] course for each unit innovation of the quarterly changes."""
    change_size: Any
    """[2] mean and spread of the logarithm of the yearly change."""
    shock: Any
    """[c, t, k] course for each unit shock."""
    season: Any
    """[4] mean effect of the first day of each quarter on the logarithm."""
    season_shape: Any
    """[4, 3] orthonormal shapes that sum to zero, times the spread."""
    season_at: Any
    """[t, 4] quarter of the year of each instant, one-hot."""
    host_of: Any
    """[c, h] host of each corridor, one-hot."""
    exit_rate: Any
    """[c] mean of the logarithm of departures over the stock, per year."""
    exit_spread: Any
    """[c]"""
    worker_share: Any
    """[c] mean of the logarithm of the share of workers among citizens present."""
    worker_spread: Any
    """[c]"""


class Measured(NamedTuple):
    """Claims and the factors they share. n claims, u cells of the state in use, e factors, s sources."""

    cells: Any
    """[u] which cells of the flattened state are in use."""
    top: Any
    """[n, u] weights; a row of zeros where nothing but factors is counted."""
    bottom: Any
    """[n, u] weights; a row of zeros where nothing is divided by."""
    constant: Any
    """[n]"""
    factor: Any
    """[n, e] sign with which the logarithm of a factor enters."""
    factor_mean: Any
    """[e]"""
    factor_spread: Any
    """[e]"""
    source: Any
    """[n, s] the claim's source where its bias applies."""
    source_kind: Any
    """[s, kinds] one-hot."""
    source_spread: Any
    """[s] before the scale of its kind."""
    spread: Any
    """[n] noise before the scale of its kind."""
    kind: Any
    """[n, kinds] one-hot."""
    noise_scale: Any
    """Standard deviation of the logarithm of each kind's own scale of noise and of bias."""
    printed: Printed
    """[n] each; a simulated data set takes the place of `printed.centre`."""
    outliers: Outliers
    weight: Any
    """[n] 1, or 0 where a claim is left out; data, so that nothing is compiled anew."""


class Inputs(NamedTuple):
    """Everything the density needs besides the unknowns."""

    latent: Latent
    measured: Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What stands along the axes."""

    corridors: tuple[tuple[str, str], ...]
    hosts: tuple[str, ...]
    kinds: tuple[str, ...]
    """Kinds of source that made a claim in use."""
    sources: tuple[str, ...]
    factors: tuple[str, ...]
    """`coverage:KIND` first, in the order of `kinds`, then rates, shares and series."""
    claims: tuple[str, ...]
    blocks: Mapping[str, tuple[slice, tuple[int, ...]]]
    """Where each group of unknowns lies in the flat vector, and its shape."""

    @property
    def size(self) -> int:
        """Number of unknowns."""
        return max(int(place.stop) for place, _ in self.blocks.values())


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Structure:
    """The whole model of one study and ledger; every unknown is standard normal before the claims are seen."""

    setting: StockSetting
    terms: tuple[Term, ...]
    names: Names
    inputs: Inputs


def build_structure(terms: Sequence[Term], setting: StockSetting) -> Structure:
    """Arrays for the claims in use and the study's priors."""
    corridors = setting.corridors
    kinds = tuple(sorted({kind for term in terms for kind in (term.kind, term.said_by)})) or ("expert",)
    sources = tuple(sorted({term.claim.source for term in terms}))
    factors = (
        *(f"coverage:{kind}" for kind in kinds),
        *sorted({name for term in terms for name, _ in term.counted.factors}),
    )
    change, shock = courses(setting)
    count, instants, quarters = change.shape
    shapes: dict[str, tuple[int, ...]] = {
        "level": (count,),
        "change": (count, quarters),
        "change_size": (1,),
        "shock": (count, shock.shape[2]),
        "season": (len(setting.hosts), 3),
        "exit_rate": (count,),
        "worker_share": (count,),
        "factor": (len(factors),),
        "source": (len(sources),),
        "source_scale": (len(kinds),),
        "noise_scale": (len(kinds),),
    }
    names = Names(
        corridors=corridors,
        hosts=setting.hosts,
        kinds=kinds,
        sources=sources,
        factors=factors,
        claims=tuple(term.claim.claim for term in terms),
        blocks=_blocks(shapes),
    )
    latent = _latent(setting, change, shock)
    measured = _measured(terms, setting, names, (count, instants, quarters))
    return Structure(
        setting=setting, terms=tuple(terms), names=names, inputs=Inputs(latent=latent, measured=measured)
    )


def _blocks(shapes: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[slice, tuple[int, ...]]]:
    """Consecutive places in the flat vector."""
    blocks, start = {}, 0
    for name, shape in shapes.items():
        size = int(np.prod(shape))
        blocks[name] = (slice(start, start + size), shape)
        start += size
    return blocks


def _latent(setting: StockSetting, change: FloatArray, shock: FloatArray) -> Latent:
    """Priors of levels, changes, seasons, exits and shares of workers."""
    corridors = setting.corridors

    def beliefs(family: str, members: Sequence[str]) -> tuple[FloatArray, FloatArray]:
        found = [setting.belief(family, member) for member in members]
        pairs = [(0.0, 0.0) if each is None else log_spread(each) for each in found]
        return np.array([mean for mean, _ in pairs]), np.array([spread for _, spread in pairs])

    level = beliefs("prior_stock", [f"{code}-{host}" for code, host in corridors])
    exits = beliefs("exit_rate", [host for _, host in corridors])
    workers = beliefs("worker_share", [f"{code}-{host}" for code, host in corridors])
    yearly = setting.belief("yearly_change")
    assert yearly is not None
    season = np.array([setting.number(f"season_{name}") for name in ("first", "second", "third", "fourth")])
    centred = np.eye(4) - 0.25
    shapes = np.linalg.qr(centred[:, :3])[0] * setting.number("season_spread")
    at = np.array([(day.month - 1) // 3 for day in setting.instants])
    host_of = np.array([setting.hosts.index(host) for _, host in corridors])
    return Latent(
        level=level[0],
        level_spread=level[1],
        change=change,
        change_size=np.array(log_spread(yearly)),
        shock=shock,
        season=season - season.mean(),
        season_shape=shapes,
        season_at=np.eye(4)[at],
        host_of=np.eye(len(setting.hosts))[host_of],
        exit_rate=exits[0],
        exit_spread=exits[1],
        worker_share=workers[0],
        worker_spread=workers[1],
    )


def _measured(
    terms: Sequence[Term], setting: StockSetting, names: Names, sizes: tuple[int, int, int]
) -> Measured:
    """One row a claim."""
    count, instants, quarters = sizes
    starts = {STOCK: 0, PRESENT: count * instants, INFLOW: 2 * count * instants}
    width = count * (2 * instants + quarters)

    def row(pieces: Sequence[Piece]) -> FloatArray:
        flat = np.zeros(width)
        for piece in pieces:
            begin = starts[piece.state] + piece.corridor * piece.weights.size
            flat[begin : begin + piece.weights.size] += piece.weights
        return flat

    top = np.array([row(term.counted.top) for term in terms]).reshape(len(terms), width)
    bottom = np.array([row(term.counted.bottom) for term in terms]).reshape(len(terms), width)
    cells = np.flatnonzero((top + bottom).any(axis=0)) if len(terms) else np.zeros(1, dtype=np.int64)
    factor = np.zeros((len(terms), len(names.factors)))
    source = np.zeros((len(terms), len(names.sources)))
    kind = np.zeros((len(terms), len(names.kinds)))
    for index, term in enumerate(terms):
        kind[index, names.kinds.index(term.kind)] = 1.0
        if term.counted.is_biased:
            factor[index, names.factors.index(f"coverage:{term.kind}")] = 1.0
            source[index, names.sources.index(term.claim.source)] = 1.0
        for name, sign in term.counted.factors:
            factor[index, names.factors.index(name)] += sign
    kind_of = {term.claim.source: term.said_by for term in terms}
    priors = [factor_prior(name, setting) for name in names.factors]
    return Measured(
        cells=cells,
        top=top[:, cells],
        bottom=bottom[:, cells],
        constant=np.array([term.counted.constant for term in terms]),
        factor=factor,
        factor_mean=np.array([mean for mean, _ in priors]),
        factor_spread=np.array([spread for _, spread in priors]),
        source=source,
        source_kind=np.array(
            [[float(kind_of[each] == one) for one in names.kinds] for each in names.sources]
        ).reshape(len(names.sources), len(names.kinds)),
        source_spread=np.array([setting.number("source_spread", kind_of[each]) for each in names.sources]),
        spread=np.array([term.spread for term in terms]),
        kind=kind,
        noise_scale=np.array(setting.number("noise_scale")),
        printed=_printed(terms),
        outliers=Outliers(
            share=np.array(setting.number("outlier_share")), factor=np.array(setting.number("outlier_factor"))
        ),
        weight=np.ones(len(terms)),
    )


def factor_prior(name: str, setting: StockSetting) -> tuple[float, float]:
    """Mean and spread of the logarithm of a factor."""
    family, _, rest = name.partition(":")
    if family == "rules":
        return 0.0, setting.number("year_spread", rest.partition(":")[0])
    if family in ("series", "family"):
        definition, _, tail = rest.partition(":")
        is_half = family == "family" or ": " in rest
        spreads = [] if definition == "all" else [setting.number("series_spread", definition)]
        if definition == "all" or tail.split(":")[1] == "all":
            spreads.append(setting.number("series_spread", "all"))
        return 0.0, float(np.hypot.reduce(spreads)) * (SHARED_BY_A_FAMILY if is_half else 1.0)
    if family == "official_share":
        citizenship, _, host = rest.partition("-")
        found = setting.belief(name) or setting.free_work.get((citizenship, host))
    else:
        found = setting.belief(family, rest)
    if found is None:
        raise KeyError(name)
    return log_spread(found)


def _printed(terms: Sequence[Term]) -> Printed:
    """Numbers and kernels."""
    each: list[NDArray[np.float64]] = [
        np.array([getattr(term.printed, name) for term in terms]) for name in ("centre", "half", "excess")
    ]
    kernels = np.array([term.printed.kernel for term in terms], dtype=np.int64)
    return Printed(kernel=kernels, centre=each[0], half=each[1], excess=each[2])
