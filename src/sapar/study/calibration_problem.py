"""What a calibration is made from: the study without its hold-outs, targets, prior, and the digest of it all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.calibration.covariance import Discrepancy
from sapar.calibration.digest import digest_calibration
from sapar.calibration.prior import Prior, calibrated
from sapar.calibration.targets import Target, own_stock, targets_of
from sapar.calibration.trial import Trial
from sapar.errors import NothingToCalibrate
from sapar.estimates import Posterior
from sapar.estimates.stocks.digest import digest_problem
from sapar.maths import FloatArray
from sapar.model.build import assemble, known_parameters, ranges_of
from sapar.model.parameters import defaults
from sapar.model.system import System
from sapar.simulation.ensemble import Ensemble
from sapar.study.circumstances import stock_setting
from sapar.study.evidence import estimate
from sapar.study.open import Study, blinded

READ_BY_OPERATORS = frozenset({"registrations_per_person_year:"})
"""Parameters that operators read beside those of the mechanisms."""


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
class CalibrationProblem:
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


def problem_of(study: Study, options: CalibrationOptions) -> CalibrationProblem:
    """Targets, prior and everything else, or why there is nothing to calibrate."""
    if study.declarations.settings.rules != "labour":
        raise NothingToCalibrate(
            found=study.name,
            why="follows the rules of displacement, whose parameters are not calibrated",
            try_="a study with labour rules",
        )
    seen = seen_of(study)
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
    held = study.held_out
    return CalibrationProblem(
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
        digest=digest_of(seen, system),
        held_out=tuple(sorted(held.claims | held.figures)),
    )


def trial_of(problem: CalibrationProblem, ensemble: Ensemble) -> Trial:
    """Members and what their answers need."""
    declarations = problem.study.declarations
    return Trial(
        ensemble=ensemble,
        targets=problem.targets,
        ledger=problem.study.ledger,
        bias=problem.posterior.bias,
        populations={each.place: each.population or 0 for each in declarations.frame.places},
        event_dates={event.id: event.from_ for event in declarations.events},
    )


def own_stocks(
    problem: CalibrationProblem, targets: list[Target] | tuple[Target, ...], stocks: FloatArray
) -> FloatArray:
    """[target, member] what the members' own estimates of stocks say; 0 for figures."""
    own = np.zeros((len(targets), len(stocks)))
    for index, target in enumerate(targets):
        if target.figure is None:
            year = int(target.year)
            own[index] = own_stock(problem.posterior, target.citizenship, target.place[0], year, stocks)
    return own


def seen_of(study: Study) -> Study:
    """The study without what it holds out: nothing of a calibration may see that."""
    return study if study.is_blind else blinded(study)


def digest_of(seen: Study, system: System) -> str:
    """Of everything that a calibration of the study depends on."""
    problem = digest_problem(seen.ledger, stock_setting(seen, system))
    return digest_calibration(seen.ledger, seen.declarations, estimate=problem)


def _discrepancy(study: Study) -> Discrepancy:
    """How far the model may be off, as the study assumes it."""
    rows = defaults(ranges_of(study.declarations))
    return Discrepancy(spread=rows["model_discrepancy"], memory=rows["model_discrepancy_memory"])
