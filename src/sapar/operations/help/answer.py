"""Everything a help sheet has to say, in one value."""

from __future__ import annotations

from dataclasses import dataclass

from sapar.operations.help.case import HelpCase
from sapar.operations.help.course import Course, live_all
from sapar.operations.help.formulas import Formula, formulas
from sapar.operations.help.levers import Effect, losses, one_more
from sapar.operations.help.luck import Luck
from sapar.operations.help.objective import Objective
from sapar.operations.help.smallest import Smallest, smallest_staff

MOST_DRAWN = 3_000_000
"""Cases in all replicates together; beyond it fewer replicates are drawn, down to `FEWEST`."""
FEWEST = 20
"""Replicates drawn at least."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What is asked of a sheet."""

    objective: Objective = Objective.WAITING
    """By what levers are ranked."""
    replicates: int = 300
    """Cases of chance."""
    seed: int = 1
    """Of all random words."""
    restriction: float = 0.5
    """Share of joins, grants and partners' work that the law of the what-if keeps away."""
    target_wait: float | None = None
    """Weeks that nobody should wait longer; asks for the smallest staff."""
    chance: float = 0.9
    """With which chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A sheet with its outcomes."""

    ask: Ask
    """What was asked."""
    course: Course
    """What happens under chance."""
    formulas: tuple[Formula, ...]
    """What a pencil says, and the simulation beside it."""
    one_more: tuple[Effect, ...]
    """What helps, the best first."""
    losses: tuple[Effect, ...]
    """What would be lost."""
    smallest: tuple[Smallest, ...]
    """Where asked for."""

    @property
    def case(self) -> HelpCase:
        """What was planned for."""
        return self.course.case

    @property
    def assumed(self) -> tuple[tuple[str, str], ...]:
        """Names and values of everything the sheet did not state."""
        return (
            *self.case.assumed,
            ("replicates", f"{self.course.luck.replicates}"),
            ("seed", f"{self.ask.seed}"),
        )


def answer(case: HelpCase, ask: Ask) -> Answer:
    """Let chance play with a sheet, and with each change of it."""
    luck = Luck(seed=ask.seed, replicates=replicates_of(case, ask.replicates))
    course = live_all(case, luck)
    return Answer(
        ask=ask,
        course=course,
        formulas=formulas(case, ask.seed, luck.replicates),
        one_more=one_more(case, course, ask.objective),
        losses=losses(case, course, ask.restriction),
        smallest=() if ask.target_wait is None else smallest_staff(course, ask.target_wait, ask.chance),
    )


def replicates_of(case: HelpCase, asked: int) -> int:
    """So many as asked, fewer where very many cases would fill the memory."""
    cases = sum(
        demand.weekly.high * case.weeks + demand.backlog
        for each in case.institutions
        for demand in each.demands
    )
    return int(min(asked, max(FEWEST, MOST_DRAWN / max(cases, 1.0))))
