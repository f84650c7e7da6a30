"""mesa-frames: one Polars frame of agents, and vectorised expressions over all of them."""

from __future__ import annotations

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

from benchmarks.peers.choice import Choice, first_places
from benchmarks.peers.lap import Clock, Lap
from benchmarks.ring_and_chords import PLACES, Workload

NAME = "mesa-frames"
VERSION = "0.1.0a0"


class People(AgentSetPolars):
    """Everyone, as rows."""

    def __init__(self, model: World, workload: Workload) -> None:
        super().__init__(model)
        self += pl.DataFrame(
            {
                "unique_id": np.arange(workload.people),
                "place": first_places(workload).astype(np.uint8),
                "ready": np.zeros(workload.people, np.int16),
            }
        )

    def step(self) -> None:
        """Those who are there and leave take an arc."""
        model, choice, random = self.model, self.model.choice, self.model.numbers
        frame = self.agents
        here = frame.filter(pl.col("ready") <= model.day).group_by("place").len().sort("place")
        counts = np.zeros(PLACES, np.int64)
        counts[here["place"].to_numpy()] = here["len"].to_numpy()
        model.table.append(counts)
        cumulative = choice.cumulative(counts, model.day) + choice.tail
        chance = pl.Series(random.random(len(frame), dtype=np.float32))
        leaves = frame.select(
            (pl.col("ready") <= model.day) & (chance < model.leave.gather(frame["place"]))
        ).to_series()
        rows = leaves.arg_true()
        tails = frame["place"].gather(rows).to_numpy()
        arcs = np.searchsorted(cumulative, tails + random.random(tails.size), side="right")
        arcs = np.minimum(arcs, choice.first[tails + 1] - 1)
        self.agents = frame.with_columns(
            frame["place"].scatter(rows, choice.head[arcs].astype(np.uint8)),
            frame["ready"].scatter(rows, (model.day + choice.days[arcs]).astype(np.int16)),
        )


class World(ModelDF):
    """The model of one set of agents."""

    def __init__(self, workload: Workload) -> None:
        super().__init__()
        self.choice, self.day = Choice(workload), 0
        self.leave = pl.Series(workload.leave.astype(np.float32))
        self.numbers = np.random.default_rng(1)
        self.table: list[np.ndarray] = []
        self.agents += People(self, workload)

    def step(self) -> None:
        """One day."""
        self.agents.step()
        self.day += 1


def run(workload: Workload, days: int, threads: int) -> Lap:  # noqa: ARG001
    """So many days; Polars takes its threads from POLARS_MAX_THREADS."""
    model = World(workload)
    clock = Clock()
    for _ in range(days):
        model.step()
    (people,) = model.agents._agentsets
    return clock.lap(model.table, people.agents.estimated_size() / workload.people)
