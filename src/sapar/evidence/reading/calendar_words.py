"""Names of months, seasons and weekdays, and the stretches of days that they name."""

from __future__ import annotations

import calendar
import datetime
from typing import NamedTuple

Span = tuple[datetime.date, datetime.date]
"""First and last day."""

_ENGLISH_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_RUSSIAN_MONTHS = "янв фев мар апр ма июн июл авг сен окт ноя дек".split()
SEASONS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2),
    "весн": (3, 5), "лет": (6, 8), "осен": (9, 11), "зим": (12, 2),
}  # fmt: skip
"""First and last month of each season, by the beginning of its name."""
ENGLISH_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
RUSSIAN_WEEKDAYS = "понедельник вторник сред четверг пятниц суббот воскресен".split()
COUNTS = {
    **{word: number for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1)},
    **{word: number for number, word in enumerate(
        "один два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать".split(), start=1)},
    "год": 1, "a": 1, "первые": 1, "две": 2, "двух": 2, "трех": 3, "пяти": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "перв": 1, "втор": 2, "трет": 3, "четверт": 4,
}  # fmt: skip
"""Small numbers and ordinals in words; ordinals of Russian by their beginnings."""


class Anchor(NamedTuple):
    """What relative dates are resolved against."""

    published: datetime.date | None
    """The day the text came out, if it is known."""

    def year(self, text: str | None, month: int = 1) -> int | None:
        """A year as written, or the last one in which the month is not after the publication."""
        if text:
            return int(text)
        if self.published is None:
            return None
        return self.published.year - (1 if month > self.published.month else 0)


def month_number(text: str) -> int:
    """1 to 12 of a month's name, or 0."""
    for names in (_ENGLISH_MONTHS, _RUSSIAN_MONTHS):
        for number, name in enumerate(names, start=1):
            if text.startswith(name):
                return number
    return 0


def count_of(text: str) -> int:
    """A small number, in digits or in words."""
    if text.isdigit():
        return int(text)
    if text in COUNTS:
        return COUNTS[text]
    return next((number for word, number in COUNTS.items() if len(word) > 3 and text.startswith(word)), 0)


def whole_year(year: int) -> Span:
    """First and last day of a year."""
    return datetime.date(year, 1, 1), datetime.date(year, 12, 31)


def months(year: int, first: int, last: int) -> Span:
    """First day of one month and last day of another; a last month before the first is one of the next year."""
    end_year = year + 1 if last < first else year
    longest = calendar.monthrange(end_year, last)[1]
    return datetime.date(year, first, 1), datetime.date(end_year, last, longest)


def day(year: int, month: int, number: int) -> Span | None:
    """One day, if it exists."""
    if not 1 <= number <= calendar.monthrange(year, month)[1]:
        return None
    date = datetime.date(year, month, number)
    return date, date


def back(date: datetime.date, *, years: int = 0, months_: int = 0) -> datetime.date:
    """The same day so many years and months before; the month's last where it has no such day."""
    total = (date.year - years) * 12 + date.month - 1 - months_
    year, month = divmod(total, 12)
    return datetime.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def season_of(text: str, year: int) -> Span | None:
    """A season of a year; a winter is the one that starts in the December before."""
    for name, (first, last) in SEASONS.items():
        if text.startswith(name):
            return months(year - 1 if first > last else year, first, last)
    return None
