"""Waiting for one of several equal servers when everything is steady: Erlang's formulas."""

from __future__ import annotations

import math

import numpy as np


def waiting_chance(load: float, servers: int) -> float:
    """Chance that a case has to wait (Erlang C).

    Parameters
    ----------
    load
        Cases that come during one mean service: offered load, in servers.
    servers
        How many; each serves one case at a time, first come first served.

    Returns
    -------
    chance
        1 where the servers cannot keep up (`load >= servers`).

    Source
    ------
    Erlang (1917); recursion of the loss formula: docs/method/help-capacity.md, section 2.
    """
    if load <= 0.0:
        return 0.0
    if load >= servers:
        return 1.0
    lost = 1.0
    for server in range(1, servers + 1):
        lost = load * lost / (server + load * lost)
    return lost / (1.0 - (load / servers) * (1.0 - lost))


def mean_wait(arrivals: float, rate: float, servers: int) -> float:
    """Mean wait until service begins, in the unit of time of the rates; infinite where servers cannot keep up.

    Parameters
    ----------
    arrivals
        Cases per unit of time, Poisson.
    rate
        Cases that one server finishes per unit of time; service times exponential.
    servers
        How many.
    """
    if arrivals <= 0.0:
        return 0.0
    if servers * rate <= arrivals:
        return math.inf
    return waiting_chance(arrivals / rate, servers) / (servers * rate - arrivals)


def chance_within(wait: float, arrivals: float, rate: float, servers: int) -> float:
    """Chance that a case waits no longer than `wait`; 0 where servers cannot keep up."""
    if arrivals <= 0.0:
        return 1.0
    if servers * rate <= arrivals:
        return 0.0
    return 1.0 - waiting_chance(arrivals / rate, servers) * math.exp(-(servers * rate - arrivals) * wait)


def servers_for(wait: float, chance: float, arrivals: float, rate: float, *, most: int) -> int | None:
    """The smallest number of servers with which a case waits no longer than `wait` with a chance; none up to `most`."""
    first = max(1, math.floor(arrivals / rate)) if rate > 0.0 else most + 1
    for servers in range(first if arrivals > 0.0 else 0, most + 1):
        if chance_within(wait, arrivals, rate, servers) >= chance:
            return servers
    return None


def settling_time(arrivals: float, rate: float, servers: int) -> float:
    """Time constant with which a queue that keeps up forgets how it began; infinite where it does not keep up."""
    gap = np.sqrt(servers * rate) - np.sqrt(arrivals)
    return math.inf if gap <= 0.0 else float(1.0 / gap**2)
