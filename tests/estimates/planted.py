"""Faults planted into the posterior or its sampler, one at a time; calibration has to notice each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from sapar.estimates.stocks.arrays import jax_library
from sapar.estimates.stocks.kernels import BOX
from sapar.estimates.stocks.latent import log_posterior
from sapar.estimates.stocks.paths import change_matrix
from sapar.estimates.stocks.sample import LEDGERS, PIECE, Sampler, _axes
from sapar.estimates.stocks.structure import Inputs, Names, Structure
from sapar.estimates.stocks.whiten import Whitening, coloured

Density = Callable[[Any, Inputs, Names, Any], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One planted fault; what is not given stays right."""

    what: str
    inputs: Callable[[Structure], Inputs] | None = None
    """Wrong arrays for the sampler; what is made of its draws stays right unless `is_reported`."""
    is_reported: bool = False
    """Whether the wrong arrays also turn draws into quantities, as one structure does in the product."""
    density: Density | None = None
    """Wrong density."""
    sampler: Callable[[Names], Sampler] | None = None
    """Wrong sampler."""
    weight: float = 1.0
    """How often each claim counts."""
    thin: int = 3
    throw_away: int | None = None


def _measured(structure: Structure, **changed: Any) -> Inputs:
    return structure.inputs._replace(measured=structure.inputs.measured._replace(**changed))


def _latent(structure: Structure, **changed: Any) -> Inputs:
    return structure.inputs._replace(latent=structure.inputs.latent._replace(**changed))


def _half_the_noise(structure: Structure) -> Inputs:
    return _measured(structure, spread=0.5 * structure.inputs.measured.spread)


def _bias_turned(structure: Structure) -> Inputs:
    return _measured(structure, source=-structure.inputs.measured.source)


def _hedges_ignored(structure: Structure) -> Inputs:
    printed = structure.inputs.measured.printed
    exact = printed._replace(kernel=np.full_like(printed.kernel, BOX), half=np.full_like(printed.half, 0.002))
    return _measured(structure, printed=exact)


def _no_contamination(structure: Structure) -> Inputs:
    outliers = structure.inputs.measured.outliers
    return _measured(structure, outliers=outliers._replace(share=np.array(1e-4)))


def _workers_for_everybody(structure: Structure) -> Inputs:
    latent = structure.inputs.latent
    return _latent(
        structure, worker_share=0.0 * latent.worker_share, worker_spread=0.0 * latent.worker_spread
    )


def _season_a_quarter_late(structure: Structure) -> Inputs:
    return _latent(structure, season_at=np.roll(structure.inputs.latent.season_at, 1, axis=1))


def _changes_forgotten(structure: Structure) -> Inputs:
    """Quarterly changes without memory, of the size of persistent ones."""
    latent = structure.inputs.latent
    walk = change_matrix(latent.change.shape[2], 0.0)
    kept = change_matrix(latent.change.shape[2], 0.5)
    return _latent(structure, change=latent.change - kept + 2.0 * walk)


def _leaving_four_times_as_fast(structure: Structure) -> Inputs:
    return _latent(structure, exit_rate=structure.inputs.latent.exit_rate + np.log(4.0))


def _study_share_turned(structure: Structure) -> Inputs:
    factor = structure.inputs.measured.factor.copy()
    place = structure.names.factors.index("study_share:west")
    factor[:, place] *= -1.0
    return _measured(structure, factor=factor)


def _coverage_prior_shifted(structure: Structure) -> Inputs:
    mean = structure.inputs.measured.factor_mean.copy()
    mean[structure.names.factors.index("coverage:origin_ministry")] = 0.0
    return _measured(structure, factor_mean=mean)


def _jacobian_dropped(unknowns: Any, inputs: Inputs, names: Names, library: Any) -> Any:
    """Scales of noise sampled by their logarithm as if they had been sampled as they are."""
    place, _ = names.blocks["noise_scale"]
    return log_posterior(unknowns, inputs, names, library) - unknowns[..., place].sum(axis=-1)


def _prior_forgotten(unknowns: Any, inputs: Inputs, names: Names, library: Any) -> Any:
    """Hardly a prior for the rate at which people leave the first corridor, of whose crossings nobody speaks."""
    place, _ = names.blocks["exit_rate"]
    own = unknowns[..., place.start]
    return log_posterior(unknowns, inputs, names, library) + 0.48 * own**2


class _Walk(NamedTuple):
    """State of the reckless sampler."""

    place: Any
    key: Any
    adapt_state: Any


class _Step(NamedTuple):
    step_size: Any


def reckless_sampler(names: Names) -> Sampler:
    """Trajectories of long steps that are always accepted."""
    import jax

    library = jax_library()
    step, length = 0.5, 4

    def start(white: Any, key: Any, *_: Any) -> Any:
        return _Walk(place=white, key=key, adapt_state=_Step(step_size=step))

    def go_on(state: Any, inputs: Inputs, whitening: Whitening) -> Any:
        slope = jax.grad(lambda white: log_posterior(coloured(white, whitening), inputs, names, library))

        def one(state: Any, _: None) -> Any:
            key, own = jax.random.split(state.key)
            speed = jax.random.normal(own, state.place.shape) + 0.5 * step * slope(state.place)
            place = state.place
            for _part in range(length):
                place = place + step * speed
                speed = speed + step * slope(place)
            state = _Walk(place=place, key=key, adapt_state=state.adapt_state)
            return state, (place, False, length, 1.0)

        return jax.lax.scan(one, state, None, length=PIECE)

    axes = _axes(LEDGERS)
    return Sampler(
        start=jax.jit(jax.vmap(start, in_axes=(0, 0, *axes))),
        go_on=jax.jit(jax.vmap(go_on, in_axes=(0, *axes), out_axes=(0, 1))),
        by_chain=LEDGERS,
    )


FAULTS = (
    Fault(what="half the noise", inputs=_half_the_noise),
    Fault(what="biases with the wrong sign", inputs=_bias_turned),
    Fault(what="hedges ignored", inputs=_hedges_ignored),
    Fault(what="no contamination", inputs=_no_contamination),
    Fault(what="copies counted twice", weight=2.0),
    Fault(what="workers taken for everybody present", inputs=_workers_for_everybody, is_reported=True),
    Fault(what="season a quarter late", inputs=_season_a_quarter_late, is_reported=True),
    Fault(what="quarterly changes too large and without memory", inputs=_changes_forgotten, is_reported=True),
    Fault(what="a rate a year taken for one a quarter", inputs=_leaving_four_times_as_fast, is_reported=True),
    Fault(what="share of the study with the wrong sign", inputs=_study_share_turned),
    Fault(what="a coverage of another kind", inputs=_coverage_prior_shifted, is_reported=True),
    Fault(what="Jacobian dropped", density=_jacobian_dropped),
    Fault(what="prior forgotten for one rate", density=_prior_forgotten),
    Fault(what="long steps, always accepted", sampler=reckless_sampler),
)


def faulty(structure: Structure, fault: Fault) -> Structure:
    """The structure with wrong arrays."""
    return structure if fault.inputs is None else replace(structure, inputs=fault.inputs(structure))
