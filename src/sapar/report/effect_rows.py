"""Paired effects in words: rows of a table, those that are clear before those that are not."""

from __future__ import annotations

from typing import Any

from sapar.report.language import Language
from sapar.report.terminal import effect_in_words
from sapar.report.view import View
from sapar.scenarios.effects import Effect

NUMERIC = (False, False, True, True, True, True, True, True, True)
"""Which columns hold numbers."""


def effect_titles(names: tuple[str, str], words: Language) -> list[str]:
    """Columns of `effect_row`; `names` of the two scenarios."""
    keys = ("difference", "spread", "mean", "error", "up")
    return [
        words.text("sens.column.answer"),
        words.text("date"),
        *names,
        *(words.text(f"compare.column.{key}") for key in keys),
    ]


def effect_row(each: Effect, threshold: float, words: Language) -> list[str]:
    """One effect."""
    base, scenario, difference, low, high, mean, error = effect_in_words(each, threshold, words)
    spread = words.text("range", low=low, high=high)
    up = f"{100 * each.share_up:.0f} %"
    return [words.choose(each.question), each.date, base, scenario, difference, spread, mean, error, up]


def effects_section(view: View) -> dict[str, Any] | None:
    """What the scenario of a report changes; nothing in a report without one."""
    page, words = view.page, view.language
    if not page.effects:
        return None
    rows: dict[bool, list[list[str]]] = {True: [], False: []}
    for each in page.effects:
        has_one_sign = each.low80 > 0.0 or each.high80 < 0.0
        rows[has_one_sign].append(effect_row(each, view.threshold, words))
    return {
        "how": words.text("effects.how", replicates=words.number(view.edition.replicates)),
        "titles": effect_titles((words.text("effects.without"), words.text("effects.with")), words),
        "numeric": NUMERIC,
        "of_one_sign": rows[True],
        "others": rows[False],
        "others_title": words.text("effects.open", n=words.number(len(rows[False]))),
        "none": words.text("effects.none") if not rows[True] else "",
    }
