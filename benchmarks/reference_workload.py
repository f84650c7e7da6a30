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
AGENT_STEPS = 30_000_000
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
        best = min(seconds for seconds, _, _ in laps)
        found.append(
            {
                "name": peer.NAME,
                "version": peer.VERSION,
                "people": people,
                "threads": threads,
                "rate": people * days / best,
                "bytes_a_person": laps[0][2],
            }
        )
    return found


def say_rates() -> None:
    """Print the table."""
    print(f"reference workload, {DAYS} days, 50 places, best of {REPEATS}: million agent-steps a second")
    print(
        f"  {'engine':<22}{'threads':>8}{'people':>12}{'rate':>10}{'/ laser-core':>14}{'/ Mesa':>10}{'bytes':>8}"
    )
    for threads in THREADS:
        table = [rate for engine in ENGINES for rate in rates(engine, threads)]
        known = {(each.name, each.people): each.rate for each in table}
        for each in table:
            ratios = [
                each.rate / known.get((name, each.people), float("nan")) for name in ("laser-core", "Mesa")
            ]
            shown = ["" if ratio != ratio else f"{ratio:.1f}" for ratio in ratios]
            print(
                f"  {each.name + ' ' + each.version:<22}{threads:>8}{each.people:>12,}{each.rate / 1e6:>10.1f}"
                f"{shown[0]:>14}{shown[1]:>10}{each.bytes_a_person:>8.0f}"
            )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        say_rates()
