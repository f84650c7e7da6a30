"""Work that workers find by its name."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sapar.errors import Imbalance
from sapar.simulation.executor import Tell


def times(common: int, item: int, tell: Tell) -> int:
    """A product, told in one step."""
    tell(1, 1)
    return common * item


def dies(common: int, item: int, tell: Tell) -> int:
    """Never ends well."""
    os.kill(os.getpid(), signal.SIGKILL)
    return times(common, item, tell)


def refuses(common: str, item: int, tell: Tell) -> int:
    """Always finds a fault."""
    tell(0, 1)
    raise Imbalance(found=common, why=f"is wrong in {item}", try_="nothing")


def dawdles(common: str, item: int, tell: Tell) -> int:
    """Item 0 is done at once; each other leaves a sign in the folder `common` that it began, and takes minutes."""
    tell(0, 1)
    if item:
        (Path(common) / f"{item}.{os.getpid()}").touch()
        time.sleep(300.0)
    return item


def sum_written(common: NDArray[np.int64], item: int, tell: Tell) -> int:
    """The sum of an array that the work may write to."""
    tell(0, 1)
    common[item] += 0
    return int(common.sum())


class Shard:
    """A range of people, dwindled to its two numbers."""

    def __init__(self, index: int, count: int) -> None:
        self.index = index
        self.count = count
        self.asked = 0

    def add(self, amount: int) -> NDArray[np.int64]:
        """Index, count, and all amounts so far."""
        self.asked += amount
        return np.array([self.index, self.count, self.asked])

    def share(self, values: NDArray[np.int64]) -> NDArray[np.int64]:
        """This shard's part of an array, which it may write to."""
        values[:] += self.index
        return values[self.index :: self.count]

    def refuse(self) -> None:
        """Find a fault in the last shard."""
        if self.index == self.count - 1:
            raise Imbalance(why="people are missing", try_="nothing")

    def die(self) -> None:
        """Take the last shard's process down."""
        if self.index == self.count - 1:
            os.kill(os.getpid(), signal.SIGKILL)
