"""How firmly a number is stated: the words before and behind it."""

from __future__ import annotations

from sapar.evidence.reading.change_words import direction_before
from sapar.evidence.reading.quantity import Quantity
from sapar.evidence.reading.tokens import Token

_BEFORE: dict[str, str] = {
    "at_least": "more than|over|well over|just over|slightly over|slightly more than|a little over|a little "
    "more than|well above|at the very least|above|at least|no fewer than|no less than|not less than|exceeded|exceed|"
    "exceeds|exceeding|in excess of|upwards of|a minimum of|minimum|better than|"
    "более|более чем|больше|больше чем|свыше|сверх|не менее|не менее чем|не меньше|не меньше чем|как минимум|минимум|"
    "по меньшей мере|превысило|превысила|превысил|превысили|превышает|превышающее|не ниже|чуть более|чуть "
    "больше|чуть больше чем|немногим более|немногим больше|немного больше|заведомо больше",
    "at_most": "less than|fewer than|under|below|up to|at most|no more than|not more than|maximum|a maximum "
    "of|as many as|"
    "as much as|не более|не более чем|не больше|не больше чем|максимум|менее|менее чем|меньше|меньше чем|до|"
    "не превышает|не превысило|не превысила|не выше",
    "nearly": "nearly|almost|just under|slightly less than|slightly under|a little under|just below|hardly|"
    "barely|scarcely|"
    "почти|чуть менее|чуть меньше|чуть меньше чем|немногим менее|без малого|едва|едва ли|едва ли не|близко к",
    "about": "about|around|some|roughly|approximately|an estimated|estimated|perhaps|maybe|probably|circa|"
    "close to|~|≈|"
    "in the order of|of the order of|something like|"
    "около|примерно|приблизительно|порядка|ориентировочно|где - то|предположительно|в районе|примерно до|около до",
}
_FILLERS = frozenset("the a an only just this these even already additional total еще уже всего".split())
_AFTER: dict[str, str] = {
    "at_least": "or more|or over|and more|at least|и более|и больше|как минимум|с лишним",
    "about": "or so|approximately|примерно|или около того",
    "at_most": "at most|or less|or fewer|максимум",
}
_ESTIMATES = ("estimate", "оцен")


def _phrases(table: dict[str, str]) -> dict[tuple[str, ...], str]:
    """Each phrase as its words, with its hedge."""
    return {tuple(phrase.split()): hedge for hedge, phrases in table.items() for phrase in phrases.split("|")}


_PHRASES_BEFORE, _PHRASES_AFTER = _phrases(_BEFORE), _phrases(_AFTER)
_LONGEST = max(len(phrase) for phrase in _PHRASES_BEFORE)


def hedge(tokens: list[Token], quantity: Quantity) -> None:
    """Set the hedge of a quantity from the words around it."""
    if (
        quantity.hedge in ("vague", "range")
        or quantity.kind in ("change", "no_data")
        or quantity.value is None
    ):
        _widen(tokens, quantity)
        return
    found, words, start = _hedge_before(tokens, quantity.start)
    if quantity.is_exceeded:
        found, words, start = "at_least", "and more", quantity.start
    if (
        not words
        and quantity.kind == "growth"
        and quantity.start
        and tokens[quantity.start - 1].norm in ("by", "на")
    ):
        found, words, start = _hedge_before(tokens, quantity.start - 1)
    if found == "at_most" and words == "до" and _is_goal(tokens, start):
        found, words = "point", ""
    if not words:
        found, words = _hedge_after(tokens, quantity.end)
    if (
        not words
        and quantity.kind == "level"
        and quantity.hedge == "point"
        and _is_estimate(tokens, quantity)
    ):
        found, words = "about", "an estimate"
    if not words:
        return
    quantity.reasons.append(f"{words}: {found.replace('_', ' ')}")
    quantity.start = min(quantity.start, start) if start >= 0 else quantity.start
    _apply(quantity, found)


def _apply(quantity: Quantity, found: str) -> None:
    """Move the number to where its hedge puts it; a decline turns bounds round."""
    value = quantity.value
    quantity.hedge = found
    if quantity.kind == "growth":
        return
    if found == "at_least":
        quantity.low, quantity.value = value, None
    elif found in ("at_most", "nearly"):
        quantity.high, quantity.value = value, None


def _widen(tokens: list[Token], quantity: Quantity) -> None:
    """Take the hedge of a range or a vague magnitude into its place in the text."""
    found, words, start = _hedge_before(tokens, quantity.start)
    if words and found == "about":
        quantity.start = min(quantity.start, start)


def _hedge_before(tokens: list[Token], index: int) -> tuple[str, str, int]:
    """Hedge, its words and its first token in front of a token; no words without one."""
    end = index
    while end > 0 and tokens[end - 1].norm in _FILLERS:
        end -= 1
    for stop in (index, end):
        for length in range(min(_LONGEST, stop), 0, -1):
            phrase = tuple(token.norm for token in tokens[stop - length : stop])
            found = _PHRASES_BEFORE.get(phrase)
            if found is not None:
                return found, " ".join(phrase), stop - length
    return "point", "", -1


def _hedge_after(tokens: list[Token], index: int) -> tuple[str, str]:
    """Hedge and its words behind a token."""
    for length in (3, 2, 1):
        phrase = tuple(token.norm for token in tokens[index : index + length])
        found = _PHRASES_AFTER.get(phrase)
        if found is not None:
            return found, " ".join(phrase)
    return "point", ""


def _is_goal(tokens: list[Token], index: int) -> bool:
    """Whether «до» tells where a change ends and sets no ceiling."""
    return direction_before(tokens, index, reach=6) != 0


def _is_estimate(tokens: list[Token], quantity: Quantity) -> bool:
    """Whether the sentence calls the number an estimate."""
    return any(
        token.norm.startswith(_ESTIMATES) for token in tokens[max(0, quantity.start - 14) : quantity.start]
    )
