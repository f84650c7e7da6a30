"""Shares in words and ratios: "one in ten", "two thirds", «каждый пятый», "tenfold", «в полтора раза»."""

from __future__ import annotations

from sapar.evidence.reading.numerals import ADDENDS, read_numeral
from sapar.evidence.reading.quantity import Quantity
from sapar.evidence.reading.tokens import Token

_ORDINALS = {
    "half": 2, "second": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
}  # fmt: skip
_PLURAL = {word + "s": number for word, number in _ORDINALS.items() if word not in ("half", "second")} | {
    "halves": 2
}
_RUSSIAN_ORDINALS = {
    "втор": 2, "трет": 3, "треть": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9,
    "десят": 10, "двадцат": 20, "сот": 100,
}  # fmt: skip
_PARTS = {
    "половина": 0.5, "половины": 0.5, "половину": 0.5, "половине": 0.5, "половиной": 0.5,
    "треть": 1 / 3, "трети": 1 / 3, "третью": 1 / 3,
    "четверть": 0.25, "четверти": 0.25, "четвертью": 0.25, "half": 0.5,
}  # fmt: skip
_RUSSIAN_PARTS = {
    "трети": 3,
    "третей": 3,
    "четверти": 4,
    "четвертей": 4,
    "пятых": 5,
    "десятых": 10,
    "шестых": 6,
}
_TIMES = {
    "doubled": 2.0, "doubling": 2.0, "tripled": 3.0, "trebled": 3.0, "quadrupled": 4.0, "halved": 0.5, "twice": 2.0,
    "вдвое": 2.0, "втрое": 3.0, "вчетверо": 4.0, "впятеро": 5.0, "вшестеро": 6.0, "вдесятеро": 10.0,
    "удвоилось": 2.0, "удвоился": 2.0, "удвоилась": 2.0, "удвоились": 2.0, "утроилось": 3.0, "утроился": 3.0,
    "утроилась": 3.0, "утроились": 3.0,
}  # fmt: skip
_FALLS = (
    "fell fall drop declin decreas shrank shrunk reduc less lower fewer сократ сокращ уменьш сниз упал "
    "меньше ниже спал"
).split()
_SMALL_WHOLES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100))


def read_ratio(tokens: list[Token], index: int) -> Quantity | None:
    """A ratio that starts at a token: after divided by before, so that a threefold fall is a third."""
    token = tokens[index]
    if token.norm in _TIMES:
        value = _TIMES[token.norm]
        end = index + 1
        return _as_ratio(tokens, index, end, value)
    if (
        token.norm == "double"
        and index + 1 < len(tokens)
        and tokens[index + 1].norm in ("the", "that", "its")
    ):
        return _as_ratio(tokens, index, index + 1, 2.0)
    if token.norm.endswith("fold") and token.norm[:-4] in ADDENDS:
        return _as_ratio(tokens, index, index + 1, float(ADDENDS[token.norm[:-4]]))
    numeral = read_numeral(tokens, index + 1 if token.norm in ("в", "во") else index)
    if numeral is None or numeral.end >= len(tokens):
        return None
    following = tokens[numeral.end].norm
    if token.norm in ("в", "во"):
        return (
            _as_ratio(tokens, index, numeral.end + 1, numeral.value) if following in ("раза", "раз") else None
        )
    if following == "-" and numeral.end + 1 < len(tokens) and tokens[numeral.end + 1].norm == "fold":
        return _as_ratio(tokens, index, numeral.end + 2, numeral.value)
    if following == "fold":
        return _as_ratio(tokens, index, numeral.end + 1, numeral.value)
    behind = tokens[numeral.end + 1].norm if numeral.end + 1 < len(tokens) else ""
    if following == "times" and behind in (
        "more",
        "less",
        "as",
        "higher",
        "lower",
        "fewer",
        "the",
        "larger",
        "that",
    ):
        return _as_ratio(tokens, index, numeral.end + 1, numeral.value)
    if following == "раза" and behind in ("больше", "меньше", "выше", "ниже"):
        return _as_ratio(tokens, index, numeral.end + 1, numeral.value)
    return None


def _as_ratio(tokens: list[Token], start: int, end: int, value: float) -> Quantity:
    """The ratio, turned over where the sentence tells of a decline."""
    around = tokens[max(0, start - 6) : start] + tokens[end : end + 3]
    words = [token.norm for token in around if token.kind == "word"]
    reasons = ["a ratio: after divided by before"]
    if value > 1 and any(word.startswith(tuple(_FALLS)) for word in words):
        value = 1 / value
        reasons.append("a decline, so the ratio is turned over")
    return Quantity(start=start, end=end, kind="ratio", value=round(value, 3), unit="times", reasons=reasons)


def read_fraction(tokens: list[Token], index: int) -> Quantity | None:
    """A share in words that starts at a token."""
    return (
        _per_hundred(tokens, index)
        or _every(tokens, index)
        or _parts(tokens, index)
        or _n_in_m(tokens, index)
    )


def _share(start: int, end: int, value: float, reason: str, *, inside: bool = False) -> Quantity:
    """A share as a quantity."""
    return Quantity(
        start=start,
        end=end,
        kind="share",
        value=round(value, 4),
        unit="share",
        counts_backwards=inside,
        reasons=[reason],
    )


def _every(tokens: list[Token], index: int) -> Quantity | None:
    """«каждый пятый», "every fifth", "one of every four"."""
    if index + 1 >= len(tokens):
        return None
    if tokens[index].norm == "every" and tokens[index + 1].norm in _ORDINALS:
        return _share(index, index + 2, 1 / _ORDINALS[tokens[index + 1].norm], "every so-manieth")
    if tokens[index].stem in ("кажд",) and tokens[index].norm != "каждому":
        number = _RUSSIAN_ORDINALS.get(tokens[index + 1].stem)
        if number is not None:
            return _share(index, index + 2, 1 / number, "every so-manieth")
    return None


def _parts(tokens: list[Token], index: int) -> Quantity | None:
    """ "half", "a third", "two thirds", "three quarters", «две трети», «треть»."""
    norm = tokens[index].norm
    following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    behind = tokens[index + 2].norm if index + 2 < len(tokens) else ""
    if norm in ("first", "second", "third") and norm != "half" and following not in ("of",):
        return None
    if norm in ADDENDS and (following in _PLURAL or following in _RUSSIAN_PARTS):
        parts = _PLURAL.get(following) or _RUSSIAN_PARTS[following]
        return _share(index, index + 2, ADDENDS[norm] / parts, "a fraction in words")
    if norm in ADDENDS and following == "-" and behind in _PLURAL:
        return _share(index, index + 3, ADDENDS[norm] / _PLURAL[behind], "a fraction in words")
    if norm in ("a", "one") and following in (
        "third",
        "quarter",
        "fifth",
        "tenth",
        "sixth",
        "half",
        "fourth",
        "eighth",
    ):
        if behind in ("time", "year", "quarter", "half", "phase") or (
            following == "quarter" and behind == "century"
        ):
            return None
        return _share(index, index + 2, 1 / _ORDINALS[following], "a fraction in words")
    if norm in _PARTS and not _is_time_part(tokens, index):
        return _share(index, index + 1, _PARTS[norm], "a fraction in words")
    return None


def _is_time_part(tokens: list[Token], index: int) -> bool:
    """Whether a half or a quarter is one of a year, an hour or a number."""
    following = tokens[index + 1].norm if index + 1 < len(tokens) else ""
    before = tokens[index - 1].norm if index else ""
    if before in (
        "first",
        "second",
        "latter",
        "and",
        "с",
        "первая",
        "вторая",
        "первой",
        "второй",
        "первую",
        "вторую",
    ):
        return True
    return following in (
        "year",
        "hour",
        "day",
        "дня",
        "года",
        "часа",
        "пути",
        "a",
        "an",
        "million",
        "price",
        "цены",
        "миллиона",
    )


def _per_hundred(tokens: list[Token], index: int) -> Quantity | None:
    """ "Of every 100 migrants, 7", «Из каждых 100 мигрантов врача видели семеро»."""
    norms = [token.norm for token in tokens[index : index + 3]]
    if norms not in (["of", "every", "100"], ["из", "каждых", "100"]):
        return None
    for place in range(index + 3, min(len(tokens), index + 10)):
        numeral = read_numeral(tokens, place)
        if numeral is not None and numeral.value <= 100:
            return Quantity(
                start=index,
                end=numeral.end,
                kind="share",
                value=numeral.value,
                unit="percent",
                counts_backwards=True,
                reasons=["so many of every hundred"],
            )
    return None


def _n_in_m(tokens: list[Token], index: int) -> Quantity | None:
    """ "one in ten", "nine out of ten", "one worker in six", «двое из трёх», «у одного работника из шести»."""
    first = ADDENDS.get(tokens[index].norm)
    is_digits = tokens[index].kind == "number" and tokens[index].text.isdigit()
    if is_digits:
        first = int(tokens[index].text)
    if first is None or not 1 <= first <= 9:
        return None
    for place in (index + 1, index + 2):
        norms = [token.norm for token in tokens[place : place + 3]]
        if not norms:
            return None
        width = 2 if norms[:2] in (["out", "of"], ["in", "every"], ["of", "every"]) else 1
        if width == 1 and norms[0] not in ("in", "из"):
            continue
        second = read_numeral(tokens, place + width)
        is_small = second is not None and (
            (second.value in (10, 100) or (width == 2 and second.value <= 10))
            if is_digits
            else second.is_words and second.value in _SMALL_WHOLES
        )
        if second is None or not is_small or second.value <= first:
            continue
        if place == index + 2 and tokens[index + 1].kind != "word":
            continue
        if _is_period(tokens, second.end):
            return None
        return _share(
            index, second.end, first / second.value, "so many in so many", inside=place == index + 2
        )
    return None


def _is_period(tokens: list[Token], index: int) -> bool:
    """Whether the second number counts time or places: "one in ten days"."""
    return index < len(tokens) and tokens[index].norm in (
        "days",
        "years",
        "months",
        "weeks",
        "countries",
        "regions",
    )
