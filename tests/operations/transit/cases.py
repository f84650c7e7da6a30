"""Transit cases for tests: built by hand or drawn at random."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

import numpy as np
from hypothesis import strategies as st

from sapar.operations.transit.case import Arrivals, Case, Fleet, PeopleLimit, Queue, TravellerClass
from sapar.operations.transit.case import reach_of as reach

START = datetime.date(2020, 8, 1)


def fleet(name: str = "train", queues: int = 1, **changes: Any) -> Fleet:
    """A fleet that takes everybody on all days."""
    plain: dict[str, Any] = {
        "name": name,
        "mode": "train",
        "vehicles": 1,
        "seats": 10,
        "cycle": 1,
        "feeder": 0,
        "haul": 0,
        "fare": 0.0,
        "departure_cost": 0.0,
        "payer": "donors",
        "breakdown": 0.0,
        "least_filled": 0.0,
        "first": 0,
        "last": 10_000,
        "serves": np.ones(queues, dtype=bool),
    }
    return Fleet(**(plain | changes))


def queue(class_: TravellerClass | None = None, *, camp: str = "camp", citizenship: str = "UZB") -> Queue:
    """A queue of whole groups of a class."""
    kind = class_ or TravellerClass(name="others", weight=1.0)
    seats = kind.group_size + kind.escort_seats
    return Queue(
        camp=camp,
        traveller_class=kind,
        citizenship=citizenship,
        size=kind.group_size,
        seats=seats,
        slot=seats,
        waited=0,
    )


def case(
    fleets: Sequence[Fleet],
    *,
    ready: Sequence[int],
    queues: Sequence[Queue] = (),
    unready: Sequence[int] = (),
    per_day: float = 0.0,
    days: int = 30,
    limits: dict[str, tuple[float, int]] | None = None,
    **changes: Any,
) -> Case:
    """A case; `limits` maps `processing`, `quota` or `beds` to an amount and a window."""
    waiting = tuple(queues) or (queue(),)
    count = len(waiting)
    kept = tuple(fleets)
    drafts = tuple(
        PeopleLimit(
            kind=kind,
            citizenship="",
            counts=np.ones(count, dtype=bool),
            amount=np.zeros(0),
            at_far_end=kind == "beds",
            window=window,
        )
        for kind, (_, window) in (limits or {}).items()
    )
    length = reach(days, kept, drafts)
    ceilings = tuple(
        PeopleLimit(
            kind=draft.kind,
            citizenship="",
            counts=draft.counts,
            amount=np.full(length, float((limits or {})[draft.kind][0])),
            at_far_end=draft.at_far_end,
            window=draft.window,
        )
        for draft in drafts
    )
    shares = np.zeros(count)
    shares[0] = 1.0
    come = (Arrivals(low=per_day, likely=per_day, high=per_day, first=0, last=days - 1, shares=shares),)
    plain: dict[str, Any] = {
        "name": "case",
        "start": START,
        "days": days,
        "queues": waiting,
        "ready": np.array(ready, dtype=np.int64),
        "unready": np.array(unready or [0] * count, dtype=np.int64),
        "arrivals": come if per_day else (),
        "fleets": kept,
        "limits": ceilings,
        "escorted": np.full(length, np.inf),
        "documents": np.full(length, np.inf),
        "longest_wait": None,
        "supplies": {},
        "quota_lost": 0.0,
        "daily_cost": 0.0,
        "currency": "",
        "in_cities": np.inf,
    }
    ceilings_by_day = {
        name: np.full(length, float(changes[name])) for name in ("escorted", "documents") if name in changes
    }
    return Case(**(plain | changes | ceilings_by_day))


@st.composite
def small_cases(draw: st.DrawFn, *, groups: bool = True, most_days: int = 4) -> Case:
    """Two queues, one or two fleets, a few days, every kind of ceiling."""
    classes = [TravellerClass(name="others", weight=1.0)]
    pair = groups and draw(st.booleans())
    classes.append(
        TravellerClass(name="families", weight=float(draw(st.integers(1, 3))), group_size=2 if pair else 1)
    )
    queues = [queue(one) for one in classes]
    days = draw(st.integers(2, most_days))
    fleets = []
    for number in range(draw(st.integers(1, 2))):
        mode = "bus" if number == 0 else "train"
        fleets.append(
            fleet(
                mode,
                len(queues),
                mode=mode,
                vehicles=draw(st.integers(1, 2)),
                seats=2 * draw(st.integers(1, 2)),
                cycle=draw(st.integers(1, 3)),
                feeder=draw(st.integers(0, 1)),
                haul=draw(st.integers(0, 1)),
                first=draw(st.integers(0, 1)),
                last=days - 1,
            )
        )
    limits = {}
    if draw(st.booleans()):
        limits["processing"] = (float(draw(st.integers(1, 5))), 1)
    if draw(st.booleans()):
        limits["beds"] = (float(draw(st.integers(2, 8))), draw(st.integers(1, 3)))
    extra: dict[str, Any] = {}
    if draw(st.booleans()):
        extra["escorted"] = draw(st.integers(1, 2))
    if draw(st.booleans()):
        extra["documents"] = draw(st.integers(1, 2))
    return case(
        fleets,
        queues=queues,
        ready=[draw(st.integers(0, most_days)), draw(st.integers(0, 3))],
        unready=[draw(st.integers(0, 2)), 0],
        per_day=float(draw(st.integers(0, 2))),
        days=days,
        limits=limits,
        **extra,
    )


@st.composite
def larger_cases(draw: st.DrawFn) -> Case:
    """Several classes with groups and escorts, two citizenships, three fleets, up to twelve days."""
    kinds = [
        TravellerClass(name="others", weight=1.0),
        TravellerClass(name="families", weight=3.0, group_size=draw(st.sampled_from([2, 3, 4]))),
        TravellerClass(name="unaccompanied_children", weight=4.5, escort_seats=1, pays=0.0),
    ]
    queues = [queue(kind, citizenship=code) for kind in kinds for code in ("UZB", "KGZ")]
    days = draw(st.integers(3, 12))
    fleets = [
        fleet(
            f"fleet-{number}",
            len(queues),
            mode=draw(st.sampled_from(["bus", "train"])),
            vehicles=draw(st.integers(0, 4)),
            seats=draw(st.integers(4, 40)),
            cycle=draw(st.integers(1, 6)),
            feeder=draw(st.integers(0, 2)),
            haul=draw(st.integers(0, 3)),
            breakdown=draw(st.sampled_from([0.0, 0.2])),
            serves=np.array([draw(st.booleans()) or number == 0 for _ in queues]),
            last=days - 1,
        )
        for number in range(3)
    ]
    return case(
        fleets,
        queues=queues,
        ready=[draw(st.integers(0, 40)) for _ in queues],
        unready=[draw(st.integers(0, 5)) for _ in queues],
        per_day=float(draw(st.integers(0, 20))),
        days=days,
        limits={
            "processing": (float(draw(st.integers(0, 120))), 1),
            "quota": (float(draw(st.integers(0, 100))), 1),
            "beds": (float(draw(st.integers(0, 200))), draw(st.integers(1, 5))),
        },
        escorted=draw(st.integers(0, 5)),
        documents=draw(st.integers(0, 6)),
        quota_lost=draw(st.sampled_from([0.0, 0.3])),
        longest_wait=draw(st.sampled_from([None, 4])),
    )
