"""The reference workload in Sapar and in its peers, in the same run: agent-steps a second, one thread and two.

Each engine has a process of its own. What is timed are the days; making the people is timed for Sapar only.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass

from benchmarks.ring_and_chords import DAYS, workload

ENGINES = ("with_sapar", "with_laser", "with_mesa_frames", "with_mesa")
SIZES = (10_000, 100_000, 1_000_000)
LARGEST = 10_000_000
"""People, for Sapar alone."""
REPEATS = 3
THREADS = (1, 2)
AGENT_STEPS = 10_000_000
"""What the slow peers are given at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """One engine at one size."""

    name: str
    version: str
    people: int
    threads: int
    rate: float
    """Agent-steps a second, best of a few."""
    processor_rate: float
    """Agent-steps a second of processor time, best of a few; it suffers less from other programs."""
    bytes_a_person: float


def rates(engine: str, threads: int) -> list[Rate]:
    """An engine at every size, in a process of its own; nothing where it is not installed."""
    limits = {name: str(threads) for name in ("NUMBA_NUM_THREADS", "POLARS_MAX_THREADS", "OMP_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.reference_workload", engine, str(threads)],
        env={**os.environ, **limits},
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        print(
            f"  {engine.removeprefix('with_')}: left out ({reason[0]}); install the group bench",
            file=sys.stderr,
        )
        return []
    return [Rate(**each) for each in json.loads(done.stdout)]


def measure(engine: str, threads: int) -> list[dict[str, object]]:
    """Every size of one engine in this process."""
    peer = importlib.import_module(f"benchmarks.peers.{engine}")
    is_ours = engine == "with_sapar"
    peer.run(workload(1_000), DAYS if is_ours else 3, threads)
    found = []
    for people in (*SIZES, LARGEST) if is_ours else SIZES:
        days = DAYS if is_ours else max(5, min(DAYS, AGENT_STEPS // people))
        laps = [peer.run(workload(people), days, threads) for _ in range(REPEATS)]
        found.append(
            {
                "name": peer.NAME,
                "version": peer.VERSION,
                "people": people,
                "threads": threads,
                "rate": people * days / min(lap.seconds for lap in laps),
                "processor_rate": people * days / min(lap.processor_seconds for lap in laps),
                "bytes_a_person": laps[0].bytes_a_person,
            }
        )
    return found


def say_rates() -> None:
    """Print the table."""
    print(f"reference workload, {DAYS} days, 50 places, best of {REPEATS}: million agent-steps a second")
    heading = (
        "threads",
        "people",
        "a second",
        "/laser-core",
        "/Mesa",
        "a CPU second",
        "/laser-core",
        "/Mesa",
        "bytes",
    )
    print(f"  {'engine':<22}" + "".join(f"{title:>13}" for title in heading))
    for threads in THREADS:
        table = [rate for engine in ENGINES for rate in rates(engine, threads)]
        for each in table:
            same = {other.name: other for other in table if other.people == each.people}
            references = [same[name] for name in ("laser-core", "Mesa") if name in same]
            by_wall = [f"{each.rate / other.rate:.1f}" for other in references]
            by_processor = [f"{each.processor_rate / other.processor_rate:.1f}" for other in references]
            cells = [
                f"{threads}", f"{each.people:,}", f"{each.rate / 1e6:.1f}", *(by_wall or ["", ""]),
                f"{each.processor_rate / 1e6:.1f}", *(by_processor or ["", ""]), f"{each.bytes_a_person:.0f}",
            ]  # fmt: skip
            print(f"  {each.name + ' ' + each.version:<22}" + "".join(f"{cell:>13}" for cell in cells))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        say_rates()
