"""Small systems made up at random: every kind of closure, list, convoy, rumour, rule of stay, ban and union."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from sapar.frame.groups import Groups
from sapar.frame.places import Place, Places
from sapar.model.build import assemble, build
from sapar.model.dated import Adjustment
from sapar.model.declarations import Declarations
from sapar.model.declarations.events import Closure, Corridor, Danger, Event, JobLoss, Limit, Rumour
from sapar.model.declarations.law import (
    RIGHTS,
    STANDING_CHANGES,
    Amnesty,
    EntryRule,
    FamilyRule,
    Membership,
    Rate,
    RegistryRule,
    Sanction,
    StayRule,
    Suspension,
)
from sapar.model.declarations.links import Link
from sapar.model.system import System
from tests.worlds import with_parameters, with_period

HOSTS = ("QXX", "QYY")
CITIZENSHIPS = ("QAA", "QBB")
FIRST, LAST = datetime.date(2030, 1, 1), datetime.date(2031, 12, 31)

CHANCES: dict[str, tuple[float, float]] = {
    "reconsider_home": (0.02, 0.6),
    "reconsider_abroad": (0.05, 0.6),
    "return_choice": (0.3, 0.9),
    "onward_share": (0.0, 0.4),
    "mode_reconsideration": (0.0, 0.6),
    "formal_share:QXX": (0.05, 0.8),
    "formal_share:QYY": (0.05, 0.8),
    "refusal_share": (0.0, 0.3),
    "separation_formal": (0.02, 0.4),
    "separation_informal": (0.02, 0.4),
    "finding": (0.05, 0.8),
    "employed_on_arrival": (0.0, 1.0),
    "leave_at_expiry": (0.0, 0.7),
    "formalise_at_expiry": (0.0, 0.5),
    "ban_after_overstay": (0.0, 1.0),
    "crossing_attempt": (0.05, 1.0),
    "belief_start": (0.0, 0.9),
    "belief_passed": (0.0, 0.9),
    "belief_stuck": (0.0, 0.2),
    "camp_give_up": (0.0, 0.2),
    "stranded_settle": (0.0, 0.6),
    "urgent_home": (0.0, 1.0),
    "tension_base": (0.0, 20.0),
    "tension_wait": (0.0, 14.0),
    "liquidity_months": (20.0, 60.0),
    "beta_danger": (0.0, 1.0),
    "accompanied:QXX": (0.0, 0.8),
    "accompanied:QYY": (0.0, 0.8),
    "family_leaves": (0.0, 1.0),
    "visa_stay_put": (0.0, 1.0),
}
"""Between which values a parameter is drawn, wider than any study would."""

BANS = (0, 10, 25, 40, 200, 36_000)
"""Days of a ban; the last is longer than any period."""

COUNTED_IN_MONTHS: dict[str, tuple[int, int]] = {"expectation_lag": (1, 4), "attempt_size": (1, 80)}


def small_system(
    declared: Declarations,
    number: int,
    change: Callable[[Declarations], Declarations] | None = None,
    adjustments: tuple[Adjustment, ...] = (),
) -> System:
    """The made-up system of that number: 20 to 300 agents, 12 to 24 months.

    `change` and `adjustments` alter what is declared and nothing that is drawn.
    """
    chance = random.Random(number)
    k = chance.choice((1, 1, 2, 3, 7))
    if chance.random() < 0.5:
        declared = with_second_gate(declared)
    first = FIRST + datetime.timedelta(days=chance.choice((0, 0, chance.randrange(364))))
    last = min(first + datetime.timedelta(days=chance.randint(365, 730)), LAST)
    declared = with_period(declared, first, last)
    hours = {link.link: chance.choice((link.hours, link.hours, 0.0, 50.0)) for link in declared.links}
    declared = replace(
        declared, links=tuple(replace(link, hours=hours[link.link]) for link in declared.links)
    )
    declared = _with_people(declared, chance, k)
    declared = with_parameters(declared, _parameters(chance))
    declared = replace(declared, events=_events(declared, chance, first, last), **_law(chance, first, last))
    declared = declared if change is None else change(declared)
    system = assemble(declared, people_per_agent=k, changes=adjustments)
    start = np.array([[chance.uniform(0.0, 60.0) * k for _ in HOSTS] for _ in CITIZENSHIPS])
    reference = np.array([[chance.uniform(1.0, 80.0) * k for _ in HOSTS] for _ in CITIZENSHIPS])
    return build(system, system.parameters, np.rint(start), np.rint(reference))


def with_second_gate(declared: Declarations) -> Declarations:
    """A second crossing with a camp, by which people of the second citizenship can go by land."""
    shared: dict[str, Any] = {"source": "authors"}
    places = declared.frame.places
    more = (
        Place(
            place="GATE-TWO", parent="QXX", kind="crossing", lat=0.0, lon=4.0, name_en="Two", name_ru="Two"
        ),
        Place(place="CAMP-TWO", parent="GATE-TWO", kind="camp", lat=0.1, lon=4.0, name_en="2", name_ru="2"),
    )
    roads = (
        Link(link="road-est-two", from_="QBB-EST", to="GATE-TWO", mode="road", km=400, hours=30.0, fare=400.0,
             currency="QBC", **shared),
        Link(link="rail-two-cap", from_="GATE-TWO", to="QXX-CAP", mode="rail", km=600, hours=20.0, fare=300.0,
             currency="QXC", **shared),
    )  # fmt: skip
    return replace(
        declared,
        frame=replace(
            declared.frame,
            places=Places(
                all=(*places.all, *more), mentioned=places.mentioned | {each.place for each in more}
            ),
        ),
        links=(*declared.links, *roads),
    )


def _with_people(declared: Declarations, chance: random.Random, k: int) -> Declarations:
    """Between 20 and 300 agents in all, in some of the groups."""
    wanted = chance.randint(20, 300) * k
    weights = [chance.random() ** 2 * (chance.random() < 0.7) for _ in declared.frame.groups]
    homes = [group.origin for group in declared.frame.groups]
    for home in dict.fromkeys(homes):
        weights[homes.index(home)] += 0.2
    groups = tuple(
        replace(group, people=max(int(wanted * weight / sum(weights)), 1))
        for group, weight in zip(declared.frame.groups, weights, strict=True)
    )
    return replace(declared, frame=replace(declared.frame, groups=Groups(all=groups)))


def _parameters(chance: random.Random) -> dict[str, float]:
    """Chances and rates; a third of them stay as they are."""
    values = {name: chance.uniform(*ends) for name, ends in CHANCES.items() if chance.random() < 0.67}
    counts = {name: float(chance.randint(*ends)) for name, ends in COUNTED_IN_MONTHS.items()}
    return {**values, **counts}


def _span(
    chance: random.Random, first: datetime.date, last: datetime.date, longest: int
) -> dict[str, datetime.date]:
    """Some days of the period, or a few around its ends."""
    days = (last - first).days
    start = first + datetime.timedelta(days=chance.randrange(-20, days))
    return {"from_": start, "until": start + datetime.timedelta(days=chance.randrange(longest))}


def _events(
    declared: Declarations, chance: random.Random, first: datetime.date, last: datetime.date
) -> tuple[Event, ...]:
    """Closures first, then whatever helps or disturbs."""
    camps = [each.place for each in declared.frame.places.of_kind("camp")]
    links = [link.link for link in declared.links]
    events: list[Event] = []

    def shared(kind: str, longest: int) -> dict[str, Any]:
        head = {"id": f"event-{len(events)}", "kind": kind, "title": {}, "source": "authors", "grade": "X"}
        return {**head, **_span(chance, first, last, longest)}

    def mostly_while_shut(kind: str, longest: int) -> dict[str, Any]:
        """Days of the period that mostly lie within some closure."""
        head = shared(kind, longest)
        closures = [each for each in events if isinstance(each, Closure)]
        if not closures or chance.random() < 0.25:
            return head
        shut = chance.choice(closures)
        days = max(((shut.until or last) - shut.from_).days, 1)
        start = shut.from_ + datetime.timedelta(days=chance.randrange(days))
        return {**head, "from_": start, "until": start + datetime.timedelta(days=chance.randrange(longest))}

    def whose() -> tuple[str, ...]:
        return chance.choice((("*",), ("QAA",), ("QBB",)))

    for _ in range(chance.choice((0, 1, 1, 2, 3, 4))):
        between = chance.random() < 0.6
        events.append(
            Closure(
                **shared("closure", 200),
                between=(chance.choice(CITIZENSHIPS), chance.choice(HOSTS)) if between else (),
                links=() if between else tuple(chance.sample(links, chance.randint(1, 4))),
                modes=chance.choice(((), (), ("road", "foot", "rail"), ("air",))),
                citizenships=whose(),
                toward=chance.choice((None, None, *HOSTS, *CITIZENSHIPS)),
            )
        )
    if chance.random() < 0.6:
        events.append(Closure(**shared("closure", 150), links=tuple(links)))
    for _ in range(chance.randrange(4)):
        events.append(
            Limit(
                **mostly_while_shut("limit", 200),
                host=chance.choice(HOSTS),
                citizenship=chance.choice(CITIZENSHIPS),
                seats_per_day=chance.randint(0, 4),
                direction=chance.choice(("home", "out")),
            )
        )
    for _ in range(chance.randrange(2, 7)):
        events.append(_corridor(chance, mostly_while_shut("corridor", 120), camps))
    for _ in range(chance.randrange(4)):
        size = chance.uniform(0.0, 1.0)
        events.append(
            Rumour(
                **mostly_while_shut("rumour", 1), camp=chance.choice(camps), size=size, citizenships=whose()
            )
        )
    if chance.random() < 0.4:
        share = chance.uniform(0.05, 0.9)
        events.append(JobLoss(**shared("job_loss", 200), place=chance.choice(HOSTS), share=share))
    if chance.random() < 0.4:
        events.append(
            Danger(**shared("danger", 1), place=chance.choice(HOSTS), size=1.0, citizenships=whose())
        )
    return tuple(events)


def _corridor(chance: random.Random, shared: dict[str, Any], camps: list[str]) -> Corridor:
    """Vehicles from a camp, once or every few days, sometimes fed from the other camps."""
    camp = chance.choice(camps)
    others = tuple(each for each in camps if each != camp)
    repeats = chance.random() < 0.7
    return Corridor(
        **{**shared, "until": shared["until"] if repeats else None},
        camp=camp,
        citizenship=chance.choice(CITIZENSHIPS),
        mode="road",
        vehicles=chance.randint(1, 3),
        seats=chance.randint(1, 20),
        feeder_from=others if chance.random() < 0.3 else (),
        every_days=chance.randint(1, 14) if repeats else None,
        quota=chance.choice((None, None, chance.randint(0, 20))),
        hours=chance.choice((0.0, 12.0, 60.0, 1900.0)),
        fare=10.0,
        currency="QXC",
    )


def _law(chance: random.Random, first: datetime.date, last: datetime.date) -> dict[str, Any]:
    """Rules of stay, suspensions, sanctions and unions; the price of papers stays."""
    middle = first + datetime.timedelta(days=chance.randint(30, 330))
    always: dict[str, Any] = {"source": "authors", "grade": "X"}
    stay: list[StayRule] = []
    for place in HOSTS:
        for citizenship in (("*",), *((code,) for code in CITIZENSHIPS if chance.random() < 0.4)):
            spans = ((first, middle), (middle + datetime.timedelta(days=1), None))
            for start, end in spans if chance.random() < 0.4 else ((first, None),):
                days = chance.choice((0, 3, 10, 30, 60, 90, 180))
                stay.append(
                    StayRule(
                        place=place,
                        citizenship=citizenship,
                        from_=start,
                        until=end,
                        days=days,
                        counting=chance.choice(("per_entry", "rolling", "calendar_year")),
                        window=days + chance.choice((0, 5, 60, 90)),
                        **always,
                    )
                )
    suspensions = [
        Suspension(place=place, citizenship=chance.choice((("*",), ("QAA",))), **always,
                   **_span(chance, first, last, 120))
        for place in HOSTS if chance.random() < 0.5
    ]  # fmt: skip
    sanctions = [
        Sanction(place=place, citizenship=("*",), from_=first, ban_days=chance.choice(BANS), **always)
        for place in HOSTS if chance.random() < 0.8
    ]  # fmt: skip
    unions = [
        Membership(union="union", member=member, from_=chance.choice((first, middle)), **always)
        for member in (*CITIZENSHIPS, *HOSTS) if chance.random() < 0.5
    ]  # fmt: skip

    def some_days(place: str, chances: float) -> Iterator[dict[str, Any]]:
        """Where a row holds and for whom, on some days, if it is there at all."""
        if chance.random() < chances:
            whom = chance.choice((("*",), ("QAA",), ("QBB",)))
            yield {"place": place, "citizenship": whom, **always, **_span(chance, first, last, 500)}

    rates = [
        Rate(**shared, change=change, per_year=chance.choice((0.2, 6.0, 24.0)))
        for place in HOSTS for change in STANDING_CHANGES for shared in some_days(place, 0.6)
    ]  # fmt: skip
    registry = [
        RegistryRule(**shared, lost=tuple(chance.sample(RIGHTS, 3)))
        for place in HOSTS for shared in some_days(place, 0.8)
    ]  # fmt: skip
    family = [
        FamilyRule(**shared, right="stay", answer="barred")
        for place in HOSTS
        for shared in some_days(place, 0.6)
    ]
    entry = [
        EntryRule(**shared, requirement="visa", answer="yes")
        for place in HOSTS
        for shared in some_days(place, 0.4)
    ]
    amnesties = [
        Amnesty(**shared, offer=offer)
        for place in HOSTS for offer in ("leave_without_ban", "regularise") for shared in some_days(place, 0.6)
    ]  # fmt: skip
    return {
        "rates": tuple(rates),
        "registry": tuple(registry),
        "family": tuple(family),
        "entry": tuple(entry),
        "amnesties": tuple(amnesties),
        "stay": tuple(stay),
        "suspensions": tuple(suspensions),
        "sanctions": tuple(sanctions),
        "unions": tuple(unions),
    }
