"""The case with all people of a camp and citizenship taken together: a far smaller programme for the vehicles."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sapar.maths import IntArray
from sapar.operations.transit.case import Case, Queue, TravellerClass


def coarse(case: Case, arrived: IntArray) -> tuple[Case, IntArray]:
    """The case by camp and citizenship in single persons, and [queue, day] who comes to it."""
    keys = [(queue.camp, queue.citizenship) for queue in case.queues]
    places = sorted(set(keys))
    member = np.array([[key == place for key in keys] for place in places], dtype=np.int64)
    people = case.sizes * (case.ready + case.unready + arrived.sum(axis=1))
    first = [int(np.argmax(row)) for row in member]
    weights = (member @ (people * case.weights)) / np.maximum(member @ people, 1)
    queues = tuple(
        Queue(
            camp=camp,
            traveller_class=TravellerClass(name="all", weight=max(float(weight), 0.01), pays=1.0),
            citizenship=citizenship,
            size=1,
            seats=1,
            slot=1,
            waited=0,
        )
        for (camp, citizenship), weight in zip(places, weights, strict=True)
    )
    smaller = replace(
        case,
        queues=queues,
        ready=member @ (case.ready * case.sizes),
        unready=member @ (case.unready * case.sizes),
        arrivals=tuple(replace(each, shares=member @ each.shares) for each in case.arrivals),
        fleets=tuple(replace(fleet, serves=fleet.serves[first]) for fleet in case.fleets),
        limits=tuple(replace(limit, counts=limit.counts[first]) for limit in case.limits),
        longest_wait=None,
    )
    return smaller, np.asarray(member @ (arrived * case.sizes[:, None]))


def shortened(case: Case, days: int) -> Case:
    """The first days of a case."""
    fleets = tuple(replace(fleet, last=min(fleet.last, days - 1)) for fleet in case.fleets)
    return replace(case, days=days, fleets=fleets)
