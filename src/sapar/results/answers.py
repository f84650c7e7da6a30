"""The answers a report begins with."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAnswer:
    """One number that answers one question, with its range."""

    id: str
    """Name of the answer, unique within a report."""
    question: dict[str, str]
    """The question, by language."""
    median: float
    """In `unit`; NaN where nothing can be said."""
    low80: float
    """Tenth percentile of the replicates, in `unit`."""
    high80: float
    """Ninetieth percentile of the replicates, in `unit`."""
    unit: str
    """`persons`, `share`, `days`, `USD per month`, ..."""
    definition: dict[str, str]
    """What is counted, by language."""
    date: str
    """The date or period the number holds for, ISO 8601."""
    explain: str
    """What `sapar explain` is asked to show where the number comes from."""
