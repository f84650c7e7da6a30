"""A report page as one HTML file that opens from disk and asks nothing of the network."""

from __future__ import annotations

import json
from typing import Any

import jinja2

from sapar.report.assistance_tables import assistance_tables
from sapar.report.chart import Chart
from sapar.report.effect_rows import effects_section
from sapar.report.episode_events import KIND_ORDER
from sapar.report.estimate_section import estimate_section
from sapar.report.figures import page_charts
from sapar.report.given_section import given_section
from sapar.report.language import DECIMAL_SIGN, Language
from sapar.report.page import ReportPage
from sapar.report.runtime import policy, shipped, vega_bundle
from sapar.report.sections import (
    about_section,
    answers_section,
    assistance_answers,
    assumption_rows,
    chart_words,
    check_of_scenario,
    figure_rows,
    marks_legend,
    source_rows,
    title_words,
    verdict_counts,
)
from sapar.report.sensitivity_section import sensitivity_section
from sapar.report.validation_section import validation_section
from sapar.report.view import View


def render(page: ReportPage, language: str) -> str:
    """The page in one language.

    Parameters
    ----------
    page
        What to show.
    language
        `en` or `ru`.

    Returns
    -------
    html
        One self-contained file; the same page gives the same text.

    Raises
    ------
    ValueError
        There is no catalogue for the language.
    """
    view = View(page=page, language=Language(language))
    charts = page_charts(view)
    scripts = [vega_bundle(), shipped("templates/page.js")]

    def words(chart: Chart | None) -> dict[str, Any] | None:
        """A chart as the template shows it."""
        return None if chart is None else chart_words(chart, view.language, view.threshold)

    stocks = [
        {"title": group.title, "note": group.note, "charts": [words(chart) for chart in group.charts]}
        for group in charts.stocks
    ]
    money = [
        {"title": group.title, "how": group.how, "charts": [words(chart) for chart in group.charts]}
        for group in charts.money
    ]
    episode = charts.episode and {
        "title": charts.episode.title,
        "events": charts.episode.events,
        "kinds": [kind for kind in KIND_ORDER if any(event.kind == kind for event in charts.episode.events)],
        "charts": [words(chart) for chart in charts.episode.charts],
    }
    estimate, validation = estimate_section(view), validation_section(view)
    sensitivity, effects, given = sensitivity_section(view), effects_section(view), given_section(view)
    return page_template("page.html.j2").render(
        language=language,
        text=view.language.text,
        policy=policy(scripts),
        style=shipped("templates/page.css"),
        scripts=scripts,
        payload=payload_of(list(charts), view.language, view.threshold, _name(view)),
        edition=view.edition,
        **title_words(
            view,
            with_effects=effects is not None,
            with_flows=charts.flow_map is not None,
            with_stocks=bool(stocks),
            with_exposure=bool(charts.exposure),
            with_money=bool(money),
            with_assistance=bool(charts.assistance),
            with_given=given is not None,
            with_estimate=estimate is not None,
            with_episode=bool(charts.episode or charts.wait),
            with_holdouts=validation is not None,
            with_sensitivity=sensitivity is not None,
        ),
        answers=answers_section(view),
        effects=effects,
        flow_map=words(charts.flow_map),
        stocks=stocks,
        marks=marks_legend(charts.stocks, view),
        exposure=[words(chart) for chart in charts.exposure],
        money=money,
        assistance_answers=assistance_answers(view),
        assistance=[words(chart) for chart in charts.assistance],
        assistance_tables=assistance_tables(view),
        given=given,
        estimate=estimate,
        episode=episode,
        wait=words(charts.wait),
        check=words(charts.check),
        check_of_scenario=check_of_scenario(view),
        validation=validation,
        holdouts=words(charts.holdouts),
        sensitivity=sensitivity,
        drivers=words(charts.sensitivity),
        figures=figure_rows(view),
        counts=verdict_counts(view),
        assumptions=assumption_rows(view),
        sources=source_rows(view),
        **about_section(view),
    )


def page_template(name: str) -> jinja2.Template:
    """A template of this folder; every value is escaped unless the template says otherwise."""
    loader = jinja2.FunctionLoader(lambda wanted: shipped(f"templates/{wanted}"))
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined, loader=loader)
    return environment.get_template(name)


def _name(view: View) -> str:
    """What downloads of a page begin with."""
    return "_".join(part for part in ("sapar", view.edition.study, view.edition.digest[:8]) if part)


def payload_of(charts: list[Chart], language: Language, threshold: float, name: str) -> str:
    """What a page's script draws and lets download, as JSON that cannot end its script element."""
    content = {
        "charts": {chart.id: _drawn(chart) for chart in charts},
        "numberLocale": language.number_locale,
        "timeLocale": language.time_locale,
        "small": language.small(threshold),
        "separator": "," if language.code == "en" else ";",
        "decimal": DECIMAL_SIGN[language.code],
        "name": name,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _drawn(chart: Chart) -> dict[str, Any]:
    """One chart for the page's script, its tables without repeated names."""
    narrow = {} if chart.narrow is None else {"narrow": chart.narrow}
    return {
        "grammar": chart.grammar,
        "drawing": chart.drawing,
        **narrow,
        "tables": {
            name: {"columns": [column.name for column in table.columns], "rows": table.rows}
            for name, table in chart.tables.items()
        },
    }
