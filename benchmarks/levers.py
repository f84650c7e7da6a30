"""How long a moved lever takes: a changed system, lived from the month in which it differs to new tables.

The lever is the rate of hosts' currencies: a tenth fewer units for one US dollar from a January on, so pay there is
worth more.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from benchmarks.bundled import all_records, touch
from sapar.model.system import System
from sapar.simulation.branches import Trunk

YEARS = (2025, 2024, 2023, 2022, 2020, 2014)


def lever_rows(
    system: System, *, repeats: int, threads: tuple[int, ...] = (1, 2)
) -> Iterator[tuple[str, str]]:
    """Names and values of a table: medians, and how often all records could have been read and written once a month."""
    records = all_records(system)
    trunks = {number: Trunk(system, seed=1, replicate=0, shards=number) for number in threads}
    for year in YEARS:
        month = int(np.searchsorted(system.calendar.month_dates, np.datetime64(f"{year}-01-01")))
        changed = _dearer_currency(system, month)
        for number, trunk in trunks.items():
            seconds = statistics.median(_seconds(trunk, changed) for _ in range(repeats))
            a_pass = statistics.median(touch(records, number) for _ in range(repeats))
            months = system.calendar.months - month
            name = f"lever from {year}, {number} thread{'s' if number > 1 else ''}"
            yield name, f"{seconds:.3f} s"
            yield "  over a pass a month over all records", f"{seconds / (a_pass * months):.1f}"


def _dearer_currency(system: System, month: int) -> System:
    """Currencies of hosts dearer from a month on."""
    rate = system.series.host_rate.copy()
    rate[month:] *= 0.9
    return replace(system, series=replace(system.series, host_rate=rate))


def _seconds(trunk: Trunk, changed: System) -> float:
    """Until there are new tables."""
    started = time.perf_counter()
    trunk.branch(changed)
    return time.perf_counter() - started
