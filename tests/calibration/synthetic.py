"""A world whose answers are formulas, so that thousands of members cost nothing and the truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.calibration.learnt import learnt_of, pairs_of
from sapar.calibration.prior import Prior
from sapar.calibration.result import Learnt, Pair
from sapar.calibration.smooth import Smoothed, smooth
from sapar.estimates import Posterior
from sapar.maths import FloatArray
from sapar.model.parameters import Parameters, Range

SINGLE = ("drift", "pull", "cost", "share", "speed", "wait", "reach", "loss")
"""Parameters that the answers tell apart."""
PLANTED = ("first_half", "second_half")
"""Two that enter as a product only."""
SILENT = tuple(f"silent_{index}" for index in range(10))
"""Parameters of which no answer depends."""

RANGES = tuple(
    sorted(
        [Range(name=name, value=1.0, low=0.4, high=2.2) for name in SINGLE]
        + [Range(name=name, value=1.0, low=0.5, high=2.0) for name in PLANTED]
        + [Range(name=name, value=0.3, low=0.0, high=1.0) for name in SILENT],
        key=lambda each: each.name,
    )
)


def prior() -> Prior:
    """Of all parameters, with one corridor whose stock nothing depends on."""
    rng = np.random.default_rng(5)
    draws = np.exp(9.0 + 0.2 * rng.standard_normal((400, 1, 1, 2)))
    posterior = Posterior(
        citizenships=("QAA",), countries=("QXX",), years=(2030, 2031), median=np.median(draws, axis=0),
        draws=draws, pulls=(), held_out=(), bias={},
    )  # fmt: skip
    return Prior(ranges=RANGES, rest={}, posterior=posterior, start_year=2030, reference_years=(2030,))


def answers(drawn: Parameters) -> FloatArray:
    """[24] logarithms: bent, and each of several parameters, as stocks of neighbouring years are."""
    value = drawn.values
    single = np.array([value[name] for name in SINGLE])
    mixed = np.log(single) + 0.3 * np.tanh(np.roll(single, 1) - 1.0)
    again = 0.7 * mixed + 0.3 * np.roll(mixed, 1) ** 2
    product = np.log(value[PLANTED[0]] * value[PLANTED[1]])
    return np.concatenate([mixed, again, np.full(4, product), 0.5 * product + mixed[:4]])


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """One world calibrated."""

    truth: Parameters
    found: Smoothed
    before: FloatArray
    learnt: tuple[Learnt, ...]
    pairs: tuple[Pair, ...]

    def covers(self, names: tuple[str, ...]) -> list[bool]:
        """Whether the 90 % range of each parameter holds the truth."""
        rows = {each.parameter: each for each in self.learnt}
        return [rows[name].after.low90 <= self.truth[name] <= rows[name].after.high90 for name in names]


def calibrate(seed: int, *, members: int = 120, steps: int = 4, error: float = 0.1) -> Outcome:
    """A truth drawn from the prior, seen with an error, and the ensemble that follows."""
    made = prior()
    size = len(answers(made.parameters(made.draw(1, 0))[0]))
    rng = np.random.default_rng(10_000 + seed)
    truth = made.parameters(made.draw(64, 20_000 + seed)[:, [seed % 64]])[0]
    covariance = error**2 * (0.5 * np.eye(size) + 0.5 * np.kron(np.eye(size // 4), np.ones((4, 4))))
    observed = answers(truth) + np.linalg.cholesky(covariance) @ rng.standard_normal(size)
    before = made.draw(members, seed)

    def forward(_: int, state: FloatArray) -> FloatArray:
        return np.stack([answers(drawn) for drawn in made.parameters(state)], axis=1)

    found = smooth(before, forward, observed, covariance, steps=steps, seed=seed)
    names = tuple(each.name for each in RANGES)
    return Outcome(
        truth=truth,
        found=found,
        before=before,
        learnt=learnt_of(made, before, found.state),
        pairs=pairs_of(names, before, found.state),
    )
