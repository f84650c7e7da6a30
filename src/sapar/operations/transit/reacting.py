"""Arrivals that react to what is announced and seen: the belief that going to the crossing leads home."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from sapar.maths import FloatArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """How belief moves; every number is an assumption, none is measured."""

    belief: float = 0.3
    """At the start, a share between 0 and 1; the arrivals of the sheet are those that it brings."""
    pulse: float = 0.2
    """Added when departures are announced after a week without any (range 0.2 to 0.6)."""
    passed: float = 0.1
    """Added for each day on which all who wait get through, less when fewer do."""
    stuck: float = 0.02
    """Taken away for each day on which nobody gets through, less when some do."""
    quiet_days: int = 7
    """Days without departures after which the next one is news."""

    @property
    def said(self) -> tuple[tuple[str, str], ...]:
        """Names and values, for the list of assumptions."""
        return tuple((f"reaction_{each.name}", f"{getattr(self, each.name):g}") for each in fields(self))


class Belief:
    """Belief in each replicate while days pass."""

    def __init__(self, reaction: Reaction, replicates: int, in_cities: float) -> None:
        self.reaction = reaction
        self.level = np.full(replicates, reaction.belief)
        self.quiet = np.full(replicates, reaction.quiet_days)
        self.left = np.full(replicates, in_cities)

    @property
    def factor(self) -> FloatArray:
        """[replicate] arrivals over those of the sheet."""
        return self.level / self.reaction.belief

    def arrive(self, wished: FloatArray) -> FloatArray:
        """[replicate] share of those who would come today that are still in the cities, who are then fewer."""
        come = np.minimum(wished, self.left)
        self.left = self.left - come
        return np.asarray(np.divide(come, wished, out=np.ones(len(come)), where=wished > 0))

    def see(self, left_today: FloatArray, waiting: FloatArray) -> None:
        """Change belief at the end of a day by who got through and who is still there."""
        there = left_today + waiting
        share = np.divide(left_today, there, out=np.zeros(len(there)), where=there > 0)
        news = (left_today > 0) & (self.quiet >= self.reaction.quiet_days)
        self.quiet = np.where(left_today > 0, 0, self.quiet + 1)
        change = self.reaction.passed * share - self.reaction.stuck * (1.0 - share) * (there > 0)
        self.level = np.clip(self.level + change + self.reaction.pulse * news, 0.0, 1.0)
