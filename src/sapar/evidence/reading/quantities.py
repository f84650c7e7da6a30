"""Finding the quantities of a sentence: numbers, ranges, changes, ratios, shares and vague magnitudes."""

from __future__ import annotations

from collections.abc import Callable

from sapar.evidence.reading.change_words import direction_before, direction_of, is_change_near
from sapar.evidence.reading.numerals import SCALES, Numeral, read_numeral
from sapar.evidence.reading.proportions import read_fraction, read_ratio
from sapar.evidence.reading.quantity import Quantity
from sapar.evidence.reading.tokens import Token

_VAGUE_WORDS = {
    "dozens": 12.0, "scores": 20.0, "tens": 10.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6,
    "десятки": 10.0, "десятков": 10.0, "десяткам": 10.0, "десятками": 10.0, "десятках": 10.0,
    "сотни": 100.0, "сотен": 100.0, "сотням": 100.0, "сотнями": 100.0, "сотнях": 100.0,
    "тысячи": 1e3, "тысяч": 1e3, "тысячам": 1e3, "тысячами": 1e3, "тысячах": 1e3,
    "миллионы": 1e6, "миллионов": 1e6, "миллионам": 1e6, "миллионами": 1e6, "миллионах": 1e6,
}  # fmt: skip
_SEVERAL = frozenset("several few many несколько нескольких нескольким нескольких много многие".split())
_SEVERAL_OF = {
    "dozen": 12.0, "hundred": 100.0, "thousand": 1e3, "million": 1e6, **_VAGUE_WORDS,
}  # fmt: skip
_GENITIVE = frozenset(
    "около более больше свыше порядка менее меньше до почти примерно от превысило превысила превысил чуть".split()
)
_ONE_OF = {"тысячи": 1e3, "сотни": 100.0, "миллиона": 1e6, "десятка": 10.0, "миллиард": 1e9}
_PERCENT = frozenset("% percent pct процент процента процентов процентам процентами процентах проц".split())
_DASHES = frozenset("- – — ‒ ÷".split())
VAGUE_LOW, VAGUE_HIGH = 2.0, 10.0
"""A vague magnitude such as "thousands" stands for this many to that many of it."""


def find_quantities(tokens: list[Token], taken: set[int]) -> list[Quantity]:
    """Every quantity, in order; tokens of dates are passed over.

    Parameters
    ----------
    tokens
        The sentence.
    taken
        Indices of tokens that belong to dates.
    """
    found: list[Quantity] = []
    index = 0
    while index < len(tokens):
        if index in taken:
            index += 1
            continue
        quantity = next((each for read in _READERS if (each := read(tokens, index, taken)) is not None), None)
        if quantity is None:
            index += 1
            continue
        _join_percent(tokens, quantity)
        found.append(quantity)
        index = quantity.end
    for quantity in found:
        _as_growth(tokens, quantity)
    return found


def _vague(tokens: list[Token], index: int, taken: set[int]) -> Quantity | None:
    """Magnitudes without a number: "dozens", "hundreds of thousands", «несколько тысяч»."""
    norm = tokens[index].norm
    following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    if norm in _SEVERAL and following in _SEVERAL_OF:
        size, end = _SEVERAL_OF[following], index + 2
        end, size = _times_scale(tokens, end, size)
    elif norm in _VAGUE_WORDS and not (index and tokens[index - 1].kind == "number"):
        if index and norm in ("тысячи", "сотни") and tokens[index - 1].norm in _GENITIVE:
            return None
        end, size = _times_scale(tokens, index + 1, _VAGUE_WORDS[norm])
    else:
        return None
    return Quantity(
        start=index,
        end=end,
        hedge="vague",
        low=VAGUE_LOW * size,
        high=VAGUE_HIGH * size,
        reasons=[f"a magnitude without a number: {VAGUE_LOW:g} to {VAGUE_HIGH:g} times {size:,.0f}"],
    )


def _times_scale(tokens: list[Token], index: int, size: float) -> tuple[int, float]:
    """A multiplier behind a magnitude, as in "tens of thousands"."""
    place = index + 1 if index < len(tokens) and tokens[index].norm == "of" else index
    if place < len(tokens) and tokens[place].norm in SCALES:
        return place + 1, size * SCALES[tokens[place].norm]
    return index, size


def _ratio(tokens: list[Token], index: int, taken: set[int]) -> Quantity | None:
    """Ratios such as "tenfold"."""
    return read_ratio(tokens, index)


def _fraction(tokens: list[Token], index: int, taken: set[int]) -> Quantity | None:
    """Shares such as "one in ten"."""
    return read_fraction(tokens, index)


def _plain(tokens: list[Token], index: int, taken: set[int]) -> Quantity | None:
    """A numeral, alone or as the start of a range or a change."""
    numeral = _numeral(tokens, index, taken)
    if numeral is None:
        return None
    return _range(tokens, numeral, taken) or _change(tokens, numeral, taken) or _single(numeral)


def _numeral(tokens: list[Token], index: int, taken: set[int]) -> Numeral | None:
    """A numeral that is no part of a date; one such as «около тысячи» included."""
    if index >= len(tokens) or index in taken:
        return None
    if index and tokens[index].norm in _ONE_OF and tokens[index - 1].norm in _GENITIVE:
        value = _ONE_OF[tokens[index].norm]
        return Numeral(start=index, end=index + 1, value=value, scale=value, is_words=True)
    return read_numeral(tokens, index)


def _single(numeral: Numeral) -> Quantity:
    """One number."""
    return Quantity(
        start=numeral.start,
        end=numeral.end,
        value=numeral.value,
        hedge="about" if numeral.is_loose else "point",
        is_words=numeral.is_words and numeral.scale == 1.0,
        is_exceeded=numeral.is_exceeded,
        reasons=["the words leave room"] if numeral.is_loose else [],
    )


def _range(tokens: list[Token], first: Numeral, taken: set[int]) -> Quantity | None:
    """Two numbers as the ends of a range."""
    place, opener = _behind_percent(tokens, first.end), tokens[first.start - 1].norm if first.start else ""
    if place >= len(tokens):
        return None
    link = tokens[place].norm
    is_dash = link in _DASHES and (place + 1 < len(tokens))
    is_between = opener in ("between", "между") and link in ("and", "и")
    is_to = link in ("to", "or", "до", "или") and not (
        opener in ("from", "с", "со", "by", "на") and link in ("to", "до")
    )
    is_from_to = opener in ("from",) and link == "to" and not is_change_near(tokens, first.start, place)
    if not (is_dash or is_between or is_to or is_from_to):
        return None
    second = _numeral(tokens, place + 1, taken)
    if second is None:
        return None
    low = first.value
    if second.scale > first.scale and first.scale == 1.0 and low < second.value / second.scale + 1000:
        low *= second.scale if low * second.scale <= second.value else 1.0
    if low >= second.value:
        return None
    is_opened = opener in ("from", "от", "between", "между")
    return Quantity(
        start=first.start - 1 if is_opened else first.start,
        end=second.end,
        hedge="range",
        low=round(low, 6),
        high=second.value,
        is_words=second.is_words and second.scale == 1.0,
        reasons=["two numbers joined as the ends of a range"],
    )


def _behind_percent(tokens: list[Token], index: int) -> int:
    """Behind a percent sign, if one stands there."""
    return index + 1 if index < len(tokens) and tokens[index].norm in _PERCENT else index


def _change(tokens: list[Token], first: Numeral, taken: set[int]) -> Quantity | None:
    """Two numbers as the start and the end of a change."""
    opening = _before_hedges(tokens, first.start)
    if opening < 0 or tokens[opening].norm not in ("from", "с", "со"):
        return None
    is_russian = tokens[opening].norm != "from"
    for place in range(first.end, min(len(tokens), first.end + 9)):
        token = tokens[place]
        if token.text in (";", ".", ":"):
            return None
        if token.norm in ("to", "до") and place not in taken:
            number = place + 1
            while number < len(tokens) and tokens[number].norm in _HEDGING:
                number += 1
            second = _numeral(tokens, number, taken)
            if second is None:
                continue
            if not is_russian and not is_change_near(tokens, first.start, second.end):
                return None
            before = first.value
            if (
                second.scale > 1
                and first.scale == 1.0
                and before * second.scale <= 50 * second.value
                and before < 1000
            ):
                before *= second.scale
            return Quantity(
                start=opening,
                end=second.end,
                kind="change",
                counts_backwards=True,
                before=before,
                value=second.value,
                reasons=["a number the change starts from and one it ends at"],
            )
    return None


_READERS: tuple[Callable[[list[Token], int, set[int]], Quantity | None], ...] = (
    _ratio,
    _fraction,
    _vague,
    _plain,
)


def _join_percent(tokens: list[Token], quantity: Quantity) -> None:
    """Take a percent sign behind the number into it."""
    if quantity.unit is not None:
        return
    end = quantity.end
    norms = [token.norm for token in tokens[end : end + 2]]
    if norms and norms[0] in _PERCENT:
        quantity.end = end + 1
    elif norms == ["per", "cent"]:
        quantity.end = end + 2
    elif norms == ["percentage", "points"]:
        quantity.end, quantity.unit = end + 2, "percent"
        return
    else:
        return
    quantity.unit = "percent"
    if quantity.kind == "level":
        quantity.kind = "share"
    quantity.reasons.append("a percentage")


def _as_growth(tokens: list[Token], quantity: Quantity) -> None:
    """Turn "rose by 5 percent", «сократился на две трети» into growth with its sign."""
    if quantity.kind not in ("share", "level") or (quantity.value is None and quantity.high is None):
        return
    place = _before_hedges(tokens, quantity.start)
    opener = tokens[place].norm if place >= 0 else ""
    direction = direction_before(tokens, place + 1)
    is_by = opener in ("by", "на") and direction != 0
    is_bare = quantity.unit == "percent" and place >= 0 and direction_of(tokens[place]) != 0
    is_bare = is_bare and opener not in ("reached", "lost", "up", "down", "cut")
    comparison = _COMPARISONS.get(tokens[quantity.end].norm, 0) if quantity.end < len(tokens) else 0
    if comparison and (
        opener == "на" or (quantity.unit == "percent" and tokens[quantity.end].text.isascii())
    ):
        is_by, direction = True, comparison
    if not (is_by or is_bare):
        return
    if opener == "на" and quantity.kind == "level" and _reaches(tokens, quantity):
        return
    quantity.kind = "growth"
    if quantity.unit == "share":
        quantity.unit = "percent"
        for name in ("value", "low", "high"):
            number = getattr(quantity, name)
            setattr(quantity, name, None if number is None else round(number * 100, 1))
    for name in ("value", "low", "high"):
        number = getattr(quantity, name)
        setattr(quantity, name, None if number is None else direction * number)
    quantity.reasons.append("a change by this much, not a level" + ("" if direction > 0 else "; a decline"))


_COMPARISONS = {
    "больше": 1,
    "меньше": -1,
    "выше": 1,
    "ниже": -1,
    "more": 1,
    "fewer": -1,
    "less": -1,
    "higher": 1,
    "lower": -1,
}


def _before_hedges(tokens: list[Token], start: int) -> int:
    """The token in front of a number and of the hedges before it."""
    place = start - 1
    while place >= 0 and tokens[place].norm in _HEDGING:
        place -= 1
    return place


def _reaches(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether «на» opens a date and not a difference: «на 1 января»."""
    return quantity.end < len(tokens) and tokens[quantity.end].kind == "date"


_HEDGING = frozenset(
    "about around some roughly nearly almost approximately at least most over more than less an a the "
    "около почти примерно порядка более менее чем приблизительно свыше не".split()
)
