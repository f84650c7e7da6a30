"""Where ribbons meet a circle: side by side, each as near to its own direction as the others allow."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]

FULL_TURN = 2.0 * np.pi


def dock(wanted: ArrayLike, half_widths: ArrayLike) -> FloatArray:
    """Angles at which all ends fit on the circle without touching.

    Parameters
    ----------
    wanted
        [end] radians, the direction each end would take if it were alone.
    half_widths
        [end] radians, half the arc each end takes up; their doubled sum is at most a full turn.

    Returns
    -------
    angles
        [end] radians, as near to `wanted` as possible (least squares, cut at the widest free arc), with
        neighbours at least the sum of their half widths apart.

    Raises
    ------
    ValueError
        The ends together are wider than the circle.
    """
    directions = np.mod(np.asarray(wanted, dtype=np.float64), FULL_TURN)
    halves = np.asarray(half_widths, dtype=np.float64)
    if directions.size == 0:
        return directions
    slack = FULL_TURN - 2.0 * float(halves.sum())
    if slack < -1e-9:
        raise ValueError("the ends are together wider than the circle")
    order = _from_widest_gap(directions)
    line = directions[order]
    line = np.where(line < line[0], line + FULL_TURN, line)
    steps = halves[order]
    offsets = np.concatenate([[0.0], np.cumsum(steps[:-1] + steps[1:])])
    level = _never_falling(line - offsets)
    middle = float((level[0] + level[-1]) / 2.0)
    level = np.clip(level, middle - max(0.0, slack) / 2.0, middle + max(0.0, slack) / 2.0)
    angles = np.empty_like(line)
    angles[order] = np.mod(level + offsets, FULL_TURN)
    return angles


def half_width(width: ArrayLike, radius: ArrayLike) -> FloatArray:
    """Half the angle that a ribbon of that width takes up on a circle of that radius, radians."""
    share = np.asarray(width, dtype=np.float64) / (2.0 * np.asarray(radius, dtype=np.float64))
    return np.asarray(np.arcsin(np.clip(share, 0.0, 1.0)))


def _from_widest_gap(directions: FloatArray) -> NDArray[np.intp]:
    """The ends in order of angle, beginning after the widest free arc."""
    order = np.argsort(directions, kind="stable")
    line = directions[order]
    gaps = np.diff(np.concatenate([line, [line[0] + FULL_TURN]]))
    return np.roll(order, -(int(np.argmax(gaps)) + 1))


def _never_falling(values: FloatArray) -> FloatArray:
    """The nearest sequence that never falls: neighbours that fall are pooled at their mean."""
    pools: list[tuple[float, int]] = []
    for value in values.tolist():
        total, count = float(value), 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            before, members = pools.pop()
            total, count = total + before, count + members
        pools.append((total, count))
    return np.array([total / count for total, count in pools for _ in range(count)])
