"""Sectors: what a mix of them means for a corridor, and levels by sector, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapar.model.declarations.sectors import SECTORS, SectorRow
from sapar.model.mechanisms import jobs
from sapar.model.sectors import by_sector, corridor_factor, resolve_sectors
from sapar.model.system import System
from tests.unit.model.test_mechanisms import aggregates

HOSTS, CITIZENSHIPS = ("QXX", "QYY"), ("QAA", "QBB")


def row(place: str, citizenship: str, sector: str, share: float, shock: float = 1.0) -> SectorRow:
    """A sector that differs from others in shocks only."""
    return SectorRow(
        place=place, citizenship=(citizenship,), sector=sector, share=share, separation=1.0, shock=shock,
        formal=1.0, source="authors", grade="X",
    )  # fmt: skip


FARMS_AND_SITES = (
    row("QXX", "*", "construction", 1.0, 2.0),
    row("QXX", "QBB", "construction", 0.5, 2.0),
    row("QXX", "QBB", "agriculture", 0.5, 0.5),
)


def test_a_named_citizenship_has_a_mix_of_its_own() -> None:
    """Citizens of QBB work half on farms, all others on sites; where nothing is said all sectors are alike."""
    found = resolve_sectors(FARMS_AND_SITES, HOSTS, CITIZENSHIPS)
    farms, sites = SECTORS.index("agriculture"), SECTORS.index("construction")

    assert found.share[0, 0, sites] == 1.0
    assert found.share[0, 1, [farms, sites]].tolist() == [0.5, 0.5]
    assert found.share.sum(axis=2) == pytest.approx(1.0)
    assert np.ptp(found.share[1]) == 0.0


def test_a_mix_weighs_as_its_sectors_do() -> None:
    """Weights 2.0 and 1.25, three in four people of the first corridor: over the mean 1.8125."""
    found = resolve_sectors(FARMS_AND_SITES, HOSTS, CITIZENSHIPS)
    factor = corridor_factor(found.share, found.shock, np.array([[300.0, 1.0], [100.0, 1.0]]))

    assert factor[0] == pytest.approx([2.0 / 1.8125, 1.25 / 1.8125], rel=1e-6)
    assert factor[1] == pytest.approx(1.0)


@given(st.floats(0.0, 0.3), st.lists(st.floats(0.2, 3.0), min_size=3, max_size=3))
def test_levels_of_sectors_have_the_mean_of_the_corridor(level: float, weights: list[float]) -> None:
    """Shares of sectors times their levels add up to the corridor's level, as long as no sector is full."""
    share = np.array([0.5, 0.3, 0.2])
    levels = by_sector(np.array(level), share, np.array(weights))

    if levels.max() < 1.0:
        assert (levels * share).sum() == pytest.approx(level, abs=1e-12)


def test_a_shock_holds_the_host_at_its_level_and_spares_farms(two_places_system: System) -> None:
    """Held at 0.4 from nobody without work: losses by people average 0.4, the corridor with farms loses less."""
    system = replace(two_places_system, sectors=resolve_sectors(FARMS_AND_SITES, HOSTS, CITIZENSHIPS))
    held = np.full_like(system.series.job_loss, np.nan)
    held[5] = 0.4
    system = replace(system, series=replace(system.series, job_loss=held))
    lose = jobs.fill(system, aggregates(system, 5, unemployed=0.0), {})["lose_job"][:, 0, 1]

    people = system.reference_stock[:, 0]
    assert (lose * people).sum() / people.sum() == pytest.approx(0.4, rel=1e-6)
    assert lose[1] < lose[0]
