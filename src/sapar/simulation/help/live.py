"""The months of help: theft and exploitation befall workers, institutions take in, serve, press claims, bring aid."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray, IntArray
from sapar.model.declarations.channels import AGENCY, BROKER, ORGANISED
from sapar.model.declarations.institutions import WITH_PAPERS
from sapar.model.institutions import CENTS
from sapar.model.mechanisms import help_seeking, membership, wage_theft
from sapar.model.system import System
from sapar.simulation.help.camps import count_camps
from sapar.simulation.help.cover import Cover, cover_by_month
from sapar.simulation.help.desks import CASES, CLAIMS, CONTRACT, NO_CONTRACT, OTHER, work
from sapar.simulation.help.draws import Luck, nearest, number_of
from sapar.simulation.help.giving import give
from sapar.simulation.help.people import Workers, workers_of
from sapar.simulation.help.record import DESKS, PAY, WORKERS, HelpRecord, empty_help
from sapar.simulation.help.state import HelpMemory, HelpState
from sapar.simulation.help.victims import count_victims

THEFT, SEEK, ROUTE, CONTACT, JOIN, LEAVE, DOCUMENTS = range(7)
"""Decisions."""

BOOKED = ("intake", "served", "referred", "advised", "settled", "no_partner", "gave_up", "won")


def live_help(
    system: System, tables: dict[str, Any], key: NDArray[np.uint64], memory: HelpMemory | None = None
) -> HelpRecord:
    """The accounts of help beside one run.

    Parameters
    ----------
    system
        As the run lived in it.
    tables
        Tables of the run, in people: `stock` [M, C, sex, H, status, work], `camp` [4, day, K, C], and
        `channel_stock`
        [M, C, D, channel].
    key
        Seed and replicate.
    memory
        Of months that are known already, and for those that shall be.

    Returns
    -------
    record
        Empty where the study names no institutions.
    """
    record = empty_help(system)
    if system.institutions.size == 0:
        return HelpRecord(**record)
    known = None if memory is None else memory.last()
    if known is None:
        state = HelpState.first(system, workers_of(system, tables, 0))
    else:
        state, record = known
    covers = cover_by_month(system)
    for month in range(state.month, system.calendar.months):
        luck, cover = Luck(key, month), covers[month]
        people = workers_of(system, tables, month)
        served = _served_workers(system, month, people)
        _join(system, state, record, month, served, luck)
        arrivals, pay = _arrivals(system, state, record, month, people, cover, served, luck)
        capacity = give(system, state.stores, record, month, people, state.members, state.kits_to_camps)
        days = int(system.calendar.month_length[month])
        happened = work(
            state.desks, system.institutions, system.parameters, month, arrivals, pay, capacity, luck
        )
        for name in BOOKED:
            record["help_desks"][month, :, DESKS.index(name)] = getattr(happened, name)
        backlog = state.desks.waiting.sum(axis=(1, 2, 3))
        record["help_desks"][month, :, DESKS.index("backlog")] = backlog
        record["help_wait"][month] = membership.wait_in_weeks(backlog, happened.served, days)
        record["help_stage"][month] = happened.stage
        record["help_paid_after"][month] = happened.paid_after
        for name in ("cases_won", "cases_closed"):
            record["help_workers"][month, ..., WORKERS.index(name)] = getattr(happened, name)
        for name in ("recovered", "given_up"):
            record["help_pay"][month, ..., PAY.index(name)] = getattr(happened, name)
        record["help_pay"][month, ..., PAY.index("in_hand")] = state.desks.in_hand
        count_victims(system, state.exploited, record, month, people, cover, luck)
        state.month = month + 1
        if memory is not None:
            memory.keep(state, record)
    count_camps(system, tables, record, state.kits_to_camps)
    return HelpRecord(**record)


def _join(
    system: System, state: HelpState, record: dict[str, Any], month: int, served: FloatArray, luck: Luck
) -> None:
    """Members join and leave unions, and pay dues."""
    institutions, parameters = system.institutions, system.parameters
    is_union = np.array([kind == "union" for kind in institutions.kinds])
    is_open = institutions.is_open[month]
    starting = is_open & ~state.is_counted
    state.members[starting] = institutions.first_members[starting]
    state.is_counted |= is_open
    workers = served.sum(axis=(1, 2))
    expected = membership.joins(
        parameters, state.members.astype(np.float64), workers, institutions.restriction[month]
    )
    for index in np.flatnonzero(is_union & is_open):
        who = number_of(institutions.names[index])
        left = int(luck.binomial(LEAVE, state.members[[index]], np.array([parameters["leave_rate"]]), who)[0])
        joined = int(luck.poisson(JOIN, expected[[index]], who)[0])
        state.members[index] += joined - left
        record["help_desks"][month, index, DESKS.index("joined")] = joined
        record["help_desks"][month, index, DESKS.index("left")] = left
    record["help_desks"][month, :, DESKS.index("members")] = np.where(is_open, state.members, 0)


def _served_workers(system: System, month: int, people: Workers) -> FloatArray:
    """[I, C, D] workers whom an institution serves where it works."""
    institutions = system.institutions
    by_status = people.employed[None] * institutions.statuses[month][:, None, None, :]
    return np.asarray(
        by_status.sum(axis=3)
        * institutions.serves[month][:, :, None]
        * institutions.covers[month][:, None, :]
        * institutions.is_open[month][:, None, None]
    )


def _arrivals(
    system: System,
    state: HelpState,
    record: dict[str, Any],
    month: int,
    people: Workers,
    cover: Cover,
    served: FloatArray,
    luck: Luck,
) -> tuple[IntArray, IntArray]:
    """Who comes to which desk this month, [I, C, D, case], and what they claim, [I, C, D, claim] cents."""
    parameters, institutions = system.parameters, system.institutions
    thefts = luck.binomial(THEFT, people.employed, wage_theft.theft_chance(parameters))
    one = nearest(wage_theft.claim_of_one(parameters, wage_theft.migrant_pay(system, month)) * CENTS)
    broker = nearest(people.employed[..., WITH_PAPERS:].sum(axis=2) * people.channels[..., BROKER])
    kept = luck.binomial(DOCUMENTS, broker, np.array(parameters["documents_kept"]))
    chance = help_seeking.seeking(
        parameters,
        cover.trusted,
        people.channels[..., [AGENCY, ORGANISED]].sum(axis=2),
        _kept_share(people, kept),
    )
    complaints = luck.binomial(SEEK, thefts, chance)
    told = _told(system, state, month, served)
    shares = help_seeking.routes(parameters, institutions.kinds, cover.reach, told)
    arrivals = np.zeros((institutions.size, *thefts.shape[:2], CASES), np.int64)
    left, rest = complaints.copy(), np.ones(complaints.shape)
    for index in range(institutions.size):
        if not shares[index].any():
            continue
        part = shares[index] / np.maximum(rest, 1e-12)
        coming = luck.binomial(ROUTE, left, np.minimum(part, 1.0), who=number_of(institutions.names[index]))
        left, rest = left - coming, rest - shares[index]
        arrivals[index, ..., CONTRACT] = coming[..., :WITH_PAPERS].sum(axis=2)
        arrivals[index, ..., NO_CONTRACT] = coming[..., WITH_PAPERS:].sum(axis=2)
    arrivals[..., OTHER] = _contacts(system, state, served, luck)
    pay = arrivals[..., :CLAIMS] * one[None, None, :, None]
    booked = record["help_workers"][month]
    booked[..., WORKERS.index("thefts")] = thefts.sum(axis=2)
    booked[..., WORKERS.index("complaints")] = complaints.sum(axis=2)
    booked[..., WORKERS.index("routed")] = arrivals[..., :CLAIMS].sum(axis=(0, 3))
    booked[..., WORKERS.index("documents_kept")] = kept
    record["help_pay"][month, ..., PAY.index("withheld")] = thefts.sum(axis=2) * one
    record["help_pay"][month, ..., PAY.index("claimed")] = pay.sum(axis=(0, 3))
    record["help_desks"][month, :, DESKS.index("contacts")] = arrivals[..., OTHER].sum(axis=(1, 2))
    return arrivals, pay


def _kept_share(people: Workers, kept: IntArray) -> FloatArray:
    """[C, D, status] share whose documents the employer keeps: of those without papers only."""
    share = kept / np.maximum(people.employed[..., WITH_PAPERS:].sum(axis=2), 1)
    return np.asarray(share[:, :, None] * (np.arange(people.employed.shape[2]) >= WITH_PAPERS))


def _told(system: System, state: HelpState, month: int, served: FloatArray) -> FloatArray:
    """[I, 1, 1, 1] members and, unless it serves members only, co-workers they tell, over the workers served."""
    workers = np.maximum(served.sum(axis=(1, 2)), 1.0)
    told = np.where(system.institutions.members_only[month], 1.0, system.parameters["union_told"])
    return np.asarray(np.minimum(told * state.members / workers, 1.0)[:, None, None, None])


def _contacts(system: System, state: HelpState, served: FloatArray, luck: Luck) -> IntArray:
    """[I, C, D] other contacts with unions, by where the workers they serve are."""
    result = np.zeros(served.shape, np.int64)
    for index, kind in enumerate(system.institutions.kinds):
        total = served[index].sum()
        if kind == "union" and total > 0:
            mean = system.parameters["contact_rate"] * state.members[index] * served[index] / total
            result[index] = luck.poisson(CONTACT, mean, who=number_of(system.institutions.names[index]))
    return result
