"""The months of help: theft and exploitation befall workers, institutions take in, serve, press claims, bring aid.

What nothing under way at an institution changes is worked out for all months at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray, IntArray
from sapar.model.declarations.channels import AGENCY, BROKER, ORGANISED
from sapar.model.declarations.institutions import WITH_PAPERS
from sapar.model.institutions import CENTS
from sapar.model.mechanisms import aid, help_seeking, membership, wage_theft
from sapar.model.system import System
from sapar.simulation.help.camps import count_camps
from sapar.simulation.help.cover import Cover, cover_by_month
from sapar.simulation.help.desks import (
    CASES,
    CLAIMS,
    CONTRACT,
    NO_CONTRACT,
    OTHER,
    Booked,
    Casework,
    Room,
    Rules,
    offices_by_month,
    work,
)
from sapar.simulation.help.draws import Luck, nearest, number_of
from sapar.simulation.help.giving import Income, cases_servable, give, income_by_month
from sapar.simulation.help.people import Workers, workers_of
from sapar.simulation.help.record import DESKS, PAY, WORKERS, Accounts, HelpRecord, empty_help
from sapar.simulation.help.state import HelpMemory, HelpState
from sapar.simulation.help.victims import (
    Ways,
    exploited_at_rest,
    help_victims,
    live_exploited,
    ways_by_month,
)

THEFT, SEEK, ROUTE, CONTACT, JOIN, LEAVE, DOCUMENTS = range(7)
"""Decisions."""


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
    state = (None if memory is None else memory.last(record)) or HelpState.first(system)
    if state.month < system.calendar.months:
        _live(system, tables, record, key, state, memory)
    count_camps(system, tables, record, state.kits_to_camps)
    if memory is not None:
        memory.hold(record)
    return HelpRecord(**record)


def rehearsal_of_help(system: System) -> list[Callable[[], object]]:
    """A call of every kernel, so that all are compiled; none where the study names no institutions."""
    institutions, state = system.institutions, HelpState.first(system)
    if institutions.size == 0:
        return []
    key, no_cases = np.zeros(2, np.uint64), state.desks.waiting
    pairs = no_cases.shape[1]
    casework = Casework(
        desks=state.desks,
        booked=Booked.in_month(empty_help(system), 0),
        offices=offices_by_month(institutions, system.calendar.months - 1)[0],
        rules=Rules.of(system.parameters),
        arrivals=no_cases.copy(),
        arrivals_pay=no_cases[..., :CLAIMS].copy(),
        capacity=np.zeros(institutions.size, np.int64),
        room=Room.of(institutions.size, pairs),
        key=key,
    )
    luck = Luck(key, np.zeros(1, np.int64))
    return [
        lambda: luck.poisson(JOIN, np.zeros((1, 1))),
        lambda: luck.binomial(LEAVE, np.zeros((1, 1), np.int64), np.zeros(1)),
        lambda: work(casework, 0),
    ]


def _live(
    system: System,
    tables: dict[str, Any],
    record: Accounts,
    key: NDArray[np.uint64],
    state: HelpState,
    memory: HelpMemory | None,
) -> None:
    """All months from where the state is."""
    first, institutions = state.month, system.institutions
    months = np.arange(first, system.calendar.months)
    luck = Luck(key, months)
    people, cover = workers_of(system, tables, first), cover_by_month(system, first)
    if state.exploited is None:
        state.exploited = exploited_at_rest(system, people)[0]
    served = _served_workers(system, first, people)
    unions = _members_by_month(system, state, record, served, luck)
    arrivals, pay = _arrivals(system, record, first, people, cover, served, unions.members, luck)
    is_open = institutions.is_open[first:]
    income = income_by_month(system, first, np.where(is_open, unions.members, 0))
    need = aid.in_need(system.parameters, people.idle)
    ways = ways_by_month(system, people, cover, luck)
    room = Room.of(institutions.size, arrivals.shape[2])
    offices, rules = offices_by_month(institutions, first), Rules.of(system.parameters)
    for row, (month, of_month) in enumerate(zip(months.tolist(), luck.by_month(), strict=True)):
        state.members, state.is_counted = unions.members[row], unions.is_counted[row]
        came = Income(*(each[row] for each in income))
        give(system, state.stores, record, month, came, need[row], people.waiting[row], state.kits_to_camps)
        casework = Casework(
            desks=state.desks,
            booked=Booked.in_month(record, month),
            offices=offices[row],
            rules=rules,
            arrivals=arrivals[row],
            arrivals_pay=pay[row],
            capacity=cases_servable(system, record["help_staff"], month),
            room=room,
            key=key,
        )
        work(casework, month)
        now = Ways(*(each[row] for each in ways))
        state.exploited = live_exploited(state.exploited, record, month, now, of_month)
        state.month = month + 1
        if memory is not None:
            memory.keep(state)
    help_victims(system, record, first, cover, luck)
    of_desks = record["help_desks"][first:]
    backlog, taken_up = (of_desks[..., DESKS.index(name)] for name in ("backlog", "served"))
    days = system.calendar.month_length[first:, None]
    record["help_wait"][first:] = membership.wait_in_weeks(backlog, taken_up, days)


class Unions(NamedTuple):
    """Members at the ends of months."""

    members: IntArray
    """[month, I]"""
    is_counted: NDArray[np.bool_]
    """[month, I] whose first members have been counted."""


def _members_by_month(
    system: System, state: HelpState, record: Accounts, served: FloatArray, luck: Luck
) -> Unions:
    """Members join and leave unions."""
    institutions, parameters = system.institutions, system.parameters
    first, workers = state.month, served.sum(axis=(2, 3))
    is_open = institutions.is_open[first:]
    is_counted = np.logical_or.accumulate(np.concatenate([state.is_counted[None], is_open]), axis=0)
    names = [number_of(name) for name in institutions.names]
    leave = np.array([parameters["leave_rate"]])
    members, by_month = state.members.copy(), np.zeros(is_open.shape, np.int64)
    for row, of_month in enumerate(luck.by_month()):
        starting = is_open[row] & ~is_counted[row]
        members[starting] = institutions.first_members[starting]
        restriction = institutions.restriction[first + row]
        expected = membership.joins(parameters, members.astype(np.float64), workers[row], restriction)
        for index in np.flatnonzero(institutions.is_union & is_open[row]):
            left = of_month.binomial(LEAVE, members[[index]], leave, names[index])[0]
            joined = of_month.poisson(JOIN, expected[[index]], names[index])[0]
            members[index] += joined - left
            record["help_desks"][first + row, index, DESKS.index("joined")] = joined
            record["help_desks"][first + row, index, DESKS.index("left")] = left
        by_month[row] = members
    record["help_desks"][first:, :, DESKS.index("members")] = np.where(is_open, by_month, 0)
    return Unions(members=by_month, is_counted=is_counted[1:])


def _served_workers(system: System, first: int, people: Workers) -> FloatArray:
    """[month, I, C, D] workers whom an institution serves where it works."""
    institutions = system.institutions
    by_status = people.employed[:, None] * institutions.statuses[first:, :, None, None, :]
    return np.asarray(
        by_status.sum(axis=4)
        * institutions.serves[first:, :, :, None]
        * institutions.covers[first:, :, None, :]
        * institutions.is_open[first:, :, None, None]
    )


def _arrivals(
    system: System,
    record: Accounts,
    first: int,
    people: Workers,
    cover: Cover,
    served: FloatArray,
    members: IntArray,
    luck: Luck,
) -> tuple[IntArray, IntArray]:
    """Who comes to which desk, [month, I, pair, case], and what they claim, [month, I, pair, claim] cents."""
    parameters, institutions = system.parameters, system.institutions
    months = np.arange(first, system.calendar.months)
    thefts = luck.binomial(THEFT, people.employed, wage_theft.theft_chance(parameters))
    one = nearest(wage_theft.claim_of_one(parameters, wage_theft.migrant_pay(system, months)) * CENTS)
    broker = nearest(people.employed[..., WITH_PAPERS:].sum(axis=3) * people.channels[..., BROKER])
    kept = luck.binomial(DOCUMENTS, broker, np.array(parameters["documents_kept"]))
    chance = help_seeking.seeking(
        parameters,
        cover.trusted,
        people.channels[..., [AGENCY, ORGANISED]].sum(axis=3),
        _kept_share(people, kept),
    )
    complaints = luck.binomial(SEEK, thefts, chance)
    told = _told(system, members, first, served)
    shares = help_seeking.routes(parameters, institutions.kinds, np.moveaxis(cover.reach, 1, 0), told)
    arrivals = np.zeros((months.size, institutions.size, *thefts.shape[1:3], CASES), np.int64)
    left, rest = complaints.copy(), np.ones(complaints.shape)
    for index in range(institutions.size):
        if not shares[index].any():
            continue
        part = shares[index] / np.maximum(rest, 1e-12)
        coming = luck.binomial(ROUTE, left, np.minimum(part, 1.0), who=number_of(institutions.names[index]))
        left, rest = left - coming, rest - shares[index]
        arrivals[:, index, ..., CONTRACT] = coming[..., :WITH_PAPERS].sum(axis=3)
        arrivals[:, index, ..., NO_CONTRACT] = coming[..., WITH_PAPERS:].sum(axis=3)
    arrivals[..., OTHER] = _contacts(system, members, served, luck)
    pay = arrivals[..., :CLAIMS] * one[:, None, None, :, None]
    booked = record["help_workers"][first:]
    booked[..., WORKERS.index("thefts")] = thefts.sum(axis=3)
    booked[..., WORKERS.index("complaints")] = complaints.sum(axis=3)
    booked[..., WORKERS.index("routed")] = arrivals[..., :CLAIMS].sum(axis=(1, 4))
    booked[..., WORKERS.index("documents_kept")] = kept
    record["help_pay"][first:, ..., PAY.index("withheld")] = thefts.sum(axis=3) * one[:, None]
    record["help_pay"][first:, ..., PAY.index("claimed")] = pay.sum(axis=(1, 4))
    record["help_desks"][first:, :, DESKS.index("contacts")] = arrivals[..., OTHER].sum(axis=(2, 3))
    pairs = (*arrivals.shape[:2], -1)
    return arrivals.reshape(*pairs, CASES), pay.reshape(*pairs, CLAIMS)


def _kept_share(people: Workers, kept: IntArray) -> FloatArray:
    """[month, C, D, status] share whose documents the employer keeps: of those without papers only."""
    share = kept / np.maximum(people.employed[..., WITH_PAPERS:].sum(axis=3), 1)
    return np.asarray(share[..., None] * (np.arange(people.employed.shape[3]) >= WITH_PAPERS))


def _told(system: System, members: IntArray, first: int, served: FloatArray) -> FloatArray:
    """[I, month, 1, 1, 1] members and, unless it serves members only, co-workers they tell, over workers served."""
    workers = np.maximum(served.sum(axis=(2, 3)), 1.0)
    told = np.where(system.institutions.members_only[first:], 1.0, system.parameters["union_told"])
    return np.asarray(np.minimum(told * members / workers, 1.0).T[..., None, None, None])


def _contacts(system: System, members: IntArray, served: FloatArray, luck: Luck) -> IntArray:
    """[month, I, C, D] other contacts with unions, by where the workers they serve are."""
    result = np.zeros(served.shape, np.int64)
    total = served.sum(axis=(2, 3))
    for index in np.flatnonzero(system.institutions.is_union):
        all_served = np.where(total[:, index] > 0.0, total[:, index], 1.0)[:, None, None]
        at_risk = system.parameters["contact_rate"] * members[:, index, None, None]
        mean = at_risk * served[:, index] / all_served
        result[:, index] = luck.poisson(CONTACT, mean, who=number_of(system.institutions.names[index]))
    return result
