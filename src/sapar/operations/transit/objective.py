"""What a transit plan may aim at: only what makes the people who wait better off."""

from __future__ import annotations

from enum import StrEnum

from sapar.operations.harm import require_humane


class Objective(StrEnum):
    """What is made as small as possible."""

    WEIGHTED_WAITING = "weighted-waiting"
    """Days of waiting, those of vulnerable people counted more."""
    WAITING = "waiting"
    """Days of waiting, everybody's alike."""
    DEPRIVATION = "deprivation"
    """Days of waiting beyond what a camp can shelter and feed; then weighted waiting."""
    COST_TO_PEOPLE = "cost-to-people"
    """Fares that the people pay and what waiting costs them."""


def objective_of(word: str) -> Objective:
    """The objective of that name; see `require_humane` for what is refused."""
    return Objective(require_humane(word, tuple(each.value for each in Objective)))
