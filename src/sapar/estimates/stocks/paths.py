"""How stocks may move: linear maps from standard normal innovations to the logarithm of a stock's course."""

from __future__ import annotations

import numpy as np

from sapar.estimates.stocks.setting import StockSetting
from sapar.maths import FloatArray

LEAST_SHUT = 0.05
"""Part of a quarter below which a closure is no shock."""


def change_matrix(quarters: int, persistence: float) -> FloatArray:
    """[instant, quarter] course of a logarithm for each unit innovation of its quarterly changes.

    Changes follow a stationary autoregression of order one, scaled so that the logarithm moves by 1 (standard
    deviation) within four quarters; the course starts at 0.
    """
    response = persistence ** np.maximum(np.subtract.outer(np.arange(quarters), np.arange(quarters)), 0)
    response = np.tril(response) * np.sqrt(1.0 - persistence**2)
    response[:, 0] /= np.sqrt(1.0 - persistence**2)
    yearly = np.sqrt(4.0 + 2.0 * (3.0 * persistence + 2.0 * persistence**2 + persistence**3))
    return np.asarray(np.concatenate([np.zeros((1, quarters)), response.cumsum(axis=0)]) / yearly)


def shock_matrix(sizes: FloatArray, persistence: float) -> FloatArray:
    """[instant, shock] course of a logarithm for each unit shock of the quarters with a size.

    Parameters
    ----------
    sizes
        [quarter] standard deviation of the shock during each quarter, 0 for none.
    persistence
        What is left of it after each further quarter.
    """
    hit = np.flatnonzero(sizes > 0.0)
    after = np.arange(sizes.size + 1)[:, None] - (hit + 1)[None, :]
    return np.asarray(np.where(after >= 0, persistence ** np.maximum(after, 0), 0.0) * sizes[hit])


def courses(setting: StockSetting) -> tuple[FloatArray, FloatArray]:
    """[corridor, instant, quarter] and [corridor, instant, shock], each 0 in the mean of the reference year."""
    quarters = len(setting.quarters)
    change = change_matrix(quarters, setting.number("change_persistence"))
    changes, shocks = [], []
    for citizenship, host in setting.corridors:
        place = setting.citizenships.index(citizenship), setting.hosts.index(host)
        year = min(max(setting.reference_year[citizenship], setting.years[0]), setting.years[-1])
        inside = np.array([day.year == year for day in setting.quarters] + [False])
        shut, fallen = setting.shut[place], setting.fallen[place[1]]
        closure = np.where(shut > LEAST_SHUT, shut, 0.0) * setting.number("closure_shock")
        sizes = np.hypot(closure, fallen * setting.number("currency_shock"))
        shock = shock_matrix(sizes, setting.number("shock_persistence"))
        changes.append(change - change[inside].mean(axis=0))
        shocks.append(shock - shock[inside].mean(axis=0))
    most = max((shock.shape[1] for shock in shocks), default=0)
    padded = [np.pad(shock, ((0, 0), (0, most - shock.shape[1]))) for shock in shocks]
    return np.stack(changes), np.stack(padded)
