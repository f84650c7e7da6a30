"""Prints how fast the bundled study runs, and the reference workload beside other engines."""

from __future__ import annotations

import platform

import numba

from benchmarks import executors
from benchmarks.bundled import Speed, bundled_system, measure
from benchmarks.reference_workload import say_rates
from benchmarks.start import starts

STUDY = "central-asia"
REPEATS = 5


def main() -> None:
    """Measure and print."""
    system = bundled_system(STUDY)
    speed = measure(system, repeats=REPEATS)
    machine = f"{numba.get_num_threads()} threads, {platform.machine()}, Python {platform.python_version()}"
    print(f"{STUDY}, 1:{system.people_per_agent}, one replicate, medians of {REPEATS} ({machine})")
    for name, value in rows(speed):
        print(f"  {name:<46}{value:>16}")
    print("a new process, one replicate, report included")
    for name, wait in starts().items():
        print(f"  {name:<46}{wait:>14.2f} s")
    executors.main()
    say_rates()


def rows(speed: Speed) -> list[tuple[str, str]]:
    """Names and values of a table."""
    agent_months = speed.agents * speed.months
    return [
        ("agents", f"{speed.agents:,}"),
        ("months", f"{speed.months}"),
        ("bytes an agent", f"{speed.bytes_an_agent}"),
        ("one replicate", f"{speed.seconds:.3f} s"),
        ("slowest over fastest", f"{speed.spread:.2f}"),
        ("person-months a second", f"{agent_months / speed.seconds / 1e6:.1f} million"),
        ("all in all, a person-month", f"{1e9 * speed.seconds / agent_months:.1f} ns"),
        ("monthly pass, a person-month", f"{speed.pass_nanoseconds:.1f} ns"),
        ("days, an event", f"{speed.event_nanoseconds:.0f} ns"),
        ("events a month for 100 agents", f"{speed.events_a_month:.1f}"),
        ("reference: NumPy reads and writes all columns", f"{speed.reference_nanoseconds:.1f} ns"),
        ("monthly pass over reference", f"{speed.pass_nanoseconds / speed.reference_nanoseconds:.1f}"),
    ]


if __name__ == "__main__":
    main()
