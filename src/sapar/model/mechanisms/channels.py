"""M6 Channels: through whom people find work abroad, who lends them the money to go, and what that costs."""

from __future__ import annotations

import numpy as np

from sapar.maths import FloatArray, exp
from sapar.model.declarations.channels import AGENCY, BROKER, CHANNELS, NETWORK, ORGANISED
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.mechanisms.earnings import by_country
from sapar.model.system import System


def offered_shares(share: FloatArray, ratio: float) -> FloatArray:
    """[..., channel] shares with brokers `ratio` times as many, taken from or given back to the network."""
    offered = share.copy()
    rest = share[..., NETWORK] + share[..., BROKER]
    offered[..., BROKER] = np.minimum(share[..., BROKER] * ratio, rest)
    offered[..., NETWORK] = rest - offered[..., BROKER]
    return offered


def repaid(interest: float, months: int) -> float:
    """What a loan of 1 comes to when it is paid back in equal parts: n i / (1 - (1 + i)^-n).

    Parameters
    ----------
    interest
        A month; without it the loan itself is paid back.
    months
        Number of parts, at least 1.
    """
    growth = 1.0
    for _ in range(months):
        growth *= 1.0 + interest
    return 1.0 if growth == 1.0 else months * interest * growth / (growth - 1.0)


def prepare(system: System) -> Tables:
    """Shares of the channels among those who look for a way to go: `channel_offer` [M, C, D, channel]."""
    return {"channel_offer": offered_shares(system.series.channel_share, system.parameters["broker_ratio"])}


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """Who can pay, through which channel people leave, what they owe.

    Through channel k a journey of fare K takes (1 - e_k) K + f_k, with e_k what the employer pays and f_k the fee.
    A broker's fee is put on credit with chance q. Own money suffices with chance p_k = exp(-own outlay / purse),
    purse = liquidity_months * pay at home. Whoever lacks it and comes through a broker is lent everything with
    chance c:

    able_k = p_k + [k is broker] (1 - p_k) c;  able = sum_k s_k able_k;  share of departures = s_k able_k / able
    borrowed = s_b (p_b q f_b + (1 - p_b) c ((1 - e_b) K + f_b)) / able
    debt service = borrowed * n i / (1 - (1 + i)^-n) / planned stay

    Returns
    -------
    tables
        `able_to_leave`, `borrowed` (US dollars a departure), `outlay` (paid before leaving), `debt_service` (a month
        of the planned stay), `fare_to_host`, `time_cost` (hours under way in US dollars), `deceived_share` and
        `employer_share`, each [O, D]; `channel_share` [O, D, channel] of
        departures; means over the regions of each host.
    """
    parameters, layout, series = system.parameters, system.layout, system.series
    month, citizenship, region = aggregates.month, layout.citizenship_of_origin, layout.country_of_region
    offered = tables["channel_offer"][citizenship][:, region]
    fee = series.channel_fee[month, citizenship][:, region]
    employer = series.employer_pays[month, citizenship][:, region]
    on_credit, lends = np.zeros(len(CHANNELS)), np.zeros(len(CHANNELS))
    on_credit[BROKER], lends[BROKER] = parameters["fee_on_credit"], parameters["credit_access"]
    journey = tables["fare"][:, :, None] * (1.0 - employer)
    purse = parameters["liquidity_months"] * series.home_wage[month][:, None, None]
    enough = exp(-(journey + (1.0 - on_credit) * fee) / purse)
    helped = (1.0 - enough) * lends
    leaving = offered * (enough + helped)
    borrowed = offered * (enough * on_credit * fee + helped * (journey + fee))
    spent = leaving * (journey + fee) - borrowed
    sums = borrowed.sum(axis=2), spent.sum(axis=2), tables["fare"], tables["travel_cost"] - tables["fare"]
    parts = np.concatenate([np.moveaxis(leaving, 2, 0), np.stack(sums)])
    countries = len(system.axes.countries)
    flat = parts.reshape(-1, region.size)
    means = by_country(flat, system.migrant_share, region, countries).reshape(*parts.shape[:2], countries)
    by_channel = np.moveaxis(means[: len(CHANNELS)], 0, 2)
    able = by_channel.sum(axis=2)
    anybody = np.maximum(able, 1e-12)
    share = by_channel / anybody[:, :, None]
    borrowed_each, spent_each, fare, time = means[len(CHANNELS) :]
    owed = borrowed_each / anybody
    parts_of_loan = max(1, int(parameters["debt_months"] + 0.5))
    return {
        "able_to_leave": able,
        "channel_share": share,
        "borrowed": owed,
        "outlay": spent_each / anybody,
        "fare_to_host": fare,
        "time_cost": time,
        "debt_service": owed
        * (repaid(parameters["debt_interest"], parts_of_loan) / parameters["planned_stay"]),
        "deceived_share": (share * deception(system)).sum(axis=2),
        "employer_share": (share * series.employer_pays[month, citizenship]).sum(axis=2),
    }


def deception(system: System) -> FloatArray:
    """[channel] chance that the work found is not what was promised."""
    found = np.zeros(len(CHANNELS))
    for index in (NETWORK, BROKER, AGENCY, ORGANISED):
        found[index] = system.parameters[f"deception_{CHANNELS[index]}"]
    return found


MECHANISM = Mechanism(
    code="M6",
    name="channels",
    parameters=(
        "broker_ratio",
        "fee_on_credit",
        "credit_access",
        "debt_interest",
        "debt_months",
        "planned_stay",
        "liquidity_months",
        "deception_network",
        "deception_broker",
        "deception_agency",
        "deception_organised",
    ),
    needs=("travel_cost", "fare"),
    fills=(
        "channel_offer",
        "able_to_leave",
        "channel_share",
        "borrowed",
        "outlay",
        "debt_service",
        "fare_to_host",
        "time_cost",
        "deceived_share",
        "employer_share",
    ),
    fill=fill,
    prepare=prepare,
)
