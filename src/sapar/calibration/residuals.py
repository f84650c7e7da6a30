"""Every target before and after, in its own unit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sapar.calibration.result import Residual, Spread, spread_of
from sapar.calibration.targets import Target
from sapar.maths import FloatArray
from sapar.results.confront import bounds, printed


def residuals_of(
    targets: Sequence[Target],
    before: FloatArray,
    after: FloatArray,
    own: FloatArray,
    errors: FloatArray,
) -> tuple[Residual, ...]:
    """One residual for every target that the tables answer.

    Parameters
    ----------
    before, after
        [target, member] answers in the targets' units.
    own
        [target, member] the members' own estimates of the same at the end; 0 for figures.
    errors
        [target] standard deviation of each target's error; NaN where it was not fitted.
    """
    found = []
    for index, target in enumerate(targets):
        if np.isnan(before[index]).any() or np.isnan(after[index]).any():
            continue
        first, last = spread_of(before[index]), spread_of(after[index])
        said, low, high = _said(target, own[index])
        middle = said.median if np.isfinite(said.median) else (high if np.isfinite(high) else low)
        apart = float("nan")
        if errors[index] > 0 and last.median > 0 and middle > 0:
            apart = float(np.log(last.median / middle) / errors[index])
        found.append(
            Residual(
                id=target.id,
                claims=target.claims,
                citizenship=target.citizenship,
                place=target.place,
                year=int(target.year),
                unit="persons" if target.figure is None else target.figure.unit or "1",
                said=said,
                before=first,
                after=last,
                was_inside=bool(_holds(target, first.median, low, high)),
                is_inside=bool(_holds(target, last.median, low, high)),
                apart=apart,
                unused=target.unused,
            )
        )
    return tuple(found)


def _holds(target: Target, median: float, low: float, high: float) -> bool:
    """Whether the median is within what is allowed."""
    if target.unused == "truth":
        return median >= 0.5 if target.figure and target.figure.operator != "positive_share" else median > 0
    return low <= median <= high


def _said(target: Target, own: FloatArray) -> tuple[Spread, float, float]:
    """What is said, and the ends of what is allowed."""
    if target.figure is None:
        said = spread_of(own)
        return said, said.low90, said.high90
    low, high = bounds(target.figure)
    ends = [end for end in printed(target.figure) if np.isfinite(end)]
    middle = float(np.mean(ends)) if ends else float("nan")
    return Spread(median=middle, low90=float(low), high90=float(high)), low, high
