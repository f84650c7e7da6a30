"""What the posterior depends on, as one digest: a kept posterior belongs to a study as long as this is the same."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import numpy as np

from sapar.estimates.stocks.defaults import DEFAULTS
from sapar.estimates.stocks.setting import StockSetting
from sapar.evidence.ledger import Ledger

MODEL = 6
"""Raised by hand whenever the formulas change what the posterior is."""
_DIGITS = 9


def digest_problem(ledger: Ledger, setting: StockSetting) -> str:
    """Sixteen hexadecimal digits over claims, kinds of sources, priors, defaults in use, circumstances and model.

    Numbers count to nine digits, so that machines agree; notes and addresses do not count.
    """
    claims = [
        [
            claim.claim, claim.source, ledger.source[claim.source].kind, claim.definition, claim.quantity,
            claim.citizenship, claim.place, str(claim.from_), str(claim.until), claim.value, claim.low, claim.high,
            claim.unit, claim.hedge, claim.as_printed, claim.grade, claim.copy_of,
        ]
        for claim in ledger.claims
    ]  # fmt: skip
    priors = {name: _numbers(belief) for name, belief in setting.assumptions.items()}
    for name, entry in DEFAULTS.items():
        priors.setdefault(name, _numbers(entry))
    content: dict[str, Any] = {
        "model": MODEL,
        "claims": claims,
        "priors": dict(sorted(priors.items())),
        "axes": [setting.citizenships, setting.hosts, [str(day) for day in setting.instants]],
        "reference": dict(sorted(setting.reference_year.items())),
        "free": {"-".join(pair): _numbers(belief) for pair, belief in sorted(setting.free_work.items())},
        "shut": _rounded(setting.shut),
        "fallen": _rounded(setting.fallen),
        "populations": dict(sorted(setting.populations.items())),
    }
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _numbers(belief: Any) -> list[str]:
    """Median and range in nine digits."""
    return [f"{each:.{_DIGITS}g}" for each in (belief.value, belief.low, belief.high)]


def _rounded(values: Any) -> list[str]:
    """Any array in nine digits, flat."""
    return [f"{each:.{_DIGITS}g}" for each in np.asarray(values, dtype=np.float64).ravel()]
