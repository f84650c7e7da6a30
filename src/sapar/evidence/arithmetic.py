"""Arithmetic between claims: parts that do not make their whole, shares that their numbers do not give."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sapar.evidence.claims import Claim

ROOM = 0.06
"""Parts may miss their whole by this share before it is reported: rounding, small groups left out."""
FEWEST_PARTS = 3
PartsFinding = tuple[tuple[str, ...], str, str, bool]
"""Claims, what was found, what may be done, and whether it can hardly be right."""


def check_shares(claims: Sequence[Claim]) -> Iterator[PartsFinding]:
    """A share, a part and a whole of one source and citizenship: does the part over the whole give the share?"""
    for share in claims:
        bounds = _bounds(share)
        if share.definition != "share" or bounds is None or share.unit not in ("percent", "share", "1"):
            continue
        scale = 0.01 if share.unit == "percent" else 1.0
        parts = [each for each in claims if _may_be_part(each, share)]
        wholes = [each for each in claims if _may_be_whole(each, share)]
        for part in parts:
            for whole in wholes:
                part_bounds, whole_bounds = _bounds(part), _bounds(whole)
                if part_bounds is None or whole_bounds is None or whole_bounds[0] <= 0:
                    continue
                low, high = part_bounds[0] / whole_bounds[1], part_bounds[1] / whole_bounds[0]
                if low > bounds[1] * scale * (1 + ROOM) or high < bounds[0] * scale * (1 - ROOM):
                    yield (
                        (share.claim, part.claim, whole.claim),
                        f'"{share.as_printed}", but {part.as_printed} of {whole.as_printed} is '
                        f"{_middle(part_bounds) / _middle(whole_bounds):.2%}",
                        "part, whole and share may be of different definitions or dates: say so in note",
                        True,
                    )


def check_sums(claims: Sequence[Claim]) -> Iterator[PartsFinding]:
    """A total for several citizenships beside the same source's numbers for each of them."""
    totals = [
        each
        for each in claims
        if _is_count(each) and (len(each.citizenship) > 1 or each.citizenship == ("*",))
    ]
    for total in totals:
        parts = [
            each
            for each in claims
            if _is_count(each)
            and len(each.citizenship) == 1
            and each.citizenship != ("*",)
            and _same_frame(each, total)
            and (total.citizenship == ("*",) or each.citizenship[0] in total.citizenship)
        ]
        named = {each.citizenship[0] for each in parts}
        if len(named) < len(parts) or len(parts) < 2:
            continue
        is_complete = total.citizenship != ("*",) and named == set(total.citizenship)
        low = sum(_printed(each)[0] for each in parts)
        high = sum(_printed(each)[1] for each in parts)
        whole = _printed(total)
        names = (total.claim, *(each.claim for each in parts))
        if low > whole[1] * (1 + ROOM):
            yield names, f"the parts sum to {low:,.0f}, more than their total of {whole[1]:,.0f}", _HINT, True
        elif high < whole[0] * (1 - ROOM) and (is_complete or len(parts) >= FEWEST_PARTS):
            yield (
                names,
                f"the parts sum to {high:,.0f} beside a total of {whole[0]:,.0f}",
                _HINT if is_complete else "are the missing ones large enough? " + _HINT,
                is_complete,
            )


_HINT = "the parts may count by another definition than the total, or at another date"


def _is_count(claim: Claim) -> bool:
    """Whether a claim counts people or registrations."""
    countable = ("persons", "registrations", "permits", "patents", "entries")
    return claim.unit in countable and _bounds(claim) is not None and bool(claim.citizenship)


def _same_frame(part: Claim, total: Claim) -> bool:
    """Whether two claims are of one source, definition, unit, place and period."""
    return (
        part.source == total.source
        and part.definition == total.definition
        and part.unit == total.unit
        and part.place == total.place
        and part.from_ == total.from_
        and part.until == total.until
    )


def _may_be_part(claim: Claim, share: Claim) -> bool:
    """Whether a claim counts the share's own group for the same source."""
    return (
        _is_count(claim)
        and claim.source == share.source
        and claim.citizenship == share.citizenship
        and claim.place == share.place
        and _meet(claim, share)
    )


def _may_be_whole(claim: Claim, share: Claim) -> bool:
    """Whether a claim counts everybody for the same source, place and time."""
    return (
        _is_count(claim)
        and claim.source == share.source
        and claim.citizenship == ("*",)
        and share.citizenship != ("*",)
        and claim.place == share.place
        and _meet(claim, share)
    )


def _meet(first: Claim, second: Claim) -> bool:
    """Whether two claims are about a day in common."""
    if first.from_ is None or second.from_ is None:
        return first.from_ == second.from_
    return first.from_ <= (second.until or second.from_) and second.from_ <= (first.until or first.from_)


def _bounds(claim: Claim) -> tuple[float, float] | None:
    """Lowest and highest number a claim allows; open ends for bounds."""
    if claim.value is not None:
        room = 0.1 if claim.hedge in ("about", "nearly", "vague") else 0.005
        return claim.value * (1 - room), claim.value * (1 + room)
    if claim.low is None and claim.high is None:
        return None
    return (claim.low if claim.low is not None else 0.0), (
        claim.high if claim.high is not None else float("inf")
    )


def _printed(claim: Claim) -> tuple[float, float]:
    """Bounds as printed; a bound stands close to the number, not infinitely far."""
    low, high = _bounds(claim) or (0.0, 0.0)
    if high == float("inf"):
        high = low * 1.25
    if claim.value is None and claim.low is None:
        low = high * 0.8
    return low, high


def _middle(bounds: tuple[float, float]) -> float:
    """A number between two bounds, or the closed one."""
    low, high = bounds
    if high == float("inf"):
        return low
    return high if low == 0.0 else (low + high) / 2
