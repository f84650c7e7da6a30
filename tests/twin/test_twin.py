"""The engine lives as its plain twin does: every event, every field of everyone, every count."""

from __future__ import annotations

import datetime
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.maths import random_words
from sapar.model.system import System
from sapar.simulation.simulate import simulate
from tests.twin.compare import first_difference
from tests.twin.people import EVENTS, FIELDS, STATUSES
from tests.twin.systems import small_system
from tests.twin.twin import Life, live
from tests.twin.words import DECISIONS, words, words_in_a_row
from tests.twin.world import STANDINGS
from tests.worlds import World, crowded_gate, two_borders

BATCH = 20
BATCHES = 2
LONG_BATCHES = 28
"""Together 600 systems."""


def seed_of(number: int) -> int:
    """Seeds of all sizes up to 64 bits."""
    return number * 0x9E3779B97F4A7C15 % 2 ** (8 + number % 57)


def assert_twins(world: World, batch: int) -> None:
    """Engine and twin are the same in a batch of made-up systems."""
    for number in range(batch * BATCH, (batch + 1) * BATCH):
        system = small_system(world.declarations, number)
        difference = first_difference(system, seed_of(number), replicate=number % 5)
        assert difference is None, f"system {number}: {difference}"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_small_systems_live_as_their_twins(two_places: World, batch: int) -> None:
    """Systems with closures, lists, convoys, rumours and all rules of stay: event by event the same."""
    assert_twins(two_places, batch)


@pytest.mark.long
@pytest.mark.parametrize("batch", range(BATCHES, BATCHES + LONG_BATCHES))
def test_more_small_systems_live_as_their_twins(two_places: World, batch: int) -> None:
    """The same for five hundred more."""
    assert_twins(two_places, batch)


def test_the_study_itself_lives_as_its_twin(two_places: World) -> None:
    """The smallest study with a crowd at its crossing, one agent to a hundred people and seats to match."""
    system = two_places.system(people_per_agent=100, declarations=crowded_gate(two_places))

    assert first_difference(system, seed=7) is None


def test_people_go_on_to_a_second_border_as_their_twins_do(two_places: World) -> None:
    """When the first of two shut borders opens, its camp moves to the second one, agent by agent the same."""
    eager = {"crossing_attempt": 0.5, "belief_start": 0.9, "urgent_home": 1.0}
    system = two_places.system(people_per_agent=100, declarations=two_borders(two_places), parameters=eager)
    opened = system.calendar.day_of(datetime.date(2031, 5, 15))
    run = simulate(system, seed=7, replicate=0)

    near, far = (system.axes.camps.index(camp) for camp in ("CAMP-GATE", "CAMP-FAR"))
    assert run.camp[3, opened, near].sum() == run.camp[0, opened - 1, near].sum() > 0
    assert run.camp[1, opened, far, 0] >= run.camp[0, opened - 1, near, 0] > 0
    assert first_difference(system, seed=7) is None


def reached(system: System, life: Life) -> Counter[str]:
    """How often a life came by what the twin is there to check."""
    seen: Counter[str] = Counter()
    for day, events in enumerate(life.lived):
        seen.update(EVENTS[kind] for _, _, kind in events)
        today = life.camps[day]
        for name in ("joined", "boarded", "gone", "attempts"):
            seen[name] += len(getattr(today, name))
        seen["waits in a city"] += any(camp < 0 for camp, _ in life.waiting[day])
    for counts in life.counts:
        seen.update(f"is {STANDINGS[kind]}" for kind, _, _ in counts.standing)
        seen.update(f"family {each[0]}" for each in counts.families)
        for name in ("unable", "refused", "crossing", "first_departures"):
            seen[name] += len(getattr(counts, name))
        seen.update(f"stays as {STATUSES[status]}" for _, _, status, _ in counts.stock)
    for state in life.states.values():
        seen["banned"] += sum(fields[FIELDS.index("ban_until")] >= 0 for fields in state)
        seen["days used"] += sum(fields[FIELDS.index("used")] > 0 for fields in state)
    seen["waits before seats"] += len(life.waiters.waits)
    seen["seats left over"] += sum(bool(people) for people in life.waiters.left_over.values())
    seen["operations"] += len(system.operations) > 0
    return seen


def test_the_made_up_systems_reach_everything(two_places: World) -> None:
    """A law that is true of empty cases alone says nothing: all kinds of event, queue and status come by."""
    seen: Counter[str] = Counter()
    for number in range(29):
        system = small_system(two_places.declarations, number)
        assert system.group_people.sum() / system.people_per_agent + len(system.axes.groups) >= 20
        seen += reached(system, live(system, seed_of(number), number % 5))

    wanted = {
        *EVENTS, "joined", "boarded", "gone", "attempts", "waits in a city", "unable", "refused", "crossing",
        "first_departures", *(f"stays as {status}" for status in STATUSES), "banned", "days used",
        *(f"is {each}" for each in STANDINGS), "family 0", "family 1",
        "waits before seats", "seats left over", "operations",
    }  # fmt: skip
    assert {name for name in wanted if seen[name] < 3} == set()


WORD = st.integers(0, 2**32 - 1)


@given(st.integers(0, 2**64 - 1), WORD, WORD, WORD, st.sampled_from(DECISIONS))
def test_plain_words_are_the_compiled_ones(
    seed: int, replicate: int, who: int, when: int, decision: str
) -> None:
    """The twin's random words are those of the engine, for any key."""
    compiled = random_words(np.uint64(seed), replicate, who, when, DECISIONS.index(decision))

    assert words(seed, replicate, who, when, decision) == tuple(int(word) for word in compiled)


@given(st.integers(0, 2**64 - 1), WORD, WORD, WORD, st.sampled_from(DECISIONS))
def test_plain_words_in_a_row_are_the_plain_ones(
    seed: int, replicate: int, who: int, when: int, decision: str
) -> None:
    """Many decisions at a time give the words of each."""
    code = DECISIONS.index(decision)
    row = words_in_a_row(seed, replicate, who, when, code, 4 * (len(DECISIONS) - code)).tolist()

    assert row == [word for each in DECISIONS[code:] for word in words(seed, replicate, who, when, each)]
