"""Constants solved, not guessed: at reference conditions the reference stocks stay as they are.

In the reference year, departures of each home to each host must balance the exits from the host. That fixes
the chance of leaving for each host (more, where bans keep some from it), and the nested choice inverts in closed
form to the constant of each host's utility. The constant of the formal mode is solved the same way from the
reference formal share.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sapar.errors import UnstableNetwork
from sapar.maths import FloatArray, log, logit
from sapar.model.mechanism import Aggregates, Table, Tables, prepare_schedule, run_schedule
from sapar.model.mechanisms import (
    channels,
    clocks,
    danger,
    earnings,
    entry,
    exit,
    legal_mode,
    standing,
    travel,
    when,
    where,
)
from sapar.model.mechanisms.jobs import reference_formal_shares, resting_shares
from sapar.model.stays import stays
from sapar.model.system import Constants, System

LARGEST_CHANCE = 0.9

MOST_ABROAD = 0.99
"""Share of a home's people above which nobody is taken to be abroad."""

NEWTON_STEPS = 30

MOST_BANNED = 0.9
"""Share of those who weigh leaving that bans keep from some host at most."""

SHARE_STEPS = 30
"""Each brings the shares of hosts closer by the share that is banned."""

FOR_VALUE = (
    travel.MECHANISM,
    entry.MECHANISM,
    exit.MECHANISM,
    channels.MECHANISM,
    earnings.MECHANISM,
    legal_mode.MECHANISM,
    danger.MECHANISM,
    clocks.MECHANISM,
)
"""What the value of a host and the length of a stay depend on."""


def no_constants(origins: int, citizenships: int, countries: int) -> Constants:
    """Placeholders before solving."""
    return Constants(
        attraction=np.zeros((origins, countries)),
        reference_value=np.zeros((origins, countries)),
        formality=np.zeros((origins, countries)),
        reference_network=np.zeros((citizenships, countries)),
        reference_returns=np.zeros(citizenships),
        resting_unemployment=np.zeros((citizenships, countries)),
        exit_rate=np.zeros((citizenships, countries)),
        capped=(),
    )


def solve_constants(system: System) -> Constants:
    """Constants under which the reference stocks are stationary.

    Where more people would have to leave than weigh leaving, the chance of leaving is capped, the stock drifts
    below its reference, and the home is named in `capped`.

    Raises
    ------
    UnstableNetwork
        Networks would feed on themselves.
    """
    require_stable(system)
    citizenship = system.layout.citizenship_of_origin
    known = replace(
        system.constants,
        reference_network=system.reference_stock,
        resting_unemployment=resting_shares(system),
    )
    system = replace(system, constants=known)
    prepared = prepare_schedule(FOR_VALUE, system)
    system = replace(system, constants=replace(known, formality=_solve_formality(system, prepared)))
    raw = np.zeros_like(system.constants.formality)
    hazards = standing.hazards(system)
    kept: dict[str, Table] = {
        "able_to_leave": np.zeros_like(raw),
        "exits": np.zeros_like(raw),
        "banned": np.zeros_like(raw),
    }
    for index in range(len(system.axes.citizenships)):
        months = np.flatnonzero(system.reference_months[index])
        ours = citizenship == index
        for month in months:
            tables = _tables(system, int(month), prepared)
            value = where.value(system, _reference_aggregates(system, int(month)), tables)
            raw[ours] += value[ours] / months.size
            able = tables["able_to_leave"] * tables["admission"].T[citizenship]
            able = able * tables["exit_openness"][citizenship][:, None]
            kept["able_to_leave"][ours] += able[ours] / months.size
            found = stays(system, tables, int(month), hazards)
            kept["exits"][ours] += found.exits[ours] / months.size
            kept["banned"][ours] += found.banned[ours] / months.size
    leaving_hosts = np.asarray(_reference_stock(system) * kept["exits"])
    going = _chance_of_going(system, leaving_hosts, leaving_hosts * kept["banned"], kept["able_to_leave"])
    excess = going.sum(axis=1, keepdims=True) / LARGEST_CHANCE
    capped = tuple(home for home, over in zip(system.axes.origins, excess[:, 0] > 1.0, strict=True) if over)
    going = going / np.maximum(excess, 1.0)
    dissimilarity = system.parameters["dissimilarity"]
    abroad = going.sum(axis=1, keepdims=True)
    share = going / np.where(abroad > 0, abroad, 1.0)
    total = logit(abroad) + dissimilarity * log(np.where(share > 0, share, 1.0))
    exists = share > 0
    return replace(
        system.constants,
        attraction=np.where(exists, total - raw, -np.inf),
        reference_value=np.where(exists, total, 0.0),
        reference_returns=np.bincount(citizenship, leaving_hosts.sum(axis=1)).astype(np.float64),
        exit_rate=_by_citizenship(system, leaving_hosts) / np.maximum(system.reference_stock, 1e-9),
        capped=capped,
    )


def require_stable(system: System) -> None:
    """Network gain times choice slope must stay below 1."""
    gain = system.parameters["beta_network"] / system.parameters["dissimilarity"]
    if gain >= 1.0:
        raise UnstableNetwork(
            found=f"{gain:.2f}",
            why="is the pull of networks times the slope of the choice; from 1 on stocks feed on themselves",
            try_="a smaller beta_network or a larger dissimilarity in assumptions.csv",
        )


def _weighted_people(system: System) -> FloatArray:
    """[O] adults of each home, weighed by how readily they leave."""
    weighted = when.propensity(system) * system.group_people
    return np.bincount(system.layout.origin_of_group, weighted).astype(np.float64)


def _reference_stock(system: System) -> FloatArray:
    """[O, D] people abroad at reference conditions by home: in proportion to those who leave readily."""
    citizenship, weighted = system.layout.citizenship_of_origin, _weighted_people(system)
    part = weighted / np.bincount(citizenship, weighted)[citizenship]
    return np.asarray(system.reference_stock[citizenship] * part[:, None])


class _Readiness(NamedTuple):
    """How readily people of each home leave at reference conditions, [O] each."""

    at_home: FloatArray
    """Adults at home, weighed."""
    of_those_abroad: FloatArray
    """Mean of those abroad."""


def _readiness(system: System) -> _Readiness:
    """Whoever leaves readily is more often abroad.

    Where a group weighs leaving p times as often as the mean, the odds of being abroad are p L, so that
    p P / (1 + p L) of its P people remain, weighed; L is the root of sum p P L / (1 + p L) = N, the people abroad.
    Newton's steps from 0 rise to it, the left side being concave.
    """
    layout, readiness = system.layout, when.propensity(system)
    origin, people = layout.origin_of_group, system.group_people
    abroad = _reference_stock(system).sum(axis=1)
    total = np.bincount(origin, people).astype(np.float64)
    target = np.minimum(abroad, MOST_ABROAD * total)
    odds = np.zeros_like(total)
    for _ in range(NEWTON_STEPS):
        left = readiness * people / (1.0 + readiness * odds[origin])
        there = np.bincount(origin, left) * odds
        slope = np.bincount(origin, left / (1.0 + readiness * odds[origin]))
        odds = odds + np.maximum(target - there, 0.0) / np.maximum(slope, 1e-9)
    at_home = readiness * people / (1.0 + readiness * odds[origin])
    weighed = np.bincount(origin, at_home).astype(np.float64)
    of_those_abroad = np.bincount(origin, readiness * at_home) / np.maximum(weighed, 1e-12)
    return _Readiness(at_home=weighed, of_those_abroad=np.asarray(of_those_abroad))


def _by_citizenship(system: System, values: FloatArray) -> FloatArray:
    """[C, D] sums of [O, D]."""
    result = np.zeros_like(system.reference_stock)
    np.add.at(result, system.layout.citizenship_of_origin, values)
    return result


def _chance_of_going(
    system: System, leaving_hosts: FloatArray, banned: FloatArray, able: FloatArray
) -> FloatArray:
    """[O, D] chance, on weighing, of leaving for each host that balances [O, D] exits at the reference stocks."""
    parameters = system.parameters
    readiness = _readiness(system)
    at_home = np.maximum(readiness.at_home, 1.0)
    share = banned * (readiness.of_those_abroad / at_home)[:, None]
    admitted = 1.0 - parameters["refusal_share"]
    going = (
        leaving_hosts / (at_home * parameters["reconsider_home"])[:, None] / np.maximum(able * admitted, 1e-6)
    )
    return np.asarray(going / _let_in(leaving_hosts, share))


def _let_in(leaving_hosts: FloatArray, banned: FloatArray) -> FloatArray:
    """[O, D] departures for each host, bans and all, over what they would be if nobody were banned.

    Whoever is banned from the host chosen chooses again, twice. With B_j of those who weigh leaving banned from j,
    and a share c_j of departures meant for it, host d gets 1 - B_d + sum over j but d of B_j (c_j + c_j^2) times
    those meant for it. The shares are those at which this gives the departures wanted.

    Parameters
    ----------
    leaving_hosts
        [O, D] departures wanted, in any unit.
    banned
        [O, D] share of those who weigh leaving that is banned.
    """
    banned = banned * np.minimum(1.0, MOST_BANNED / np.maximum(banned.sum(axis=1, keepdims=True), 1e-12))
    let_in = np.ones_like(banned)
    for _ in range(SHARE_STEPS):
        meant = leaving_hosts / let_in
        share = meant / np.maximum(meant.sum(axis=1, keepdims=True), 1e-12)
        turned = banned * (share + share * share)
        let_in = 1.0 - banned + turned.sum(axis=1, keepdims=True) - turned
    return let_in


def _solve_formality(system: System, prepared: Tables) -> FloatArray:
    """[O, D] constant of the formal mode that gives the reference formal shares, members apart from others."""
    axes = system.axes
    citizenship = system.layout.citizenship_of_origin
    wanted = reference_formal_shares(system)[citizenship] / system.parameters["formal_slot_share"]
    result = np.zeros((citizenship.size, len(axes.countries)))
    for index in range(len(axes.citizenships)):
        months = np.flatnonzero(system.reference_months[index])
        ours = citizenship == index
        mean = np.zeros_like(result)
        for month in months:
            tables = _tables(system, int(month), prepared)
            mean += legal_mode.utility(system, tables) / months.size
        result[ours] = (logit(np.minimum(wanted, 0.98)) - mean)[ours]
    return result


def _reference_aggregates(system: System, month: int) -> Aggregates:
    """People as they are at reference conditions."""
    share = system.constants.resting_unemployment
    return Aggregates(
        month=month,
        abroad=system.reference_stock,
        unemployed_share=share,
        unemployed_now=share,
        home=system.group_people,
    )


def _tables(system: System, month: int, prepared: Tables) -> dict[str, Table]:
    """Tables that the value of a host depends on, at reference conditions."""
    return run_schedule(FOR_VALUE, system, _reference_aggregates(system, month), prepared)
