"""What a calibration depends on, as one digest: its members belong to a study as long as this is the same."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import Any

from sapar.evidence.ledger import Ledger
from sapar.model.declarations import Declarations
from sapar.model.mechanisms import SCHEDULE
from sapar.results.operators import OPERATORS

MODEL = 2
"""Raised by hand whenever mechanisms, engine or operators change what a member answers; a test replays a member."""

_ASIDE = ("settings", "frame", "assumptions", "examples", "minor_flows", "poverty", "questions")
"""Parts of the declarations that count by some of their values only, or not at all."""


def digest_calibration(ledger: Ledger, declarations: Declarations, *, estimate: str) -> str:
    """Sixteen hexadecimal digits over everything that a calibration depends on.

    Claims and figures by their numbers, assumptions by value and range, law, events, economy, links, places and
    groups as declared, the period and the reference years, what is fixed, the estimate of stocks, and the model.
    Titles, texts, notes on claims and options of execution do not count.

    Parameters
    ----------
    ledger
        Without what is held out.
    estimate
        Digest of what the estimate of stocks depends on.
    """
    settings, frame = declarations.settings, declarations.frame
    content: dict[str, Any] = {
        "model": [MODEL, [each.code + each.name for each in SCHEDULE], sorted(OPERATORS)],
        "estimate": estimate,
        "claims": [
            [
                claim.claim, ledger.source[claim.source].kind, claim.definition, claim.citizenship, claim.place,
                str(claim.from_), str(claim.until), claim.value, claim.low, claim.high, claim.unit, claim.hedge,
                claim.grade,
            ]
            for claim in ledger.claims
        ],
        "figures": [
            [
                figure.figure, figure.claims, figure.operator, figure.citizenship, figure.place, str(figure.from_),
                str(figure.until), figure.value, figure.low, figure.high, figure.unit, figure.role, figure.tolerance,
            ]
            for figure in ledger.figures
        ],
        "assumptions": [[row.parameter, row.value, row.low, row.high] for row in declarations.assumptions],
        "settings": [
            str(settings.from_), str(settings.until), settings.reference_year,
            sorted(settings.reference_year_by_citizenship.items()), settings.rules, settings.not_calibrated,
        ],
        "frame": [repr(frame.places.all), repr(frame.groups.all), frame.hosts],
        "declared": {
            part.name: repr(getattr(declarations, part.name))
            for part in fields(declarations)
            if part.name not in _ASIDE
        },
    }  # fmt: skip
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
