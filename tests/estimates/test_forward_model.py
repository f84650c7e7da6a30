"""The model told twice: the product's formulas and the forward model of these tests say the same."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.kernels import chance_below, log_kernel, print_numbers
from sapar.estimates.stocks.latent import biases, block, factors, live, log_likelihoods, see
from sapar.estimates.stocks.structure import Structure
from tests.estimates.calibration import density_of
from tests.estimates.forward import Reporters, TrueWorlds, worlds_from_prior
from tests.estimates.studies import CLAIMS, KINDS, small_setting, structure_of

WORLDS = 40


@pytest.fixture(scope="module")
def structure() -> Structure:
    """Every definition and every hedge."""
    return structure_of(CLAIMS, small_setting())


@pytest.fixture(scope="module")
def unknowns(structure: Structure) -> np.ndarray:
    """[world, unknown] from the prior."""
    return np.random.default_rng(5).standard_normal((WORLDS, structure.names.size))


@pytest.fixture(scope="module")
def reporters(structure: Structure, unknowns: np.ndarray) -> Reporters:
    """The sources of the forward model in the worlds of the product's unknowns."""
    names, inputs, library = structure.names, structure.inputs, numpy_library()
    world = live(unknowns, inputs, names, library)
    measured = inputs.measured

    def scales(name: str) -> dict[str, np.ndarray]:
        return dict(zip(names.kinds, measured.noise_scale * block(unknowns, names, name).T, strict=True))

    truth = TrueWorlds(
        stock=world.stock,
        present=world.present,
        inflow=world.inflow,
        outflow=world.outflow,
        log_factor=dict(zip(names.factors, factors(unknowns, inputs, names).T, strict=True)),
        bias=dict(zip(names.sources, biases(unknowns, inputs, names, library).T, strict=True)),
        noise_scale=scales("noise_scale"),
        bias_scale=scales("source_scale"),
        yearly_change=np.ones(WORLDS),
        exit_rate=np.ones((WORLDS, 4)),
        season=np.zeros((WORLDS, 2, 4)),
    )
    return Reporters(structure.setting, truth, KINDS, np.random.default_rng(6))


def test_every_source_sees_the_same(structure: Structure, unknowns: np.ndarray, reporters: Reporters) -> None:
    """Mean and noise of every claim agree in every world, day sums against weights."""
    seen = see(unknowns, structure.inputs, structure.names, numpy_library())

    for place, term in enumerate(structure.terms):
        np.testing.assert_allclose(
            seen.mean[:, place], reporters.expected(term.claim), atol=1e-10, err_msg=term.claim.claim
        )
        np.testing.assert_allclose(seen.spread[:, place], reporters.spread(term.claim), rtol=1e-12)


def test_every_claim_has_the_same_density(
    structure: Structure, unknowns: np.ndarray, reporters: Reporters
) -> None:
    """Hedge kernels, contamination included, are those of the convolution that SciPy knows."""
    printed = structure.inputs.measured.printed
    found = log_likelihoods(unknowns, structure.inputs, structure.names, numpy_library())

    for place, term in enumerate(structure.terms):
        width = term.printed.half if term.printed.kernel == 0 else term.printed.excess
        centre = np.full(WORLDS, printed.centre[place])
        expected = density_of(reporters, term.claim, width, centre)
        np.testing.assert_allclose(found[:, place], expected, rtol=1e-6, atol=1e-6, err_msg=term.claim.claim)


def test_stocks_of_both_tellings_move_alike(structure: Structure) -> None:
    """Means and covariances of all log stocks over 40 000 prior worlds agree; a difference of 4 % would show.

    Each entry is allowed 5.5 standard errors: a false alarm once in 20 000 runs.
    """
    count = 40_000
    random = np.random.default_rng(7)
    unknowns = random.standard_normal((count, structure.names.size))
    ours = np.log(live(unknowns, structure.inputs, structure.names, numpy_library()).stock).reshape(count, -1)
    theirs = np.log(worlds_from_prior(structure.setting, count, random).stock).reshape(count, -1)

    spread = np.sqrt(ours.var(axis=0) + theirs.var(axis=0))
    assert (np.abs(ours.mean(axis=0) - theirs.mean(axis=0)) / spread * np.sqrt(count)).max() < 5.5
    one, two = np.cov(ours.T), np.cov(theirs.T)
    error = np.sqrt(2.0 * (np.outer(np.diag(one), np.diag(one)) + one**2) / count)
    assert (np.abs(one - two) / error).max() < 5.5
    steps = np.diff(ours.reshape(count, 4, -1)), np.diff(theirs.reshape(count, 4, -1))
    ratio = steps[0].std(axis=0) / steps[1].std(axis=0)
    assert np.abs(ratio - 1.0).max() < 5.5 * 1.3 / np.sqrt(count)


def test_accounts_balance_in_both_tellings(structure: Structure) -> None:
    """Stock plus arrivals minus departures is the next stock; nobody arrives or leaves less than nothing."""
    world = worlds_from_prior(structure.setting, 200, np.random.default_rng(8))

    np.testing.assert_allclose(
        world.stock[..., 1:], world.stock[..., :-1] + world.inflow - world.outflow, rtol=1e-12
    )
    assert (world.inflow > 0.0).all()
    assert (world.outflow > 0.0).all()


def test_kernels_are_densities_of_what_is_printed(structure: Structure) -> None:
    """Each kernel integrates to one, and its distribution is that of numbers printed by it: 1 in 10^6 false alarm."""
    from scipy.stats import kstest

    measured, library = structure.inputs.measured, numpy_library()
    random = np.random.default_rng(9)
    nothing = measured.outliers._replace(share=np.array(0.0))
    mean, spread = np.zeros(len(structure.terms)), np.full(len(structure.terms), 0.2)
    grid = np.linspace(-12.0, 12.0, 240_001)[:, None]
    density = np.exp(log_kernel(measured.printed._replace(centre=grid), mean, spread, library))
    drawn = print_numbers(measured.printed, np.zeros((20_000, mean.size)), spread, nothing, random)

    np.testing.assert_allclose(density.sum(axis=0) * 1e-4, 1.0, atol=1e-5)
    reached = density.cumsum(axis=0) * 1e-4
    for place in range(mean.size):
        uniform = np.interp(drawn[:, place], grid[:, 0], reached[:, place])
        assert kstest(uniform, "uniform").pvalue > 1e-6, structure.names.claims[place]


def test_chance_below_is_that_of_printed_numbers(structure: Structure) -> None:
    """For one-sided hedges the closed form is the share of printed numbers that lie below."""
    measured, library = structure.inputs.measured, numpy_library()
    skewed = measured.printed.kernel != 0
    nothing = measured.outliers._replace(share=np.array(0.0))
    mean, spread = measured.printed.centre - 0.1, np.full(skewed.size, 0.2)
    drawn = print_numbers(
        measured.printed,
        np.broadcast_to(mean, (200_000, mean.size)),
        spread,
        nothing,
        np.random.default_rng(10),
    )

    share = (drawn < measured.printed.centre).mean(axis=0)
    expected = chance_below(measured.printed, mean, spread, library)
    assert np.abs(share - expected)[skewed].max() < 5.0 * np.sqrt(0.25 / 200_000)
