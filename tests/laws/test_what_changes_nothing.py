"""Changes that must change nothing, exactly: no change, another order, another currency, a law for nobody."""

from __future__ import annotations

import csv
import datetime
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sapar.model.build import build
from sapar.model.declarations import Declarations
from sapar.model.declarations.events import Corridor
from sapar.model.declarations.law import Membership, Sanction, StayRule, Suspension, WorkRule
from sapar.model.system import System
from sapar.results.tables import Tables
from sapar.simulation.simulate import simulate
from sapar.study import open_study
from sapar.study.open import BUNDLED
from tests.worlds import SEED, World, crowded_gate, same_tables, world

THOUSAND = 1024.0
"""A redenomination; a power of two, so that rounding is no excuse."""


def test_a_scenario_without_changes_differs_in_no_cell(two_places: World, two_places_tables: Tables) -> None:
    """The scenario that changes nothing gives the baseline's tables, cell by cell."""
    assert same_tables(two_places_tables, two_places.tables(people_per_agent=10, scenario="zero")) == {}


def test_the_real_case_without_changes_differs_in_no_cell(
    central_asia: World, central_asia_tables: Tables
) -> None:
    """The real case under the scenario that changes nothing is the baseline, cell by cell."""
    assert (
        same_tables(central_asia_tables, central_asia.tables(people_per_agent=2000, scenario="SC-00")) == {}
    )


@pytest.mark.parametrize("table", ["places", "groups", "links", "assumptions", "pairs"])
def test_the_order_of_rows_changes_nothing(tmp_path: Path, table: str) -> None:
    """Rows of a table in any order describe the same study: no cell of the results differs."""
    folder = tmp_path / "two-places"
    shutil.copytree(BUNDLED / "two-places", folder)
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = list(csv.reader(stream))
    shuffled = rows[:]
    random.Random(5).shuffle(shuffled)
    assert shuffled != rows
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *shuffled])

    one = world(open_study(str(BUNDLED / "two-places"))).tables(people_per_agent=20)
    other = world(open_study(str(folder))).tables(people_per_agent=20)

    assert same_tables(one, other) == {}


def redenominated(declared: Declarations, currency: str) -> Declarations:
    """Every amount and rate of one currency times `THOUSAND`."""

    def rows(each: tuple[Any, ...], *columns: str) -> tuple[Any, ...]:
        return tuple(
            replace(row, **{name: (getattr(row, name) or 0.0) * THOUSAND for name in columns})
            if row.currency == currency
            else row
            for row in each
        )

    events = tuple(
        replace(event, fare=event.fare * THOUSAND)
        if isinstance(event, Corridor) and event.currency == currency
        else event
        for event in declared.events
    )
    return replace(
        declared,
        wages=rows(declared.wages, "value"),
        fares=rows(declared.fares, "value"),
        exchange_rates=rows(declared.exchange_rates, "per_usd"),
        links=rows(declared.links, "fare"),
        work=rows(declared.work, "fee", "one_off"),
        channels=rows(declared.channels, "fee"),
        events=events,
    )


@pytest.mark.parametrize("currency", ["QXC", "QAC"])
def test_a_redenomination_changes_nothing(
    two_places: World, two_places_tables: Tables, currency: str
) -> None:
    """Striking zeros from a country's money (pay, fares, fees and the rate alike) changes no cell.

    But for what households receive, which is told in the home's own money.
    """
    declared = redenominated(two_places.declarations, currency)
    assert declared != two_places.declarations

    other = two_places.tables(people_per_agent=10, declarations=declared)
    told_in_home_money = {"received"} if currency == "QAC" else set()
    assert set(same_tables(two_places_tables, other)) == told_in_home_money


def test_a_redenomination_of_the_rouble_changes_nothing(
    central_asia: World, central_asia_tables: Tables
) -> None:
    """Striking zeros from the rouble changes no cell of the real case."""
    declared = redenominated(central_asia.declarations, "RUB")

    assert (
        same_tables(central_asia_tables, central_asia.tables(people_per_agent=2000, declarations=declared))
        == {}
    )


def _proposals(declared: Declarations) -> Declarations:
    """Rows of every table of law that are only proposed."""
    shared: dict[str, Any] = {
        "place": "QXX", "citizenship": ("QAA",), "from_": datetime.date(2030, 6, 1), "source": "authors",
        "grade": "X", "status": "proposed",
    }  # fmt: skip
    return _with_law(
        declared,
        stay=StayRule(**shared, days=5, counting="per_entry"),
        work=WorkRule(**shared, authorisation="patent", fee=9000.0, currency="QXC", test=True),
        suspensions=Suspension(**shared),
        sanctions=Sanction(**shared, ban_days=3000),
    )


def _outside_the_period(declared: Declarations) -> Declarations:
    """Rows of every table of law that start after the period."""
    shared: dict[str, Any] = {
        "place": "QXX", "citizenship": ("QAA",), "from_": datetime.date(2040, 1, 1), "source": "authors", "grade": "X",
    }  # fmt: skip
    return _with_law(
        declared,
        stay=StayRule(**shared, days=5, counting="per_entry"),
        work=WorkRule(**shared, authorisation="patent", fee=9000.0, currency="QXC", test=True),
        suspensions=Suspension(**shared),
        sanctions=Sanction(**shared, ban_days=3000),
    )


def law_for_nobody(declared: Declarations) -> Declarations:
    """Rows for a citizenship that has no groups, and a union with one member of the study."""
    shared: dict[str, Any] = {
        "place": "QXX", "citizenship": ("QYY",), "from_": datetime.date(2030, 1, 1), "source": "authors", "grade": "X",
    }  # fmt: skip
    changed = _with_law(
        declared,
        stay=StayRule(**shared, days=5, counting="per_entry"),
        work=WorkRule(**shared, authorisation="patent", fee=9000.0, currency="QXC", test=True),
        suspensions=Suspension(**shared),
        sanctions=Sanction(**shared, ban_days=3000),
    )
    alone = Membership(
        union="club-of-one", member="QAA", from_=datetime.date(2030, 1, 1), source="authors", grade="X"
    )
    return replace(changed, unions=(*changed.unions, alone))


def _with_law(declared: Declarations, **rows: Any) -> Declarations:
    """One more row in each table named."""
    return replace(declared, **{name: (*getattr(declared, name), row) for name, row in rows.items()})


@pytest.mark.parametrize("change", [_proposals, _outside_the_period, law_for_nobody])
def test_a_lawlaw_for_nobody_changes_nothing(
    two_places: World, two_places_tables: Tables, change: Callable[[Declarations], Declarations]
) -> None:
    """A row of law that is only proposed, not yet in force or about nobody in the study changes no cell."""
    declared = change(two_places.declarations)

    assert same_tables(two_places_tables, two_places.tables(people_per_agent=10, declarations=declared)) == {}


def test_twice_the_people_on_twice_the_scale_are_the_same_agents(two_places: World) -> None:
    """Doubling people, stocks, seats and supplies together with people per agent doubles every count exactly.

    What depends on absolute numbers is switched off: the pull of networks, which counts `1 + N`, moves between
    hosts, weighted by `N + 1`, and attempts at the line, whose chance is per thousand people, is halved.
    """
    ensemble = two_places.ensemble(
        people_per_agent=10,
        declarations=crowded_gate(two_places),
        parameters={"beta_network": 0.0, "onward_share": 0.0},
    )
    draw = ensemble.draws[0]
    one = _lived(ensemble.system, draw.parameters, draw.start_stock, draw.reference_stock)
    halved = replace(
        draw.parameters,
        values={**draw.parameters.values, "tension_base": draw.parameters["tension_base"] / 2},
    )
    twice = replace(
        ensemble.system,
        people_per_agent=20,
        group_people=ensemble.system.group_people * 2,
        seats=ensemble.system.seats * 2,
        camp_supplies=ensemble.system.camp_supplies * 2,
        operations=tuple(replace(each, seats=each.seats * 2) for each in ensemble.system.operations),
    )
    other = _lived(twice, halved, draw.start_stock * 2, draw.reference_stock * 2)

    for name in (
        "stock",
        "at_home",
        "travelling",
        "flow",
        "refused",
        "crossing",
        "stranded",
        "camp",
        "boarded",
    ):
        assert np.array_equal(getattr(one, name) * 2, getattr(other, name)), name
    assert np.array_equal(one.attempts, other.attempts)
    assert np.array_equal(one.belief, other.belief)
    assert one.camp.sum() > 0


def _lived(system: System, parameters: Any, start: Any, reference: Any) -> Any:
    """The run of a system with one draw."""
    return simulate(build(system, parameters, start, reference), seed=SEED, replicate=0)
