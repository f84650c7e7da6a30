"""What one more saves, and what a loss costs: the same cases with the same luck, with one thing changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from sapar.maths import FloatArray
from sapar.operations.help.case import HelpCase, Institution, Partner, Range, Shelter
from sapar.operations.help.course import Course, live_all
from sapar.operations.help.objective import Objective
from sapar.operations.help.outcome import Band, band


@dataclass(frozen=True, slots=True, kw_only=True)
class Lever:
    """One change of a sheet."""

    kind: str
    """`lawyer`, `partner`, `first_partner`, `place`, `open_shelter`, `fundraising`; `lost_partner`, `law`."""
    of: str
    """Institution or shelter."""
    where: str = ""
    """Country."""
    cost: int = 0
    """Minor units of money a month that somebody else pays for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Paired differences that a lever makes, by replicate: changed less unchanged."""

    lever: Lever
    """What was changed."""
    weeks_waited: FloatArray
    """[replicate] person-weeks of waiting for work, at home and abroad."""
    resolved: FloatArray
    """[replicate] cases resolved."""
    resolved_abroad: FloatArray
    """[replicate] of them by partners."""
    wages: FloatArray
    """[replicate] wages recovered, minor units."""
    kits: FloatArray
    """[replicate] kits delivered."""
    placed: FloatArray
    """[replicate] people who get a shelter place within the plan."""
    weeks_for_place: FloatArray
    """[replicate] person-weeks of waiting for a place, of those eligible or not."""
    eligible: Band
    """Share of those who need a place in the country who may come to the shelter, with the change."""
    coverage: Band
    """Kits delivered as a share of the need, with the change."""

    def gains(self, objective: Objective) -> FloatArray:
        """[replicate] by how much an aim is served."""
        if objective is Objective.WAITING:
            return -(self.weeks_waited + self.weeks_for_place)
        if objective is Objective.UNMET_NEED:
            return self.kits + self.placed
        return self.resolved if objective is Objective.RESOLVED else self.wages

    def rank(self, objective: Objective) -> tuple[float, float]:
        """What levers are ordered by: the middle draw, then the mean."""
        gains = self.gains(objective)
        return band(gains).middle, float(gains.mean())


def one_more(case: HelpCase, base: Course, objective: Objective) -> tuple[Effect, ...]:
    """What one more lawyer, partner, place or fundraising gives, the best first."""
    effects = [_effect(lever, changed, base) for lever, changed in _gains(case)]
    return tuple(sorted(effects, key=lambda each: each.rank(objective), reverse=True))


def losses(case: HelpCase, base: Course, restriction: float) -> tuple[Effect, ...]:
    """What is lost with each partner, and under a law that keeps a share of joins, grants and partners' work away."""
    return tuple(_effect(lever, changed, base) for lever, changed in _losses(case, restriction))


def _gains(case: HelpCase) -> Iterator[tuple[Lever, HelpCase]]:
    """Every sheet with one more of something."""
    for each in case.institutions:
        lawyer = each.staffed("lawyer")
        if lawyer is not None:
            lever = Lever(kind="lawyer", of=each.name, cost=lawyer.salary)
            yield lever, case.with_institution(replace(each, lent=each.lent + 1))
        for partner in each.partners:
            lever = Lever(kind="partner", of=each.name, where=partner.country)
            yield lever, case.with_institution(with_partner(each, partner.country, partner.people + 1))
        served = {partner.country for partner in each.partners}
        for country in each.countries:
            needs = any(one.solved_at_home.low < 1.0 for one in each.demands if one.country == country)
            if country not in served and needs and (each.partners or lawyer):
                lever = Lever(kind="first_partner", of=each.name, where=country)
                yield lever, case.with_institution(with_partner(each, country, 1))
        if each.campaigns:
            doubled = tuple(replace(one, times=2 * one.times) for one in each.campaigns)
            yield (
                Lever(kind="fundraising", of=each.name),
                case.with_institution(replace(each, campaigns=doubled)),
            )
    for shelter in case.shelters:
        lever = Lever(kind="place", of=shelter.name, where=shelter.country)
        yield lever, with_shelter(case, replace(shelter, places=shelter.places + 1))
        if shelter.takes != "all":
            lever = Lever(kind="open_shelter", of=shelter.name, where=shelter.country)
            yield lever, with_shelter(case, replace(shelter, takes="all"))


def _losses(case: HelpCase, restriction: float) -> Iterator[tuple[Lever, HelpCase]]:
    """Every sheet with something lost."""
    for each in case.institutions:
        for partner in each.partners:
            left = tuple(one for one in each.partners if one.country != partner.country)
            lever = Lever(kind="lost_partner", of=each.name, where=partner.country)
            yield lever, case.with_institution(replace(each, partners=left))
        yield Lever(kind="law", of=each.name), case.with_institution(restricted(each, restriction))


def with_partner(institution: Institution, country: str, people: int) -> Institution:
    """An institution with so many people of a partner in a country; a first one works like others, or a lawyer."""
    known = {one.country: one for one in institution.partners}
    if country in known:
        known[country] = replace(known[country], people=people)
    else:
        lawyer = institution.staffed("lawyer")
        rate: Range = institution.partners[0].rate if institution.partners or lawyer is None else lawyer.rate
        known[country] = Partner(country=country, people=people, rate=rate)
    return replace(institution, partners=tuple(known.values()))


def restricted(institution: Institution, level: float) -> Institution:
    """An institution under a law at least that restrictive."""
    now = institution.figures["restriction"]
    harder = Range(low=max(now.low, level), likely=max(now.likely, level), high=max(now.high, level))
    return replace(institution, figures={**institution.figures, "restriction": harder})


def with_shelter(case: HelpCase, changed: Shelter) -> HelpCase:
    """The same with one shelter replaced by that of the same name."""
    return replace(
        case, shelters=tuple(changed if one.name == changed.name else one for one in case.shelters)
    )


def _effect(lever: Lever, changed: HelpCase, base: Course) -> Effect:
    """The difference that a change makes."""
    other = live_all(changed, base.luck, base)
    return Effect(
        lever=lever,
        weeks_waited=_sum(other, "weeks_waited") - _sum(base, "weeks_waited"),
        resolved=_sum(other, "resolved") - _sum(base, "resolved"),
        resolved_abroad=_abroad(other) - _abroad(base),
        wages=_sum(other, "wages") - _sum(base, "wages"),
        kits=_kits(other) - _kits(base),
        placed=other.placed - base.placed,
        weeks_for_place=other.weeks_for_place - base.weeks_for_place,
        eligible=_eligible(lever, other),
        coverage=band(other.coverage),
    )


def _eligible(lever: Lever, course: Course) -> Band:
    """Who may come to the shelter that a lever is about; nothing where it is about none."""
    names = [each.name for each in course.case.shelters]
    is_shelter = lever.kind in ("place", "open_shelter")
    return band(course.sheltered.by_shelter[names.index(lever.of)] if is_shelter else np.nan)


def _sum(course: Course, name: str) -> FloatArray:
    """[replicate] a number of all institutions together."""
    return np.asarray(sum(getattr(each, name) for each in course.outcomes), dtype=np.float64)


def _abroad(course: Course) -> FloatArray:
    """[replicate] cases that partners resolved."""
    return np.asarray(sum(each.resolved_abroad.sum(axis=1) for each in course.outcomes), dtype=np.float64)


def _kits(course: Course) -> FloatArray:
    """[replicate] kits delivered."""
    return np.asarray(sum(each.money.delivered.sum(axis=1) for each in course.desks), dtype=np.float64)
