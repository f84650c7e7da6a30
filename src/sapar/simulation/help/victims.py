"""People in forced labour: who falls in, who gets out, who is identified by whom, and which of six needs are met."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.mechanisms import exploitation
from sapar.model.mechanisms.aid import shared_out
from sapar.model.system import System
from sapar.simulation.help.cover import Cover
from sapar.simulation.help.draws import Luck, nearest
from sapar.simulation.help.giving import cases_servable
from sapar.simulation.help.people import Workers
from sapar.simulation.help.record import NATIONALS, WORKERS, Accounts

ENTER, ESCAPE, BY_STATE, BY_NGO, BY_SELF, NATIONAL_STATE, NATIONAL_NGO = range(7, 14)
"""Decisions."""


def exploited_at_rest(system: System, people: Workers) -> IntArray:
    """[month, C, D] as many in forced labour as entries and exits balance at, for the workers of each month."""
    entry = exploitation.entry_hazard(system.parameters, people.channels, people.informal)
    share = exploitation.resting_share(entry, np.asarray(system.parameters["exploited_escape"]))
    return nearest(people.total * share)


class Ways(NamedTuple):
    """Into and out of forced labour, month by month."""

    entered: IntArray
    """[month, C, D] workers who fall in."""
    by_state: FloatArray
    """[month, C, D] chances, here and below: of those still exploited when their turn comes."""
    by_ngo: FloatArray
    by_self: FloatArray
    escape: FloatArray


def ways_by_month(system: System, people: Workers, cover: Cover, luck: Luck) -> Ways:
    """What the workers, the law and the institutions of each month make likely."""
    parameters, monthly, shape = system.parameters, exploitation.monthly, people.total.shape
    entry = exploitation.entry_hazard(parameters, people.channels, people.informal)

    def everywhere(hazard: float) -> FloatArray:
        """The same chance in every month and for everyone."""
        return np.broadcast_to(monthly(hazard), shape)

    return Ways(
        entered=luck.binomial(ENTER, people.total, monthly(entry)),
        by_state=monthly(exploitation.state_detection(parameters, cover.eligible)),
        by_ngo=monthly(parameters["detect_ngo"] * cover.watched),
        by_self=everywhere(parameters["detect_self"]),
        escape=everywhere(parameters["exploited_escape"]),
    )


def live_exploited(exploited: IntArray, record: Accounts, month: int, ways: Ways, luck: Luck) -> IntArray:
    """[C, D] those exploited a month later; `ways` and `luck` are of one month, `ways` without its axis."""
    left, counts = exploited[None], {"exploited": exploited, "newly_exploited": ways.entered}
    for decision, name, chance in (
        (BY_STATE, "identified_state", ways.by_state),
        (BY_NGO, "identified_ngo", ways.by_ngo),
        (BY_SELF, "identified_self", ways.by_self),
        (ESCAPE, "escaped", ways.escape),
    ):
        out = luck.binomial(decision, left, chance)
        left, counts[name] = left - out, out[0]
    for name, values in counts.items():
        record["help_workers"][month, ..., WORKERS.index(name)] = values
    return np.asarray(left[0] + ways.entered)


def help_victims(system: System, record: Accounts, first: int, cover: Cover, luck: Luck) -> None:
    """Who is identified in every month from the first on, the host's own citizens too, and which needs are met."""
    of = record["help_workers"][first:]
    identified = sum(of[..., WORKERS.index(f"identified_{who}")] for who in ("state", "ngo", "self"))
    foreigners = np.asarray(identified, np.int64)
    of[..., WORKERS.index("identified_eligible")] = np.where(cover.eligible > 0, foreigners, 0)
    _assist(system, record, first, foreigners, _nationals(system, record, first, cover, luck))


def _nationals(system: System, record: Accounts, first: int, cover: Cover, luck: Luck) -> IntArray:
    """[month, D] of the host's own citizens identified."""
    parameters, shape = system.parameters, cover.shelters_nationals.shape
    there = nearest(exploitation.exploited_nationals(parameters, system.axes.countries))

    def found(decision: int, chance: float) -> IntArray:
        """[month, D] identified at a chance a year."""
        return luck.poisson(decision, np.broadcast_to(there * (chance / 12.0), shape))

    state = found(NATIONAL_STATE, parameters["detect_national"])
    ngo = found(NATIONAL_NGO, parameters["detect_ngo_national"])
    counts = {
        "exploited": there,
        "identified_state": state,
        "identified_ngo": ngo,
        "identified_eligible": np.where(cover.shelters_nationals, state + ngo, 0),
    }
    for name, values in counts.items():
        record["help_nationals"][first:, :, NATIONALS.index(name)] = values
    return np.asarray(state + ngo)


def _assist(system: System, record: Accounts, first: int, foreigners: IntArray, nationals: IntArray) -> None:
    """Each identified person has six needs; institutions meet those they offer, as far as their staff goes."""
    institutions = system.institutions
    able = cases_servable(system, record["help_staff"], slice(first, None))
    needs = np.concatenate([foreigners, nationals[:, None]], axis=1)
    open_needs = np.repeat(needs[..., None], institutions.services.shape[2], axis=3)
    offers = institutions.services[first:] & institutions.is_open[first:, :, None]
    for index in np.flatnonzero(offers.any(axis=(0, 2))):
        is_there = institutions.covers[first:, index] > 0
        serves = institutions.serves[first:, index, :, None] & is_there[:, None, :]
        own = institutions.serves_nationals[first:, index] & is_there
        who = np.concatenate([serves, own[:, None]], axis=1)
        wanted = open_needs * (who[..., None] & offers[:, index, None, None, :])
        suffices = (wanted.sum(axis=(1, 2)) <= able[:, index, None]).all(axis=1)
        for month in np.flatnonzero(~suffices):
            for service in np.flatnonzero(offers[month, index]):
                asked = wanted[month, ..., service]
                wanted[month, ..., service] = shared_out(able[month, index], asked.reshape(-1)).reshape(
                    asked.shape
                )
        open_needs -= wanted
    met = needs[..., None] - open_needs
    record["help_assisted"][first:, :, 0] = met[:, -1]
    record["help_assisted"][first:, :, 1] = met[:, :-1].sum(axis=1)
    record["help_needed"][first:, :, 0] = nationals
    record["help_needed"][first:, :, 1] = foreigners.sum(axis=1)
