"""An entry ban holds."""

from __future__ import annotations

import numpy as np

from sapar.simulation.people import TRAVELLING
from sapar.simulation.shard import Shard
from tests.crews import watched
from tests.worlds import SEED, World

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
