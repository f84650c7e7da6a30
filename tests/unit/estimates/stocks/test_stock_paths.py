"""The latent layer: accounting, courses, and one formula for both libraries."""

from __future__ import annotations

import numpy as np
import pytest

from sapar.estimates.stocks.arrays import jax_library, numpy_library
from sapar.estimates.stocks.latent import live, log_posterior
from sapar.estimates.stocks.paths import change_matrix, courses, shock_matrix
from tests.unit.estimates.stocks.worlds import claim, setting, structure


def test_people_are_accounted_for() -> None:
    """Next stock = stock + arrivals - departures, to the rounding of a float, and nobody is negative."""
    model = structure(claim("one", 90_000.0), where=setting(shut=1.0))
    random = np.random.Generator(np.random.Philox(2))
    world = live(
        3.0 * random.standard_normal((500, model.names.size)), model.inputs, model.names, numpy_library()
    )
    explained = world.stock[..., :-1] + world.inflow - world.outflow

    assert explained == pytest.approx(world.stock[..., 1:], rel=1e-12)
    assert min(world.stock.min(), world.inflow.min(), world.outflow.min()) > 0.0


def test_departures_follow_the_exit_rate() -> None:
    """Where the stock does not fall faster than people leave, departures are the hazard's."""
    model = structure(claim("one", 90_000.0))
    world = live(np.zeros(model.names.size), model.inputs, model.names, numpy_library())

    assert world.outflow == pytest.approx(world.stock[..., :-1] * -np.expm1(-0.25), rel=0.03)


@pytest.mark.parametrize("persistence", [0.0, 0.5, 0.9])
def test_changes_have_the_yearly_size(persistence: float) -> None:
    """A logarithm moves by 1 within any four quarters, wherever they begin."""
    course = change_matrix(20, persistence)
    moved = course[4:] - course[:-4]

    assert np.sqrt((moved**2).sum(axis=1)) == pytest.approx(np.ones(len(moved)))
    assert (course[0] == 0.0).all()


def test_shocks_fade() -> None:
    """A shock shows from the end of its quarter, and half of it is left where the persistence says so."""
    course = shock_matrix(np.array([0.0, 0.2, 0.0, 0.0]), 0.5)

    assert course[:, 0] == pytest.approx([0.0, 0.0, 0.2, 0.1, 0.05])


def test_closures_widen_only_closed_quarters() -> None:
    """With ways shut in one quarter, the stock may move further in that quarter, and nowhere before."""
    change, shock = courses(setting(shut=1.0))
    _, none = courses(setting())

    assert change.shape == (3, 9, 8)
    assert shock.shape == (3, 9, 1)
    assert none.shape == (3, 9, 0)
    assert (np.ptp(shock[:, :6, 0], axis=1) == 0.0).all()
    assert (shock[:, 6, 0] - shock[:, 5, 0]) == pytest.approx([0.15] * 3)


def test_courses_are_around_the_reference_year() -> None:
    """The level is the mean logarithm of the reference year, seasons included."""
    model = structure(claim("one", 90_000.0))
    random = np.random.Generator(np.random.Philox(4))
    unknowns = random.standard_normal((50, model.names.size))
    place, _ = model.names.blocks["level"]
    unknowns[:, place] = 0.0
    stock = live(unknowns, model.inputs, model.names, numpy_library()).stock

    assert np.log(stock[..., 4:8]).mean(axis=-1) == pytest.approx(np.full((50, 3), np.log(100_000.0)))


def test_both_libraries_give_one_density() -> None:
    """Results use NumPy, the sampler JAX: the same formula, the same number."""
    import jax

    model = structure(
        claim("one", 90_000.0), claim("two", 300_000.0, definition="registrations", source="guild")
    )
    unknowns = np.random.Generator(np.random.Philox(5)).standard_normal(model.names.size)
    ours = log_posterior(unknowns, model.inputs, model.names, numpy_library())
    library = jax_library()
    theirs = jax.jit(lambda each: log_posterior(each, model.inputs, model.names, library))(unknowns)

    assert float(theirs) == pytest.approx(float(ours), rel=1e-12)
