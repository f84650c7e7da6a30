"""The network of ways."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from sapar.model.build import assemble
from sapar.model.declarations.events import Closure
from sapar.model.network import Arc, Shut, best_paths, epoch_starts, shut_arcs
from sapar.model.system import AIR, LAND, System
from tests.worlds import World, two_borders

HOME, GATE, HOST, PORT = range(4)


def arc(
    tail: int, head: int, mode: str = "road", *, hours: float = 1.0, fare: float = 0.0, into: str = ""
) -> Arc:
    """One direction of a link of the country A, the country B and a port of B."""
    between = frozenset("AB") if into else frozenset()
    return Arc(
        link=f"{mode}{min(tail, head)}{max(tail, head)}", tail=tail, head=head, mode=mode, hours=hours, fare=fare,
        between=between, into=into,
    )  # fmt: skip


ARCS = (
    arc(HOME, GATE), arc(GATE, HOME, into="A"),
    arc(GATE, HOST, into="B"), arc(HOST, GATE),
    arc(HOME, PORT, "air", fare=50.0, into="B"), arc(PORT, HOME, "air", fare=50.0, into="A"),
    arc(PORT, HOST), arc(HOST, PORT),
)  # fmt: skip


def closure(**values: Any) -> Shut:
    """A closure of days 10 to 19 for citizenship 0."""
    usual: dict[str, Any] = {
        "first": 10, "last": 19, "citizenships": frozenset({0}), "links": frozenset(), "between": frozenset(),
        "modes": frozenset(), "toward": "",
    }  # fmt: skip
    return Shut(**(usual | values))


def paths(shut: frozenset[int] = frozenset()) -> Any:
    """Ways between home and host."""
    return best_paths(ARCS, shut, np.array([HOME, HOST]), 4, np.array([-1, 0, -1, -1]), 1.0)


def test_land_and_air_are_found_apart() -> None:
    """The way by land costs what its links cost and passes the crossing; the way by air has exactly one flight."""
    found = paths()

    assert found.is_open[:, 0, 1].all()
    assert found.hours[LAND, 0, 1] == 2.0
    assert found.crossings[LAND, 0, 1] == 1
    assert found.fare[AIR, 0, 1] == 50.0
    assert found.crossings[AIR, 0, 1] == 0


def test_a_shut_link_moves_the_way_or_ends_it() -> None:
    """With the crossing shut there is no way by land; with flights shut none by air."""
    by_land = shut_arcs(ARCS, [closure(between=frozenset("AB"), modes=frozenset({"road"}))], 12, 0)
    by_air = shut_arcs(ARCS, [closure(between=frozenset("AB"), modes=frozenset({"air"}))], 12, 0)

    assert not paths(by_land).is_open[LAND].any()
    assert paths(by_land).is_open[AIR, 0, 1]
    assert not paths(by_air).is_open[AIR].any()
    assert paths(by_air).is_open[LAND, 0, 1]
    assert not paths(by_land | by_air).is_open.any()


def test_a_closure_toward_a_country_leaves_the_way_back_open() -> None:
    """What is shut toward B still lets people out of B."""
    shut = shut_arcs(ARCS, [closure(between=frozenset("AB"), toward="B")], 12, 0)

    assert not paths(shut).is_open[:, 0, 1].any()
    assert paths(shut).is_open[:, 1, 0].all()


def test_a_closure_binds_its_days_and_citizens_only() -> None:
    """Outside its days, and for citizens it does not name, a closure shuts nothing."""
    shut = closure(between=frozenset("AB"))

    assert shut_arcs(ARCS, [shut], 9, 0) == frozenset()
    assert shut_arcs(ARCS, [shut], 10, 0)
    assert shut_arcs(ARCS, [shut], 19, 0)
    assert shut_arcs(ARCS, [shut], 20, 0) == frozenset()
    assert shut_arcs(ARCS, [shut], 12, 1) == frozenset()


def test_a_named_link_is_shut_in_both_directions() -> None:
    """A closure of a link by name shuts both of its arcs and no other."""
    shut = shut_arcs(ARCS, [closure(links=frozenset({"road12"}))], 12, 0)

    assert {(ARCS[index].tail, ARCS[index].head) for index in shut} == {(GATE, HOST), (HOST, GATE)}


def test_epochs_begin_where_something_changes() -> None:
    """The period is cut on the first day of a span and on the day after its last."""
    assert epoch_starts(100, [(10, 19), (15, 99)]).tolist() == [0, 10, 15, 20]
    assert epoch_starts(100, []).tolist() == [0]


def region(system: System, name: str) -> int:
    """Index among homes and host regions."""
    return [*system.axes.origins, *system.axes.regions].index(name)


def test_the_real_border_is_shut_to_uzbeks_in_april_2020(central_asia_system: System) -> None:
    """On 15 April 2020 no way leads Uzbeks from Samara to Fergana; on 1 March one did, and one does in 2022."""
    system = central_asia_system
    uzbek = system.axes.citizenships.index("UZB")
    here, there = region(system, "RUS-SAM"), region(system, "UZB-FER")

    for date, is_open in (("2020-03-01", True), ("2020-04-15", False), ("2022-06-01", True)):
        day = system.calendar.day_of(datetime.date.fromisoformat(date))
        ways = system.ways.is_open[:, system.ways.epoch[day], uzbek, here, there]
        assert bool(ways.any()) is is_open, date


@pytest.mark.parametrize(("citizenships", "shut_to"), [(("QAA",), {"QAA"}), (("*",), {"QAA", "QBB"})])
def test_a_closure_for_one_citizenship_lets_others_pass(
    two_places: World, citizenships: tuple[str, ...], shut_to: set[str]
) -> None:
    """A closure that names citizenships shuts the links to these alone."""
    declared = two_places.declarations
    event = Closure(
        id="one", kind="closure", from_=datetime.date(2030, 5, 1), until=datetime.date(2030, 5, 31), title={},
        source="authors", grade="X", links=("rail-riv-cap",), citizenships=citizenships,
    )  # fmt: skip
    system = assemble(replace(declared, events=(event,)))
    epoch = system.ways.epoch[system.calendar.day_of(datetime.date(2030, 5, 15))]
    here, there = region(system, "QXX-RIV"), region(system, "QXX-CAP")

    closed = {
        code
        for index, code in enumerate(system.axes.citizenships)
        if not system.ways.is_open[LAND, epoch, index, here, there]
    }
    assert closed == shut_to


def test_people_gather_at_the_crossing_of_their_usual_way(two_places_system: System) -> None:
    """While the Gate is shut, people bound for Qarania gather at its camp; before and after there is none."""
    system = two_places_system
    origin, host = system.axes.origins.index("QAA-SUR"), system.axes.regions.index("QXX-RIV")

    for date, camp in (("2031-03-01", -1), ("2031-04-15", 0), ("2031-07-15", -1)):
        epoch = system.ways.epoch[system.calendar.day_of(datetime.date.fromisoformat(date))]
        assert system.ways.camp[epoch, origin, host] == camp, date


@pytest.mark.parametrize(
    ("date", "camp", "onward"),
    [("2031-03-01", "", {}), ("2031-04-15", "CAMP-GATE", {}),
     ("2031-05-20", "CAMP-FAR", {"CAMP-GATE": "CAMP-FAR"}), ("2031-07-15", "", {})],
)  # fmt: skip
def test_people_gather_at_the_first_border_that_is_shut(
    two_places: World, date: str, camp: str, onward: dict[str, str]
) -> None:
    """With both borders of the way shut people wait at the first; once it opens they go on to the second."""
    system = assemble(two_borders(two_places))
    origin, host = system.axes.origins.index("QAA-SUR"), system.axes.regions.index("QXX-RIV")
    epoch = system.ways.epoch[system.calendar.day_of(datetime.date.fromisoformat(date))]
    names = [*system.axes.camps, ""]

    assert names[system.ways.camp[epoch, origin, host]] == camp
    ahead = system.ways.next_camp[epoch, :, origin, host].tolist()
    assert {names[index]: names[each] for index, each in enumerate(ahead) if each >= 0} == onward


def test_the_camp_is_on_the_border_that_is_shut(central_asia_system: System) -> None:
    """In April 2020 Uzbeks in Samara gather at Mashtakovo, those bound from Almaty to Tashkent at Zhibek Zholy and
    Kyrgyz at Korday; the Turkmen border has no camp.
    """
    system = central_asia_system
    epoch = system.ways.epoch[system.calendar.day_of(datetime.date(2020, 4, 15))]
    names = [*system.axes.camps, ""]

    for home, host, camp in (
        ("UZB-FER", "RUS-SAM", "CAMP-MASHTAKOVO"),
        ("UZB-TAS", "KAZ-ALA", "CAMP-ZHIBEK"),
        ("KGZ-BIS", "KAZ-ALA", "CAMP-KORDAY"),
        ("TKM-ASH", "KAZ-MAN", ""),
    ):
        origin, region = system.axes.origins.index(home), system.axes.regions.index(host)
        assert names[system.ways.camp[epoch, origin, region]] == camp, (home, host)
