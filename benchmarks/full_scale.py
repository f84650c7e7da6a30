"""Every adult of the bundled study, one agent each, for all of its days: `python -m benchmarks.full_scale`."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time

from benchmarks.bundled import bundled_system
from sapar.simulation.executor import processors
from sapar.simulation.simulate import rehearse, simulate
from sapar.simulation.start import agents_by_group

STUDY = "central-asia"
REPEATS = 5


def main() -> None:
    """Measure in new processes, so that the memory is that of one replicate."""
    done = [_in_a_new_process() for _ in range(REPEATS)]
    agents, threads = done[0][0], done[0][1]
    seconds = statistics.median(each[2] for each in done)
    cpu = statistics.median(each[3] for each in done)
    memory = max(each[4] for each in done)
    print(f"{STUDY}, everyone, one replicate on {threads:.0f} threads, median of {REPEATS}")
    rows = [
        ("agents", f"{agents:,.0f}"),
        ("wall time", f"{seconds:.1f} s"),
        (
            "fastest and slowest",
            f"{min(each[2] for each in done):.1f} to {max(each[2] for each in done):.1f} s",
        ),
        ("processor time", f"{cpu:.1f} s"),
        ("wall time for 40 million agents", f"{seconds * 40e6 / agents:.1f} s"),
        ("most memory", f"{memory / 1e9:.2f} GB"),
    ]
    for name, value in rows:
        print(f"  {name:<46}{value:>22}")


def _in_a_new_process() -> list[float]:
    """Agents, threads, wall seconds, processor seconds and bytes."""
    command = [sys.executable, "-m", "benchmarks.full_scale", "--once"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [float(word) for word in done.stdout.split()]


def _once() -> None:
    """One replicate, compiled before."""
    system = bundled_system(STUDY, people_per_agent=1)
    rehearse(system, backwards=False)
    threads = processors()
    started, used = time.perf_counter(), time.process_time()
    simulate(system, seed=1, replicate=0, shards=threads)
    seconds, used = time.perf_counter() - started, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(int(agents_by_group(system).sum()), threads, seconds, used, memory)


if __name__ == "__main__":
    _once() if "--once" in sys.argv[1:] else main()
