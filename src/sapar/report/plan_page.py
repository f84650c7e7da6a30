"""A transit plan as one HTML file that opens from disk; small counts of people are hidden on it."""

from __future__ import annotations

from typing import Any

import jinja2

from sapar.operations.transit.answer import Answer
from sapar.report.chart import Chart
from sapar.report.language import Language
from sapar.report.plan_charts import plan_charts
from sapar.report.plan_tables import plan_tables
from sapar.report.plan_words import assumptions, headlines
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
        tables=plan_tables(found, words, threshold),
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
