"""M6 Channels: through whom people find work abroad, who lends them the money to go, and what that costs."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sapar.maths import FloatArray, exp_of
from sapar.model.declarations.channels import AGENCY, BROKER, CHANNELS, NETWORK, ORGANISED
from sapar.model.mechanism import Aggregates, Mechanism, Tables
from sapar.model.system import System


def offered_shares(share: FloatArray, ratio: float) -> FloatArray:
    """[..., channel] shares with brokers `ratio` times as many, taken from or given back to the network."""
    offered = share.copy()
    rest = share[..., NETWORK] + share[..., BROKER]
    offered[..., BROKER] = np.minimum(share[..., BROKER] * ratio, rest)
    offered[..., NETWORK] = rest - offered[..., BROKER]
    return offered


def repaid(interest: float, months: int) -> float:
    """What a loan of 1 comes to when it is paid back in equal parts: n (1 + i)^n / sum_(m < n) (1 + i)^m.

    Parameters
    ----------
    interest
        A month; without it the loan itself is paid back.
    months
        Number of parts, at least 1.
    """
    growth, parts = 1.0, 0.0
    for _ in range(months):
        parts += growth
        growth *= 1.0 + interest
    return months * growth / parts


def prepare(system: System) -> Tables:
    """Shares of the channels among those who look for a way to go: `channel_offer` [M, C, D, channel]."""
    return {"channel_offer": offered_shares(system.series.channel_share, system.parameters["broker_ratio"])}


def fill(system: System, aggregates: Aggregates, tables: Tables) -> Tables:
    """Who can pay, through which channel people leave, what they owe.

    Through channel k a journey of cost K (M7) takes (1 - e_k) K + f_k, with e_k what the employer pays and f_k the fee.
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
        of the planned stay), `journey` (K), `deceived_share` and `employer_share`, each [O, D]; `channel_share`
        [O, D, channel] of departures; means over the regions of each host.
    """
    parameters, layout, series = system.parameters, system.layout, system.series
    month, citizenship = aggregates.month, layout.citizenship_of_origin
    employer = series.employer_pays[month]
    by_channel = np.zeros((citizenship.size, len(system.axes.countries), len(CHANNELS)))
    each = np.zeros((3, citizenship.size, len(system.axes.countries)))
    _add_leavers(
        by_channel, each, tables["travel_cost"], tables["channel_offer"], series.channel_fee[month],
        employer, parameters["liquidity_months"] * series.home_wage[month],
        np.array([parameters["fee_on_credit"], parameters["credit_access"]]), system.migrant_share,
        layout.country_of_region, citizenship,
    )  # fmt: skip
    able = by_channel.sum(axis=2)
    anybody = np.maximum(able, 1e-12)
    share = by_channel / anybody[:, :, None]
    borrowed, outlay = each[0] / anybody, each[1] / anybody
    parts = max(1, int(parameters["debt_months"] + 0.5))
    return {
        "able_to_leave": able,
        "channel_share": share,
        "borrowed": borrowed,
        "outlay": outlay,
        "journey": each[2],
        "debt_service": borrowed * (repaid(parameters["debt_interest"], parts) / parameters["planned_stay"]),
        "deceived_share": (share * deception(system)).sum(axis=2),
        "employer_share": (share * employer[citizenship]).sum(axis=2),
    }


@njit(cache=True)
def _add_leavers(
    by_channel: FloatArray,
    each: FloatArray,
    travel_cost: FloatArray,
    offered: FloatArray,
    fee: FloatArray,
    employer: FloatArray,
    purse: FloatArray,
    credit: FloatArray,
    weight: FloatArray,
    country_of_region: NDArray[np.uint8],
    citizenship_of_origin: NDArray[np.uint8],
) -> None:
    """Sums over regions: [O, D, channel] who can leave; [3, O, D] borrowed, paid before, K.

    `travel_cost` [O, H]; `offered`, `fee`, `employer` [C, D, channel]; `purse` [O]; `weight` [H];
    `credit` shares of brokers' fees on credit and of those helped.
    """
    for origin in range(travel_cost.shape[0]):
        citizenship = citizenship_of_origin[origin]
        for region in range(travel_cost.shape[1]):
            country = country_of_region[region]
            part = weight[region]
            for channel in range(offered.shape[2]):
                on_credit, lends = (credit[0], credit[1]) if channel == BROKER else (0.0, 0.0)
                asked = fee[citizenship, country, channel]
                journey = travel_cost[origin, region] * (1.0 - employer[citizenship, country, channel])
                enough = exp_of(-(journey + (1.0 - on_credit) * asked) / purse[origin])
                helped = (1.0 - enough) * lends
                leaving = part * offered[citizenship, country, channel] * (enough + helped)
                owed = enough * on_credit * asked + helped * (journey + asked)
                owed *= part * offered[citizenship, country, channel]
                by_channel[origin, country, channel] += leaving
                each[0, origin, country] += owed
                each[1, origin, country] += leaving * (journey + asked) - owed
            each[2, origin, country] += part * travel_cost[origin, region]


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
    needs=("travel_cost",),
    fills=(
        "channel_offer",
        "able_to_leave",
        "channel_share",
        "borrowed",
        "outlay",
        "debt_service",
        "journey",
        "deceived_share",
        "employer_share",
    ),
    fill=fill,
    prepare=prepare,
)
