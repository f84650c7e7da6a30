"""A transit plan as one HTML file that opens from disk; small counts of people are hidden on it."""

from __future__ import annotations

from typing import Any

import jinja2

from sapar.operations.transit.answer import Answer
from sapar.report.chart import Chart
from sapar.report.language import Language
from sapar.report.plan_charts import plan_charts
from sapar.report.plan_terminal import money
from sapar.report.plan_words import assumptions, class_name, headlines, limit_name
from sapar.report.render import payload_of
from sapar.report.runtime import policy, shipped, vega_bundle

THRESHOLD = 10.0
"""Counts of people below it are hidden on the page."""


def plan_page(found: Answer, code: str, threshold: float = THRESHOLD) -> str:
    """The page in one language."""
    words, case = Language(code), found.case
    charts = plan_charts(found, words, threshold)
    scripts = [vega_bundle(), shipped("templates/page.js")]
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(shipped("templates/plan.html.j2")).render(
        language=code,
        text=words.text,
        policy=policy(scripts),
        style=shipped("templates/page.css"),
        scripts=scripts,
        payload=payload_of(list(charts), words, threshold, "sapar_plan"),
        title=words.text("plan.title", name=case.name),
        scope=words.text(
            "plan.scope",
            n=words.count(float(case.people), threshold, None),
            start=words.date(case.start),
            days=case.days,
            objective=words.text(f"plan.objective.{found.plan.objective.value}"),
        ),
        headlines=headlines(found, words, threshold),
        hidden=words.text("plan.hidden", n=words.number(threshold)),
        charts=[chart_words(chart, words, threshold) for chart in charts],
        tables=[_waits(found, words, threshold), _savings(found, words), _costs(found, words, threshold)],
        assumptions=assumptions(found, words),
    )


def chart_words(chart: Chart, language: Language, threshold: float) -> dict[str, Any]:
    """A chart's words and the rows of its table."""
    return {
        "id": chart.id,
        "title": chart.title,
        "description": chart.description,
        "caption": chart.caption,
        "titles": [column.title for column in chart.main.columns],
        "numeric": [column.kind in ("people", "number") for column in chart.main.columns],
        "rows": chart.main.written(language, threshold),
    }


def hidden_together(counts: list[int], threshold: float) -> list[bool]:
    """Which counts of a group with a known total are hidden: the small ones and, if it is one alone, the next larger.

    Otherwise the hidden count would be the total less the others.
    """
    hidden = [0 < count < threshold for count in counts]
    if sum(hidden) == 1:
        others = [index for index, count in enumerate(counts) if not hidden[index] and count > 0]
        if others:
            hidden[min(others, key=lambda index: counts[index])] = True
    return hidden


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
        "titles": [language.text(f"plan.column.{column}") for column in columns],
        "numeric": [index >= texts and column != "payer" for index, column in enumerate(columns)],
        "rows": rows,
    }
