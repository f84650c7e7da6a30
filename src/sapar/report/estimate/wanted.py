"""What evidence would help most: the claims that are expected to narrow a series most."""

from __future__ import annotations

import math

import numpy as np

from sapar.estimates.stocks.learnt import range_of
from sapar.estimates.stocks.result import Helpful, Range
from sapar.report.chart import Chart
from sapar.report.estimate.bars_chart import Bar, BarWords, bars_chart
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.words import TableWords, definition, percent, series_name, short_definition

MOST_BARS = 10
"""Claims that are drawn."""


def wanted_chart(view: EstimateView) -> Chart | None:
    """The best claim of each series, those first that narrow their series by most people."""
    language = view.language
    best: dict[str, Helpful] = {}
    for each in view.record.helpful:
        best.setdefault(each.series, each)
    chosen = sorted(best.values(), key=lambda each: -_narrowing(view, each))[:MOST_BARS]
    if not chosen:
        return None
    return bars_chart(
        view,
        BarWords(
            id="wanted",
            title=language.text("est.wanted.chart"),
            description=language.text(
                "est.wanted.alt",
                what=_what(view, chosen[0]),
                series=series_name(view, chosen[0].series),
                share=percent(view, chosen[0].reduction),
            ),
            caption=language.text("est.wanted.caption"),
            label=language.text("est.column.series"),
            axis=language.text("est.axis.reduction"),
        ),
        [
            Bar(
                label=f"{series_name(view, each.series)}\n{_short(view, each)}",
                value=100.0 * each.reduction,
                words=_effect(view, each),
            )
            for each in chosen
        ],
    )


def wanted_sentences(view: EstimateView) -> list[str]:
    """The three claims worth most, in words."""
    best = sorted(view.record.helpful, key=lambda each: -_narrowing(view, each))
    chosen: list[Helpful] = []
    for each in best:
        if all(each.corridor != other.corridor for other in chosen):
            chosen.append(each)
    return [
        view.language.text(
            "est.wanted.sentence",
            what=_what(view, each),
            series=series_name(view, each.series),
            share=percent(view, each.reduction),
            n=view.people(_narrowing(view, each)),
        )
        for each in chosen[:3]
    ]


def wanted_table(view: EstimateView) -> TableWords:
    """Every series with its best claims."""
    names = ("series", "what", "of_whom", "from_whom", "reduction", "narrower")
    return TableWords(
        titles=tuple(view.language.text(f"est.column.{name}") for name in names),
        numeric=(False, False, False, False, True, True),
        rows=tuple(
            (
                series_name(view, each.series),
                definition(view, each.definition),
                f"{view.corridor_named(each.corridor)}, {each.year}",
                view.kind(each.kind),
                percent(view, each.reduction),
                view.people(_narrowing(view, each)),
            )
            for each in view.record.helpful
        ),
    )


def _narrowing(view: EstimateView, claim: Helpful) -> float:
    """People by which the 80 % range of the series is expected to become narrower."""
    found = _range(view, claim.series)
    return (found.high80 - found.low80) * (1.0 - math.sqrt(max(0.0, 1.0 - claim.reduction)))


def _range(view: EstimateView, series: str) -> Range:
    """The range of a corridor or host in a year."""
    code, _, year = series.partition(" ")
    citizenship, _, host = code.partition("-")
    stocks = view.page.estimate.dataset["stock_year"].sel(host=host, year=int(year)).astype(np.float64)
    chosen = stocks.sum("citizenship") if citizenship == "*" else stocks.sel(citizenship=citizenship)
    return range_of(chosen.values)


def _effect(view: EstimateView, claim: Helpful) -> str:
    """What a hypothetical claim would do, beside its bar."""
    people = view.language.text("est.wanted.people", n=view.people(_narrowing(view, claim)))
    return f"{percent(view, claim.reduction)} ({people})"


def _what(view: EstimateView, claim: Helpful) -> str:
    """A hypothetical claim in words."""
    return view.language.text(
        "est.wanted.what",
        definition=definition(view, claim.definition),
        corridor=view.corridor_named(claim.corridor),
        year=claim.year,
        kind=view.kind(claim.kind),
    )


def _short(view: EstimateView, claim: Helpful) -> str:
    """The same on one line of a picture, without the people where the series names them."""
    code, _, year = claim.series.partition(" ")
    whose = "" if code == claim.corridor else f"{view.name(claim.corridor.split('-', 1)[0])}, "
    when = "" if int(year) == claim.year else f", {claim.year}"
    return f"{whose}{short_definition(view, claim.definition)} ({view.kind(claim.kind)}){when}"
