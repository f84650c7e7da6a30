"""The part of a run's report about the estimate that it starts from."""

from __future__ import annotations

from typing import Any

from sapar.estimates.stocks.result import Headline
from sapar.report.view import View

YEARS = ("first", "reference", "closure", "last")
"""Reasons of key years, in the order of the columns."""


def estimate_section(view: View) -> dict[str, Any] | None:
    """Corridors by key year and the way to the page about them; nothing where no estimate is kept."""
    made = view.page.estimate
    if made is None or not made.headlines:
        return None
    language = view.language
    rows: dict[tuple[str, str], dict[str, str]] = {}
    size: dict[tuple[str, str], float] = {}
    for one in made.headlines:
        pair = one.citizenship, one.host
        rows.setdefault(pair, {})[one.why] = _words(view, one)
        size[pair] = max(size.get(pair, 0.0), one.stock.median)
    return {
        "how": language.text(
            "est.in_report.how",
            used=language.number(made.claims),
            command=f"sapar estimate {made.study}",
        ),
        "alarm": "" if made.has_converged else language.text("est.alarm"),
        "link": made.link.get(language.code, ""),
        "titles": [
            language.text("est.column.corridor"),
            *(language.text(f"est.why.{why}") for why in YEARS),
        ],
        "numeric": [False] * (1 + len(YEARS)),
        "rows": [
            [f"{view.name(pair[0])} \u2192 {view.name(pair[1])}", *(rows[pair].get(why, "") for why in YEARS)]
            for pair in sorted(rows, key=lambda each: -size[each])
        ],
    }


def _words(view: View, one: Headline) -> str:
    """A year with its median and range."""
    middle, low, high = (
        view.language.count(value, view.threshold)
        for value in (one.stock.median, one.stock.low80, one.stock.high80)
    )
    return f"{one.year}: {middle} ({low} \u2013 {high})"
