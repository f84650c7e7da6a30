"""The answers the page begins with: each corridor in its key years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sapar.estimates.stocks.learnt import LEARNT_LITTLE
from sapar.estimates.stocks.result import Headline
from sapar.report.chart import Chart
from sapar.report.estimate.cases import citizens
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.ranges_chart import RangeRow, RangeWords, ranges_chart

Left = Mapping[tuple[str, str], float]
"""By citizenship and host: what the claims left of the prior's spread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One corridor."""

    id: str
    title: str
    number: str
    """Median of the reference year."""
    spread: str
    meaning: str
    """Definition and date of the number."""
    years: tuple[str, ...]
    """The other key years, a sentence each."""
    evidence: str
    """How many claims speak of it and what they taught."""
    is_learnt: bool


def cards(view: EstimateView, left: Left) -> list[Card]:
    """One card a corridor, the largest first."""
    return [_card(view, group, left) for group in _groups(view)]


def headline_chart(view: EstimateView, left: Left) -> Chart:
    """Every corridor in its reference year, before and after the claims."""
    language = view.language
    rows = [
        RangeRow(
            label=f"{view.corridor(one.citizenship, one.host)}, {one.year}",
            prior=one.prior,
            posterior=one.stock,
            is_learnt=is_learnt(left, one.citizenship, one.host),
        )
        for group in _groups(view)
        for one in (_reference(group),)
    ]
    return ranges_chart(
        view,
        RangeWords(
            id="headlines",
            title=language.text("est.headlines.chart"),
            description=language.text(
                "est.headlines.alt", who=rows[0].label, n=view.people(rows[0].posterior.median)
            ),
            caption=language.text("est.headlines.caption"),
            label=language.text("est.column.corridor"),
            axis=language.text("est.axis.people"),
            counts_people=True,
        ),
        rows,
    )


def is_learnt(left: Left, citizenship: str, host: str) -> bool:
    """Whether the claims narrowed a corridor's range by more than a fifth."""
    return left.get((citizenship, host), 1.0) <= LEARNT_LITTLE


def _groups(view: EstimateView) -> list[list[Headline]]:
    """Key years by corridor, the largest corridor first."""
    groups: dict[tuple[str, str], list[Headline]] = {}
    for one in view.record.headlines:
        groups.setdefault((one.citizenship, one.host), []).append(one)
    return sorted(groups.values(), key=lambda group: -_reference(group).stock.median)


def _reference(group: list[Headline]) -> Headline:
    """The year that the prior speaks of; where it is the first or last of the period, that."""
    return next((one for one in group if one.why == "reference"), group[-1])


def _card(view: EstimateView, group: list[Headline], left: Left) -> Card:
    """One corridor."""
    language, main = view.language, _reference(group)
    pair = main.citizenship, main.host
    learnt = is_learnt(left, *pair)
    narrowed = language.text("est.card.narrowed", n=language.number(round(100 * (1 - left.get(pair, 1.0)))))
    claims = language.plural("est.card.claims", main.claims)
    return Card(
        id=f"{pair[0]}-{pair[1]}",
        title=citizens(view, *pair),
        number=language.text("est.about.people", n=view.people(main.stock.median)),
        spread=view.span(main.stock),
        meaning=language.text("est.card.meaning", year=main.year),
        years=tuple(
            language.text(
                "est.card.year",
                year=one.year,
                why=language.text(f"est.why.{one.why}"),
                n=view.people(one.stock.median),
                spread=view.span(one.stock),
            )
            for one in group
            if one is not main
        ),
        evidence=f"{claims}; {narrowed if learnt else language.text('est.mostly_prior')}",
        is_learnt=learnt,
    )
