"""People in forced labour: who falls in, who gets out, who is identified by whom, and which of six needs are met."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.mechanisms import exploitation, membership
from sapar.model.mechanisms.aid import shared_out
from sapar.model.system import System
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
    system: System, exploited: Exploited, record: dict[str, Any], month: int, people: Workers, luck: Luck
) -> None:
    """One month of exploitation, identification and help to those identified."""
    parameters = system.parameters
    entry = exploitation.entry_hazard(parameters, people.channels, people.informal)
    entered = luck.binomial(ENTER, people.total, exploitation.monthly(entry))
    now = exploited.people
    eligible = _eligible(system, month)
    monthly = exploitation.monthly
    by_state = luck.binomial(BY_STATE, now, monthly(exploitation.state_detection(parameters, eligible)))
    rest = now - by_state
    by_ngo = luck.binomial(BY_NGO, rest, monthly(parameters["detect_ngo"] * _watched(system, month)))
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
    _assist(system, record, month, identified, _nationals(system, record, month, luck))


def _nationals(system: System, record: dict[str, Any], month: int, luck: Luck) -> IntArray:
    """[D] of the host's own citizens identified."""
    parameters = system.parameters
    there = nearest(exploitation.exploited_nationals(parameters, system.axes.countries))
    state = luck.poisson(NATIONAL_STATE, np.asarray(there * (parameters["detect_national"] / 12.0)))
    ngo = luck.poisson(NATIONAL_NGO, np.asarray(there * (parameters["detect_ngo_national"] / 12.0)))
    institutions = system.institutions
    shelters = _of_kind(system, "shelter") & institutions.is_open[month]
    open_to = (institutions.serves_nationals[month] & (institutions.covers[month] > 0))[shelters].any(axis=0)
    counts = {
        "exploited": there,
        "identified_state": state,
        "identified_ngo": ngo,
        "identified_eligible": np.where(open_to, state + ngo, 0),
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
        for service in np.flatnonzero(institutions.services[month, index]):
            wanted = open_needs[:, :, service] * who
            met = shared_out(int(able[index]), wanted.reshape(-1)).reshape(wanted.shape)
            open_needs[:, :, service] -= met
    met_all = needs[:, :, None] - open_needs
    record["help_assisted"][month, :, 0] = met_all[-1]
    record["help_assisted"][month, :, 1] = met_all[:-1].sum(axis=0)
    record["help_needed"][month, :, 0] = nationals
    record["help_needed"][month, :, 1] = foreigners.sum(axis=0)


def _eligible(system: System, month: int) -> FloatArray:
    """[C, D] 1 where a state shelter takes migrants of the citizenship."""
    institutions = system.institutions
    shelters = _of_kind(system, "shelter") & institutions.is_open[month]
    takes = institutions.serves[month][:, :, None] & (institutions.covers[month] > 0)[:, None, :]
    foreign = np.array(system.axes.citizenships)[:, None] != np.array(system.axes.countries)[None, :]
    return np.asarray(takes[shelters].any(axis=0) & foreign, np.float64)


def _watched(system: System, month: int) -> FloatArray:
    """[C, D] 1 where anybody but the state looks out for migrants of the citizenship."""
    institutions = system.institutions
    own = (
        np.isin(institutions.kinds, ("association", "ngo", "union", "partner", "international"))
        & institutions.is_open[month]
    )
    looks = institutions.serves[month][:, :, None] & (institutions.covers[month] > 0)[:, None, :]
    return np.asarray(looks[own].any(axis=0), np.float64)


def _of_kind(system: System, kind: str) -> np.ndarray:
    """[I] which institutions are of a kind."""
    return np.asarray([each == kind for each in system.institutions.kinds])
