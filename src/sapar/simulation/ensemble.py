"""Replicates: what they share, what each draws, and their lives wherever an executor takes them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from numpy.typing import NDArray

from sapar.maths import FloatArray
from sapar.model.build import build, rebuild
from sapar.model.parameters import Parameters
from sapar.model.system import System
from sapar.simulation.executor import Executor, Watch
from sapar.simulation.run import Run
from sapar.simulation.simulate import rehearse, simulate


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """What one replicate draws."""

    replicate: int
    parameters: Parameters
    """As the scenario has them."""
    baseline_parameters: Parameters
    start_stock: FloatArray
    """[C, D] people"""
    reference_stock: FloatArray
    """[C, D] people"""


class Checkpoints(Protocol):
    """Where the states of unfinished replicates are kept; it can be sent to other processes."""

    def keep(self, replicate: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Put the arrays in place of those kept of a replicate before."""

    def kept(self, replicate: int) -> dict[str, NDArray[Any]] | None:
        """The arrays kept last of a replicate; None where there are none."""


@dataclass(frozen=True, slots=True)
class _Keeper:
    """What is kept of one replicate."""

    checkpoints: Checkpoints
    replicate: int

    def keep(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Put the arrays in place of those kept before."""
        self.checkpoints.keep(self.replicate, arrays)

    def kept(self) -> dict[str, NDArray[Any]] | None:
        """The arrays kept last."""
        return self.checkpoints.kept(self.replicate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ensemble:
    """Everything replicates share."""

    system: System
    """As the scenario has it."""
    baseline: System
    """As the study has it; constants are solved here."""
    seed: int
    draws: tuple[Draw, ...]
    shards: int = 1
    """Threads of each replicate; they change no result."""
    checkpoints: Checkpoints | None = None

    def live(self, replicate: int, progress: Callable[[int, int], None] | None = None) -> Run:
        """One replicate, from its draw to its run."""
        draw = self.draws[replicate]
        baseline = build(self.baseline, draw.baseline_parameters, draw.start_stock, draw.reference_stock)
        system = rebuild(self.system, draw.parameters, baseline)
        rehearse(system, backwards=replicate % 2 == 1)
        return simulate(
            system,
            seed=self.seed,
            replicate=replicate,
            progress=progress,
            shards=self.shards,
            keeper=None if self.checkpoints is None else _Keeper(self.checkpoints, replicate),
        )


def live_all(
    ensemble: Ensemble, *, replicates: Iterable[int], executor: Executor, watch: Watch[int] | None = None
) -> Generator[tuple[int, Run]]:
    """Replicates as they finish; `watch` is told replicate, months done and months in all."""
    return executor.map(Ensemble.live, ensemble, replicates, watch=watch)
