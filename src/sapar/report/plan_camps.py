"""People waiting at each camp, day by day."""

from __future__ import annotations

from typing import Any

import numpy as np

from sapar.operations.transit.answer import Answer
from sapar.report.chart import HIDDEN, Cell, Chart, ChartTable, Column, people
from sapar.report.language import Language
from sapar.report.plan_tables import hidden_together
from sapar.report.style import ORIGIN_COLOURS, count_axis, sized

BAND = (("low", 0.1), ("middle", 0.5), ("high", 0.9))
"""What is drawn of each camp."""


def camps_chart(found: Answer, language: Language, threshold: float) -> Chart:
    """The middle case of each camp with a band.

    Where chance moves nothing on a day, the camps add up to the total that another chart shows, and a count that
    would tell a hidden one is left out.
    """
    case, spread = found.case, found.spread
    rows: list[tuple[Cell, ...]] = []
    quantiles = np.stack(
        [np.quantile(spread.by_camp, share, axis=0, method="inverted_cdf") for _, share in BAND]
    )
    for day in range(case.days):
        is_known = bool((quantiles[0, :, day] == quantiles[-1, :, day]).all())
        middle = [round(count) for count in quantiles[1, :, day].tolist()]
        tells = hidden_together(middle, threshold) if is_known else [False] * len(middle)
        for index, camp in enumerate(case.camps):
            cells = people(quantiles[:, index, day], threshold)
            shown = [None if tells[index] and cell != HIDDEN else cell for cell in cells]
            rows.append((case.date(day).isoformat(), camp, *shown))
    columns = (
        Column(name="day", title=language.text("plan.column.date"), kind="date"),
        Column(name="camp", title=language.text("plan.column.camp")),
        Column(name="low", title=language.text("plan.column.low80"), kind="people"),
        Column(name="middle", title=language.text("plan.column.median"), kind="people"),
        Column(name="high", title=language.text("plan.column.high80"), kind="people"),
    )
    return Chart(
        id="camps",
        title=language.text("plan.camps.title"),
        description=language.text("plan.camps.alt", camps=", ".join(case.camps)),
        grammar="vega-lite",
        drawing=_drawing(columns, language, threshold),
        tables={"camps": ChartTable(columns=columns, rows=tuple(rows))},
        caption=language.text("plan.camps.caption", replicates=len(spread.clearing)),
    )


def _drawing(columns: tuple[Column, ...], language: Language, threshold: float) -> dict[str, Any]:
    """A line and a band for each camp."""
    axis = {"title": None, "format": "%d %b", "tickCount": 6, "grid": False, "labelOverlap": True}
    x: dict[str, Any] = {"field": "day", "type": "temporal", "axis": axis}
    counts = count_axis(language.text("thousand"), language.text("million"))
    legend = {
        "title": None,
        "orient": "top",
        "symbolType": "stroke",
        "symbolOpacity": 1,
        "symbolStrokeWidth": 3,
    }
    colour = {
        "field": "camp",
        "type": "nominal",
        "scale": {"range": list(ORIGIN_COLOURS[1:])},
        "legend": legend,
    }

    def y(name: str) -> dict[str, Any]:
        return {"field": name, "type": "quantitative", "axis": counts}

    tooltip: list[dict[str, Any]] = [
        {"field": "day", "type": "temporal", "format": "%d %b %Y", "title": columns[0].title},
        {"field": "camp", "title": columns[1].title},
        *(
            {"field": column.name, "type": "quantitative", "format": ",.0f", "title": column.title}
            for column in columns[2:]
        ),
    ]
    drawn = [
        {"calculate": f"datum['{name}'] === '{HIDDEN}' ? {threshold / 2:g} : datum['{name}']", "as": name}
        for name, _ in BAND
    ]
    layers = [
        {
            "mark": {"type": "area", "opacity": 0.15, "line": False},
            "encoding": {"x": x, "y": y("low"), "y2": {"field": "high"}, "color": colour},
        },
        {"mark": {"type": "line", "strokeWidth": 2}, "encoding": {"x": x, "y": y("middle"), "color": colour}},
        {
            "mark": {"type": "point", "opacity": 0, "size": 120},
            "encoding": {"x": x, "y": y("middle"), "tooltip": tooltip},
        },
    ]
    return sized({"data": {"name": "camps"}, "transform": drawn, "layer": layers}, 240)
