"""What binds, and what one more of it saves: the relaxed programme solved again with one more of each ceiling."""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from sapar.maths import IntArray
from sapar.operations.transit.case import Case
from sapar.operations.transit.programme import Programme
from sapar.operations.transit.solve import Relaxed

_NOBODY = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """What one more of one ceiling, on every day, saves."""

    name: str
    """`processing`, `quota:UZB`, `beds`, `escorted_vehicles`, `documents` or `fleet:` and its name."""
    value: float
    """By how much the objective falls."""
    person_days: float
    """By how many days all people together wait less; may be below zero where the objective weighs people."""
    is_exact: bool
    """Whether the relaxed programme was solved again; otherwise the saving is its price, which is never too low."""


def savings(case: Case, found: Programme, relaxed: Relaxed, *, seconds: float) -> tuple[Saving, ...]:
    """Savings of every ceiling that the case has, the largest first."""
    began, prices, base = time.perf_counter(), relaxed.prices(), relaxed.value
    days = _person_days(case, found, relaxed.values)
    result = []
    names = sorted(found.rows, key=lambda name: -float(prices[found.rows[name]].sum()))
    for name in names:
        rows = found.rows[name]
        columns = _NOBODY
        if name.startswith("fleet:"):
            index = [fleet.name for fleet in case.fleets].index(name.removeprefix("fleet:"))
            columns = found.vehicles[index][found.vehicles[index] >= 0]
        left = seconds - (time.perf_counter() - began)
        answer = relaxed.with_more(rows, 1.0, columns, left) if left > 0.02 else None
        if answer is None:
            saved = float(prices[rows].sum())
            result.append(Saving(name=name, value=max(saved, 0.0), person_days=np.nan, is_exact=False))
            continue
        value, values = answer
        fewer = days - _person_days(case, found, values)
        result.append(Saving(name=name, value=max(base - value, 0.0), person_days=fewer, is_exact=True))
    return tuple(sorted(result, key=lambda saving: -saving.value))


def _person_days(case: Case, found: Programme, values: np.ndarray) -> float:
    """Days all people together wait in a solution."""
    return _total(values, found.waiting, case) + _total(values, found.without, case)


def _total(values: np.ndarray, numbers: IntArray, case: Case) -> float:
    """Person-days of some variables."""
    amounts = np.where(numbers >= 0, values[np.maximum(numbers, 0)], 0.0)
    return float((amounts * case.sizes[:, None]).sum())
