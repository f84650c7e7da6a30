"""The map of who moved from their own country to which host, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from sapar.report.chart import Chart, ChartTable, Column, people
from sapar.report.flow_map import FlowMap, lay_out, radii_for, scale_for
from sapar.report.land import Sheet, apart, fit, land
from sapar.report.map_flows import HOMEWARD, OUTWARD, YearFlow, drawable, widest_flows, year_flows
from sapar.report.map_marks import (
    LEGEND,
    NARROW,
    WIDE,
    Format,
    emptiest_corner,
    legend_marks,
    name_marks,
    ribbon_marks,
    surface,
)
from sapar.report.routes import Route, route
from sapar.report.style import BORDER, CONFIG, FOCUS_LAND, HOST, INK, LAND, SEA, VEGA, colour_of
from sapar.report.view import View


def map_chart(view: View) -> Chart | None:
    """The flow map with its two sizes; nothing where nobody moved or no place has a position."""
    flows = year_flows(view)
    shown = drawable(flows, view.threshold)
    places = {code for one in shown for code in (one.flow.origin, one.flow.destination)}
    if not shown or sum(view.position(code) is not None for code in places) < 2:
        return None
    language = view.language
    years = sorted({one.year for one in shown})
    wanted = str(view.edition.reference_year)
    year = wanted if wanted in years else years[-1]
    names = ("median", "low80", "high80")
    columns = (
        Column(name="year", title=language.text("column.year")),
        Column(name="citizenship", title=language.text("column.citizenship")),
        Column(name="from", title=language.text("column.from_country")),
        Column(name="to", title=language.text("column.to_country")),
        *(Column(name=name, title=language.text(f"column.{name}"), kind="people") for name in names),
    )
    rows = tuple(_row(view, one) for one in flows)
    largest = max(
        (one for one in shown if one.year == year and one.direction == OUTWARD),
        key=lambda one: one.flow.median,
        default=shown[0],
    )
    return Chart(
        id="flow-map",
        title=language.text("map.title"),
        description=language.text(
            "map.alt",
            year=year,
            origin=view.name(largest.flow.origin),
            destination=view.name(largest.flow.destination),
            n=language.count(largest.flow.median, view.threshold),
        ),
        grammar="vega",
        drawing=_drawing(view, shown, WIDE, years, year),
        narrow=_drawing(view, shown, NARROW, years, year),
        tables={"flows": ChartTable(columns=columns, rows=rows)},
        twin=ChartTable(columns=columns, rows=tuple(row for row in rows if row[0] == year)),
        caption=language.text("map.caption", year=year),
        notes=(language.text("map.disclaimer"),),
    )


def _row(view: View, one: YearFlow) -> tuple[Any, ...]:
    """A flow as a row of the map's table."""
    flow = one.flow
    return (
        one.year,
        view.name(flow.citizenship),
        view.name(flow.origin),
        view.name(flow.destination),
        *people([flow.median, one.low80, flow.high80], view.threshold),
    )


def _drawing(
    view: View, flows: Sequence[YearFlow], form: Format, years: list[str], year: str
) -> dict[str, Any]:
    """The Vega specification of one size; its own shapes are part of it."""
    positions, sheet = _places(view, flows, form)
    sets = {
        (when, direction): [one for one in flows if one.year == when and one.direction == direction]
        for when in years
        for direction in (OUTWARD, HOMEWARD)
    }
    scale = scale_for([[one.flow for one in chosen] for chosen in sets.values()], form.radius)
    largest: dict[str, float] = {}
    for chosen in sets.values():
        for place, radius in radii_for([one.flow for one in chosen], scale).items():
            largest[place] = max(radius, largest.get(place, 0.0))
    settled = apart({place: positions[place] for place in largest}, largest, 9.0)
    bends: dict[Route, float] = {}
    for direction in (OUTWARD, HOMEWARD):
        widest = widest_flows([one.flow for one in flows if one.direction == direction])
        bends |= route(widest, settled, largest, scale.width_per_person, form.size)
    legend = emptiest_corner(form, settled, [(one.flow.origin, one.flow.destination) for one in flows])
    area = (legend[0], legend[1], legend[0] + LEGEND[0], legend[1] + LEGEND[1])
    ribbons, circles, labels = [], [], []
    for (when, direction), chosen in sets.items():
        drawn = lay_out(
            [one.flow for one in chosen],
            settled,
            scale,
            {place: view.name(place) for place in settled},
            bends,
            size=form.size,
            letter=form.letter,
            kept_free=[area],
        )
        key = {"year": when, "direction": direction}
        ribbons += [{**key, **row} for row in _ribbon_rows(view, drawn, chosen)]
        circles += [{**key, **row} for row in _circle_rows(view, drawn)]
        labels += [
            {**key, "text": label.text, "x": round(label.x, 1), "y": round(label.y, 1)}
            for label in drawn.labels
        ]
    return _vega(
        view,
        form,
        sheet,
        legend_marks(view.language, view.language.text("map.legend"), form, legend, scale),
        {"ribbons": ribbons, "circles": circles, "labels": labels},
        years,
        year,
    )


def _places(
    view: View, flows: Sequence[YearFlow], form: Format
) -> tuple[dict[str, tuple[float, float]], Sheet]:
    """Pixels of every place; one without a position stands at an edge."""
    codes = sorted({code for one in flows for code in (one.flow.origin, one.flow.destination)})
    known = {code: position for code in codes if (position := view.position(code)) is not None}
    sheet = fit(known, view.edition.map_centre, form.size, form.margins)
    positions = {code: sheet.place(*position) for code, position in known.items()}
    for code in codes:
        if code not in known:
            positions[code] = _freest(form, list(positions.values()))
    return positions, sheet


def _freest(form: Format, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The place along the map's left and right edges that is farthest from all others."""
    width, height = form.size
    inset, share = (
        0.6 * form.margins[0],
        np.linspace(form.margins[1] / height, 1.0 - form.margins[3] / height, 15),
    )
    spots = [(across, float(part) * height) for across in (inset, width - inset) for part in share]
    return max(spots, key=lambda spot: min(float(np.hypot(spot[0] - x, spot[1] - y)) for x, y in taken))


def _ribbon_rows(view: View, drawn: FlowMap, chosen: Sequence[YearFlow]) -> list[dict[str, Any]]:
    """Ribbons as Vega reads them."""
    language = view.language
    low = {(one.flow.origin, one.flow.destination, one.flow.citizenship): one.low80 for one in chosen}
    citizenships = [str(code) for code in view.dataset["citizenship"].values]
    rows = []
    for ribbon in drawn.ribbons:
        flow = ribbon.flow
        words = language.text(
            "map.ribbon",
            origin=view.name(flow.origin),
            destination=view.name(flow.destination),
            n=language.count(flow.median, view.threshold),
            low=language.count(low[flow.origin, flow.destination, flow.citizenship], view.threshold),
            high=language.count(flow.high80, view.threshold),
        )
        rows.append(
            {
                "outer": ribbon.outer,
                "inner": ribbon.inner,
                "words": words,
                "colour": colour_of(flow.citizenship, citizenships),
            }
        )
    return rows


def _circle_rows(view: View, drawn: FlowMap) -> list[dict[str, Any]]:
    """Circles as Vega reads them."""
    language = view.language
    citizenships = [str(code) for code in view.dataset["citizenship"].values]
    return [
        {
            "x": round(circle.x, 1),
            "y": round(circle.y, 1),
            "size": round(4.0 * circle.radius**2, 1),
            "colour": colour_of(circle.place, citizenships) if circle.place in citizenships else HOST,
            "dash": [] if view.position(circle.place) else [3, 3],
            "words": language.text(
                "map.circle", place=view.name(circle.place), n=language.count(circle.people, view.threshold)
            ),
        }
        for circle in drawn.circles
    ]


def _vega(
    view: View,
    form: Format,
    sheet: Sheet,
    legend: dict[str, Any],
    shapes: Mapping[str, list[dict[str, Any]]],
    years: list[str],
    year: str,
) -> dict[str, Any]:
    """The specification around the shapes."""
    language = view.language
    ground = land(sheet, frozenset(place.place for place in view.page.places if place.kind == "country"))
    chosen = [{"type": "filter", "expr": "datum.year === year && datum.direction === direction"}]
    signals: list[dict[str, Any]] = [
        {
            "name": "direction",
            "value": OUTWARD,
            "bind": {
                "input": "radio",
                "options": [OUTWARD, HOMEWARD],
                "name": language.text("map.direction"),
                "labels": [language.text("map.outward"), language.text("map.homeward")],
            },
        },
        {
            "name": "pointed",
            "value": None,
            "on": [
                {"events": "@ribbon:pointerover", "update": "datum.words"},
                {"events": "@ribbon:pointerout", "update": "null"},
            ],
        },
    ]
    if len(years) > 1:
        signals.insert(
            0,
            {
                "name": "year",
                "value": year,
                "bind": {"input": "select", "options": years, "name": language.text("map.year")},
            },
        )
    else:
        signals.insert(0, {"name": "year", "value": year})
    faded = {"test": "pointed && pointed !== datum.words"}
    return {
        "$schema": VEGA,
        "config": CONFIG,
        "width": form.size[0],
        "height": form.size[1],
        "padding": 0,
        "autosize": "none",
        "signals": signals,
        "data": [
            *({"name": name, "values": rows, "transform": chosen} for name, rows in shapes.items()),
        ],
        "marks": [
            surface("sea", f"M0,0H{form.size[0]:g}V{form.size[1]:g}H0Z", SEA, None),
            surface("land", ground.other, LAND, BORDER),
            surface("focus", ground.focus, FOCUS_LAND, BORDER),
            surface("lakes", ground.lakes, SEA, None),
            ribbon_marks(
                "upper", "outer", 0.28, [{**faded, "value": 0.07}, {"value": 0.3}], interactive=False
            ),
            ribbon_marks(
                "ribbon", "inner", 0.9, [{**faded, "value": 0.2}, {"value": 0.92}], interactive=True
            ),
            {
                "name": "circle",
                "type": "symbol",
                "from": {"data": "circles"},
                "encode": {
                    "update": {
                        "x": {"field": "x"},
                        "y": {"field": "y"},
                        "size": {"field": "size"},
                        "fill": {"field": "colour"},
                        "stroke": {"value": "#ffffff"},
                        "strokeWidth": {"value": 2},
                        "strokeDash": {"field": "dash"},
                        "tooltip": {"field": "words"},
                    }
                },
            },
            name_marks(
                "halo",
                form,
                {
                    "stroke": {"value": "#ffffff"},
                    "strokeWidth": {"value": 4},
                    "strokeJoin": {"value": "round"},
                    "fill": {"value": "#ffffff"},
                },
            ),
            name_marks("name", form, {"fill": {"value": INK}}),
            legend,
        ],
    }
