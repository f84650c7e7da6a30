"""Camps filled by hand: people of one person to an agent, waiting, and vehicles that come for them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from sapar.model.mechanism import Aggregates, run_schedule
from sapar.model.mechanisms import SCHEDULE
from sapar.model.mechanisms.transit import Families, passengers, people_at_most
from sapar.model.system import System
from sapar.simulation.crew import LocalCrew
from sapar.simulation.people import BLOCK, CAMP, CONVOY, HOME, UNEMPLOYED, VISITOR, list_waiting
from sapar.simulation.shard import Shard, blocks_of
from sapar.simulation.start import agents_by_group
from sapar.simulation.tables import month_of
from sapar.simulation.turns import first_in_turn
from sapar.simulation.waiting import LONGEST_WAIT

ALONE = Families(children_share=0.0, empty_seats=0.0)
"""Nobody brings a family."""


@dataclass(frozen=True, kw_only=True)
class Camp:
    """The only camp of the smallest study, empty at first; people are kept in one or more shards."""

    system: System
    shards: Sequence[Shard]
    waits: np.ndarray
    """[K, wait] people who left for home, by days waited."""

    def join(self, number: int, day: int) -> None:
        """So many more people of the first citizenship wait from this day on."""
        layout, left = self.system.layout, number
        for shard in self.shards:
            people = shard.blocks.people
            citizenship = layout.citizenship_of_origin[layout.origin_of_group[people["group"]]]
            new = np.flatnonzero((citizenship == 0) & (people["activity"] == UNEMPLOYED))[:left]
            people["activity"][new] = CAMP
            people["place"][new] = layout.citizenship_of_origin.size + layout.country_of_region.size
            people["status"][new] = VISITOR
            people["day"][new] = day
            list_waiting(people, shard.blocks.rows, shard.blocks.waiting)
            left -= new.size
        assert left == 0

    def depart(self, vehicles: int, seats: int, day: int, quota: int | None = None) -> int:
        """Vehicles leave with as many as they seat; how many that is."""
        axes = self.system.axes
        countries, camps, citizenships = len(axes.countries), len(axes.camps), len(axes.citizenships)
        line_of_queue = np.full((countries + camps) * citizenships, -1, np.int64)
        line_of_queue[countries * citizenships] = 0
        crew = LocalCrew(self.shards)
        places = int(passengers(ALONE, vehicles, seats, people_at_most(quota)))
        cut = first_in_turn(crew, line_of_queue, np.array([places]))
        carried = 0
        for _, waits, number in crew.ask("serve", day, line_of_queue, cut.day, cut.key, CONVOY, 2):
            self.waits[...] += waits
            carried += number
        crew.close()
        self.count(day)
        return carried

    def count(self, day: int) -> int:
        """How many wait, as the simulation counts them."""
        return sum(int(shard.waiting(day)[1].sum()) for shard in self.shards)


def empty_camp(system: System, shards: int = 1) -> Camp:
    """The camp before anybody came; everyone is abroad and looks for work."""
    one_to_one = replace(system, people_per_agent=1)
    agents = agents_by_group(one_to_one)
    nobody = np.zeros((len(system.axes.citizenships), len(system.axes.countries)))
    aggregates = Aggregates(
        month=0, abroad=nobody, unemployed_share=nobody, unemployed_now=nobody, home=system.group_people
    )
    month = month_of(run_schedule(SCHEDULE, system, aggregates))
    kept = [
        Shard(one_to_one, 7, 0, blocks_of(int(agents.sum()), each, shards), agents) for each in range(shards)
    ]
    for shard in kept:
        is_someone = np.arange(BLOCK) < shard.blocks.rows["size"][:, None]
        shard.blocks.people["activity"] = np.where(is_someone, UNEMPLOYED, HOME).reshape(-1)
        shard.blocks.people["status"] = VISITOR
        shard.begin(0, 0, 30, month, False)
    return Camp(
        system=one_to_one, shards=kept, waits=np.zeros((len(system.axes.camps), LONGEST_WAIT + 1), np.int64)
    )


def waits_in_turn(arrivals: Sequence[int], capacities: Sequence[int]) -> list[int]:
    """[wait] people by days waited, first come first served: arrivals and seats of each day, by the book."""
    line: deque[int] = deque()
    counts = [0] * (LONGEST_WAIT + 1)
    for day, (number, capacity) in enumerate(zip(arrivals, capacities, strict=True)):
        line.extend([day] * number)
        for _ in range(min(capacity, len(line))):
            counts[day - line.popleft()] += 1
    return counts
