"""Directions of scenarios that move people as well as help, three replicates on common random numbers."""

from __future__ import annotations

import numpy as np
import pytest
import xarray

from sapar.results.tables import Tables
from tests.worlds import Outcome

pytestmark = pytest.mark.long

UZBEKS_IN_KAZAKHSTAN = {"citizenship": "UZB", "destination": "KAZ"}


def mean(tables: Tables, name: str, months: slice, **where: object) -> xarray.DataArray:
    """A variable summed over some months, mean over replicates."""
    return tables.dataset[name].sel(month=months, **where).sum("month").mean("replicate")


def test_organised_recruitment_replaces_brokers_and_lowers_harm(outcome: Outcome) -> None:
    """SC-14: among Uzbeks in Kazakhstan more are formal, fewer a worker exploited or not paid."""
    base, changed = outcome(None), outcome("SC-14")
    after = slice("2021-07", "2024-12")
    channels = [
        mean(each, "channel_stock", after, citizenship="UZB", destination="KAZ") for each in (changed, base)
    ]
    shares = [each / each.sum("channel") for each in channels]
    assert float(shares[0].sel(channel="organised")) > float(shares[1].sel(channel="organised"))
    assert float(shares[0].sel(channel="broker")) < float(shares[1].sel(channel="broker"))
    for name in ("exploited", "wage_thefts"):
        per_worker = [
            float(mean(each, name, after, **UZBEKS_IN_KAZAKHSTAN)) / float(channel.sum())
            for each, channel in zip((changed, base), channels, strict=True)
        ]
        assert per_worker[0] < per_worker[1], name
    with_papers = [formal_share(each, after) for each in (changed, base)]
    assert with_papers[0] > with_papers[1]


def formal_share(tables: Tables, months: slice) -> float:
    """Holders of papers, of all Uzbeks in Kazakhstan."""
    stock = tables.dataset["stock"].sel(month=months, citizenship="UZB")
    here = stock.isel(region=np.flatnonzero(stock["country_of_region"].values == "KAZ"))
    return float(here.sel(status=["member", "permit"]).sum() / here.sum())


def test_a_clear_timetable_brings_fewer_people_to_the_camps(outcome: Outcome) -> None:
    """SC-24: with the same departures fewer join and fewer days are waited, while people are told."""
    base, changed = outcome(None).dataset, outcome("SC-24").dataset
    days = slice("2020-05-01", "2020-10-31")
    camps = ["CAMP-MASHTAKOVO", "CAMP-SAGARCHIN"]
    for name in ("camp_joined", "camp_waiting"):
        counts = [float(each[name].sel(day=days, camp=camps).sum()) for each in (changed, base)]
        assert counts[0] < counts[1], name


def test_people_told_nothing_behave_as_before(outcome: Outcome) -> None:
    """[=] Until the first day of information every count of SC-24 is the baseline's."""
    base, changed = outcome(None).dataset, outcome("SC-24").dataset
    until = slice(None, "2020-04-30")
    for name in ("camp_joined", "camp_waiting", "stranded"):
        assert np.array_equal(base[name].sel(day=until).values, changed[name].sel(day=until).values)
