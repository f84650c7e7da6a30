"""What may be wrong with a ledger whose every row can be read: for a person to look at, never mended silently."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sapar.evidence.arithmetic import check_shares, check_sums
from sapar.evidence.claims import WORDLESS, Claim
from sapar.evidence.definitions import DEFINITION
from sapar.evidence.ledger import Ledger
from sapar.frame.groups import Groups
from sapar.frame.places import Places
from sapar.units import UNITS

UNIT_SLIPS = (1_000.0, 1_000_000.0)
"""Factors that a forgotten "thousand" or "million" leaves."""
SLIP_ROOM = 1.35
"""How far from exactly such a factor two claims may be and still look like a slip."""
FARTHEST = 30.0
"""Claims of one quantity further apart than this factor are reported whatever they count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something a person should look at."""

    check: str
    """Which check found it."""
    claims: tuple[str, ...]
    """The claims it is about."""
    found: str
    """What was found."""
    hint: str
    """What may be done about it."""
    is_serious: bool = True
    """Whether it can hardly be right as it stands."""


def check_ledger(ledger: Ledger, places: Places, groups: Groups | None = None) -> tuple[Finding, ...]:
    """Every finding about the claims that hold, in the order of the checks.

    Parameters
    ----------
    ledger
        The ledger.
    places
        The study's places, for bounds by population.
    groups
        The study's groups, for claims about populations that it does not have.
    """
    checks: tuple[Callable[[], Iterator[Finding]], ...] = (
        lambda: _units(ledger),
        lambda: _definitions(ledger),
        lambda: _copies(ledger),
        lambda: _slips(ledger),
        lambda: _bounds(ledger, places),
        lambda: _populations(ledger, groups),
        lambda: _withdrawn_support(ledger),
        lambda: (_as_finding(*each) for each in check_shares(ledger.claims)),
        lambda: (_as_finding(*each) for each in check_sums(ledger.claims)),
    )
    return tuple(finding for check in checks for finding in check())


def _as_finding(claims: tuple[str, ...], found: str, hint: str, is_serious: bool) -> Finding:
    """A finding of the arithmetic."""
    return Finding(check="arithmetic", claims=claims, found=found, hint=hint, is_serious=is_serious)


def number_of(claim: Claim) -> float | None:
    """The number of a claim: its value, the middle of its range, or its bound."""
    if claim.value is not None:
        return claim.value
    if claim.low is not None and claim.high is not None:
        return (claim.low + claim.high) / 2
    return claim.low if claim.low is not None else claim.high


def _dimension(claim: Claim) -> str | None:
    """What the claim's unit measures."""
    unit = UNITS.get(claim.unit or "")
    return None if unit is None else unit.dimension


def _units(ledger: Ledger) -> Iterator[Finding]:
    """Units that do not fit the definition, parts of persons, percentages above a hundred."""
    for claim in ledger.claims:
        allowed, dimension, number = (
            DEFINITION[claim.definition].dimensions,
            _dimension(claim),
            number_of(claim),
        )
        if allowed and dimension is not None and dimension not in allowed:
            yield Finding(
                check="definition",
                claims=(claim.claim,),
                found=f"{claim.definition} is counted in {claim.unit}",
                hint=f"the unit or the definition: {claim.definition} takes {', '.join(allowed)}",
            )
        if number is None:
            continue
        if dimension == "persons" and claim.definition not in ("ratio", "share") and number != int(number):
            yield Finding(
                check="unit",
                claims=(claim.claim,),
                found=f"{number:g} persons is no whole number",
                hint="perhaps thousands or millions were meant: write the number out",
            )
        is_part = claim.definition == "share" and claim.unit in ("percent", "share", "1")
        if is_part and number > (100.0 if claim.unit == "percent" else 1.0):
            yield Finding(
                check="unit",
                claims=(claim.claim,),
                found=f"a share of {number:g} {claim.unit}",
                hint="percent and share differ by 100; a change is a ratio, not a share",
            )


def _definitions(ledger: Ledger) -> Iterator[Finding]:
    """Words of the quantity that speak of another definition."""
    cues = (
        ("regist", "citizens_present workers_present officially_employed", "registrations"),
        ("permit", "workers_present citizens_present registrations", "permits_issued"),
        ("arrivals", "citizens_present workers_present residents", "entries"),
        ("entries", "citizens_present workers_present residents", "entries"),
        ("per cent of", "citizens_present workers_present registrations", "share"),
        ("born in", "citizens_present workers_present", "foreign_born"),
    )
    for claim in ledger.claims:
        words = claim.quantity.lower()
        for cue, wrong, meant in cues:
            if cue in words and claim.definition in wrong.split():
                yield Finding(
                    check="definition",
                    claims=(claim.claim,),
                    found=f'"{claim.quantity}" is entered as {claim.definition}',
                    hint=f"{meant}, if the source counts that",
                    is_serious=False,
                )
                break


def _key(claim: Claim) -> tuple[object, ...]:
    """What a claim is about, its source left out."""
    return claim.definition, frozenset(claim.citizenship), frozenset(claim.place), claim.unit


def _copies(ledger: Ledger) -> Iterator[Finding]:
    """Rows that say the same twice, and outlets that repeat one origin."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in ledger.claims:
        if claim.definition in WORDLESS or number_of(claim) is None:
            continue
        key = (*_key(claim), claim.value, claim.low, claim.high, claim.from_, claim.until, claim.quantity)
        number = number_of(claim)
        twin = seen.setdefault(key, claim)
        if twin is not claim:
            yield Finding(
                check="duplicate" if twin.source == claim.source else "copy",
                claims=(twin.claim, claim.claim),
                found=f"both say {number:g} {claim.unit or ''} of one quantity and date".replace("  ", " "),
                hint="withdraw one of them"
                if twin.source == claim.source
                else f"if {claim.claim} only repeats it, fill copy_of with {twin.claim}: it then counts once",
            )
    loose: dict[tuple[object, ...], Claim] = {}
    for claim in ledger.claims:
        number = number_of(claim)
        if (
            number is None
            or claim.copy_of
            or claim.definition in WORDLESS
            or number % 100 == 0
            or number < 1_000
        ):
            continue
        key = (frozenset(claim.citizenship), number)
        twin = loose.setdefault(key, claim)
        if (
            twin is not claim
            and twin.source != claim.source
            and (*_key(twin), twin.from_) != (*_key(claim), claim.from_)
        ):
            yield Finding(
                check="copy",
                claims=(twin.claim, claim.claim),
                found=f"two sources print exactly {number:,.0f}, a number that is not round",
                hint="they may share one origin: name it in copy_of, or say in note why not",
                is_serious=False,
            )


def _overlap(first: Claim, second: Claim) -> bool:
    """Whether two claims are about days in common or less than a year apart."""
    if first.from_ is None or second.from_ is None:
        return False
    return abs((first.from_ - second.from_).days) <= 366


def _slips(ledger: Ledger) -> Iterator[Finding]:
    """Claims of one quantity that differ by a thousand or a million."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in ledger.claims:
        number = number_of(claim)
        if (
            number
            and number > 0
            and claim.citizenship
            and claim.place
            and claim.definition not in WORDLESS
            and claim.definition not in ("share", "ratio", "rank", "count_event")
        ):
            groups.setdefault(_key(claim), []).append(claim)
    for claims in groups.values():
        for index, first in enumerate(claims):
            for second in claims[index + 1 :]:
                ratio = (number_of(first) or 1.0) / (number_of(second) or 1.0)
                ratio = max(ratio, 1 / ratio)
                if not _overlap(first, second):
                    continue
                slip = next(
                    (each for each in UNIT_SLIPS if each / SLIP_ROOM <= ratio <= each * SLIP_ROOM), None
                )
                if slip is not None or ratio > FARTHEST:
                    yield Finding(
                        check="unit" if slip else "contradiction",
                        claims=(first.claim, second.claim),
                        found=f"{number_of(first):,.0f} beside {number_of(second):,.0f}: a factor of {ratio:,.0f}",
                        hint="a forgotten thousand or million" if slip else "do both count the same people?",
                    )


def _bounds(ledger: Ledger, places: Places) -> Iterator[Finding]:
    """More people of an origin, or in a place, than live there."""
    for claim in ledger.claims:
        number = claim.low if claim.low is not None else number_of(claim)
        if number is None or claim.unit != "persons":
            continue
        if number < 0 and claim.definition in (
            "citizens_present",
            "workers_present",
            "residents",
            "registrations",
        ):
            yield Finding(
                check="bounds",
                claims=(claim.claim,),
                found=f"{number:,.0f} persons",
                hint="a number of people present is not negative; a change is a ratio or an event",
            )
        if claim.definition not in (
            "citizens_present",
            "workers_present",
            "officially_employed",
            "irregular",
            "ever_abroad",
        ):
            continue
        origins = [places[code].population for code in claim.citizenship if code in places]
        living = sum(each for each in origins if each is not None)
        if origins and None not in origins and "*" not in claim.citizenship and number > living > 0:
            yield Finding(
                check="bounds",
                claims=(claim.claim,),
                found=f"{number:,.0f} people of {' '.join(claim.citizenship)}, of whom {living:,.0f} live",
                hint="an extra digit, another unit, or another group",
            )


def _populations(ledger: Ledger, groups: Groups | None) -> Iterator[Finding]:
    """Claims about people whom the study has no group of."""
    if groups is None:
        return
    known = {group.citizenship for group in groups}
    for claim in ledger.claims:
        missing = [code for code in claim.citizenship if code != "*" and code not in known]
        if missing and claim.definition in (
            "citizens_present",
            "workers_present",
            "registrations",
            "officially_employed",
        ):
            yield Finding(
                check="population",
                claims=(claim.claim,),
                found=f"counts people of {' '.join(missing)}, and the study has no group of them",
                hint="add the group, or keep the claim for the record: it is not used",
                is_serious=False,
            )


def _withdrawn_support(ledger: Ledger) -> Iterator[Finding]:
    """Figures that rest on a claim which no longer holds."""
    for figure in ledger.figures:
        gone = [name for name in figure.claims if name in ledger.replaced_by]
        if gone:
            by = ", ".join(ledger.replaced_by[name] for name in gone)
            yield Finding(
                check="withdrawn",
                claims=tuple(gone),
                found=f"figure {figure.figure} rests on {', '.join(gone)}, replaced by {by}",
                hint=f"look at the figure again and name {by} in it, or drop it",
            )
