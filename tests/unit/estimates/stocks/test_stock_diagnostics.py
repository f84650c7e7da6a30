"""Convergence, smoothed weights and contradictions against known answers."""

from __future__ import annotations

import datetime

import numpy as np
import pytest

from sapar.estimates.stocks.contradictions import contradictions
from sapar.estimates.stocks.diagnostics import convergence
from sapar.estimates.stocks.leave_out import MOST_K, leave_each_out
from sapar.maths import FloatArray
from tests.unit.estimates.stocks.worlds import claim, structure

YEAR = {"from_": datetime.date(2030, 1, 1), "until": datetime.date(2030, 12, 31)}


def wandering(correlation: float, *, chains: int = 4, draws: int = 2_000, quantities: int = 20) -> FloatArray:
    """[chain, draw, quantity] autoregressive chains around 0 with standard deviation 1."""
    noise = np.random.Generator(np.random.Philox(6)).standard_normal((chains, draws, quantities))
    made = noise.copy()
    for step in range(1, draws):
        made[:, step] = correlation * made[:, step - 1] + np.sqrt(1.0 - correlation**2) * noise[:, step]
    return made


@pytest.mark.parametrize("correlation", [0.0, 0.5, 0.9])
def test_effective_draws_of_known_chains(correlation: float) -> None:
    """A chain of correlation r is worth (1 - r) / (1 + r) of its draws; the ranks of a normal one nearly as much."""
    found = convergence(wandering(correlation))

    assert found.bulk.mean() == pytest.approx(8_000 * (1.0 - correlation) / (1.0 + correlation), rel=0.08)
    assert found.r_hat.max() < 1.02


def test_chains_that_disagree_are_noticed() -> None:
    """One chain elsewhere, one chain wider, and one that creeps: none of them passes."""
    apart, wide, creeping = (wandering(0.0, draws=1_000) for _ in range(3))
    apart[0] += 1.0
    wide[0] *= 4.0
    creeping += np.linspace(0.0, 3.0, 1_000)[:, None]

    assert convergence(wandering(0.0, draws=1_000)).holds.all()
    for faulty in (apart, wide, creeping):
        assert not convergence(faulty).holds.any()


def test_what_never_moves_has_converged() -> None:
    """A number that is fixed by the study has nothing to converge."""
    assert convergence(
        np.ones((4, 100, 2)),
    ).r_hat == pytest.approx([1.0, 1.0])


def test_leaving_out_agrees_with_the_closed_form() -> None:
    """Of numbers around a common mean, the others' mean is known exactly."""
    random = np.random.Generator(np.random.Philox(7))
    said = np.array([0.0, 0.5, -0.3, 0.8, 0.1, 2.0])
    means = random.normal(said.mean(), 1.0 / np.sqrt(said.size), 8_000)
    found = leave_each_out(-0.5 * (said[None, :] - means[:, None]) ** 2)
    others = [np.delete(said, index).mean() for index in range(said.size)]

    assert found.k.max() < MOST_K
    assert means @ found.weights == pytest.approx(others, abs=0.03)
    assert found.weights.sum(axis=0) == pytest.approx(np.ones(said.size))


def test_weights_that_cannot_be_trusted_are_flagged() -> None:
    """Where one number all but fixes the answer, leaving it out by weights is hopeless, and says so."""
    random = np.random.Generator(np.random.Philox(8))
    means = random.normal(0.0, 0.05, 4_000)

    assert leave_each_out(-0.5 * ((means[:, None] - 0.1) / 0.04) ** 2).k[0] > MOST_K


def test_three_levels_of_contradiction() -> None:
    """Registrations against a stock contradict at face value only; a tenfold stock contradicts at every level."""
    model = structure(
        claim("stock", 100_000.0),
        claim("registered", 250_000.0, definition="registrations", source="guild", **YEAR),
        claim("tenfold", 1_000_000.0, source="ministry"),
    )
    found = {(each.first, each.second): each for each in contradictions(model, 1)}
    counted, wrong = found["stock", "registered"], found["stock", "tenfold"]

    assert abs(counted.face_z) > 5.0
    assert counted.definition_p > 0.3
    assert min(abs(wrong.face_z), abs(wrong.source_z), abs(wrong.definition_z)) > 5.0
    assert wrong.ratio == pytest.approx(0.1, rel=0.1)
    assert max(wrong.face_p, wrong.source_p, wrong.definition_p) < 1e-4


def test_claims_of_one_source_or_far_apart_are_no_pair() -> None:
    """A source that repeats itself is not its own witness."""
    assert contradictions(structure(claim("one", 1e5), claim("two", 1e6)), 1) == ()
