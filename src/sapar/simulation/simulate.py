"""The verb of this stage: a system, lived through day by day."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.maths import summed_by
from sapar.model.mechanism import Aggregates, Table, prepare_schedule, run_schedule
from sapar.model.mechanisms import SCHEDULE
from sapar.model.mechanisms.jobs import resting_unemployment
from sapar.model.mechanisms.reintegration import by_citizenship, next_account
from sapar.model.system import System
from sapar.simulation.accounts import check_homes, check_moves, check_people
from sapar.simulation.channels import TABLES_KEPT, count_channels
from sapar.simulation.closed_days import live_closed_month
from sapar.simulation.crew import Crew, LocalCrew, added
from sapar.simulation.help import HelpMemory, help_tables, live_help, rehearsal_of_help
from sapar.simulation.people import MEMBER, VISITOR
from sapar.simulation.record import count_month, empty_record, home_nodes, people_away, tally_month
from sapar.simulation.run import Run
from sapar.simulation.shard import Shard, blocks_of
from sapar.simulation.start import agents_by_group, first_stock
from sapar.simulation.state import Keeper, State, kept_arrays, resume
from sapar.simulation.tables import NATURALISED, Month, Tallies, month_of, rules_by_month


def simulate(
    system: System,
    *,
    seed: int,
    replicate: int,
    progress: Callable[[int, int], None] | None = None,
    shards: int = 1,
    crew: Crew | None = None,
    keeper: Keeper | None = None,
    memory: HelpMemory | None = None,
) -> Run:
    """Live through the whole period once.

    Parameters
    ----------
    system
        Built for this replicate's draw of parameters and stocks.
    seed, replicate
        Together with person, date and decision they fix every random word.
    progress
        Called with months done and months in all.
    shards
        Into how many parts, each with a thread of its own, people are split; no result depends on it.
    crew
        Shards that are elsewhere; `shards` is then not looked at.
    keeper
        Where the state is kept at the ends of months, and found again.
    memory
        Of accounts of help in months that are known already, and for those that shall be.

    Raises
    ------
    Imbalance
        People or seats do not add up.
    """
    agents = agents_by_group(system)
    key = np.array([seed, replicate], np.uint64)
    if crew is not None:
        return _live(system, agents, crew, key, progress, keeper, memory)
    own = local_crew(system, seed, replicate, shards)
    try:
        return _live(system, agents, own, key, progress, keeper, memory)
    finally:
        own.close()


def local_crew(system: System, seed: int, replicate: int, shards: int) -> LocalCrew:
    """Shards in this process; never more than there are blocks."""
    agents = agents_by_group(system)
    parts = [blocks_of(int(agents.sum()), index, shards) for index in range(shards)]
    with ThreadPoolExecutor(shards) as threads:
        kept = [numbers for numbers in parts if numbers.size > 0]
        return LocalCrew(
            list(threads.map(lambda numbers: Shard(system, seed, replicate, numbers, agents), kept))
        )


def rehearse(system: System, *, backwards: bool) -> None:
    """Have every kernel compiled or fetched.

    Two processes that start at opposite ends share the work, because compiled kernels are kept on disk.
    """
    tables = month_of(run_schedule(SCHEDULE, system, _aggregates(system, _first_state(system), {})))
    nobody = np.zeros(0, np.int64)
    shard = Shard(system, 0, 0, nobody, agents_by_group(system))
    calls = [*shard.rehearsal(tables), *rehearsal_of_help(system)]
    for call in reversed(calls) if backwards else calls:
        call()


def _live(
    system: System,
    agents: NDArray[np.int64],
    crew: Crew,
    key: NDArray[np.uint64],
    progress: Callable[[int, int], None] | None,
    keeper: Keeper | None,
    memory: HelpMemory | None,
) -> Run:
    """Month after month, from the start or from where an interrupted run was kept."""
    record = empty_record(system)
    state = _first_state(system)
    kept = None if keeper is None else keeper.kept()
    if kept is not None:
        resume(kept, crew, record, state)
    prepared = prepare_schedule(SCHEDULE, system)
    rules = rules_by_month(prepared)
    months, nodes = system.calendar.months, home_nodes(system)
    written = time.monotonic()
    for month in range(state.month, months):
        first = int(system.calendar.month_start[month])
        last = first + int(system.calendar.month_length[month]) - 1
        when = str(system.calendar.date_of(first))
        tables = run_schedule(SCHEDULE, system, _aggregates(system, state, record), prepared)
        month_tables = month_of(tables, rules[month], prepared)
        if month == 0:
            crew.ask("place", first_stock(system, agents, tables), month_tables)
        waiting = state.waiting
        counts = _live_month(system, crew, state, record, key, first, last, month_tables, tables)
        stock = counts.stock.astype(np.int64)
        check_people(agents, stock, waiting, when)
        away = people_away(system, stock)
        if month > 0:
            settled = record["standing"][month - 1, NATURALISED].sum(axis=0)
            check_moves(state.away, away, record["flow"][month - 1], settled, nodes, when)
        if when[5:7] == "12" or month + 1 == months:
            check_homes(crew.ask("at_home"), when)
        state.away, state.home, state.month = away, stock[:, -1, 0, 0], month + 1
        state.seal = state.seal + counts.seal
        count_month(system, record, month, stock, tables)
        count_channels(system, record, month, stock, tables)
        tally_month(record, month, counts)
        state.ban_change = state.ban_change + counts.bans
        record["banned"][month] = state.ban_change[:, :, : month + 1].sum(axis=2)
        if progress is not None:
            progress(month + 1, months)
        is_last = month + 1 == months
        if keeper is not None and not is_last and keeper.is_due(month + 1, time.monotonic() - written):
            keeper.keep(kept_arrays(crew, record, state))
            written = time.monotonic()
    return _finish(system, crew, state, record, key, memory)


def _first_state(system: System) -> State:
    """The eve of the first day."""
    axes = system.axes
    citizenships, countries = len(axes.citizenships), len(axes.countries)
    return State(
        month=0,
        belief=np.full((len(axes.camps), citizenships), system.parameters["belief_start"]),
        carried_over=np.zeros((2, countries, citizenships), np.int64),
        reported=np.zeros((system.calendar.months, citizenships, countries)),
        away=np.zeros(citizenships, np.int64),
        waiting=0,
        seal=np.zeros(1, np.uint64),
        ban_change=np.zeros((countries, citizenships, system.calendar.months + 2), np.int64),
        home=np.zeros(len(axes.groups), np.int64),
    )


def _aggregates(system: System, state: State, record: dict[str, Any]) -> Aggregates:
    """What mechanisms may know: stocks a month ago, and unemployment as reported with the lag of expectations."""
    parameters, axes, layout = system.parameters, system.axes, system.layout
    k, month = system.people_per_agent, state.month
    jobless = float(resting_unemployment(parameters["separation_informal"], parameters["finding"]))
    shape = (len(axes.citizenships), len(axes.countries))
    if month == 0:
        share = np.full(shape, jobless)
        home = system.group_people
        return Aggregates(
            month=0, abroad=system.start_stock, unemployed_share=share, unemployed_now=share, home=home
        )
    by_region = record["stock"][month - 1].sum(axis=1).swapaxes(0, 1)
    by_host = summed_by(layout.country_of_region, shape[1], by_region).swapaxes(0, 1).astype(np.float64)
    by_work, visitors = by_host.sum(axis=2), by_host[:, :, VISITOR - MEMBER].sum(axis=2)
    total = by_work.sum(axis=2)
    share = np.where(total > 0, (by_work[:, :, 1] + by_work[:, :, 2]) / np.maximum(total, 1.0), jobless)
    state.reported[month] = share
    lag = max(1, int(parameters["expectation_lag"] + 0.5))
    reported = state.reported[month + 1 - lag] if month >= lag else np.full(shape, jobless)
    return Aggregates(
        month=month,
        abroad=total * k,
        unemployed_share=reported,
        unemployed_now=share,
        home=np.asarray(state.home * float(k)),
        returnees=_returnees(system, state, record),
        visitors=visitors * k,
    )


def _returnees(system: System, state: State, record: dict[str, Any]) -> NDArray[np.float64]:
    """[2, C] the account of returnees, brought forward by last month's departures and returns."""
    last, citizenships = state.month - 1, np.arange(len(system.axes.citizenships))
    k, nodes = float(system.people_per_agent), home_nodes(system)
    flow = record["flow"][last] * k
    return next_account(
        system,
        record["returnees"][last],
        returned=flow[citizenships, :, nodes].sum(axis=1),
        departed=flow[citizenships, nodes].sum(axis=1),
        home=by_citizenship(system, np.asarray(state.home * k)),
    )


def _live_month(
    system: System,
    crew: Crew,
    state: State,
    record: dict[str, Any],
    key: NDArray[np.uint64],
    first: int,
    last: int,
    month_tables: Month,
    tables: dict[str, Table],
) -> Tallies:
    """The month's days: at one go when nothing but people's own events can happen, else one by one."""
    is_quiet = _is_quiet(system, state, first, last)
    crew.ask("begin", state.month, first, last, month_tables, is_quiet)
    if is_quiet:
        record["belief"][first : last + 1] = state.belief
    else:
        live_closed_month(system, crew, state, record, key, range(first, last + 1), tables)
    return Tallies(*(added(each) for each in zip(*crew.ask("counts"), strict=True)))


def _is_quiet(system: System, state: State, first: int, last: int) -> bool:
    """Nobody waits, and from the first to the last day nothing is shut, no list has seats and no rumour spreads."""
    epochs = system.ways.epoch[first : last + 1]
    return not (
        state.waiting > 0
        or system.restricted[first : last + 1].any()
        or system.seats[epochs[0] : epochs[-1] + 1].any()
        or any(first <= each.day <= last for each in system.rumours)
    )


def _finish(
    system: System,
    crew: Crew,
    state: State,
    record: dict[str, Any],
    key: NDArray[np.uint64],
    memory: HelpMemory | None,
) -> Run:
    """Turn agents into people, add the accounts of help, and seal state, events and tables with a digest."""
    unscaled = ("income", "belief", "attempts", "pushed_back", "returnees", *TABLES_KEPT)
    tables = {
        name: each if name in unscaled else each * system.people_per_agent for name, each in record.items()
    }
    tables |= help_tables(live_help(system, tables, key, memory))
    seal = hashlib.sha256(state.seal.tobytes())
    blocks = {number: digest for part in crew.ask("digests") for number, digest in part.items()}
    for number in sorted(blocks):
        seal.update(blocks[number])
    for name in sorted(tables):
        seal.update(name.encode())
        seal.update(np.ascontiguousarray(tables[name]).tobytes())
    return Run(**tables, capped=" ".join(system.constants.capped), digest=seal.hexdigest())
