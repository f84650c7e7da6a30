"""A quantity found in a sentence, before anybody knows what it counts."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Quantity:
    """A number, a range, a share, a ratio, a change or a vague magnitude."""

    start: int
    """Index of its first token."""
    end: int
    """Index behind its last token."""
    kind: str = "level"
    """`level`, `share`, `ratio`, `growth`, `change` or `no_data`."""
    hedge: str = "point"
    """One of the ledger's hedges."""
    value: float | None = None
    """The number, where there is one."""
    low: float | None = None
    """The lower bound, where there is one."""
    high: float | None = None
    """The upper bound, where there is one."""
    before: float | None = None
    """Of a change, the number it starts from."""
    unit: str | None = None
    """`percent`, `share` or `times` where the words say so."""
    is_words: bool = False
    """Whether it is written in words without any multiplier."""
    is_exceeded: bool = False
    """Whether the words inside it say that there are more, as in «сто с лишним»."""
    counts_backwards: bool = False
    """Whether what it counts stands inside it or before it."""
    reasons: list[str] = field(default_factory=list)
    """Why it was read so."""
