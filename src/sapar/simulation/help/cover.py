"""Whom institutions reach, month by month; months in which nothing about them changed share what was worked out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray
from sapar.model.system import System

OWN = ("association", "union")
"""Kinds that migrants trust as their own."""
WATCHING = ("association", "ngo", "union", "partner", "international")
"""Kinds that look out for people in forced labour without being the state."""


class Cover(NamedTuple):
    """What institutions cover in each of some months."""

    reach: FloatArray
    """[month, I, C, D, status] how much of a host an open institution serves, 0 for those it does not."""
    trusted: FloatArray
    """[month, C, D] 1 where an association or union reaches people."""
    eligible: FloatArray
    """[month, C, D] 1 where a state shelter takes migrants of the citizenship."""
    watched: FloatArray
    """[month, C, D] 1 where anybody but the state looks out for migrants of the citizenship."""
    shelters_nationals: NDArray[np.bool_]
    """[month, D] where a state shelter takes the host's own citizens."""


def cover_by_month(system: System, first: int) -> Cover:
    """What institutions cover in each month from the first on."""
    institutions, found = system.institutions, dict[bytes, Cover]()
    dated = (
        institutions.is_open, institutions.serves, institutions.serves_nationals, institutions.statuses,
        institutions.covers,
    )  # fmt: skip
    by_month = []
    for month in range(first, system.calendar.months):
        key = b"".join(each[month].tobytes() for each in dated)
        if key not in found:
            found[key] = _cover(system, month)
        by_month.append(found[key])
    return Cover(*(np.stack(each) for each in zip(*by_month, strict=True)))


def _cover(system: System, month: int) -> Cover:
    """What institutions cover in one month; without the axis of months."""
    institutions = system.institutions
    kinds, is_open = np.array(institutions.kinds), institutions.is_open[month]
    serves, is_there = institutions.serves[month], institutions.covers[month] > 0
    takes = serves[:, :, None] & is_there[:, None, :]
    who = serves[:, :, None, None] * institutions.statuses[month][:, None, None, :]
    where = (institutions.covers[month] * is_open[:, None])[:, None, :, None]
    reach = np.asarray(who * where)
    shelters, watching = (kinds == "shelter") & is_open, np.isin(kinds, WATCHING) & is_open
    foreign = np.array(system.axes.citizenships)[:, None] != np.array(system.axes.countries)[None, :]
    return Cover(
        reach=reach,
        trusted=np.asarray((reach[np.isin(kinds, OWN)] > 0).any(axis=(0, 3)), np.float64),
        eligible=np.asarray(takes[shelters].any(axis=0) & foreign, np.float64),
        watched=np.asarray(takes[watching].any(axis=0), np.float64),
        shelters_nationals=(institutions.serves_nationals[month] & is_there)[shelters].any(axis=0),
    )
