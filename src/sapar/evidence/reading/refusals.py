"""Numbers that count nobody: money, ages, lengths of time, pages, laws, addresses, telephone numbers."""

from __future__ import annotations

import re

from sapar.evidence.reading.nouns import GROUP_OF, REFUSED_AS
from sapar.evidence.reading.quantity import Quantity
from sapar.evidence.reading.tokens import Token, is_glued, stem

_REFERENCES = frozenset(
    stem(word)
    for word in "page pages table figure chapter section article law decree order resolution no nos № "
    "number room office "
    "flight gate route platform box isbn paragraph note notes fig act hotline version photograph photo "
    "highway regulation "
    "abay avenue street house school building issue volume covid appendix annex article appendices wagon "
    "стр с ст статья п пункт гл глава рис табл таблица приказ закон постановление указ рейс офис дом "
    "кабинет комната ул "
    "улица пр проспект школа фото номер тел телефон тираж трасса маршрут приложение форма часть вагон трасс "
    "м примечания "
    "изд экз".split()
) - {""}
_SIGNS = frozenset("$ € £ ₽ ₸ ¥".split())
_CODES = frozenset("eur usd rub kzt kgs uzs tjs gbp".split())
_MONEY_CUES = re.compile(
    r"\b(?:costs?|priced?|prices?|wages?|salar\w+|fee|fees|fines?|rents?|rented|paid|worth|budget|"
    r"remittances|loan|стоит|"
    r"стоил\w*|цен[аыуе]|зарплат\w*|штраф\w*|взнос\w*|подорожал\w*|бюджет\w*|перевод\w*|кредит\w*)\b"
)
_ECONOMY = re.compile(
    r"\b(?:gdp|inflation|unemployment rate|economy|remittances|rouble|ruble|wages|interest|prices|labour force|rate|"
    r"money sent|ввп|инфляци\w*|экономик\w*|перевод\w*|рубль|зарплат\w*|безработиц\w*|рабочей силы|цен[ыа]|население|"
    r"рост населения)\b"
)
_AGE_BEFORE = frozenset("aged age over under возрасте возраст лет ages".split())
_AGE_CUES = re.compile(r"\b(?:aged|years? old|age|возраст\w*|лет)\b")
_PER_BASE = re.compile(
    r"\b(?:per|for every|for each|out of every|на|на каждые|на каждую|из каждой) (?:1[ ,]?000|10[ ,]?000|"
    r"100[ ,]?000|thousand|"
    r"тысячу|сто тысяч)\b(?! (?:меньше|больше|руб|долл))"
)


def refusal(tokens: list[Token], quantity: Quantity, text: str) -> str | None:
    """Why a number counts no people and nothing else the ledger knows; None where nothing speaks against it.

    Parameters
    ----------
    tokens
        The sentence.
    quantity
        The number.
    text
        The sentence in small letters.
    """
    if quantity.kind in ("ratio", "no_data") and not _MONEY_CUES.search(text):
        return None
    if quantity.kind == "ratio":
        return "a ratio of money or prices"
    before = tokens[max(0, quantity.start - 3) : quantity.start]
    after = tokens[quantity.end : quantity.end + 4]
    return (
        _reference(tokens, quantity, before)
        or _money(before, after)
        or _age(tokens, quantity, before, after)
        or _measure(after)
        or _rate(quantity, before, after, text)
        or _part_of_word(tokens, quantity)
    )


def _reference(tokens: list[Token], quantity: Quantity, before: list[Token]) -> str | None:
    """Pages, tables, laws, rooms, telephone numbers."""
    if quantity.kind != "level" or quantity.is_words:
        return None
    nearest = [token for token in before if token.text not in (".", "(", "«", ":")][-1:]
    for token in nearest:
        if token.stem in _REFERENCES or (
            token.norm in ("no", "№", "стр", "ст", "п", "с", "м") and token.norm != "с"
        ):
            return f'the number of something, after "{token.text}"'
    end = quantity.end
    if re.fullmatch(
        r"(?:from|between|с|от) \d{1,2}[.]\d0 (?:to|and|до|по) \d{1,2}[.]\d0", _words(tokens, quantity)
    ):
        return "hours of the day"
    if end < len(tokens) and tokens[end].text == ")" and quantity.start == 0:
        return "the number of a note or a list"
    if end < len(tokens) and tokens[end].stem in ("page", "страниц", "стр", "экз", "cop", "copy"):
        return "a count of pages or copies"
    return None


def _words(tokens: list[Token], quantity: Quantity) -> str:
    """The words of a number, in small letters."""
    return " ".join(token.norm for token in tokens[quantity.start : quantity.end])


def _money(before: list[Token], after: list[Token]) -> str | None:
    """Amounts with a currency before or behind."""
    if before and (before[-1].text in _SIGNS or before[-1].norm in _CODES):
        return f'an amount of money, after "{before[-1].text}"'
    for token in after[:2]:
        if token.text in _SIGNS or (
            REFUSED_AS.get(token.stem) == "an amount of money" and token.stem not in GROUP_OF
        ):
            return f'an amount of money, before "{token.text}"'
        if token.kind != "word":
            break
    return None


def _age(tokens: list[Token], quantity: Quantity, before: list[Token], after: list[Token]) -> str | None:
    """Ages."""
    norms_before = [token.norm for token in before]
    number = quantity.value if quantity.value is not None else quantity.high or quantity.low or 0
    if number > 110 or quantity.kind != "level":
        return None
    if any(norm in ("aged", "ages", "возрасте", "возраст", "age") for norm in norms_before):
        return "an age"
    following = [token.norm for token in after[:4]]
    if following[:3] == ["-", "year", "-"] or following[:2] in (
        ["years", "old"],
        ["-", "летний"],
        ["-", "летняя"],
    ):
        return "an age"
    if len(following) > 1 and following[0] in "-–" and following[1].startswith("летн"):
        return "an age"
    rest = [token.norm for token in tokens[quantity.end : quantity.end + 8]]
    while rest and (rest[0] in (",", "и", "and", "-") or rest[0].isdigit()):
        rest = rest[1:]
    if number < 100 and quantity.hedge == "point" and rest[:1] == ["лет"]:
        return "one of several ages"
    is_apposition = (
        len(before) >= 2
        and before[-1].text == ","
        and before[-2].kind == "word"
        and following[:1] in ([","], ["."], [])
    )
    if is_apposition and not quantity.is_words and 12 <= number <= 99 and quantity.hedge == "point":
        return "an age in apposition"
    if norms_before[-1:] in (["under"], ["over"], ["were"]) and 12 <= number <= 99:
        is_end = not following or following[0] in (".", ",", ";")
        if is_end:
            return "an age"
    if (
        before
        and before[-1].norm in ("and", "to", "и", "до")
        and any(token.norm == "aged" for token in tokens[: quantity.start])
    ):
        return "an age"
    return None


def _measure(after: list[Token]) -> str | None:
    """Lengths of time, distances, weights."""
    place = 0
    if after and after[0].text in ("-", "–") and len(after) > 1:
        place = 1
    if place < len(after):
        token = after[place]
        reason = REFUSED_AS.get(token.stem)
        if reason is None and token.stem in (
            "square",
            "кв",
            "cubic",
            "average",
            "working",
            "календарн",
            "рабоч",
        ):
            following = after[place + 1] if place + 1 < len(after) else token
            reason = REFUSED_AS.get(following.stem)
        if reason is not None and token.stem not in GROUP_OF:
            return f'{reason}, before "{token.text}"'
        if token.norm in ("a.m", "p.m", "am", "pm", "°", "p", "a") and (
            (len(after) > place + 1 and after[place + 1].text == ".") or token.norm in ("am", "pm", "°")
        ):
            return "a time of day"
    return None


def _rate(quantity: Quantity, before: list[Token], after: list[Token], text: str) -> str | None:
    """Percentages of the economy and rates per thousand."""
    if quantity.unit == "percent" and re.search("labour force|labor force|рабочей силы", text):
        return "a percentage of the labour force"
    if quantity.kind == "level" and _PER_BASE.search(text):
        return "a rate"
    if quantity.unit == "percent" and _ECONOMY.search(text):
        has_people = any(token.stem in GROUP_OF for token in after)
        if not has_people or "gdp" in text or "ввп" in text:
            return "a percentage of an economy, a price or a force, not of people"
    if (
        after
        and after[0].norm in ("per", "на")
        and len(after) > 1
        and re.match(r"1 ?000|тысяч|thousand|1,000|km|кв", after[1].norm)
    ):
        return "a rate"
    if re.search(
        r"(?:for every|per|на|на каждую|на каждые) ?$", " ".join(token.norm for token in before)
    ) and quantity.value in (1000.0, 100.0, 1e5):
        return "the base of a rate"
    return None


def _part_of_word(tokens: list[Token], quantity: Quantity) -> str | None:
    """Numbers that are glued to letters: M5, COVID-19, 115-ФЗ, 20th."""
    start, end = quantity.start, quantity.end
    if quantity.is_words or tokens[start].kind != "number":
        return None
    if (
        is_glued(tokens, start)
        and start
        and (tokens[start - 1].kind == "word" or _is_hyphened(tokens, start))
    ):
        return "a part of a name"
    if end < len(tokens) and is_glued(tokens, end) and tokens[end].kind == "word":
        return "an ordinal or a part of a name"
    is_tied = (
        end + 1 < len(tokens)
        and tokens[end].text == "-"
        and is_glued(tokens, end)
        and is_glued(tokens, end + 1)
    )
    if is_tied and tokens[end + 1].kind == "word" and tokens[end + 1].norm != "strong":
        return "an ordinal or a part of a name"
    return None


def _is_hyphened(tokens: list[Token], start: int) -> bool:
    """Whether a hyphen ties the number to a word before it."""
    return (
        start > 1
        and tokens[start - 1].text == "-"
        and is_glued(tokens, start - 1)
        and tokens[start - 2].kind == "word"
    )
