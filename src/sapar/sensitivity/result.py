"""What global sensitivity comes to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

STOCKS = "estimate_of_stocks"
"""Stands for which draw of the estimate a run starts from, the draws in order of their stock in all."""

SHOWN = 5
"""Drivers of each answer that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driver:
    """One uncertain input and what it does to one answer."""

    parameter: str
    """As in `assumptions.csv`, or `STOCKS`."""
    low: float
    """Of its range; for `STOCKS` a rank from 0 to 1."""
    high: float
    effect: float
    """Mean elementary effect of the whole range, in the answer's unit; its sign is the direction."""
    size: float
    """Mean size of the elementary effects."""
    spread: float
    """Standard deviation of the elementary effects."""
    first: float
    """Share of the variance that goes with it alone; -1: screened out, not measured."""
    total: float
    """Share of the variance that it takes part in; -1: screened out, not measured."""
    total_error: float
    """Half width of the 80 % interval of `total`; -1: not measured."""

    @property
    def is_measured(self) -> bool:
        """Whether it survived the screening."""
        return self.total >= 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDrivers:
    """The inputs that matter most for one answer."""

    answer: str
    """Its name."""
    question: Mapping[str, str]
    """By language."""
    unit: str
    date: str
    low: float
    """Tenth percentile over the runs of the second stage."""
    median: float
    high: float
    """Ninetieth percentile."""
    drivers: tuple[Driver, ...]
    """Five at most, the one that matters most first."""
    measured: float
    """Sum of the first-order indices of all survivors: what is missing to 1 is interaction, or error of sampling."""
    missing: int
    """Runs in which the answer could not be given; its median stands for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensitivity:
    """The whole result, for one study as it is."""

    study: str
    inputs: str
    """Digest of the study's files; another one: the result is out of date."""
    question: str
    """Digest of inputs, code and sizes."""
    version: str
    people_per_agent: int
    seed: int
    trajectories: int
    """Of the screening; each has random words of its own, the same for all of its runs."""
    base: int
    """Points of the Sobol sequence; all of its runs have the same random words."""
    screened: tuple[str, ...]
    """Every input screened."""
    survivors: tuple[str, ...]
    """Inputs measured."""
    runs: int
    """In all."""
    answers: tuple[AnswerDrivers, ...]
