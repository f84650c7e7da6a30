"""What the model says to each figure of the evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["inside", "outside", "input", "not modelled", "arithmetic"]
"""How the model's range lies to the claim's, tolerance included; or why the two are not compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureAnswer:
    """One published figure beside the model's answer through the figure's own operator."""

    figure: str
    """Name of the figure, such as `F09`."""
    text: dict[str, str]
    """What the figure says, by language."""
    operator: str
    """How the figure counts: `stock`, `registrations`, `permits`, `share`, `order`, ..."""
    role: str
    """`input`, `calibration`, `validation` or `ledger`."""
    tolerance: str
    """`X` exact, `B` 10 %, `C` 25 %, `F` factor 1.5, `G` factor 3, `P` chance of a count, `Q` sign or order,
    `-` none."""
    claimed: str
    """The number as its source printed it."""
    claim_low: float
    """Lower end of what the source allows, in `unit`; NaN where it gives no number."""
    claim_high: float
    """Upper end of what the source allows, in `unit`; NaN where it gives no number."""
    median: float
    """The model's median, in `unit`; NaN where it has none."""
    low80: float
    """Tenth percentile of the replicates, in `unit`."""
    high80: float
    """Ninetieth percentile of the replicates, in `unit`."""
    unit: str
    """Unit of the five numbers."""
    verdict: Verdict
    """How the two compare."""
    explanation: dict[str, str]
    """Why, by language."""
