"""Everything that happens under a sheet: every institution, and the shelters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sapar.maths import FloatArray
from sapar.operations.help.case import HelpCase
from sapar.operations.help.desk import Desk, live
from sapar.operations.help.luck import Luck
from sapar.operations.help.outcome import Outcome, outcome
from sapar.operations.help.shelter import Sheltered, shelter


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What happened, in every replicate."""

    case: HelpCase
    """The sheet."""
    luck: Luck
    """The chance it met."""
    desks: tuple[Desk, ...]
    """By institution."""
    outcomes: tuple[Outcome, ...]
    """Their tallies."""
    sheltered: Sheltered
    """Those who need a place."""

    @property
    def placed(self) -> FloatArray:
        """[replicate] people who get a shelter place within the plan."""
        return np.asarray((self.sheltered.placed < self.case.weeks).sum(axis=1), dtype=np.float64)

    @property
    def weeks_for_place(self) -> FloatArray:
        """[replicate] person-weeks without a place within the plan, of those eligible or not."""
        asked, end = self.sheltered.asked, self.case.weeks
        there = asked < end
        return np.asarray(
            np.where(there, np.minimum(self.sheltered.placed, end) - np.where(there, asked, 0.0), 0.0).sum(
                axis=1
            )
        )

    @property
    def coverage(self) -> FloatArray:
        """[replicate] kits delivered as a share of the need, of all institutions together."""
        need = sum(each.money.need.sum(axis=1) for each in self.desks)
        given = sum(each.money.delivered.sum(axis=1) for each in self.desks)
        return np.asarray(np.where(need > 0, given / np.maximum(need, 1), np.nan))


def live_all(case: HelpCase, luck: Luck, base: Course | None = None) -> Course:
    """Let the plan's months pass; what a base has lived already under the same luck is taken from it."""
    desks, outcomes = [], []
    lived = (
        {}
        if base is None
        else dict(zip((each.institution.name for each in base.desks), base.desks, strict=True))
    )
    tallies = {} if base is None else dict(zip(lived, base.outcomes, strict=True))
    same_people = base is not None
    for each in case.institutions:
        before = lived.get(each.name)
        if before is not None and before.institution == each:
            desks.append(before)
            outcomes.append(tallies[each.name])
            continue
        is_same = before is not None and before.institution.demands == each.demands
        same_people = same_people and is_same
        desks.append(live(each, case.months, luck, before.opened if before is not None and is_same else None))
        outcomes.append(outcome(desks[-1], case.months))
    if base is not None and same_people and base.case.shelters == case.shelters:
        places = base.sheltered
    else:
        places = shelter(case, desks, luck)
    return Course(case=case, luck=luck, desks=tuple(desks), outcomes=tuple(outcomes), sheltered=places)
