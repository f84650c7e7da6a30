"""Dates as weights on the first days of quarters and on quarters."""

from __future__ import annotations

import datetime

import numpy as np

from sapar.estimates.stocks.setting import StockSetting
from sapar.maths import FloatArray

LONGEST_MOMENT = 45
"""Days up to which a claim about a stock speaks of one day: its middle."""


def stock_weights(setting: StockSetting, first: datetime.date, last: datetime.date) -> FloatArray | None:
    """[instant] weights of the mean stock over some days, between instants in proportion; None outside the period."""
    edges = np.array([day.toordinal() for day in setting.instants], dtype=np.float64)
    start, stop = first.toordinal(), last.toordinal()
    if stop < edges[0] or start > edges[-1]:
        return None
    days = np.arange(max(start, edges[0]), min(stop, edges[-1]) + 1.0)
    if stop - start <= LONGEST_MOMENT:
        days = days[[len(days) // 2]]
    cell = np.clip(np.searchsorted(edges, days, side="right") - 1, 0, edges.size - 2)
    part = (days - edges[cell]) / (edges[cell + 1] - edges[cell])
    weights = np.bincount(cell, 1.0 - part, edges.size) + np.bincount(cell + 1, part, edges.size)
    return np.asarray(weights / days.size)


def flow_weights(setting: StockSetting, first: datetime.date, last: datetime.date) -> FloatArray | None:
    """[quarter] part of each quarter within some days; None where a tenth of the days lies outside the period."""
    edges = np.array([day.toordinal() for day in setting.instants], dtype=np.float64)
    start, stop = first.toordinal(), last.toordinal() + 1
    inside = np.maximum(0.0, np.minimum(edges[1:], stop) - np.maximum(edges[:-1], start))
    if inside.sum() < 0.9 * (stop - start):
        return None
    return np.asarray(inside / np.diff(edges))


def length_in_years(first: datetime.date, last: datetime.date) -> float:
    """Length of a period, both days included."""
    return ((last - first).days + 1) / 365.25
