"""Candidates: what a reader of a text proposes to the ledger, and what it passes over."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One number of a text that may become a claim once a person has seen it."""

    kind: str
    """`level`, `share`, `ratio`, `growth`, `change` or `no_data`."""
    hedge: str
    """One of the ledger's hedges."""
    value: float | None = None
    """The number as printed; of a change, where it ends; of a decline, negative."""
    low: float | None = None
    """Lower bound as printed."""
    high: float | None = None
    """Upper bound as printed."""
    before: float | None = None
    """Of a change, where it starts."""
    unit: str | None = None
    """One of Sapar's units."""
    group: str | None = None
    """Who is counted; one of `reading.nouns.GROUPS`."""
    origin: tuple[str, ...] = ()
    """Codes of citizenship or origin."""
    place: tuple[str, ...] = ()
    """Codes of countries, or places of the study."""
    from_: datetime.date | None = None
    """First day it is about."""
    until: datetime.date | None = None
    """Last day it is about."""
    attribution: str | None = None
    """Who the text says knows it."""
    definition: str | None = None
    """One of the ledger's definitions, where a cue exists."""
    span: tuple[int, int]
    """First character in the text and the one behind the last."""
    sentence: str
    """The sentence as written."""
    confidence: float
    """0 to 1: how much of it the text says outright; a rank for review, no probability."""
    reasons: tuple[str, ...]
    """Why each field was chosen."""

    def as_record(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        period = None
        if self.from_ is not None and self.until is not None:
            period = {"from": self.from_.isoformat(), "until": self.until.isoformat()}
        return {
            "value": self.value,
            "low": self.low,
            "high": self.high,
            "before": self.before,
            "kind": self.kind,
            "hedge": self.hedge,
            "unit": self.unit,
            "group": self.group,
            "origin": list(self.origin),
            "place": list(self.place),
            "period": period,
            "attribution": self.attribution,
            "definition": self.definition,
            "span": list(self.span),
            "sentence": self.sentence,
            "confidence": self.confidence,
            "reasons": list(self.reasons),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A number that counts nothing the ledger knows."""

    text: str
    """As written."""
    span: tuple[int, int]
    """First character in the text and the one behind the last."""
    reason: str
    """Why it was passed over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found in a text."""

    candidates: tuple[Candidate, ...]
    """In the order of the text."""
    refused: tuple[Refused, ...]
    """Numbers passed over, in the order of the text."""
