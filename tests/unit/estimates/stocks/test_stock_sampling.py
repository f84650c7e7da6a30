"""The sampler: against a closed form, and honest about chains that are too short."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from sapar.errors import DamagedFile
from sapar.estimates import Belief
from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.estimate import EstimateOptions, estimate_stocks
from sapar.estimates.stocks.hand_over import posterior_of
from sapar.estimates.stocks.keeping import read_estimate, write_estimate
from sapar.estimates.stocks.latent import live
from sapar.estimates.stocks.result import StockEstimate
from sapar.estimates.stocks.sample import Draws, Sampler, compile_sampler, sample
from sapar.estimates.stocks.structure import Structure
from sapar.estimates.stocks.whiten import Whitening, compile_slopes, find_whitening
from sapar.report.estimate_terminal import say_estimate
from tests.unit.estimates.stocks.worlds import claim, ledger, setting, structure

TINY = 1e-6
SIMPLE = {
    name: Belief(value=value, low=value, high=value)
    for name, value in {
        "yearly_change": TINY, "season_spread": TINY, "noise_scale": TINY, "outlier_share": 1e-12,
        "source_spread:": TINY, "source_spread:destination_registry": TINY, "grade_spread:A": 0.3,
        "definition_spread:workers_present": TINY, "season_first": TINY, "season_second": TINY, "season_third": TINY,
        "season_fourth": TINY,
    }.items()
}  # fmt: skip
"""Nothing moves and nothing is uncertain but the level and the claim's noise."""


@dataclass(frozen=True, kw_only=True)
class Simple:
    """A sampled model whose answer is known."""

    structure: Structure
    sampler: Sampler
    whitening: Whitening
    draws: Draws
    logs: np.ndarray
    """[chain, draw, instant] logarithms of A in X."""


@pytest.fixture(scope="module")
def simple() -> Simple:
    """Two claims on a level with a lognormal prior."""
    where = setting(**{name.replace(":", "__"): belief for name, belief in SIMPLE.items()})
    model = structure(claim("one", 180_000.0), claim("two", 240_000.0), where=where)
    names, inputs = model.names, model.inputs
    whitening = find_whitening(names, inputs, compile_slopes(names))
    sampler = compile_sampler(names)
    drawn = sample(sampler, inputs, whitening, chains=4, draws=1_000, seed=3)
    logs = np.log(live(drawn.unknowns, inputs, names, numpy_library()).stock[:, :, 0])
    return Simple(structure=model, sampler=sampler, whitening=whitening, draws=drawn, logs=logs)


def test_the_conjugate_case(simple: Simple) -> None:
    """A normal prior and normal claims give the normal posterior of the textbook (notices 0.03 of a logarithm)."""
    prior = np.log(100_000.0), np.log(4.0) / 2.5631031310892007
    weights = np.array([prior[1] ** -2, 0.3**-2, 0.3**-2])
    mean = weights @ np.array([prior[0], np.log(180_000.0), np.log(240_000.0)]) / weights.sum()
    level = simple.logs[..., 6]

    assert level.mean() == pytest.approx(mean, abs=0.015)
    assert level.std() == pytest.approx(weights.sum() ** -0.5, rel=0.06)


def test_where_nobody_speaks_the_prior_stays(simple: Simple) -> None:
    """The stock of A in Y, of which no claim speaks, keeps its prior (false alarm below 1e-4)."""
    model = simple.structure
    world = live(simple.draws.unknowns, model.inputs, model.names, numpy_library())
    elsewhere = np.log(world.stock[:, :, 1, 6])

    assert elsewhere.mean() == pytest.approx(np.log(100_000.0), abs=0.04)
    assert elsewhere.std() == pytest.approx(np.log(4.0) / 2.5631031310892007, rel=0.07)


def test_the_same_seed_gives_the_same_numbers(simple: Simple) -> None:
    """On one machine, to the bit; another seed gives others."""
    inputs, whitening = simple.structure.inputs, simple.whitening
    one, again, other = (
        sample(simple.sampler, inputs, whitening, chains=4, draws=50, seed=seed).unknowns
        for seed in (3, 3, 4)
    )

    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)


def test_a_claim_left_out_by_weight_is_not_there(simple: Simple) -> None:
    """With the weight of the second claim at 0 the first alone decides, and nothing is compiled anew."""
    inputs = simple.structure.inputs
    weights = np.tile([1.0, 0.0], (4, 1))
    without = inputs._replace(measured=inputs.measured._replace(weight=weights))
    drawn = sample(simple.sampler, without, simple.whitening, draws=1_000, seed=5)
    level = np.log(live(drawn.unknowns, inputs, simple.structure.names, numpy_library()).stock[:, :, 0, 6])
    spread = np.log(4.0) / 2.5631031310892007
    precise = np.array([spread**-2, 0.3**-2])

    assert level.mean() == pytest.approx(precise @ np.log([100_000.0, 180_000.0]) / precise.sum(), abs=0.03)
    assert level.std() == pytest.approx(precise.sum() ** -0.5, rel=0.07)


@pytest.fixture(scope="module")
def short() -> StockEstimate:
    """An estimate from two chains of a few draws, with priors as wide as they usually are."""
    said = ledger(
        claim("one", 180_000.0),
        claim("two", 90_000.0, source="paper", hedge="nearly"),
        claim("three", None, definition="no_data"),
    )
    usual = setting(coverage__press=Belief(value=1.0, low=0.6, high=1.6))
    return estimate_stocks(said, usual, EstimateOptions(chains=2, draws=50, seconds=0.0))


def test_a_short_run_is_not_called_converged(short: StockEstimate) -> None:
    """A hundred draws are not four hundred effective ones, and the result says so, group by group."""
    assert not short.record.sampling.has_converged
    assert not any(group.holds for group in short.record.sampling.groups)


def test_the_result_is_complete(short: StockEstimate) -> None:
    """Every claim is used or has its reason; draws are accounted for; sources lean to where their claims lie."""
    record, dataset = short.record, short.dataset
    explained = dataset["stock"] + dataset["inflow"] - dataset["outflow"]

    assert [fit.claim for fit in record.claims] == ["one", "two"]
    assert [each.claim for each in record.unused] == ["three"]
    assert np.allclose(explained, dataset["stock_end"], rtol=1e-12)
    assert np.allclose(dataset["stock_end"][..., :-1], dataset["stock"][..., 1:], rtol=1e-12)
    assert dataset["stock"].attrs["units"] == "persons"
    assert set(record.flows) == {"A-X", "A-Y", "B-X"}
    assert record.flows["A-Y"] == record.flows["B-X"] == "mostly prior"
    assert {each.corridor for each in record.contradictions} == {"A-X"}
    assert record.claims[0].conflict_z > 0.0 > record.claims[1].conflict_z


def test_a_kept_estimate_is_what_was_made(short: StockEstimate, tmp_path: Path) -> None:
    """The file gives back the record, and the draws in single precision; a changed byte is noticed."""
    path = tmp_path / "stocks.nc"
    write_estimate(path, short)
    kept = read_estimate(path)

    assert kept.record == short.record
    assert np.allclose(kept.dataset["stock"], short.dataset["stock"], rtol=1e-6)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(DamagedFile):
        read_estimate(path)


def test_replicates_take_draws_by_their_number(short: StockEstimate) -> None:
    """More replicates change nothing for the first ones; another seed takes other draws, all from the estimate."""
    few, many = (posterior_of(short, draws=draws, seed=7) for draws in (3, 500))
    other = posterior_of(short, draws=3, seed=8)
    known = short.dataset["stock_year"].values

    assert np.array_equal(few.draws, many.draws[:3])
    assert not np.array_equal(few.draws, other.draws)
    assert all((known == draw).all(axis=(1, 2, 3)).any() for draw in many.draws)
    assert few.method == "sampled"
    assert not few.has_converged
    assert [pull.claim for pull in few.pulls] == ["one", "two"]
    assert few.bias.keys() == {"destination_registry", "origin_ministry", "press", "expert"}


def test_the_terminal_says_what_must_not_be_used(
    short: StockEstimate, capsys: pytest.CaptureFixture[str]
) -> None:
    """Chains that do not agree are the first and the last thing a reader sees."""
    said = ledger(claim("one", 180_000.0), claim("two", 90_000.0, source="paper", hedge="nearly"))
    say_estimate(short, said, Path("stocks.nc"), from_store=False)
    lines = capsys.readouterr().out.splitlines()

    assert lines[0].startswith("NOT CONVERGED")
    assert any("400 are asked for" in line for line in lines)
    assert any("A in X" in line and "2030" in line for line in lines)
    assert any("says that nobody counts" in line for line in lines)
