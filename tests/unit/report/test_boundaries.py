"""The outlines below the maps."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.report.boundaries import boundaries, outline
from sapar.report.projection import EARTH_RADIUS_KM, EqualArea
from sapar.report.runtime import shipped


@pytest.mark.parametrize(
    ("longitude", "latitude"), [(34.10, 44.95), (33.6, 44.8), (35.2, 45.2), (34.2, 45.6)]
)
def test_crimea_is_drawn_as_the_united_nations_do(longitude: float, latitude: float) -> None:
    """Simferopol and three other places of the peninsula lie in Ukraine's outline and not in Russia's."""
    outlines = boundaries()
    assert outlines.contains("UKR", longitude, latitude)
    assert not outlines.contains("RUS", longitude, latitude)


@pytest.mark.parametrize(
    ("code", "longitude", "latitude"),
    [
        ("KAZ", 71.43, 51.17),
        ("KGZ", 74.59, 42.87),
        ("TJK", 68.77, 38.56),
        ("TKM", 58.38, 37.95),
        ("UZB", 66.96, 39.65),
        ("RUS", 37.62, 55.76),
        ("UKR", 30.52, 50.45),
        ("TUR", 32.85, 39.93),
    ],
)
def test_cities_lie_in_their_countries(code: str, longitude: float, latitude: float) -> None:
    """In one country, and in no other."""
    outlines = boundaries()
    assert [name for name in outlines.countries if outlines.contains(name, longitude, latitude)] == [code]


def test_the_file_is_small() -> None:
    """It is part of every installation and, in part, of every page."""
    assert len(shipped("boundaries.json")) < 60_000


def test_areas_are_kept() -> None:
    """A degree square near the centre and one far from it keep their true areas."""
    projection = EqualArea(longitude=60.0, latitude=48.0)
    for west, south in ((60.0, 48.0), (20.0, 30.0)):
        edge = np.linspace(0.0, 1.0, 400)
        zero, one = np.zeros_like(edge), np.ones_like(edge)
        ring = projection.project(
            west + np.concatenate([edge, one, edge[::-1], zero]),
            south + np.concatenate([zero, edge, one, edge[::-1]]),
        )
        x, y = ring[:, 0], ring[:, 1]
        area = abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2.0
        sines = np.sin(np.radians(south + 1.0)) - np.sin(np.radians(south))
        assert area == pytest.approx(EARTH_RADIUS_KM**2 * np.radians(1.0) * sines, rel=1e-4)


def test_land_is_cut_to_the_window() -> None:
    """Nothing outside the window is sent to a reader."""
    projection = EqualArea(longitude=60.0, latitude=48.0)
    path = outline(boundaries().countries["KAZ"], projection, (0.0, 0.0, 500.0, 300.0), 0.1)
    assert path.startswith("M")
    x = y = 0.0
    for step in path.replace("Z", "").replace("M", " M").replace("l", " l").split():
        across, down = (float(number) for number in step[1:].split(","))
        x, y = (across, down) if step[0] == "M" else (x + across, y + down)
        assert -0.2 <= x <= 50.2
        assert -0.2 <= y <= 30.2
