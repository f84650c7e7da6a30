"""Replicates: what they share, what each draws, and their lives wherever an executor takes them."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from numpy.typing import NDArray

from sapar.errors import WorkersLost
from sapar.maths import FloatArray
from sapar.model.build import build, rebuild
from sapar.model.parameters import Parameters
from sapar.model.system import System
from sapar.simulation.crew import Crew
from sapar.simulation.executor import Executor, Here, Watch
from sapar.simulation.run import Run
from sapar.simulation.shard import Shard, blocks_of
from sapar.simulation.simulate import rehearse, simulate
from sapar.simulation.start import agents_by_group


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


ATTEMPTS = 3
"""How often shards are made before a replicate whose shards are lost is given up."""

KEEP_EVERY = 20.0
"""Seconds of work after which the state is kept at the next month's end."""


class Checkpoints(Protocol):
    """Where the states of unfinished replicates are kept; it can be sent to other processes."""

    def keep(self, replicate: int, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Put the arrays in place of those kept of a replicate before."""

    def kept(self, replicate: int) -> dict[str, NDArray[Any]] | None:
        """The arrays kept last of a replicate; None where there are none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShardMaker:
    """Makes a shard where it is to live; called with its index and how many shards there are."""

    system: System
    seed: int
    replicate: int

    def __call__(self, index: int, count: int) -> Shard:
        """The shard, with everyone at home."""
        agents = agents_by_group(self.system)
        numbers = blocks_of(int(agents.sum()), index, count)
        return Shard(self.system, self.seed, self.replicate, numbers, agents)


MakeCrew = Callable[[ShardMaker], Crew]
"""Shards on workers, made where they live."""


@dataclass(frozen=True, slots=True)
class _Keeper:
    """What is kept of one replicate."""

    checkpoints: Checkpoints
    replicate: int

    def is_due(self, month: int, seconds: float) -> bool:  # noqa: ARG002
        """Often enough that an interruption costs less than half a minute."""
        return seconds > KEEP_EVERY

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
    luck: int | None = None
    """The replicate whose random words all draws share, so that they differ by their parameters alone; None: each
    has its own."""

    def live(self, replicate: int, progress: Callable[[int, int], None] | None = None) -> Run:
        """One replicate, from its draw to its run, on threads of this process."""
        system = self._system(replicate)
        rehearse(system, backwards=replicate % 2 == 1)
        return self._simulate(system, replicate, progress, None)

    def live_over(
        self, replicate: int, progress: Callable[[int, int], None] | None = None, *, make_crew: MakeCrew
    ) -> Run:
        """One replicate whose people live in shards elsewhere.

        Where a shard is lost, all are made anew and go on from the last checkpoint, to the same bytes.

        Raises
        ------
        WorkersLost
            Shards were lost again and again.
        """
        system = self._system(replicate)
        make_shard = ShardMaker(system=system, seed=self.seed, replicate=self._words(replicate))
        attempts = 1
        while True:
            crew = make_crew(make_shard)
            try:
                return self._simulate(system, replicate, progress, crew)
            except WorkersLost:
                if attempts == ATTEMPTS:
                    raise
                attempts += 1
            finally:
                crew.close()

    def _words(self, replicate: int) -> int:
        """Whose random words a replicate meets."""
        return replicate if self.luck is None else self.luck

    def _system(self, replicate: int) -> System:
        """The system of a replicate, with the constants of its baseline."""
        draw = self.draws[replicate]
        baseline = build(self.baseline, draw.baseline_parameters, draw.start_stock, draw.reference_stock)
        return rebuild(self.system, draw.parameters, baseline)

    def _simulate(
        self,
        system: System,
        replicate: int,
        progress: Callable[[int, int], None] | None,
        crew: Crew | None,
    ) -> Run:
        """The run, on from its last checkpoint if there is one."""
        return simulate(
            system,
            seed=self.seed,
            replicate=self._words(replicate),
            progress=progress,
            shards=self.shards,
            crew=crew,
            keeper=None if self.checkpoints is None else _Keeper(self.checkpoints, replicate),
        )


def live_all(
    ensemble: Ensemble,
    *,
    replicates: Iterable[int],
    executor: Executor,
    watch: Watch[int] | None = None,
    make_crew: MakeCrew | None = None,
) -> Generator[tuple[int, Run]]:
    """Replicates as they finish; `watch` is told replicate, months done and months in all.

    With `make_crew` replicates follow each other, the people of each split over the shards of a crew.
    """
    if make_crew is None:
        return executor.map(Ensemble.live, ensemble, replicates, watch=watch)
    return Here().map(partial(Ensemble.live_over, make_crew=make_crew), ensemble, replicates, watch=watch)
