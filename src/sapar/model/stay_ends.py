"""When a visitor's days are used up, counted as the law of each day has it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from sapar.frame.calendar import Calendar
from sapar.model.declarations.law import Law, StayRule
from sapar.model.precedence import winners

LONGEST = 3 * 366
"""Days after which a stay counts as without end."""


def last_day(law: Law, citizenship: str, place: str, arrival: datetime.date) -> datetime.date | None:
    """The last day with status of a visitor who comes for the first time, stays on and takes no papers.

    The day of arrival is the first day. Each day is judged by the row that holds on it; suspended days are not
    counted, and a rolling window stands still with them. Rows without an end are taken to hold on.

    Returns
    -------
    date
        None where no row says how long, where the stay never ends, or where it ends before it begins.
    """
    calendar = Calendar.between(arrival, arrival + datetime.timedelta(days=LONGEST))
    rules = winners(calendar, law.stay, place, citizenship, law.unions)
    stopped = winners(calendar, law.suspensions, place, citizenship, law.unions)
    counted: list[int] = []
    for day, rule in enumerate(rules):
        if rule is None:
            return None
        if stopped[day] is None:
            counted.append(day)
            if _is_over(rule, counted, calendar):
                return None if day == 0 else calendar.date_of(day - 1)
    return None


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
