"""Draws from the posterior by NumPyro's No-U-Turn sampler, all chains in step, in whitened coordinates."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sapar.errors import MissingExtra
from sapar.estimates.stocks.arrays import jax_library
from sapar.estimates.stocks.latent import log_posterior
from sapar.estimates.stocks.structure import Inputs, Names
from sapar.estimates.stocks.whiten import Whitening, coloured
from sapar.maths import FloatArray

Progress = Callable[[float, int], None]
"""Called with draws made and draws in all."""

ADAPTING = 150
"""Draws of each chain during which the length of a step is chosen; thrown away."""
TARGET_ACCEPTANCE = 0.8
DEEPEST = 6
"""Doublings of a trajectory at most."""
PIECE = 25
"""Draws between two looks at progress and at Ctrl-C."""
FIRST_STEP = 0.2
"""Length of a step in whitened coordinates before adapting."""
START_WIDTH = 1.5
"""Standard deviations of the starting points in whitened coordinates: wider than the posterior."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """What the sampler brought back."""

    unknowns: FloatArray
    """[chain, draw, unknown]"""
    divergent: NDArray[np.bool_]
    """[chain, draw] trajectories that the integrator could not follow."""
    steps: NDArray[np.int64]
    """[chain, draw] leapfrog steps."""
    acceptance: float
    """Mean chance of acceptance."""
    step_size: FloatArray
    """[chain]"""
    seconds: float
    last: Any
    """States of the sampler at the end, from which others with the same step may go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sampler:
    """A compiled sampler of one structure: any claims, weights, priors and whitening of the same shapes."""

    start: Callable[..., Any]
    go_on: Callable[..., Any]


def require_numpyro() -> None:
    """NumPyro and JAX are there.

    Raises
    ------
    MissingExtra
        They are not.
    """
    try:
        import numpyro  # noqa: F401
    except ImportError as cause:
        raise MissingExtra(
            found="numpyro",
            why="samples the estimate of stocks and is not installed",
            try_='pip install "sapar[estimate]"',
        ) from cause


def compile_sampler(names: Names, adapting: int = ADAPTING) -> Sampler:
    """Functions for chains side by side; compiled once for each number of chains."""
    import jax
    from numpyro.infer.hmc import hmc

    library = jax_library()

    def potential(inputs: Inputs, whitening: Whitening) -> Callable[[Any], Any]:
        return lambda white: -log_posterior(coloured(white, whitening), inputs, names, library)

    begin, sample = hmc(potential_fn_gen=potential, algo="NUTS")

    def start(white: Any, key: Any, step_size: Any, inputs: Inputs, whitening: Whitening) -> Any:
        return begin(
            white,
            adapting,
            step_size=step_size,
            adapt_mass_matrix=False,
            target_accept_prob=TARGET_ACCEPTANCE,
            max_tree_depth=DEEPEST,
            model_args=(inputs, whitening),
            rng_key=key,
        )

    def go_on(states: Any, inputs: Inputs, whitening: Whitening) -> Any:
        def step(state: Any, _: None) -> tuple[Any, Any]:
            state = sample(state, (inputs, whitening), {})
            return state, (state.z, state.diverging, state.num_steps, state.accept_prob)

        return jax.lax.scan(step, states, None, length=PIECE)

    each = _by_weight(0)
    return Sampler(
        start=jax.jit(jax.vmap(start, in_axes=(0, 0, None, each, None))),
        go_on=jax.jit(jax.vmap(go_on, in_axes=(0, each, None), out_axes=(0, 1))),
    )


def sample(
    sampler: Sampler,
    inputs: Inputs,
    whitening: Whitening,
    *,
    weights: FloatArray,
    draws: int,
    seed: int,
    white: FloatArray | None = None,
    after: Draws | None = None,
    throw_away: int = ADAPTING,
    progress: Progress | None = None,
) -> Draws:
    """Run the chains, piece by piece, so that progress can be shown and Ctrl-C is heard between pieces.

    Parameters
    ----------
    weights
        [chain, n] weight of each claim in each chain: 1, or 0 where a chain leaves it out.
    draws
        Of each chain after adapting; rounded up to whole pieces.
    white
        [chain, unknown] where to start, in whitened coordinates; None: around the mode, wider than the posterior.
    after
        A finished run of the same sampler whose step is kept, so that nothing is adapted.
    throw_away
        Draws of each chain before those that count.
    """
    import jax

    started = time.perf_counter()
    chains = weights.shape[0]
    random = np.random.Generator(np.random.Philox(seed))
    if white is None:
        white = START_WIDTH * random.standard_normal((chains, whitening.mode.size))
    keys = jax.random.split(jax.random.key(seed), chains)
    given = inputs._replace(measured=inputs.measured._replace(weight=weights))
    given, whitening = jax.tree.map(jax_library().xp.asarray, (given, whitening))
    states = sampler.start(white, keys, FIRST_STEP, given, whitening)
    if after is not None:
        states = states._replace(i=after.last.i, adapt_state=after.last.adapt_state)
    warm, kept = -(-throw_away // PIECE), -(-draws // PIECE)
    pieces: list[Any] = []
    for index in range(warm + kept):
        states, made = sampler.go_on(states, given, whitening)
        made = jax.device_get(made)
        if index >= warm:
            pieces.append(made)
        if progress is not None:
            progress((index + 1) * PIECE * chains, (warm + kept) * PIECE * chains)
    walked, divergent, steps, acceptance = (
        np.concatenate([piece[part] for piece in pieces]).swapaxes(0, 1) for part in range(4)
    )
    return Draws(
        unknowns=np.asarray(coloured(walked, jax.device_get(whitening))),
        divergent=divergent,
        steps=steps,
        acceptance=float(acceptance.mean()),
        step_size=np.asarray(states.adapt_state.step_size),
        seconds=time.perf_counter() - started,
        last=states,
    )


def _by_weight(axis: int) -> Any:
    """Axes for `vmap`: chains differ in the weights of their claims only."""
    from sapar.estimates.stocks.structure import Latent, Measured

    nothing = {name: None for name in Measured._fields}
    latent = Latent(**{name: None for name in Latent._fields})
    return Inputs(latent=latent, measured=Measured(**{**nothing, "weight": axis}))
