"""The figures of one corridor on one scale: as printed, and what the estimate says through the same definition."""

from __future__ import annotations

from typing import Any

from sapar.estimates.stocks.gaps import CorridorFigures, FigureGap
from sapar.report.chart import Cell, Chart, ChartTable, Column, people, readable
from sapar.report.estimate.page import EstimateView
from sapar.report.estimate.ranges_chart import log_ticks
from sapar.report.estimate.row_labels import row_axis, row_height, row_words
from sapar.report.estimate.words import definition
from sapar.report.style import CONFIG, INK, LITE, PLAIN, count_axis

_COUNTS = ("printed", "low80", "median", "high80", "stock_low80", "stock_median", "stock_high80")
ROW = 44
"""Pixels of one figure."""
_STROKE = {"stroke": INK, "strokeWidth": 1.6, "opacity": 1}


def figures_chart(view: EstimateView, corridor: CorridorFigures) -> Chart:
    """One row a figure, largest first; the pale stripe is the estimate by the series' own definition."""
    language = view.language
    name = view.corridor(corridor.citizenship, corridor.host)
    columns = (
        Column(name="label", title=language.text("est.column.said_by")),
        *(Column(name=each, title=language.text(f"est.column.{each}"), kind="people") for each in _COUNTS),
        Column(name="same", title=language.text("est.column.same")),
    )
    rows = tuple(_row(view, corridor, figure) for figure in corridor.figures)
    most, least = corridor.ends
    return Chart(
        id=f"figures-{corridor.citizenship}-{corridor.host}",
        title=language.text("est.figures.title", corridor=name),
        description=language.text(
            "est.figures.alt",
            corridor=name,
            most=view.people(most.people),
            least=view.people(least.people),
            n=view.people(corridor.stock.median),
            year=corridor.year,
        ),
        grammar="vega-lite",
        drawing=_drawing(view, corridor, is_narrow=False),
        narrow=_drawing(view, corridor, is_narrow=True),
        tables={"figures": ChartTable(columns=columns, rows=rows)},
        caption=language.text("est.figures.caption", year=corridor.year),
    )


def _row(view: EstimateView, corridor: CorridorFigures, figure: FigureGap) -> tuple[Cell, ...]:
    """One figure."""
    numbers = (
        figure.people,
        figure.seen.low80,
        figure.seen.median,
        figure.seen.high80,
        corridor.stock.low80,
        corridor.stock.median,
        corridor.stock.high80,
    )
    is_same = view.language.text("yes" if figure.definition == "workers_present" else "no")
    return (_label(view, figure), *people(numbers, view.threshold), is_same)


def _label(view: EstimateView, figure: FigureGap) -> str:
    """Definition, date and name of a figure on two lines."""
    return f"{definition(view, figure.definition)}\n{view.period(figure.claim)} [{figure.claim}]"


def _drawing(view: EstimateView, corridor: CorridorFigures, *, is_narrow: bool) -> dict[str, Any]:
    """The specification."""
    language = view.language
    ends = [
        value
        for figure in corridor.figures
        for value in (figure.people, figure.seen.low80, figure.seen.high80)
    ]
    lowest = max(min(*ends, corridor.stock.low80), view.threshold / 2.0, 1.0)
    domain = [lowest / 1.12, max(*ends, corridor.stock.high80) * 1.12]
    settings = count_axis(language.text("thousand"), language.text("million"))
    across = {
        "type": "quantitative",
        "scale": {"type": "log", "domain": domain, "nice": False},
        "axis": {
            "labelExpr": settings["labelExpr"],
            "values": log_ticks(domain[0], domain[1], 4 if is_narrow else 6),
            "grid": True,
            "title": language.text("est.axis.figures"),
            "labelOverlap": True,
        },
    }
    down = row_axis("label", limit=300, is_narrow=is_narrow)
    labels = [
        {**layer, "encoding": {**layer["encoding"], "y": down}}
        for layer in row_words("label", 2, is_narrow=is_narrow)
    ]
    tooltip = [
        {"field": "label", "title": language.text("est.column.said_by")},
        {"field": "printed_text", "title": language.text("est.column.printed")},
        {"field": "after", "title": language.text("est.column.seen")},
    ]
    stripe = {"aggregate": "max", "field": "stock_low80", **across}
    return {
        "$schema": LITE,
        "config": CONFIG,
        "width": "container",
        "height": row_height(ROW, 2, is_narrow=is_narrow) * len(corridor.figures),
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"name": "figures"},
        "transform": [
            *readable(_COUNTS, language, view.threshold),
            {
                "calculate": "datum.median_text + ' (' + datum.low80_text + ' \u2013 ' + datum.high80_text + ')'",
                "as": "after",
            },
        ],
        "layer": [
            {
                "mark": {"type": "rect", "color": PLAIN, "opacity": 0.13},
                "encoding": {"x": stripe, "x2": {"aggregate": "max", "field": "stock_high80"}},
            },
            {
                "mark": {"type": "rule", "color": PLAIN, "strokeWidth": 1.5},
                "encoding": {"x": {"aggregate": "max", "field": "stock_median", **across}},
            },
            {
                "mark": {"type": "bar", "height": 10, "color": PLAIN, "opacity": 0.5},
                "encoding": {
                    "y": down,
                    "x": {"field": "low80", **across},
                    "x2": {"field": "high80"},
                    "tooltip": tooltip,
                },
            },
            {
                "mark": {"type": "tick", "color": PLAIN, "thickness": 2, "size": 16},
                "encoding": {"y": down, "x": {"field": "median", **across}, "tooltip": tooltip},
            },
            {
                "mark": {"type": "point", "shape": "diamond", "size": 110, **_STROKE},
                "encoding": {
                    "y": down,
                    "x": {"field": "printed", **across},
                    "fill": {
                        "condition": {"test": f"datum.same === '{language.text('yes')}'", "value": INK},
                        "value": "#ffffff",
                    },
                    "tooltip": tooltip,
                },
            },
            *labels,
        ],
    }  # fmt: skip
