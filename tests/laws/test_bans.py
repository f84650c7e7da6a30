"""An entry ban holds."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.simulation import simulate as simulation
from sapar.simulation.days import live_day
from sapar.simulation.people import TRAVELLING
from tests.worlds import World

MANY_BANS = {
    "ban_after_overstay": 1.0,
    "leave_at_expiry": 0.0,
    "formalise_at_expiry": 0.0,
    "formal_share:QXX": 0.2,
    "reconsider_home": 0.3,
    "reconsider_abroad": 0.2,
}


def test_nobody_enters_a_country_that_bans_them(two_places: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """On no day does anyone set out for a country that bans them on that day, though many bans are standing."""
    standing: list[int] = []
    entered: list[int] = []
    broken: list[int] = []

    def one_day(
        people,
        layout,
        ways,
        law,
        month_tables,
        tallies,
        arrivals,
        pool,
        seats,
        key,
        month,
        day,
        events,
        start,
    ):  # type: ignore[no-untyped-def]
        journeys = people.activity == TRAVELLING, people.day.copy(), people.place.copy()
        stop = live_day(
            people, layout, ways, law, month_tables, tallies, arrivals, pool, seats, key, month, day, events, start
        )  # fmt: skip
        origins = layout.citizenship_of_origin.size
        new = (people.activity == TRAVELLING) & ~(
            journeys[0] & (people.day == journeys[1]) & (people.place == journeys[2])
        )
        entering = np.flatnonzero(new & (people.place >= origins))
        country = layout.country_of_region[people.place[entering] - origins]
        banned = (people.ban_until[entering] >= day) & (people.ban_country[entering] == country)
        standing.append(int((people.ban_until >= day).sum()))
        entered.append(entering.size)
        broken.append(int(banned.sum()))
        return stop

    def days(*arguments):  # type: ignore[no-untyped-def]
        *common, first, last, events, start = arguments
        for day in range(first, last + 1):
            start = one_day(*common, day, events, start)
        return start

    monkeypatch.setattr(simulation, "live_day", one_day)
    monkeypatch.setattr(simulation, "live_days", days)
    two_places.ensemble(people_per_agent=10, parameters=MANY_BANS).live(0)

    assert sum(broken) == 0
    assert max(standing) > 100
    assert sum(entered) > 1000
