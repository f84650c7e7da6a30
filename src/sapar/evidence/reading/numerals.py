"""Numerals: digits, number words and their multipliers, English and Russian."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sapar.evidence.reading.tokens import Token, is_glued

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_RUSSIAN = {
    1: "один одна одно одного одной одному одну одним одном",
    2: "два две двух двум двумя двое двоих двоим",
    3: "три трех трем тремя трое троих троим",
    4: "четыре четырех четырем четырьмя четверо четверых четверым",
    5: "пять пяти пятью пятеро пятерых пятерым",
    6: "шесть шести шестью шестеро шестерых",
    7: "семь семи семью семеро семерых семерым",
    8: "восемь восьми восемью восьмеро",
    9: "девять девяти девятью девятеро",
    10: "десять десяти десятью десятеро",
    11: "одиннадцать одиннадцати",
    12: "двенадцать двенадцати",
    13: "тринадцать тринадцати",
    14: "четырнадцать четырнадцати",
    15: "пятнадцать пятнадцати",
    16: "шестнадцать шестнадцати",
    17: "семнадцать семнадцати",
    18: "восемнадцать восемнадцати",
    19: "девятнадцать девятнадцати",
    20: "двадцать двадцати двадцатью",
    30: "тридцать тридцати тридцатью",
    40: "сорок сорока",
    50: "пятьдесят пятидесяти",
    60: "шестьдесят шестидесяти",
    70: "семьдесят семидесяти",
    80: "восемьдесят восьмидесяти",
    90: "девяносто девяноста",
    100: "сто ста",
    200: "двести двухсот двумстам двухстах",
    300: "триста трехсот тремстам",
    400: "четыреста четырехсот",
    500: "пятьсот пятисот",
    600: "шестьсот шестисот",
    700: "семьсот семисот",
    800: "восемьсот восьмисот",
    900: "девятьсот девятисот",
}
ADDENDS: dict[str, int] = {
    **{word: number for number, word in enumerate(_SMALL)},
    **{word: 20 + 10 * index for index, word in enumerate(_TENS)},
    **{word: number for number, words in _RUSSIAN.items() for word in words.split()},
}
"""Number words that are added up."""
_SCALES = {
    1_000: "thousand thousands тысяча тысячи тысячу тысяч тысячам тысячей тысячью тысячами тысячах тыс",
    1_000_000: "million millions mln миллион миллиона миллионов миллиону миллионам миллионом миллионами миллионе "
    "миллионах миллионы млн",
    1_000_000_000: "billion billions bn миллиард миллиарда миллиардов миллиарду миллиардам миллиардом миллиарды млрд",
}
SCALES: dict[str, int] = {word: scale for scale, words in _SCALES.items() for word in words.split()}
"""Multipliers."""
HALVES: dict[str, float] = {
    "полтора": 1.5, "полторы": 1.5, "полутора": 1.5, "полутораста": 150.0, "полтораста": 150.0,
    "полмиллиона": 500_000.0, "полумиллиона": 500_000.0, "полумиллионом": 500_000.0, "полутысячи": 500.0,
    "полтысячи": 500.0, "полмиллиарда": 5e8, "полсотни": 50.0, "пара": 2.0, "пару": 2.0, "пары": 2.0,
    "сотня": 100.0, "сотню": 100.0, "десяток": 10.0, "дюжина": 12.0, "дюжину": 12.0,
}  # fmt: skip
"""Russian words that are a numeral by themselves."""
_GLUED = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, "b": 1_000_000_000, "к": 1_000}
_DIGITS = re.compile(r"[ \u00a0\u2009\u202f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numeral:
    """A number as written, multipliers included."""

    start: int
    """Index of its first token."""
    end: int
    """Index behind its last token."""
    value: float
    """What it says."""
    scale: float = 1.0
    """Its multiplier, 1 without one."""
    is_words: bool = False
    """Whether it is written in words."""
    is_loose: bool = False
    """Whether the words leave room, as in "a couple of thousand"."""
    is_exceeded: bool = False
    """Whether they say that there are more, as in «сто с лишним»."""


def read_numeral(tokens: list[Token], index: int) -> Numeral | None:
    """The numeral that starts at a token, if one does."""
    if index >= len(tokens):
        return None
    token = tokens[index]
    if token.kind == "number":
        return _with_digits(tokens, index)
    if token.kind != "word":
        return None
    if token.norm == "half" and _norms(tokens, index, 2) == ["half", "a"]:
        return _idiom(tokens, index)
    return _idiom(tokens, index) or _in_words(tokens, index)


def digits_value(text: str, *, is_scaled: bool) -> float:
    """The value of digits with separators.

    A comma before exactly three last digits separates thousands unless a multiplier follows; any other
    comma is a decimal one.
    """
    text = _DIGITS.sub("", text)
    if text.count(",") > 1 or ("," in text and "." in text):
        return float(text.replace(",", ""))
    if "," in text:
        whole, _, rest = text.partition(",")
        is_thousands = len(rest) == 3 and not is_scaled and whole != "0"
        return float(whole + rest) if is_thousands else float(f"{whole}.{rest}")
    return float(text)


def _with_digits(tokens: list[Token], index: int) -> Numeral:
    """Digits and what multiplies them; «1 млн 200 тысяч» is one number."""
    behind = index + 1
    if _norms(tokens, behind, 2) in (["-", "х"], ["-", "ти"], ["-", "и"], ["-", "е"]) and is_glued(
        tokens, behind
    ):
        behind += 2
    is_exceeded = _norms(tokens, behind, 2) == ["с", "лишним"] or _norms(tokens, behind, 1) == ["+"]
    is_half = _norms(tokens, behind, 2) == ["с", "половиной"]
    behind += 2 if _norms(tokens, behind, 1) == ["с"] and (is_exceeded or is_half) else int(is_exceeded)
    end, scale = _scales(tokens, behind)
    following = tokens[end] if end < len(tokens) else None
    if scale == 1.0 and following is not None and is_glued(tokens, end) and following.text in _GLUED:
        scale, end = _GLUED[following.text], end + 1
    value = digits_value(tokens[index].text, is_scaled=scale > 1.0) + 0.5 * is_half
    if scale >= 1e6 and end < len(tokens) and tokens[end].kind == "number":
        rest_end, rest_scale = _scales(tokens, end + 1)
        if rest_scale == 1_000:
            rest = digits_value(tokens[end].text, is_scaled=True) * rest_scale
            return Numeral(start=index, end=rest_end, value=round(value * scale + rest, 6), scale=scale)
    is_half = scale > 1.0 and _norms(tokens, end, 3) == ["and", "a", "half"]
    value, end = (value + 0.5, end + 3) if is_half else (value, end)
    start = index
    if _is_minus(tokens, index):
        start, value = index - 1, -value
    return Numeral(start=start, end=end, value=round(value * scale, 6), scale=scale, is_exceeded=is_exceeded)


def _is_minus(tokens: list[Token], index: int) -> bool:
    """Whether a minus sign, and no dash, stands before the digits."""
    if index == 0 or tokens[index - 1].text not in ("-", "−", "–") or not is_glued(tokens, index):
        return False
    return index == 1 or not is_glued(tokens, index - 1)


def _scales(tokens: list[Token], index: int) -> tuple[int, float]:
    """Where the multipliers from a token on end, and their product."""
    scale = 1.0
    if index + 1 < len(tokens) and tokens[index].text == "-" and tokens[index + 1].norm in SCALES:
        index += 1
    while index < len(tokens) and (tokens[index].norm in SCALES or tokens[index].norm == "hundred"):
        scale *= SCALES.get(tokens[index].norm, 100)
        is_short = tokens[index].norm in ("тыс", "млн", "млрд", "mln")
        index += 1
        if is_short and index < len(tokens) - 1 and tokens[index].text == ".":
            index += 1
    return index, scale


def _norms(tokens: list[Token], index: int, count: int) -> list[str]:
    """The next words."""
    return [token.norm for token in tokens[index : index + count]]


_IDIOMS: tuple[tuple[tuple[str, ...], float, bool], ...] = (
    (("half", "a", "million"), 5e5, False),
    (("half", "a", "billion"), 5e8, False),
    (("half", "million"), 5e5, False),
    (("half", "a", "thousand"), 500.0, False),
    (("half", "a", "dozen"), 6.0, True),
    (("a", "quarter", "of", "a", "million"), 2.5e5, False),
    (("quarter", "of", "a", "million"), 2.5e5, False),
    (("three", "quarters", "of", "a", "million"), 7.5e5, False),
    (("four", "-", "fifths", "of", "a", "million"), 8e5, False),
    (("a", "couple", "of", "hundred"), 200.0, True),
    (("a", "couple", "of", "thousand"), 2e3, True),
    (("a", "couple", "of", "million"), 2e6, True),
    (("a", "couple", "of", "dozen"), 24.0, True),
    (("a", "million", "and", "a", "half"), 1.5e6, False),
    (("миллион", "с", "половиной"), 1.5e6, False),
    (("четверть", "миллиона"), 2.5e5, False),
    (("треть", "миллиона"), 1e6 / 3, False),
    (("a", "quarter", "of", "a", "million"), 2.5e5, False),
    (("quarter", "of", "a", "million"), 2.5e5, False),
    (("three", "quarters", "of", "a", "million"), 7.5e5, False),
    (("a", "third", "of", "a", "million"), 1e6 / 3, False),
    (("a", "dozen"), 12.0, False),
    (("a", "hundred"), 100.0, False),
    (("a", "thousand"), 1e3, False),
    (("a", "million"), 1e6, False),
    (("a", "billion"), 1e9, False),
)
_BY_FIRST: dict[str, list[tuple[tuple[str, ...], float, bool]]] = {}
for _phrase in _IDIOMS:
    _BY_FIRST.setdefault(_phrase[0][0], []).append(_phrase)


def _idiom(tokens: list[Token], index: int) -> Numeral | None:
    """Set phrases such as "half a million"."""
    for words, value, is_loose in _BY_FIRST.get(tokens[index].norm, ()):
        if tuple(_norms(tokens, index, len(words))) == words:
            return Numeral(
                start=index,
                end=index + len(words),
                value=value,
                scale=value,
                is_words=True,
                is_loose=is_loose,
            )
    half = HALVES.get(tokens[index].norm)
    if half is None:
        return None
    end, scale = _scales(tokens, index + 1)
    is_pair = tokens[index].norm in ("пара", "пару", "пары")
    if is_pair and scale == 1.0:
        following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
        tens = {"сотен": 100.0, "десятков": 10.0}.get(following)
        if tens is None:
            return None
        return Numeral(start=index, end=index + 2, value=2 * tens, scale=tens, is_words=True, is_loose=True)
    return Numeral(
        start=index,
        end=end,
        value=half * scale,
        scale=half if scale == 1.0 else scale,
        is_words=True,
        is_loose=is_pair,
    )


def _in_words(tokens: list[Token], index: int) -> Numeral | None:
    """Added and multiplied number words: "twenty-five thousand", «двести сорок тысяч»."""
    total, current, place, last, is_exceeded = 0.0, 0.0, index, 0, False
    while place < len(tokens):
        norm = tokens[place].norm
        addend = ADDENDS.get(norm)
        if addend is not None and (current == 0 or addend < _lowest_place(current)):
            current, last = current + addend, place + 1
        elif norm == "hundred" and current:
            current, last = current * 100, place + 1
        elif norm in SCALES and current:
            end, scale = _scales(tokens, place)
            total, current, last = total + current * scale, 0.0, end
            place = end
            continue
        elif norm == "с" and current and _norms(tokens, place, 2) == ["с", "лишним"]:
            is_exceeded, place, last = True, place + 1, place + 2
        elif not (
            norm in ("-", "and") and last == place and place > index and _goes_on(tokens, place, current)
        ):
            break
        place += 1
    if last == 0:
        return _bare_scale(tokens, index)
    value = total + current
    if _norms(tokens, last, 3) == ["and", "a", "half"]:
        end, scale = _scales(tokens, last + 3)
        return Numeral(start=index, end=end, value=(value + 0.5) * scale, scale=scale, is_words=True)
    scale = 1000.0 if total else (100.0 if value >= 100 and value % 100 == 0 else 1.0)
    if total >= 1e6:
        scale = 1e6
    return Numeral(start=index, end=last, value=value, scale=scale, is_words=True, is_exceeded=is_exceeded)


def _goes_on(tokens: list[Token], place: int, current: float) -> bool:
    """Whether a hyphen or an "and" stands inside a number, as in forty-four or one hundred and five."""
    following = ADDENDS.get(tokens[place + 1].norm) if place + 1 < len(tokens) else None
    if following is None or current == 0 or following >= _lowest_place(current):
        return False
    return tokens[place].norm == "-" or current >= 100


def _lowest_place(current: float) -> float:
    """What may still be added must be smaller: 20 takes 1 to 9, 300 takes 1 to 99, 5 takes nothing."""
    for place in (1000, 100, 10):
        if current % place == 0:
            return place
    return 1


def _bare_scale(tokens: list[Token], index: int) -> Numeral | None:
    """A multiplier in the singular by itself: «миллион», «тысяча»."""
    value = {
        "миллион": 1e6,
        "миллионом": 1e6,
        "миллиону": 1e6,
        "тысяча": 1e3,
        "тысячу": 1e3,
        "миллиард": 1e9,
    }.get(tokens[index].norm)
    return (
        None
        if value is None
        else Numeral(start=index, end=index + 1, value=value, scale=value, is_words=True)
    )
