"""Claims that contradict each other: at face value, with their sources' noise, with all that definitions allow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sapar.estimates.stocks.result import Contradiction
from sapar.report.chart import Chart, ChartTable, Column
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.row_labels import row_axis, row_height, row_words
from sapar.report.estimate.words import TableWords, chance, claim_title, short_definition, times
from sapar.report.style import CONFIG, INK, INSIDE, LITE, OUTSIDE, QUIET

SURPRISING = 0.05
"""Adjusted chance below which a gap counts as a contradiction."""
MOST_ROWS = 12
"""Pairs that are drawn."""
MOST_EACH = 2
"""Times that one claim appears among the drawn pairs."""
LEVELS = ("face", "source", "definition")
"""From the strictest to the most generous."""
ROW = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """One pair in words."""

    first: str
    second: str
    corridor: str
    ratio: str
    chances: tuple[str, str, str]
    """At the three levels."""
    verdict: str
    kind: str
    """`inside` where something explains it, else `outside`."""


def verdict(found: Contradiction) -> str:
    """What is left of a contradiction: the first level at which the gap is no surprise."""
    levels = {"face": found.face_p, "source": found.source_p, "definition": found.definition_p}
    return next((level for level in LEVELS if levels[level] >= SURPRISING), "none")


def disputes(view: EstimateView) -> list[Dispute]:
    """All pairs of the record, the worst first."""
    return [
        Dispute(
            first=claim_title(view, each.first),
            second=claim_title(view, each.second),
            corridor=view.corridor_named(each.corridor),
            ratio=times(view, each.ratio),
            chances=(chance(view, each.face_p), chance(view, each.source_p), chance(view, each.definition_p)),
            verdict=view.language.text(f"est.verdict.{verdict(each)}"),
            kind="outside" if verdict(each) == "none" else "inside",
        )
        for each in view.record.contradictions
    ]


def dispute_counts(view: EstimateView) -> list[str]:
    """How many pairs each level explains."""
    counted = Counter(verdict(each) for each in view.record.contradictions)
    return [
        view.language.plural(f"est.count.{level}", counted[level])
        for level in ("none", "definition", "source", "face")
        if counted[level]
    ]


def dispute_table(view: EstimateView) -> TableWords:
    """The pairs as a table."""
    names = ("first", "second", "verdict", "corridor", "ratio", "face", "source_noise", "definitional")
    return TableWords(
        titles=tuple(view.language.text(f"est.column.{name}") for name in names),
        numeric=(False, False, False, False, True, True, True, True),
        rows=tuple(
            (each.first, each.second, each.verdict, each.corridor, each.ratio, *each.chances)
            for each in disputes(view)
        ),
    )


def dispute_chart(view: EstimateView) -> Chart | None:
    """How far apart the worst pairs lie at each level; nothing without pairs."""
    language, chosen = view.language, _chosen(view)
    if not chosen:
        return None
    columns = (
        Column(name="pair", title=language.text("est.column.pair")),
        Column(name="level", title=language.text("est.column.level")),
        Column(name="z", title=language.text("est.axis.apart"), kind="number"),
        Column(name="chance", title=language.text("est.column.chance")),
    )
    rows = tuple(
        (
            _label(view, each),
            language.text(f"est.level.{level}"),
            round(abs(getattr(each, f"{level}_z")), 2),
            chance(view, getattr(each, f"{level}_p")),
        )
        for each in chosen
        for level in LEVELS
    )
    return Chart(
        id="disputes",
        title=language.text("est.disputes.chart"),
        description=language.text("est.disputes.alt", n=len(chosen)),
        grammar="vega-lite",
        drawing=_drawing(view, len(chosen), is_narrow=False),
        narrow=_drawing(view, len(chosen), is_narrow=True),
        tables={"levels": ChartTable(columns=columns, rows=rows)},
        caption=language.text("est.disputes.caption"),
    )


def _chosen(view: EstimateView) -> list[Contradiction]:
    """The worst pairs, so that no claim fills the picture alone."""
    named: Counter[str] = Counter()
    chosen: list[Contradiction] = []
    for each in view.record.contradictions:
        if max(named[each.first], named[each.second]) < MOST_EACH and len(chosen) < MOST_ROWS:
            chosen.append(each)
            named.update((each.first, each.second))
    return chosen


def _label(view: EstimateView, pair: Contradiction) -> str:
    """Two numbers and where, on two lines."""
    first, second = (
        f"{view.number(name)} ({short_definition(view, view.claim[name].definition)})"
        if name in view.claim
        else name
        for name in (pair.first, pair.second)
    )
    return f"{first}\n{second}: {view.corridor_named(pair.corridor)}"


def _drawing(view: EstimateView, count: int, *, is_narrow: bool) -> dict[str, Any]:
    """Three marks a pair on a line; beyond two standard deviations lies surprise."""
    names = [view.language.text(f"est.level.{level}") for level in LEVELS]
    level = {"field": "level", "type": "nominal"}
    across = {"field": "z", "type": "quantitative"}
    axis = {"axis": {"title": view.language.text("est.axis.apart"), "grid": True, "tickCount": 6}}
    down = row_axis("pair", limit=430, is_narrow=is_narrow)
    once = {"filter": f"datum.level === '{names[0]}'"}
    labels = [
        {**layer, "transform": [once, *layer["transform"]]}
        for layer in row_words("pair", 2, is_narrow=is_narrow)
    ]
    legend = {
        "title": None,
        "orient": "top",
        "direction": "vertical",
        "columns": 1,
        "labelLimit": 320,
        "labelColor": QUIET,
        "labelFontSize": 11.5,
    }
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": row_height(ROW, 2, is_narrow=is_narrow) * count,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "levels"},
        "encoding": {"y": down},
        "layer": [
            {
                "mark": {"type": "rule", "color": OUTSIDE, "strokeDash": [5, 3]},
                "encoding": {
                    "x": {"datum": 2, "type": "quantitative"},
                    "y": {"value": 0},
                    "y2": {"value": {"expr": "height"}},
                },
            },
            {
                "mark": {"type": "rule", "color": QUIET, "opacity": 0.5},
                "encoding": {
                    "x": {"aggregate": "min", **across, **axis},
                    "x2": {"aggregate": "max", "field": "z"},
                },
            },
            {
                "mark": {"type": "point", "size": 80, "filled": True, "opacity": 1},
                "encoding": {
                    "x": {**across, **axis},
                    "shape": {
                        **level,
                        "scale": {"domain": names, "range": ["circle", "square", "triangle-up"]},
                        "legend": legend,
                    },
                    "color": {**level, "scale": {"domain": names, "range": [QUIET, INK, INSIDE]}, "legend": legend},
                    "tooltip": [
                        {"field": "pair", "title": view.language.text("est.column.pair")},
                        {"field": "level", "title": view.language.text("est.column.level")},
                        {"field": "chance", "title": view.language.text("est.column.chance")},
                    ],
                },
            },
            *labels,
        ],
    }  # fmt: skip
