"""Calibrating a study: members executed, moved and executed again, kept as they finish; and what a run takes of it."""

from __future__ import annotations

import hashlib
import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from sapar.calibration.covariance import covariance_of
from sapar.calibration.keeping import FILE, read_calibration, write_calibration
from sapar.calibration.learnt import learnt_of, pairs_of
from sapar.calibration.residuals import residuals_of
from sapar.calibration.result import Calibration, CalibrationRecord
from sapar.calibration.smooth import smooth
from sapar.calibration.targets import Target
from sapar.calibration.trial import ensemble_of
from sapar.errors import (
    DamagedFile,
    MissingExtra,
    NothingToEstimate,
    UnreadableFile,
)
from sapar.estimates.stocks.estimate import EstimateOptions
from sapar.files.write import make_folder, read_bytes
from sapar.maths import FloatArray
from sapar.model.build import assemble
from sapar.model.parameters import Parameters
from sapar.model.system import System
from sapar.simulation.ensemble import Draw
from sapar.simulation.executor import Executor, Processes, processors
from sapar.study.calibration_bench import Bench, Progress
from sapar.study.calibration_folder import CalibrationFolder
from sapar.study.calibration_problem import (
    CalibrationOptions,
    CalibrationProblem,
    digest_of,
    own_stocks,
    problem_of,
    seen_of,
    trial_of,
)
from sapar.study.estimates import estimate_study, kept_estimate
from sapar.study.lock import hold
from sapar.study.open import Study

Flags = NDArray[np.bool_]
FOLDER = "calibration"
"""Within the study: the calibration that comes with it; within the folder of its runs: those made here."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """A calibration and where it is kept."""

    path: Path
    calibration: Calibration
    from_store: bool


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
    problem = problem_of(study, options)
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
    seen = seen_of(study)
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
    digest = digest_of(seen_of(study), system)
    for path in candidates:
        found = _read(path)
        if found is not None and found.record.digest == digest:
            return found, ""
    return None, "stale"


def replay(study: Study, calibration: Calibration, member: int) -> FloatArray:
    """[target] what a member answers now, in the targets' units; `record.probe` is what the first one answered then."""
    record = calibration.record
    options = CalibrationOptions(
        members=calibration.members,
        steps=record.steps,
        people_per_agent=record.people_per_agent,
        seed=record.seed,
    )
    problem = problem_of(study, options)
    drawn = Parameters({**problem.prior.rest, **calibration.values(member)})
    draw = Draw(
        replicate=0,
        parameters=drawn,
        baseline_parameters=drawn,
        start_stock=calibration.start_stock(member),
        reference_stock=calibration.reference_stock(member),
    )
    ensemble = ensemble_of(problem.system, (draw,), seed=record.seed, luck=record.luck, checkpoints=None)
    return trial_of(problem, ensemble).answer(0, lambda *_: None)


def calibrations_at_hand(study: Study) -> list[str]:
    """Digests of all files that a run might draw its parameters from: part of every question a run answers."""
    return [hashlib.sha256(read_bytes(path)).hexdigest()[:16] for path in _candidates(study)]


def shipped_calibration(study: Study) -> Path:
    """Where the calibration is that comes with a study."""
    return study.folder / FOLDER / FILE


def _calibrate(
    problem: CalibrationProblem,
    options: CalibrationOptions,
    folder: CalibrationFolder,
    progress: Progress | None,
    executor: Executor | None,
) -> Calibration:
    """Noise first, then step after step, then what was learnt."""
    prior, targets = problem.prior, problem.targets
    bench = Bench(
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
        own = own_stocks(problem, chosen, prior.stocks(state))
        return _responses(chosen, raw[step][fitted], own)

    still = own_stocks(problem, chosen, problem.posterior.median[None])
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
        residuals=residuals_of(
            targets, raw[0], raw[options.steps], own_stocks(problem, targets, stocks), errors
        ),
        missing=_missing(targets, can_answer),
        probe=tuple(float(value) for value in raw[options.steps][:, 0]),
    )
    return Calibration(record=record, dataset=_dataset(problem, drawn, stocks))


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


def _dataset(problem: CalibrationProblem, drawn: tuple[Parameters, ...], stocks: FloatArray):  # type: ignore[no-untyped-def]
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
            "start_stock": (axes, prior.start(stocks)),
            "reference_stock": (axes, prior.reference(stocks)),
        },
        coords={
            "parameter": names,
            "citizenship": list(problem.posterior.citizenships),
            "country": list(problem.posterior.countries),
        },
    )


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
