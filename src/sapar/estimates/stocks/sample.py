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
from sapar.estimates.stocks.kernels import Printed
from sapar.estimates.stocks.latent import log_posterior
from sapar.estimates.stocks.structure import Inputs, Latent, Measured, Names
from sapar.estimates.stocks.whiten import Whitening, coloured
from sapar.maths import FloatArray

WEIGHTS = ("weight",)
DATA_SETS = ("weight", "centre", "whitening")
LEDGERS = ("weight", "centre", "half", "excess", "whitening")
"""What may differ between chains."""

Progress = Callable[[float, int], None]
"""Called with draws made and draws in all."""

ADAPTING = 150
"""Draws of each chain during which the length of a step is chosen; thrown away."""
TARGET_ACCEPTANCE = 0.8
DEEPEST = 4
"""Doublings of a trajectory at most: in whitened coordinates 15 steps go far enough."""
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
    by_chain: tuple[str, ...]
    """What differs between chains; each has a leading axis there."""


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


def compile_sampler(
    names: Names, *, adapting: int = ADAPTING, by_chain: tuple[str, ...] = WEIGHTS
) -> Sampler:
    """Functions for chains side by side; compiled when first called, once for each number of chains.

    Parameters
    ----------
    by_chain
        `WEIGHTS`: chains of one data set, which may leave out different claims. `DATA_SETS`: every chain has its own
        numbers and whitening, as for calibration by simulated data. `LEDGERS`: widths of hedges differ too.
    """
    import jax
    from numpyro.infer.hmc import hmc

    library = jax_library()

    def potential(inputs: Inputs, whitening: Whitening) -> Callable[[Any], Any]:
        return lambda white: -log_posterior(coloured(white, whitening), inputs, names, library)

    begin, step_on = hmc(potential_fn_gen=potential, algo="NUTS")

    def start(white: Any, key: Any, inputs: Inputs, whitening: Whitening) -> Any:
        return begin(
            white,
            adapting,
            step_size=FIRST_STEP,
            adapt_mass_matrix=False,
            target_accept_prob=TARGET_ACCEPTANCE,
            max_tree_depth=DEEPEST,
            model_args=(inputs, whitening),
            rng_key=key,
        )

    def go_on(states: Any, inputs: Inputs, whitening: Whitening) -> Any:
        def step(state: Any, _: None) -> tuple[Any, Any]:
            state = step_on(state, (inputs, whitening), {})
            return state, (state.z, state.diverging, state.num_steps, state.accept_prob)

        return jax.lax.scan(step, states, None, length=PIECE)

    axes = _axes(by_chain)
    return Sampler(
        start=jax.jit(jax.vmap(start, in_axes=(0, 0, *axes))),
        go_on=jax.jit(jax.vmap(go_on, in_axes=(0, *axes), out_axes=(0, 1))),
        by_chain=by_chain,
    )


def sample(
    sampler: Sampler,
    inputs: Inputs,
    whitening: Whitening,
    *,
    draws: int,
    seed: int,
    chains: int | None = None,
    white: FloatArray | None = None,
    after: Draws | None = None,
    throw_away: int = ADAPTING,
    progress: Progress | None = None,
) -> Draws:
    """Run the chains, piece by piece, so that progress can be shown and Ctrl-C is heard between pieces.

    Parameters
    ----------
    inputs, whitening
        With a leading axis over chains where the sampler wants one; weights get one here where they have none.
    draws
        Of each chain after those thrown away; rounded up to whole pieces.
    chains
        How many; None: as the weights say.
    white
        [chain, unknown] where to start, in whitened coordinates; None: around the mode, wider than the posterior.
    after
        A finished run of the same sampler whose step is kept, so that nothing is adapted.
    throw_away
        Draws of each chain before those that count.
    """
    import jax

    started = time.perf_counter()
    weights = inputs.measured.weight
    if weights.ndim == 1:
        assert chains is not None, "one set of weights does not say how many chains"
        weights = np.ones((chains, 1)) * weights
    chains = len(weights)
    random = np.random.Generator(np.random.Philox(seed))
    if white is None:
        white = START_WIDTH * random.standard_normal((chains, whitening.mode.shape[-1]))
    keys = jax.random.split(jax.random.key(seed), chains)
    given = inputs._replace(measured=inputs.measured._replace(weight=weights))
    given, whitening = jax.tree.map(jax_library().xp.asarray, (given, whitening))
    states = sampler.start(white, keys, given, whitening)
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
        unknowns=_coloured_by_chain(walked, jax.device_get(whitening), sampler.by_chain),
        divergent=divergent,
        steps=steps,
        acceptance=float(acceptance.mean()),
        step_size=np.asarray(states.adapt_state.step_size),
        seconds=time.perf_counter() - started,
        last=states,
    )


def _axes(by_chain: tuple[str, ...]) -> tuple[Any, Any]:
    """Axes for `vmap` over chains: of the inputs and of the whitening."""
    latent = Latent._make(None for _ in Latent._fields)
    measured = Measured._make(None for _ in Measured._fields)._replace(weight=0)
    if by_chain == WEIGHTS:
        return Inputs(latent=latent, measured=measured), None
    numbers = Printed._make(0 if name in by_chain else None for name in Printed._fields)
    return Inputs(latent=latent, measured=measured._replace(printed=numbers)), 0


def _coloured_by_chain(walked: FloatArray, whitening: Whitening, by_chain: tuple[str, ...]) -> FloatArray:
    """[chain, draw, unknown] back from whitened coordinates."""
    if by_chain == WEIGHTS:
        return np.asarray(coloured(walked, whitening))
    own = (Whitening._make(part[chain] for part in whitening) for chain in range(len(walked)))
    return np.stack([coloured(draws, each) for draws, each in zip(walked, own, strict=True)])
