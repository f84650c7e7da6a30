"""From what a source sees to what it prints: real numbers with real words, which the product has to read again."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.hedges import Hedged, hedged
from sapar.estimates.stocks.setting import StockSetting
from sapar.estimates.stocks.structure import Structure, build_structure
from sapar.evidence.claims import Claim
from sapar.units import UNITS
from tests.estimates.calibration import Machine, posteriors, with_data
from tests.estimates.forward import Reporters, TrueWorlds, worlds_from_prior
from tests.estimates.studies import KINDS, ledger_of

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Worlds, and in each the claims as printed and read."""

    truth: TrueWorlds
    structure: Structure
    """Of the first world; only the printed numbers differ in the others."""
    centre: Array
    """[world, claim]"""
    half: Array
    excess: Array


def print_claim(claim: Claim, sees: float, random: np.random.Generator) -> Claim:
    """The claim with the number that a source would print that sees so many.

    Counts without a hedge keep three digits, all others two; "over" cuts digits off, "nearly" fills them up; a floor
    or a ceiling lies far from what was seen; a range has what was seen anywhere within.
    """
    scale = UNITS[claim.unit].scale if claim.unit else 1.0
    seen = sees / scale
    if claim.hedge == "range":
        where = random.uniform(-1.0, 1.0)
        low, high = (seen * math.exp(0.2 * (where + side)) for side in (-1.0, 1.0))
        return _say(claim, low=digits(low, 2), high=digits(high, 2))
    is_floor, is_ceiling = "at least" in claim.as_printed, "up to" in claim.as_printed
    if claim.hedge == "at_least":
        number = (
            digits(seen * math.exp(-0.6 * random.exponential()), 2)
            if is_floor
            else digits(seen, 2, math.floor)
        )
    elif claim.hedge == "at_most" and is_ceiling:
        number = digits(seen * math.exp(0.6 * random.exponential()), 2)
    elif claim.hedge == "nearly":
        number = digits(seen, 2, math.ceil)
    else:
        number = digits(seen, 3 if claim.hedge == "point" else 2)
    return _say(claim, value=number)


def digits(number: float, count: int, cut: Callable[[float], float] = round) -> float:
    """A number with so many digits that count."""
    unit = 10.0 ** (math.floor(math.log10(number)) - count + 1)
    return float(f"{cut(number / unit) * unit:.12g}")


def _say(claim: Claim, **numbers: float) -> Claim:
    """The same words with other numbers."""
    words = next((each for each in ("at least ", "up to ") if each in claim.as_printed), "")
    return replace(claim, **numbers, as_printed=words + " ".join(f"{each:,}" for each in numbers.values()))


Distort = Callable[[dict[str, float], np.random.Generator], None]
"""Changes what the sources of one world see (not its logarithm), by claim."""


def print_worlds(
    claims: Sequence[Claim],
    setting: StockSetting,
    worlds: int,
    seed: int,
    *,
    is_wild: bool = True,
    distort: Distort | None = None,
    kinds: Mapping[str, str] | None = None,
    echoes: Mapping[str, str] | None = None,
) -> Printed:
    """Worlds from the prior, and the ledger that each would have.

    Parameters
    ----------
    is_wild
        Whether one claim in ten is much further off, as the prior has it.
    distort
        What goes wrong besides.
    kinds
        Further sources.
    echoes
        By claim: the claim whose very number it repeats.
    """
    random = np.random.default_rng(seed)
    truth = worlds_from_prior(setting, worlds, random)
    kind_of = {**KINDS, **(kinds or {})}
    reporters = Reporters(setting, truth, kind_of, random, is_wild=is_wild)
    echoes = echoes or {}
    sees = {each.claim: reporters.sees(each) for each in claims if each.claim not in echoes}
    first: Structure | None = None
    rows: list[list[Hedged]] = []
    for world in range(worlds):
        numbers = {name: math.exp(values[world]) for name, values in sees.items()}
        if distort is not None:
            distort(numbers, random)
        said = {
            each.claim: print_claim(each, numbers[each.claim], random)
            for each in claims
            if each.claim in numbers
        }
        for echo, original in echoes.items():
            (own,) = (each for each in claims if each.claim == echo)
            heard = said[original]
            said[echo] = replace(
                own, value=heard.value, low=heard.low, high=heard.high, as_printed=heard.as_printed
            )
        ledger = ledger_of([said[each.claim] for each in claims], kinds)
        if first is None:
            terms = compile_claims(ledger, setting)
            assert all(each.claim in echoes for each in terms.unused), terms.unused
            first = build_structure(terms.used, setting)
        used = [said[name] for name in first.names.claims]
        rows.append([found for each in used if (found := hedged(each, setting)) is not None])
    assert first is not None
    kernels = [[each.kernel for each in row] for row in rows]
    assert all(row == kernels[0] for row in kernels)
    centre, half, excess = (
        np.array([[getattr(each, name) for each in row] for row in rows])
        for name in ("centre", "half", "excess")
    )
    return Printed(truth=truth, structure=first, centre=centre, half=half, excess=excess)


def estimate_worlds(
    printed: Printed, machine: Machine, *, draws: int, seed: int, weights: Array | None = None
) -> Array:
    """[world, draw, unknown] of each world's posterior."""
    inputs = with_data(printed.structure.inputs, printed.centre, printed.half, printed.excess)
    return posteriors(printed.structure, inputs, machine, draws=draws, thin=1, seed=seed, weights=weights)[0]
