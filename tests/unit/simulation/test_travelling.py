"""What travels between processes arrives as it left."""

from __future__ import annotations

import pickle
from typing import Any

import numba
import numpy as np

from sapar.simulation.shard import Shard
from sapar.simulation.simulate import simulate
from tests.crews import DayByDay, whole
from tests.worlds import World, crowded_gate


class Weighing(DayByDay):
    """A shard whose arguments are looked at as a copy in another process would have them."""

    def __init__(self, shard: Shard) -> None:
        super().__init__(shard)
        self.changed: set[str] = set()
        self.verbs: set[str] = set()

    def ask(self, verb: str, *arguments: Any) -> list[Any]:
        """The shard's answer."""
        self.verbs.add(verb)
        for argument in arguments:
            named = argument._asdict() if hasattr(argument, "_asdict") else {"": argument}
            for name, value in named.items():
                copy = pickle.loads(pickle.dumps(value))
                if isinstance(value, np.ndarray) and numba.typeof(value) != numba.typeof(copy):
                    self.changed.add(f"{verb} {name}")
        return super().ask(verb, *arguments)


def test_kernels_compiled_here_serve_other_processes(two_places: World) -> None:
    """Every array of every verb has the same type for the compiler after a journey, so that nothing compiles twice."""
    system = two_places.system(people_per_agent=20, declarations=crowded_gate(two_places))
    crew = Weighing(whole(system, 1))
    simulate(system, seed=1, replicate=0, crew=crew)

    assert {
        "place",
        "begin",
        "live",
        "release",
        "turns",
        "serve",
        "gather",
        "waiting",
        "counts",
    } <= crew.verbs
    assert crew.changed == set()
