"""Twenty simulated worlds, each seen through twenty figures with errors: ranges hold the truth as often as they say."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sapar.calibration.covariance import Discrepancy, covariance_of
from sapar.calibration.learnt import learnt_of
from sapar.calibration.smooth import smooth
from sapar.errors import MissingExtra
from sapar.evidence.figures import Figure
from sapar.simulation.executor import Processes, processors
from sapar.study import Study
from sapar.study import calibration as stage
from sapar.study.calibration_bench import Bench
from sapar.study.calibration_folder import CalibrationFolder
from sapar.study.calibration_problem import CalibrationOptions, problem_of
from tests.worlds import with_period

WORLDS = 20
MEMBERS = 120
FEWEST = 10
"""Figures that count somebody in every world; the others are left out."""
ERROR = 0.05
"""Standard deviation of the logarithm with which each figure is seen."""


def figures() -> tuple[Figure, ...]:
    """Stocks of every corridor at three dates, people with a contract, and people without work, of calibration role."""
    made = []
    for who, where in (("QAA", "QXX"), ("QBB", "QYY"), ("QAA", "QYY"), ("QBB", "QXX")):
        for operator, unit in (
            ("stock", "persons"),
            ("officially_employed", "persons"),
            ("unemployed_share", "percent"),
        ):
            for month in (4, 10):
                day = datetime.date(2030, month, 1)
                made.append(
                    Figure(
                        figure=f"{operator}-{who}-{where}-{month}",
                        claims=("C1",), operator=operator, citizenship=(who,),
                        place=(where,), from_=day, until=day, value=1.0, unit=unit, role="calibration",
                        tolerance="C", text_en="", text_ru="",
                    )
                )  # fmt: skip
    return tuple(made)


@pytest.mark.long
def test_ranges_hold_simulated_truths(
    two_places_study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """90 % ranges cover 90 % plus or minus 7 points of the parameters that were learnt, and of all.

    All members are executed once and used for every world, in one step; truths meet luck of their own. The standard
    error over the worlds is printed.
    """

    def refuse(*_: object, **__: object) -> None:
        raise MissingExtra(found="numpyro", why="is left out here", try_="")

    monkeypatch.setattr(stage, "estimate_study", refuse)
    declared = with_period(
        two_places_study.declarations, datetime.date(2030, 1, 1), datetime.date(2030, 12, 31)
    )
    ledger = replace(two_places_study.ledger, figures=figures())
    study = replace(two_places_study, declarations=declared, ledger=ledger, results_folder=tmp_path)
    options = CalibrationOptions(members=MEMBERS, steps=1, people_per_agent=10)
    problem = problem_of(study, options)
    problem = replace(problem, targets=tuple(each for each in problem.targets if each.figure is not None))
    folder = CalibrationFolder(path=tmp_path / "members")
    bench = Bench(problem, options, folder, None, Processes(jobs=processors()))
    prior, targets = problem.prior, problem.targets
    start, truths = prior.draw(MEMBERS, 1), prior.draw(WORLDS, 2)
    lucks, answers = bench.lucks(), bench.answers(0, start)
    seen = bench.executed("truth", truths, prior.parameters(truths), prior.stocks(truths), luck=None, done=0)
    kept = np.flatnonzero([(each > 0).all() for each in np.concatenate([lucks, answers, seen], axis=1)])
    assert kept.size >= FEWEST, "too few figures count somebody in every world"
    luck, said, true = np.log(lucks[kept]).var(axis=1, ddof=1), np.log(answers[kept]), np.log(seen[kept])
    covariance = covariance_of(
        [replace(targets[index], spread=ERROR, kind=None) for index in kept],
        discrepancy=Discrepancy(spread=0.0, memory=1.0),
        luck=luck,
        bias_spread={},
        estimated=(),
    )
    learnt, every = [], []
    for world in range(WORLDS):
        rng = np.random.default_rng(world)
        observed = true[:, world] + ERROR * rng.standard_normal(kept.size)
        found = smooth(start, lambda *_: said, observed, covariance, steps=1, seed=world)
        truth = prior.parameters(truths[:, [world]])[0]
        rows = learnt_of(prior, start, found.state)
        hits = {row.parameter: row.after.low90 <= truth[row.parameter] <= row.after.high90 for row in rows}
        every.append(np.mean(list(hits.values())))
        learnt.append([hits[row.parameter] for row in rows if row.is_learnt])
    pooled = np.mean(np.concatenate([np.array(each, dtype=float) for each in learnt]))
    by_world = np.array([np.mean(each) for each in learnt if each])
    error = by_world.std(ddof=1) / np.sqrt(len(by_world))
    print(
        f"learnt: {pooled:.3f} of {sum(map(len, learnt))}, standard error {error:.3f}; all: {np.mean(every):.3f}"
    )

    assert 0.83 <= pooled <= 0.97, (pooled, error)
    assert 0.83 <= np.mean(every) <= 0.97
