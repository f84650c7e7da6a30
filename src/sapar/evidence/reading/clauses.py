"""Which place and which period of a sentence belong to which of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sapar.evidence.reading.quantity import Quantity
from sapar.evidence.reading.tokens import Token

_LINKS = frozenset("and but while whereas against и а но тогда против".split())
_BREAKS = frozenset((";", ",", ":", "(", ")"))


def clause_bounds(tokens: list[Token], quantities: Sequence[Quantity]) -> list[tuple[int, int]]:
    """[quantity] first and behind-last token of the stretch of the sentence that is about each number.

    Between two numbers the stretch changes at the last break (comma, semicolon, "and") before the later
    one's own words start; without any break it changes at the later number.
    """
    cuts = [0]
    for earlier, later in pairwise(quantities):
        cut = None
        for place in range(later.start - 1, earlier.end - 1, -1):
            if tokens[place].text in _BREAKS or tokens[place].norm in _LINKS:
                cut = place
                break
        cuts.append(later.start if cut is None else cut)
    return list(zip(cuts, [*cuts[1:], len(tokens)], strict=True))


def nearest(
    bounds: list[tuple[int, int]],
    which: int,
    quantity: Quantity,
    starts: Sequence[int],
    *,
    is_joined: bool = False,
) -> int | None:
    """Index of the mention that belongs to a quantity: of its own stretch, else of an earlier one, else of a later.

    Parameters
    ----------
    bounds
        [quantity] stretches.
    which
        The quantity asked about.
    quantity
        The same.
    starts
        [mention] first token of each mention.
    is_joined
        Whether an "and" joins the quantity to the next one, so that both share what follows.

    Returns
    -------
    mention
        The nearest mention of the quantity's own stretch; without one, the last of an earlier stretch.
    """
    start, end = bounds[which]
    own = [index for index, place in enumerate(starts) if start <= place < end]
    if quantity.kind == "ratio":
        ahead = [index for index, place in enumerate(starts) if place < quantity.start]
        if ahead:
            return ahead[-1]
    if own:
        return min(own, key=lambda index: _distance(starts[index], quantity))
    earlier = [index for index, place in enumerate(starts) if place < start]
    if earlier:
        return earlier[-1]
    following = [index for index, place in enumerate(starts) if place >= end] if is_joined else []
    return following[0] if following else None


def is_joined_to_next(tokens: list[Token], quantities: Sequence[Quantity], which: int) -> bool:
    """Whether "twelve women and seven children" is one subject: only a noun and an "and" stand between."""
    if which + 1 >= len(quantities):
        return False
    between = tokens[quantities[which].end : quantities[which + 1].start]
    return (
        1 < len(between) <= 4
        and between[-1].norm in ("and", "и")
        and all(each.kind == "word" for each in between)
    )


def _distance(place: int, quantity: Quantity) -> float:
    """How far a mention is from a number; what follows is a little nearer than what stands before."""
    if quantity.start <= place < quantity.end:
        return 100.0
    return place - quantity.end if place >= quantity.end else quantity.start - place + 0.5
