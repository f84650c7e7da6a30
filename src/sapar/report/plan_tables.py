"""The tables of a transit plan on its page; small counts of people are hidden, and what would tell them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sapar.operations.transit.answer import Answer, plan_rows
from sapar.report.language import DASH, Language
from sapar.report.plan_terminal import money
from sapar.report.plan_words import class_name, limit_name

MOST_OPEN = 30
"""Rows of the day plan up to which the page shows it without being asked."""


def plan_tables(found: Answer, language: Language, threshold: float) -> list[dict[str, Any]]:
    """In the order of the page."""
    return [
        _days(found, language, threshold),
        _waits(found, language, threshold),
        _savings(found, language),
        _costs(found, language, threshold),
    ]


def _days(found: Answer, language: Language, threshold: float) -> dict[str, Any]:
    """Who leaves on which day, by camp, class and fleet; folded where it is long."""
    rows = plan_rows(found.plan)
    departures = [(row["date"], row["fleet"]) for row in rows]
    groups = [(row["camp"], row["class"], row["citizenship"]) for row in rows]
    hidden = hidden_in_margins([row["people"] for row in rows], (departures, groups), threshold)
    written = [
        [
            language.date(row["date"]),
            row["fleet"],
            language.number(row["vehicles"]),
            row["camp"],
            class_name(row["class"], language),
            row["citizenship"],
            DASH if is_hidden else language.number(row["people"]),
        ]
        for row, is_hidden in zip(rows, hidden, strict=True)
    ]
    names = ("date", "fleet", "vehicles", "camp", "class", "citizenship", "people")
    table = _table("days", names, 1, written, language)
    numeric = [name in ("vehicles", "people") for name in names]
    fold = language.plural("plan.days.show", len(rows)) if len(rows) > MOST_OPEN else ""
    how = language.text("plan.days.how", n=language.number(threshold)) if any(hidden) else ""
    return {**table, "numeric": numeric, "fold": fold, "how": how}


def hidden_in_margins(counts: list[int], margins: Sequence[Sequence[object]], threshold: float) -> list[bool]:
    """Which counts are hidden so that none follows from the totals of any margin.

    Parameters
    ----------
    counts
        One for each row.
    margins
        For each kind of total, the group of each row.
    threshold
        Counts above 0 and below it are hidden.
    """
    hidden = [0 < count < threshold for count in counts]
    is_settled = False
    while not is_settled:
        is_settled = True
        for margin in margins:
            members: dict[object, list[int]] = {}
            for row, group in enumerate(margin):
                members.setdefault(group, []).append(row)
            for rows in members.values():
                open_rows = [row for row in rows if not hidden[row] and counts[row] > 0]
                if sum(hidden[row] for row in rows) == 1 and open_rows:
                    hidden[min(open_rows, key=lambda row: counts[row])] = True
                    is_settled = False
    return hidden


def hidden_together(counts: list[int], threshold: float) -> list[bool]:
    """Which counts of a group with a known total are hidden: the small ones and, if it is one alone, the next larger.

    Otherwise the hidden count would be the total less the others.
    """
    return hidden_in_margins(counts, ([0] * len(counts),), threshold)


def _waits(found: Answer, language: Language, threshold: float) -> dict[str, Any]:
    """Who waits how long, small groups hidden, and one more where a single one could be worked out."""
    rows = []
    hidden = hidden_together([wait.people for wait in found.waits], threshold)
    for wait, is_hidden in zip(found.waits, hidden, strict=True):
        counts = [wait.people, wait.boarded, wait.late]
        sign = "\u2013"
        shown = [sign] * 3 if is_hidden else [language.count(float(count), threshold, 3) for count in counts]
        days = (
            [sign, sign]
            if is_hidden
            else [language.number(round(wait.mean, 1)), language.number(wait.longest)]
        )
        rows.append(
            [
                wait.camp,
                class_name(wait.traveller_class, language),
                wait.citizenship,
                shown[0],
                shown[1],
                *days,
                shown[2],
            ]
        )
    names = ("camp", "class", "citizenship", "people", "boarded", "mean", "longest", "late")
    return _table("waits", names, 3, rows, language)


def _savings(found: Answer, language: Language) -> dict[str, Any]:
    """What one more of each ceiling saves."""
    rows = []
    for saving in found.plan.savings:
        sign = "" if saving.is_exact else "\u2264\u202f"
        days = language.number(round(saving.person_days), 3) if saving.is_exact else "\u2013"
        rows.append(
            [
                limit_name(saving.name, found.case, language),
                days,
                sign + language.number(round(saving.value), 3),
            ]
        )
    return {
        **_table("savings", ("limit", "saved", "value"), 1, rows, language),
        "how": language.text("plan.savings.how"),
    }


def _costs(found: Answer, language: Language, threshold: float) -> dict[str, Any]:
    """Costs by fleet; money is rounded, so that small groups cannot be worked out from it."""
    rows = []
    for cost in found.costs:
        hidden = 0 < cost.people < threshold
        head = (cost.by_people + cost.by_payer) / cost.people if cost.people else float("nan")
        rows.append(
            [
                cost.fleet,
                language.number(cost.departures),
                language.count(float(cost.people), threshold, 3),
                language.number(head if hidden or not cost.people else round(head), 2),
                "\u2013" if hidden else money(cost.by_people, found.case.currency, language, 3),
                cost.payer,
                "\u2013" if hidden else money(cost.by_payer, found.case.currency, language, 3),
            ]
        )
    names = ("fleet", "departures", "people", "per_head", "by_people", "payer", "by_payer")
    return _table("costs", names, 1, rows, language)


def _table(
    name: str, columns: tuple[str, ...], texts: int, rows: list[list[str]], language: Language
) -> dict[str, Any]:
    """A table as the template shows it; the first so many columns, and payers, are words."""
    return {
        "title": language.text(f"plan.{name}.title"),
        "how": "",
        "fold": "",
        "titles": [language.text(f"plan.column.{column}") for column in columns],
        "numeric": [index >= texts and column != "payer" for index, column in enumerate(columns)],
        "rows": rows,
    }
