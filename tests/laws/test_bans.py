"""An entry ban holds."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.model.mechanism import Aggregates, run_schedule
from sapar.model.mechanisms import SCHEDULE
from sapar.model.system import System
from sapar.simulation.people import EMPLOYED, HOME, PERMIT, TRAVELLING, find_absence
from sapar.simulation.shard import Shard
from sapar.simulation.tables import Month, leaving_of, month_of
from tests.crews import watched, whole
from tests.worlds import SEED, World, assert_share

MANY_BANS = {
    "ban_after_overstay": 1.0,
    "leave_at_expiry": 0.0,
    "formalise_at_expiry": 0.0,
    "formal_share:QXX": 0.2,
    "reconsider_home": 0.3,
    "reconsider_abroad": 0.2,
}


def test_nobody_enters_a_country_that_bans_them(two_places: World) -> None:
    """On no day does anyone set out for a country that bans them on that day, though many bans are standing."""
    standing: list[int] = []
    entered: list[int] = []
    broken: list[int] = []

    def watch(shard: Shard, verb: str, day: int, before: np.ndarray) -> None:
        layout, people = shard.system.layout, shard.blocks.people
        origins = layout.citizenship_of_origin.size
        new = (people["activity"] == TRAVELLING) & ~(
            (before["activity"] == TRAVELLING)
            & (people["day"] == before["day"])
            & (people["place"] == before["place"])
        )
        entering = people[new & (people["place"] >= origins)]
        country = layout.country_of_region[entering["place"] - origins]
        banned = (entering["ban_until"] >= day) & (entering["ban_country"] == country)
        standing.append(int((people["ban_until"] >= day).sum()))
        entered.append(entering.size)
        broken.append(int(banned.sum()))
        assert verb in ("live", "depart")

    system = two_places.system(people_per_agent=10, parameters=MANY_BANS)
    watched(system, SEED, watch, "live", "depart")

    assert sum(broken) == 0
    assert max(standing) > 100
    assert sum(entered) > 1000


@pytest.mark.parametrize("activity", [HOME, EMPLOYED])
def test_a_ban_holds_until_its_last_day(two_places_system: System, activity: int) -> None:
    """Everyone wants to leave, or to move on, within a month: until the last day of a ban never to its country.

    From the day after it people go there as often as those who were never banned.
    """
    system, axes = two_places_system, two_places_system.axes
    country, first_region = axes.countries.index("QXX"), axes.regions.index("QYY-COA")
    banned_until = 14
    shard, month = whole(system, SEED), restless_month(system)
    people = shard.blocks.people
    people["activity"] = activity
    if activity == EMPLOYED:
        people["host"], people["status"] = first_region, PERMIT
        people["place"] = len(axes.origins) + first_region
    people["ban_until"][::2], people["ban_country"][::2] = banned_until, country
    shard.absence = find_absence(shard.blocks, shard.agents.size)

    shard.begin(0, 0, 30, month, False)
    entered = np.full((31, 2), 0)
    for day in range(31):
        before = people["activity"].copy()
        shard.live(day, np.zeros_like(shard.world.seats))
        left = (people["activity"] == TRAVELLING) & (before != TRAVELLING)
        there = left & (system.layout.country_of_region[people["host"]] == country)
        entered[day] = there[::2].sum(), there[1::2].sum()

    free, late = entered[:, 1].sum(), slice(banned_until + 1, None)
    assert free > 1000
    assert (entered[:, 1] > 0).all()
    assert entered[: banned_until + 1, 0].sum() == 0
    assert_share(int(entered[late, 0].sum()), int(entered[late].sum()), 0.5)


def restless_month(system: System) -> Month:
    """A month in which everyone leaves home, or moves on to the other host, and nobody is refused."""
    nobody = np.zeros((len(system.axes.citizenships), len(system.axes.countries)))
    known = Aggregates(
        month=0,
        abroad=nobody + 10.0,
        unemployed_share=nobody,
        unemployed_now=nobody,
        home=system.group_people,
    )
    month = month_of(run_schedule(SCHEDULE, system, known))
    month.exiting["go_home_or_on"] = 2**32 - 1
    month.exiting["go_home"] = 0
    month.rules["refusal"] = 0
    everyone = np.ones(system.group_people.size)
    return month._replace(leaving=leaving_of(everyone, everyone))
