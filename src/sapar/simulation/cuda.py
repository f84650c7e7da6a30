"""Lanes on a graphics processor, compiled for it from the kernels that run on processors.

The kernels compare and add integers only; thresholds are made on the processor. So nothing depends on how a graphics
processor rounds.
"""

from __future__ import annotations

import importlib
import math
import warnings
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.errors import NoAccelerator
from sapar.simulation.crew import Crew
from sapar.simulation.ensemble import ShardMaker
from sapar.simulation.lane_shard import LaneCrew
from sapar.simulation.tables import World

THREADS = 256
"""Of a group, for passes over arrays. Lanes are groups of one: each takes its own way through the kernels."""


class Cuda:
    """The first CUDA device.

    Raises
    ------
    NoAccelerator
        There is none, or the package that compiles for it is missing.
    """

    def __init__(self) -> None:
        self._cuda = require_cuda()
        warnings.filterwarnings("ignore", message=".*Grid size .* low occupancy")

    def free(self) -> int:
        """Bytes of memory to be had."""
        free, _ = self._cuda.current_context().get_memory_info()
        return int(free)

    def put(self, array: NDArray[Any]) -> Any:
        """A copy there."""
        return self._cuda.to_device(np.ascontiguousarray(array))

    def zeros(self, shape: tuple[int, ...], kind: Any) -> Any:
        """Room there, cleared."""
        array = self._cuda.device_array(shape, kind)
        self.clear(array)
        return array

    def clear(self, array: Any) -> None:
        """Set an array there to zero."""
        if array.size > 0:
            self._cuda.driver.device_memset(array.gpu_data, 0, array.nbytes)

    def take(self, array: Any) -> NDArray[Any]:
        """A copy here."""
        return np.asarray(array.copy_to_host())

    def add_up(self, array: Any) -> NDArray[Any]:
        """The sum over the first axis, here."""
        shape = array.shape[1:]
        total = self._cuda.device_array((math.prod(shape),), array.dtype)
        if total.size > 0:
            flat = array.reshape(array.shape[0], total.size)
            _adding()[(total.size + THREADS - 1) // THREADS, THREADS](flat, total)
        return self.take(total).reshape(shape)

    def run(self, function: Callable[..., None], lanes: int, world: World, *arguments: Any) -> None:
        """Call a function of `sapar.simulation.lanes` for every lane."""
        _of_lanes(function)[lanes, 1](lanes, world, arguments)


def cuda_crew(make_shard: ShardMaker) -> Crew:
    """All blocks of a population on the first CUDA device.

    Parameters
    ----------
    make_shard
        Makes the blocks here: they begin here, and are brought here to be kept and summed up.

    Raises
    ------
    NoAccelerator
        There is no device.
    """
    return LaneCrew(make_shard(0, 1), Cuda())


def require_cuda() -> Any:
    """The compiler for graphics processors, and a device for it.

    Raises
    ------
    NoAccelerator
        There is none.
    """
    try:
        cuda: Any = importlib.import_module("numba.cuda")
    except ImportError as error:
        raise NoAccelerator(
            why="the package that compiles for graphics processors is not installed",
            try_="pip install 'sapar[gpu]', or run without --gpu",
        ) from error
    if not cuda.is_available():
        raise NoAccelerator(
            why="no graphics processor with CUDA was found",
            try_="run without --gpu: the numbers are the same",
        )
    return cuda


@cache
def _of_lanes(function: Callable[..., None]) -> Any:
    """A function of lanes, compiled for the device: one lane a group of threads."""
    cuda = require_cuda()

    @cuda.jit
    def run(lanes, world, arguments):  # type: ignore[no-untyped-def]
        lane = cuda.grid(1)
        if lane < lanes:
            function(world, lane, lanes, *arguments)

    return run


@lru_cache(maxsize=1)
def _adding() -> Any:
    """Sums over the first axis of a table, compiled for the device: one column a thread."""
    cuda = require_cuda()

    @cuda.jit
    def run(table, total):  # type: ignore[no-untyped-def]
        column = cuda.grid(1)
        if column < total.size:
            added = table[0, column]
            for row in range(1, table.shape[0]):
                added += table[row, column]
            total[column] = added

    return run
