"""What is true of people in every system: counted once, on seats that exist, where they may be."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.results.tables import Tables


@pytest.fixture(params=["two_places_tables", "crowded_tables", "central_asia_tables"])
def tables(request: pytest.FixtureRequest) -> Tables:
    """Both studies, and the small one with a crowd at its crossing."""
    return request.getfixturevalue(request.param)


def test_nobody_vanishes(tables: Tables) -> None:
    """At home, under way, abroad and settled together, each citizenship keeps its number in every month."""
    dataset = tables.dataset
    abroad = dataset["stock"].sum(["sex", "region", "status", "work"])
    everyone = (dataset["at_home"] + dataset["travelling"] + dataset["settled"] + abroad).transpose(
        "replicate", "month", "citizenship"
    )

    assert (everyone.values == everyone.values[:, :1]).all()
    assert (everyone.values > 0).all()


def test_moves_explain_every_change_of_those_away(tables: Tables) -> None:
    """People away at the start, plus departures, less returns and settled, are in hosts or some of those under way."""
    dataset = tables.dataset
    in_hosts = dataset["stock"].sum(["sex", "region", "status", "work"])
    for code in map(str, dataset["citizenship"].values):
        moves = dataset["flow"].sel(citizenship=code)
        net = moves.sel(from_country=code).sum("to_country") - moves.sel(to_country=code).sum("from_country")
        here = in_hosts.sel(citizenship=code).values
        under_way = dataset["travelling"].sel(citizenship=code).values
        begun = np.cumsum(net.values, axis=1)[:, :-1]
        away = here[:, :1] + np.concatenate([np.zeros_like(here[:, :1]), begun], axis=1)
        away = away - dataset["settled"].sel(citizenship=code).values

        assert (here <= away).all()
        assert (away <= here + under_way).all()
        assert here.max() > 0


def test_nobody_boards_without_a_seat(tables: Tables) -> None:
    """No departure carries more people than its vehicles and quota offer."""
    boarded, seats = tables.dataset["operation_boarded"], tables.dataset["operation_seats"]

    assert (boarded.values <= seats.values).all()


def test_camps_are_counted_like_a_bank_account(tables: Tables) -> None:
    """People in a camp tonight are those of last night, plus who joined, less who boarded or left."""
    dataset = tables.dataset
    waiting, joined, boarded, left = (
        dataset[name].values for name in ("camp_waiting", "camp_joined", "camp_boarded", "camp_left")
    )

    assert np.array_equal(np.diff(waiting, axis=1), (joined - boarded - left)[:, 1:])
    assert (waiting >= 0).all()


def test_departures_and_camps_count_the_same_people(tables: Tables) -> None:
    """People boarded, by departure and by camp, are the same people; the camps of these worlds do fill."""
    dataset = tables.dataset
    by_camp = dataset["camp_boarded"].sum(["day", "camp", "citizenship"]).values

    assert np.array_equal(dataset["operation_boarded"].sum("operation").values, by_camp)


@pytest.mark.parametrize("name", ["crowded_tables", "central_asia_tables"])
def test_the_worlds_of_these_tests_have_queues(request: pytest.FixtureRequest, name: str) -> None:
    """The laws of queues are not true of empty ones alone: people wait in camps and are taken home."""
    dataset = request.getfixturevalue(name).dataset

    assert int(dataset["camp_waiting"].max()) > 0
    assert int(dataset["camp_boarded"].sum()) > 0


def test_everyone_taken_home_has_waited_once(tables: Tables) -> None:
    """Each person who leaves a camp for home has one wait: those boarded, and some of those who left otherwise."""
    dataset = tables.dataset
    waits = dataset["camp_wait"].sum("wait").values
    boarded = dataset["camp_boarded"].sum(["day", "citizenship"]).values
    otherwise = dataset["camp_left"].sum(["day", "citizenship"]).values

    assert (waits >= boarded).all()
    assert (waits <= boarded + otherwise).all()
