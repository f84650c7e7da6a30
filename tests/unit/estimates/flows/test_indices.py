"""Summary measures."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

import numpy as np
import pytest

from sapar.errors import MissingExtra
from sapar.estimates.flows import gravity as model
from sapar.estimates.flows.indices import connectivity, gini, impact, intensity, reach

KOREA = (
    Path(__file__).resolve().parents[5] / "shared" / "data" / "generality" / "korea_gravity_2012_2020.csv.gz"
)


def korea() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Flows, distances and populations of the provinces of Korea in 2020, in the order of the file."""
    with gzip.open(KOREA, "rt", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["year"] == "2020"]
    places = list(dict.fromkeys(row["orig"] for row in rows))
    number = {place: index for index, place in enumerate(places)}
    flows, distances, people = np.zeros((17, 17)), np.zeros((17, 17)), np.zeros(17)
    for row in rows:
        at = number[row["orig"]], number[row["dest"]]
        flows[at], distances[at] = float(row["flow"]), float(row["dist_cent"])
        people[at[0]] = 1e6 * float(row["orig_pop"])
    return flows, distances, people


@pytest.mark.skipif(not KOREA.is_file(), reason="the flows of Korea are not here")
def test_indices_of_korea() -> None:
    """The values that the reference implementation in R prints, in consistent units."""
    flows, distances, people = korea()
    how_much, what_for, how_far = intensity(flows, people), impact(flows, people), reach(flows, distances)

    assert 100 * how_much.crude == pytest.approx(4.889, abs=5e-4)
    assert 100 * how_much.courgeau_k == pytest.approx(0.863, abs=5e-4)
    assert 100 * what_for.effectiveness == pytest.approx(7.67, abs=5e-3)
    assert 100 * what_for.net_rate == pytest.approx(0.375, abs=5e-4)
    assert what_for.velocity == pytest.approx(18.3, abs=0.05)
    assert how_far.mean == pytest.approx(112.794, abs=1e-3)
    assert how_far.median == pytest.approx(74.843, abs=5e-2)
    assert how_far.decay == pytest.approx(-0.920150, abs=2e-6)


@pytest.mark.skipif(not KOREA.is_file(), reason="the flows of Korea are not here")
def test_gravity_of_korea() -> None:
    """The library's slope of distance is the constrained model's, and its error is clustered, not Poisson's 0.0009."""
    pytest.importorskip("pyfixest")
    flows, distances, _ = korea()
    (slope,) = model.gravity(flows, {"log distance": np.log(distances + np.eye(17))})

    assert slope.value == pytest.approx(reach(flows, distances).decay, abs=1e-6)
    assert 0.05 < slope.error < 0.3


def test_errors_over_draws_hold_the_spread_between_them() -> None:
    """Uncertain flows give wider errors than their mean would (Rubin's rules)."""
    pytest.importorskip("pyfixest")
    random = np.random.default_rng(1)
    distances = 1.0 + random.random((8, 8)) * 9
    mean = 1e4 / distances
    draws = mean * np.exp(random.normal(0, 0.4, (6, 8, 8)))
    (one,) = model.gravity(mean, {"log distance": np.log(distances)})
    (all_,) = model.gravity(draws, {"log distance": np.log(distances)})

    assert one.value == pytest.approx(-1.0, abs=1e-6)
    assert all_.error > one.error


def test_gravity_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra there is a hint, not a traceback."""

    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(model, "import_module", missing)
    with pytest.raises(MissingExtra, match="pyfixest"):
        model.gravity(np.ones((3, 3)), {"distance": np.ones((3, 3))})


def test_extreme_tables() -> None:
    """Equal corridors, one corridor, and exchange in balance stand at the ends of the scales."""
    equal = np.ones((4, 4)) - np.eye(4)
    single = np.zeros((4, 4))
    single[0, 1] = 12.0
    people = np.full(4, 100.0)

    assert connectivity(equal).connected == 1.0
    assert connectivity(equal).gini == pytest.approx(0.0)
    assert connectivity(equal).inequality_expected == pytest.approx(0.0, abs=1e-12)
    assert connectivity(single).gini == pytest.approx(1.0)
    assert connectivity(single).gini_destinations == pytest.approx(1.0)
    assert impact(equal, people).effectiveness == 0.0
    assert impact(single, people).effectiveness == 1.0
    assert impact(single, people).net_rate == pytest.approx(12.0 / 400.0)
    assert gini([0.0, 0.0]) == 0.0
