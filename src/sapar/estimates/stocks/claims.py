"""What a claim becomes: one term of the likelihood, or a reason why not."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass

from sapar.estimates.stocks.hedges import Hedged, hedged
from sapar.estimates.stocks.operators import OVER_A_PERIOD, Counted, NotRead, count, length_of
from sapar.estimates.stocks.setting import StockSetting
from sapar.estimates.stocks.times import length_in_years
from sapar.evidence.claims import Claim
from sapar.evidence.ledger import Ledger

QUARTER = 0.25
"""Of a year."""

TERMS_OF_WORDS = {
    "rule": "a rule, not a number",
    "no_data": "says that nobody counts",
    "statement": "no number",
}
"""Why claims without numbers have no term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One claim as a term of the likelihood."""

    claim: Claim
    kind: str
    """Kind of whoever counted: its coverage and noise."""
    said_by: str
    """Kind of its source: how far one such source may be off."""
    printed: Hedged
    """Its number and kernel."""
    counted: Counted
    """What its definition counts in terms of the latent state."""
    spread: float
    """Standard deviation of its noise, before its kind's own scale: grade, definition and drift together."""
    part_spread: float
    """The part of it that comes of covering less than a year, and that no other claim shares."""
    middle: datetime.date
    """Middle of the days it speaks of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """A claim without a term."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A whole ledger."""

    used: tuple[Term, ...]
    unused: tuple[Unused, ...]


def compile_claims(ledger: Ledger, setting: StockSetting) -> Terms:
    """Every claim of the ledger as a term or with the reason why it has none, in file order.

    A claim that repeats another counts once: the original, or where that has no term the first that repeats it.
    """
    compiled = {claim.claim: _compile(claim, ledger, setting) for claim in ledger.claims}
    speaks: dict[str, str] = {}
    for claim in sorted(ledger.claims, key=lambda each: each.copy_of is not None):
        if isinstance(compiled[claim.claim], Term):
            speaks.setdefault(_root(claim, ledger), claim.claim)
    used: list[Term] = []
    unused: list[Unused] = []
    for claim in ledger.claims:
        found = compiled[claim.claim]
        original = speaks.get(_root(claim, ledger), claim.claim)
        if isinstance(found, Unused):
            unused.append(found)
        elif original != claim.claim:
            unused.append(Unused(claim=claim.claim, reason=f"repeats {original}, which counts once"))
        else:
            used.append(found)
    return Terms(used=tuple(used), unused=tuple(unused))


def _root(claim: Claim, ledger: Ledger) -> str:
    """The claim that this one, or what it repeats, was taken from in the end."""
    seen = {claim.claim}
    while claim.copy_of is not None and claim.copy_of not in seen:
        seen.add(claim.copy_of)
        if claim.copy_of not in ledger.claim:
            return claim.copy_of
        claim = ledger.claim[claim.copy_of]
    return claim.claim


def _part_of_a_year(claim: Claim, setting: StockSetting) -> float:
    """Spread of a count over less than a year: when in the year it happens is not known; none for a whole one."""
    if claim.definition not in OVER_A_PERIOD:
        return 0.0
    left = max(0.0, 1.0 - length_in_years(*length_of(claim)))
    return setting.number("part_year_spread", claim.definition) * math.sqrt(left / (1.0 - QUARTER))


def _compile(claim: Claim, ledger: Ledger, setting: StockSetting) -> Term | Unused:
    """One claim, whatever others say."""
    if claim.definition in TERMS_OF_WORDS:
        return Unused(claim=claim.claim, reason=TERMS_OF_WORDS[claim.definition])
    kind, said_by = ledger.counted_by(claim), ledger.source[claim.source].kind
    try:
        counted = count(claim, setting)
    except NotRead as refusal:
        return Unused(claim=claim.claim, reason=str(refusal))
    for each in (kind, said_by):
        if setting.belief("coverage", each) is None:
            return Unused(claim=claim.claim, reason=f"no row coverage:{each} in assumptions.csv")
    printed = hedged(claim, setting)
    if printed is None:
        return Unused(claim=claim.claim, reason="no number above zero, nor words for one")
    first, last = length_of(claim)
    part_spread = _part_of_a_year(claim, setting)
    parts = (
        part_spread,
        setting.number("grade_spread", claim.grade),
        setting.number("definition_spread", claim.definition),
        setting.number("coverage_drift", kind) * counted.years_between,
    )
    return Term(
        claim=claim,
        kind=kind,
        said_by=said_by,
        printed=printed,
        counted=counted,
        spread=math.hypot(*parts),
        part_spread=part_spread,
        middle=first + (last - first) / 2,
    )
