"""The same question gives the same bytes, however people and replicates are spread over threads and processes."""

from __future__ import annotations

import datetime
import multiprocessing

import numpy as np
import pytest

from sapar.errors import NotEnoughMemory
from sapar.model.system import System
from sapar.simulation.crew import Crew, LocalCrew
from sapar.simulation.ensemble import live_all
from sapar.simulation.executor import Processes
from sapar.simulation.lane_shard import LaneCrew
from sapar.simulation.people import BLOCK
from sapar.simulation.run import Run
from sapar.simulation.shard import Shard, blocks_of
from sapar.simulation.simulate import simulate
from sapar.simulation.start import agents_by_group
from tests.crews import DayByDay, ProcessCrew, Processor, whole
from tests.twin.systems import small_system
from tests.worlds import SEED, World, crowded_gate, with_event, with_period, world

WORLDS = ("crowded-gate", "central-asia")


@pytest.fixture(scope="module")
def systems(two_places: World, central_asia: World) -> dict[str, System]:
    """Worlds of several blocks in which people wait, take seats both ways and board."""
    gate = with_event(crowded_gate(two_places), "gate-buses", seats=4)
    days = datetime.date(2019, 7, 1), datetime.date(2020, 12, 31)
    short = with_period(central_asia.declarations, *days)
    return {
        "crowded-gate": two_places.system(people_per_agent=1, declarations=gate),
        "central-asia": central_asia.system(people_per_agent=500, declarations=short),
    }


@pytest.fixture(scope="module")
def alone(systems: dict[str, System]) -> dict[str, Run]:
    """The same worlds, everyone in one shard and one thread."""
    return {name: simulate(system, seed=SEED, replicate=0) for name, system in systems.items()}


def parts(system: System, batches: list[np.ndarray]) -> list[Shard]:
    """Shards that hold the blocks of each batch."""
    agents = agents_by_group(system)
    return [Shard(system, SEED, 0, batch.astype(np.int64), agents) for batch in batches]


def numbers(system: System) -> np.ndarray:
    """All blocks."""
    return blocks_of(int(agents_by_group(system).sum()), 0, 1)


def lived_by(system: System, crew: Crew) -> str:
    """The digest that a crew comes to."""
    try:
        return simulate(system, seed=SEED, replicate=0, crew=crew).digest
    finally:
        crew.close()


@pytest.mark.parametrize("name", WORLDS)
def test_these_worlds_have_queues_in_several_blocks(
    systems: dict[str, System], alone: dict[str, Run], name: str
) -> None:
    """The promise is worth something where people of different blocks wait for the same seats."""
    assert agents_by_group(systems[name]).sum() > 5 * BLOCK
    assert alone[name].stranded.sum() > 0
    assert alone[name].boarded.sum() > 0


@pytest.mark.parametrize("shards", [2, 3, 7])
@pytest.mark.parametrize("name", WORLDS)
def test_threads_change_nothing(
    systems: dict[str, System], alone: dict[str, Run], name: str, shards: int
) -> None:
    """People in 2, 3 and 7 shards, each lived by a thread of its own, live as those in one."""
    assert simulate(systems[name], seed=SEED, replicate=0, shards=shards).digest == alone[name].digest


@pytest.mark.parametrize("lanes", [pytest.param(1, marks=pytest.mark.long), 4, 4096])
@pytest.mark.parametrize("name", WORLDS)
def test_lanes_change_nothing(
    systems: dict[str, System], alone: dict[str, Run], name: str, lanes: int
) -> None:
    """The way an accelerator lives them, by one lane, by fewer than there are blocks, and by one for each."""
    crew = LaneCrew(whole(systems[name], SEED), Processor(), lanes)

    assert lived_by(systems[name], crew) == alone[name].digest


def test_people_who_do_not_fit_an_accelerator_are_refused(systems: dict[str, System]) -> None:
    """Before anything is put there, with what is needed and what to try."""
    with pytest.raises(NotEnoughMemory, match="GB on the accelerator"):
        LaneCrew(whole(systems["central-asia"], SEED), Processor(room=1_000_000))


@pytest.mark.parametrize("size", [1, 7])
@pytest.mark.parametrize("name", WORLDS)
def test_batches_change_nothing(
    systems: dict[str, System], alone: dict[str, Run], name: str, size: int
) -> None:
    """Shards of one block or of seven come to the digest of one shard of all."""
    blocks = numbers(systems[name])
    batches = np.split(blocks, np.arange(size, blocks.size, size))

    assert lived_by(systems[name], LocalCrew(parts(systems[name], batches))) == alone[name].digest


def assert_order_is_nothing(system: System, digest: str, shuffles: range) -> None:
    """Blocks kept in another order, and dealt to shards without any, come to the same digest."""
    for number in shuffles:
        order = np.random.default_rng(number).permutation(numbers(system))
        hands = np.array_split(order, 1 + number % 4)
        assert lived_by(system, LocalCrew(parts(system, hands))) == digest, f"shuffle {number}"


@pytest.mark.parametrize("name", WORLDS)
def test_the_order_of_blocks_changes_nothing(
    systems: dict[str, System], alone: dict[str, Run], name: str
) -> None:
    """Four shuffles of blocks over one to four shards."""
    assert_order_is_nothing(systems[name], alone[name].digest, range(4))


@pytest.mark.long
@pytest.mark.parametrize("name", WORLDS)
def test_no_order_of_blocks_changes_anything(
    systems: dict[str, System], alone: dict[str, Run], name: str
) -> None:
    """A hundred shuffles."""
    assert_order_is_nothing(systems[name], alone[name].digest, range(4, 104))


@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
@pytest.mark.parametrize("processes", [2, pytest.param(8, marks=pytest.mark.long), 5])
@pytest.mark.parametrize("name", WORLDS)
def test_processes_change_nothing(
    systems: dict[str, System], alone: dict[str, Run], name: str, processes: int
) -> None:
    """People split over processes that exchange nothing but the answers to verbs live as those in one."""
    batches = np.array_split(numbers(systems[name]), processes)

    assert lived_by(systems[name], ProcessCrew(parts(systems[name], batches))) == alone[name].digest


@pytest.mark.long
@pytest.mark.skipif("fork" not in multiprocessing.get_all_start_methods(), reason="needs fork")
@pytest.mark.parametrize("processes", [1, 3, 4, 6, 7])
def test_no_number_of_processes_changes_anything(
    systems: dict[str, System], alone: dict[str, Run], processes: int
) -> None:
    """The other numbers from one to eight."""
    system = systems["crowded-gate"]
    batches = np.array_split(numbers(system), processes)

    assert lived_by(system, ProcessCrew(parts(system, batches))) == alone["crowded-gate"].digest


def no_month_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on every month is lived as if a crossing were shut."""
    monkeypatch.setattr("sapar.simulation.simulate._is_quiet", lambda *_: False)


@pytest.mark.parametrize("name", WORLDS)
def test_quiet_months_are_the_same_day_by_day(
    systems: dict[str, System], alone: dict[str, Run], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Months lived at once, their days lived one by one, and all of what closed months do on them: one digest."""
    system = systems[name]
    assert not system.restricted.all()

    assert lived_by(system, DayByDay(whole(system, SEED))) == alone[name].digest
    no_month_is_quiet(monkeypatch)
    assert simulate(system, seed=SEED, replicate=0).digest == alone[name].digest


def test_made_up_quiet_months_are_the_same_day_by_day(
    two_places: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same for made-up systems with lists and rumours in months in which nothing is shut."""
    made_up = [small_system(two_places.declarations, number) for number in range(30, 50)]
    digests = [simulate(each, seed=SEED, replicate=0).digest for each in made_up]

    no_month_is_quiet(monkeypatch)
    assert [simulate(each, seed=SEED, replicate=0).digest for each in made_up] == digests


def test_batches_of_replicates_change_nothing(two_places: World) -> None:
    """Seven replicates one by one and backwards, in batches of three, or over two processes: the same seven digests."""
    ensemble = world(two_places.study, draws=7).ensemble(people_per_agent=40, replicates=7)
    backwards = {number: ensemble.live(number).digest for number in reversed(range(7))}
    in_batches = {
        number: run.digest
        for batch in (range(3), range(3, 6), range(6, 7))
        for number, run in live_all(ensemble, replicates=batch, executor=Processes(jobs=1))
    }
    apart = {
        number: run.digest
        for number, run in live_all(ensemble, replicates=range(7), executor=Processes(jobs=2))
    }

    assert backwards == in_batches == apart
    assert len(set(backwards.values())) == 7


def test_another_seed_gives_other_bits(two_places_system: System) -> None:
    """The seed matters, from its lowest bit to its highest."""
    seeds = (0, 1, 2**32, 2**63 - 1, 2**63)

    assert len({simulate(two_places_system, seed=seed, replicate=0).digest for seed in seeds}) == len(seeds)
