"""SC-10 [=]: days of stay counted by calendar year do nothing to people who hold a contract or a permit."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.model.mechanism import Aggregates, run_schedule
from sapar.model.mechanisms import SCHEDULE
from sapar.model.system import CALENDAR_YEAR, System
from sapar.simulation.people import EMPLOYED, MEMBER, NO_STATUS, PERMIT, VISITOR, find_absence
from sapar.simulation.tables import Month, month_of
from tests.crews import whole
from tests.worlds import SEED

LIVED = ("place", "host", "activity", "status", "ban_until", "family")
"""Fields that say where somebody is, as what, and barred or not."""


def quiet_month(system: System) -> Month:
    """The first month's chances of a world in which nobody at home sets out."""
    nobody = np.zeros((len(system.axes.citizenships), len(system.axes.countries)))
    known = Aggregates(
        month=0,
        abroad=nobody + 10.0,
        unemployed_share=nobody,
        unemployed_now=nobody,
        home=system.group_people,
    )
    month = month_of(run_schedule(SCHEDULE, system, known))
    month.leaving.opened[:] = 0
    month.weighing["take_papers"] = month.weighing["drop_papers"]
    return month


def lived(system: System, status: int, month: Month) -> np.ndarray:
    """[day, field, agent] a month of people who are all employed in one host region, of one status."""
    shard = whole(system, SEED)
    people, region = shard.blocks.people, system.axes.regions.index("QYY-COA")
    people["activity"], people["host"], people["status"] = EMPLOYED, region, status
    people["place"] = len(system.axes.origins) + region
    people["entered"], people["clock"], people["used"] = 0, 12, 60
    shard.absence = find_absence(shard.blocks, shard.agents.size)
    shard.begin(0, 0, 30, month, False)
    days = []
    for day in range(31):
        shard.live(day, np.zeros_like(shard.world.seats))
        days.append([people[name].astype(np.int64) for name in LIVED])
    return np.array(days)


@pytest.mark.parametrize("status", [MEMBER, PERMIT])
def test_holders_of_contracts_and_permits_live_the_same_days(two_places_system: System, status: int) -> None:
    """Person by person and day by day, whatever the clock of visitors and its days are."""
    rolling, yearly = quiet_month(two_places_system), quiet_month(two_places_system)
    yearly.rules["stay_counting"], yearly.rules["stay_days"] = CALENDAR_YEAR, 10

    before, after = (lived(two_places_system, status, month) for month in (rolling, yearly))

    moved = before[-1, LIVED.index("activity")] != EMPLOYED
    assert 0 < moved.mean() < 1
    assert np.array_equal(before, after)


def test_visitors_do_not(two_places_system: System) -> None:
    """The same days are up for those who only visit: some fall out of status on the day."""
    month = quiet_month(two_places_system)
    month.rules["leave_at_expiry"] = 0

    last = lived(two_places_system, VISITOR, month)[-1]

    assert (last[LIVED.index("status")] == NO_STATUS).any()
