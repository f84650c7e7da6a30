"""A page of estimated flows as one HTML file that opens from disk and asks nothing of the network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import jinja2

from sapar.report.chart import Chart
from sapar.report.figures import flow_charts
from sapar.report.flow_charts import period_name
from sapar.report.flow_terminal import FlowsLike
from sapar.report.language import Language
from sapar.report.render import payload_of
from sapar.report.runtime import policy, shipped, vega_bundle

SMALLEST_GAP = 0.001
"""Persons; below it an account closes but for rounding."""


def flow_page(
    periods: Sequence[FlowsLike],
    summaries: Sequence[Mapping[str, Any]],
    notes: Sequence[str],
    *,
    table: str,
    language: str,
    top: int,
    threshold: float = 0.0,
) -> str:
    """The page in one language.

    Parameters
    ----------
    periods
        Estimated flows.
    summaries
        [period] totals, account and indices.
    notes
        What a reader should keep in mind.
    table
        Name of the file that the stocks come from.
    language
        `en` or `ru`.
    top
        How many flows of each period are drawn.
    threshold
        Counts below it are hidden; 0 hides none.
    """
    words = Language(language)
    charts = flow_charts(periods, words, top, threshold)
    scripts = [vega_bundle(), shipped("templates/page.js")]
    environment = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(shipped("templates/flows.html.j2")).render(
        language=language,
        text=words.text,
        policy=policy(scripts),
        style=shipped("templates/page.css"),
        scripts=scripts,
        payload=payload_of(list(charts), words, threshold, "sapar_flows"),
        title=words.text("flows.title", table=table),
        scope=words.text(
            "flows.scope",
            first=periods[0].first,
            last=periods[-1].last,
            method=words.text(f"method.{periods[0].method}"),
        ),
        notes=notes,
        charts=[_words(chart, words, threshold) for chart in charts],
        totals=[_total(one, short, words, threshold) for one, short in zip(periods, summaries, strict=True)],
    )


def _words(chart: Chart, language: Language, threshold: float) -> dict[str, Any]:
    """A chart's words and the rows of its table."""
    twin = chart.twin or chart.main
    return {
        "id": chart.id,
        "title": chart.title,
        "description": chart.description,
        "caption": chart.caption,
        "notes": chart.notes,
        "titles": [column.title for column in twin.columns],
        "numeric": [column.kind == "people" for column in twin.columns],
        "rows": twin.written(language, threshold),
    }


def _total(one: FlowsLike, short: Mapping[str, Any], language: Language, threshold: float) -> dict[str, str]:
    """A period's totals in words."""
    band, gap, share = short["total_band"], short["account_gap"], short["determined_share"]
    effectiveness = short["indices"].get("effectiveness")
    return {
        "period": period_name(one),
        "flow": language.small(threshold)
        if short["total"] is None
        else language.count(short["total"], threshold, 3),
        "band_low": language.number(float("nan") if band is None else band[0], 3),
        "band_high": language.number(float("nan") if band is None else band[1], 3),
        "determined": language.number(float("nan"))
        if share is None
        else f"{language.number(100 * share, 2)} %",
        "effectiveness": language.number(float("nan") if effectiveness is None else effectiveness, 2),
        "gap": language.number(float("nan")) if gap is None else _gap(gap, language),
    }


def _gap(gap: float, language: Language) -> str:
    """What an account leaves over: as good as nothing, or how much."""
    return f"< {language.number(SMALLEST_GAP)}" if gap < SMALLEST_GAP else language.number(gap, 2)
