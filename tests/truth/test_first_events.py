"""Events as the engine draws them: first months geometric, days within a month uniform, neighbours unrelated."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.maths import WORD_RANGE
from sapar.model.mechanism import Aggregates, run_schedule
from sapar.model.mechanisms import SCHEDULE
from sapar.model.system import System
from sapar.simulation.month import GO_HOME, LEAVE_HOME
from sapar.simulation.people import BLOCK, EMPLOYED, HOME, PERMIT, find_absence
from sapar.simulation.tables import Month, leaving_of, month_of
from tests.crews import whole
from tests.truth.battery import Battery
from tests.worlds import SEED, World, calm_system

CHANCE = {LEAVE_HOME: 0.03, GO_HOME: 0.11}
"""Of each kind of event that is looked at, a month."""


def constant_month(system: System) -> Month:
    """The tables of a month in which everyone leaves home, or goes home, with the chance above."""
    nobody = np.zeros((len(system.axes.citizenships), len(system.axes.countries)))
    known = Aggregates(
        month=0, abroad=nobody, unemployed_share=nobody, unemployed_now=nobody, home=system.group_people
    )
    month = month_of(run_schedule(SCHEDULE, system, known))
    month.exiting["go_home"] = int(CHANCE[GO_HOME] * WORD_RANGE)
    month.exiting["go_home_or_on"] = month.exiting["go_home"]
    everyone = np.full(system.group_people.size, CHANCE[LEAVE_HOME])
    return month._replace(leaving=leaving_of(everyone, everyone))


@pytest.mark.parametrize(("kind", "activity"), [(LEAVE_HOME, HOME), (GO_HOME, EMPLOYED)])
def test_first_events_follow_the_geometric_law(two_places: World, kind: int, activity: int) -> None:
    """Everyone is asked month after month and nobody moves: months and days of the first event are those of the law."""
    nobody = np.zeros((2, 2))
    system = calm_system(two_places.declarations, {}, start=nobody, reference=nobody + 1.0)
    shard, month = whole(system, SEED), constant_month(system)
    shard.blocks.people["activity"] = activity
    shard.blocks.people["status"] = 0 if activity == HOME else PERMIT
    shard.absence = find_absence(shard.blocks, shard.agents.size)
    people, months = int(shard.blocks.rows["size"].sum()), system.calendar.months
    first_month = np.full(shard.blocks.people.size, months)
    battery, neighbours = Battery(), []
    for index, (first, length) in enumerate(
        zip(system.calendar.month_start, system.calendar.month_length, strict=True)
    ):
        shard.begin(index, int(first), int(first + length - 1), month, False)
        number, day = drawn(shard.world.events, kind)
        first_month[number] = np.minimum(first_month[number], index)
        battery.chi_square(f"days of month {index}", np.bincount(day, minlength=length), day.size / length)
        happened = np.zeros(people, np.bool_)
        happened[number] = True
        neighbours.append(happened)

    chance = CHANCE[kind]
    expected = people * np.append(chance * (1 - chance) ** np.arange(months), (1 - chance) ** months)
    battery.chi_square("first months", np.bincount(first_month[:people], minlength=months + 1), expected)
    apart = np.stack(neighbours) - chance
    for lag in (1, 2, 3, 4, BLOCK):
        battery.normal(f"people {lag} apart", score(apart[:, lag:], apart[:, :-lag], chance))
    for lag in (1, 12):
        battery.normal(f"months {lag} apart", score(apart[lag:], apart[:-lag], chance))

    battery.check()


def score(one: np.ndarray, other: np.ndarray, chance: float) -> float:
    """Standard normal score of the covariance of two sets of events, each less its chance."""
    return float((one * other).mean() / (chance * (1.0 - chance)) * np.sqrt(one.size))


def drawn(events, kind: int) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[no-untyped-def]
    """Numbers of the agents with an event of a kind, and its day within the month."""
    packed = [
        (row * BLOCK, events.sorted[row, : events.starts[row, -1]]) for row in range(events.starts.shape[0])
    ]
    numbers = np.concatenate([start + (each >> 4) % BLOCK for start, each in packed])
    everything = np.concatenate([each for _, each in packed])
    return numbers[everything & 15 == kind], (everything >> 18)[everything & 15 == kind]
