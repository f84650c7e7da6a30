"""From a kept estimate to the posterior that a simulation starts from."""

from __future__ import annotations

import numpy as np

from sapar.estimates.posterior import SAMPLED, ClaimPull, Posterior
from sapar.estimates.reconcile import EIGHTY_PERCENT
from sapar.estimates.stocks.result import ClaimFit, StockEstimate
from sapar.maths import FloatArray, log


def posterior_of(estimate: StockEstimate, *, draws: int, seed: int) -> Posterior:
    """Stocks by year: replicate r takes a draw keyed by the seed and r, whatever the number of replicates.

    Parameters
    ----------
    draws
        How many replicates; beyond the draws of the estimate they begin again.
    seed
        Of the run.
    """
    table = estimate.dataset["stock_year"].transpose("draw", "citizenship", "host", "year")
    stocks: FloatArray = table.values.astype(np.float64)
    order = np.random.Generator(np.random.Philox([seed, len(stocks)])).permutation(len(stocks))
    record = estimate.record
    return Posterior(
        citizenships=tuple(str(each) for each in table["citizenship"].values),
        countries=tuple(str(each) for each in table["host"].values),
        years=tuple(int(each) for each in table["year"].values),
        median=np.median(stocks, axis=0),
        draws=stocks[order[np.arange(draws) % len(order)]],
        pulls=tuple(_pull(fit) for fit in record.claims),
        held_out=(),
        bias={each.name.split(":", 1)[1]: each.posterior.median for each in record.coverages},
        bias_spread={
            each.name.split(":", 1)[1]: float(
                log(each.posterior.high80 / each.posterior.low80) / EIGHTY_PERCENT
            )
            for each in record.coverages
        },
        method=SAMPLED,
        digest=record.digest,
        has_converged=record.sampling.has_converged,
        defaults=record.defaults,
    )


def _pull(fit: ClaimFit) -> ClaimPull:
    """What a claim did, in the words that a run keeps."""
    return ClaimPull(
        claim=fit.claim,
        citizenships=fit.citizenships,
        country=fit.places[0] if len(fit.places) == 1 else "*",
        year=fit.year,
        said=fit.said,
        fitted=fit.estimate.median,
        spread=fit.spread,
        weight=fit.weight,
        moved=fit.moved,
        moves=fit.corridor,
    )
