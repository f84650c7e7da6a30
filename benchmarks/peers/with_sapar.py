"""Sapar: the study's own folder, read and run as any other."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.ring_and_chords import DAYS, Workload, write_study
from sapar import __version__
from sapar.model.build import ranges_of
from sapar.model.displacement import assemble_displacement
from sapar.model.parameters import defaults
from sapar.simulation.displacement import walk_through
from sapar.study import open_study

NAME = "Sapar"
VERSION = __version__


def run(workload: Workload, days: int, threads: int) -> tuple[float, np.ndarray, float]:
    """Seconds for the whole period, the table, and bytes a person."""
    if days != DAYS:
        raise ValueError("the study has its own days")
    with tempfile.TemporaryDirectory() as place:
        declarations = open_study(str(write_study(Path(place), workload.people))).declarations
    displacement = assemble_displacement(declarations)
    parameters = defaults(ranges_of(declarations))
    started = time.perf_counter()
    walkers, counts = walk_through(displacement, parameters, seed=1, replicate=0, threads=threads)
    seconds = time.perf_counter() - started
    return seconds, counts.people, sum(column.nbytes for column in walkers) / workload.people
