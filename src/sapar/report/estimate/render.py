"""The page about the estimates as one HTML file that opens from disk and asks nothing of the network."""

from __future__ import annotations

import dataclasses
from typing import Any

from sapar.estimates.stocks.expected import share_left
from sapar.estimates.stocks.learnt import MOSTLY_PRIOR
from sapar.report.chart import Chart
from sapar.report.estimate.biases import bias_chart, rate_table, source_table
from sapar.report.estimate.disputes import dispute_chart, dispute_counts, dispute_table
from sapar.report.estimate.figures_chart import figures_chart
from sapar.report.estimate.headlines import Left, cards, headline_chart, is_learnt
from sapar.report.estimate.kind_marks import KIND_SHAPES
from sapar.report.estimate.page import EstimatePage, EstimateView
from sapar.report.estimate.plain import plain_answers
from sapar.report.estimate.predictive import check_sentence, check_table
from sapar.report.estimate.pulls import approximate, pull_chart, pull_table
from sapar.report.estimate.series_charts import quarter_day, series_charts, used_kinds
from sapar.report.estimate.trust import (
    assumption_table,
    convergence_sentence,
    convergence_table,
    unused_table,
)
from sapar.report.estimate.wanted import wanted_chart, wanted_sentences, wanted_table
from sapar.report.language import Language
from sapar.report.render import page_template, payload_of
from sapar.report.runtime import policy, shipped, vega_bundle
from sapar.report.sections import chart_words

_SECTIONS = (
    ("how-many", "est.headlines"),
    ("why", "est.plain"),
    ("series", "est.series"),
    ("bias", "est.bias"),
    ("pull", "est.pull"),
    ("disputes", "est.disputes"),
    ("checks", "est.checks"),
    ("wanted", "est.wanted"),
    ("trust", "est.trust"),
    ("assumptions", "est.assumptions"),
    ("unused", "est.unused"),
)


def render_estimate(page: EstimatePage, language: str) -> str:
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
    view = EstimateView(page=page, language=Language(language))
    left = share_left(page.estimate.dataset, page.prior)
    series = series_charts(view, left)
    single = {
        "headline_chart": headline_chart(view, left),
        "figures_chart": figures_chart(view, page.figures[0]) if page.figures else None,
        "bias_chart": bias_chart(view),
        "pull_chart": pull_chart(view),
        "dispute_chart": dispute_chart(view),
        "wanted_chart": wanted_chart(view),
    }
    charts = [chart for chart in single.values() if chart is not None]
    charts += [chart for group in series for chart in group.charts]
    scripts = [vega_bundle(), shipped("templates/page.js")]
    missing = {"why" if not page.figures else "", "wanted" if single["wanted_chart"] is None else ""}
    return page_template("estimates.html.j2").render(
        language=language,
        text=view.language.text,
        policy=policy(scripts),
        style=shipped("templates/page.css"),
        own_style=shipped("templates/estimates.css"),
        scripts=scripts,
        payload=payload_of(
            charts, view.language, view.threshold, f"sapar_{page.study}_{view.record.digest[:8]}"
        ),
        sections=[(key, view.language.text(name)) for key, name in _SECTIONS if key not in missing],
        **{name: _words(chart, view) for name, chart in single.items()},
        series=[
            {"title": group.title, "charts": [_words(chart, view) for chart in group.charts]}
            for group in series
        ],
        marks=[
            {"path": path, "words": view.kind(kind)}
            for kind, path in KIND_SHAPES.items()
            if kind in used_kinds(series)
        ],
        **_head(view),
        **_answers(view, left),
        **_tables(view),
        **_foot(view),
    )


def _words(chart: Chart | None, view: EstimateView) -> dict[str, Any] | None:
    """A chart as the template shows it."""
    return None if chart is None else chart_words(chart, view.language, view.threshold)


def _head(view: EstimateView) -> dict[str, Any]:
    """Title, question, scope, and the alarm where the draws are not to be trusted."""
    language, record, page = view.language, view.record, view.page
    quarters = [str(each) for each in page.estimate.dataset["quarter"].values]
    return {
        "title": language.text("est.title"),
        "question": language.text(
            "est.question",
            title=language.choose(page.title) or page.study,
            used=language.number(len(record.claims)),
            sources=language.number(len({fit.source for fit in record.claims})),
        ),
        "scope": language.text(
            "est.scope",
            first=language.date(quarter_day(quarters[0])[:7]),
            last=language.date(quarters[-1].partition("-Q")[0]),
            draws=language.number(page.estimate.dataset.sizes["draw"]),
        ),
        "alarm": not record.sampling.has_converged,
        "convergence": convergence_sentence(view),
        "command": f"sapar estimate {page.study} --draws {2 * record.sampling.wanted}",
        "version": page.version,
        "study": page.study,
    }


def _answers(view: EstimateView, left: Left) -> dict[str, Any]:
    """Cards, plain answers and caveats."""
    language, found = view.language, cards(view, left)
    plain = [
        {
            **{each.name: getattr(answer, each.name) for each in dataclasses.fields(answer)},
            "table_note": language.text(
                "est.plain.table", year=corridor.year, n=view.people(corridor.stock.median)
            ),
        }
        for answer, corridor in zip(plain_answers(view), view.page.figures, strict=True)
    ]
    unlearnt = sum(not card.is_learnt for card in found)
    return {
        "cards": found,
        "has_prior_cards": unlearnt > 0,
        "prior_cards_open": unlearnt == len(found),
        "prior_cards_title": language.text("est.headlines.more", n=unlearnt),
        "plain": plain,
        "plain_ids": {answer["id"] for answer in plain},
        "caveats": _caveats(view, left),
    }


def _caveats(view: EstimateView, left: Left) -> list[str]:
    """What to keep in mind with every number."""
    text = view.language.text
    prior = [view.corridor(*pair) for pair in left if not is_learnt(left, *pair)]
    flows = [view.corridor_named(code) for code, label in view.record.flows.items() if label == MOSTLY_PRIOR]
    return [
        text("est.caveat.range"),
        *([text("est.caveat.prior", who="; ".join(prior))] if prior else []),
        *([text("est.caveat.flows", who="; ".join(flows))] if flows else []),
        text("est.caveat.status"),
        text("est.caveat.hidden", n=view.language.number(view.threshold)),
    ]


def _tables(view: EstimateView) -> dict[str, Any]:
    """Every table and the sentences beside them."""
    language, rough = view.language, approximate(view)
    grades = "; ".join(f"{grade} \u2013 {language.text(f'grade.{grade}')}" for grade in "ABCRDX")
    return {
        "source_table": source_table(view),
        "rate_table": rate_table(view),
        "pull_table": pull_table(view),
        "approximate": language.plural("est.pull.approximate", rough) if rough else "",
        "dispute_table": dispute_table(view),
        "dispute_counts": dispute_counts(view),
        "check_sentence": check_sentence(view),
        "check_table": check_table(view),
        "wanted": wanted_sentences(view),
        "wanted_table": wanted_table(view),
        "convergence_table": convergence_table(view),
        "assumption_table": assumption_table(view, view.page.assumptions),
        "default_table": assumption_table(view, view.page.defaults),
        "assumptions_how": language.text("est.assumptions.how", grades=grades),
        "unused_table": unused_table(view),
        "unused_how": language.plural("est.unused.how", len(view.record.unused)),
    }


def _foot(view: EstimateView) -> dict[str, Any]:
    """What the page is not for, how to cite and to repeat it."""
    language, page, record = view.language, view.page, view.record
    rows = (
        ("study", page.study),
        ("version", f"Sapar {page.version}"),
        ("seed", str(record.seed)),
        ("digest", record.digest),
        (
            "command",
            f"sapar estimate {page.study} --seed {record.seed} --draws {record.sampling.wanted} "
            f"--chains {record.sampling.chains}",
        ),
    )
    return {
        "not_for": language.text("not_for.text", n=language.number(view.threshold)),
        "cite": language.text(
            "est.cite.text",
            version=page.version,
            title=language.choose(page.title) or page.study,
            digest=record.digest,
        ),
        "reproduction": [(language.text(f"repeat.{key}"), value) for key, value in rows],
    }
