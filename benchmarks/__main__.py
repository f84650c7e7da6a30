"""Prints how fast the bundled study runs, at 1:100 and for everyone, and other engines on one workload."""

from __future__ import annotations

import platform

from benchmarks import estimates, executors, full_scale
from benchmarks.bundled import Speed, bundled_system, measure
from benchmarks.flows import flow_rows
from benchmarks.levers import lever_rows
from benchmarks.reference_workload import say_rates
from benchmarks.start import starts
from sapar.simulation.executor import processors

STUDY = "central-asia"
REPEATS = 5


def main() -> None:
    """Measure and print."""
    system = bundled_system(STUDY)
    speed = measure(system, repeats=REPEATS)
    machine = f"{processors()} processors, {platform.machine()}, Python {platform.python_version()}"
    print(f"{STUDY}, 1:{system.people_per_agent}, one replicate, medians of {REPEATS} ({machine})")
    for name, value in rows(speed):
        print(f"  {name:<46}{value:>16}")
    print(f"levers at 1:{system.people_per_agent}, warm, new tables, medians of {REPEATS}")
    for name, value in lever_rows(system, repeats=REPEATS):
        print(f"  {name:<46}{value:>16}")
    full_scale.main()
    estimates.main()
    print("flows from stocks of a made-up world")
    for name, value in flow_rows():
        print(f"  {name:<46}{value:>16}")
    print("a new process, one replicate, report included")
    for name, wait in starts().items():
        print(f"  {name:<46}{wait:>14.2f} s")
    executors.main()
    say_rates()


def rows(speed: Speed) -> list[tuple[str, str]]:
    """Names and values of a table."""
    agent_months = speed.agents * speed.months
    whole = [row for threads in speed.seconds for row in _whole(speed, threads, agent_months)]
    return [
        ("agents", f"{speed.agents:,}"),
        ("months", f"{speed.months}"),
        ("bytes an agent", f"{speed.bytes_an_agent}"),
        *whole,
        ("slowest over fastest, one thread", f"{speed.spread:.2f}"),
        ("a quiet month lived at once, a person", f"{speed.lived:.2f} ns"),
        ("  of it drawing the month's events", f"{speed.drawn:.2f} ns"),
        ("  living an event", f"{speed.event:.0f} ns"),
        ("events a month for 100 agents", f"{speed.events_a_month:.1f}"),
        *(
            (f"reference: all records read and written, {threads} thr.", f"{value:.2f} ns")
            for threads, value in speed.reference.items()
        ),
        ("quiet month over reference, one thread", f"{speed.lived / speed.reference[1]:.1f}"),
    ]


def _whole(speed: Speed, threads: int, agent_months: int) -> list[tuple[str, str]]:
    """A replicate on so many threads."""
    seconds = speed.seconds[threads]
    name = "one replicate, one thread" if threads == 1 else f"one replicate, {threads} threads"
    return [
        (name, f"{seconds:.3f} s"),
        ("  person-months a second", f"{agent_months / seconds / 1e6:.0f} million"),
        ("  all in all, a person-month", f"{1e9 * seconds / agent_months:.2f} ns"),
    ]


if __name__ == "__main__":
    main()
