"""Estimated flows as they may leave: small ones hidden, in every output alike."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sapar.estimates.flows.bands import Bands
from sapar.estimates.flows.estimate import Bounds
from sapar.estimates.flows.rounding import whole_numbers
from sapar.maths import FloatArray
from sapar.results.disclose import disclose, is_small
from sapar.results.secondary import BoolArray, also_hidden
from sapar.study.flows import FlowResult, PeriodFlows

THRESHOLD = 10.0
"""Persons; counts below it are not published."""


def disclosed_flows(result: FlowResult, *, whole: bool = False, threshold: float = THRESHOLD) -> FlowResult:
    """The result with hidden counts as NaN, and a note of how many there are.

    A flow below the threshold is hidden with its ranges, and so are the larger ones without which it would follow from
    the totals of rows and columns. What is hidden for one sex is hidden for all.

    Parameters
    ----------
    whole
        Whether flows are rounded to whole persons before.
    threshold
        Persons.
    """
    rounded = [
        replace(one, flows=whole_numbers(one.flows).astype(np.float64)) if whole else one
        for one in result.periods
    ]
    small = [is_small(np.abs(one.flows), threshold) for one in rounded]
    masks = [also_hidden(one.flows, mask) for one, mask in zip(rounded, small, strict=True)]
    together: dict[tuple[str, str], BoolArray] = {}
    for one, mask in zip(rounded, masks, strict=True):
        known = together.get((one.first, one.last))
        together[one.first, one.last] = mask if known is None else known | mask
    shown = tuple(_shown(one, together[one.first, one.last], threshold) for one in rounded)
    few = sum(int(mask.sum()) for mask in small)
    hidden = sum(int(np.isnan(one.flows).sum()) for one in shown)
    if hidden == 0:
        return FlowResult(periods=shown, notes=result.notes)
    note = (
        f"hidden: {few:,} flows below {threshold:g} people, and {hidden - few:,} more so that they do not follow "
        "from totals"
    )
    return FlowResult(periods=shown, notes=(*result.notes, note))


def _shown(one: PeriodFlows, hidden: BoolArray, threshold: float) -> PeriodFlows:
    """One period without what is hidden; where a flow is, so are its ranges."""

    def left(values: FloatArray) -> FloatArray:
        """Counts that are neither small nor hidden."""
        return np.where(hidden, np.nan, disclose(values, threshold))

    bounds, bands = one.bounds, one.bands
    return replace(
        one,
        flows=np.where(hidden & (one.flows != 0), np.nan, one.flows),
        bounds=None if bounds is None else Bounds(low=left(bounds.low), high=left(bounds.high)),
        bands=None
        if bands is None
        else Bands(low=left(bands.low), median=left(bands.median), high=left(bands.high), total=bands.total),
    )
