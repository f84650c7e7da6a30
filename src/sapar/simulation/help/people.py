"""The counts of people that accounts of help start from, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from sapar.maths import FloatArray, IntArray
from sapar.model.declarations.channels import NETWORK
from sapar.model.declarations.institutions import WITH_PAPERS
from sapar.model.system import System

EMPLOYED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Workers:
    """People abroad on the first of a month."""

    employed: IntArray
    """[C, D, status]"""
    idle: IntArray
    """[C, D] without work or stranded."""
    channels: FloatArray
    """[C, D, 4] shares of the channels through which they came."""
    waiting: IntArray
    """[K, C] at camps, mean over the month's days."""

    @property
    def total(self) -> IntArray:
        """[C, D] in work."""
        return np.asarray(self.employed.sum(axis=2))

    @property
    def informal(self) -> FloatArray:
        """[C, D] share of them without papers."""
        return np.asarray(self.employed[:, :, WITH_PAPERS:].sum(axis=2) / np.maximum(self.total, 1))


def workers_of(system: System, tables: dict[str, Any], month: int) -> Workers:
    """The people of one month, from a run's tables of people."""
    hosts = len(system.axes.countries)
    stock = tables["stock"][month].sum(axis=1)
    by_host = np.zeros((stock.shape[0], hosts, *stock.shape[2:]), np.int64)
    for region, country in enumerate(system.layout.country_of_region):
        by_host[:, country] += stock[:, region]
    first = int(system.calendar.month_start[month])
    days = tables["camp"][0, first : first + int(system.calendar.month_length[month])]
    return Workers(
        employed=by_host[..., EMPLOYED],
        idle=np.asarray(by_host[..., 1:].sum(axis=(2, 3))),
        channels=channel_shares(tables, month),
        waiting=np.floor(days.mean(axis=0) + 0.5).astype(np.int64),
    )


def channel_shares(tables: dict[str, Any], month: int) -> FloatArray:
    """[C, D, channel] shares of the channels among people away; all by kin where there is not one person."""
    counts = np.asarray(tables["channel_stock"][month], np.float64)
    total = counts.sum(axis=2, keepdims=True)
    by_kin = np.arange(counts.shape[2]) == NETWORK
    return np.asarray(np.where(total >= 1.0, counts / np.maximum(total, 1.0), by_kin), np.float64)
