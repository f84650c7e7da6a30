"""What a replicate knows besides people, and how all of it is kept and found again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray, IntArray
from sapar.simulation.crew import Crew

Arrays = dict[str, NDArray[Any]]


class Keeper(Protocol):
    """Keeps the state of one replicate, whole or not at all."""

    def is_due(self, month: int, seconds: float) -> bool:
        """Whether to keep the state after so many months, and so many seconds after it was kept last."""

    def keep(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Put the arrays in place of those kept before."""

    def kept(self) -> Arrays | None:
        """The arrays kept last; None where there are none."""


@dataclass(slots=True, kw_only=True)
class State:
    """What changes from month to month besides people."""

    month: int
    """Months lived."""
    belief: FloatArray
    """[K, C]"""
    carried_over: IntArray
    """[2, D, C] people for whom a part of an agent's seat is left."""
    reported: FloatArray
    """[M, C, D] share without work, as counted in each month."""
    away: IntArray
    """[C] agents away from home at the start of the last month."""
    waiting: int
    """Agents who wait for a way home."""
    seal: NDArray[np.uint64]
    """[1] sum of the hashes of all events."""
    ban_change: IntArray
    """[D, C, M + 2] agents more who are banned at the start of each month than a month before."""
    home: IntArray
    """[G] agents at home at the start of the last month."""


def kept_arrays(crew: Crew, record: Mapping[str, NDArray[Any]], state: State) -> Arrays:
    """Everything from which the next month follows: each shard's blocks, what was booked, and the state."""
    arrays = {f"record/{name}": table for name, table in record.items()}
    arrays |= {f"state/{each.name}": np.asarray(getattr(state, each.name)) for each in fields(State)}
    for index, shard in enumerate(crew.ask("state")):
        arrays |= {f"shard {index}/{name}": column for name, column in shard.items()}
    return arrays


def resume(arrays: Arrays, crew: Crew, record: dict[str, Any], state: State) -> None:
    """Go on from kept arrays, over any number of shards."""
    for name in record:
        record[name][...] = arrays[f"record/{name}"]
    for each in fields(State):
        value = arrays[f"state/{each.name}"]
        setattr(state, each.name, int(value) if value.ndim == 0 else value.copy())
    pieces: dict[str, Arrays] = {}
    for key, column in arrays.items():
        owner, name = key.split("/", 1)
        if owner.startswith("shard"):
            pieces.setdefault(owner, {})[name] = column
    crew.ask("restore", list(pieces.values()))
