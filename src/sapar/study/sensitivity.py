"""Global sensitivity of a study's headline answers: screened by Morris, measured by Sobol, run by run, resumable."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from sapar import __version__
from sapar.errors import Cancelled, NothingToEstimate
from sapar.files.code import digest_code
from sapar.files.sealed import write_sealed
from sapar.files.write import make_folder, remove_file
from sapar.maths import FloatArray, IntArray
from sapar.model.build import assemble, build, ranges_of
from sapar.model.parameters import Parameters, Range, quantile
from sapar.model.system import System
from sapar.results.headline import Headline, stocks_in_year
from sapar.results.tables import Tables
from sapar.results.tabulate import tabulate
from sapar.sensitivity.designs import morris_design, sobol_design
from sapar.sensitivity.indices import Screened, VarianceShares, screened, survivors, variance_shares
from sapar.sensitivity.result import SHOWN, STOCKS, AnswerDrivers, Driver, Sensitivity
from sapar.simulation.executor import Executor, Processes, Tell, processors
from sapar.simulation.simulate import simulate
from sapar.study.checkpoints import kept_arrays
from sapar.study.estimates import estimates_at_hand
from sapar.study.evidence import estimate
from sapar.study.kept import SENSITIVITY_FILE, inputs_digest, keep, kept_result, made_path
from sapar.study.lock import hold
from sapar.study.open import Study
from sapar.study.page import decided_by_assumption, help_answers, study_headlines
from sapar.study.run import Progress
from sapar.study.store import digest_inputs

MEMBERS = 50
"""Draws of the estimate that runs start from."""
KEEP_EVERY = 20.0
"""Seconds after which finished runs are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SensitivityOptions:
    """Sizes; None takes the study's own setting."""

    trajectories: int = 4
    """Of the screening: each costs one run more than there are inputs."""
    base: int = 32
    """Of the second stage, a power of 2: costs that many times two more than there are survivors."""
    of_each: int = 3
    """Inputs that survive of each answer."""
    most: int = 20
    """Inputs that survive in all."""
    people_per_agent: int | None = None
    seed: int | None = None
    jobs: int | None = None
    fresh: bool = False
    """Ignore what is kept."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Task:
    """What all runs share; a run is one row of `shares`."""

    study: Study
    system: System
    seed: int
    inputs: tuple[Range, ...]
    """Those that vary, `STOCKS` last."""
    fixed: dict[str, float]
    """Parameters that do not vary."""
    start: FloatArray
    """[member, C, D] stocks on the first day, members in order of their stock in all."""
    reference: FloatArray
    """[member, C, D] stocks of the reference years."""
    shares: FloatArray
    """[row, input] place of each input within its range."""
    words: IntArray
    """[row] which random words: those of that replicate."""
    answers: tuple[str, ...]
    """Names of the answers; empty: whatever the study's headlines are."""


def live_row(task: Task, row: int, tell: Tell) -> tuple[float, ...]:
    """One run's answers, in the order of `task.answers`; NaN where it has none of that name."""
    found = {each.answer.id: float(each.values[0]) for each in headlines_of(task, row, tell)}
    return tuple(found.get(name, float("nan")) for name in task.answers)


def headlines_of(task: Task, row: int, tell: Tell) -> tuple[Headline, ...]:
    """One run's headline answers."""
    shares = task.shares[row]
    drawn = {
        each.name: quantile(each, float(share))
        for each, share in zip(task.inputs, shares, strict=True)
        if each.name != STOCKS
    }
    parameters = Parameters({**task.fixed, **drawn})
    member = round(float(shares[-1]) * (len(task.start) - 1))
    system = build(task.system, parameters, task.start[member], task.reference[member])
    run = simulate(system, seed=task.seed, replicate=int(task.words[row]), progress=tell)
    tables = tabulate(system, [run], [parameters], _meta(task.study))
    return asked_headlines(task.study, tables)


def asked_headlines(study: Study, tables: Tables) -> tuple[Headline, ...]:
    """The answers a report begins with, those on help, and the corridors of the last year, the largest first."""
    places, last = study.declarations.frame.places, study.declarations.settings.until.year
    corridors = [each for each in stocks_in_year(tables, places, last) if ".*." not in each.answer.id]
    return (
        *study_headlines(study, tables),
        *help_answers(study, tables),
        *decided_by_assumption(study, tables),
        *sorted(corridors, key=lambda each: -each.answer.median),
    )


def find_sensitivity(
    study: Study,
    options: SensitivityOptions,
    *,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Sensitivity:
    """Which inputs move each headline answer most; from what is kept where the same was asked before.

    Parameters
    ----------
    progress
        Called with runs done and runs in all, of each stage.

    Raises
    ------
    MissingExtra
        SALib is not installed.
    NothingToEstimate
        The study lives by the rules of displacement.
    Cancelled
        Stopped by hand; finished runs are kept and the next call goes on from them.
    FolderInUse
        Another process does the same.
    """
    if study.declarations.settings.rules != "labour":
        raise NothingToEstimate(
            found=study.name, why="lives by other rules than labour", try_="a study of labour migration"
        )
    question = _question(study, options)
    kept = kept_result(study, SENSITIVITY_FILE, Sensitivity)
    if not options.fresh and kept is not None and kept.is_current and kept.value.question == question:
        return kept.value
    task = _task(study, options)
    file = made_path(study, SENSITIVITY_FILE)
    make_folder(file.parent)
    with hold(file.parent):
        work = _Work(
            path=file.with_name(f"sensitivity-{question}.runs"),
            executor=executor or Processes(jobs=options.jobs or processors()),
            progress=progress,
            fresh=options.fresh,
        )
        found = _find(study, options, question, task, work)
        keep(file, found)
        work.forget()
    return found


@dataclass(kw_only=True)
class _Work:
    """Does rows of a task, and keeps those done."""

    path: Path
    executor: Executor
    progress: Progress | None
    fresh: bool

    def answers(self, task: Task, stage: str) -> FloatArray:
        """[row, answer] of every row."""
        rows, width = len(task.shares), len(task.answers)
        done = {} if self.fresh else self._kept(stage, width)
        written = time.monotonic()

        def show() -> None:
            if self.progress is not None:
                self.progress(len(done), rows)

        show()
        missing = [row for row in range(rows) if row not in done]
        try:
            with closing(self.executor.map(live_row, task, missing)) as lives:
                for row, answers in lives:
                    done[row] = np.asarray(answers)
                    show()
                    if time.monotonic() - written > KEEP_EVERY:
                        self._keep(stage, done)
                        written = time.monotonic()
        except KeyboardInterrupt as stop:
            self._keep(stage, done)
            raise Cancelled(
                why=f"stopped; {len(done)} of {rows} runs of this stage are finished and kept",
                try_="the same command again, without --fresh: it goes on from what is kept",
            ) from stop
        self._keep(stage, done)
        return np.stack([done[row] for row in range(rows)])

    def forget(self) -> None:
        """Single runs are no longer needed."""
        for stage in ("screening", "measuring"):
            remove_file(self._file(stage))

    def _keep(self, stage: str, done: dict[int, FloatArray]) -> None:
        """Write the finished rows, in one step."""
        if done:
            rows = np.array(sorted(done))
            write_sealed(
                self._file(stage), {"rows": rows, "answers": np.stack([done[int(row)] for row in rows])}
            )

    def _kept(self, stage: str, width: int) -> dict[int, FloatArray]:
        """Rows finished before."""
        arrays = kept_arrays(self._file(stage))
        if arrays is None or arrays["answers"].shape[1] != width:
            return {}
        return {int(row): values for row, values in zip(arrays["rows"], arrays["answers"], strict=True)}

    def _file(self, stage: str) -> Path:
        """Where the finished rows of a stage are."""
        return self.path.with_suffix(f".{stage}")


def _find(study: Study, options: SensitivityOptions, question: str, task: Task, work: _Work) -> Sensitivity:
    """Both stages."""
    count = len(task.inputs)
    middle = np.full((1, count), 0.5)
    asked = headlines_of(replace(task, shares=middle, words=np.zeros(1, np.int64)), 0, _untold)
    task = replace(task, answers=tuple(each.answer.id for each in asked))
    design = morris_design(count, trajectories=options.trajectories, seed=task.seed % 2**32)
    words = np.repeat(np.arange(options.trajectories), count + 1)
    first = _filled(work.answers(replace(task, shares=design, words=words), "screening"))
    screens = [screened(design, column, seed=task.seed % 2**32) for column in first.T]
    chosen = survivors(
        np.stack([each.mean_size for each in screens]), of_each=options.of_each, most=options.most
    )
    inner = sobol_design(len(chosen), base=options.base, seed=task.seed % 2**32)
    shares = np.full((len(inner), count), 0.5)
    shares[:, list(chosen)] = inner
    raw = work.answers(replace(task, shares=shares, words=np.zeros(len(shares), np.int64)), "measuring")
    second = _filled(raw)
    parts = [variance_shares(len(chosen), column, seed=task.seed % 2**32) for column in second.T]
    return Sensitivity(
        study=study.name,
        inputs=inputs_digest(study),
        question=question,
        version=__version__,
        people_per_agent=task.system.people_per_agent,
        seed=task.seed,
        trajectories=options.trajectories,
        base=options.base,
        screened=tuple(each.name for each in task.inputs),
        survivors=tuple(task.inputs[index].name for index in chosen),
        runs=len(design) + len(shares),
        answers=tuple(
            _drivers(
                task.inputs, headline, screens[index], parts[index], chosen, second[:, index], raw[:, index]
            )
            for index, headline in enumerate(asked)
        ),
    )


def _drivers(
    inputs: Sequence[Range],
    headline: Headline,
    screen: Screened,
    part: VarianceShares,
    chosen: Sequence[int],
    values: FloatArray,
    raw: FloatArray,
) -> AnswerDrivers:
    """The inputs that matter most for one answer: survivors by total index, then the others by their screening."""
    place = {index: number for number, index in enumerate(chosen)}

    def driver(index: int) -> Driver:
        number = place.get(index)
        return Driver(
            parameter=inputs[index].name,
            low=inputs[index].low,
            high=inputs[index].high,
            effect=float(screen.mean[index]),
            size=float(screen.mean_size[index]),
            spread=float(screen.spread[index]),
            first=-1.0 if number is None else float(part.first[number]),
            total=-1.0 if number is None else max(0.0, float(part.total[number])),
            total_error=-1.0 if number is None else float(part.total_error[number]),
        )

    every = map(driver, range(len(inputs)))
    found = [each for each in every if each.size > 0.0 or each.total > 0.0]
    found.sort(key=lambda each: (-each.total, -each.size))
    low, median, high = (float(each) for each in np.quantile(values, [0.1, 0.5, 0.9]))
    return AnswerDrivers(
        answer=headline.answer.id,
        question=dict(headline.answer.question),
        unit=headline.answer.unit,
        date=headline.answer.date,
        low=low,
        median=median,
        high=high,
        drivers=tuple(found[:SHOWN]),
        measured=float(part.first.sum()),
        missing=int(np.isnan(raw).sum()),
    )


def _filled(answers: FloatArray) -> FloatArray:
    """[row, answer] with the median where a run gave no answer; 0 where none did."""
    known = np.isfinite(answers)
    middle = [
        np.median(column[there]) if there.any() else 0.0
        for column, there in zip(answers.T, known.T, strict=True)
    ]
    return np.where(known, answers, np.array(middle))


def _task(study: Study, options: SensitivityOptions) -> Task:
    """Everything but the rows."""
    declarations = study.declarations
    settings = declarations.settings
    seed = settings.seed if options.seed is None else options.seed
    system = assemble(declarations, people_per_agent=options.people_per_agent or settings.people_per_agent)
    ranges = sorted(ranges_of(declarations), key=lambda each: each.name)
    posterior = estimate(study, system, draws=MEMBERS, seed=seed)
    references = [posterior.of_year(settings.reference_year_of(code)) for code in posterior.citizenships]
    reference = np.stack([each[:, index] for index, each in enumerate(references)], axis=1)
    order = np.argsort(reference.sum(axis=(1, 2)), kind="stable")
    return Task(
        study=study,
        system=system,
        seed=seed,
        inputs=(
            *(each for each in ranges if each.low < each.high),
            Range(name=STOCKS, value=0.5, low=0.0, high=1.0),
        ),
        fixed={each.name: each.value for each in ranges},
        start=posterior.of_year(settings.from_.year)[order],
        reference=reference[order],
        shares=np.zeros((0, 0)),
        words=np.zeros(0, np.int64),
        answers=(),
    )


def _question(study: Study, options: SensitivityOptions) -> str:
    """Digest of everything the result depends on."""
    settings = study.declarations.settings
    sizes = {
        "version": __version__,
        "code": digest_code(),
        "estimates": estimates_at_hand(study),
        "people_per_agent": options.people_per_agent or settings.people_per_agent,
        "seed": settings.seed if options.seed is None else options.seed,
        "sizes": [options.trajectories, options.base, options.of_each, options.most],
    }
    inputs = digest_inputs(study.folder, {})
    return hashlib.sha256(json.dumps([inputs, sizes], sort_keys=True).encode()).hexdigest()[:16]


def _meta(study: Study) -> dict[str, Any]:
    """What headlines look up."""
    settings = study.declarations.settings
    meta: dict[str, Any] = {"reference_year": settings.reference_year}
    if settings.episode is not None:
        meta["episode"] = {
            "from": settings.episode.from_.isoformat(),
            "until": settings.episode.until.isoformat(),
        }
    return meta


def _untold(done: int, total: int) -> None:
    """Nobody listens."""
