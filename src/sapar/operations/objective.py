"""What a plan may aim at: only what makes the people who wait better off."""

from __future__ import annotations

import re
from enum import StrEnum

from sapar.errors import HarmfulObjective, NoSuchObjective


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


_HARMFUL = re.compile(
    r"arrival|inflow|entr(?:y|ies)|return|expel|expuls|deport|remov|push.?back|detain|detention|detect|ban\b|bans\b"
    r"|арест|приб|возвр|высыл|выдвор|депорт|задерж",
    re.IGNORECASE,
)


def objective_of(word: str) -> Objective:
    """The objective of that name.

    Raises
    ------
    HarmfulObjective
        It would minimise arrivals or maximise returns or expulsions.
    NoSuchObjective
        It is unknown.
    """
    known = ", ".join(objective.value for objective in Objective)
    if word in {objective.value for objective in Objective}:
        return Objective(word)
    if _HARMFUL.search(word):
        raise HarmfulObjective(
            found=word,
            why="is not planned for: who arrives, returns or is expelled is never made smaller or larger by a plan, "
            "because people would pay for the number with their safety; arrivals are an input",
            try_=f"one of: {known}",
        )
    raise NoSuchObjective(found=word, why="is no objective of the planner", try_=f"one of: {known}")
