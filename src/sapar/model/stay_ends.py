"""When a visitor's days are used up, counted as the law of each day has it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from sapar.frame.calendar import Calendar
from sapar.model.declarations.law import Law, StayRule, Suspension
from sapar.model.precedence import winners

LONGEST = 3 * 366
"""Days after which a stay counts as without end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayEnd:
    """How the days of a first stay are used up."""

    last: datetime.date | None
    """The last day with status; None where no row says how long, where the stay never ends, or where it ends
    before it begins."""
    rules: tuple[StayRule, ...]
    """The rows that hold in turn until then."""
    suspensions: tuple[Suspension, ...]
    """The decrees that stop the clock until then."""


def stay_end(law: Law, citizenship: str, place: str, arrival: datetime.date) -> StayEnd:
    """The last day with status of a visitor who comes for the first time, stays on and takes no papers.

    The day of arrival is the first day. Each day is judged by the row that holds on it; suspended days are not
    counted, and a rolling window stands still with them. Rows without an end are taken to hold on.
    """
    calendar = Calendar.between(arrival, arrival + datetime.timedelta(days=LONGEST))
    rules = winners(calendar, law.stay, place, citizenship, law.unions)
    stopped = winners(calendar, law.suspensions, place, citizenship, law.unions)
    counted: list[int] = []
    met: dict[int, StayRule] = {}
    decrees: dict[int, Suspension] = {}
    last = None
    for day, (rule, decree) in enumerate(zip(rules, stopped, strict=True)):
        if rule is None:
            break
        if decree is not None:
            decrees[id(decree)] = decree
            continue
        counted.append(day)
        if _is_over(rule, counted, calendar):
            last = None if day == 0 else calendar.date_of(day - 1)
            break
        met[id(rule)] = rule
    return StayEnd(last=last, rules=tuple(met.values()), suspensions=tuple(decrees.values()))


def _is_over(rule: StayRule, counted: Sequence[int], calendar: Calendar) -> bool:
    """Whether the days counted until today are more than the rule allows; the first stay lies in one window."""
    if rule.entry_days is not None and len(counted) > rule.entry_days:
        return True
    if rule.counting == "calendar_year":
        new_year = calendar.day_of(calendar.date_of(counted[-1]).replace(month=1, day=1))
        return sum(day >= new_year for day in counted) > rule.days
    if rule.counting == "rolling" and rule.window is not None and rule.window <= rule.days:
        return False
    return len(counted) > rule.days
