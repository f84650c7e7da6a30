"""What each kind of source counts over what is there, before and after the claims."""

from __future__ import annotations

from collections.abc import Sequence

from sapar.estimates.stocks.result import Factor, Range
from sapar.report.chart import Chart
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.ranges_chart import RangeRow, RangeWords, ranges_chart
from sapar.report.estimate.words import TableWords, factor_name, percent

TAUGHT = 0.1
"""Part of the variance that claims must take away before a factor counts as learnt."""


def bias_chart(view: EstimateView) -> Chart:
    """Coverage of each kind of source."""
    language = view.language
    rows = [
        RangeRow(
            label=language.plural("est.bias.row", each.claims, kind=factor_name(view, each.name)),
            prior=each.prior,
            posterior=each.posterior,
            is_learnt=each.shrinkage >= TAUGHT,
        )
        for each in sorted(view.record.coverages, key=lambda one: -one.claims)
    ]
    words = RangeWords(
        id="bias",
        title=language.text("est.bias.chart"),
        description=language.text("est.bias.alt", n=len(rows)),
        caption=language.text("est.bias.caption"),
        label=language.text("est.column.kind"),
        axis=language.text("est.axis.coverage"),
        counts_people=False,
    )
    return ranges_chart(view, words, rows)


def source_table(view: EstimateView) -> TableWords:
    """Bias of each source beside that of its kind, what was learnt most first."""
    return _table(
        view,
        "est.column.source",
        [(view.source_name(each.name), each) for each in _ordered(view.record.sources)],
    )


def rate_table(view: EstimateView) -> TableWords:
    """Rates a person, shares and series."""
    return _table(
        view,
        "est.column.rate",
        [(factor_name(view, each.name), each) for each in _ordered(view.record.rates)],
    )


def _ordered(found: Sequence[Factor]) -> list[Factor]:
    """What claims changed most first."""
    return sorted(found, key=lambda each: -each.shrinkage)


def _table(view: EstimateView, title: str, rows: Sequence[tuple[str, Factor]]) -> TableWords:
    """Before, after, how much was learnt, from how many claims."""
    language = view.language
    return TableWords(
        titles=(
            language.text(title),
            language.text("est.before"),
            language.text("est.after"),
            language.text("est.column.shrinkage"),
            language.text("est.column.claims"),
        ),
        numeric=(False, True, True, True, True),
        rows=tuple(
            (
                name,
                _factor(view, each.prior),
                _factor(view, each.posterior),
                percent(view, each.shrinkage),
                language.number(each.claims),
            )
            for name, each in rows
        ),
    )


def _factor(view: EstimateView, found: Range) -> str:
    """Median and range of a factor."""
    number = view.language.number
    return f"{number(found.median, 2)} ({number(found.low80, 2)} \u2013 {number(found.high80, 2)})"
