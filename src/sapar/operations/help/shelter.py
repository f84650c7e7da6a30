"""People who were exploited need a place: who is eligible, who gets one, and how long they wait."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from sapar.casework.service import BoolArray, Servers, serve
from sapar.maths import FloatArray
from sapar.operations.help.case import WEEKS_PER_MONTH, HelpCase, Shelter
from sapar.operations.help.desk import Desk
from sapar.operations.help.luck import Luck


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheltered:
    """[replicate, person] each, in the order in which people ask; times in weeks."""

    asked: FloatArray
    """When; infinite where there is nobody."""
    national: BoolArray
    """Whether a national of the country."""
    eligible: BoolArray
    """Whether any shelter of the country takes them."""
    placed: FloatArray
    """When they get a place."""
    by_shelter: tuple[FloatArray, ...]
    """For each shelter of the sheet, [replicate] share of those of its country who are eligible for it."""


def shelter(case: HelpCase, desks: Sequence[Desk], luck: Luck) -> Sheltered:
    """Places for the exploitation cases of all institutions; people ask when their case is opened."""
    countries = list(dict.fromkeys(country for desk in desks for country in desk.institution.countries))
    asked, group, stay = [], [], []
    for desk in desks:
        demands = desk.institution.demands
        kinds = np.array([each.kind == "exploitation" for each in demands], dtype=bool)
        where = np.array([countries.index(each.country) for each in demands], dtype=np.int64)
        share = np.array([each.nationals for each in demands])
        rows = desk.opened.row
        asked.append(np.where(kinds[rows], desk.opened.time, np.inf))
        group.append(2 * where[rows] + (desk.opened.national < share[rows]))
        stay.append(desk.opened.stay)
    time = np.concatenate(asked, axis=1)
    order = np.argsort(time, axis=1, kind="stable")[:, : int(np.isfinite(time).sum(axis=1).max(initial=0))]
    times, groups, stays = (
        np.take_along_axis(np.concatenate(each, axis=1), order, axis=1) for each in (asked, group, stay)
    )
    servers = _places(case.shelters, countries, luck)
    placed, _ = serve(times, groups, stays, servers)
    taken: BoolArray = np.asarray(servers.takes.any(axis=1), dtype=bool)
    there = np.isfinite(times)
    shares = []
    for each in case.shelters:
        here = there & (groups // 2 == (countries.index(each.country) if each.country in countries else -1))
        count = here.sum(axis=1)
        takes = here & _is_eligible(each, groups % 2 == 1)
        shares.append(np.where(count > 0, takes.sum(axis=1) / np.maximum(count, 1), np.nan))
    return Sheltered(
        asked=times,
        national=np.asarray(groups % 2 == 1, dtype=bool),
        eligible=np.asarray(taken[groups], dtype=bool),
        placed=placed,
        by_shelter=tuple(shares),
    )


def _is_eligible(one: Shelter, national: BoolArray) -> BoolArray:
    """Who may come by the rules of a shelter."""
    if one.takes == "all":
        return np.ones_like(national)
    return national if one.takes == "nationals" else ~national


def _places(shelters: Sequence[Shelter], countries: list[str], luck: Luck) -> Servers:
    """Every place; those of shelters that take fewer people last, so that they are filled first."""
    takes, rates = [], []
    for each in sorted(shelters, key=lambda one: one.takes != "all"):
        if each.country not in countries:
            continue
        where = countries.index(each.country)
        nationals, foreigners = each.takes in ("nationals", "all"), each.takes in ("foreigners", "all")
        row = [
            group // 2 == where and (nationals if group % 2 else foreigners)
            for group in range(2 * len(countries))
        ]
        rate = 1.0 / luck.level(each.stay, f"{each.name}|stay")
        for _ in range(each.places):
            takes.append(row)
            rates.append(rate)
    return Servers(
        takes=np.array(takes, dtype=bool).reshape(-1, 2 * len(countries)).T.copy(),
        works=np.ones((luck.replicates, len(takes), 1), dtype=bool),
        rate=np.stack(rates, axis=1) if rates else np.zeros((luck.replicates, 0)),
        period=WEEKS_PER_MONTH,
    )
