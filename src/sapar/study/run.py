"""Running a study: read, reconcile, build, simulate, tabulate, in this order."""

from __future__ import annotations

import datetime
import hashlib
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from sapar import __version__
from sapar.calibration.result import Calibration
from sapar.errors import Cancelled, TooFewAgents
from sapar.estimates import Posterior
from sapar.files.code import digest_code
from sapar.files.sizes import size_in_words
from sapar.files.write import read_bytes
from sapar.maths import FloatArray
from sapar.model.build import assemble, ranges_of
from sapar.model.dated import Adjustment
from sapar.model.declarations import Declarations
from sapar.model.mechanisms.poverty import hold_surveys
from sapar.model.parameters import Parameters, draw_parameters
from sapar.model.system import System
from sapar.results.minor_flows import with_minor_flows
from sapar.results.tables import Tables
from sapar.results.tabulate import tabulate
from sapar.scenarios.apply import apply_scenario
from sapar.scenarios.scenario import Scenario
from sapar.simulation.branches import first_difference
from sapar.simulation.ensemble import Draw, Ensemble, MakeCrew, live_all
from sapar.simulation.executor import Executor, Processes, processors
from sapar.simulation.record import empty_record
from sapar.simulation.run import Run
from sapar.study.calibration import calibrations_at_hand, kept_calibration
from sapar.study.estimates import estimates_at_hand
from sapar.study.evidence import estimate
from sapar.study.limits import limits_of_parameters, limits_of_replicates, limits_of_surveys
from sapar.study.lock import clear_stale, hold
from sapar.study.memory import Load, need, require_memory, room
from sapar.study.open import Study, blinded
from sapar.study.store import RunFolder, digest_inputs

Progress = Callable[[float, int], None]
"""Called with replicates done, those under way in part, and replicates in all."""

Say = Callable[[str], None]
"""Called with a line about the run before it starts."""

FEWEST_AGENTS = 100
"""Agents below which a citizenship cannot be counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a study is executed; None takes the study's own setting."""

    scenario: str | None = None
    people_per_agent: int | None = None
    replicates: int | None = None
    seed: int | None = None
    jobs: int | None = None
    fresh: bool = False
    """Ignore what the store holds."""
    blind: bool = False
    """Start from what the claims say that are not held out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The answer to one question."""

    folder: Path
    tables: Tables
    from_store: bool
    seconds: dict[str, float] = field(default_factory=dict)
    """By stage."""


def run_study(
    study: Study,
    options: Options,
    progress: Progress | None = None,
    say: Say | None = None,
    executor: Executor | None = None,
    make_crew: MakeCrew | None = None,
) -> Result:
    """Answer from the store if the same question was asked before, else simulate.

    Parameters
    ----------
    progress
        Called with replicates done, those under way in part, and replicates in all.
    say
        Called with a line about the run before it starts.
    executor
        Where replicates live; None takes processes of this machine, as many as `options.jobs`.
    make_crew
        Shards elsewhere over which the people of each replicate are split, one replicate after the other.

    Raises
    ------
    Cancelled
        Stopped by hand; what is finished is kept and the next run goes on from it.
    FolderInUse
        Another process answers the same question.
    NotEnoughMemory
        The run would not fit.
    """
    settings = study.declarations.settings
    scenario = study.scenario(options.scenario)
    study = blinded(study) if options.blind else study
    question = _question(study, options)
    folder = RunFolder(path=study.results_folder / digest_inputs(study.folder, question))
    stored = None if options.fresh else folder.answer()
    if stored is not None:
        clear_stale(folder.path)
        folder.remove_leftovers()
        return Result(folder=folder.path, tables=stored, from_store=True)
    with hold(folder.path):
        try:
            if settings.rules == "displacement":
                from sapar.study.displacement import answer_displacement

                threads = options.jobs or processors()
                tables, seconds = answer_displacement(study, scenario, question, folder, threads, progress)
                return Result(folder=folder.path, tables=tables, from_store=False, seconds=seconds)
            return _answer(study, options, question, folder, progress, say, executor, make_crew)
        finally:
            folder.remove_leftovers()


def stored_tables(study: Study, options: Options) -> Tables | None:
    """What `run_study` would take from the store; None where it would have to simulate."""
    asked = blinded(study) if options.blind else study
    question = _question(asked, options)
    return RunFolder(path=study.results_folder / digest_inputs(study.folder, question)).answer()


def _question(study: Study, options: Options) -> dict[str, Any]:
    """Everything besides the files of the study that an answer depends on."""
    settings, scenario = study.declarations.settings, study.scenario(options.scenario)
    return {
        "version": __version__,
        "code": digest_code(),
        "scenario": None if scenario is None else _text(study, scenario),
        "people_per_agent": options.people_per_agent or settings.people_per_agent,
        "replicates": options.replicates or settings.replicates,
        "seed": settings.seed if options.seed is None else options.seed,
        "estimates": estimates_at_hand(study),
        "calibrations": calibrations_at_hand(study),
        "blind": study.is_blind,
    }


def _answer(
    study: Study,
    options: Options,
    question: dict[str, Any],
    folder: RunFolder,
    progress: Progress | None,
    say: Say | None,
    executor: Executor | None,
    make_crew: MakeCrew | None,
) -> Result:
    """The question answered anew, in a folder that is held."""
    scenario = study.scenario(options.scenario)
    people, replicates, seed = (question[name] for name in ("people_per_agent", "replicates", "seed"))
    seconds: dict[str, float] = {}
    started = time.perf_counter()
    base_system = assemble(study.declarations, people_per_agent=people)
    _require_agents(base_system)
    allowed = options.jobs or processors()
    jobs = 1 if make_crew is not None else min(allowed, replicates)
    _require_memory(base_system, jobs, replicates, say)
    if options.fresh:
        folder.forget_replicates()
    folder.prepare()
    seconds["build"] = time.perf_counter() - started
    started = time.perf_counter()
    posterior = estimate(study, base_system, draws=replicates, seed=seed)
    seconds["reconcile"] = time.perf_counter() - started
    started = time.perf_counter()
    declarations = study.declarations
    adjustments: tuple[Adjustment, ...] = ()
    if scenario is not None:
        declarations, adjustments = apply_scenario(study.declarations, scenario)
    calibration, why = kept_calibration(study, base_system)
    ensemble = _ensemble(
        study, declarations, adjustments, posterior, replicates, seed, people, base_system, calibration
    )
    ensemble = replace(ensemble, shards=allowed // jobs, checkpoints=folder.checkpoints)
    runs = _live(ensemble, folder, executor or Processes(jobs=jobs), progress, make_crew)
    seconds["simulate"] = time.perf_counter() - started
    started = time.perf_counter()
    meta = _meta(study, scenario, question, folder.path.name, runs, posterior, ensemble.system)
    meta["calibration"] = None if calibration is None else calibration.record.digest
    meta["warnings"] += limits_of_parameters(study, why) + limits_of_surveys(base_system, ensemble.system)
    tables = tabulate(ensemble.system, runs, [draw.parameters for draw in ensemble.draws], meta)
    tables = with_minor_flows(tables, declarations.minor_flows, declarations.frame.calendar)
    folder.write(tables)
    seconds["tabulate"] = time.perf_counter() - started
    return Result(folder=folder.path, tables=tables, from_store=False, seconds=seconds)


def _require_memory(system: System, jobs: int, replicates: int, say: Say | None) -> None:
    """Tell what the run needs, and refuse it where there is less."""
    agents = int(system.group_people.sum()) // system.people_per_agent
    record = sum(table.nbytes for table in empty_record(system).values())
    load = Load(agents=agents, jobs=jobs, replicates=replicates, record=record)
    there = room()
    require_memory(load, there)
    if say is not None:
        say(f"needs about {size_in_words(need(load))} of {size_in_words(there)}")


def _require_agents(system: System) -> None:
    """Every citizenship needs some agents."""
    citizenship = system.layout.citizenship_of_origin[system.layout.origin_of_group]
    agents = np.bincount(citizenship, system.group_people) / system.people_per_agent
    if agents.min() < FEWEST_AGENTS:
        smallest = system.axes.citizenships[int(agents.argmin())]
        raise TooFewAgents(
            found=str(system.people_per_agent),
            why=f"people to an agent leave {smallest} with {int(agents.min())} agents, too few to count anything",
            try_=f"at most {int(agents.min() * system.people_per_agent / FEWEST_AGENTS)} people to an agent",
        )


def _text(study: Study, scenario: Scenario) -> str:
    """A scenario as written."""
    return read_bytes(study.folder / scenario.file).decode()


def _ensemble(
    study: Study,
    declarations: Declarations,
    adjustments: tuple[Adjustment, ...],
    posterior: Posterior,
    replicates: int,
    seed: int,
    people: int,
    base_system: System,
    calibration: Calibration | None = None,
) -> Ensemble:
    """The system as the scenario has it, with the same draws as the baseline.

    With a calibration each replicate takes a member: its parameters in place of those drawn from their ranges, where
    the scenario does not set them, and its stocks.
    """
    changed = declarations is not study.declarations or adjustments
    system = base_system
    if changed:
        system = assemble(declarations, changes=adjustments, people_per_agent=people)
        system = hold_surveys(system, first_difference(base_system, system))
    parameters = draw_parameters(ranges_of(declarations), replicates=replicates, seed=seed)
    unchanged = draw_parameters(ranges_of(study.declarations), replicates=replicates, seed=seed)
    reference = [
        posterior.of_year(study.declarations.settings.reference_year_of(code))
        for code in posterior.citizenships
    ]
    start: Sequence[FloatArray] = list(posterior.of_year(study.declarations.settings.from_.year))
    references: Sequence[FloatArray] = [_by_citizenship(reference, each) for each in range(replicates)]
    if calibration is not None:
        members = calibration.order(replicates, seed)
        start = [calibration.start_stock(member) for member in members]
        references = [calibration.reference_stock(member) for member in members]
        values = [calibration.values(member) for member in members]
        unchanged = _with(unchanged, values, set(calibration.parameters))
        kept = set(calibration.parameters) - _set_by(declarations, study.declarations)
        parameters = _with(parameters, values, kept)
    draws = tuple(
        Draw(
            replicate=replicate,
            parameters=parameters[replicate],
            baseline_parameters=unchanged[replicate],
            start_stock=start[replicate],
            reference_stock=references[replicate],
        )
        for replicate in range(replicates)
    )
    return Ensemble(system=system, baseline=base_system, seed=seed, draws=draws)


def _with(
    drawn: Sequence[Parameters], values: Sequence[Mapping[str, float]], names: Collection[str]
) -> tuple[Parameters, ...]:
    """Draws in which the named parameters have a member's values."""
    return tuple(
        Parameters({**each.values, **{name: value for name, value in member.items() if name in names}})
        for each, member in zip(drawn, values, strict=True)
    )


def _set_by(declarations: Declarations, base: Declarations) -> set[str]:
    """Parameters whose value or range a scenario changes."""
    before = {each.name: each for each in ranges_of(base)}
    return {each.name for each in ranges_of(declarations) if before.get(each.name) != each}


def _by_citizenship(stocks: list[FloatArray], replicate: int) -> FloatArray:
    """[C, D] the row of each citizenship from the stocks of its own reference year."""
    return np.stack([each[replicate, index] for index, each in enumerate(stocks)])


def _live(
    ensemble: Ensemble,
    folder: RunFolder,
    executor: Executor,
    progress: Progress | None,
    make_crew: MakeCrew | None,
) -> list[Run]:
    """All replicates, those kept from an interrupted run first."""
    total = len(ensemble.draws)
    under_way: dict[int, float] = {}
    finished = {number: run for number, run in folder.kept_replicates().items() if number < total}

    def show() -> None:
        if progress is not None:
            progress(len(finished) + sum(under_way.values()), total)

    def watch(replicate: int, months: int, all_months: int) -> None:
        under_way[replicate] = months / all_months
        show()

    show()
    try:
        missing = [number for number in range(total) if number not in finished]
        lives = live_all(ensemble, replicates=missing, executor=executor, watch=watch, make_crew=make_crew)
        with closing(lives):
            for replicate, run in lives:
                folder.keep_replicate(replicate, run)
                finished[replicate] = run
                under_way.pop(replicate, None)
                show()
    except KeyboardInterrupt as stop:
        raise Cancelled(
            why=f"the run was stopped; {len(finished)} of {total} replicates are finished and kept",
            try_="the same command again, without --fresh: it goes on from what is kept",
        ) from stop
    return [finished[number] for number in range(total)]


def _meta(
    study: Study,
    scenario: Scenario | None,
    question: dict[str, Any],
    digest: str,
    runs: list[Run],
    posterior: Posterior,
    system: System,
) -> dict[str, Any]:
    """What a reader needs to cite and repeat the run."""
    settings = study.declarations.settings
    episode = settings.episode
    state = hashlib.sha256("".join(run.digest for run in runs).encode()).hexdigest()
    return {
        "study": study.name,
        "titles": dict(settings.title),
        "period": {"from": settings.from_.isoformat(), "until": settings.until.isoformat()},
        "people_per_agent": question["people_per_agent"],
        "replicates": question["replicates"],
        "seed": question["seed"],
        "people": int(system.group_people.sum()),
        "scenario": "baseline" if scenario is None else scenario.id,
        "scenario_title": {"en": "baseline", "ru": "базовый вариант"}
        if scenario is None
        else dict(scenario.title),
        "version": __version__,
        "digest": digest,
        "state_digest": state,
        "reference_year": settings.reference_year,
        "disclosure_threshold": settings.disclosure_threshold,
        "map_centre": None if settings.map_centre is None else list(settings.map_centre),
        "episode": None
        if episode is None
        else {
            "title": dict(episode.title),
            "from": episode.from_.isoformat(),
            "until": episode.until.isoformat(),
        },
        "warnings": limits_of_replicates(study, runs, posterior),
        "made": datetime.date.today().isoformat(),
        "bias": posterior.bias,
        "pulls": [asdict(pull) for pull in posterior.pulls],
        "held_out": [*posterior.held_out, *study.left_out],
        "estimate": {
            "method": posterior.method,
            "digest": posterior.digest,
            "has_converged": posterior.has_converged,
            "defaults": list(posterior.defaults),
        },
    }
