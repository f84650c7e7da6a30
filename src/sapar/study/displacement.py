"""Running a study of displacement: read, assemble, walk, tabulate."""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable
from typing import Any

from sapar import __version__
from sapar.errors import Cancelled
from sapar.model.build import ranges_of
from sapar.model.displacement import Displacement, assemble_displacement
from sapar.model.parameters import Parameters, draw_parameters
from sapar.results.displaced import tabulate_displacement
from sapar.results.tables import Tables
from sapar.scenarios.apply import apply_scenario
from sapar.scenarios.scenario import Scenario
from sapar.simulation.displacement import DisplacementRun, live_displacement
from sapar.study.open import Study
from sapar.study.store import RunFolder


def answer_displacement(
    study: Study,
    scenario: Scenario | None,
    question: dict[str, Any],
    folder: RunFolder,
    threads: int,
    progress: Callable[[float, int], None] | None,
) -> tuple[Tables, dict[str, float]]:
    """The question answered anew, in a folder that is held; seconds by stage.

    Threads share the people of one replicate; replicates follow each other.

    Raises
    ------
    Cancelled
        Stopped by hand.
    """
    folder.prepare()
    seconds: dict[str, float] = {}
    started = time.perf_counter()
    declarations = study.declarations
    if scenario is not None:
        declarations, _ = apply_scenario(declarations, scenario)
    displacement = assemble_displacement(declarations, people_per_agent=question["people_per_agent"])
    draws = draw_parameters(ranges_of(declarations), replicates=question["replicates"], seed=question["seed"])
    seconds["build"] = time.perf_counter() - started
    started = time.perf_counter()
    runs = _live(displacement, draws, question["seed"], threads, progress)
    seconds["simulate"] = time.perf_counter() - started
    started = time.perf_counter()
    meta = _meta(study, scenario, question, folder.path.name, runs, displacement)
    tables = tabulate_displacement(displacement, runs, draws, meta)
    folder.write(tables)
    seconds["tabulate"] = time.perf_counter() - started
    return tables, seconds


def _live(
    displacement: Displacement,
    draws: tuple[Parameters, ...],
    seed: int,
    threads: int,
    progress: Callable[[float, int], None] | None,
) -> list[DisplacementRun]:
    """All replicates, one after the other."""
    runs: list[DisplacementRun] = []
    try:
        for replicate, parameters in enumerate(draws):
            if progress is not None:
                progress(replicate, len(draws))
            runs.append(
                live_displacement(displacement, parameters, seed=seed, replicate=replicate, threads=threads)
            )
    except KeyboardInterrupt as stop:
        raise Cancelled(why="the run was stopped; nothing was kept", try_="the same command again") from stop
    if progress is not None:
        progress(len(draws), len(draws))
    return runs


def _meta(
    study: Study,
    scenario: Scenario | None,
    question: dict[str, Any],
    digest: str,
    runs: list[DisplacementRun],
    displacement: Displacement,
) -> dict[str, Any]:
    """What a reader needs to cite and repeat the run."""
    settings = study.declarations.settings
    baseline = {"en": "baseline", "ru": "базовый вариант"}
    return {
        "study": study.name,
        "rules": settings.rules,
        "titles": dict(settings.title),
        "period": {"from": settings.from_.isoformat(), "until": settings.until.isoformat()},
        "people_per_agent": question["people_per_agent"],
        "replicates": question["replicates"],
        "seed": question["seed"],
        "people": int(displacement.group_people.sum()),
        "scenario": "baseline" if scenario is None else scenario.id,
        "scenario_title": baseline if scenario is None else dict(scenario.title),
        "version": __version__,
        "digest": digest,
        "state_digest": hashlib.sha256("".join(run.digest for run in runs).encode()).hexdigest(),
        "disclosure_threshold": settings.disclosure_threshold,
        "warnings": [],
        "pulls": [],
        "held_out": [],
        "made": datetime.date.today().isoformat(),
    }
