"""What is true of people in every system: counted once, on seats that exist, where they may be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from sapar.results.tables import Tables

@pytest.fixture(params=["two_places_tables", "crowded_tables", "central_asia_tables"])
def tables(request: pytest.FixtureRequest) -> Iterator[Tables]:
    """Both studies, and the small one with a crowd at its crossing."""
    yield request.getfixturevalue(request.param)


def test_nobody_vanishes(tables: Tables) -> None:
    """At home, under way and abroad together, each citizenship keeps its number in every month."""
    dataset = tables.dataset
    abroad = dataset["stock"].sum(["sex", "region", "status", "work"])
    everyone = (dataset["at_home"] + dataset["travelling"] + abroad).transpose("replicate", "month", "citizenship")

    assert (everyone.values == everyone.values[:, :1]).all()
    assert (everyone.values > 0).all()


def test_moves_explain_every_change_of_those_away(tables: Tables) -> None:
    """People away from home change from month to month by departures from home less returns, exactly."""
    dataset = tables.dataset
    home = dataset["at_home"].values
    flow = dataset["flow"]
    codes = [str(code) for code in dataset["citizenship"].values]
    journeys_home = _under_way_home(tables)
    for row, code in enumerate(codes):
        moves = flow.sel(citizenship=code)
        out = moves.sel(from_country=code).sum("to_country").values
        back = moves.sel(to_country=code).sum("from_country").values
        away = home[:, 0, row][:, None] - home[:, :, row] - journeys_home[:, :, row]

        assert np.array_equal(np.diff(away, axis=1), (out - back)[:, :-1])


def _under_way_home(tables: Tables) -> np.ndarray:
    """[replicate, month, citizenship] people under way home: what is left of the total when moves are booked."""
    dataset = tables.dataset
    abroad = dataset["stock"].sum(["sex", "region", "status", "work"])
    total = (dataset["at_home"] + dataset["travelling"] + abroad).values
    codes = [str(code) for code in dataset["citizenship"].values]
    under_way = np.zeros_like(total)
    for row, code in enumerate(codes):
        moves = dataset["flow"].sel(citizenship=code)
        net = moves.sel(from_country=code).sum("to_country") - moves.sel(to_country=code).sum("from_country")
        begun = np.concatenate([np.zeros((total.shape[0], 1)), np.cumsum(net.values, axis=1)[:, :-1]], axis=1)
        away = abroad.values[:, :1, row] + begun
        out_or_host = total[:, :, row] - dataset["at_home"].values[:, :, row] - away
        under_way[:, :, row] = out_or_host
    return under_way


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
