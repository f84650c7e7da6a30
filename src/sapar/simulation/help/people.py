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
    """People abroad on the first of each of some months."""

    employed: IntArray
    """[month, C, D, status]"""
    idle: IntArray
    """[month, C, D] without work or stranded."""
    channels: FloatArray
    """[month, C, D, 4] shares of the channels through which they came."""
    waiting: IntArray
    """[month, K, C] at camps, mean over the month's days."""

    @property
    def total(self) -> IntArray:
        """[month, C, D] in work."""
        return np.asarray(self.employed.sum(axis=3))

    @property
    def informal(self) -> FloatArray:
        """[month, C, D] share of them without papers."""
        return np.asarray(self.employed[..., WITH_PAPERS:].sum(axis=3) / np.maximum(self.total, 1))


def workers_of(system: System, tables: dict[str, Any], first: int) -> Workers:
    """The people of every month from the first on, from a run's tables of people."""
    hosts, calendar = len(system.axes.countries), system.calendar
    stock = tables["stock"][first:].sum(axis=2)
    by_host = np.zeros((*stock.shape[:2], hosts, *stock.shape[3:]), np.int64)
    for region, country in enumerate(system.layout.country_of_region):
        by_host[:, :, country] += stock[:, :, region]
    return Workers(
        employed=np.ascontiguousarray(by_host[..., EMPLOYED]),
        idle=np.asarray(by_host[..., 1:].sum(axis=(3, 4))),
        channels=_channel_shares(np.asarray(tables["channel_stock"][first:], np.float64)),
        waiting=_monthly(tables["camp"][0], calendar.month_start[first:], calendar.month_length[first:]),
    )


def _monthly(by_day: IntArray, starts: IntArray, lengths: IntArray) -> IntArray:
    """[month, ...] means over the days of each month, to the nearest whole number, halves upwards."""
    total = np.add.reduceat(by_day, starts, axis=0)
    return np.floor(total / lengths[:, None, None] + 0.5).astype(np.int64)


def _channel_shares(counts: FloatArray) -> FloatArray:
    """[month, C, D, channel] shares of the channels among people away; all by kin where there is not one person."""
    total = counts.sum(axis=3, keepdims=True)
    by_kin = np.arange(counts.shape[3]) == NETWORK
    return np.asarray(np.where(total >= 1.0, counts / np.maximum(total, 1.0), by_kin), np.float64)
