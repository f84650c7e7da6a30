"""How fast flows come out of stock tables of 232 places, beside one read and write of both tables."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from sapar.estimates.flows import Rule, Uncertainty, balance, bounds, estimate, flows_by_rule, monte_carlo
from sapar.maths import FloatArray

PLACES = 232
DRAWS = 1000
THREADS = 2
REPEATS = 5


def flow_rows() -> list[tuple[str, str]]:
    """Names and values of a table."""
    start, end, births, deaths = world(PLACES, seed=1)
    balanced = balance(start, end, births=births, deaths=deaths)

    def period() -> None:
        """One period from stocks to flows and bounds."""
        found = balance(start, end, births=births, deaths=deaths)
        estimate(found, "mixture")
        bounds(found)

    def flows_between(number: int, first: FloatArray, last: FloatArray, rule: Rule) -> FloatArray:
        """The mixture between two drawn tables by a drawn rule."""
        del number
        drawn = balance(first, last, births=births, deaths=deaths, like=balanced)
        return flows_by_rule(drawn, "mixture", rule)

    one = median_seconds(period, REPEATS)
    touched = median_seconds(lambda: np.multiply([start, end], 1.0001), REPEATS)
    uncertainty = Uncertainty(draws=DRAWS, threads=THREADS)
    many = median_seconds(lambda: monte_carlo([start, end], flows_between, uncertainty), 1)
    return [
        (f"{PLACES} places, corridors with people", f"{int((start > 0).sum()) - PLACES:,}"),
        ("one period: balance, mixture, bounds", f"{1e3 * one:.1f} ms"),
        (f"{DRAWS:,} draws of it on {THREADS} threads", f"{many:.1f} s"),
        ("reference: NumPy reads and writes both tables", f"{1e3 * touched:.2f} ms"),
        ("one period over reference", f"{one / touched:.0f}"),
    ]


def world(number: int, *, seed: int) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Made-up stocks at both dates, births and deaths; about a quarter of all corridors have people."""
    random = np.random.default_rng(seed)
    people = np.exp(random.normal(15.0, 2.0, number))
    used = random.random((number, number)) < 0.26
    start = np.exp(random.normal(-9.0, 2.5, (number, number))) * np.sqrt(np.outer(people, people)) * used
    np.fill_diagonal(start, people)
    end = start * np.exp(random.normal(0.03, 0.15, (number, number)))
    np.fill_diagonal(end, people * np.exp(random.normal(0.06, 0.03, number)))
    start, end = np.round(start), np.round(end)
    deaths = np.round(0.04 * start.sum(axis=0))
    growth = start.sum(axis=0) / start.sum() * (end.sum() - start.sum())
    return start, end, np.round(deaths + 1.001 * growth), deaths


def median_seconds(action: Callable[[], object], repeats: int) -> float:
    """Median wall time of an action."""
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - started)
    return float(np.median(seconds))
