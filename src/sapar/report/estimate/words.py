"""Names, factors, chances and reasons in the words of one language."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from sapar.report.catalogue import MESSAGES
from sapar.report.estimate.page import EstimateView
from sapar.report.language import DASH, DECIMAL_SIGN, THIN_SPACE

LEAST_CHANCE = 0.001
"""Smaller chances are written as smaller than this."""
CHECK = re.compile(r"mean distance, (definition|kind of source) (.+)")
"""Names of predictive checks by group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableWords:
    """A table for readers."""

    titles: tuple[str, ...]
    numeric: tuple[bool, ...]
    """By column: whether it is set to the right."""
    rows: tuple[tuple[str, ...], ...]


def times(view: EstimateView, factor: float) -> str:
    """A factor in two digits."""
    return f"\u00d7{THIN_SPACE}{two_digits(view, factor)}"


def two_digits(view: EstimateView, factor: float) -> str:
    """A factor in two digits, the second written even where it is 0."""
    words = view.language.number(factor, 2)
    return f"{words}{DECIMAL_SIGN[view.language.code]}0" if len(words) == 1 else words


def decimals(view: EstimateView, value: float) -> str:
    """A number with two decimals."""
    sign = "\u2212" if round(value, 2) < 0 else ""
    return sign + f"{abs(value):.2f}".replace(".", DECIMAL_SIGN[view.language.code])


def signed_percent(view: EstimateView, share: float) -> str:
    """A relative change in whole percent, with its sign."""
    change = round(100.0 * share)
    if change == 0:
        return f"0{THIN_SPACE}%"
    return f"{'+' if change > 0 else ''}{view.language.number(change)}{THIN_SPACE}%"


def percent(view: EstimateView, share: float) -> str:
    """A share in percent, two digits."""
    return f"{view.language.number(100.0 * share, 2)}{THIN_SPACE}%"


def chance(view: EstimateView, probability: float) -> str:
    """A probability in percent; very small ones only as a bound."""
    if math.isnan(probability):
        return DASH
    if probability < LEAST_CHANCE:
        return f"<{THIN_SPACE}{percent(view, LEAST_CHANCE)}"
    if probability > 1.0 - LEAST_CHANCE:
        return f">{THIN_SPACE}{view.language.number(100.0 * (1.0 - LEAST_CHANCE))}{THIN_SPACE}%"
    return percent(view, probability)


def definition(view: EstimateView, name: str) -> str:
    """What a definition is called."""
    return view.language.text(f"definition.{name}")


def short_definition(view: EstimateView, name: str) -> str:
    """The same in a word or two, for pictures."""
    key = f"short.{name}"
    return view.language.text(key) if key in MESSAGES else definition(view, name)


def counts(view: EstimateView, name: str) -> str:
    """What a definition counts, in a plain phrase."""
    key = f"counts.{name}"
    return view.language.text(key) if key in MESSAGES else definition(view, name)


def claim_title(view: EstimateView, claim: str) -> str:
    """Who said what, counting what, about when."""
    found = view.claim.get(claim)
    if found is None:
        return claim
    return view.language.text(
        "est.claim",
        source=view.source_name(found.source),
        said=view.number(claim),
        definition=definition(view, found.definition),
        date=view.period(claim),
        claim=claim,
    )


def series_name(view: EstimateView, series: str) -> str:
    """A corridor and year, or a host and year, from the code of a headline series."""
    code, _, year = series.partition(" ")
    return f"{view.corridor_named(code)}, {year}"


def factor_name(view: EstimateView, name: str) -> str:
    """A coverage, rate or share in words."""
    family, _, rest = name.partition(":")
    if family == "coverage":
        return view.kind(rest)
    if family == "rules":
        definition_, place, year = rest.split(":", 2)
        what = f"{definition(view, definition_)}, {view.name(place)}"
        return view.language.text("est.factor.rules", what=what, year=year)
    if family in ("series", "family"):
        definition_, place, *more = rest.split(":", 2)
        tail = more[0].split(":")[-1].strip() if more else ""
        if definition_ == "all":
            definition_, tail = tail, ""
        words = [definition(view, definition_), view.name(place), *([tail] if tail else [])]
        return view.language.text(f"est.factor.{family}", what=", ".join(words))
    key = f"est.factor.{family}"
    if key not in MESSAGES:
        return name
    who = view.corridor_named(rest) if "-" in rest else view.name(rest)
    return view.language.text(key, who=who)


def check_name(view: EstimateView, name: str) -> str:
    """A predictive check in words."""
    grouped = CHECK.fullmatch(name)
    if grouped is None:
        key = f"est.check.{name.split(' ', 1)[0]}"
        return view.language.text(key) if key in MESSAGES else name
    words = view.kind(grouped[2]) if grouped[1] == "kind of source" else definition(view, grouped[2])
    return view.language.text(
        f"est.check.{'kind' if grouped[1] != 'definition' else 'by_definition'}", what=words
    )


def group_name(view: EstimateView, name: str) -> str:
    """A group of numbers whose convergence is judged together."""
    key = f"est.group.{name}"
    return view.language.text(key) if key in MESSAGES else name


def reason(view: EstimateView, text: str) -> str:
    """Why a claim is not used: the estimate says it in English; other languages have patterns."""
    if view.language.code == "en":
        return text
    for pattern, words in REASONS_RU:
        found = re.fullmatch(pattern, text)
        if found is not None:
            return words.format(*found.groups())
    return text


REASONS_RU = (
    (r"counts an event, not people present", "считает событие, а не находящихся в стране людей"),
    (r"no number", "нет числа"),
    (r"a rule, not a number", "правило, а не число"),
    (r"says that nobody counts", "сообщает, что никто не считает"),
    (r"counts residents, .*", "считает жителей, каковы бы ни были их гражданство и цель"),
    (
        r"stocks do not tell people with status.*",
        "оценка не различает людей с правовым статусом и без него, и Sapar никого по нему не ранжирует",
    ),
    (
        r"speaks of citizens of (.*), of whom the study has no group",
        "говорит о гражданах {}, которых в исследовании нет",
    ),
    (r"the share is of something that stocks do not hold", "доля от того, чего в оценке нет"),
    (
        r"rates are by host, and it names none or several",
        "нормы заданы по странам, а названо ни одной или несколько",
    ),
    (r"counts contacts with a helper, not people there", "считает обращения за помощью, а не людей"),
    (
        r"nobody says which share of (.*) in (.*) has a contract: add a row (.*)",
        "никто не говорит, какая доля граждан {} в {} работает по договору: нужна строка {}",
    ),
    (r"speaks of (.*), and stocks are by whole host", "говорит о {}, а оценка – по стране в целом"),
    (r"no row (\S*) in assumptions.csv", "нет строки {} в assumptions.csv"),
    (r"stocks do not hold who was ever abroad", "оценка не знает, кто когда-либо выезжал"),
    (r"counts members of an organisation", "считает членов организации"),
    (r"the people it names work there without a permit", "названные люди работают там без разрешения"),
    (r"repeats (.*), which counts once", "повторяет {}, которое учтено один раз"),
    (r"birth and citizenship differ .*", "место рождения и гражданство расходятся там, где менялись границы"),
    (r"an order has no size", "порядок не имеет величины"),
    (r"withdrawn", "отозвано"),
    (r"names no citizenship", "не названо гражданство"),
    (r"names no place", "не названо место"),
    (r"speaks of everybody in several places", "говорит обо всех сразу в нескольких местах"),
    (r"speaks of days outside the study's period", "говорит о днях вне периода исследования"),
    (r"no two dates at least two years apart", "нет двух дат с разницей хотя бы в два года"),
    (r"no number above zero, nor words for one", "нет числа больше нуля и слов о нём"),
    (r"no date", "нет даты"),
    (r"no population of (.*) in places.csv", "нет населения {} в places.csv"),
    (r"a rate in (.*), not a count", "темп ({}), а не количество"),
    (
        r"counts people of every origin, .*",
        "считает людей любого происхождения, а договоры есть не у всех одинаково",
    ),
    (r"stocks do not hold what it counts", "в оценке нет того, что считает это утверждение"),
)
"""Patterns of the estimate's reasons and their Russian words."""
