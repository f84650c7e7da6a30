"""Removing a claim changes what depends on it, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sapar.estimates.stocks.arrays import numpy_library
from sapar.estimates.stocks.claims import compile_claims
from sapar.estimates.stocks.latent import block, live, log_likelihoods, log_posterior
from sapar.estimates.stocks.sample import compile_sampler, sample
from sapar.estimates.stocks.structure import Inputs, Names, Structure, build_structure
from sapar.estimates.stocks.whiten import compile_slopes, find_whitening
from sapar.evidence.claims import Claim
from tests.estimates.studies import (
    CLAIMS,
    YEAR_ONE,
    YEAR_TWO,
    belief,
    claim,
    ledger_of,
    small_setting,
    structure_of,
)

APART = (
    claim("east-one", "register", "workers_present", "AA", "east", "2018-07-01", "350000", grade="A"),
    claim("east-two", "register", "workers_present", "AA BB", "east", YEAR_TWO, "450000", hedge="about"),
    claim("east-three", "paper", "workers_present", "BB", "east", "2019-07-01", "90000"),
    claim("west-one", "ministry", "workers_present", "AA", "west", YEAR_ONE, "100000"),
    claim("west-two", "ministry", "workers_present", "BB", "west", "2019-07-01", "700000"),
    claim(
        "west-three", "second-ministry", "workers_present", "BB", "west", YEAR_TWO, "250000", hedge="nearly"
    ),
)
"""East and west share no corridor, no source and no kind of source."""
SURE_OF_CHANGE = {"yearly_change": belief(0.12, 0.12, 0.12)}
"""With the size of changes known nothing else is common to all corridors."""


def _same(one: Inputs, two: Inputs) -> bool:
    """Whether two models are the same to the bit."""
    import jax

    first, second = jax.tree.leaves(one), jax.tree.leaves(two)
    return len(first) == len(second) and all(map(np.array_equal, first, second))


def _without(claims: tuple[Claim, ...], name: str) -> tuple[Claim, ...]:
    return tuple(each for each in claims if each.claim != name)


@pytest.mark.parametrize("name", [each.claim for each in CLAIMS])
def test_the_other_claims_keep_their_terms(name: str) -> None:
    """Without a claim every other claim has the same likelihood in every world, to the last digits, and no other."""
    setting = small_setting()
    whole, less = structure_of(CLAIMS, setting), structure_of(_without(CLAIMS, name), setting)
    unknowns = np.random.default_rng(11).standard_normal((20, whole.names.size))
    library = numpy_library()

    found = log_likelihoods(_same_world(unknowns, whole.names, less.names), less.inputs, less.names, library)

    others = [place for place, each in enumerate(whole.names.claims) if each != name]
    expected = log_likelihoods(unknowns, whole.inputs, whole.names, library)[:, others]
    np.testing.assert_allclose(found, expected, rtol=1e-10, atol=1e-10)
    assert less.names.claims == tuple(whole.names.claims[place] for place in others)


def _same_world(unknowns: np.ndarray, whole: Names, less: Names) -> np.ndarray:
    """The unknowns that a smaller ledger has, by name."""
    axes = {"factor": "factors", "source": "sources", "source_scale": "kinds", "noise_scale": "kinds"}
    parts = []
    for name in less.blocks:
        values = block(unknowns, whole, name)
        if name in axes:
            values = values[:, [getattr(whole, axes[name]).index(each) for each in getattr(less, axes[name])]]
        parts.append(values.reshape(len(unknowns), -1))
    return np.concatenate(parts, axis=1)


def test_leaving_a_claim_out_by_weight_is_removing_it() -> None:
    """The density with a claim's weight at 0 differs from the whole by that claim's own density, and by no more."""
    whole = structure_of(CLAIMS, small_setting())
    unknowns = np.random.default_rng(12).standard_normal((50, whole.names.size))
    library, measured = numpy_library(), whole.inputs.measured
    own = log_likelihoods(unknowns, whole.inputs, whole.names, library)
    total = log_posterior(unknowns, whole.inputs, whole.names, library)

    for place in range(len(whole.terms)):
        weight = np.ones(len(whole.terms))
        weight[place] = 0.0
        less = whole.inputs._replace(measured=measured._replace(weight=weight))
        np.testing.assert_allclose(
            log_posterior(unknowns, less, whole.names, library), total - own[:, place], rtol=1e-12, atol=1e-9
        )


def test_a_claim_that_counts_for_nothing_can_go() -> None:
    """Copies, statements and claims that stocks do not hold: without them the model is the same to the bit."""
    setting = small_setting()
    idle = (
        claim("copy", "weekly", "workers_present", "AA", "east", "2018-07-01", "312000", copy_of="stock"),
        claim("words", "paper", "statement", "AA", "east", YEAR_ONE, "1"),
        claim("visitors", "paper", "contacts_served", "AA", "east", YEAR_ONE, "5000"),
        claim("elsewhere", "paper", "workers_present", "AA", "north", YEAR_ONE, "5000"),
        claim("long-ago", "paper", "workers_present", "AA", "east", "1999-07-01", "5000"),
    )
    terms = compile_claims(ledger_of((*CLAIMS, *idle)), setting)

    assert {each.claim for each in terms.unused} == {each.claim for each in idle}
    assert _same(build_structure(terms.used, setting).inputs, structure_of(CLAIMS, setting).inputs)


def test_a_copy_speaks_when_the_original_goes() -> None:
    """Removing a claim that others repeat leaves the model as it was where the repetition is word for word."""
    setting = small_setting()
    original = CLAIMS[0]
    copies = tuple(replace(original, claim=name, copy_of="stock") for name in ("copy-one", "copy-two"))
    with_copies = compile_claims(ledger_of((*CLAIMS, *copies)), setting)
    without = compile_claims(ledger_of((copies[0], *CLAIMS[1:], copies[1])), setting)

    assert _same(
        build_structure(with_copies.used, setting).inputs, build_structure(without.used, setting).inputs
    )
    assert {each.claim for each in without.unused} == {"copy-two"}


def test_claims_about_the_west_say_nothing_about_the_east() -> None:
    """Where nothing is shared the density falls into a part of the east and a part of the west, whatever is removed."""
    whole = structure_of(APART, small_setting(SURE_OF_CHANGE))
    library, west = numpy_library(), _unknowns_of_the_west(whole)
    random = np.random.default_rng(13)
    one, two = random.standard_normal((2, 200, whole.names.size))
    mixed, turned = np.where(west, one, two), np.where(west, two, one)

    for place in range(len(whole.terms) + 1):
        weight = np.ones(len(whole.terms))
        weight[place:][:1] = 0.0
        inputs = whole.inputs._replace(measured=whole.inputs.measured._replace(weight=weight))

        def density(unknowns: np.ndarray, given: Inputs = inputs) -> np.ndarray:
            return np.asarray(log_posterior(unknowns, given, whole.names, library))

        cross = density(one) + density(two) - density(mixed) - density(turned)
        assert np.abs(cross).max() < 1e-8


def test_the_size_of_changes_is_common_to_all() -> None:
    """With the size of changes unknown, east and west do speak to each other, and the law above would notice."""
    whole = structure_of(APART, small_setting())
    library, west = numpy_library(), _unknowns_of_the_west(whole)
    one, two = np.random.default_rng(13).standard_normal((2, 200, whole.names.size))

    def density(unknowns: np.ndarray) -> np.ndarray:
        return np.asarray(log_posterior(unknowns, whole.inputs, whole.names, library))

    cross = (
        density(one) + density(two) - density(np.where(west, one, two)) - density(np.where(west, two, one))
    )
    assert np.abs(cross).max() > 0.1


def _unknowns_of_the_west(structure: Structure) -> np.ndarray:
    """[unknown] whether it belongs to the west: its corridors, its season, its sources and their kinds."""
    names = structure.names
    own = {
        "factors": [name.endswith("origin_ministry") for name in names.factors],
        "sources": ["ministry" in name for name in names.sources],
        "kinds": [name == "origin_ministry" for name in names.kinds],
        "hosts": [host == "west" for host in names.hosts],
        "corridors": [host == "west" for _, host in names.corridors],
        "none": [False],
    }
    axis = {
        "factor": "factors", "source": "sources", "source_scale": "kinds", "noise_scale": "kinds",
        "season": "hosts", "change_size": "none",
    }  # fmt: skip
    found = np.zeros(names.size, dtype=bool)
    for name, (place, shape) in names.blocks.items():
        belongs = np.array(own[axis.get(name, "corridors")])
        found[place] = np.broadcast_to(belongs.reshape(-1, *([1] * (len(shape) - 1))), shape).ravel()
    return found


@pytest.mark.long
def test_stocks_of_the_east_stay_when_a_claim_about_the_west_goes() -> None:
    """Sampled anew, medians and ranges of the east move by no more than the error of sampling; those of the west do.

    The error allowed is 5 standard errors of the difference for each of 36 quantiles: no false alarm in 10 000 runs.
    """
    whole = structure_of(APART, small_setting(SURE_OF_CHANGE))
    sampler, whitening = (
        compile_sampler(whole.names),
        find_whitening(whole.names, whole.inputs, compile_slopes(whole.names)),
    )

    def draws(without: str | None) -> np.ndarray:
        weights = np.ones((4, len(whole.terms)))
        if without is not None:
            weights[:, whole.names.claims.index(without)] = 0.0
        inputs = whole.inputs._replace(measured=whole.inputs.measured._replace(weight=weights))
        drawn = sample(sampler, inputs, whitening, draws=1000, seed=14)
        world = live(drawn.unknowns, whole.inputs, whole.names, numpy_library())
        return np.log(world.stock).reshape(-1, *world.stock.shape[2:])

    before, after = draws(None), draws("west-two")

    spread = np.hypot(before.std(axis=0), after.std(axis=0)) / np.sqrt(1500.0)
    moved = (after.mean(axis=0) - before.mean(axis=0)) / spread
    wider = after.std(axis=0) / before.std(axis=0)
    corridors = whole.names.corridors
    east = [place for place, (_, host) in enumerate(corridors) if host == "east"]
    print(
        "moved, in standard errors of sampling", dict(zip(corridors, np.abs(moved).max(axis=1), strict=True))
    )
    assert np.abs(moved[east]).max() < 5.0
    assert np.abs(wider[east] - 1.0).max() < 0.12
    assert np.abs(moved[corridors.index(("BB", "west"))]).max() > 10.0
