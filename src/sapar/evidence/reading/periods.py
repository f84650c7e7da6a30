"""The periods a sentence names, relative ones resolved against the day of publication."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

from sapar.evidence.reading.calendar_words import (
    ENGLISH_WEEKDAYS,
    RUSSIAN_WEEKDAYS,
    Anchor,
    Span,
    back,
    count_of,
    day,
    month_number,
    months,
    season_of,
    whole_year,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days named in a sentence."""

    start: int
    """First character."""
    end: int
    """Behind the last character."""
    first: datetime.date | None
    """First day; None where it could not be resolved or the date is of something else."""
    last: datetime.date | None
    """Last day."""
    words: str
    """As written."""


_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan\.?|feb\.?|apr\.?|"
    r"aug\.?|sept?\.?|oct\.?|nov\.?|dec\.?|январ[а-я]{1,3}|феврал[а-я]{1,3}|март[а-я]{0,2}|апрел[а-я]{1,3}|ма[йяею]|"
    r"июн[а-я]{1,2}|июл[а-я]{1,2}|август[а-я]{0,2}|сентябр[а-я]{1,3}|октябр[а-я]{1,3}|ноябр[а-я]{1,3}|"
    r"декабр[а-я]{1,3})"
)
_YEAR = r"(?:19|20)\d\d(?![\d]|[.,]\d)(?:-(?:м|го|й|му)\b)?(?:\s*(?:годах|годов|годами|году|года|годом|год|гг\.?|г\.?)(?![а-я]))?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|-го|-е)?"
_TO = r"\s*(?:to|and|through|until|по|до|и|-|–|—)\s*"
_SEASON = (
    r"(?:spring|summer|autumn|fall|winter|весн[а-я]{1,2}|летом|лето|лета|лету|осен[а-я]{1,2}|зим[а-я]{1,2})"
)
_COUNT = r"(?:\d{1,2}|[a-zа-я]{2,12})"

Resolve = Callable[[re.Match[str], Anchor, "Span | None"], "Span | None"]
"""From the match, the anchor and the period named before it to the first and last day."""


def find_periods(sentence: str, published: datetime.date | None) -> list[Period]:
    """Every date and period, in the order of the sentence.

    Parameters
    ----------
    sentence
        As written.
    published
        The day the text came out; without it relative dates stay unresolved.
    """
    text = sentence.lower().replace("ё", "е")
    if _HINT.search(text) is None:
        return []
    anchor, used = Anchor(published), bytearray(len(text))
    found: list[Period] = []
    for pattern, resolve in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span("it") if "it" in pattern.groupindex else match.span()
            if any(used[start:end]) or sentence[start:end] in ("may", "march", "dec", "jan"):
                continue
            span = resolve(match, anchor, _latest(found, start))
            if span is None and resolve not in _MAY_STAY_OPEN:
                continue
            used[start:end] = b"\1" * (end - start)
            found.append(_period(text, sentence, start, end, span, anchor, is_long=resolve in _SPANS))
    return sorted(found, key=lambda period: period.start)


def _latest(found: list[Period], start: int) -> Span | None:
    """The period named last before a place in the sentence."""
    earlier = [each for each in found if each.end <= start and each.first is not None]
    if not earlier:
        return None
    nearest = max(earlier, key=lambda period: period.end)
    assert nearest.first is not None
    assert nearest.last is not None
    return nearest.first, nearest.last


def _period(
    text: str, sentence: str, start: int, end: int, span: Span | None, anchor: Anchor, *, is_long: bool
) -> Period:
    """The period with what the words in front of it make of it."""
    before = text[max(0, start - 28) : start]
    if span is not None and _OF_SOMETHING_ELSE.search(before):
        span = None
    elif span is not None and not is_long and _SINCE.search(before) and anchor.published is not None:
        span = (span[0], anchor.published) if span[0] <= anchor.published else span
    elif span is not None and not is_long and _BEFORE.search(before):
        last = span[0] - datetime.timedelta(days=1)
        span = (back(span[0], months_=3), last)
    first, last_day = span if span is not None else (None, None)
    return Period(start=start, end=end, first=first, last=last_day, words=sentence[start:end])


_HINT = re.compile(
    rf"(?:19|20)\d\d|\b{_MONTH}|\b(?:year|month|week|day|today|now|current|present|yesterday|quarter|{_SEASON}|"
    r"сейчас|сегодня|вчера|ныне|настоящ|год|месяц|недел|квартал|полугоди|лет\b|"
    + "|".join(ENGLISH_WEEKDAYS + RUSSIAN_WEEKDAYS)
    + ")"
)
_SINCE = re.compile(r"\b(?:since|after|с|со|после|начиная с)(?: the)?(?: начала| конца| середины)?\s*$")
_BEFORE = re.compile(r"\b(?:before|до|prior to)\s*$")
_OF_SOMETHING_ELSE = re.compile(
    r"\b(?:published|founded|dated|signed|built|established|created|born|opened|revised|adopted|опубликованн\w+|"
    r"созданн\w+|основанн\w+|построен\w*|подписанн\w+|родил\w+|законом?|от|figure of|чем|than)(?: (?:on|in|"
    r"в|of))?\s*$"
)


def _year_in(text: str | None) -> str | None:
    """The four digits of a year with its words."""
    found = re.search(r"\d{4}", text) if text else None
    return found.group() if found else None


def _single_date(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """A day of a month."""
    month, number = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    year = anchor.year(_year_in(match["year"]), month)
    if year is None:
        return None
    found = day(year, month, number)
    if found and not match["year"] and anchor.published and found[0] > anchor.published:
        return day(year - 1, month, number)
    return found


def _iso_date(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """A date in digits."""
    parts = [int(part) for part in re.split(r"[-./]", match.group())]
    year, month, number = parts if parts[0] > 31 else (parts[2], parts[1], parts[0])
    return day(year, month, number) if 1 <= month <= 12 else None


def _month_span(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """From one month to another, or several months in a row."""
    first, last = month_number(match["first"]), month_number(match["last"])
    year = anchor.year(_year_in(match["year"]), last)
    return None if year is None else months(year - 1 if first > last else year, first, last)


def _one_month(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """One month; mid-month is its fifteenth. In English "may" and "march" are months only with a capital."""
    month = month_number(match["month"])
    year = anchor.year(_year_in(match["year"]), month)
    if year is None:
        return None
    if match["mid"]:
        return day(year, month, 15)
    return months(year, month, month)


def _first_days(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """The first so many days of a month."""
    month = month_number(match["month"])
    year, count = anchor.year(_year_in(match["year"]), month), count_of(match["count"])
    last = None if year is None else day(year, month, count)
    return None if last is None or year is None else (datetime.date(year, month, 1), last[0])


def _part_of_year(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """Halves, quarters, and the first so many months."""
    year, number = anchor.year(_year_in(match["year"])), count_of(match["number"])
    if year is None or not number:
        return None
    kind = match["kind"]
    if kind.startswith(("month", "месяц")):
        return months(year, 1, number) if number <= 12 else None
    size = 6 if kind.startswith(("half", "полугод", "половин")) else 3
    last = number * size
    return months(year, last - size + 1, last) if last <= 12 else None


def _season(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """A season, of a year or of the last; none where it is one of every year."""
    if match["every"] or re.search(r"обычно|ежегодно|normally|usually|each year|every year", match.string):
        return None
    year = anchor.year(_year_in(match["year"]))
    if year is None:
        return None
    if match["which"] and match["which"].startswith(("last", "прошл", "past")) and not match["year"]:
        year -= 1
    found = season_of(match["season"], year)
    if found and anchor.published and not match["year"] and found[0] > anchor.published:
        return season_of(match["season"], year - 1)
    return found


def _years(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """From one year to another."""
    first, last = int(match["first"][:4]), int(_year_in(match["last"]) or 0)
    return (whole_year(first)[0], whole_year(last)[1]) if first < last else None


def _edge(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """The start, the middle or the end of a year."""
    year = anchor.year(_year_in(match["year"]))
    if year is None:
        return None
    which = match["which"]
    if which.startswith(("end", "конец", "конц", "late")):
        date = datetime.date(year, 12, 31)
    elif which.startswith(("mid", "середин")):
        date = datetime.date(year, 7, 1)
    else:
        date = datetime.date(year, 1, 1)
    return date, date


def _this_year_so_far(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """Since the start of the year of publication."""
    return (
        None if anchor.published is None else (datetime.date(anchor.published.year, 1, 1), anchor.published)
    )


def _decade(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """Ten years by their first."""
    first = int(match["decade"])
    return whole_year(first)[0], whole_year(first + 9)[1]


def _one_year(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """One year by its number."""
    return whole_year(int(_year_in(match["it"]) or 0))


def _relative(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """Yesterday, last week, last month, last year, this year, now."""
    published, words = anchor.published, match.group()
    if published is None:
        return None
    if re.search("yesterday|вчера", words):
        date = published - datetime.timedelta(days=1)
        return date, date
    if re.search("week|недел", words):
        monday = published - datetime.timedelta(days=published.weekday() + 7)
        return monday, monday + datetime.timedelta(days=6)
    is_last = re.search("last|previous|past|прошл|минувш|предыдущ", words) is not None
    if re.search("month|месяц", words):
        start = back(published.replace(day=1), months_=1 if is_last else 0)
        return months(start.year, start.month, start.month)
    if re.search("year|год", words):
        return whole_year(published.year - 1 if is_last else published.year)
    return published, published


def _weekday(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """The last such weekday, the day of publication included."""
    if anchor.published is None:
        return None
    for names in (ENGLISH_WEEKDAYS, RUSSIAN_WEEKDAYS):
        for number, name in enumerate(names):
            if match["weekday"].startswith(name):
                date = anchor.published - datetime.timedelta(days=(anchor.published.weekday() - number) % 7)
                return date, date
    return None


def _past(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """The past so many years or months."""
    words = match.groupdict()
    text, kind = words.get("count") or words.get("count2"), words["kind"] or "years"
    count = count_of(text.strip()) if text else 1
    if anchor.published is None or not count:
        return None
    if kind.startswith(("month", "месяц")):
        return back(anchor.published, months_=count), anchor.published
    return back(anchor.published, years=count), anchor.published


def _year_earlier(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """The same stretch one year before the last one named."""
    return None if before is None else (back(before[0], years=1), back(before[1], years=1))


def _same_period(match: re.Match[str], anchor: Anchor, before: Span | None) -> Span | None:
    """The same stretch of another year."""
    year = _year_in(match["year"])
    if before is None or year is None:
        return None
    shift = before[0].year - int(year)
    return back(before[0], years=shift), back(before[1], years=shift)


def _compiled(*patterns: tuple[str, Resolve]) -> tuple[tuple[re.Pattern[str], Resolve], ...]:
    """The patterns, ready for use."""
    return tuple((re.compile(pattern), resolve) for pattern, resolve in patterns)


_PATTERNS = _compiled(
    (r"\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d\b", _iso_date),
    (
        rf"\bfirst (?P<count>{_COUNT}) days of (?P<month>{_MONTH})(?: (?P<year>{_YEAR}))?",
        _first_days,
    ),
    (
        rf"\bпервые (?P<count>{_COUNT}) дней (?P<month>{_MONTH})(?: (?P<year>{_YEAR}))?",
        _first_days,
    ),
    (
        rf"\b(?P<first>{_MONTH}), {_MONTH},? (?:and|и) (?P<last>{_MONTH})(?:,? (?P<year>{_YEAR}))?",
        _month_span,
    ),
    (rf"\b(?P<first>{_MONTH}){_TO}(?P<last>{_MONTH})(?!\w)(?:,? (?P<year>{_YEAR}))?", _month_span),
    (rf"\b(?P<day>{_DAY}) (?:of )?(?P<month>{_MONTH})(?!\w)(?:,? (?P<year>{_YEAR}))?", _single_date),
    (
        rf"\b(?P<month>{_MONTH}) (?P<day>{_DAY})(?!\d|[ ,.]\d{{3}}| [a-zа-я])(?:,? (?P<year>{_YEAR}))?",
        _single_date,
    ),
    (
        r"\b(?:the )?(?P<number>first|second|third|fourth|last) (?P<kind>half|quarter)"
        rf"(?: of (?:the year|(?P<year>{_YEAR})))?",
        _part_of_year,
    ),
    (
        rf"\bfirst (?P<number>{_COUNT}) (?P<kind>months)(?: of (?:the year|(?P<year>{_YEAR})))?",
        _part_of_year,
    ),
    (
        rf"\b(?P<number>(?:i{{1,3}}|iv)\b|перв\w+|втор\w+|трет\w+|четверт\w+) "
        rf"(?P<kind>квартал\w*|полугоди\w*|половин\w* года)(?:,? (?P<year>{_YEAR}))?",
        _part_of_year,
    ),
    (rf"\bза (?:первые )?(?P<number>{_COUNT}) (?P<kind>месяц\w*) (?P<year>{_YEAR})", _part_of_year),
    (
        r"\bза (?P<number>восемь|девять|десять|одиннадцать|8|9|10|11) (?P<kind>месяцев)(?P<year>)",
        _part_of_year,
    ),
    (
        rf"\b(?:(?:(?P<every>each|every|кажд\w+)|(?P<which>last|this|past|прошл\w+|эт\w+|минувш\w+)) "
        rf")?(?P<season>{_SEASON})(?!\w)"
        rf"(?: (?:of )?(?P<year>{_YEAR}))?",
        _season,
    ),
    (
        r"\b(?:(?:the )?same (?:period|months|time) (?:of|in)|(?:тот же|аналогичный) период) "
        rf"(?P<year>{_YEAR})",
        _same_period,
    ),
    (rf"\b(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR})", _years),
    (r"\b(?:the )?(?P<decade>(?:19|20)\d0)(?:s\b|-е\b|-х\b)", _decade),
    (
        rf"\b(?P<which>end|start|beginning|middle) of (?:the year )?(?P<year>{_YEAR})",
        _edge,
    ),
    (rf"\b(?P<which>mid)-? ?(?P<year>{_YEAR})", _edge),
    (rf"\b(?P<which>конец|конца|концу|конце|начал[аоеу]|середин[аеыу]) (?P<year>{_YEAR})", _edge),
    (r"\bsince the (?:start|beginning) of (?:the|this) year|\bс начала (?:этого )?года", _this_year_so_far),
    (
        rf"\b(?:(?P<mid>mid-|середин\w )\s*)?(?P<month>{_MONTH})(?![\w])(?:,? (?:of )?(?P<year>{_YEAR}))?",
        _one_month,
    ),
    (r"\b(?:a|one) year (?:earlier|before)\b|\bгодом ранее|\bгод назад", _year_earlier),
    (
        rf"\b(?:over|in|for|during|within) (?:the )?(?:past|last) (?P<count>{_COUNT} )?(?P<kind>years|"
        rf"months|year|month)\b"
        rf"|\bin (?P<count2>{_COUNT}) years\b",
        _past,
    ),
    (
        rf"\bза (?:последние |последний |эти |прошедшие )?(?P<count>{_COUNT} )?(?P<kind>лет|года|год|"
        rf"месяцев|месяца|месяц)\b",
        _past,
    ),
    (
        r"\b(?:yesterday|вчера|last (?:week|month|year)|this (?:month|year)|currently|at present|at the moment|"
        r"today|now|(?:в |за )?(?:прошл\w+|минувш\w+|эт\w+|текущ\w+|предыдущ\w+) (?:год\w*|месяц\w*|недел\w*)|"
        r"сейчас|сегодня|ныне|в настоящее время)\b",
        _relative,
    ),
    (
        r"\b(?:on|last|в|во) (?P<weekday>"
        + "|".join(ENGLISH_WEEKDAYS + [f"{name}\\w*" for name in RUSSIAN_WEEKDAYS])
        + r")\b",
        _weekday,
    ),
    (
        rf"(?:\b(?:in|since|by|from|during|until|till|before|after|for|through|for the year|the year|calendar year|"
        rf"в|во|с|со|за|по|к|до|после|на|от|of|than in)\s+|\(|^|[;,:]\s+|\balone\b)(?P<it>{_YEAR})"
        r"(?!\s*(?:people|persons|migrants|citizens|workers|человек|граждан|мигрант|\d|[-–]летн|families|women))",
        _one_year,
    ),
    (
        r"(?P<it>(?:19|20)\d\d(?:-(?:м|го|й|му)\b)?\s*(?:годах|годов|году|года|год|гг\.?|г\.?)(?![а-я]))",
        _one_year,
    ),
    (r"(?:^|[;:,]\s*|\s)(?P<it>(?:19|20)\d\d)(?=\s*(?:[—–:]|\s\d))", _one_year),
)
_SPANS: frozenset[Resolve] = frozenset(
    (_years, _month_span, _past, _same_period, _year_earlier, _this_year_so_far)
)
"""Patterns that say both ends themselves."""
_MAY_STAY_OPEN: frozenset[Resolve] = frozenset(
    (_single_date, _one_month, _relative, _weekday, _past, _season, _part_of_year, _year_earlier, _month_span)
)
