"""What validation comes to: figures, hold-outs and baselines, failures included."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sapar.estimates.stocks.persistence import Persistence
from sapar.results.baselines import Guess
from sapar.results.figures import FigureAnswer
from sapar.results.scores import coverage, interval_score

JUDGED = ("calibration", "validation")
"""Roles of figures that a model is judged by."""
BASELINES = ("last_value", "last_growth", "gravity")
"""Naive predictions, in the order in which they are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldoutAnswer:
    """One claim held out, beside what the model says that its source would print."""

    claim: str
    source: str
    """Name of who says so."""
    definition: str
    citizenship: tuple[str, ...]
    place: tuple[str, ...]
    from_: str
    """First day it is about, ISO 8601."""
    until: str
    """Last day it is about, ISO 8601."""
    unit: str
    printed: str
    """The source's own words."""
    why: Mapping[str, str]
    """Why it is held out, by language."""
    observed: float
    """The number a claim stands for, in its unit; shares as parts of one, ratios as times."""
    median: float
    low80: float
    """Tenth percentile over replicates and draws of the measurement."""
    high80: float
    alone: Guess
    """What the model says that its source would print, whatever was printed before."""
    baselines: Mapping[str, Guess] = field(default_factory=dict)
    """By name; a baseline that has nothing to go by is missing."""

    @property
    def is_inside(self) -> bool:
        """Whether the observed number lies in the 80 % range."""
        return self.low80 <= self.observed <= self.high80

    @property
    def error(self) -> float:
        """Logarithm of the median over the observed number."""
        return float(np.log(self.median / self.observed))

    @property
    def score(self) -> float:
        """Interval score of the logarithm."""
        return float(log_score([self], [self])[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineScore:
    """A naive baseline over the hold-outs that it has something to go by for, and the model over the same ones."""

    name: str
    claims: int
    """How many hold-outs."""
    interval_score: float
    """Mean interval score of logarithms."""
    coverage_80: float
    median_error: float
    """Median of the absolute logarithm of prediction over observation."""
    model_interval_score: float
    """The model's, over the same hold-outs."""
    model_median_error: float

    @property
    def is_nearer(self) -> bool:
        """Whether its medians lie nearer to what was observed than the model's."""
        return self.median_error < self.model_median_error

    @property
    def scores_better(self) -> bool:
        """Whether its ranges score better than the model's."""
        return self.interval_score < self.model_interval_score


@dataclass(frozen=True, slots=True, kw_only=True)
class GravityFit:
    """The gravity model in use: plain Poisson pseudo-maximum likelihood, hold-out corridors left out of the fit."""

    coefficients: Mapping[str, float]
    """By covariate, `Intercept` included."""
    pairs: int
    """Fitted to."""
    spread: float
    """Standard deviation of the logarithm of observed over fitted stocks."""
    source: str
    """Where the table of pairs comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validation:
    """The whole result, for one study as it is."""

    study: str
    inputs: str
    """Digest of the study's files; another one: the result is out of date."""
    run: str
    """Digest of the run."""
    version: str
    people_per_agent: int
    replicates: int
    seed: int
    estimate: str
    """How the stocks at the start came about: `sampled` or `least squares`, always without the hold-outs."""
    figures: tuple[FigureAnswer, ...]
    """Every figure, failures first."""
    figures_held_out: tuple[str, ...]
    """Figures that are held out or rest on claims that are."""
    holdouts: tuple[HoldoutAnswer, ...]
    """Every hold-out that the model has a number for, failures first, the worst first."""
    unread: Mapping[str, str]
    """Claims held out that stocks and flows cannot speak to, and why."""
    persistence: Persistence | None = None
    """How misses of one count persist, learnt from claims that are not held out; None: nothing is held out."""
    gravity: GravityFit | None = None
    """None: no table of pairs was given."""

    @property
    def figures_inside(self) -> int:
        """Judged figures within their tolerance."""
        return sum(figure.verdict == "inside" for figure in judged(self.figures))

    @property
    def figures_total(self) -> int:
        """Judged figures."""
        return len(judged(self.figures))

    @property
    def holdout_coverage_80(self) -> float:
        """Share of hold-outs within the model's 80 % range."""
        return coverage(
            [each.low80 for each in self.holdouts],
            [each.high80 for each in self.holdouts],
            [each.observed for each in self.holdouts],
        )

    @property
    def interval_score(self) -> float:
        """Mean interval score of logarithms at 80 %."""
        return _mean(log_score(self.holdouts, self.holdouts))

    @property
    def interval_score_alone(self) -> float:
        """The same of the model that does not know what was printed before."""
        return _mean(log_score([each.alone for each in self.holdouts], self.holdouts))

    @property
    def baselines(self) -> tuple[BaselineScore, ...]:
        """Each baseline that has something to go by for some hold-out."""
        return tuple(
            score_baseline(name, shared)
            for name in BASELINES
            if (shared := [each for each in self.holdouts if name in each.baselines])
        )


def judged(figures: Sequence[FigureAnswer]) -> list[FigureAnswer]:
    """Figures that the model is judged by and has an answer to."""
    return [each for each in figures if each.role in JUDGED and each.verdict in ("inside", "outside")]


def failures_first(figures: Sequence[FigureAnswer]) -> tuple[FigureAnswer, ...]:
    """Judged failures, other failures, successes, then figures that nothing is compared with; else in their order."""

    def rank(figure: FigureAnswer) -> tuple[int, bool]:
        order = {"outside": 0, "inside": 1}.get(figure.verdict, 2)
        return order, figure.role not in JUDGED

    return tuple(sorted(figures, key=rank))


def score_baseline(name: str, shared: Sequence[HoldoutAnswer]) -> BaselineScore:
    """A baseline's scores beside the model's over the same hold-outs."""
    guesses = [each.baselines[name] for each in shared]
    errors = [abs(np.log(one.median / each.observed)) for one, each in zip(guesses, shared, strict=True)]
    return BaselineScore(
        name=name,
        claims=len(shared),
        interval_score=_mean(log_score(guesses, shared)),
        coverage_80=coverage(
            [one.low80 for one in guesses],
            [one.high80 for one in guesses],
            [each.observed for each in shared],
        ),
        median_error=float(np.median(errors)),
        model_interval_score=_mean(log_score(shared, shared)),
        model_median_error=float(np.median([abs(each.error) for each in shared])),
    )


def log_score(ranges: Sequence[HoldoutAnswer | Guess], holdouts: Sequence[HoldoutAnswer]) -> np.ndarray:
    """[hold-out] interval scores of logarithms, of the model or of a baseline."""
    return interval_score(
        np.log([each.low80 for each in ranges]),
        np.log([each.high80 for each in ranges]),
        np.log([each.observed for each in holdouts]),
    )


def _mean(values: np.ndarray) -> float:
    """NaN of nothing."""
    return float(values.mean()) if values.size else float("nan")
