"""People in forced labour: who falls in, who gets out, who is identified by whom, and which of six needs are met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sapar.maths import IntArray
from sapar.model.mechanisms import exploitation, membership
from sapar.model.mechanisms.aid import shared_out
from sapar.model.system import System
from sapar.simulation.help.cover import Cover
from sapar.simulation.help.draws import Luck, nearest
from sapar.simulation.help.people import Workers
from sapar.simulation.help.record import NATIONALS, WORKERS

ENTER, ESCAPE, BY_STATE, BY_NGO, BY_SELF, NATIONAL_STATE, NATIONAL_NGO = range(7, 14)
"""Decisions."""


@dataclass(kw_only=True)
class Exploited:
    """Migrants in forced labour."""

    people: IntArray
    """[C, D]"""

    @classmethod
    def at_rest(cls, system: System, people: Workers) -> Exploited:
        """As many as entries and exits balance at, for the workers of the first month."""
        entry = exploitation.entry_hazard(system.parameters, people.channels, people.informal)
        share = exploitation.resting_share(entry, np.asarray(system.parameters["exploited_escape"]))
        return cls(people=nearest(people.total * share))


def count_victims(
    system: System,
    exploited: Exploited,
    record: dict[str, Any],
    month: int,
    people: Workers,
    cover: Cover,
    luck: Luck,
) -> None:
    """One month of exploitation, identification and help to those identified."""
    parameters = system.parameters
    entry = exploitation.entry_hazard(parameters, people.channels, people.informal)
    entered = luck.binomial(ENTER, people.total, exploitation.monthly(entry))
    now = exploited.people
    eligible = cover.eligible
    monthly = exploitation.monthly
    by_state = luck.binomial(BY_STATE, now, monthly(exploitation.state_detection(parameters, eligible)))
    rest = now - by_state
    by_ngo = luck.binomial(BY_NGO, rest, monthly(parameters["detect_ngo"] * cover.watched))
    rest = rest - by_ngo
    by_self = luck.binomial(BY_SELF, rest, monthly(parameters["detect_self"]))
    rest = rest - by_self
    escaped = luck.binomial(ESCAPE, rest, monthly(parameters["exploited_escape"]))
    exploited.people = rest - escaped + entered
    identified = by_state + by_ngo + by_self
    counts = {
        "exploited": now,
        "newly_exploited": entered,
        "escaped": escaped,
        "identified_state": by_state,
        "identified_ngo": by_ngo,
        "identified_self": by_self,
        "identified_eligible": np.where(eligible > 0, identified, 0),
    }
    for name, values in counts.items():
        record["help_workers"][month, ..., WORKERS.index(name)] = values
    _assist(system, record, month, identified, _nationals(system, record, month, cover, luck))


def _nationals(system: System, record: dict[str, Any], month: int, cover: Cover, luck: Luck) -> IntArray:
    """[D] of the host's own citizens identified."""
    parameters = system.parameters
    there = nearest(exploitation.exploited_nationals(parameters, system.axes.countries))
    state = luck.poisson(NATIONAL_STATE, np.asarray(there * (parameters["detect_national"] / 12.0)))
    ngo = luck.poisson(NATIONAL_NGO, np.asarray(there * (parameters["detect_ngo_national"] / 12.0)))
    counts = {
        "exploited": there,
        "identified_state": state,
        "identified_ngo": ngo,
        "identified_eligible": np.where(cover.shelters_nationals, state + ngo, 0),
    }
    for name, values in counts.items():
        record["help_nationals"][month, :, NATIONALS.index(name)] = values
    return np.asarray(state + ngo)


def _assist(
    system: System, record: dict[str, Any], month: int, foreigners: IntArray, nationals: IntArray
) -> None:
    """Each identified person has six needs; institutions meet those they offer, as far as their staff goes."""
    institutions = system.institutions
    days = int(system.calendar.month_length[month])
    able = membership.capacity(record["help_staff"][month], institutions.cases_per_week[month], days)
    needs = np.concatenate([foreigners, nationals[None, :]])
    open_needs = np.repeat(needs[:, :, None], institutions.services.shape[2], axis=2)
    for index in np.flatnonzero(institutions.services[month].any(axis=1) & institutions.is_open[month]):
        serves = institutions.serves[month, index][:, None] & (institutions.covers[month, index] > 0)[None, :]
        own = institutions.serves_nationals[month, index] & (institutions.covers[month, index] > 0)
        who = np.concatenate([serves, own[None, :]])
        wanted = open_needs * (who[:, :, None] & institutions.services[month, index])
        if (wanted.sum(axis=(0, 1)) <= able[index]).all():
            open_needs -= wanted
            continue
        for service in np.flatnonzero(institutions.services[month, index]):
            asked = wanted[:, :, service]
            open_needs[:, :, service] -= shared_out(int(able[index]), asked.reshape(-1)).reshape(asked.shape)
    met_all = needs[:, :, None] - open_needs
    record["help_assisted"][month, :, 0] = met_all[-1]
    record["help_assisted"][month, :, 1] = met_all[:-1].sum(axis=0)
    record["help_needed"][month, :, 0] = nationals
    record["help_needed"][month, :, 1] = foreigners.sum(axis=0)
