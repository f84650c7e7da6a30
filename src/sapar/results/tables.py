"""What a simulation comes to: tables with named axes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import xarray


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Every output of the replicates of one scenario, as counts of people on named axes."""

    dataset: xarray.Dataset
    """The variables; each names its `units`, `long_name`, `definition` and `output` in its attributes."""
    meta: dict[str, Any] = field(default_factory=dict)
    """What a reader needs to cite and repeat the run: titles, period, seed, version, digest, thresholds."""
