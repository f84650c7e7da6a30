"""Dated rows about channels become shares, fees and employers' parts by month, citizenship and host."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sapar.errors import SharesDoNotSum
from sapar.maths import FloatArray
from sapar.model.dated import Stretch, daily
from sapar.model.declarations import Declarations
from sapar.model.declarations.channels import CHANNELS, NETWORK, ChannelTerms, closest
from sapar.model.economy import Money

TOLERANCE = 1e-9
"""How far shares may exceed one, for rounding."""


class Channels(NamedTuple):
    """What the channels are, each [M, C, D, channel]."""

    share: FloatArray
    """Of those who set out; adds up to 1."""
    fee: FloatArray
    """US dollars a head."""
    employer_pays: FloatArray
    """Share of the journey and of obtaining papers."""


def resolve_channels(
    declarations: Declarations, money: Money, hosts: tuple[str, ...], citizenships: tuple[str, ...]
) -> Channels:
    """The channels of a study; without rows everybody relies on relatives, who ask nothing.

    Raises
    ------
    SharesDoNotSum
        The shares of brokers, agencies and organised recruitment exceed 1 in some month.
    """
    shape = (money.calendar.months, len(citizenships), len(hosts), len(CHANNELS))
    share, fee, employer = np.zeros(shape), np.zeros(shape), np.zeros(shape)
    for own, citizenship in enumerate(citizenships):
        for there, host in enumerate(hosts):
            for index, channel in enumerate(CHANNELS):
                rows = closest(declarations.channels, channel, citizenship, host)
                if rows:
                    share[:, own, there, index] = _monthly(rows, "share", money)
                    fee[:, own, there, index] = _fee(rows, money)
                    employer[:, own, there, index] = _monthly(rows, "employer_pays", money)
    share[..., NETWORK] = 1.0 - share[..., NETWORK + 1 :].sum(axis=3)
    _require_shares(share[..., NETWORK], declarations, hosts, citizenships)
    share[..., NETWORK] = np.maximum(share[..., NETWORK], 0.0)
    return Channels(share=share, fee=fee, employer_pays=employer)


def _monthly(rows: list[ChannelTerms], column: str, money: Money) -> FloatArray:
    """[M] a column's value, 0 where blank."""
    stretches = [Stretch(first=row.from_, last=row.until, value=getattr(row, column) or 0.0) for row in rows]
    return money.monthly(daily(money.calendar, stretches))


def _fee(rows: list[ChannelTerms], money: Money) -> FloatArray:
    """[M] US dollars a head at the day's rate."""
    return money.amount([(row.from_, row.until, row.fee or 0.0, row.currency or "USD") for row in rows])


def _require_shares(
    network: FloatArray, declarations: Declarations, hosts: tuple[str, ...], citizenships: tuple[str, ...]
) -> None:
    """Refuse shares that leave less than nothing to the network."""
    if network.min() >= -TOLERANCE:
        return
    _, own, there = np.unravel_index(int(network.argmin()), network.shape)
    pair = citizenships[int(own)], hosts[int(there)]
    total = 1.0 - float(network.min())
    at = next((row.at for row in declarations.channels if row.rank(*pair) >= 0), None)
    raise SharesDoNotSum(
        at=at,
        why=f"the shares of brokers, agencies and organised recruitment add up to {total:.3g} for {pair[0]} "
        f"in {pair[1]}, more than 1",
        try_="shares that leave the network the rest, also after the changes of a scenario",
    )
