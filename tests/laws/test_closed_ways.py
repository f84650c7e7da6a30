"""What is shut carries nobody, and a list of seats carries nobody more."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.model.declarations.events import Limit
from sapar.results.tables import Tables
from sapar.simulation.people import STRANDED, TRAVELLING
from sapar.simulation.shard import Shard
from tests.crews import watched
from tests.worlds import SEED, World, crowded_gate

SHUT = slice("2031-04-01", "2031-06-01")
"""Months that lie wholly within the closure of the only crossing of two-places, 15 March to 30 June 2031."""


def test_a_shut_crossing_carries_nobody(two_places_tables: Tables) -> None:
    """Nobody passes the only crossing by land in the months in which it is shut; before and after, people do."""
    passed = two_places_tables.dataset["crossing_flow"].sel(crossing="GATE", citizenship="QAA")
    passed = passed.sum(["replicate", "direction"])

    assert int(passed.sel(month=SHUT).sum()) == 0
    assert int(passed.sel(month="2031-01-01")) > 0
    assert int(passed.sel(month="2031-08-01")) > 0


def test_nobody_travels_where_every_way_is_shut(crowded_tables: Tables) -> None:
    """With the crossing shut and no flight, nobody leaves for the host, and only seats bring people home."""
    dataset = crowded_tables.dataset
    flow = dataset["flow"].sel(citizenship="QAA", month=SHUT)
    home = flow.sel(from_country="QXX", to_country="QAA").values[0]
    months = dataset["month"].sel(month=SHUT).values.astype("datetime64[M]")
    boarded = dataset["camp_boarded"].sel(citizenship="QAA").sum("camp").isel(replicate=0)
    days = boarded["day"].values.astype("datetime64[M]")
    by_convoy = np.array([boarded.values[days == month].sum() for month in months])
    by_list = np.array([2 * (days == month).sum() for month in months])

    assert int(flow.sel(from_country="QAA", to_country="QXX").sum()) == 0
    assert (home <= by_convoy + by_list).all()
    assert (home > by_convoy).all()
    assert by_convoy.sum() > 0


def test_closing_every_way_of_the_real_case_stops_everyone(central_asia: World) -> None:
    """With land and air shut in 2018 (SC-01), nobody moves between Russia and any republic, or passes the border."""
    tables = central_asia.tables(people_per_agent=2000, scenario="SC-01")
    months = slice("2018-04-01", "2018-09-01")
    republics = ["KAZ", "KGZ", "TJK", "TKM", "UZB"]
    flow = tables.dataset["flow"].sel(month=months)
    places = central_asia.declarations.frame.places
    border = [place.place for place in places.of_kind("crossing") if place.parent == "RUS"]

    assert int(flow.sel(from_country="RUS", to_country=republics).sum()) == 0
    assert int(flow.sel(from_country=republics, to_country="RUS").sum()) == 0
    assert int(tables.dataset["crossing_flow"].sel(month=months, crossing=border).sum()) == 0
    before = tables.dataset["flow"].sel(month=slice("2017-04-01", "2017-09-01"))
    assert int(before.sel(from_country="RUS", to_country=republics).sum()) > 0


@pytest.mark.parametrize("people_per_agent", [1, 8])
def test_a_list_of_seats_is_never_exceeded(two_places: World, people_per_agent: int) -> None:
    """Those who go home by list are never more than its seats, on any day nor added up over all days."""
    seats_a_day = 2
    served: list[int] = []

    def watch(shard: Shard, verb: str, day: int, before: np.ndarray) -> None:
        people, layout, ways = shard.blocks.people, shard.system.layout, shard.system.ways
        left = (before["activity"] == STRANDED) & (people["activity"] == TRAVELLING)
        origin = layout.origin_of_group[people["group"][left]]
        here = layout.citizenship_of_origin.size + people["host"][left]
        epoch, citizenship = ways.epoch[day], layout.citizenship_of_origin[origin]
        open_ = ways.is_open[:, epoch, citizenship, here, origin].any(axis=0)
        served.append(int((~open_).sum()) * people_per_agent)
        assert verb in ("release", "serve")

    system = two_places.system(people_per_agent=people_per_agent, declarations=crowded_gate(two_places))
    watched(system, SEED, watch, "release", "serve")

    days = 103  # 20 March to 30 June
    assert 0.9 * seats_a_day * days < sum(served) <= seats_a_day * days
    assert max(served) <= seats_a_day + people_per_agent - 1


def test_seats_out_are_never_exceeded(two_places: World) -> None:
    """Where the only way out is a list, departures never exceed its seats, however many wish to go."""
    declared = two_places.declarations
    listed = Limit(
        id="out-list", kind="limit", from_=declared.events[0].from_, until=declared.events[0].until,
        title={}, source="authors", grade="X", host="QXX", citizenship="QAA", seats_per_day=3, direction="out",
    )  # fmt: skip
    run = two_places.ensemble(
        people_per_agent=1, declarations=replace(declared, events=(*declared.events, listed))
    )
    out = run.live(0).flow
    nodes = run.system.axes.nodes
    shut = slice(15, 18)  # April to June 2031
    departures = out[shut, 0, nodes.index("QAA"), nodes.index("QXX")]

    assert (departures <= 3 * np.array([30, 31, 30])).all()
    assert departures.sum() > 0
