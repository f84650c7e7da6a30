"""The chord diagram and the map of the largest flows between any places, period by period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from sapar.frame.countries import country_name
from sapar.report.boundaries import boundaries
from sapar.report.chart import Cell, Chart, ChartTable, Column, people
from sapar.report.chord_chart import OPACITIES, Shown, chord_drawing, colours_of, frame
from sapar.report.flow_map import Flow, FlowMap, Scale, lay_out, radii_for, scale_for
from sapar.report.flow_terminal import FlowsLike
from sapar.report.land import Sheet, apart, fit, land
from sapar.report.language import Language
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
from sapar.report.projection import EqualEarth
from sapar.report.routes import Route, route
from sapar.report.style import BORDER, FOCUS_LAND, HOST, INK, LAND, SEA

WIDEST_REGION = 0.35
"""Share of a sphere's diameter that places may span before the whole world is drawn."""


def flow_charts(
    periods: Sequence[FlowsLike], language: Language, top: int, threshold: float
) -> tuple[Chart, ...]:
    """The chord diagram and, where places are countries with an outline, the map.

    Parameters
    ----------
    periods
        In order of time; readers choose among them and see the last one first.
    top
        How many flows of each period are drawn.
    threshold
        Counts below it are hidden and not drawn.
    """
    pairs = [(one, _largest(one, language, top, threshold)) for one in periods]
    pairs = [(one, flows) for one, flows in pairs if flows.flows]
    shown = [flows for _, flows in pairs]
    if not shown:
        return ()
    columns = (
        Column(name="period", title=language.text("column.period")),
        Column(name="from", title=language.text("column.from_country")),
        Column(name="to", title=language.text("column.to_country")),
        *(
            Column(name=name, title=language.text(f"column.{name}"), kind="people")
            for name in ("flow", "minimum_low", "minimum_high", "band_low", "band_high")
        ),
    )
    rows = tuple(row for one, flows in pairs for row in _rows(one, flows, language, threshold))
    tables = {"flows": ChartTable(columns=columns, rows=rows)}
    last = shown[-1]
    twin = ChartTable(columns=columns, rows=tuple(row for row in rows if row[0] == last.period))
    said = {
        "period": last.period,
        "origin": country_name(last.flows[0].origin, language.code),
        "destination": country_name(last.flows[0].destination, language.code),
        "n": language.count(last.flows[0].median, threshold),
    }
    charts = [
        Chart(
            id="chord",
            title=language.text("flows.chord"),
            description=language.text("flows.chord.alt", **said),
            grammar="vega",
            drawing=chord_drawing(shown, language),
            tables=tables,
            twin=twin,
            caption=language.text("flows.chord.caption", count=top),
        )
    ]
    places = sorted(
        {place for one in shown for flow in one.flows for place in (flow.origin, flow.destination)}
    )
    known = {place: middle for place in places if (middle := middle_of(place)) is not None}
    if len(known) >= 2 and len(known) >= 0.5 * len(places):
        absent = ", ".join(country_name(place, language.code) for place in places if place not in known)
        charts.append(
            Chart(
                id="flow-map",
                title=language.text("flows.map"),
                description=language.text("flows.map.alt", **said),
                grammar="vega",
                drawing=_map_drawing(shown, known, language, WIDE),
                narrow=_map_drawing(shown, known, language, NARROW),
                tables=tables,
                twin=twin,
                caption=language.text("flows.map.caption"),
                notes=(
                    *((language.text("flows.map.absent", who=absent),) if absent else ()),
                    language.text("map.disclaimer"),
                ),
            )
        )
    return tuple(charts)


def period_name(one: FlowsLike) -> str:
    """A period as readers see it."""
    return f"{one.first}\u2013{one.last}" + (f", {one.sex}" if one.sex else "")


def middle_of(country: str) -> tuple[float, float] | None:
    """Degrees east and north of the middle of a country's largest piece of land; nothing without an outline."""
    rings = [polygon[0] for polygon in boundaries().countries.get(country, ())]
    if not rings:
        return None
    middles = []
    for ring in rings:
        east, north = np.unwrap(ring[:, 0], period=360.0), ring[:, 1]
        cross = east[:-1] * north[1:] - east[1:] * north[:-1]
        area = cross.sum() / 2.0
        if area != 0.0:
            middle = (
                float(((east[:-1] + east[1:]) * cross).sum() / (6.0 * area)),
                float(((north[:-1] + north[1:]) * cross).sum() / (6.0 * area)),
            )
            middles.append((abs(area) * float(np.cos(np.radians(middle[1]))), middle))
    return max(middles)[1] if middles else None


def _largest(one: FlowsLike, language: Language, top: int, threshold: float) -> Shown:
    """The flows of a period that are drawn."""
    flows, words = [], {}
    for cell in np.argsort(-one.flows, axis=None, kind="stable")[:top].tolist():
        origin, destination = divmod(cell, one.flows.shape[1])
        value = float(one.flows[origin, destination])
        if not value > 0 or value < threshold:
            break
        low, high, key = value, value, "flows.nospread"
        limits = one.bounds if one.method == "minimum" else None
        for ranges, name in ((limits, "flows.bounds"), (one.bands, "flows.band")):
            if ranges is not None:
                low, high = float(ranges.low[origin, destination]), float(ranges.high[origin, destination])
                key = name
        names = one.places[origin], one.places[destination]
        spread = (
            language.text(key)
            if key == "flows.nospread"
            else language.text(key, low=language.count(low, threshold), high=language.count(high, threshold))
        )
        words[names] = language.text(
            "flows.ribbon",
            origin=country_name(names[0], language.code),
            destination=country_name(names[1], language.code),
            n=language.count(value, threshold),
            spread=spread,
        )
        flows.append(
            Flow(
                citizenship=names[0],
                origin=names[0],
                destination=names[1],
                median=value,
                high80=max(high, value),
            )
        )
    return Shown(period=period_name(one), flows=tuple(flows), words=words)


def _rows(one: FlowsLike, shown: Shown, language: Language, threshold: float) -> list[tuple[Cell, ...]]:
    """The flows shown as rows of the charts' table."""
    rows: list[tuple[Cell, ...]] = []
    for flow in shown.flows:
        at = one.places.index(flow.origin), one.places.index(flow.destination)
        numbers = [flow.median]
        for ranges in (one.bounds, one.bands):
            numbers += [np.nan, np.nan] if ranges is None else [ranges.low[at], ranges.high[at]]
        names = (country_name(place, language.code) for place in (flow.origin, flow.destination))
        rows.append((shown.period, *names, *people(numbers, threshold)))
    return rows


def _map_drawing(
    periods: Sequence[Shown], known: Mapping[str, tuple[float, float]], language: Language, form: Format
) -> dict[str, Any]:
    """The Vega specification of one size of the map."""
    sets = [
        [flow for flow in one.flows if flow.origin in known and flow.destination in known] for one in periods
    ]
    sheet = _sheet(known, form)
    positions = {place: sheet.place(*middle) for place, middle in known.items()}
    scale = scale_for(sets, 0.7 * form.radius)
    largest: dict[str, float] = {}
    for flows in sets:
        for place, radius in radii_for(flows, scale).items():
            largest[place] = max(radius, largest.get(place, 0.0))
    settled = apart({place: positions[place] for place in largest}, largest, 3.0)
    legend = emptiest_corner(form, settled, [(flow.origin, flow.destination) for flow in sets[-1]])
    area = (legend[0], legend[1], legend[0] + LEGEND[0], legend[1] + LEGEND[1])
    ribbons, circles, labels = [], [], []
    for one, flows in zip(periods, sets, strict=True):
        bends = route(flows, settled, largest, scale.width_per_person, form.size)
        drawn = _named_layout(flows, settled, scale, bends, form, area, language)
        colours = colours_of(one)
        ribbons += [{"period": one.period, **row} for row in _ribbons(drawn, one, colours)]
        circles += [{"period": one.period, **row} for row in _circles(drawn, colours, language)]
        labels += [
            {"period": one.period, "text": label.text, "x": round(label.x, 1), "y": round(label.y, 1)}
            for label in drawn.labels
        ]
    ground = land(sheet, frozenset(known))
    halo = {"stroke": {"value": "#ffffff"}, "strokeWidth": {"value": 3}, "fill": {"value": "#ffffff"}}
    return {
        **frame(periods, language, form.size, {"ribbons": ribbons, "circles": circles, "labels": labels}),
        "marks": [
            surface("sea", f"M0,0H{form.size[0]:g}V{form.size[1]:g}H0Z", SEA, None),
            surface("land", ground.other, LAND, BORDER),
            surface("focus", ground.focus, FOCUS_LAND, BORDER),
            surface("lakes", ground.lakes, SEA, None),
            ribbon_marks("upper", "outer", 0.28, [{"value": 0.28}], interactive=False),
            ribbon_marks("ribbon", "inner", 0.9, OPACITIES, interactive=True),
            {
                "name": "circle",
                "type": "symbol",
                "from": {"data": "circles"},
                "encode": {
                    "update": {
                        **{channel: {"field": channel} for channel in ("x", "y", "size")},
                        "fill": {"field": "colour"},
                        "stroke": {"value": "#ffffff"},
                        "strokeWidth": {"value": 1.5},
                        "tooltip": {"field": "words"},
                    }
                },
            },
            name_marks("halo", form, {**halo, "fontSize": {"value": form.letter - 2}}),
            name_marks("name", form, {"fill": {"value": INK}, "fontSize": {"value": form.letter - 2}}),
            legend_marks(language, language.text("flows.legend"), form, legend, scale),
        ],
    }


def _named_layout(
    flows: Sequence[Flow],
    settled: Mapping[str, tuple[float, float]],
    scale: Scale,
    bends: Mapping[Route, float],
    form: Format,
    area: tuple[float, float, float, float],
    language: Language,
) -> FlowMap:
    """The layout with names in full; where two of them would lie on each other, the longer one becomes its code."""
    names = {place: country_name(place, language.code) for place in settled}
    while True:
        drawn = lay_out(
            flows, settled, scale, names, bends, size=form.size, letter=form.letter - 2, kept_free=[area]
        )
        clash = next(
            (
                max((one, other), key=lambda label: len(label.text))
                for one, other in combinations(drawn.labels, 2)
                if one.covers(other) and len(one.text) + len(other.text) > 6
            ),
            None,
        )
        if clash is None or names[clash.place] == clash.place:
            return drawn
        names[clash.place] = clash.place


def _sheet(known: Mapping[str, tuple[float, float]], form: Format) -> Sheet:
    """A map of the places' region, or of the whole world where they are far apart."""
    degrees = np.radians(np.array(list(known.values())))
    points = np.stack(
        [
            np.cos(degrees[:, 1]) * np.cos(degrees[:, 0]),
            np.cos(degrees[:, 1]) * np.sin(degrees[:, 0]),
            np.sin(degrees[:, 1]),
        ],
        axis=1,
    )
    apart_most = float(np.max(np.linalg.norm(points[:, None] - points[None], axis=2))) / 2.0
    if apart_most > WIDEST_REGION:
        return fit(known, None, form.size, form.margins, EqualEarth())
    return fit(known, None, form.size, form.margins)


def _ribbons(drawn: FlowMap, one: Shown, colours: Mapping[str, str]) -> list[dict[str, Any]]:
    """Ribbons as Vega reads them."""
    return [
        {
            "outer": ribbon.outer,
            "inner": ribbon.inner,
            "words": one.words[ribbon.flow.origin, ribbon.flow.destination],
            "colour": colours.get(ribbon.flow.origin, HOST),
        }
        for ribbon in drawn.ribbons
    ]


def _circles(drawn: FlowMap, colours: Mapping[str, str], language: Language) -> list[dict[str, Any]]:
    """Circles as Vega reads them."""
    return [
        {
            "x": round(circle.x, 1),
            "y": round(circle.y, 1),
            "size": round(4.0 * circle.radius**2, 1),
            "colour": colours.get(circle.place, HOST),
            "words": language.text(
                "map.circle",
                place=country_name(circle.place, language.code),
                n=language.count(circle.people, 0.0),
            ),
        }
        for circle in drawn.circles
    ]
