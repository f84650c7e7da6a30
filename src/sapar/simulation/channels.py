"""Accounts of channels: by whom the people of each corridor came, followed as cohorts from their departures."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.maths import FloatArray, summed_by
from sapar.model.declarations.channels import CHANNELS
from sapar.model.mechanism import Table
from sapar.model.system import System

TABLES_KEPT = ("channel_share", "borrowed", "journey", "deceived_share")
"""Tables of the month that accounts of money need afterwards, as means over each citizenship's homes."""


def empty_channels(system: System) -> dict[str, FloatArray]:
    """Zeros for `channel_stock` and every table kept."""
    axes = system.axes
    corridor = (system.calendar.months, len(axes.citizenships), len(axes.countries))
    by_channel = (*corridor, len(CHANNELS))
    shapes = dict.fromkeys(TABLES_KEPT, corridor) | {"channel_share": by_channel, "channel_stock": by_channel}
    return {name: np.zeros(shape) for name, shape in shapes.items()}


def count_channels(
    system: System, record: dict[str, Any], month: int, stock: NDArray[np.int64], tables: dict[str, Table]
) -> None:
    """Book the month's tables, and the people away by channel at its start, in agents."""
    layout = system.layout
    citizenship, shares = layout.citizenship_of_origin, shares_of_homes(system)
    for name in TABLES_KEPT:
        weight = shares.reshape(*shares.shape, *(1,) * (tables[name].ndim - 1))
        record[name][month] = (tables[name] * weight).sum(axis=1)
    if month == 0:
        by_region = stock[:, :-1, 1:, :].sum(axis=(2, 3)).T
        by_host = summed_by(layout.country_of_region, len(system.axes.countries), by_region).T
        present = summed_by(citizenship[layout.origin_of_group], len(system.axes.citizenships), by_host)
        record["channel_stock"][0] = present[:, :, None] * record["channel_share"][0]
        return
    flow = record["flow"][month - 1].astype(np.float64)
    homes = np.array([system.axes.nodes.index(code) for code in system.axes.citizenships])
    hosts = layout.node_of_country
    abroad = homes[:, None] != hosts
    record["channel_stock"][month] = next_stock(
        record["channel_stock"][month - 1],
        record["channel_share"][month - 1],
        departures=flow[np.arange(homes.size)[:, None], homes[:, None], hosts[None, :]] * abroad,
        onward=flow[:, hosts[:, None], hosts[None, :]] * (abroad[:, :, None] & abroad[:, None, :]),
        exits=flow[np.arange(homes.size)[:, None], hosts[None, :], homes[:, None]] * abroad,
    )


def shares_of_homes(system: System) -> FloatArray:
    """[C, O] how the people of each citizenship are spread over its homes; sums to 1."""
    layout = system.layout
    people = np.bincount(layout.origin_of_group, system.group_people)
    ours = people * (layout.citizenship_of_origin == np.arange(len(system.axes.citizenships))[:, None])
    return np.asarray(ours / ours.sum(axis=1, keepdims=True))


def next_stock(
    stock: FloatArray, share: FloatArray, *, departures: FloatArray, onward: FloatArray, exits: FloatArray
) -> FloatArray:
    """People away by channel a month later: those who depart have the month's shares, all others keep theirs.

    Exits and moves to another host take the channels in proportion to the people there.

    Parameters
    ----------
    stock, share
        [C, D, channel] people away by channel; shares among departures.
    departures, exits
        [C, D] moves begun from home and back to it.
    onward
        [C, D, D] moves begun from host to host.

    Returns
    -------
    stock
        [C, D, channel]; over hosts and channels it changes by departures less exits, exactly as people do.
    """
    moved = onward.sum(axis=2)
    pool = stock + departures[:, :, None] * share
    for host in range(stock.shape[1]):
        mix = _mix(stock[:, host], share[:, host])
        pool = pool + onward[:, host, :, None] * mix[:, None, :]
    gone = exits + moved
    return np.asarray(pool - gone[:, :, None] * _mix(pool, share))


def _mix(people: FloatArray, otherwise: FloatArray) -> FloatArray:
    """[..., channel] shares of the channels among people, those of departures where there is nobody."""
    total = people.sum(axis=-1, keepdims=True)
    return np.where(total > 0.0, people / np.where(total > 0.0, total, 1.0), otherwise)
