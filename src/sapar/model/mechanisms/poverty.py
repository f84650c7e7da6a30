"""M9 Poverty: people below a poverty line, with money from abroad and without, carried on from a survey.

    with(t) = without · (surveyed / without) ** ((R(t) / R(survey)) ** response),   R = money received / pay at home

`surveyed` and `without` are what the survey says of its own months: the share of people in households below the line,
and what it would have been had nothing been sent. R is taken over calendar years. So the survey's year gives what the
survey found and no money gives `without`. With a response of 1 as much again takes the same part off those who are
left; a smaller one says that more money reaches fewer of those near the line, a larger one that it reaches more.

R(survey) is that of the same run. So a survey is set aside where a scenario differs before the survey ends
(`hold_surveys`): carried on from there it would hide what the scenario does.

Assumed: other incomes and the line move together, and money reaches the same kind of households as at the survey.

Source
------
The survey: `economy/poverty.csv`. The form is an assumption; see docs/method/odd-d.md.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sapar.maths import FloatArray
from sapar.model.mechanism import Account
from sapar.model.mechanisms.remittances import home_pay
from sapar.model.system import System

RESPONSE = "poverty_response"


def below_line(system: System, received: FloatArray) -> FloatArray:
    """[M, C, 2] shares of people below the line, with and without money from abroad; NaN without a survey.

    Parameters
    ----------
    received
        [M, C] US dollars a month that households receive.
    """
    surveyed, years = system.series.below_line, system.calendar.month_dates.astype("datetime64[Y]")
    in_wages = received / home_pay(system)
    yearly = np.stack([in_wages[years == year].mean(axis=0) for year in years])
    shares = np.full(surveyed.shape, np.nan)
    for citizenship in np.flatnonzero(np.isfinite(surveyed).any(axis=(0, 2))):
        months = np.flatnonzero(np.isfinite(surveyed[:, citizenship, 0]))
        found, without = surveyed[months[0], citizenship]
        base = yearly[months, citizenship].mean()
        if base == 0.0:
            continue
        more = (yearly[:, citizenship] / base) ** system.parameters[RESPONSE]
        shares[:, citizenship, 0] = without * (found / without) ** more
        shares[:, citizenship, 1] = without
    return shares


def hold_surveys(system: System, month: int) -> System:
    """A system that differs from its baseline from a month on, without the surveys that end in that month or later."""
    surveyed = system.series.below_line
    touched = np.flatnonzero(np.isfinite(surveyed[month:]).any(axis=(0, 2)))
    held = surveyed.copy()
    held[:, touched] = np.nan
    return replace(system, series=replace(system.series, below_line=held))


ACCOUNT = Account(code="M9", name="poverty", parameters=(RESPONSE,))
