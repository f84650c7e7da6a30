"""Cases served one by one, first come first served, by people who take some kinds and work in some periods."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sapar.maths import FloatArray, IntArray

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """Those who serve: lawyers, partners abroad, shelter places."""

    takes: BoolArray
    """[group, server] whether a server takes cases of a group."""
    works: BoolArray
    """[replicate, server, period] whether a server begins cases in a period; the last period goes on for ever."""
    rate: FloatArray
    """[replicate, server] cases per unit of time, above zero."""
    period: float
    """Length of a period, in the same unit of time."""


def serve(
    arrival: FloatArray, group: IntArray, work: FloatArray, servers: Servers
) -> tuple[FloatArray, FloatArray]:
    """When each case begins and when it is finished.

    A case begins with the server that takes its group and can begin it first; where several can at once, with the
    last listed, so list those who take less or leave sooner last. A case that has begun is finished, even if its
    server leaves meanwhile. What nobody will ever begin has an infinite beginning.

    Parameters
    ----------
    arrival
        [replicate, case] when it comes, in rising order; infinite: it does not come.
    group
        [replicate, case] what it is.
    work
        [replicate, case] how long it takes a server of rate 1.

    Returns
    -------
    begins, ends
        [replicate, case] times.
    """
    begins = np.full(arrival.shape, np.inf)
    ends = np.full(arrival.shape, np.inf)
    if servers.rate.shape[1]:
        _serve_all(
            arrival, group, work, servers.takes, servers.works, servers.rate, servers.period, begins, ends
        )
    return begins, ends


def count_by_period(times: FloatArray, counted: BoolArray, periods: int, period: float) -> IntArray:
    """[replicate, period] events in each period; those outside all periods are left out.

    Parameters
    ----------
    times, counted
        [replicate, case] when, infinite: never; and whether it counts.
    """
    return np.asarray(_count(times, counted, periods, period), dtype=np.int64)


@njit(cache=True)
def _count(times: Any, counted: Any, periods: int, period: float) -> Any:
    """See `count_by_period`."""
    found = np.zeros((times.shape[0], periods), dtype=np.int64)
    for replicate in range(times.shape[0]):
        for case in range(times.shape[1]):
            time = times[replicate, case]
            if counted[replicate, case] and 0.0 <= time < periods * period:
                found[replicate, min(int(time / period), periods - 1)] += 1
    return found


@njit(cache=True)
def _serve_all(
    arrival: Any,
    group: Any,
    work: Any,
    takes: Any,
    works: Any,
    rate: Any,
    period: float,
    begins: Any,
    ends: Any,
) -> None:
    """Every replicate."""
    for replicate in range(arrival.shape[0]):
        free = np.zeros(rate.shape[1])
        for case in range(arrival.shape[1]):
            come = arrival[replicate, case]
            if not np.isfinite(come):
                break
            best, first = -1, np.inf
            for server in range(rate.shape[1] - 1, -1, -1):
                ready = max(come, free[server])
                if ready < first and takes[group[replicate, case], server]:
                    ready = _on_duty(ready, works[replicate, server], period)
                    if ready < first:
                        best, first = server, ready
                        if first == come:
                            break
            if best >= 0:
                begins[replicate, case] = first
                free[best] = first + work[replicate, case] / rate[replicate, best]
                ends[replicate, case] = free[best]


@njit(cache=True)
def _on_duty(time: Any, works: Any, period: float) -> Any:
    """The first moment from a time on at which a server begins cases."""
    last = works.shape[0] - 1
    number = min(int(time / period), last)
    if works[number]:
        return time
    while number < last:
        number += 1
        if works[number]:
            return number * period
    return np.inf
