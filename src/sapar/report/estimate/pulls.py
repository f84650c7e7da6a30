"""What each claim does to the estimate, and whether the others expect it."""

from __future__ import annotations

from collections import Counter

from sapar.estimates.stocks.result import ClaimFit
from sapar.report.chart import Chart
from sapar.report.estimate.bars_chart import Bar, BarWords, bars_chart
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.words import (
    TableWords,
    chance,
    definition,
    factor_name,
    percent,
    signed_percent,
)

MOST_BARS = 14
"""Claims that are drawn."""
MOST_EACH = 4
"""Of these, about one corridor."""
RATIOS = frozenset({"share", "ratio"})
"""Definitions whose numbers are no counts."""


def pull_chart(view: EstimateView) -> Chart | None:
    """The claims that move their corridor by most people; nothing where there are no claims."""
    language = view.language
    strongest = _strongest(view)
    if not strongest:
        return None
    return bars_chart(
        view,
        BarWords(
            id="pulls",
            title=language.text("est.pull.chart", n=len(strongest)),
            description=language.text(
                "est.pull.alt",
                claim=view.source_name(strongest[0].source),
                corridor=view.corridor_named(strongest[0].corridor),
                moved=_moved(view, strongest[0]),
            ),
            caption=language.text("est.pull.caption"),
            label=language.text("column.claim"),
            axis=language.text("est.axis.moved"),
        ),
        [
            Bar(
                label=f"{view.corridor_named(fit.corridor)}, {fit.year}\n"
                f"{definition(view, fit.definition)}: {view.number(fit.claim)} [{fit.claim}]",
                value=100.0 * fit.moved,
                words=_moved(view, fit),
            )
            for fit in strongest
        ],
    )


def pull_table(view: EstimateView) -> TableWords:
    """Every claim in use, in the order of its pull."""
    language = view.language
    names = (
        "claim", "said_by", "when", "counts", "printed", "seen", "conflict", "outlier", "moves", "moved", "weight",
    )  # fmt: skip
    return TableWords(
        titles=tuple(language.text(f"est.column.{name}") for name in names),
        numeric=(False, False, False, False, False, True, True, True, False, True, True),
        rows=tuple(
            _row(view, fit) for fit in sorted(view.record.claims, key=lambda each: -abs(each.moved_people))
        ),
    )


def approximate(view: EstimateView) -> int:
    """Claims whose absence could only be approximated."""
    return sum(fit.how == "approximate" for fit in view.record.claims)


def _strongest(view: EstimateView) -> list[ClaimFit]:
    """Claims that are drawn, so that no corridor fills the picture alone."""
    named: Counter[str] = Counter()
    chosen: list[ClaimFit] = []
    for fit in sorted(view.record.claims, key=lambda each: -abs(each.moved_people)):
        if named[fit.corridor] < MOST_EACH and len(chosen) < MOST_BARS:
            chosen.append(fit)
            named[fit.corridor] += 1
    return chosen


def _row(view: EstimateView, fit: ClaimFit) -> tuple[str, ...]:
    """One claim."""
    language = view.language
    side = "est.above" if fit.conflict_z > 0 else "est.below"
    mark = " *" if fit.how == "approximate" else ""
    return (
        fit.claim,
        f"{view.source_name(fit.source)} ({factor_name(view, f'coverage:{fit.kind}')})",
        view.period(fit.claim),
        definition(view, fit.definition),
        view.printed(fit.claim),
        seen(view, fit),
        language.text(side, n=language.number(abs(fit.conflict_z), 2), p=chance(view, fit.conflict_p)) + mark,
        percent(view, fit.outlier),
        view.corridor_named(fit.corridor),
        _moved(view, fit) + mark,
        percent(view, fit.weight),
    )


def seen(view: EstimateView, fit: ClaimFit) -> str:
    """What the estimate says through a claim's own definition."""
    found, number = fit.estimate, view.language.number
    values = (found.median, found.low80, found.high80)
    if fit.definition == "share":
        middle, low, high = (f"{number(100.0 * value, 2)}\u202f%" for value in values)
    elif fit.definition in RATIOS:
        middle, low, high = (f"\u00d7\u202f{number(value, 2)}" for value in values)
    else:
        middle, low, high = (view.people(value) for value in values)
    return f"{middle}\n({low} \u2013 {high})"


def _moved(view: EstimateView, fit: ClaimFit) -> str:
    """By how much a corridor's stock is larger with the claim."""
    change = fit.moved_people
    if abs(change) < view.threshold:
        people = view.language.small(view.threshold)
    else:
        sign = "+" if change > 0 else "\u2212"
        people = sign + view.people(abs(change))
    return f"{signed_percent(view, fit.moved)} ({people})"
