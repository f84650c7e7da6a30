"""Calibrating a study: members executed, moved and executed again, kept as they finish; and what a run takes of it."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sapar.calibration.covariance import Discrepancy, covariance_of
from sapar.calibration.digest import digest_calibration
from sapar.calibration.keeping import FILE, read_calibration, write_calibration
from sapar.calibration.learnt import learnt_of, pairs_of
from sapar.calibration.prior import Prior, calibrated
from sapar.calibration.residuals import residuals_of
from sapar.calibration.result import Calibration, CalibrationRecord
from sapar.calibration.smooth import smooth
from sapar.calibration.targets import Target, own_stock, targets_of
from sapar.calibration.trial import Trial, draws_of, ensemble_of
from sapar.errors import (
    Cancelled,
    DamagedFile,
    MissingExtra,
    NothingToCalibrate,
    NothingToEstimate,
    UnreadableFile,
)
from sapar.estimates import Posterior
from sapar.estimates.stocks.digest import digest_problem
from sapar.estimates.stocks.estimate import EstimateOptions
from sapar.evidence.holdouts import held_out, without
from sapar.files.write import make_folder, read_bytes
from sapar.maths import FloatArray
from sapar.model.build import assemble, known_parameters, ranges_of
from sapar.model.parameters import Parameters, defaults
from sapar.model.system import System
from sapar.simulation.executor import Executor, Processes, processors
from sapar.study.calibration_folder import CalibrationFolder
from sapar.study.circumstances import stock_setting
from sapar.study.estimates import estimate_study, kept_estimate
from sapar.study.evidence import estimate
from sapar.study.lock import hold
from sapar.study.open import Study

Progress = Callable[[float, int], None]
Flags = NDArray[np.bool_]
FOLDER = "calibration"
"""Within the study: the calibration that comes with it; within the folder of its runs: those made here."""

READ_BY_OPERATORS = frozenset({"registrations_per_person_year:"})
"""Parameters that operators read beside those of the mechanisms."""

LUCKS = 8
"""Executions that differ in their random words alone, from which the noise of one execution is measured."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationOptions:
    """How a study is calibrated; None takes the study's own setting."""

    members: int = 120
    steps: int = 4
    """How often all evidence is used, each time with its error inflated."""
    people_per_agent: int = 200
    seed: int = 1
    jobs: int | None = None
    fresh: bool = False
    """Ignore what is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """A calibration and where it is kept."""

    path: Path
    calibration: Calibration
    from_store: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    """Everything that a calibration is made from."""

    study: Study
    """Without what it holds out."""
    system: System
    posterior: Posterior
    prior: Prior
    targets: tuple[Target, ...]
    discrepancy: Discrepancy
    digest: str
    held_out: tuple[str, ...]


def calibrate_study(
    study: Study,
    options: CalibrationOptions,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> Calibrated:
    """An ensemble of parameters that the evidence allows, from the store where nothing changed.

    Parameters
    ----------
    progress
        Called with executions done and executions in all.
    executor
        Where members live; None takes processes of this machine, as many as `options.jobs`.

    Raises
    ------
    Cancelled
        Stopped by hand; what is finished is kept and the next call goes on from it, to the same bytes.
    NothingToCalibrate
        There is no parameter with a range, or nothing to compare with.
    MissingInput
        No row of assumptions.csv says how far the model may be off.
    MissingExtra
        pyESMDA is not installed.
    FolderInUse
        Another process makes the same calibration.
    """
    estimate_for_calibration(study)
    problem = _problem(study, options)
    folder = CalibrationFolder(path=study.results_folder / FOLDER / problem.digest / _name(options))
    kept = None if options.fresh else _read(folder.path / FILE)
    if kept is not None and kept.record.digest == problem.digest:
        return Calibrated(path=folder.path / FILE, calibration=kept, from_store=True)
    make_folder(folder.path)
    with hold(folder.path):
        if options.fresh:
            folder.forget()
        calibration = _calibrate(problem, options, folder, progress, executor)
        write_calibration(folder.path / FILE, calibration)
        folder.forget()
    return Calibrated(path=folder.path / FILE, calibration=calibration, from_store=False)


def estimate_for_calibration(study: Study, progress: Progress | None = None) -> None:
    """Make the full estimate of stocks from what is not held out, unless it is there or cannot be made here.

    Without NumPyro, or without priors of stocks, a calibration starts from a quick look.

    Parameters
    ----------
    progress
        Called with draws done and draws in all.
    """
    seen = _seen(study)
    if kept_estimate(seen, assemble(seen.declarations)) is None:
        with suppress(MissingExtra, NothingToEstimate):
            estimate_study(seen, EstimateOptions(), progress=progress)


def kept_calibration(study: Study, system: System) -> tuple[Calibration | None, str]:
    """The calibration that belongs to the study as it is, one made here before the one that comes with it.

    Returns
    -------
    calibration, why
        None with the reason: `none`, or `stale` where there are some but for other inputs.
    """
    candidates = _candidates(study)
    if not candidates or study.declarations.settings.rules != "labour":
        return None, "none"
    digest = _digest(_seen(study), system)
    for path in candidates:
        found = _read(path)
        if found is not None and found.record.digest == digest:
            return found, ""
    return None, "stale"


def calibrations_at_hand(study: Study) -> list[str]:
    """Digests of all files that a run might draw its parameters from: part of every question a run answers."""
    return [hashlib.sha256(read_bytes(path)).hexdigest()[:16] for path in _candidates(study)]


def shipped_calibration(study: Study) -> Path:
    """Where the calibration is that comes with a study."""
    return study.folder / FOLDER / FILE


def _problem(study: Study, options: CalibrationOptions) -> _Problem:
    """Targets, prior and everything else, or why there is nothing to calibrate."""
    if study.declarations.settings.rules != "labour":
        raise NothingToCalibrate(
            found=study.name,
            why="follows the rules of displacement, whose parameters are not calibrated",
            try_="a study with labour rules",
        )
    seen = _seen(study)
    declarations, settings = seen.declarations, seen.declarations.settings
    system = assemble(declarations, people_per_agent=options.people_per_agent)
    posterior = estimate(seen, system, draws=options.members, seed=options.seed)
    setting = stock_setting(seen, system)

    def spread_of(name: str) -> float:
        claim = seen.ledger.claim[name]
        parts = [setting.number("grade_spread", claim.grade)]
        if setting.belief("definition_spread", claim.definition) is not None:
            parts.append(setting.number("definition_spread", claim.definition))
        return float(np.hypot.reduce(parts))

    chosen, rest = calibrated(
        ranges_of(declarations), known_parameters() | READ_BY_OPERATORS, settings.not_calibrated
    )
    targets = targets_of(seen.ledger, posterior, spread_of)
    if not chosen or not any(target.is_fitted for target in targets):
        raise NothingToCalibrate(
            found=study.name,
            why="has no parameter with a range, or no figure of role calibration and no estimate of stocks",
            try_="ranges in assumptions.csv, and figures of role calibration in evidence/figures.csv",
        )
    held = held_out(study.ledger, settings.holdouts)
    return _Problem(
        study=seen,
        system=system,
        posterior=posterior,
        prior=Prior(
            ranges=chosen,
            rest=rest,
            posterior=posterior,
            start_year=settings.from_.year,
            reference_years=tuple(settings.reference_year_of(code) for code in posterior.citizenships),
        ),
        targets=targets,
        discrepancy=_discrepancy(seen),
        digest=_digest(seen, system),
        held_out=tuple(sorted(held.claims | held.figures)),
    )


def _calibrate(
    problem: _Problem,
    options: CalibrationOptions,
    folder: CalibrationFolder,
    progress: Progress | None,
    executor: Executor | None,
) -> Calibration:
    """Noise first, then step after step, then what was learnt."""
    prior, targets = problem.prior, problem.targets
    bench = _Bench(
        problem, options, folder, progress, executor or Processes(jobs=options.jobs or processors())
    )
    noise = bench.lucks()
    can_answer: Flags = np.asarray(~np.isnan(noise).any(axis=1))
    fitted = np.flatnonzero(np.array([target.is_fitted for target in targets]) & can_answer)
    chosen = [targets[index] for index in fitted]
    start = prior.draw(options.members, options.seed)
    raw: dict[int, FloatArray] = {}

    def answers(step: int, state: FloatArray) -> FloatArray:
        raw[step] = bench.answers(step, state)
        own = _own(problem, chosen, prior.stocks(state))
        return _responses(chosen, raw[step][fitted], own)

    still = _own(problem, chosen, problem.posterior.median[None])
    luck = _responses(chosen, noise[fitted], np.repeat(still, noise.shape[1], axis=1)).var(axis=1, ddof=1)
    covariance = covariance_of(
        chosen,
        discrepancy=problem.discrepancy,
        luck=luck,
        bias_spread=problem.posterior.bias_spread,
        estimated=[pull.claim for pull in problem.posterior.pulls],
    )
    found = smooth(
        start,
        answers,
        np.array([target.observed for target in chosen]),
        covariance,
        steps=options.steps,
        seed=options.seed,
    )
    errors = np.full(len(targets), np.nan)
    errors[fitted] = np.sqrt(np.diag(covariance))
    drawn, stocks = prior.parameters(found.state), prior.stocks(found.state)
    before = np.round(start, 6)
    record = CalibrationRecord(
        digest=problem.digest,
        seed=options.seed,
        luck=0,
        people_per_agent=options.people_per_agent,
        steps=options.steps,
        estimate=f"{problem.posterior.method} {problem.posterior.digest or ''}".strip(),
        held_out=problem.held_out,
        fixed=tuple(problem.study.declarations.settings.not_calibrated),
        discrepancy=problem.discrepancy.spread,
        memory=problem.discrepancy.memory,
        learnt=learnt_of(prior, before, found.state),
        pairs=pairs_of(tuple(each.name for each in prior.ranges), before, found.state),
        residuals=residuals_of(targets, raw[0], raw[options.steps], _own(problem, targets, stocks), errors),
        missing=_missing(targets, can_answer),
        probe=tuple(float(value) for value in raw[options.steps][:, 0]),
    )
    return Calibration(record=record, dataset=_dataset(problem, drawn, stocks))


@dataclass(frozen=True, slots=True)
class _Bench:
    """Where members are executed, and where their answers are kept."""

    problem: _Problem
    options: CalibrationOptions
    folder: CalibrationFolder
    progress: Progress | None
    executor: Executor

    def lucks(self) -> FloatArray:
        """[target, execution] answers at default parameters and the median stocks, each with luck of its own."""
        prior, posterior = self.problem.prior, self.problem.posterior
        usual = defaults(ranges_of(self.problem.study.declarations))
        stocks = np.repeat(posterior.median[None], LUCKS, axis=0)
        state = np.zeros((0, LUCKS))
        return self._executed("luck", state, (usual,) * LUCKS, stocks, luck=None, done=0, prior=prior)

    def answers(self, step: int, state: FloatArray) -> FloatArray:
        """[target, member] answers of a state; all members meet the same luck."""
        prior = self.problem.prior
        done = LUCKS + step * self.options.members
        drawn, stocks = prior.parameters(state), prior.stocks(state)
        return self._executed(f"step-{step}", state, drawn, stocks, luck=0, done=done, prior=prior)

    def _executed(
        self,
        stage: str,
        state: FloatArray,
        drawn: tuple[Parameters, ...],
        stocks: FloatArray,
        *,
        luck: int | None,
        done: int,
        prior: Prior,
    ) -> FloatArray:
        """Answers kept from before, then those of the members that are missing."""
        problem, options, folder = self.problem, self.options, self.folder
        total = LUCKS + (options.steps + 1) * options.members
        answers = folder.kept(stage, state)
        under_way: dict[int, float] = {}

        def show() -> None:
            if self.progress is not None:
                self.progress(done + len(answers) + sum(under_way.values()), total)

        def watch(member: int, months: int, all_months: int) -> None:
            under_way[member] = months / max(all_months, 1)
            show()

        trial = Trial(
            ensemble=ensemble_of(
                problem.system,
                draws_of(drawn, prior, stocks),
                seed=options.seed,
                luck=luck,
                checkpoints=folder.checkpoints(stage),
            ),
            targets=problem.targets,
            ledger=problem.study.ledger,
            bias=problem.posterior.bias,
            populations={
                each.place: each.population or 0 for each in problem.study.declarations.frame.places
            },
            event_dates={event.id: event.from_ for event in problem.study.declarations.events},
        )
        show()
        missing = [member for member in range(len(drawn)) if member not in answers]
        try:
            with closing(self.executor.map(Trial.answer, trial, missing, watch=watch)) as found:
                for member, answer in found:
                    folder.keep(stage, member, state[:, member], answer)
                    answers[member] = answer
                    under_way.pop(member, None)
                    show()
        except KeyboardInterrupt as stop:
            raise Cancelled(
                why=f"the calibration was stopped; {done + len(answers)} of {total} executions are finished and kept",
                try_="the same command again, without --fresh: it goes on from what is kept",
            ) from stop
        return np.stack([answers[member] for member in range(len(drawn))], axis=1)


def _own(problem: _Problem, targets: list[Target] | tuple[Target, ...], stocks: FloatArray) -> FloatArray:
    """[target, member] what the members' own estimates of stocks say; 0 for figures."""
    own = np.zeros((len(targets), len(stocks)))
    for index, target in enumerate(targets):
        if target.figure is None:
            year = int(target.year)
            own[index] = own_stock(problem.posterior, target.citizenship, target.place[0], year, stocks)
    return own


def _responses(targets: list[Target], raw: FloatArray, own: FloatArray) -> FloatArray:
    """[target, member] the logarithms that are compared."""
    return np.array(
        [
            [target.response(float(value), float(mine)) for value, mine in zip(row, owned, strict=True)]
            for target, row, owned in zip(targets, raw, own, strict=True)
        ]
    )


def _missing(targets: tuple[Target, ...], can_answer: Flags) -> tuple[str, ...]:
    """Figures of role calibration that were not fitted."""
    return tuple(
        f"{target.id}:{target.unused or 'silent'}"
        for target, answers in zip(targets, can_answer, strict=True)
        if target.figure is not None
        and target.figure.role == "calibration"
        and (target.unused is not None or not answers)
    )


def _dataset(problem: _Problem, drawn: tuple[Parameters, ...], stocks: FloatArray):  # type: ignore[no-untyped-def]
    """Members on named axes."""
    import xarray

    prior, names = problem.prior, [each.name for each in problem.prior.ranges]
    axes = ("member", "citizenship", "country")
    return xarray.Dataset(
        {
            "parameter_value": (
                ("member", "parameter"),
                np.array([[one[name] for name in names] for one in drawn]),
            ),
            "start_stock": (axes, np.round(prior.start(stocks), 1)),
            "reference_stock": (axes, np.round(prior.reference(stocks), 1)),
        },
        coords={
            "parameter": names,
            "citizenship": list(problem.posterior.citizenships),
            "country": list(problem.posterior.countries),
        },
    )


def _discrepancy(study: Study) -> Discrepancy:
    """How far the model may be off, as the study assumes it."""
    rows = defaults(ranges_of(study.declarations))
    return Discrepancy(spread=rows["model_discrepancy"], memory=rows["model_discrepancy_memory"])


def _seen(study: Study) -> Study:
    """The study without what it holds out: nothing of a calibration may see that."""
    held = held_out(study.ledger, study.declarations.settings.holdouts)
    return replace(study, ledger=without(study.ledger, held))


def _digest(seen: Study, system: System) -> str:
    """Of everything that a calibration of the study depends on."""
    problem = digest_problem(seen.ledger, stock_setting(seen, system))
    return digest_calibration(seen.ledger, seen.declarations, estimate=problem)


def _name(options: CalibrationOptions) -> str:
    """Folder of one way of making the calibration."""
    return f"{options.members}x{options.steps}-{options.people_per_agent}-{options.seed}"


def _candidates(study: Study) -> list[Path]:
    """Files there are, made here and shipped."""
    made = sorted((study.results_folder / FOLDER).glob(f"*/*/{FILE}"))
    shipped = shipped_calibration(study)
    return [*made, *([shipped] if shipped.is_file() else [])]


def _read(path: Path) -> Calibration | None:
    """A kept calibration; None, and a warning, where it is not as it was written."""
    if not path.is_file():
        return None
    try:
        return read_calibration(path)
    except (DamagedFile, UnreadableFile) as damage:
        _log.warning("%s", damage)
        return None
