"""Posterior predictive checks: would claims drawn from the estimate look like the ledger's?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.kernels import print_numbers
from sapar.estimates.stocks.latent import see
from sapar.estimates.stocks.result import Check, Range
from sapar.estimates.stocks.structure import Structure
from sapar.maths import FloatArray


def predictive_checks(structure: Structure, unknowns: FloatArray, seed: int) -> tuple[Check, ...]:
    """How far claims lie from the estimate: all together, the farthest, and the mean by definition and by kind.

    Parameters
    ----------
    unknowns
        [draw, unknown]
    """
    if not structure.terms:
        return ()
    measured = structure.inputs.measured
    seen = see(unknowns, structure.inputs, structure.names, numpy_library())
    random = np.random.Generator(np.random.Philox([seed, 4]))
    drawn = print_numbers(measured.printed, seen.mean, seen.spread, measured.outliers, random)
    room = np.hypot(
        seen.spread, np.where(measured.printed.kernel == 0, measured.printed.half, measured.printed.excess)
    )
    there, made = ((numbers - seen.mean) / room for numbers in (measured.printed.centre, drawn))
    found = [
        _check(
            "typical distance (root mean square)",
            *(np.sqrt((each**2).mean(axis=1)) for each in (there, made)),
        ),
        _check("farthest claim", *(np.abs(each).max(axis=1) for each in (there, made))),
    ]
    for what, labels in (
        ("definition", [term.claim.definition for term in structure.terms]),
        ("kind of source", [term.kind for term in structure.terms]),
    ):
        for label in sorted(set(labels)):
            own = _of(labels, label)
            means = (each[:, own].mean(axis=1) for each in (there, made))
            found.append(_check(f"mean distance, {what} {label}", *means))
    return tuple(found)


def _of(labels: Sequence[str], label: str) -> list[int]:
    """Places of a label."""
    return [index for index, each in enumerate(labels) if each == label]


def _check(name: str, observed: FloatArray, drawn: FloatArray) -> Check:
    """A summary, draw by draw, of the ledger and of the claims drawn."""
    low, middle, high = (float(each) for each in np.quantile(drawn, [0.1, 0.5, 0.9]))
    return Check(
        name=name,
        observed=float(np.median(observed)),
        drawn=Range(median=middle, low80=low, high80=high),
        p=float((drawn >= observed).mean()),
    )
