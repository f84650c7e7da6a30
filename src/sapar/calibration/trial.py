"""One member put to the test, wherever a worker takes it: an execution, and what it answers to every target."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from sapar.calibration.prior import Prior
from sapar.calibration.targets import Target
from sapar.evidence.ledger import Ledger
from sapar.maths import FloatArray
from sapar.model.parameters import Parameters
from sapar.model.system import System
from sapar.results.operators import OPERATORS, Context, stock
from sapar.results.tabulate import tabulate
from sapar.simulation.ensemble import Checkpoints, Draw, Ensemble
from sapar.simulation.executor import Tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What all members share."""

    ensemble: Ensemble
    """Its draws are the members."""
    targets: tuple[Target, ...]
    ledger: Ledger
    bias: Mapping[str, float]
    populations: Mapping[str, int]
    event_dates: Mapping[str, datetime.date]

    def answer(self, member: int, tell: Tell) -> FloatArray:
        """[target] what the tables of one member say, in the targets' units; NaN where they say nothing."""
        run = self.ensemble.live(member, tell)
        tables = tabulate(self.ensemble.system, [run], [self.ensemble.draws[member].parameters], {})
        context = Context(
            tables=tables,
            ledger=self.ledger,
            bias=self.bias,
            populations=self.populations,
            event_dates=self.event_dates,
        )
        return np.array([_value(context, target) for target in self.targets])


def draws_of(parameters: Sequence[Parameters], prior: Prior, stocks: FloatArray) -> tuple[Draw, ...]:
    """Members as the simulation takes them."""
    start, reference = prior.start(stocks), prior.reference(stocks)
    return tuple(
        Draw(
            replicate=member,
            parameters=drawn,
            baseline_parameters=drawn,
            start_stock=start[member],
            reference_stock=reference[member],
        )
        for member, drawn in enumerate(parameters)
    )


def ensemble_of(
    system: System, draws: tuple[Draw, ...], *, seed: int, luck: int | None, checkpoints: Checkpoints | None
) -> Ensemble:
    """Members that meet the same luck; with `luck` None each meets its own."""
    return Ensemble(
        system=system, baseline=system, seed=seed, draws=draws, checkpoints=checkpoints, luck=luck
    )


def _value(context: Context, target: Target) -> float:
    """The answer to one target."""
    if target.figure is not None:
        values = OPERATORS[target.figure.operator](context, target.figure)
    else:
        year = int(target.year)
        first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
        values = stock(context, target.citizenship, target.place, first, last)
    return float("nan") if values is None else float(np.asarray(values, float)[0])
