"""Words, numbers and dates as readers of one language expect them."""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sapar.report.catalogue import LANGUAGES, MESSAGES

THIN_SPACE = "\u202f"
"""Narrow and unbreakable: between thousands, and between a number and its sign."""
DASH = "\u2013"
"""Stands for a missing number."""
DECIMAL_SIGN = {"en": ".", "ru": ","}
"""By language."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the catalogue."""

    code: str
    """`en` or `ru`."""

    def __post_init__(self) -> None:
        """Refuse a language without a catalogue."""
        if self.code not in LANGUAGES:
            raise ValueError(f"no catalogue for {self.code!r}; there is one for: {', '.join(LANGUAGES)}")

    def text(self, key: str, **values: object) -> str:
        """The message of that name with its blanks filled in."""
        message = MESSAGES[key][LANGUAGES.index(self.code)]
        if not isinstance(message, str):
            raise TypeError(f"{key} has plural forms: use `plural`")
        return message.format(**values) if values else message

    def plural(self, key: str, count: float, **values: object) -> str:
        """The message of that name in the form that agrees with a count."""
        forms = MESSAGES[key][LANGUAGES.index(self.code)]
        if isinstance(forms, str):
            raise TypeError(f"{key} has no plural forms: use `text`")
        return forms[min(_form(self.code, count), len(forms) - 1)].format(n=self.number(count), **values)

    def choose(self, texts: Mapping[str, str] | None) -> str:
        """The text in this language, or in another one where it is missing."""
        if not texts:
            return ""
        return texts.get(self.code) or texts.get("en") or next(iter(texts.values()))

    def number(self, value: float, digits: int | None = None) -> str:
        """A number with thin spaces between thousands; rounded to so many significant digits where asked."""
        if value is None or math.isnan(value):
            return DASH
        shown = significant(value, digits) if digits else value
        decimals = (
            0 if shown == round(shown) else max(0, (digits or 6) - 1 - math.floor(math.log10(abs(shown))))
        )
        plain = f"{abs(shown):,.{decimals}f}"
        plain = plain.rstrip("0").rstrip(".") if decimals and digits is None else plain
        text = plain.replace(",", THIN_SPACE).replace(".", DECIMAL_SIGN[self.code])
        return ("\u2212" if shown < 0 else "") + text

    def count(self, value: float, threshold: float, digits: int | None = 2) -> str:
        """A number of people: rounded, and only "fewer than" where it is small."""
        if 0 < value < threshold:
            return self.small(threshold)
        return self.number(value, digits)

    def small(self, threshold: float) -> str:
        """What stands for a hidden count."""
        return self.text("small", n=self.number(threshold))

    def date(self, value: object) -> str:
        """A day, month or year in words, as exact as it was given."""
        parts = iso(value).split("-")
        if parts == [""]:
            return DASH
        year = parts[0]
        if len(parts) == 1:
            return year
        if len(parts) == 2:
            return f"{self.months[int(parts[1]) - 1]} {year}"
        return f"{int(parts[2])} {self.text('months.genitive').split()[int(parts[1]) - 1]} {year}"

    def period(self, first: datetime.date | None, last: datetime.date | None) -> str:
        """A stretch of days in words: a year, a month or a day where it is one."""
        if first is None or last is None or first == last:
            known = first or last
            return DASH if known is None else self.date(known)
        whole_months = first.day == 1 and (last + datetime.timedelta(days=1)).day == 1
        if not whole_months:
            return f"{self.date(first)} {DASH} {self.date(last)}"
        whole_years = (first.month, last.month) == (1, 12)
        start, finish = (
            first.isoformat()[: 4 if whole_years else 7],
            last.isoformat()[: 4 if whole_years else 7],
        )
        return self.date(start) if start == finish else f"{self.date(start)} {DASH} {self.date(finish)}"

    @property
    def months(self) -> list[str]:
        """Short names of the months."""
        return self.text("months.short").split()

    @property
    def number_locale(self) -> dict[str, Any]:
        """For Vega."""
        return {
            "decimal": DECIMAL_SIGN[self.code],
            "thousands": THIN_SPACE,
            "grouping": [3],
            "currency": ["", ""],
            "percent": THIN_SPACE + "%",
        }

    @property
    def time_locale(self) -> dict[str, Any]:
        """For Vega."""
        days = self.text("days.short").split()
        return {
            "dateTime": "%d %b %Y",
            "date": "%d %b %Y",
            "time": "%H:%M",
            "periods": ["", ""],
            "days": days,
            "shortDays": days,
            "months": self.months,
            "shortMonths": self.months,
        }


def significant(value: float, digits: int) -> float:
    """The value rounded to so many significant digits."""
    if value == 0 or not math.isfinite(value):
        return value
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def iso(value: object) -> str:
    """A date, or text that is one already, as ISO 8601; nothing as empty text."""
    if value is None:
        return ""
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    return str(value)


def first_day(text: str) -> str:
    """The first day that a year, a month or a day names, ISO 8601."""
    return text + "-01-01"[3 * text.count("-") :]


def last_day(text: str) -> str:
    """The last day that a year, a month or a day names, ISO 8601."""
    if text.count("-") == 2:
        return text
    if text.count("-") == 0:
        return f"{text}-12-31"
    following = datetime.date.fromisoformat(f"{text}-28") + datetime.timedelta(days=4)
    return (following.replace(day=1) - datetime.timedelta(days=1)).isoformat()


def _form(code: str, count: float) -> int:
    """Which plural form agrees with a count (Unicode plural rules): one, few or many."""
    if code == "en":
        return 0 if count == 1 else 1
    if count != int(count):
        return 1
    units, tens = int(abs(count)) % 10, int(abs(count)) % 100
    if units == 1 and tens != 11:
        return 0
    return 1 if 2 <= units <= 4 and not 12 <= tens <= 14 else 2
