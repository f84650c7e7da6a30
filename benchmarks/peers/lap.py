"""What one run of an engine took and left."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True, slots=True, kw_only=True)
class Lap:
    """One run of the workload."""

    seconds: float
    processor_seconds: float
    """Of all threads together; other programs on the machine hardly touch it."""
    table: np.ndarray
    """[day, place] people in the morning."""
    bytes_a_person: float


@dataclass(frozen=True, slots=True)
class Clock:
    """Started when it is made."""

    wall: float = field(default_factory=time.perf_counter)
    processor: float = field(default_factory=time.process_time)

    def lap(self, table: object, bytes_a_person: float) -> Lap:
        """What has passed since."""
        return Lap(
            seconds=time.perf_counter() - self.wall,
            processor_seconds=time.process_time() - self.processor,
            table=np.array(table),
            bytes_a_person=bytes_a_person,
        )
