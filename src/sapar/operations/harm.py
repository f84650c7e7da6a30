"""Aims that no planner takes: what would make people worse off to improve a number."""

from __future__ import annotations

import re

from sapar.errors import HarmfulObjective, NoSuchObjective

_HARMFUL = re.compile(
    r"arrival|inflow|entr(?:y|ies)|return|expel|expuls|deport|remov|push.?back|detain|detention|detect|ban\b|bans\b"
    r"|арест|приб|возвр|высыл|выдвор|депорт|задерж",
    re.IGNORECASE,
)


def require_humane(word: str, known: tuple[str, ...]) -> str:
    """The name of an objective, if it is one of those known.

    Raises
    ------
    HarmfulObjective
        It would minimise arrivals or maximise returns or expulsions.
    NoSuchObjective
        It is unknown.
    """
    if word in known:
        return word
    names = ", ".join(known)
    if _HARMFUL.search(word):
        raise HarmfulObjective(
            found=word,
            why="is not planned for: who arrives, returns or is expelled is never made smaller or larger by a plan, "
            "because people would pay for the number with their safety; arrivals are an input",
            try_=f"one of: {names}",
        )
    raise NoSuchObjective(found=word, why="is no objective of the planner", try_=f"one of: {names}")
