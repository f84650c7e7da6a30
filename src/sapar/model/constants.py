"""Constants solved, not guessed: at reference conditions the reference stocks stay as they are.

In the reference year, departures of each home to each host must balance the exits from the host. That fixes
the chance of leaving for each host, and the nested choice inverts in closed form to the constant of each
host's utility. The constant of the formal mode is solved the same way from the reference formal share.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sapar.errors import UnstableNetwork
from sapar.maths import FloatArray, exp, log, logit
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
from sapar.model.mechanisms.travel import DAYS_A_MONTH
from sapar.model.system import PER_ENTRY, Constants, System

LARGEST_CHANCE = 0.9

MOST_ABROAD = 0.99
"""Share of a home's people above which nobody is taken to be abroad."""

NEWTON_STEPS = 30

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
    system = replace(system, constants=replace(known, formality=_solve_formality(system)))
    raw = np.zeros_like(system.constants.formality)
    prepared = prepare_schedule(FOR_VALUE, system)
    kept: dict[str, Table] = {
        "able_to_leave": np.zeros_like(raw),
        "exit_rate": np.zeros_like(raw),
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
            kept["exit_rate"][ours] += exit_rate(system, tables, int(month))[ours] / months.size
    leaving_hosts = _reference_exits(system, kept["exit_rate"])
    going = _chance_of_going(system, leaving_hosts, kept["able_to_leave"])
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


def exit_rate(system: System, tables: dict[str, Table], month: int) -> FloatArray:
    """[O, D] exits a month per person abroad at reference conditions: one over the mean stay.

    A stay passes through the formal mode F, the visitor's V and life without status N. Everyone leaves at rate r
    (n r + y in N, with expulsions y; r + s in F, with naturalisations s); the mode is weighed anew at rate m and F
    chosen with chance f; a visitor's days last L months and then lead to F with chance p, out with chance q (per
    entry: across the line and back into V), else to N:

    t_F = (1 + m (1 - f) t_V) / (r + s + m (1 - f))
    t_V = (1 - x) / a + (1 - x) (m f / a) t_F + x (p t_F + [per entry] q t_V + (1 - p - q) / (n r + y)),
    a = r + m f, x = e^(-a L); mean stay = f t_F + (1 - f) t_V.
    """
    parameters = system.parameters
    weighing = parameters["mode_reconsideration"]
    citizenship = system.layout.citizenship_of_origin
    rate = parameters["reconsider_abroad"] * tables["return_ease"].T[citizenship]
    found = standing.hazards(system, month)
    expulsion, naturalisation = found.expulsion.T[citizenship], found.naturalisation.T[citizenship]
    months = system.series.stay_days[month].T[citizenship] / DAYS_A_MONTH
    per_entry = (system.series.stay_counting[month].T[citizenship] == PER_ENTRY) * 1.0
    formal = tables["formal"]
    outflow = rate + weighing * formal
    expires = np.where(months > 0, exp(-outflow * months), 0.0)
    formalise = float(tables["formalise_at_expiry"][0])
    leave = tables["leave_at_expiry"].T[citizenship] - formalise
    without = (1.0 - formalise - leave) / (rate * parameters["return_no_status"] + expulsion)
    lapse = weighing * (1.0 - formal)
    own, back = 1.0 / (rate + lapse + naturalisation), lapse / (rate + lapse + naturalisation)
    to_formal = (1.0 - expires) * weighing * formal / outflow + expires * formalise
    fixed = (1.0 - expires) / outflow + expires * without + to_formal * own
    visitor = fixed / (1.0 - expires * leave * per_entry - to_formal * back)
    stay = formal * (own + back * visitor) + (1.0 - formal) * visitor
    return np.asarray(1.0 / stay)


def _weighted_people(system: System) -> FloatArray:
    """[O] adults of each home, weighed by how readily they leave."""
    weighted = when.propensity(system) * system.group_people
    return np.bincount(system.layout.origin_of_group, weighted).astype(np.float64)


def _reference_stock(system: System) -> FloatArray:
    """[O, D] people abroad at reference conditions by home: in proportion to those who leave readily."""
    citizenship, weighted = system.layout.citizenship_of_origin, _weighted_people(system)
    part = weighted / np.bincount(citizenship, weighted)[citizenship]
    return np.asarray(system.reference_stock[citizenship] * part[:, None])


def _readiness_at_home(system: System) -> FloatArray:
    """[O] adults at home at reference conditions, weighed by how readily they leave.

    Whoever leaves readily is more often abroad. Where a group weighs leaving p times as often as the mean, the odds of
    being abroad are p L, so that p P / (1 + p L) of its P people remain, weighed; L is the root of
    sum p P L / (1 + p L) = N, the people abroad. Newton's steps from 0 rise to it, the left side being concave.
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
    return np.bincount(origin, readiness * people / (1.0 + readiness * odds[origin])).astype(np.float64)


def _by_citizenship(system: System, values: FloatArray) -> FloatArray:
    """[C, D] sums of [O, D]."""
    result = np.zeros_like(system.reference_stock)
    np.add.at(result, system.layout.citizenship_of_origin, values)
    return result


def _reference_exits(system: System, exits: FloatArray) -> FloatArray:
    """[O, D] people a month who leave each host at the reference stocks."""
    return np.asarray(_reference_stock(system) * exits)


def _chance_of_going(system: System, leaving_hosts: FloatArray, able: FloatArray) -> FloatArray:
    """[O, D] chance, on weighing, of leaving for each host that balances [O, D] exits at the reference stocks."""
    parameters = system.parameters
    at_home = np.maximum(_readiness_at_home(system), 1.0)
    admitted = 1.0 - parameters["refusal_share"]
    going = (
        leaving_hosts / (at_home * parameters["reconsider_home"])[:, None] / np.maximum(able * admitted, 1e-6)
    )
    return np.asarray(going)


def _solve_formality(system: System) -> FloatArray:
    """[O, D] constant of the formal mode that gives the reference formal shares, members apart from others."""
    axes = system.axes
    citizenship = system.layout.citizenship_of_origin
    wanted = reference_formal_shares(system)[citizenship] / system.parameters["formal_slot_share"]
    prepared = prepare_schedule(FOR_VALUE, system)
    result = np.zeros((citizenship.size, len(axes.countries)))
    for index in range(len(axes.citizenships)):
        months = np.flatnonzero(system.reference_months[index])
        ours = citizenship == index
        mean = np.zeros_like(result)
        for month in months:
            aggregates = _reference_aggregates(system, int(month))
            tables = _tables(system, int(month), prepared)
            mean += legal_mode.utility(system, aggregates, tables) / months.size
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
