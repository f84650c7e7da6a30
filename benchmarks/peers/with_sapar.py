"""Sapar: the study's own folder, read and run as any other."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.peers.lap import Clock, Lap
from benchmarks.ring_and_chords import DAYS, Workload, write_study
from sapar import __version__
from sapar.model.build import ranges_of
from sapar.model.displacement import assemble_displacement
from sapar.model.parameters import defaults
from sapar.simulation.displacement import walk_through
from sapar.study import open_study

NAME = "Sapar"
VERSION = __version__


def run(workload: Workload, days: int, threads: int) -> Lap:
    """The whole period."""
    if days != DAYS:
        raise ValueError("the study has its own days")
    with tempfile.TemporaryDirectory() as place:
        declarations = open_study(str(write_study(Path(place), workload.people))).declarations
    displacement = assemble_displacement(declarations)
    parameters = defaults(ranges_of(declarations))
    clock = Clock()
    walkers, counts = walk_through(displacement, parameters, seed=1, replicate=0, threads=threads)
    return clock.lap(counts.people, sum(column.nbytes for column in walkers) / workload.people)
