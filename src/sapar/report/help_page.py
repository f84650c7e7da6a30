"""A plan for help as one HTML file that opens from disk; small counts of people are hidden on it."""

from __future__ import annotations

from typing import Any

import jinja2

from sapar.operations.help.answer import Answer
from sapar.report.help_charts import help_charts
from sapar.report.help_tables import HelpTable, help_tables, month_table
from sapar.report.help_words import assumptions, headlines
from sapar.report.language import Language
from sapar.report.plan_page import THRESHOLD, chart_words
from sapar.report.render import payload_of
from sapar.report.runtime import policy, shipped, vega_bundle


def help_page(found: Answer, code: str, threshold: float = THRESHOLD) -> str:
    """The page in one language."""
    words, case = Language(code), found.case
    charts = help_charts(found, words, threshold)
    scripts = [vega_bundle(), shipped("templates/page.js")]
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    months = [month_table(found, number, words, threshold) for number in range(len(case.institutions))]
    sources = [
        words.text("help.source", table=each.table, row=each.row, grade=each.grade, source=each.source)
        for each in case.sources
    ]
    return environment.from_string(shipped("templates/plan.html.j2")).render(
        language=code,
        text=words.text,
        policy=policy(scripts),
        style=shipped("templates/page.css"),
        scripts=scripts,
        payload=payload_of(list(charts), words, threshold, "sapar_help"),
        title=words.text("help.title", name=case.name),
        scope=words.text(
            "help.scope",
            start=words.date(case.start),
            months=case.months,
            objective=words.text(f"help.objective.{found.ask.objective.value}"),
        ),
        headlines=headlines(found, words, threshold),
        hidden=words.text("plan.hidden", n=words.number(threshold)),
        charts=[chart_words(chart, words, threshold) for chart in charts],
        tables=[_rendered(one) for one in (*help_tables(found, words, threshold), *months)],
        assumptions=[*assumptions(found, words), *sources],
    )


def _rendered(one: HelpTable) -> dict[str, Any]:
    """A table as the template shows it."""
    return {
        "title": one.title,
        "how": one.how,
        "fold": "",
        "titles": one.titles,
        "numeric": one.numeric,
        "rows": one.rows,
    }
