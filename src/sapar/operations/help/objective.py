"""What a plan for help may aim at: only what makes the people who ask better off."""

from __future__ import annotations

from enum import StrEnum

from sapar.operations.harm import require_humane


class Objective(StrEnum):
    """By what the levers are ranked."""

    WAITING = "waiting"
    """Fewest person-weeks of waiting."""
    RESOLVED = "resolved"
    """Most cases resolved."""
    WAGES = "wages"
    """Most wages recovered."""
    UNMET_NEED = "unmet-need"
    """Fewest people without a kit or a shelter place."""


def objective_of(word: str) -> Objective:
    """The objective of that name; see `require_humane` for what is refused."""
    return Objective(require_humane(word, tuple(each.value for each in Objective)))
