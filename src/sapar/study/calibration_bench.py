"""Where members are executed, and where their answers are kept until all are done."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from sapar.calibration.trial import Trial, draws_of, ensemble_of
from sapar.errors import Cancelled
from sapar.maths import FloatArray
from sapar.model.build import ranges_of
from sapar.model.parameters import Parameters, defaults
from sapar.simulation.executor import Executor
from sapar.study.calibration_folder import CalibrationFolder
from sapar.study.calibration_problem import CalibrationOptions, CalibrationProblem, trial_of

Progress = Callable[[float, int], None]

LUCKS = 8
"""Executions that differ in their random words alone, from which the noise of one execution is measured."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where members are executed, and where their answers are kept."""

    problem: CalibrationProblem
    options: CalibrationOptions
    folder: CalibrationFolder
    progress: Progress | None
    executor: Executor

    def lucks(self) -> FloatArray:
        """[target, execution] answers at default parameters and the median stocks, each with luck of its own."""
        posterior = self.problem.posterior
        usual = defaults(ranges_of(self.problem.study.declarations))
        stocks = np.repeat(posterior.median[None], LUCKS, axis=0)
        return self.executed("luck", stocks.reshape(LUCKS, -1).T, (usual,) * LUCKS, stocks, luck=None, done=0)

    def answers(self, step: int, state: FloatArray) -> FloatArray:
        """[target, member] answers of a state; all members meet the same luck."""
        prior = self.problem.prior
        done = LUCKS + step * self.options.members
        drawn, stocks = prior.parameters(state), prior.stocks(state)
        return self.executed(f"step-{step}", state, drawn, stocks, luck=0, done=done)

    def executed(
        self,
        stage: str,
        state: FloatArray,
        drawn: tuple[Parameters, ...],
        stocks: FloatArray,
        *,
        luck: int | None,
        done: int,
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

        trial = trial_of(
            problem,
            ensemble_of(
                problem.system,
                draws_of(drawn, problem.prior, stocks),
                seed=options.seed,
                luck=luck,
                checkpoints=folder.checkpoints(stage),
            ),
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
