"""What holds for every flow map."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapar.report.docking import FULL_TURN, dock
from sapar.report.flow_charts import flow_charts
from sapar.report.flow_map import Flow, FlowMap, lay_out, scale_for, slots
from sapar.report.labels import Label
from sapar.report.land import apart, fit
from sapar.report.language import Language
from sapar.report.ribbons import centreline
from sapar.report.routes import route
from sapar.study.flows import PeriodFlows

SIZE = (1000.0, 620.0)
POSITIONS = {"AAA": (150.0, 150.0), "BBB": (500.0, 480.0), "CCC": (850.0, 200.0), "DDD": (800.0, 500.0)}
NAMES = {"AAA": "Aland", "BBB": "Borduria", "CCC": "Carpania", "DDD": "Dornia"}

people = st.floats(min_value=10, max_value=2e6)
pairs = st.sampled_from([(first, second) for first in POSITIONS for second in POSITIONS if first != second])


@st.composite
def flow_sets(draw: st.DrawFn) -> list[Flow]:
    """Some flows between four places, each pair at most once."""
    chosen = draw(st.lists(pairs, min_size=1, max_size=9, unique=True))
    flows = []
    for origin, destination in chosen:
        median = draw(people)
        spread = draw(st.floats(min_value=1.0, max_value=2.5))
        flows.append(
            Flow(
                citizenship=origin,
                origin=origin,
                destination=destination,
                median=median,
                high80=spread * median,
            )
        )
    return flows


def _map(flows: list[Flow]) -> FlowMap:
    return lay_out(flows, POSITIONS, scale_for([flows], 44.0), NAMES, {}, size=SIZE, letter=14.0)


@given(
    wanted=st.lists(st.floats(min_value=-10, max_value=10), min_size=1, max_size=12),
    share=st.floats(min_value=0.1, max_value=0.999),
)
def test_docks_never_overlap(wanted: list[float], share: float) -> None:
    """However many ends want the same direction, each has its arc."""
    halves = np.linspace(1.0, 2.0, len(wanted))
    halves *= share * FULL_TURN / (2.0 * halves.sum())
    angles = dock(wanted, halves)
    order = np.argsort(angles)
    for here, there in zip(order, np.roll(order, -1), strict=True):
        if here != there:
            gap = (angles[there] - angles[here]) % FULL_TURN
            assert gap >= halves[here] + halves[there] - 1e-6


def test_a_lone_end_gets_its_wish() -> None:
    """Nothing pushes it."""
    assert dock([1.25], [0.2]) == pytest.approx([1.25])


def test_more_ends_than_the_circle_holds_are_refused() -> None:
    """Drawn all the same they would pile up."""
    with pytest.raises(ValueError, match="wider than the circle"):
        dock([0.0, 1.0], [2.0, 2.0])


@settings(deadline=None, max_examples=40)
@given(flows=flow_sets())
def test_ribbons_dock_on_their_circles_without_touching(flows: list[Flow]) -> None:
    """Every end lies on the edge of its place's circle, and neighbours there do not overlap."""
    drawn = _map(flows)
    circles = {circle.place: circle for circle in drawn.circles}
    ends: dict[str, list[tuple[float, float]]] = {}
    for ribbon in drawn.ribbons:
        for place, end, half in zip(
            (ribbon.flow.origin, ribbon.flow.destination),
            (ribbon.start, ribbon.finish),
            slots(ribbon),
            strict=True,
        ):
            circle = circles[place]
            assert np.hypot(*(end.at(0.0) - [circle.x, circle.y])) == pytest.approx(circle.radius)
            ends.setdefault(place, []).append((end.angle, half))
    for docked in ends.values():
        docked.sort()
        for (angle, half), (next_angle, next_half) in zip(docked, docked[1:] + docked[:1], strict=True):
            if len(docked) > 1:
                assert (next_angle - angle) % FULL_TURN >= half + next_half - 1e-6


@settings(deadline=None, max_examples=40)
@given(flows=flow_sets())
def test_width_is_proportional_to_people(flows: list[Flow]) -> None:
    """The same number of pixels for every person, in the dark ribbon and in the pale one."""
    scale = scale_for([flows], 44.0)
    for ribbon in _map(flows).ribbons:
        assert ribbon.width == pytest.approx(scale.width_per_person * ribbon.flow.median)
        assert ribbon.outer_width == pytest.approx(scale.width_per_person * ribbon.flow.high80)
        assert ribbon.width <= ribbon.outer_width + 1e-9


@settings(deadline=None, max_examples=25)
@given(flows=flow_sets())
def test_ribbons_stay_on_the_map(flows: list[Flow]) -> None:
    """Nothing that matters is cut off at the edge."""
    for ribbon in _map(flows).ribbons:
        points, _ = centreline(ribbon.start, ribbon.finish, 4.0, 40, ribbon.reach)
        assert (points > -1.0).all()
        assert (points < np.array(SIZE) + 1.0).all()


@settings(deadline=None, max_examples=25)
@given(flows=flow_sets())
def test_names_cover_neither_circles_nor_each_other(flows: list[Flow]) -> None:
    """Each place can be read."""
    drawn = _map(flows)
    for label in drawn.labels:
        left, top, right, bottom = label.rectangle
        assert left >= 0
        assert right <= SIZE[0]
        for other in drawn.labels:
            if other is not label:
                a, b, c, d = other.rectangle
                assert right <= a or c <= left or bottom <= b or d <= top
        for circle in drawn.circles:
            across = max(left - circle.x, circle.x - right, 0.0)
            down = max(top - circle.y, circle.y - bottom, 0.0)
            assert np.hypot(across, down) >= circle.radius


def test_a_ribbon_bends_around_a_place_in_its_way() -> None:
    """A flow does not seem to start or end where it only passes."""
    positions = {"AAA": (100.0, 300.0), "BBB": (500.0, 300.0), "CCC": (900.0, 300.0)}
    flow = Flow(citizenship="AAA", origin="AAA", destination="CCC", median=100.0, high80=120.0)
    radii = dict.fromkeys(positions, 40.0)
    bends = route([flow], positions, radii, 0.1, SIZE)
    assert bends["AAA", "AAA", "CCC"] != 0.0


def test_circles_are_moved_apart() -> None:
    """Neighbouring capitals do not hide each other."""
    moved = apart({"AAA": (100.0, 100.0), "BBB": (110.0, 100.0)}, {"AAA": 20.0, "BBB": 30.0}, 5.0)
    assert np.hypot(moved["AAA"][0] - moved["BBB"][0], moved["AAA"][1] - moved["BBB"][1]) >= 54.9


def test_all_places_lie_within_the_margins() -> None:
    """The map is as large as the places allow, not larger."""
    places = {"AAA": (60.0, 57.0), "BBB": (74.6, 41.5), "CCC": (20.0, 50.0)}
    sheet = fit(places, (60.0, 48.0), SIZE, (90.0, 70.0, 90.0, 60.0))
    for longitude, latitude in places.values():
        across, down = sheet.place(longitude, latitude)
        assert 89.9 <= across <= SIZE[0] - 89.9
        assert 69.9 <= down <= SIZE[1] - 59.9


def test_long_names_of_close_countries_do_not_lie_on_each_other() -> None:
    """Where names in full would cover each other, the longer one becomes its code."""
    places = ("SAU", "ARE", "OMN", "QAT", "BHR", "KWT", "IRN", "IRQ")
    moved = 1e5 * (1.0 + np.arange(64.0).reshape(8, 8)) * ~np.eye(8, dtype=bool)
    period = PeriodFlows(
        first="2015",
        last="2020",
        sex="",
        places=places,
        method="minimum",
        flows=moved,
        bounds=None,
        bands=None,
        population=None,
        minimum_total=0.0,
        account_gap=None,
    )
    charts = flow_charts([period], Language("en"), 20, 10.0)
    drawing = next(chart.drawing for chart in charts if chart.id == "flow-map")
    rows = next(each["values"] for each in drawing["data"] if each["name"] == "labels")
    labels = [
        Label(
            place=row["text"],
            text=row["text"],
            x=row["x"],
            y=row["y"],
            width=6.2 * len(row["text"]),
            height=12,
        )
        for row in rows
    ]

    assert {"Iran", "Iraq"} <= {label.text for label in labels}
    assert not [
        (one.text, other.text)
        for one, other in combinations(labels, 2)
        if one.covers(other) and len(one.text) > 3
    ]
