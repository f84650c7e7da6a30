"""The law function and the tables of the simulation are one and the same law."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from sapar.model.economy import Money
from sapar.model.law import COUNTING, resolve_law
from sapar.model.regime import Regime, regime
from sapar.study import open_study

STUDIES = ("two-places", "central-asia")


@pytest.mark.parametrize("name", STUDIES)
def test_regime_and_simulation_agree_on_every_month(name: str) -> None:
    """For each citizenship, country and month: days, count, window, ban, membership and clock are the same, on the
    day that stands for the month and on its first; so is the price where it holds all month."""
    declared = open_study(name).declarations
    calendar, frame = declared.frame.calendar, declared.frame
    hosts = [*frame.hosts, *frame.places.outside]
    citizenships = list(frame.places.countries)
    money = Money(calendar=calendar, declarations=declared, changes=())
    law, series = resolve_law(declared, money, hosts, citizenships)
    compared = 0
    for (host, place), (citizen, citizenship) in product(enumerate(hosts), enumerate(citizenships)):
        if place == citizenship:
            continue
        for month, start in enumerate(calendar.month_start):
            length = int(calendar.month_length[month])
            first, middle, last = (
                regime(declared, citizenship, place, calendar.date_of(int(start) + day))
                for day in (0, length // 2, length - 1)
            )
            at = (month, host, citizen)
            assert middle.stay is not None
            assert middle.stay.days == series.stay_days[at]
            assert COUNTING[middle.stay.counting] == series.stay_counting[at]
            assert (middle.stay.window or 0) == series.stay_window[at]
            assert (0 if middle.sanction is None else middle.sanction.ban_days) == series.ban_days[at]
            assert (first.membership is not None) == bool(law.is_member[host, citizen, start])
            counted = law.counted[host, citizen]
            before = 0 if start == 0 else int(counted[start - 1])
            assert (first.suspension is None) == (int(counted[start]) > before)
            if first.work is last.work and first.work is middle.work:
                days = slice(int(start), int(start) + length)
                assert price_in_dollars(money, first, days) == pytest.approx(series.fee[at])
                assert float(bool(first.work and first.work.test)) == series.test[at]
            compared += 1

    assert compared == len(calendar.month_start) * sum(
        place != code for place in hosts for code in citizenships
    )


def price_in_dollars(money: Money, found: Regime, days: slice) -> float:
    """The monthly price at the mean of the daily rates, membership aside."""
    row = found.work
    if row is None or row.fee is None or row.currency is None:
        return 0.0
    return float(np.mean(row.fee / money.rate(row.currency)[days]))
